/**
 * A sum written out: products over sums distributed, up to a few terms.
 *
 *     2 Xᵀ (X w − y)  ─▶  2 XᵀX w, −2 Xᵀy
 */
import { isCall, rationalNumber } from "../expression/build.ts";
import type { Expr } from "../expression/expr.ts";
import { hadamard } from "../expression/hadamard.ts";
import { HADAMARD } from "../expression/heads.ts";
import { product } from "../expression/product.ts";

/** The terms of `e`, or undefined where there are more than `most`. */
export function expandedTerms(e: Expr, most: number): Expr[] | undefined {
  const done: Expr[] = [];
  const pending: Expr[] = [e];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const parts = distributed(next);
    if (parts) pending.push(...[...parts].reverse());
    else done.push(next);
    if (done.length + pending.length > most) return undefined;
  }
  return done;
}

function distributed(e: Expr): Expr[] | undefined {
  if (e.kind === "sum") return [...e.terms];
  if (e.kind === "product") {
    const coefficient = rationalNumber(e.coefficient);
    const parts = [...e.scalars, ...e.factors];
    const at = parts.findIndex((p) => p.kind === "sum" || isHadamardOfSum(p));
    if (at < 0) return undefined;
    const inner = distributed(parts[at] as Expr) as Expr[];
    return inner.map((term) => product([coefficient, ...parts.map((p, i) => (i === at ? term : p))]));
  }
  if (isCall(e, HADAMARD)) {
    const at = e.args.findIndex((a) => a.kind === "sum");
    const factor = e.args[at];
    if (factor?.kind !== "sum") return undefined;
    return factor.terms.map((term) => hadamard(e.args.map((a, i) => (i === at ? term : a))));
  }
  return undefined;
}

const isHadamardOfSum = (e: Expr): boolean => isCall(e, HADAMARD) && e.args.some((a) => a.kind === "sum");
