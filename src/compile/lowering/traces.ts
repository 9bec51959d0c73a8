/**
 * Traces and diagonals of products, without the product.
 *
 *     tr(A B) = Σ A ⊙ Bᵀ        diag(L R) = (L ⊙ Rᵀ) 1        tr(diag(v) A) = vᵀ diag(A)
 */

import { LONGEST_PLANNED } from "../../matrix/chain.ts";
import { binary, flipped, map, plain, replicate, stored, totalOf } from "../graph/graph.ts";
import type { Node, Ref } from "../graph/node.ts";
import { type Graph, make } from "../graph/store.ts";
import { type Factor, formed } from "./factors.ts";
import { type Chains, chainValue, costOf, formedCost, inner, isApplied } from "./order.ts";

/** tr of a product: a sum over the entries of two stretches, cut where that costs least. */
export function chainTrace(chains: Chains, factors: readonly Factor[]): Node {
  const { g } = chains;
  const count = factors.length;
  if (count === 1) return totalOf(g, diagonalOf(chains, factors), "sum").node;
  const twice = [...factors, ...factors];
  let best = { cost: Number.POSITIVE_INFINITY, from: 0, cut: 1 };
  for (let from = 0; from < count; from++) {
    for (let cut = 1; cut < count; cut++) {
      const right = twice.slice(from + cut, from + count);
      if (isDiagonal(right)) continue;
      const cost = pairingCost(chains, twice.slice(from, from + cut), right);
      if (cost < best.cost) best = { cost, from, cut };
    }
  }
  const left = twice.slice(best.from, best.from + best.cut);
  const right = twice.slice(best.from + best.cut, best.from + count);
  const first = left[0] as Factor;
  if (isDiagonal(left) && first.kind === "diagonal") {
    return inner(g, plain(first.vector), diagonalOf(chains, right));
  }
  return inner(g, chainValue(chains, left), flipped(g, chainValue(chains, right)));
}

const isDiagonal = (factors: readonly Factor[]): boolean =>
  factors.length === 1 && factors[0]?.kind === "diagonal";

/** Of two stretches, and of the sums of their products entry by entry. */
function pairingCost(chains: Chains, left: readonly Factor[], right: readonly Factor[]): number {
  const entries = (left[0] as Factor).rows * (right[0] as Factor).rows;
  const alone = [left, right].filter((side) => isApplied(side) && !isDiagonal(side));
  const forming = alone.reduce((total, [factor]) => total + formedCost(factor as Factor), 0);
  return costOf(chains, left) + costOf(chains, right) + entries + forming;
}

/** The diagonal of a product as a vector. */
export function diagonalOf(chains: Chains, factors: readonly Factor[]): Ref {
  const { g } = chains;
  const first = factors[0] as Factor;
  if (factors.length === 1 && first.kind === "diagonal") return plain(first.vector);
  if (factors.length === 1) return diagonalEntries(g, formed(g, first).node);
  if (factors.length > LONGEST_PLANNED) return diagonalEntries(g, stored(g, chainValue(chains, factors)));
  let best = { cost: Number.POSITIVE_INFINITY, cut: 1 };
  for (let cut = 1; cut < factors.length; cut++) {
    const cost = pairingCost(chains, factors.slice(0, cut), factors.slice(cut));
    if (cost < best.cost) best = { cost, cut };
  }
  const [left, right] = [factors.slice(0, best.cut), factors.slice(best.cut)];
  if (isDiagonal(left) || isDiagonal(right)) {
    return binary(g, "multiply", diagonalOf(chains, left), diagonalOf(chains, right));
  }
  const entries = map(g, "multiply", [chainValue(chains, left), flipped(g, chainValue(chains, right))]);
  return totalOf(g, entries, "row-sums");
}

/** The diagonal of a square value: of diag(v) + A that of A, and v. */
export function diagonalEntries(g: Graph, of: Node): Ref {
  if (of.kind !== "onto-diagonal") {
    return plain(make(g, `diagonal ${of.id}`, of.rows, 1, { kind: "diagonal", of }));
  }
  const vector = plain(replicate(g, of.vector, of.rows, 1));
  return of.onto ? binary(g, "add", diagonalEntries(g, of.onto), vector) : vector;
}
