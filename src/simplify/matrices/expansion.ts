/**
 * A product with one of its sums multiplied out, where a neighbour meets in it what it may cancel with.
 *
 *     (I − x xᵀ/xᵀx) x  ─▶  x − x xᵀx/xᵀx = 0      (diag(p) − p pᵀ) 1  ─▶  p − p = 0, p = softmax(z)
 *
 * Whether a candidate is any shorter is for the caller to say.
 */
import { call, isCall, number, sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, SCALAR, type SumNode } from "../../expression/expr.ts";
import { INVERSE, ONES } from "../../expression/heads.ts";
import { inverse, power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { NORM2 } from "../../functions/reductions.ts";
import { withFactors } from "./products.ts";

/** Longer sums are left as they are. */
const MOST_TERMS = 4;

export function expansions(e: Expr): Expr[] {
  if (e.kind === "power" && e.base.kind === "sum" && !isScalar(e)) return squared(e.base, e.exponent);
  if (e.kind !== "product") return [];
  const { factors } = e;
  return factors.flatMap((f, i) => {
    if (f.kind !== "sum" || f.terms.length > MOST_TERMS) return [];
    const [before, after] = [factors[i - 1], factors[i + 1]];
    const put = (from: number, to: number, joined: Expr): Expr =>
      withFactors(e, [...factors.slice(0, from), joined, ...factors.slice(to)]);
    return [
      ...(after && meets(f, after, "last")
        ? [put(i, i + 2, sum(f.terms.map((t) => product([t, after]))))]
        : []),
      ...(before && meets(f, before, "first")
        ? [put(i - 1, i + 1, sum(f.terms.map((t) => product([before, t]))))]
        : []),
    ];
  });
}

/** Projections are their own squares. */
function squared(base: SumNode, exponent: Expr): Expr[] {
  const isSquare = exponent.kind === "number" && exponent.value.n === 2 && exponent.value.d === 1;
  const { terms } = base;
  if (!isSquare || terms.length > MOST_TERMS || !terms.some(isTurnedAround)) return [];
  return [sum(terms.flatMap((t) => terms.map((u) => product([t, u]))))];
}

const factorsOf = (e: Expr): readonly Expr[] => (e.kind === "product" ? e.factors : [e]);

/** X … Xᵀ */
function isTurnedAround(e: Expr): boolean {
  const factors = factorsOf(e);
  return factors.length > 1 && transpose(factors[0] as Expr) === factors.at(-1);
}

/** Ends a term, on the side of the neighbour, with what that may cancel with? Of ones the totals may be known. */
function meets({ terms }: SumNode, neighbour: Expr, side: "first" | "last"): boolean {
  if (isCall(neighbour, ONES)) return true;
  const partners = [transpose(neighbour), ...(isInvertible(neighbour) ? [inverse(neighbour)] : [])];
  return terms.some((t) => {
    const end = factorsOf(t).at(side === "first" ? 0 : -1) as Expr;
    return partners.includes(end) || isDividedBy(t, side === "first" ? [neighbour, end] : [end, neighbour]);
  });
}

/** y xᵀ/xᵀy beside y, x xᵀ/‖x‖² beside x */
function isDividedBy(term: Expr, [left, right]: readonly [Expr, Expr]): boolean {
  if (term.kind !== "product" || left.shape.rows !== UNIT || right.shape.cols !== UNIT) return false;
  const divisors = [power(product([left, right]), number(-1))];
  if (transpose(left) === right) divisors.push(power(call(NORM2, [right], [], SCALAR), number(-2)));
  return divisors.some((d) => term.scalars.includes(d));
}

const isInvertible = (e: Expr): boolean =>
  e.shape.rows === e.shape.cols && (e.kind === "sum" || e.kind === "symbol" || isCall(e, INVERSE));
