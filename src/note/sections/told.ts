/** What a section tells of its names besides declarations. */
import { sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Shape, type Structure, shapeOf } from "../../expression/expr.ts";
import type { DeclaredType, VariableKind } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Letters } from "../meaning/letters.ts";
import { everyPart, referenceOfName } from "../meaning/reference.ts";
import { type Equation, MEMBER } from "../meaning/shapes.ts";
import type { Said } from "../statements/facts.ts";
import type { Property } from "../statements/properties.ts";
import type { Judgeable } from "../statements/roles.ts";
import type { Document } from "./document.ts";

/** Of names that have no value of their own: said here or before, and orthogonal of what isn't square. */
export function propertiesIn(
  { facts }: Document,
  section: number,
  plain: ReadonlySet<string>,
  shapes: ReadonlyMap<string, Shape>,
): Said<Property>[] {
  const orthogonal = facts.structures.flatMap((said): Said<Property>[] => {
    const shape = said.value === "orthogonal" ? shapes.get(said.name) : undefined;
    const isTall = shape && shape.rows !== shape.cols && shape.cols !== UNIT;
    return isTall ? [{ ...said, value: "orthonormal columns" }] : [];
  });
  const all = [...facts.properties, ...orthogonal].filter(
    (said) => said.section <= section && plain.has(said.name),
  );
  return [...new Map(all.map((said) => [`${said.value} ${said.name}`, said])).values()];
}

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
    const { base } = referenceOfName(name);
    if (families.has(base) && kind === "matrix") found.set(base + MEMBER, kind);
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
    : relation.role !== "approximation" && (relation.role !== "assumption" || relation.kind === "equal");

/** Names of matrices with as many rows as columns, by their structure or for having an inverse. */
export const squaresSaid = (
  structures: ReadonlyMap<string, Structure>,
  invertible: Iterable<string>,
): Set<string> =>
  new Set([
    ...[...structures].flatMap(([name, value]) => (value === "positive" ? [] : [name])),
    ...invertible,
  ]);
