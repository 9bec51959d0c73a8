/**
 * Are two expressions the same function? By identity, over finite fields, or by their values.
 *
 *     (A B)⁻¹ and B⁻¹ A⁻¹  ─▶  equal, by finite fields, at n = 3 and n = 4, error below 2⁻⁶⁰
 *
 * Finite fields decide what is rational; where other functions occur, only "equal" is taken from them.
 * The rest is compared at random values. "Equal" is for the sizes that were tried, and the answer has them.
 */
import { MatrixCalculusError } from "../errors.ts";
import { type Expr, shapeText } from "../expression/expr.ts";
import { simplify } from "../simplify/simplify.ts";
import { type CheckOptions, DEFAULT_SEED } from "./check.ts";
import { type Compared, compareAtSizes, type Witness } from "./equal.ts";
import type { Sizes } from "./evaluate.ts";
import { compareModular, type ModularComparison } from "./modularCompare.ts";
import { chooseSizes } from "./sizes.ts";

export type Path = "same expression" | "shapes" | "finite field" | "numeric";

/** What was found at one choice of sizes. */
export interface AtSizes {
  readonly sizes: Sizes;
  readonly verdict: "equal" | "different" | "undecided";
}

export interface EqualityVerdict {
  readonly verdict: "equal" | "different" | "undecided";
  readonly path: Path;
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
}

const SIZE_SETS = 2;

/**
 * Compares two expressions at two choices of sizes (one where no size is open). Nothing is thrown.
 * "different": at some sizes; `tried` says whether at all of them.
 */
export function areEqual(left: Expr, right: Expr, options: CheckOptions = {}): EqualityVerdict {
  const { seed = DEFAULT_SEED } = options;
  const base = { trials: 0, tried: [], seed };
  if (left === right) return { verdict: "equal", path: "same expression", ...base };
  if (left.shape !== right.shape) {
    const reason = `the first is ${shapeText(left.shape)} and the second ${shapeText(right.shape)}`;
    return { verdict: "different", path: "shapes", ...base, reason };
  }
  if (simplify(left) === simplify(right)) return { verdict: "equal", path: "same expression", ...base };
  const sizes = sizeSets(left, right, seed);
  if (sizes.length === 0) {
    return { verdict: "undecided", path: "numeric", ...base, reason: "no sizes fit the expressions" };
  }
  const exact = overFields(left, right, sizes, seed, options);
  // the field's values satisfy no equations that are given
  const isDecided = exact && (exact.verdict === "equal" || !options.hints?.equations?.length);
  return isDecided ? exact : byValues(left, right, sizes, seed, options);
}

function sizeSets(left: Expr, right: Expr, seed: number): Sizes[] {
  const sets: Sizes[] = [];
  for (let which = 0; which < SIZE_SETS; which++) {
    const sizes = chooseSizes([left, right], seed, which);
    if (sizes && !(sizes.size === 0 && sets.length > 0)) sets.push(sizes);
  }
  return sets;
}

/** Undefined where finite fields don't decide. */
function overFields(
  left: Expr,
  right: Expr,
  sets: readonly Sizes[],
  seed: number,
  options: CheckOptions,
): EqualityVerdict | undefined {
  const found: ModularComparison[] = [];
  try {
    for (const sizes of sets) found.push(compareModular(left, right, sizes, seed, options.hints));
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
  if (found.some((f) => f.verdict === "inconclusive")) return undefined;
  const tried = sets.map(
    (sizes, i) => ({ sizes, verdict: (found[i] as ModularComparison).verdict }) as AtSizes,
  );
  const common = {
    path: "finite field",
    trials: found.reduce((total, f) => total + f.trials, 0),
    primes: found.flatMap((f) => f.primes),
    tried,
    seed,
  } as const;
  if (found.every((f) => f.verdict === "equal")) {
    const errorExponent = Math.max(...found.map((f) => f.errorExponent as number));
    return { verdict: "equal", ...common, errorExponent };
  }
  const at = sets[found.findIndex((f) => f.verdict === "different")] as Sizes;
  const witness = compareAtSizes(left, right, at, seed, options).witness;
  return { verdict: "different", ...common, ...(witness && { witness }) };
}

function byValues(
  left: Expr,
  right: Expr,
  sets: readonly Sizes[],
  seed: number,
  options: CheckOptions,
): EqualityVerdict {
  const found: Compared[] = sets.map((sizes, which) =>
    compareAtSizes(left, right, sizes, seed + 1009 * which, options),
  );
  const errors = found.flatMap((f) => f.maxRelError ?? []);
  const common = {
    path: "numeric",
    trials: found.reduce((total, f) => total + f.samples, 0),
    tried: sets.map((sizes, i) => ({ sizes, verdict: (found[i] as Compared).verdict })),
    seed,
    ...(errors.length > 0 && { maxRelError: Math.max(...errors) }),
  } as const;
  const different = found.find((f) => f.verdict === "different");
  if (different)
    return { verdict: "different", ...common, ...(different.witness && { witness: different.witness }) };
  if (found.every((f) => f.verdict === "equal")) return { verdict: "equal", ...common };
  const reason = found.find((f) => f.verdict === "undecided")?.reason;
  return { verdict: "undecided", ...common, ...(reason !== undefined && { reason }) };
}
