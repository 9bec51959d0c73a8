/**
 * Repeated runs of factors in products, by pairing neighbours again and again (as in Re-Pair: Larsson and
 * Moffat, 1999, "Offline dictionary-based compression").
 *
 *     A B x, A B C x  ─▶  [A B, x], [A B, C, x]
 */

import { type Expr, isScalar, shapeOf } from "../expression/expr.ts";
import { transpose } from "../expression/power.ts";
import { productNode } from "../expression/product.ts";
import * as Q from "../expression/rational.ts";

/** Rounds of pairing; a run of 2^k factors takes about k. */
const ROUNDS = 24;

/** Adjacent factors that occur twice (as they are, or transposed) are replaced by their product. */
export function takeRunsTogether(factors: Map<Expr, Expr[]>, transposed: Map<Expr, Expr>): void {
  for (let round = 0; round < ROUNDS; round++) {
    const counts = countPairs(factors);
    if (counts.size === 0) return;
    let changed = false;
    for (const [body, list] of [...factors]) {
      const paired = list.length > 1 ? pairUp(body, list, counts, factors, transposed) : list;
      if (paired.length === list.length) continue;
      factors.set(body, paired);
      changed = true;
    }
    if (!changed) return;
  }
}

/** How often each pair occurs; empty if none does twice. */
function countPairs(factors: ReadonlyMap<Expr, readonly Expr[]>): Map<string, number> {
  const counts = new Map<string, number>();
  let most = 0;
  for (const list of factors.values()) {
    for (let i = 0; i + 1 < list.length; i++) {
      const key = pairKey(list[i] as Expr, list[i + 1] as Expr);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      most = Math.max(most, count);
    }
  }
  return most > 1 ? counts : new Map();
}

/** The same for A B and Bᵀ Aᵀ. */
function pairKey(left: Expr, right: Expr): string {
  const [a, b] = [transpose(right), transpose(left)];
  const isFirst = left.id < a.id || (left.id === a.id && right.id <= b.id);
  return isFirst ? `${left.id} ${right.id}` : `${a.id} ${b.id}`;
}

function pairUp(
  body: Expr,
  list: readonly Expr[],
  counts: ReadonlyMap<string, number>,
  factors: Map<Expr, Expr[]>,
  transposed: Map<Expr, Expr>,
): Expr[] {
  const paired: Expr[] = [];
  const countAt = (i: number): number =>
    i + 1 < list.length ? (counts.get(pairKey(list[i] as Expr, list[i + 1] as Expr)) ?? 0) : 0;
  for (let i = 0; i < list.length; i++) {
    const here = countAt(i);
    if (here < 2 || countAt(i + 1) > here) {
      paired.push(list[i] as Expr);
      continue;
    }
    const run = runOf(list[i] as Expr, list[i + 1] as Expr, factors, transposed);
    if (run === body) return [...list];
    paired.push(run);
    i += 1;
  }
  return paired;
}

/** The product of two neighbours as a node of its own; of A B and Bᵀ Aᵀ one is the other's transpose. */
function runOf(left: Expr, right: Expr, factors: Map<Expr, Expr[]>, transposed: Map<Expr, Expr>): Expr {
  const shape = shapeOf(left.shape.rows, right.shape.cols);
  const run = productNode(Q.ONE, [], [...flatFactors(left), ...flatFactors(right)], shape);
  if (factors.has(run) || transposed.has(run)) return run;
  const other = isScalar(run) ? run : transpose(run);
  if (other !== run && other.kind === "product" && factors.has(other)) transposed.set(run, other);
  else factors.set(run, [left, right]);
  return run;
}

const flatFactors = (e: Expr): readonly Expr[] => (e.kind === "product" ? e.factors : [e]);

/** Takes runs apart again that turn out to be used once; true if there was one. */
export function dissolveRuns(
  factors: Map<Expr, Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
  uses: ReadonlyMap<Expr, number>,
): boolean {
  let changed = false;
  const isSingle = (f: Expr): boolean => f.kind === "product" && (uses.get(transposed.get(f) ?? f) ?? 0) < 2;
  for (const [body, list] of factors) {
    if (!list.some(isSingle)) continue;
    const whole: Expr[] = [];
    const pending = [...list].reverse();
    for (let f = pending.pop(); f; f = pending.pop()) {
      if (isSingle(f)) pending.push(...partsOf(f, factors, transposed).reverse());
      else whole.push(f);
    }
    factors.set(body, whole);
    changed = true;
  }
  return changed;
}

function partsOf(
  run: Expr,
  factors: ReadonlyMap<Expr, readonly Expr[]>,
  transposed: ReadonlyMap<Expr, Expr>,
): Expr[] {
  const other = transposed.get(run);
  if (!other) return [...(factors.get(run) ?? flatFactors(run))];
  return [...(factors.get(other) ?? flatFactors(other))].map(transpose).reverse();
}
