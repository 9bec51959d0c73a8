/**
 * The end of a derivation: ∂L/∂W = what was found, and its symbol for the check.
 */
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { substitute } from "../../expression/walk.ts";
import { operationCount } from "../../print/text.ts";
import { simplify } from "../../simplify/simplify.ts";
import { derivative, equation, shown } from "../pieces.ts";
import type { Differenced, Equation, Setting, Shown } from "../step.ts";
import { introducedValues, type Stage } from "./plan.ts";

/** Names that we introduced are written out where the result stays this short. */
const SHORT_RESULT = 9;
/** Second derivatives are twice as long. */
export const SHORT_HESSIAN = 2 * SHORT_RESULT;

export interface Result {
  readonly equation: Equation;
  readonly measured: readonly [SymbolNode, Differenced];
}

/** ∂of/∂by = value = value without the names that we introduced. */
export function result(
  of: SymbolNode,
  by: SymbolNode,
  value: Expr,
  stages: readonly Stage[],
  shape = value.shape,
): Result {
  const piece = derivative(of, by, shape);
  return { equation: equation(sides(piece, value, stages)), measured: [piece.value, { of, by }] };
}

export function sides(
  piece: Shown,
  value: Expr,
  stages: readonly Stage[],
  longest: number = SHORT_RESULT,
): Shown[] {
  const full = simplify(written(value, stages));
  return full === value || operationCount(full) > longest
    ? [piece, shown(value)]
    : [piece, shown(value), shown(full)];
}

const isShort = (full: Expr): boolean => operationCount(full) <= SHORT_RESULT;

/** Is it short without the names that we introduced, or has none of them? */
export function isShortWritten(value: Expr, stages: readonly Stage[]): boolean {
  const full = simplify(written(value, stages));
  return full === value || isShort(full);
}

/** Without the names that we introduced. */
export function written(value: Expr, stages: readonly Stage[]): Expr {
  const expanded = new Map<Expr, Expr>();
  for (const [name, inner] of introducedValues(stages)) expanded.set(name, substitute(inner, expanded));
  return substitute(value, expanded);
}

/** The boxed line: the derivative and its last form. */
export const boxed = ({ sides: all }: Equation): Equation => {
  const [first, last] = [all[0] as Shown, all.at(-1) as Shown];
  return { sides: [first, last] };
};

/** The setting in which results are measured. */
export const withResults = (setting: Setting, results: readonly Result[]): Setting => ({
  ...setting,
  differenced: new Map([...setting.differenced, ...results.map((r) => r.measured)]),
});
