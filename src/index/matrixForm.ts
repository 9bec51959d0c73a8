/**
 * Sums over indices that somebody wrote, in matrix form where they have one.
 *
 *     Σ_i Σ_j (C_ij − p)²  ─▶  sum((C − p 1 1ᵀ).^2)
 */
import { UnsupportedError } from "../errors.ts";
import type { Expr } from "../expression/expr.ts";
import { children, topological, transform } from "../expression/walk.ts";
import { entryAt, indexNames } from "./indices.ts";
import { liftTerms } from "./lift.ts";
import { splitSlots } from "./slots.ts";
import { termsOf } from "./term.ts";

/** The expression with its outermost index sums lifted; one that has no matrix form stays. */
export function withoutIndexSums(e: Expr): Expr {
  const nodes = topological([e]);
  if (!nodes.some((node) => node.kind === "bound")) return e;
  const inside = new Set(
    nodes.filter((node) => node.kind === "bound").flatMap((node) => topological(children(node))),
  );
  return transform([e], (rebuilt, original) => {
    const outermost = original.kind === "bound" && !inside.has(original);
    return (outermost && lifted(rebuilt)) || rebuilt;
  })[0] as Expr;
}

function lifted(e: Expr): Expr | undefined {
  const names = indexNames([e]);
  const [i, j] = [names.free(e.shape.rows), names.free(e.shape.cols)];
  try {
    const split = splitSlots(termsOf(entryAt(e, i, j), names), { rows: [i], cols: [j] }, names);
    return liftTerms(split.terms, split.slots, names);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
