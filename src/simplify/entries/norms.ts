/**
 * The norm of a vector beside its square xᵀx.
 */
import { call, isCall, number, rationalNumber } from "../../expression/build.ts";
import { type Expr, isVector, SCALAR } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { NORM2 } from "../../functions/reductions.ts";
import type { Rule } from "../rule.ts";
import { isSquareNorm } from "./entrywise.ts";

const splitPower = (e: Expr): readonly [Expr, Q.Rational] =>
  e.kind === "power" && e.exponent.kind === "number" ? [e.base, e.exponent.value] : [e, Q.ONE];

/** x, where e is xᵀx. */
function squared(e: Expr): Expr | undefined {
  if (e.kind !== "product" || e.factors.length !== 2 || !isSquareNorm(e.factors)) return undefined;
  const x = e.factors[1] as Expr;
  return e.scalars.length === 0 && Q.isOne(e.coefficient) && isVector(x) ? x : undefined;
}

const normOf = (x: Expr): Expr => call(NORM2, [x], [], SCALAR);

/** (xᵀx)^(1/2) = ‖x‖ */
function rootOfSquare(e: Expr): Expr | undefined {
  const [base, exponent] = splitPower(e);
  const x = squared(base);
  return x && exponent.d === 2 ? power(normOf(x), number(exponent.n)) : undefined;
}

/** ‖x‖^k (xᵀx)^l = ‖x‖^(k + 2l) */
function normsJoin(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  const whole = product(e.factors);
  const parts = e.factors.length > 0 && squared(whole) ? [...e.scalars, whole] : e.scalars;
  for (const s of parts) {
    const [base, exponent] = splitPower(s);
    const x = squared(base);
    const norm = x && parts.find((p) => isCall(splitPower(p)[0], NORM2) && splitPower(p)[0] === normOf(x));
    if (!x || !norm) continue;
    const [, own] = splitPower(norm);
    const joined = power(normOf(x), rationalNumber(Q.add(own, Q.multiply(exponent, Q.rational(2)))));
    const others = parts.filter((p) => p !== s && p !== norm);
    const rest = parts === e.scalars ? e.factors : [];
    return product([rationalNumber(e.coefficient), ...others, joined, ...rest]);
  }
  return undefined;
}

export const NORM_RULES: readonly Rule[] = [
  { name: "root of a square", law: ["sqrt(x'*x)", "norm2(x)"], on: ["power"], rewrite: rootOfSquare },
  {
    name: "norm beside its square",
    law: ["norm2(x)^3/(x'*x)", "norm2(x)"],
    on: ["product"],
    rewrite: normsJoin,
  },
];
