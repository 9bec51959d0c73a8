/**
 * Sums over indices that somebody wrote, in matrix form where they have one.
 *
 *     Σ_i Σ_j (C_ij − p)²  ─▶  sum((C − p 1 1ᵀ).^2)
 */
import { UnsupportedError } from "../errors.ts";
import { index } from "../expression/blocks.ts";
import { isCall, number } from "../expression/build.ts";
import { type Expr, isScalar, isVector } from "../expression/expr.ts";
import { SINGLE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { children, topological, transform } from "../expression/walk.ts";
import { entryFormula } from "./entries.ts";
import { liftTerms } from "./lifting/lift.ts";
import { splitSlots } from "./lifting/slots.ts";
import { indexNames } from "./terms/indices.ts";
import { termsOf } from "./terms/term.ts";

/** More than a few sums are seldom one within the other. */
const MOST_LAYERS = 4;

/** The expression with its index sums lifted, the outermost first; one that has no matrix form stays. */
export function withoutIndexSums(e: Expr): Expr {
  let current = e;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const next = withoutOutermost(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

function withoutOutermost(e: Expr): Expr {
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

/** e_iᵀ M e_j = M_ij and e_iᵀ M v = (M v)_i, for rows and columns that an index of a sum picks. */
function withEntries(e: Expr): Expr {
  return transform([e], (node) => {
    if (node.kind !== "product" || !isScalar(node) || node.factors.length < 2) return node;
    const [first, last] = [node.factors[0], node.factors.at(-1)] as [Expr, Expr];
    const row = placeIn(transpose(first));
    const column = placeIn(last);
    if (!row && !column) return node;
    const middle = product(node.factors.slice(row ? 1 : 0, column ? -1 : undefined));
    return index(middle, row ?? number(1), column ?? number(1));
  })[0] as Expr;
}

/** i, where e is e_i for an index i. */
function placeIn(e: Expr): Expr | undefined {
  const place = isCall(e, SINGLE) && isVector(e) ? e.args[0] : undefined;
  return place?.kind === "symbol" && place.role === "index" ? place : undefined;
}

function lifted(written: Expr): Expr | undefined {
  const e = withEntries(written);
  const names = indexNames([e]);
  const [i, j] = [names.free(e.shape.rows), names.free(e.shape.cols)];
  try {
    const split = splitSlots(
      termsOf(isScalar(e) ? e : entryFormula(e, i, j, names), names),
      { rows: [i], cols: [j] },
      names,
    );
    return liftTerms(split.terms, split.slots, names);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
