/**
 * The layout of a claimed derivative, against matgrad's own.
 *
 *     ∂f/∂x of a scalar f in numerator layout  ─▶  the row (∇f)ᵀ
 */
import { type Expr, isScalar } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { vec } from "../../functions/kronecker.ts";
import type { Question } from "../problem.ts";

/**
 * gradient: the shape of the variable, a Jacobian with y down · denominator: the same, Jacobians transposed ·
 * numerator: gradients transposed · vec: by vec(X), gradients as a row (Magnus and Neudecker 1988, ch. 9).
 */
export const LAYOUTS = ["gradient", "numerator", "denominator", "vec"] as const;
export type Layout = (typeof LAYOUTS)[number];

export const isLayout = (name: unknown): name is Layout => LAYOUTS.includes(name as Layout);

/** Whether the layout turns matgrad's own form of the derivative round. */
export function isTurned({ kind, order, wrt }: Question, layout: Layout): boolean {
  if (order === 2 || isScalar(wrt)) return false;
  return kind === "jacobian" ? layout === "denominator" : layout === "numerator";
}

/** matgrad's own form in that layout. */
export function laidOut(derivative: Expr, question: Question, layout: Layout): Expr {
  const { kind, order } = question;
  const isGradient = order === 1 && (kind === "gradient" || kind === "vjp");
  if (layout === "vec" && isGradient && !isScalar(derivative)) return transpose(vec(derivative));
  return isTurned(question, layout) ? transpose(derivative) : derivative;
}
