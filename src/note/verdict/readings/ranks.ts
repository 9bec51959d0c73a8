/** What can't be at given sizes, for the ranks that they leave. */
import { isCall } from "../../../expression/build.ts";
import { evaluateSize } from "../../../expression/dimension.ts";
import type { Expr, Shape } from "../../../expression/expr.ts";
import { EYE } from "../../../expression/heads.ts";
import { topological } from "../../../expression/walk.ts";
import { entryOf } from "../../../functions/index.ts";
import type { KnownEquation } from "../../../simplify/given.ts";

const value = (d: Shape["rows"]): number => evaluateSize(d, new Map()) ?? 0;

/** A square product is of full rank where none of its factors is narrower. */
const isOfFullRank = (e: Expr): boolean =>
  e.kind !== "product" || e.factors.slice(1).every((f) => value(f.shape.rows) >= value(e.shape.rows));

/** What is inverted is regular at these sizes. */
export const isRegular = (roots: readonly Expr[]): boolean =>
  topological(roots).every((e) => {
    const [x] = e.kind === "call" ? e.args : [];
    const domain = e.kind === "call" ? entryOf(e.fn).domain?.[0] : undefined;
    return !x || !domain || !/invertible|determinant|spd/.test(domain) || isOfFullRank(x);
  });

/** WᵀW = I of a W with more columns than rows is not. */
export const isPossible = ({ left, right }: KnownEquation): boolean =>
  !isCall(right, EYE) || isOfFullRank(left);
