/**
 * Are two expressions the same function? By their values at random samples.
 *
 *     (A B)⁻¹ and B⁻¹ A⁻¹  ─▶  equal      (A B)ᵀ and AᵀBᵀ  ─▶  different, with a witness
 *
 * For rewrite rules, the steps of a derivation, and two ways to one derivative.
 */
import { MatrixCalculusError } from "../errors.ts";
import { type Expr, shapeText } from "../expression/expr.ts";
import { allFinite, at as entryAt, fill, type Matrix } from "../matrix/matrix.ts";
import { ROUNDING, sizeOfTerms } from "./cancellation.ts";
import { type CheckOptions, DEFAULT_SEED } from "./check.ts";
import { type Plan, plan, type Sizes, type Values } from "./evaluate.ts";
import { sampleValues } from "./sample.ts";
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
const SAMPLES_EACH = 2;
/** Rounding at well-conditioned samples stays far below it. */
const EQUAL_WITHIN = 1e-8;
/** Nothing but a difference exceeds it. */
const DIFFERENT_BEYOND = 1e-5;

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
    const found = compareAtSizes(left, right, sizes, seed + 1009 * which, options);
    samples += found.samples;
    maxRelError = Math.max(maxRelError ?? 0, found.maxRelError ?? 0);
    if (found.verdict !== "equal") return { ...found, maxRelError, samples, seed };
  }
  return { verdict: "equal", maxRelError: maxRelError as number, samples, seed };
}

/** What two expressions' values at some sizes say. */
export type Compared = Omit<Equality, "seed">;

/** Compares at a few samples of given sizes. Nothing is thrown. */
export function compareAtSizes(
  left: Expr,
  right: Expr,
  sizes: Sizes,
  seed: number,
  options: CheckOptions,
): Compared {
  let samples = 0;
  let error = 0;
  try {
    for (let k = 0; k < SAMPLES_EACH; k++) {
      const found = compareOnce(left, right, sizes, seed + 7919 * k, options);
      if (typeof found === "string") return { verdict: "undecided", samples, reason: found };
      samples++;
      error = Math.max(error, found.relError);
      if (found.relError > DIFFERENT_BEYOND) {
        if (found.unsteady !== undefined) return { verdict: "undecided", samples, reason: found.unsteady };
        return { verdict: "different", maxRelError: error, samples, witness: found.witness };
      }
    }
  } catch (problem) {
    if (!(problem instanceof MatrixCalculusError)) throw problem;
    return { verdict: "undecided", samples, reason: problem.message };
  }
  if (error < EQUAL_WITHIN) return { verdict: "equal", maxRelError: error, samples };
  const reason = `they differ by ${error.toExponential(1)}, too much for rounding and too little for a difference`;
  return { verdict: "undecided", maxRelError: error, samples, reason };
}

interface Gap {
  readonly relError: number;
  readonly witness: Witness;
  /** Why the gap may be rounding alone, where a domain was missed. */
  readonly unsteady: string | undefined;
}

function compareOnce(
  left: Expr,
  right: Expr,
  sizes: Sizes,
  seed: number,
  options: CheckOptions,
): Gap | string {
  const { hints, limits } = options;
  const sample = sampleValues({ roots: [left, right], sizes, seed, ...(hints && { hints }), limits });
  if (typeof sample === "string") return sample;
  const { values, problems } = sample;
  const compiled = plan([left, right], sizes, { limits: limits ?? {} });
  const [a, b] = compiled.run(values) as [Matrix, Matrix];
  if (!allFinite(a) || !allFinite(b)) return "one of the two isn't finite at the sample";
  let [at, gap, largest] = [0, 0, 1e-9];
  a.data.forEach((x, i) => {
    const y = b.data[i] as number;
    largest = Math.max(largest, Math.abs(x), Math.abs(y));
    if (Math.abs(x - y) <= gap) return;
    gap = Math.abs(x - y);
    at = i;
  });
  const [row, column] = [Math.floor(at / a.cols) + 1, (at % a.cols) + 1];
  const [p, q] = [a.data[at] as number, b.data[at] as number];
  const steady = problems.length === 0 || (largest < TRUSTED && isSteady(compiled, values, at, p - q));
  const witness = { sizes, values, row, column, left: p, right: q };
  const isRounding = gap > EQUAL_WITHIN * largest && gap <= residue([left, right], values, sizes, limits);
  return { relError: isRounding ? 0 : gap / largest, witness, unsteady: steady ? undefined : problems[0] };
}

/** What rounding leaves where the terms of one of the two cancel. */
const residue = (
  roots: readonly Expr[],
  values: Values,
  sizes: Sizes,
  limits: CheckOptions["limits"],
): number => ROUNDING * Math.max(...sizeOfTerms(roots, values, sizes, { limits: limits ?? {} }));

/** Outside a domain, larger values are rounding errors divided by themselves. */
const TRUSTED = 1e9;

/** Does the difference at an entry stay when every variable is a little other? Rounding alone wouldn't. */
function isSteady(compiled: Plan, values: Values, at: number, difference: number): boolean {
  const nudged = new Map<string, Matrix>();
  for (const [name, x] of values) {
    const isWhole = x.data.length === 1 && Number.isInteger(x.data[0]);
    nudged.set(
      name,
      isWhole ? x : fill(x.rows, x.cols, (i, j) => entryAt(x, i, j) * (1 + nudge(i)) * (1 + nudge(j))),
    );
  }
  const [a, b] = compiled.run(nudged) as [Matrix, Matrix];
  const other = (a.data[at] as number) - (b.data[at] as number);
  return Math.abs(other - difference) < 1e-3 * Math.abs(difference);
}

/** Different for each row and column, so that a matrix keeps its structure and rounding does not. */
const nudge = (i: number): number => 1e-7 * ((((i + 1) * 7919) % 101) / 101 - 0.4);
