/** What a section prints: how entries are called, which sizes are numbers where they are printed. */
import { evaluateSize, sizeNames } from "../../expression/dimension.ts";
import type { Shape } from "../../expression/expr.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type CellPlace, type Letters, placeIn, shapeNameOf } from "../meaning/letters.ts";
import { type Print, printOf } from "../meaning/prints.ts";
import { everyPart, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Judgeable } from "../statements/roles.ts";

/** Sizes as matrices are printed, or any. */
export type SectionKind = "general" | "printed";

/** Of a chain A = X u = [a_{11} …] the A. */
const namedIn = ({ left, head, kind }: Judgeable): Syntax | undefined =>
  kind !== "label" && left && !referenceOf(left) && head && referenceOf(head) ? head : left;

/** Each name's first: what is printed of names that another has is a claim. */
export function printsIn(
  relations: readonly Judgeable[],
  declared: ReadonlyMap<string, DeclaredType>,
  namings: Set<Judgeable>,
): Print[] {
  const owners = new Map<string, string>();
  return relations.flatMap((relation) => {
    const { kind, right } = relation;
    const left = namedIn(relation);
    if (kind === "label") namings.add(relation);
    const print = kind === "label" ? printOf(right, left) : printOf(left, right);
    if (!print) return [];
    const { owner, cells } = print;
    const keys = cells.flat().map(({ key }) => key);
    if (keys.some((key) => declared.has(key) || (owners.get(key) ?? owner) !== owner)) return [];
    for (const key of keys) owners.set(key, owner);
    namings.add(relation);
    return [print];
  });
}

export const definedIn = (relations: readonly Judgeable[]): ReadonlySet<string> =>
  new Set(
    relations.flatMap(({ defines, left, right }) =>
      defines && !printOf(left, right) ? [defines.reference.key] : [],
    ),
  );

/** m = n = 2. */
export const sizesSaid = (relations: readonly Judgeable[]): (readonly [string, number])[] => {
  const found: (readonly [string, number])[] = [];
  let value: number | undefined;
  for (const { role, kind, left, right } of [...relations].reverse()) {
    if (role !== "value" || left?.kind !== "name" || !/^[a-z]$/.test(left.name)) continue;
    if (right?.kind === "number") value = Number(right.text);
    else if (kind !== "sizes") continue;
    if (value !== undefined) found.push([left.name, value]);
  }
  return found;
};

/** w = 3, and what stands among numbers: a of (a, 0). */
export function numbersIn(relations: readonly Judgeable[]): string[] {
  const found = relations.flatMap(({ role, left, right }) => {
    // 0 is a vector, too
    const own = role === "value" && left && right && numberOf(right) ? referenceOf(left) : undefined;
    return own ? [own.key] : [];
  });
  for (const { left, right } of relations)
    for (const side of [left, right])
      for (const part of side ? everyPart(side) : [])
        if (part.kind === "block" && part.rows.flat().some((cell) => numberOf(cell) !== undefined))
          for (const cell of part.rows.flat()) {
            const own = referenceOf(cell);
            if (own && own.indices.length === 0 && !own.label) found.push(own.key);
          }
  return found;
}

/** 3, −3 */
export function numberOf(side: Syntax): number | undefined {
  if (side.kind === "number") return Number(side.text);
  if (side.kind === "sum" && side.terms.length === 1) {
    const [{ sign, term }] = side.terms as [(typeof side.terms)[number]];
    const value = numberOf(term);
    return value !== undefined && sign === "-" ? -value : value;
  }
  const value = side.kind === "negate" ? numberOf(side.of) : undefined;
  return value === undefined ? undefined : -value;
}

/** What is printed tells sizes: those that are declared are these numbers as printed, and stay open in general. */
export function takePrints(
  prints: readonly Print[],
  kind: SectionKind,
  known: {
    readonly cells: Map<string, CellPlace>;
    readonly types: Map<string, DeclaredType>;
    readonly forced: Map<string, number>;
    readonly defined: ReadonlySet<string>;
  },
): void {
  const { cells, types, forced, defined } = known;
  const open = new Set<string>();
  for (const { owner, shape } of prints) {
    const type = types.get(owner);
    if (!type && (kind === "printed" || !defined.has(owner)))
      types.set(owner, { kind: "variable", shape, structure: undefined });
    if (!type && defined.has(owner)) open.add(owner);
    if (type?.kind !== "variable") continue;
    for (const [size, printed] of [
      [type.shape.rows, shape.rows],
      [type.shape.cols, shape.cols],
    ] as const) {
      const [value, name] = [evaluateSize(printed, new Map()), size.key];
      if (value === undefined || evaluateSize(size, new Map()) !== undefined) continue;
      open.add(owner);
      if (kind === "printed" && sizeNames(size).includes(name)) forced.set(name, value);
    }
  }
  for (const { owner, cells: own } of prints) {
    if (kind === "general" && open.has(owner)) continue;
    takeCells(owner, own, cells);
  }
}

/** Cells whose names count from another number than 1, which holds at any size. */
export function shiftedIn(prints: readonly Print[]): Map<string, CellPlace> {
  const found = new Map<string, CellPlace>();
  for (const { owner, cells } of prints) {
    const places = new Map<string, CellPlace>();
    takeCells(owner, cells, places);
    const shifts = [...places].map(([key, { row, column }]) => {
      const { indices } = referenceOfName(key);
      if (indices.length === 0 || indices.some(({ letter }) => letter !== undefined)) return undefined;
      return indices.map(({ offset }, i) => [row, column][i]! - offset).join();
    });
    const [shift] = shifts;
    if (shift === undefined || /^0(?:,0)?$/.test(shift) || shifts.some((other) => other !== shift)) continue;
    for (const [key, place] of places) found.set(key, place);
  }
  return found;
}

/** How far the indices of cells that are written with a letter go. */
export function ownersOf(cells: Iterable<string>): Map<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  for (const key of cells) {
    const { base, indices } = referenceOfName(key);
    if (indices.length === 0 || indices.some(({ letter }) => letter !== undefined)) continue;
    const before = found.get(base) ?? [];
    found.set(
      base,
      indices.map(({ offset }, i) => Math.max(offset, before[i] ?? 0)),
    );
  }
  return found;
}

/** \sum_{i=1}^m c_{ij} over a C of two rows: m is 2. */
export function sumSizes(
  roots: readonly Syntax[],
  letters: Letters,
  shapes: ReadonlyMap<string, Shape>,
): (readonly [string, number])[] {
  const found: (readonly [string, number])[] = [];
  for (const root of roots)
    for (const part of everyPart(root)) {
      if (part.kind !== "indexed-sum" || part.to?.kind !== "name") continue;
      for (const inner of everyPart(part.body)) {
        const place = placeIn(inner, letters);
        if (place?.kind !== "entry") continue;
        const at = place.terms.findIndex(({ letter, offset }) => letter === part.index && offset === 0);
        const shape = shapes.get(shapeNameOf(place));
        const size = shape && [shape.rows, shape.cols][at];
        const value = size && evaluateSize(size, new Map());
        if (value !== undefined) found.push([part.to.name, value]);
      }
    }
  return found;
}

export function takeCells(owner: string, own: Print["cells"], cells: Map<string, CellPlace>): void {
  own.forEach((row, i) => {
    row.forEach(({ key }, j) => {
      if (!cells.has(key)) cells.set(key, { of: owner, row: i + 1, column: j + 1 });
    });
  });
}
