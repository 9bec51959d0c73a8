/**
 * Which expressions read better as the transpose of another: xᵀ − yᵀ as (x − y)ᵀ, and of A B and Bᵀ Aᵀ,
 * where both occur, one as the other's transpose.
 */
import { isCall } from "../expression/build.ts";
import { children, type Expr, isRow, isScalar } from "../expression/expr.ts";
import { HADAMARD, INVERSE, ONES, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import type * as Q from "../expression/rational.ts";
import { traits } from "../structures.ts";

/** How many transposes are written in an expression, and in its transpose. */
interface Transposes {
  readonly own: number;
  readonly other: number;
}

const NONE: Transposes = { own: 0, other: 0 };

/** A⁻ᵀ is no longer than A⁻¹. */
const EVEN: Transposes = { own: 0, other: 0 };

const isInverse = (e: Expr): boolean => isCall(e, INVERSE) && !isScalar(e);

interface Orientation {
  /** Printed as the transpose of the node they lead to. */
  readonly turned: Map<Expr, Expr>;
  readonly counts: ReadonlyMap<Expr, Transposes>;
}

/**
 * Sums that are printed as the transpose of another, and in formulas entry-by-entry products; children stand before
 * parents in `nodes`.
 */
export function orient(nodes: readonly Expr[], within: "formulas" | "code" = "formulas"): Orientation {
  const counts = new Map<Expr, Transposes>();
  const turned = new Map<Expr, Expr>();
  const all = new Set(nodes);
  for (const e of nodes) {
    const count = transposesIn(e, counts);
    if (count === NONE || !(e.kind === "sum" || (isCall(e, HADAMARD) && within === "formulas"))) {
      counts.set(e, count);
      continue;
    }
    const { own, other } = count;
    counts.set(e, { own: Math.min(own, other + 1), other: Math.min(other, own + 1) });
    if (other + 1 > own) continue;
    const opposite = transpose(e);
    // (X − 1 μᵀ)ᵀ beside X − 1 μᵀ is seen to be the same
    const isAlike = within === "formulas" && all.has(opposite) && !turned.has(opposite);
    const isBetter = other + 1 < own || isAlike;
    if (isBetter && opposite !== e) turned.set(e, opposite);
  }
  if (turned.size > 0) turnInside(nodes, counts, turned);
  return { turned, counts };
}

function transposesIn(e: Expr, counts: ReadonlyMap<Expr, Transposes>): Transposes {
  if (isScalar(e)) return NONE;
  if (isCall(e, TRANSPOSE) && isInverse(e.args[0] as Expr)) return EVEN;
  // 1ᵀ has a transpose to be seen too
  if (isCall(e, TRANSPOSE) || (isCall(e, ONES) && isRow(e))) return { own: 1, other: 0 };
  if (!isTurnable(e)) {
    return isSymmetric(e, counts) ? NONE : isInverse(e) ? EVEN : { own: 0, other: 1 };
  }
  let own = 0;
  let other = 0;
  for (const child of children(e)) {
    const count = counts.get(child) as Transposes;
    own += count.own;
    other += count.other;
  }
  return { own, other };
}

/** Is its transpose written without one, as far as can be seen? */
function isSymmetric(e: Expr, counts: ReadonlyMap<Expr, Transposes>): boolean {
  if (e.kind === "symbol") {
    return traits(e.structure).transposed !== undefined;
  }
  if (e.kind === "call") return e.fn.transposed !== undefined || e.args.every((a) => counts.get(a) === NONE);
  return e.kind === "power" && counts.get(e.base) === NONE;
}

/** A sum turned over has transposes of other sums in it, which may read better turned back. */
function turnInside(
  nodes: readonly Expr[],
  counts: ReadonlyMap<Expr, Transposes>,
  turned: Map<Expr, Expr>,
): void {
  for (const e of nodes) {
    if (e.kind !== "sum" || isScalar(e) || turned.has(e)) continue;
    const count = counts.get(e) as Transposes;
    const other = count.own < count.other ? transpose(e) : e;
    if (other !== e) turned.set(other, e);
  }
}

/** Of A B and Bᵀ Aᵀ, the one with more transposes, else the later one, is printed as the other, transposed. */
export function pairTransposes(bodies: Iterable<Expr>, { turned, counts }: Orientation): Map<Expr, Expr> {
  const paired = new Map(turned);
  const candidates = [...bodies].filter((e) => !isScalar(e) && isTurnable(e));
  if (candidates.length < 2) return paired;
  const seen = new Set<Expr>();
  for (const e of candidates) {
    seen.add(e);
    if (paired.has(e)) continue;
    const other = transpose(e);
    if (other === e || !seen.has(other) || paired.has(other)) continue;
    const count = counts.get(e) ?? transposesIn(e, counts);
    if (count.own < count.other) paired.set(other, e);
    else paired.set(e, other);
  }
  return paired;
}

/** Is the transpose pushed inside, so that it does not show? */
const isTurnable = (e: Expr): boolean =>
  e.kind === "sum" || e.kind === "product" || (e.kind === "call" && e.fn.transposed === "arguments");

/** The sign of a product: its own, and those of sums that are printed as −(…)ᵀ. */
export const isNegative = (
  coefficient: Q.Rational,
  factors: readonly Expr[],
  set: { readonly get: (e: Expr) => { readonly negative: boolean } | undefined },
): boolean => factors.filter((f) => set.get(f)?.negative).length % 2 === (coefficient.n < 0 ? 0 : 1);
