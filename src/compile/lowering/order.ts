/**
 * The cheapest order of a product of many factors, and the values that it takes.
 *
 *     A (m×n) · B (n×p) · x (p×1)  ─▶  B x, then A (B x)        Xᵀ A X, A X (XᵀAX)⁻¹  ─▶  A X once
 *
 * A stretch that several products have (as it is, or transposed) counts for its share only, so that ties go to
 * what is shared; each stretch is made once.
 */

import { type Chain, cheapest, dimsOf, LONGEST_PLANNED, splitOf } from "../../matrix/chain.ts";
import { binary, flipped, map, plain, totalOf } from "../graph/graph.ts";
import { colsOf, type Node, type Ref, rowsOf } from "../graph/node.ts";
import type { Graph } from "../graph/store.ts";
import {
  applicationCost,
  applied,
  type Factor,
  flippedFactor,
  formed,
  type Keys,
  type ProductOptions,
  product,
} from "./factors.ts";

export interface Chains {
  readonly g: Graph;
  /** How many products have a stretch, by its key. */
  readonly shares: Map<string, number>;
  readonly best: Chain["known"];
  readonly made: Map<string, Ref>;
}

export const emptyChains = (g: Graph): Chains => ({
  g,
  shares: new Map(),
  best: new Map(),
  made: new Map(),
});

/** The key of a stretch and of its transpose; the smaller one stands for both. */
function keysOf(factors: readonly Keys[]): readonly [string, string] {
  const key = factors.map((f) => f.key).join(" ");
  const turned = [...factors].reverse().map((f) => f.turned);
  return [key, turned.join(" ")];
}

export function keyOf(factors: readonly Keys[]): string {
  const [own, turned] = keysOf(factors);
  return own < turned ? own : turned;
}

const turnedAround = (g: Graph, factors: readonly Factor[]): Factor[] =>
  [...factors].reverse().map((f) => flippedFactor(g, f));

/** Notes every stretch of a product: once for each product that has it. */
export function noteStretches(chains: Chains, factors: readonly Keys[]): void {
  if (factors.length > LONGEST_PLANNED) return;
  const own = new Set<string>();
  for (let i = 0; i < factors.length; i++) {
    for (let j = i + 2; j <= factors.length; j++) own.add(keyOf(factors.slice(i, j)));
  }
  for (const key of own) chains.shares.set(key, (chains.shares.get(key) ?? 0) + 1);
}

export const isApplied = (factors: readonly Factor[]): boolean =>
  factors.length === 1 && factors[0]?.kind !== "matrix";

/** Of the last product of a stretch. */
function ownCost(g: Graph, left: readonly Factor[], right: readonly Factor[]): number {
  const rows = (left[0] as Factor).rows;
  const inner = (right[0] as Factor).rows;
  const cols = (right.at(-1) as Factor).cols;
  if (isApplied(left)) return applicationCost(left[0] as Factor, cols);
  if (isApplied(right)) return applicationCost(flippedFactor(g, right[0] as Factor), rows);
  return 2 * rows * inner * cols;
}

/** Of a factor that must be a matrix. */
export const formedCost = (factor: Factor): number =>
  factor.kind === "matrix" || factor.kind === "ones"
    ? 0
    : factor.kind === "inverse"
      ? (4 / 3) * factor.rows ** 3
      : factor.rows * factor.cols;

const planner = ({ g, shares, best }: Chains, factors: readonly Factor[]): Chain => ({
  dims: dimsOf(factors),
  shares,
  known: best,
  cost: (first, split, end) => {
    const [left, right] = [factors.slice(first, split), factors.slice(split, end)];
    const areApplied = isApplied(left) && isApplied(right);
    return ownCost(g, left, right) + (areApplied ? formedCost(right[0] as Factor) : 0);
  },
  keyOf: (first, end) => {
    const [own, turned] = keysOf(factors.slice(first, end));
    return { key: own < turned ? own : turned, isTurned: own > turned };
  },
});

/** The cost of a stretch. */
export const costOf = (chains: Chains, factors: readonly Factor[]): number =>
  cheapest(planner(chains, factors), 0, factors.length).cost;

const splitAt = (chains: Chains, factors: readonly Factor[]): number => splitOf(planner(chains, factors));

/** The value of a product; of a stretch that was made already, the same. */
export function chainValue(
  chains: Chains,
  factors: readonly Factor[],
  options: Pick<ProductOptions, "symmetric"> = {},
): Ref {
  const { g } = chains;
  const only = factors[0] as Factor;
  if (factors.length === 1) return formed(g, only);
  const [own, turned] = keysOf(factors);
  const known = chains.made.get(own);
  if (known) return known;
  const split = splitAt(chains, factors);
  const value = lastProduct(chains, factors.slice(0, split), factors.slice(split), options);
  chains.made.set(own, value);
  chains.made.set(turned, flipped(g, value));
  return value;
}

/** The last product of a stretch, scaled and added onto something where it is one of matrices. */
export function accumulated(
  chains: Chains,
  factors: readonly Factor[],
  options: ProductOptions & { readonly ontoTransposed?: boolean },
): Ref | undefined {
  const split = splitAt(chains, factors);
  const [left, right] = [factors.slice(0, split), factors.slice(split)];
  const isOuter = (right[0] as Factor).rows === 1;
  const isInner = (left[0] as Factor).rows === 1 && (right.at(-1) as Factor).cols === 1;
  if (isApplied(left) || isApplied(right) || isOuter || isInner) return undefined;
  const [a, b] = [chainValue(chains, left), chainValue(chains, right)];
  if (!options.ontoTransposed) return product(chains.g, a, b, options);
  const turned = product(chains.g, flipped(chains.g, b), flipped(chains.g, a), options);
  return flipped(chains.g, turned);
}

/** s A B with s on the operand of the last product, where that is much smaller than the product. */
export function scaledInside(chains: Chains, factors: readonly Factor[], scale: Ref): Ref | undefined {
  const { g } = chains;
  const { rows } = factors[0] as Factor;
  const { cols } = factors.at(-1) as Factor;
  const split = splitAt(chains, factors);
  const [left, right] = [factors.slice(0, split), factors.slice(split)];
  const inner = (right[0] as Factor).rows;
  if (isApplied(left) || isApplied(right) || inner === 1 || 2 * inner * Math.min(rows, cols) > rows * cols) {
    return undefined;
  }
  const [a, b] = [chainValue(chains, left), chainValue(chains, right)];
  return rows <= cols
    ? product(g, binary(g, "multiply", scale, a), b)
    : product(g, a, binary(g, "multiply", scale, b));
}

function lastProduct(
  chains: Chains,
  left: readonly Factor[],
  right: readonly Factor[],
  options: Pick<ProductOptions, "symmetric">,
): Ref {
  const { g } = chains;
  const [first] = left as readonly [Factor];
  if (isApplied(left) && first.kind !== "matrix") {
    if (first.kind === "ones" && first.rows === 1)
      return totalOf(g, chainValue(chains, right), "column-sums");
    return applied(g, first, chainValue(chains, right));
  }
  if (isApplied(right)) {
    return flipped(g, lastProduct(chains, turnedAround(g, right), turnedAround(g, left), options));
  }
  const [a, b] = [chainValue(chains, left), chainValue(chains, right)];
  if (rowsOf(b) === 1) return binary(g, "multiply", a, b);
  if (rowsOf(a) === 1 && colsOf(b) === 1) return plain(inner(g, a, flipped(g, b)));
  return product(g, a, b, options);
}

/** Σ A_ij B_ij of two of one size. */
export function inner(g: Graph, a: Ref, b: Ref): Node {
  return totalOf(g, map(g, "multiply", [a, b]), "sum").node;
}
