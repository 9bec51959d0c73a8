/**
 * The formulas of a problem, in reading order, made into its context.
 *
 *     A B = C, \quad C = \begin{bmatrix} i & j \\ k & l \end{bmatrix}  ─▶  C is A B, and i … l are its entries
 */
import { partsOf, partsWithin, withParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { isDotted } from "../meaning/dots.ts";
import { type Reference, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Equation, Formula, Problem } from "../statements/formulas.ts";
import {
  type Context,
  type Definition,
  definedBy,
  equalSides,
  generalKey,
  mentions,
  type Naming,
  ownerOf,
  rememberKeys,
} from "./context.ts";
import { usesIn } from "./looks.ts";
import { takeCotangents, takeSymmetric } from "./sentences.ts";

export function contextOf(problem: Problem, previous: Context | undefined): Context {
  const context: Context = {
    definitions: new Map(),
    general: new Map(),
    namings: [],
    places: new Map(),
    namingOf: new Map(),
    shapes: new Map(),
    owners: new Map(),
    sizes: new Map(),
    labels: problem.formulas.flatMap(({ labels }) => labels),
    sizings: new Set(),
    stated: new Map(),
    given: new Set(),
    symmetric: new Set(),
    sizeLetters: new Set(),
    printed: new Map(),
    differentiated: new Set(),
    vectors: new Set(),
    problem,
    previous,
  };
  for (const formula of problem.formulas) takeShapes(context, formula);
  for (const sizes of context.shapes.values())
    for (const size of sizes) if (size) for (const letter of lettersIn(size)) context.sizeLetters.add(letter);
  takeUses(context);
  let last: Equation | undefined;
  const seen = new Set<string>();
  for (const formula of problem.formulas) {
    for (const { part, label } of formula.labels)
      if (referenceOf(label)) takeNaming(context, part, label, formula);
    for (const equation of formula.equations) {
      takeEquation(context, equation, last, seen, labelsOf(formula));
      if (equation.sides.length > 1) last = equation;
      for (const { syntax } of equation.sides) if (syntax) rememberKeys(syntax, seen);
    }
  }
  takeCotangents(context);
  takeSymmetric(context);
  takeGiven(context);
  return context;
}

function takeShapes({ shapes }: Context, { shapes: written, declarations }: Formula): void {
  for (const { name, rows, columns } of written) {
    const key = name && referenceOfName(name).key;
    if (key && !shapes.has(key)) shapes.set(key, [rows, columns]);
  }
  for (const { names, type } of declarations) {
    const [rows, columns] = type.sizes;
    for (const { name } of names) {
      const { key } = referenceOfName(name);
      if (shapes.has(key)) continue;
      const square = type.words.some((word) => /symmetric|orthogonal|spd|diagonal|lower|upper/.test(word));
      shapes.set(key, [rows, columns ?? (square ? rows : undefined)]);
    }
  }
}

function takeUses({ problem, vectors, differentiated }: Context): void {
  for (const { equations } of problem.formulas)
    for (const { sides } of equations)
      for (const { syntax } of sides) if (syntax) usesIn(syntax, vectors, differentiated);
}

function takeEquation(
  context: Context,
  equation: Equation,
  before: Equation | undefined,
  seen: ReadonlySet<string>,
  labels: ReadonlyMap<Syntax, Syntax>,
): void {
  const sides = equalSides(equation).map(({ syntax }) => syntax);
  takeLabelled(context, equation, sides, labels);
  if (sides.length === 1) {
    // a matrix of fresh names that stands alone names the result before it
    const [only] = sides;
    const owner = before && equalSides(before).at(-1)?.syntax;
    const isNamed = before && equalSides(before).some(({ syntax }) => syntax && definedBy(syntax));
    if (only?.kind === "block" && owner && !isNamed) takeNaming(context, only, owner, equation.formula);
    return;
  }
  if (takeSizes(context, sides)) {
    context.sizings.add(equation);
    return;
  }
  const fresh = sides.filter((side) => side && cellsOf(context, side));
  const values = sides.filter((side): side is Syntax => side !== undefined && !fresh.includes(side));
  // on the right a name is defined only where it is new
  const names = values.filter(
    (side) => isOpen(context, side) && (side === sides[0] || !seen.has(definedBy(side)!.stem)),
  );
  takeStated(context, equation, values);
  for (const name of names) {
    const reference = definedBy(name)!;
    const value = values.find(
      (side) =>
        side !== name &&
        !names.includes(side) &&
        !mentions(side, reference.key) &&
        !speaksOfEntries(context, side, reference.key),
    );
    if (!value) continue;
    define(context, reference, { reference, value, equation });
    break;
  }
  const owner = values.find((side) => definedBy(side)) ?? values[0];
  for (const block of fresh) takeNaming(context, block!, owner, equation.formula);
  linkDotted(context, sides, owner);
}

/** A matrix printed again by its own entries is no definition. */
function speaksOfEntries(context: Context, side: Syntax, key: string): boolean {
  const reference = referenceOf(side);
  const owner = reference && context.places.get(reference.key)?.naming.owner;
  if (owner && definedBy(owner)?.key === key) return true;
  return partsWithin(side).some((part) => speaksOfEntries(context, part, key));
}

const labelsOf = ({ labels }: Formula): ReadonlyMap<Syntax, Syntax> =>
  new Map(labels.map(({ part, label }) => [part, label]));

/** [a …]^A = [z …]^Z × [w …]^W says that A is Z × W. */
function takeLabelled(
  context: Context,
  equation: Equation,
  sides: readonly (Syntax | undefined)[],
  labels: ReadonlyMap<Syntax, Syntax>,
): void {
  for (const side of sides) {
    const label = side && labels.get(side);
    const reference = label && definedBy(label);
    if (!reference || context.definitions.has(reference.key)) continue;
    const other = sides.find((value) => value && value !== side && value.kind !== "block");
    const value = other && withLabels(other, labels);
    if (!value || mentions(value, reference.key)) continue;
    define(context, reference, { reference, value, equation });
    return;
  }
}

const withLabels = (syntax: Syntax, labels: ReadonlyMap<Syntax, Syntax>): Syntax => {
  const label = labels.get(syntax);
  return label && definedBy(label) ? label : withParts(syntax, (part) => withLabels(part, labels));
};

function takeStated({ stated }: Context, equation: Equation, values: readonly Syntax[]): void {
  for (const side of values) {
    const reference = definedBy(side);
    if (!reference || stated.has(reference.key)) continue;
    const value = values.find((other) => other !== side && !mentions(other, reference.key));
    if (value) stated.set(reference.key, { reference, value, equation });
  }
}

function takeGiven(context: Context): void {
  const { given, definitions, general, namings, shapes } = context;
  for (const { reference, value } of [...definitions.values(), ...general.values()]) {
    given.add(reference.key);
    rememberKeys(value, given);
  }
  for (const { block, owner } of namings) {
    rememberKeys(block, given);
    if (owner) rememberKeys(owner, given);
  }
  for (const key of shapes.keys()) given.add(key);
}

/** A name that may still be defined. */
function isOpen(context: Context, side: Syntax): boolean {
  const reference = definedBy(side);
  if (!reference) return false;
  const { base, indices, key } = reference;
  if (context.definitions.has(key)) return false;
  const place = context.places.get(key);
  if (place) return !hasValue(context, place.naming);
  if (indices.length === 0) return true;
  if (context.general.has(generalKey(reference))) return false;
  const owner = ownerOf(context, base);
  return !owner || !context.definitions.has(owner);
}

function hasValue(context: Context, { owner }: Naming): boolean {
  if (!owner) return false;
  const reference = definedBy(owner);
  return !reference || context.definitions.has(reference.key);
}

function define(context: Context, reference: Reference, definition: Definition): void {
  const isGeneral = reference.indices.some(({ letter }) => letter !== undefined);
  if (isGeneral) context.general.set(generalKey(reference), definition);
  else context.definitions.set(reference.key, definition);
}

function takeSizes(context: Context, sides: readonly (Syntax | undefined)[]): boolean {
  const number = sides.find((side) => side?.kind === "number");
  const names = sides.filter((side) => side?.kind === "name" && /^\p{Ll}$/u.test(side.name));
  if (number?.kind !== "number" || names.length !== sides.length - 1) return false;
  for (const name of names) if (name?.kind === "name") context.sizes.set(name.name, Number(number.text));
  return true;
}

/** The cells of a block of fresh names, none of which stands twice or is known. */
function cellsOf(context: Context, block: Syntax): readonly (readonly Reference[])[] | undefined {
  if (block.kind !== "block" || isDotted(block)) return undefined;
  const cells = block.rows.map((row) => row.map(referenceOf));
  const keys = new Set<string>();
  for (const cell of cells.flat()) {
    if (!cell || keys.has(cell.key)) return undefined;
    // z_r with a label r is a name; an entry with a free index is none
    if (cell.indices.some(({ letter }) => letter) && block.rows.flat().length < 2) return undefined;
    if (cell.indices.length > 0 && context.general.has(generalKey(cell))) return undefined;
    if (context.definitions.has(cell.key) || context.places.has(cell.key) || context.shapes.has(cell.key))
      return undefined;
    keys.add(cell.key);
  }
  return cells as Reference[][];
}

function takeNaming(context: Context, block: Syntax, owner: Syntax | undefined, formula: Formula): void {
  linkDotted(context, [block], owner);
  const cells = cellsOf(context, block);
  if (!cells) return;
  const name = owner && definedBy(owner)?.key;
  if (name !== undefined && context.namingOf.has(name)) return;
  const naming: Naming = { block, cells, owner, formula };
  context.namings.push(naming);
  if (name !== undefined) context.namingOf.set(name, naming);
  cells.forEach((row, r) => {
    row.forEach(({ key, base, indices }, c) => {
      context.places.set(key, { naming, row: r, column: c });
      indices.forEach(({ letter, offset }, at) => {
        const place = `${base} ${indices.length} ${at}`;
        if (letter === undefined)
          context.printed.set(place, Math.max(context.printed.get(place) ?? 0, offset));
      });
      if (name !== undefined && indices.length > 0) context.owners.set(base, name);
    });
  });
}

/** A dotted matrix shows which letter its owner's entries have. */
function linkDotted(
  context: Context,
  sides: readonly (Syntax | undefined)[],
  owner: Syntax | undefined,
): void {
  const name = owner && definedBy(owner)?.key;
  if (name === undefined) return;
  for (const side of sides) {
    if (side?.kind !== "block" || !isDotted(side)) continue;
    const first = referenceOf(side.rows[0]![0]!);
    if (first && first.indices.length > 0 && !context.owners.has(first.stem))
      context.owners.set(first.stem, name);
  }
}

function lettersIn(syntax: Syntax): string[] {
  if (syntax.kind === "name") return [syntax.name];
  return partsOf(syntax).flatMap(lettersIn);
}
