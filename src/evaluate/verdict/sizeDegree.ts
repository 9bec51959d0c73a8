/**
 * To which degree the numbers of the sizes themselves occur: two polynomials in a size that agree at more sizes than
 * their degree are equal.
 *
 *     (n − 3)(n − 4) x  ─▶  2
 */
import { children, type Expr } from "../../expression/expr.ts";
import * as Q from "../../expression/rational.ts";
import { topological } from "../../expression/walk.ts";

/** A bound for polynomials, and what to try at least for anything else. */
export function sizeDegree(roots: readonly Expr[]): number {
  const degrees = new Map<Expr, number>();
  const of = (e: Expr): number => degrees.get(e) ?? 0;
  for (const e of topological(roots)) degrees.set(e, degreeOf(e, of));
  return roots.reduce((most, e) => Math.max(most, of(e)), 0);
}

function degreeOf(e: Expr, of: (e: Expr) => number): number {
  const parts = children(e).map(of);
  switch (e.kind) {
    case "symbol":
      return e.role === "size" ? 1 : 0;
    case "product":
      return parts.reduce((total, d) => total + d, 0);
    case "power": {
      const k = e.exponent.kind === "number" ? Math.abs(Q.toNumber(e.exponent.value)) : 1;
      return Math.ceil(of(e.base) * k) + of(e.exponent);
    }
    default:
      return Math.max(0, ...parts);
  }
}
