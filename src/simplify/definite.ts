/**
 * What is positive, or positive definite, by what was declared: what a condition need not say.
 *
 *     λ positive  ─▶  Xᵀ X + λ I is positive definite;   A, C spd  ─▶  A + U C Uᵀ is, and its determinant positive
 */

import { isCall, isNumber, negate } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { EYE, HADAMARD, HADAMARD_POWER, INVERSE, ONES, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { entryOf } from "../functions/index.ts";
import { hasValues } from "../structures.ts";
import { isNonnegative } from "./entries/entrywise.ts";

/** Sizes, exp and the like, and sums of these with what is not negative: never 0, in no entry. */
export function isPositive(e: Expr): boolean {
  switch (e.kind) {
    case "number":
      return e.value.n > 0;
    case "symbol":
      return e.role === "size" || hasValues(e.structure, "positive");
    case "sum":
      return (
        isBelowOne(e) || (e.terms.every((t) => isPositive(t) || isNonnegative(t)) && e.terms.some(isPositive))
      );
    case "power":
      return isPositive(e.base) && isScalar(e.base);
    case "product":
      return e.coefficient.n > 0 && [...e.scalars, ...e.factors].every(isPositive);
    case "index":
      return isPositive(e.of);
    case "call": {
      const [x] = e.args as readonly [Expr | undefined];
      if (e.fn.name === "det") return x !== undefined && isPositiveDefinite(x);
      if (isCall(e, HADAMARD)) return e.args.every(isPositive);
      if (isCall(e, ONES)) return true;
      if (isCall(e, TRANSPOSE) || isCall(e, HADAMARD_POWER)) return x !== undefined && isPositive(x);
      const { sign, keepsPositive } = entryOf(e.fn);
      return sign === "positive" || (keepsPositive === true && x !== undefined && isPositive(x));
    }
    default:
      return false;
  }
}

/** 1 − σ(z) */
function isBelowOne({ terms }: Expr & { kind: "sum" }): boolean {
  const [first, second] = terms.map(negate);
  const isComplement = (one: Expr | undefined, part: Expr | undefined): boolean =>
    one !== undefined &&
    isPositive(negate(one)) &&
    (isNumber(negate(one), 1) || isCall(negate(one), ONES)) &&
    part?.kind === "call" &&
    part.fn.name === "sigmoid";
  return terms.length === 2 && (isComplement(first, second) || isComplement(second, first));
}

export const isPositiveDefinite = (e: Expr): boolean => {
  if (isScalar(e)) return isPositive(e);
  if (e.kind === "symbol") return hasValues(e.structure, "definite");
  if (e.kind === "sum") return e.terms.every(isSemidefinite) && e.terms.some(isPositiveDefinite);
  if (isCall(e, EYE)) return true;
  if (isCall(e, INVERSE)) return isPositiveDefinite(e.args[0] as Expr);
  if (e.kind !== "product" || !isScaledUp(e)) return false;
  return e.factors.length === 1 && isPositiveDefinite(e.factors[0] as Expr);
};

/** Mᵀ M, U C Uᵀ with C semidefinite, and what is definite. */
function isSemidefinite(e: Expr): boolean {
  if (isPositiveDefinite(e)) return true;
  if (e.kind === "sum") return e.terms.every(isSemidefinite);
  if (e.kind !== "product" || !isScaledUp(e)) return false;
  const { factors } = e;
  const half = Math.floor(factors.length / 2);
  const isMirrored = factors.slice(0, half).every((f, i) => transpose(f) === factors[factors.length - 1 - i]);
  if (!isMirrored || factors.length < 2) return false;
  return factors.length % 2 === 0 || isSemidefinite(factors[half] as Expr);
}

const isScaledUp = (e: Expr & { kind: "product" }): boolean =>
  e.coefficient.n > 0 && e.scalars.every((s) => isPositive(s) || isNumber(s, 1));
