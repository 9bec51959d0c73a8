/** What a section tells of its names besides declarations. */

import { type Dimension, sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Shape, type Structure, shapeOf } from "../../expression/expr.ts";
import type { DeclaredType, VariableKind } from "../../shapes/declarations.ts";
import { hasValues, isOfSquares } from "../../structures.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { LOSS } from "../meaning/knowledge.ts";
import { type Letters, MEMBER } from "../meaning/letters.ts";
import { everyPart, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Equation } from "../meaning/shapes.ts";
import type { Said } from "../said.ts";
import type { Facts } from "../statements/facts.ts";
import type { Property } from "../statements/properties.ts";
import type { Judgeable } from "../statements/roles.ts";
import { lastIndex } from "./document.ts";
import type { Heard } from "./heard.ts";

/** Of names that have no value of their own: what words say, and orthogonal of what isn't square. */
export function propertiesIn(
  { structures, properties }: Heard,
  section: number,
  plain: ReadonlySet<string>,
  shapes: ReadonlyMap<string, Shape>,
): Said<Property>[] {
  const orthogonal = [...structures.values()].flatMap((said): Said<Property>[] => {
    const shape = hasValues(said.value, "orthonormal") ? shapes.get(said.name) : undefined;
    const isTall = shape && shape.rows !== shape.cols && shape.cols !== UNIT;
    return isTall && said.section <= section ? [{ ...said, value: "orthonormal columns" }] : [];
  });
  const all = [...properties, ...orthogonal].filter((said) => plain.has(said.name));
  return [...new Map(all.map((said) => [`${said.value} ${said.name}`, said])).values()];
}

/** J = \partial r/\partial\theta of vectors has the rows of r, and as many columns as \theta has rows. */
export const jacobiansIn = (
  relations: readonly Judgeable[],
  types: ReadonlyMap<string, DeclaredType>,
): Equation[] =>
  relations.flatMap(({ role, left, right }) => {
    const d = right?.kind === "name" ? right.derivative : undefined;
    const [by, ...others] = d?.by ?? [];
    const isCapital = left?.kind === "name" && /^\p{Lu}/u.test(left.name);
    const isColumn = (side: Syntax | undefined): boolean => {
      const type = side?.kind === "name" ? types.get(side.name) : undefined;
      if (!type) return isCapital && side?.kind === "name" && /^\p{Ll}/u.test(side.name);
      return type.kind === "variable" && type.shape.cols === UNIT && type.shape.rows !== UNIT;
    };
    if (role !== "naming" || !left || !d?.of || !by || others.length > 0) return [];
    if (!isColumn(d.of) || !isColumn(by)) return [];
    const { span } = right!;
    const factors = [d.of, { kind: "transpose", of: by, span } as const].map(
      (factor) => ({ operator: "*", factor }) as const,
    );
    return [{ left, right: { kind: "product", factors, span }, defines: true }];
  });

/** ∂(A x + b)/∂x: what is differentiated conforms. */
export const differentiatedIn = (roots: readonly Syntax[]): Equation[] =>
  roots.flatMap((root) =>
    [...everyPart(root)].flatMap((part) => {
      const of = part.kind === "name" ? part.derivative?.of : undefined;
      return of?.kind === "sum" || of?.kind === "product" ? [{ left: of, right: of, defines: false }] : [];
    }),
  );

export function generalLikely(
  likely: ReadonlyMap<string, VariableKind>,
  { families }: Letters,
): Map<string, VariableKind> {
  const found = new Map(likely);
  for (const [name, kind] of likely) {
    const { base, indices, label } = referenceOfName(name);
    if (families.has(base) && kind === "matrix") found.set(base + MEMBER, kind);
    // y_t is a vector
    if (!label && indices.length === 1 && indices[0]!.letter) found.set(base + MEMBER, kind);
  }
  return found;
}

export function vectorOf(
  base: string,
  size: Syntax,
  plain: Set<string>,
  types: Map<string, DeclaredType>,
): void {
  plain.add(base);
  const rows =
    size.kind === "number" ? sizeOf(Number(size.text)) : size.kind === "name" ? sizeOf(size.name) : undefined;
  if (rows && !types.has(base))
    types.set(base, { kind: "variable", shape: shapeOf(rows, UNIT), structure: undefined });
}

/** p = \partial T/\partial v: where the name is no matrix, or T a loss, it is as large as v. */
function namesGradient({ defines, right }: Judgeable, losses: ReadonlySet<string>): boolean {
  const of = right?.kind === "name" ? right.derivative?.of : undefined;
  if (!defines || of?.kind !== "name") return false;
  return losses.has(of.name) || /^\p{Ll}/u.test(defines.reference.base);
}

/** Do the two sides of a relation have one size? */
export const tellsSizes = (relation: Judgeable, losses: ReadonlySet<string>): boolean =>
  relation.role === "naming"
    ? namesGradient(relation, losses)
    : relation.role !== "approximation" &&
      relation.kind !== "layers" &&
      (relation.role !== "assumption" || relation.kind === "equal");

/** Names of matrices with as many rows as columns, by their structure or for what has an inverse in their section. */
export const squaresSaid = (
  structures: ReadonlyMap<string, Structure>,
  invertible: Facts["squares"],
  section: number,
): Set<string> =>
  new Set([
    ...[...structures].flatMap(([name, value]) => (isOfSquares(value) ? [name] : [])),
    ...invertible.flatMap((said) => (said.section === section ? [said.name] : [])),
  ]);

/** The names in some formulas and, by their definitions, in what they stand for. */
export function reached(roots: readonly Syntax[], relations: readonly Judgeable[]): Set<string> {
  const known = new Set<string>();
  const open = [...roots];
  for (let root = open.pop(); root; root = open.pop())
    for (const part of everyPart(root)) {
      const key = part.kind === "call" ? part.name : referenceOf(part)?.key;
      if (key === undefined || known.has(key)) continue;
      known.add(key);
      open.push(...relations.flatMap((r) => (r.defines?.reference.key === key && r.right ? [r.right] : [])));
    }
  return known;
}

/** What depends on what, by words and by what is differentiated, of names that have no value of their own. */
export function dependencesIn(
  facts: Facts,
  needed: readonly Judgeable[],
  roots: readonly Syntax[],
  plain: ReadonlySet<string>,
): { of: string; on: string }[] {
  const said = facts.dependences.map(({ of, on }) => ({
    of: referenceOfName(of).key,
    on: referenceOfName(on).key,
  }));
  const written: { of: string; on: string }[] = [];
  const given = new Set(needed.flatMap(({ defines }) => (defines ? [defines.reference.key] : [])));
  for (const root of roots)
    for (const part of everyPart(root)) {
      const d = part.kind === "name" ? part.derivative : undefined;
      const [of, on] = [
        d?.of?.kind === "name" ? d.of.name : undefined,
        d?.by[0]?.kind === "name" ? d.by[0].name : undefined,
      ];
      if (of && on && !given.has(of) && !LOSS.test(of) && plain.has(on) && of !== on && d!.by.length === 1)
        written.push({ of, on });
    }
  // ∂f/∂X beside ∂f/∂Y of Y = A X B: f depends on X by its Y
  const madeOf = (name: string): ReadonlySet<string> =>
    reached(
      needed.flatMap(({ defines, right }) => (defines?.reference.key === name && right ? [right] : [])),
      needed,
    );
  const isByAnother = ({ of, on }: { of: string; on: string }): boolean =>
    [...said, ...written].some((other) => other.of === of && other.on !== on && madeOf(other.on).has(on));
  return [
    ...new Map(
      [...said, ...written.filter((one) => !isByAnother(one))]
        .filter(({ of, on }) => !given.has(of) && of !== on && plain.has(of) && plain.has(on))
        .map((d) => [`${d.of} ${d.on}`, d]),
    ).values(),
  ];
}

/** Λ = diag(λ_1, …, λ_n) is n×n. */
export const diagonalsIn = (relations: readonly Judgeable[]): (readonly [string, Dimension])[] =>
  relations.flatMap(({ defines, right }) => {
    const name = defines?.reference.key;
    const isList = right?.kind === "call" && right.name === "diag" && right.args.length > 1;
    const last = isList ? lastIndex(right.args.at(-1)!) : undefined;
    return name && last?.kind === "name" ? [[name, sizeOf(last.name)] as const] : [];
  });

/** Of square names what words say, else that all matrices are symmetric; declarations know best. */
export function structuresOf(
  shapes: ReadonlyMap<string, Shape>,
  said: ReadonlyMap<string, Structure>,
  types: ReadonlyMap<string, DeclaredType>,
  isAllSymmetric: boolean,
): Map<string, Structure> {
  const structures = new Map<string, Structure>();
  for (const [name, structure] of said) {
    const shape = shapes.get(name);
    const isSquare =
      !shape || (shape.rows === shape.cols && (shape.rows !== UNIT || !isOfSquares(structure)));
    if (isSquare) structures.set(name, structure);
  }
  if (isAllSymmetric)
    for (const [name, { rows, cols }] of shapes)
      if (rows === cols && rows !== UNIT && !structures.has(name)) structures.set(name, "symmetric");
  for (const [name, type] of types)
    if (type.kind === "variable" && type.structure) structures.set(name, type.structure);
  return structures;
}
