/**
 * Numbers for the size names of a problem, so that nothing wrong can hide behind equal sizes.
 *
 *     A (m×n), vec(A) (m*n)  ─▶  m = 3, n = 5 in the first set, m = 7, n = 4 in the second
 *
 * Names get different numbers from 3 up; all sizes that occur (m*n, n+1, the constant 4) differ too.
 */

import { constantSize, type Dimension, evaluateSize, sizeNames, UNIT } from "../../expression/dimension.ts";
import type { CallNode, Expr } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import type { Domain } from "../../functions/function.ts";
import { entryOf } from "../../functions/index.ts";
import type { KnownEquation } from "../../simplify/given.ts";
import { STRUCTURES } from "../../structures.ts";
import { identityBounds } from "./identities.ts";
import { randomFrom } from "./random.ts";

/** Small primes first: their sums and products rarely coincide. */
const CANDIDATES: readonly (readonly number[])[] = [
  [3, 5, 7, 4, 11, 6, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20],
  [4, 7, 5, 3, 9, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
];

/** For further sets, shuffled: small ones, where some identity may fail that holds for large ones. */
const FURTHER: readonly number[] = [1, 2, 6, 5, 3, 8, 4, 7, 9, 10, 11, 12, 13, 14];

function candidatesOf(seed: number, which: number): readonly number[] {
  const given = CANDIDATES[which];
  if (given) return given;
  const random = randomFrom(seed, `sizes ${which}`);
  const rest = FURTHER.map((size) => [random.next() * (size + 2), size] as const).sort(([a], [b]) => a - b);
  const first = FURTHER[which - CANDIDATES.length] as number;
  return [first, ...rest.map(([, size]) => size).filter((size) => size !== first)];
}

const MOST_STEPS = 5000;

const NEEDS_FULL_RANK: ReadonlySet<Domain> = new Set(["invertible", "positive-determinant", "spd"]);

interface Demands {
  readonly names: readonly string[];
  /** Every size that occurs but 1, constants first. */
  readonly dimensions: readonly Dimension[];
  /** An entry X[4, 2] that is asked for needs 4 rows. */
  readonly least: ReadonlyMap<Dimension, number>;
  /** Antisymmetric matrices of odd order are singular. */
  readonly even: ReadonlySet<Dimension>;
  /** XᵀX of n columns is regular only where X has n rows: the first is at least the second. */
  readonly notBelow: readonly (readonly [Dimension, Dimension])[];
}

/** The sizes that must not be below a product's own, or it has not full rank. */
function rankBounds(e: CallNode): (readonly [Dimension, Dimension])[] {
  const [x] = e.args;
  const { domain: [domain] = [], condition } = entryOf(e.fn);
  if (!x || domain === undefined) return [];
  if (domain === "full-column-rank") return [[x.shape.rows, x.shape.cols]];
  // a nuclear norm has a derivative only where the rank is full
  const needsFullRank = NEEDS_FULL_RANK.has(domain) || condition === "full-rank";
  if (!needsFullRank || x.kind !== "product") return [];
  return x.factors.slice(1).map((f) => [f.shape.rows, x.shape.rows] as const);
}

function demandsOf(roots: readonly Expr[], equations: readonly KnownEquation[]): Demands {
  const dimensions = new Set<Dimension>();
  const names = new Set<string>();
  const least = new Map<Dimension, number>();
  const even = new Set<Dimension>();
  const notBelow = equations.flatMap(identityBounds);
  const atLeast = (size: Dimension, place: Expr | undefined) => {
    if (place?.kind === "number") least.set(size, Math.max(least.get(size) ?? 0, place.value.n));
  };
  const nodes = topological(roots);
  const inverts = nodes.some((e) => e.kind === "call" && entryOf(e.fn).domain?.[0] === "invertible");
  for (const e of nodes) {
    dimensions.add(e.shape.rows).add(e.shape.cols);
    if (e.kind === "symbol" && e.role === "size") names.add(e.name);
    if (e.kind === "symbol" && e.structure && STRUCTURES[e.structure].singularIfOdd && inverts)
      even.add(e.shape.rows);
    if (e.kind === "bound") dimensions.add(e.size);
    if (e.kind === "index") {
      atLeast(e.of.shape.rows, e.row);
      atLeast(e.of.shape.cols, e.column);
    }
    if (e.kind !== "call") continue;
    for (const size of e.sizes) dimensions.add(size);
    notBelow.push(...rankBounds(e));
    if (entryOf(e.fn).domain?.[0] === "symmetric") atLeast((e.args[0] as Expr).shape.rows, e.args[1]);
    e.sizes.forEach((size, i) => {
      if (e.sizes.length === e.args.length) atLeast(size, e.args[i]);
    });
  }
  for (const d of dimensions) for (const name of sizeNames(d)) names.add(name);
  dimensions.delete(UNIT);
  const constants = [...dimensions].filter((d) => constantSize(d) !== undefined);
  return {
    names: [...names].sort(),
    dimensions: [...new Set([...constants, ...dimensions])],
    least,
    even,
    notBelow,
  };
}

/** How many sets `chooseSizes` has. */
export const MOST_SETS = CANDIDATES.length + FURTHER.length;

/**
 * The sizes of a problem: set 0 or set 1 of the seed, or a further one, with 1 and 2 among them. Where no choice makes all sizes differ, names still
 * get different numbers; undefined where some size can't be positive or large enough.
 */
export function chooseSizes(
  roots: readonly Expr[],
  seed: number,
  which: number,
  equations: readonly KnownEquation[] = [],
): ReadonlyMap<string, number> | undefined {
  const demands = demandsOf(roots, equations);
  const { names } = demands;
  const turn = names.length === 0 ? 0 : (Math.abs(seed) + which) % names.length;
  const rotated = [...names.slice(turn), ...names.slice(0, turn)];
  // what others must not be below comes first: no search would come back to it in time
  const lower = new Set(demands.notBelow.flatMap(([, small]) => sizeNames(small)));
  const order = [...rotated.filter((name) => lower.has(name)), ...rotated.filter((name) => !lower.has(name))];
  const candidates = candidatesOf(seed, which);
  // that all sizes differ is for the first two sets
  if (which >= CANDIDATES.length) return assign(order, candidates, demands, false);
  return (
    assign(order, candidates, demands, true) ??
    assign(order, candidates, { ...demands, notBelow: [] }, true) ??
    assign(order, candidates, demands, false) ??
    assign(order, candidates, { ...demands, notBelow: [] }, false)
  );
}

/** Depth-first: the first assignment in the order of the candidates that keeps every demand. */
function assign(
  order: readonly string[],
  candidates: readonly number[],
  demands: Demands,
  different: boolean,
): ReadonlyMap<string, number> | undefined {
  const chosen: number[] = [];
  const tried = order.map(() => 0);
  let steps = 0;
  const values = () => new Map(chosen.map((value, i) => [order[i] as string, value]));
  if (order.length === 0) return fits(values(), demands, different) ? values() : undefined;
  for (;;) {
    const level = chosen.length;
    const next = candidates[tried[level] as number];
    if (next === undefined || steps++ > MOST_STEPS) {
      if (level === 0 || steps > MOST_STEPS) return undefined;
      tried[level] = 0;
      chosen.pop();
      continue;
    }
    (tried[level] as number)++;
    if (chosen.includes(next)) continue;
    chosen.push(next);
    if (!fits(values(), demands, different)) chosen.pop();
    else if (chosen.length === order.length) return values();
  }
}

/** Whether the sizes that the names chosen so far decide are as they must be. */
function fits(sizes: ReadonlyMap<string, number>, demands: Demands, different: boolean): boolean {
  const seen = new Set<number>();
  for (const [large, small] of demands.notBelow) {
    const [a, b] = [evaluateSize(large, sizes), evaluateSize(small, sizes)];
    if (a !== undefined && b !== undefined && a < b) return false;
  }
  for (const d of demands.dimensions) {
    const value = evaluateSize(d, sizes);
    if (value === undefined) continue;
    const constant = constantSize(d) !== undefined;
    if (value < (constant ? 0 : (demands.least.get(d) ?? 1))) return false;
    if (demands.even.has(d) && !constant && value % 2 === 1) return false;
    if (different && !constant && (seen.has(value) || value === 1)) return false;
    seen.add(value);
  }
  return true;
}
