/**
 * What a linear system says that its unknown is.
 *
 *     the state $u$ is the solution of $A u = b$  ─▶  u = A^{-1} b
 */

import type { Shape } from "../../expression/expr.ts";
import { productOf } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Definition } from "../meaning/knowledge.ts";
import { everyPart, type Reference, referenceOf } from "../meaning/reference.ts";
import type { Judgeable } from "../statements/roles.ts";

interface Linear {
  readonly matrix: Syntax;
  /** The matrix, or what it is the transpose of. */
  readonly of: Reference;
  readonly unknown: Reference;
  readonly right: Syntax;
}

const SOLVED =
  /\b(?:solv\w+|solutions?|systems?|defined by|determined by|satisf\w+|obeys?|adjoint|state|differentiat\w+)\b|解|方程|满足|确定|伴随|求导|満た|状態|随伴|微分/iu;

/** A u = b, spoken of as what has a solution. */
export function linearIn({ role, kind, left, right, words }: Judgeable): Linear | undefined {
  if (role !== "assumption" || kind !== "equal" || left?.kind !== "product" || !right) return undefined;
  if (left.factors.length !== 2 || !SOLVED.test(`${words.before} ${words.after}`)) return undefined;
  const [matrix, last] = left.factors.map(({ factor }) => factor);
  const unknown = last && referenceOf(last);
  const of = matrix && referenceOf(matrix.kind === "transpose" ? matrix.of : matrix);
  if (!matrix || !unknown || !of) return undefined;
  const isFree = ![...everyPart(right)].some((part) => referenceOf(part)?.base === unknown.base);
  return isFree ? { matrix, of, unknown, right } : undefined;
}

/** Of systems of square matrices, for names that nothing else gives. */
export function systemsIn(relations: readonly Judgeable[], shapes: ReadonlyMap<string, Shape>): Definition[] {
  const given = new Set(relations.flatMap(({ defines }) => defines?.reference.base ?? []));
  return relations.flatMap((relation): Definition[] => {
    const found = linearIn(relation);
    if (!found || given.has(found.unknown.base)) return [];
    const { matrix, of, unknown, right } = found;
    // B_+ s = y of a B_+ that is made of s and y
    const isMade = relations.some(
      ({ defines, right: value }) =>
        defines?.reference.key === of.key &&
        value &&
        [...everyPart(value)].some((part) => referenceOf(part)?.base === unknown.base),
    );
    if (isMade) return [];
    const shape = shapes.get(of.key);
    if (!shape || shape.rows !== shape.cols) return [];
    given.add(unknown.base);
    return [{ reference: unknown, parameters: [], value: solved(matrix, right) }];
  });
}

const solved = (matrix: Syntax, right: Syntax): Syntax =>
  productOf([{ kind: "call", name: "inv", args: [matrix], span: right.span }, right], right.span);
