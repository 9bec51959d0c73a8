/**
 * Are two expressions the same function? By their values at random samples.
 *
 *     (A B)⁻¹ and B⁻¹ A⁻¹  ─▶  equal      (A B)ᵀ and AᵀBᵀ  ─▶  different, with a witness
 *
 * For rewrite rules, the steps of a derivation, and two ways to one derivative.
 */
import { type Expr, shapeText } from "../expression/expr.ts";
import { type CheckOptions, DEFAULT_SEED } from "./check.ts";
import type { Sizes, Values } from "./evaluate.ts";
import { compareAtSizes } from "./pointwise.ts";
import { chooseSizes } from "./sizes.ts";

/** Where the two differ the most. */
export interface Witness {
  readonly sizes: Sizes;
  readonly values: Values;
  /** From 1. */
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly right: number;
}

export interface Equality {
  readonly verdict: "equal" | "different" | "undecided";
  /** Relative to the largest entry; absent where nothing was compared. */
  readonly maxRelError?: number;
  readonly samples: number;
  readonly seed: number;
  readonly witness?: Witness;
  readonly reason?: string;
}

const SIZE_SETS = 2;
/** Compares two expressions of one shape at two sets of sizes, twice each. Nothing is thrown. */
export function checkEqual(left: Expr, right: Expr, options: CheckOptions = {}): Equality {
  const { seed = DEFAULT_SEED } = options;
  if (left === right) return { verdict: "equal", maxRelError: 0, samples: 0, seed };
  if (left.shape !== right.shape) {
    const reason = `the first is ${shapeText(left.shape)} and the second ${shapeText(right.shape)}`;
    return { verdict: "different", samples: 0, seed, reason };
  }
  let maxRelError: number | undefined;
  let samples = 0;
  for (let which = 0; which < SIZE_SETS; which++) {
    const sizes = chooseSizes([left, right], seed, which);
    if (!sizes) return { verdict: "undecided", samples, seed, reason: "no sizes fit the expressions" };
    const found = compareAtSizes({ left, right }, sizes, seed + 1009 * which, options, false);
    samples += found.samples;
    maxRelError = Math.max(maxRelError ?? 0, found.maxRelError ?? 0);
    if (found.verdict !== "equal") return { ...found, maxRelError, samples, seed };
  }
  return { verdict: "equal", maxRelError: maxRelError as number, samples, seed };
}
