/**
 * A gradient that is linear in its variable, with nothing besides: it vanishes where two multiples of it agree.
 *
 *     (2/xᵀx) (A − R I) x  ─▶  A x = R x          (2/wᵀS_w w) (S_b − J S_w) w  ─▶  S_b w = J S_w w
 */
import { differential } from "../../derivative/differentiate.ts";
import {
  eye,
  holeOf,
  isCall,
  isZero,
  negate,
  rationalNumber,
  splitCoefficient,
  sum,
  zeros,
} from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { EYE } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { dependsOn, substitute } from "../../expression/walk.ts";
import { simplify } from "../../simplify/simplify.ts";
import { quotient } from "../plan/lemmas.ts";
import type { Setup } from "../style.ts";
import { linearTerms } from "./stationaryPoint.ts";

interface Homogeneous {
  /** A x and R x. */
  readonly sides: readonly [Expr, Expr];
  readonly matrix: Expr;
  /** R, where the right side is a number times the variable. */
  readonly eigenvalue: Expr | undefined;
}

/** Undefined where the form is not homogeneous in the vector, or has terms of one sign only. */
export function homogeneous(form: Expr, x: SymbolNode): Homogeneous | undefined {
  if (isScalar(x)) return undefined;
  const body = form.kind === "product" ? product(form.factors) : form;
  const hole = holeOf(x);
  const change = simplify(differential(body, x, hole));
  if (dependsOn(change, x) || !dependsOn(change, hole)) return undefined;
  if (!isZero(simplify(substitute(body, new Map<Expr, Expr>([[x, zeros(x.shape)]]))))) return undefined;
  const terms = linearTerms(change, hole);
  if (!terms?.every((t) => t.right.length === 0)) return undefined;
  const matrices = terms
    .map((t) => product([...t.constants, ...(t.left.length > 0 ? t.left : [eye(x.shape.rows)])]))
    .flatMap((m) => (m.kind === "sum" ? m.terms : [m]));
  const positive = matrices.filter((m) => splitCoefficient(m)[0].n > 0);
  const negative = matrices.filter((m) => splitCoefficient(m)[0].n < 0).map(negate);
  if (positive.length === 0 || negative.length === 0) return undefined;
  const [a, b] = [sum(positive), sum(negative)];
  // what has a number before it stands on the right
  const isLed = (m: Expr) => m.kind === "product" && m.scalars.length > 0;
  const isTurned = (scalarOf(a) && !scalarOf(b)) || (isLed(a) && !isLed(b));
  const [left, right] = isTurned ? [b, a] : [a, b];
  return {
    sides: [product([left, x]), product([right, x])],
    matrix: left,
    eigenvalue: scalarOf(right),
  };
}

/** In the name of what is differentiated, where that is a quotient: (2/xᵀx) (A x − (xᵀA x/xᵀx) x) is (2/xᵀx) (A x − R x). */
export function inNameOf(form: Expr, { symbol: name, value, expanded }: Setup["root"]): Expr {
  const whole = quotient(expanded);
  if (!whole || !quotient(value)) return form;
  const named = substitute(form, new Map([[whole.above, product([name, whole.below])]]));
  return named === form ? form : simplify(named);
}

/** λ of λ I. */
export function scalarOf(m: Expr): Expr | undefined {
  if (isCall(m, EYE)) return rationalNumber({ n: 1, d: 1 });
  if (m.kind !== "product" || m.factors.length !== 1 || !isCall(m.factors[0] as Expr, EYE)) return undefined;
  return product([rationalNumber(m.coefficient), ...m.scalars]);
}

/** A sum that vanishes as two sides: 1 − uᵀu  ─▶  uᵀu = 1. */
export function balance(form: Expr): readonly [Expr, Expr] | undefined {
  const [, body] = splitCoefficient(form);
  if (body.kind !== "sum") return undefined;
  const positive = body.terms.filter((t) => splitCoefficient(t)[0].n > 0);
  const negative = body.terms.filter((t) => splitCoefficient(t)[0].n < 0).map(negate);
  if (positive.length === 0 || negative.length === 0) return undefined;
  const sides = [sum(positive), sum(negative)] as const;
  return sides[0].kind === "number" || sides[0].kind === "symbol" ? [sides[1], sides[0]] : sides;
}
