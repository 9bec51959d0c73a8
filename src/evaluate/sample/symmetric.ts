/**
 * Variables that have to be symmetric because a function is of symmetric matrices only: they are drawn so, and
 * differentiated along symmetric matrices.
 *
 *     eigvec(A, 1), eigvec(2 A + B, 1)  ─▶  A, B;   eigvec(A + Aᵀ, 1)  ─▶  none
 */
import { type Expr, isScalar } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { symbolsIn, topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";

/** Their keys. */
export function symmetricByNeed(roots: readonly Expr[]): Set<string> {
  const found = new Set<string>();
  for (const e of topological(roots)) {
    if (e.kind !== "call") continue;
    const { domain } = entryOf(e.fn);
    e.args.forEach((argument, k) => {
      if (domain?.[k] !== "symmetric" || transpose(argument) === argument) return;
      for (const s of symbolsIn(argument))
        if (s.role === "variable" && !isScalar(s) && s.shape.rows === s.shape.cols) found.add(s.key);
    });
  }
  return found;
}
