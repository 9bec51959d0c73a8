/**
 * Are two expressions the same function? By identity, over finite fields, or by their values.
 *
 *     (A B)⁻¹ and B⁻¹ A⁻¹  ─▶  equal, by finite fields, at n = 3 and n = 4, error below 2⁻⁶⁰
 *
 * Finite fields decide what is rational; where other functions occur, only "equal" is taken from them.
 * The rest is compared by values on every piece. "Equal" is for the sizes that were tried, and the answer has them:
 * more than the degree of what depends on the sizes' own numbers.
 */
import { MatrixCalculusError } from "../../errors.ts";
import { type Expr, shapeText } from "../../expression/expr.ts";
import type { KnownEquation } from "../../simplify/given.ts";
import { isIdentical, simplify } from "../../simplify/simplify.ts";
import { compareModular, type ModularComparison } from "../field/modularCompare.ts";
import { chooseSizes, MOST_SETS } from "../sample/sizes.ts";
import type { Sizes } from "../values/evaluate.ts";
import { type CheckOptions, DEFAULT_SEED } from "./check.ts";
import { type Compared, compareAtSizes, type Witness } from "./pointwise.ts";
import { sizeDegree } from "./sizeDegree.ts";

export type EqualityPath = "same expression" | "shapes" | "finite field" | "numeric";

/** What was found at one choice of sizes. */
export interface AtSizes {
  readonly sizes: Sizes;
  readonly verdict: "equal" | "different" | "undecided";
}

export interface EqualityVerdict {
  readonly verdict: "equal" | "different" | "undecided";
  readonly path: EqualityPath;
  /** Draws of values that were compared. */
  readonly trials: number;
  /** Where finite fields say equal: the chance of an error is below 2 to this power. */
  readonly errorExponent?: number;
  readonly primes?: readonly number[];
  /** For values: the largest difference, relative to the largest entry. */
  readonly maxRelError?: number;
  readonly tried: readonly AtSizes[];
  readonly seed: number;
  /** Where they differ, in numbers; absent where no real values were found. */
  readonly witness?: Witness;
  readonly reason?: string;
  /** Undecided for nothing but that in some places only one side has a value: they agree where both have. */
  readonly isPartial?: boolean;
}

/** These are compared on every piece. */
const THOROUGH_SETS = 2;
const FURTHER_SETS = 2;

/**
 * Compares two expressions at several choices of sizes (one where no size is open). Nothing is thrown.
 * "different": at some sizes; `tried` says at which of those that were tried.
 */
export function areEqual(left: Expr, right: Expr, options: CheckOptions = {}): EqualityVerdict {
  const { seed = DEFAULT_SEED } = options;
  const base = { trials: 0, tried: [], seed };
  if (left === right) return { verdict: "equal", path: "same expression", ...base };
  if (left.shape !== right.shape) {
    const reason = `the first is ${shapeText(left.shape)} and the second ${shapeText(right.shape)}`;
    return { verdict: "different", path: "shapes", ...base, reason };
  }
  const same = { verdict: "equal", path: "same expression", ...base } as const;
  if (!options.numbersFirst && simplify(left) === simplify(right)) return same;
  const found = byNumbers(left, right, options, seed);
  return found.verdict === "undecided" && isIdentical(left, right) ? same : found;
}

function byNumbers(left: Expr, right: Expr, options: CheckOptions, seed: number): EqualityVerdict {
  const base = { trials: 0, tried: [], seed };
  const degree = sizeDegree([left, right]);
  const sets = sizeSets([left, right, ...(options.within ?? [])], seed, degree, options.hints?.equations);
  if (sets.length === 0) {
    return { verdict: "undecided", path: "numeric", ...base, reason: "no sizes fit the expressions" };
  }
  const pair = { left, right };
  const found = overFields(pair, sets, seed, options) ?? byValues(pair, sets, seed, options);
  const { length } = found.tried;
  if (found.verdict !== "equal" || degree < length || sets[0]?.size === 0) return found;
  const reason = `they agree at ${length} choices of sizes, and more would be needed`;
  return { ...found, verdict: "undecided", reason };
}

/** Two sets of large sizes that all differ, and further ones: more of them where sizes occur as numbers. */
function sizeSets(
  roots: readonly Expr[],
  seed: number,
  degree: number,
  equations: readonly KnownEquation[] = [],
): Sizes[] {
  const sets: Sizes[] = [];
  const count = Math.min(MOST_SETS, THOROUGH_SETS + FURTHER_SETS + degree);
  for (let which = 0; which < count; which++) {
    const sizes = chooseSizes(roots, seed, which, equations);
    if (sizes?.size === 0) return [sizes];
    if (sizes) sets.push(sizes);
  }
  return sets;
}

interface Pair {
  readonly left: Expr;
  readonly right: Expr;
}

/** Undefined where finite fields don't decide. */
function overFields(
  pair: Pair,
  sets: readonly Sizes[],
  seed: number,
  options: CheckOptions,
): EqualityVerdict | undefined {
  const found: (readonly [Sizes, ModularComparison])[] = [];
  try {
    for (const [which, sizes] of sets.entries()) {
      const own = compareModular(pair.left, pair.right, sizes, seed, options.hints);
      // at some small sizes there is perhaps no value at all
      if (own.verdict === "inconclusive" && (own.residues || which < THOROUGH_SETS)) return undefined;
      if (own.verdict !== "inconclusive") found.push([sizes, own]);
      if (which + 1 >= THOROUGH_SETS && found.some(([, f]) => f.verdict === "different")) break;
    }
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
  const tried = found.map(([sizes, { verdict }]) => ({ sizes, verdict }) as AtSizes);
  const common = {
    path: "finite field",
    trials: found.reduce((total, [, f]) => total + f.trials, 0),
    primes: found.flatMap(([, f]) => f.primes),
    tried,
    seed,
  } as const;
  const different = found.find(([, f]) => f.verdict === "different");
  if (!different) {
    const errorExponent = Math.max(...found.map(([, f]) => f.errorExponent as number));
    return { verdict: "equal", ...common, errorExponent };
  }
  // the field's values satisfy no equations that are given
  if (options.hints?.equations?.length) return undefined;
  const { witness } = compareAtSizes(pair, different[0], seed, options, false);
  return { verdict: "different", ...common, ...(witness && { witness }) };
}

function byValues(pair: Pair, sets: readonly Sizes[], seed: number, options: CheckOptions): EqualityVerdict {
  const found: (readonly [Sizes, Compared])[] = [];
  for (const [which, sizes] of sets.entries()) {
    const isThorough = which < THOROUGH_SETS;
    const own = compareAtSizes(pair, sizes, seed + 1009 * which, options, isThorough);
    // at some small sizes there is perhaps no value at all
    if (isThorough || own.verdict !== "undecided") found.push([sizes, own]);
    if (own.verdict === "different" || (own.verdict === "undecided" && which === THOROUGH_SETS - 1)) break;
  }
  const errors = found.flatMap(([, f]) => f.maxRelError ?? []);
  const common = {
    path: "numeric",
    trials: found.reduce((total, [, f]) => total + f.samples, 0),
    tried: found.map(([sizes, { verdict }]) => ({ sizes, verdict })),
    seed,
    ...(errors.length > 0 && { maxRelError: Math.max(...errors) }),
  } as const;
  const different = found.find(([, f]) => f.verdict === "different")?.[1];
  if (different)
    return { verdict: "different", ...common, ...(different.witness && { witness: different.witness }) };
  const open = found.find(([, f]) => f.verdict === "undecided")?.[1];
  if (!open) return { verdict: "equal", ...common };
  const { reason, isPartial = false } = open;
  return {
    verdict: "undecided",
    ...common,
    ...(reason !== undefined && { reason }),
    ...(isPartial && { isPartial }),
  };
}
