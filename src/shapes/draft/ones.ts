/**
 * The 1 that is a vector of ones, where as a number it would do nothing.
 *
 *     1'w, w'1, X 1, 1 bᵀ  ─▶  𝟏ᵀw, wᵀ𝟏, X 𝟏, 𝟏 bᵀ
 */
import { ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Shape, shapeOf } from "../../expression/expr.ts";
import type { ProductFactor, Syntax } from "../../syntax/tree.ts";
import type { Draft, Scope } from "../scope.ts";
import { writtenText } from "../written.ts";
import { draft } from "./draft.ts";

const isOne = (syntax: Syntax): boolean => syntax.kind === "number" && syntax.text === "1";

function onesOf(where: string, scope: Scope): Draft {
  scope.choices.push({ kind: "ones", where });
  const shape = shapeOf(scope.sizes.fresh(), UNIT);
  return { shape, make: () => ones(scope.sizes.resolveShape(shape)) };
}

/** The 1 of 1'. */
export const draftOnesBelow = (of: Syntax, scope: Scope): Draft | undefined =>
  isOne(of) ? onesOf("1'", scope) : undefined;

/** A factor 1 behind a row or a matrix, or before a row. */
export function draftOnes(
  { factors, span }: Extract<Syntax, { kind: "product" }>,
  at: number,
  before: Shape | undefined,
  scope: Scope,
): Draft | undefined {
  const { factor, operator } = factors[at] as ProductFactor;
  const next = factors[at + 1];
  if (!isOne(factor) || next?.operator === "/" || scope.columnPowers) return undefined;
  const isRow = before !== undefined && scope.sizes.resolve(before.rows) === UNIT;
  const isBehind =
    before !== undefined &&
    scope.sizes.resolve(before.cols) !== UNIT &&
    (operator === "juxtaposed" || (operator === "*" && next === undefined && isRow));
  const isBefore = at === 0 && factors.length === 2 && next !== undefined && isRowBehind(next, scope);
  return isBehind || isBefore ? onesOf(writtenText({ kind: "product", factors, span }), scope) : undefined;
}

const isRowBehind = ({ operator, factor }: ProductFactor, scope: Scope): boolean => {
  const { rows, cols } = scope.sizes.resolveShape(draft(factor, scope).shape);
  return operator === "juxtaposed" && factor.kind === "transpose" && rows === UNIT && cols !== UNIT;
};
