/**
 * Is this the derivative? A claimed derivative against numerical differences, at random values.
 *
 *     { expr xᵀAx, wrt x, derivative 2Ax, gradient }  ─▶  refuted, unless A is symmetric
 *
 * At two sets of sizes, all different. Verified only where everything is finite and the error is below a
 * bound from the differences' own estimated error; where the differences can't tell, inconclusive.
 */
import { MatrixCalculusError } from "../../errors.ts";
import { type Expr, shapeText } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { allFinite } from "../../matrix/matrix.ts";
import {
  drawnValues,
  type Sample,
  type SampleHints,
  sampleValues,
  scaleOfAttempt,
} from "../sample/sample.ts";
import { chooseSizes } from "../sample/sizes.ts";
import type { PlanOptions, Sizes, Values } from "../values/evaluate.ts";
import { type Claim, type DerivativeClaim, expectedShape } from "./claim.ts";
import { type Comparison, compareAt } from "./compare.ts";
import { TOLERANCE } from "./differences.ts";
import { compiledEvaluation, type GivenSizes, plannedEvaluation } from "./evaluation.ts";

export interface CheckOptions {
  readonly seed?: number;
  readonly hints?: SampleHints;
  readonly limits?: PlanOptions["limits"];
  /** For equality: only where these have values; absent: where one of the two has. */
  readonly within?: readonly Expr[];
  /** For equality: normal forms are made only where numbers don't decide, as those of written-out entries are large. */
  readonly numbersFirst?: boolean;
  /** At these sizes instead of two sets of small ones. */
  readonly at?: GivenSizes | undefined;
}

export interface Check {
  readonly verdict: "verified" | "refuted" | "inconclusive";
  /** The largest error of any sample, relative to the largest entry; absent where nothing was compared. */
  readonly maxRelError?: number;
  readonly method: string;
  /** How many samples were compared. */
  readonly samples: number;
  readonly seed: number;
  /** Why it isn't verified. */
  readonly reason?: string;
  /** Where they were given: the sizes by name, and the backend that computed. */
  readonly sizes?: Readonly<Record<string, number>>;
  readonly backend?: string;
  /** There: the error of each entry, or of each direction, as the method says, relative to the largest entry. */
  readonly errors?: readonly number[];
}

/** Numbers of the checks unless the caller gives one. */
export const DEFAULT_SEED = 1;
const SIZE_SETS = 2;
const ATTEMPTS = 3;
/** Differences with a larger estimated error decide nothing. */
const WORST_ESTIMATE = 1e-4;

/**
 * Compares a claimed derivative with numerical ones. A claim of another shape is refuted, one that can't be
 * evaluated (a limit, an entry that isn't there) is inconclusive; nothing is thrown.
 */
export function checkDerivative(claim: DerivativeClaim, options: CheckOptions = {}): Check {
  const { seed = DEFAULT_SEED, hints } = options;
  const order = claim.order ?? (claim.kind === "hessian" ? 2 : 1);
  const variableStructure = hints?.structures?.get(claim.wrt.key) ?? claim.wrt.structure;
  const full: Claim = { ...claim, order, variableStructure };
  const nothing = { method: "none", samples: 0, seed };
  const needed = expectedShape(full);
  if (typeof needed === "string") return { verdict: "inconclusive", ...nothing, reason: needed };
  if (claim.derivative.shape !== needed) {
    const reason = `the derivative is ${shapeText(needed)}, and this is ${shapeText(claim.derivative.shape)}`;
    return { verdict: "refuted", ...nothing, method: "shape", reason };
  }
  try {
    if (options.at) return checkAt(full, options.at, { ...options, seed });
    return checkAtSizes(seed, (which, at, scale) =>
      checkAtOneSize(full, { ...options, seed }, which, at, scale),
    );
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { verdict: "inconclusive", ...nothing, reason: error.message };
  }
}

export type Outcome = Omit<Comparison, "errors"> & {
  readonly verdict: Check["verdict"];
  readonly reason?: string;
};

/** The comparison at a set of sizes, with a sample of that seed and scale; a sentence is why there is none. */
type OutcomeAt = (which: number, seed: number, scale: number) => Outcome | string;

/** The verdict of the outcomes at each set of sizes. */
export function checkAtSizes(seed: number, outcomeAt: OutcomeAt): Check {
  let maxRelError: number | undefined;
  let method = "none";
  let samples = 0;
  for (let which = 0; which < SIZE_SETS; which++) {
    const outcome = firstConclusive(seed, which, outcomeAt);
    if (typeof outcome === "string") {
      return {
        verdict: "inconclusive",
        ...(maxRelError !== undefined && { maxRelError }),
        method,
        samples,
        seed,
        reason: outcome,
      };
    }
    samples++;
    method = outcome.method;
    maxRelError = Math.max(maxRelError ?? 0, outcome.relError);
    if (outcome.verdict !== "verified") {
      const reason = outcome.reason as string;
      return { verdict: outcome.verdict, maxRelError, method, samples, seed, reason };
    }
  }
  return { verdict: "verified", maxRelError: maxRelError as number, method, samples, seed };
}

/** The first conclusive outcome of a few samples, or the last one; a sentence where there was no sample. */
function firstConclusive(seed: number, which: number, outcomeAt: OutcomeAt): Outcome | string {
  let outcome: Outcome | string = "no sample";
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    outcome = outcomeAt(which, seed + 1009 * which + 7919 * attempt, scaleOfAttempt(attempt));
    if (typeof outcome === "string" || outcome.verdict !== "inconclusive") return outcome;
  }
  return outcome;
}

function checkAtOneSize(
  claim: Claim,
  options: CheckOptions & { readonly seed: number },
  which: number,
  seed: number,
  scale: number,
): Outcome | string {
  const roots = [claim.expr, ...(claim.first ? [claim.first] : [])];
  const symbols = [claim.wrt, claim.cotangent, claim.direction].filter((s) => s !== undefined);
  const sizes = chooseSizes(
    [...roots, claim.derivative, ...symbols],
    options.seed,
    which,
    options.hints?.equations,
  );
  if (!sizes) return "no sizes fit the expression";
  const sample = sampleValues({
    roots,
    finite: [claim.derivative],
    symbols,
    sizes,
    seed,
    scale,
    ...(options.hints && { hints: options.hints }),
    limits: options.limits,
  });
  if (typeof sample === "string") return sample;
  const evaluation = plannedEvaluation(sizes, sample.values, options.limits);
  return judge(compareAt(claim, sample.values, seed, evaluation), sample);
}

/** Once, at given values: those of a witness. */
export function checkAtValues(
  claim: DerivativeClaim,
  { sizes, values }: { readonly sizes: Sizes; readonly values: Values },
  options: CheckOptions,
): Check {
  const { seed = DEFAULT_SEED } = options;
  const order = claim.order ?? (claim.kind === "hessian" ? 2 : 1);
  const variableStructure = options.hints?.structures?.get(claim.wrt.key) ?? claim.wrt.structure;
  const known = { samples: 1, seed };
  try {
    const evaluation = plannedEvaluation(sizes, values, options.limits);
    const comparison = compareAt({ ...claim, order, variableStructure }, values, seed, evaluation);
    const { verdict, relError, method, reason } = judge(comparison, { values, problems: [], attempt: 0 });
    return { ...known, verdict, maxRelError: relError, method, ...(reason !== undefined && { reason }) };
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { ...known, verdict: "inconclusive", method: "none", reason: error.message };
  }
}

/** Once, at given sizes: values by the strategy that meets the domains at small sizes. */
function checkAt(claim: Claim, at: GivenSizes, options: CheckOptions & { readonly seed: number }): Check {
  const { seed, hints } = options;
  const roots = [claim.expr, ...(claim.first ? [claim.first] : [])];
  const symbols = [claim.wrt, claim.cotangent, claim.direction].filter((s) => s !== undefined);
  const request = { roots, finite: [claim.derivative], symbols, seed, ...(hints && { hints }) };
  const small = chooseSizes([...roots, claim.derivative, ...symbols], seed, 0, hints?.equations);
  const sample = small ? sampleValues({ ...request, sizes: small, limits: options.limits }) : undefined;
  const known = {
    samples: 0,
    seed,
    method: "none",
    sizes: Object.fromEntries(at.sizes),
    backend: at.backend.name,
  };
  if (typeof sample === "string") return { verdict: "inconclusive", ...known, reason: sample };
  const all = [...roots, claim.derivative].flatMap(symbolsIn).filter((s) => s.role !== "size");
  const values = drawnValues({ ...request, sizes: at.sizes }, all, sample?.attempt ?? 0);
  if (!values) return { verdict: "inconclusive", ...known, reason: "no values satisfy what is given" };
  const evaluation = compiledEvaluation(at, values);
  const comparison = compareAt(claim, values, seed, evaluation, evaluation.directions(claim.expr));
  const outcome = judge(comparison, { values, problems: sample?.problems ?? [], attempt: 0 });
  const { verdict, relError, method, reason } = outcome;
  return {
    ...known,
    verdict,
    maxRelError: relError,
    method,
    samples: 1,
    errors: comparison.errors,
    ...(reason !== undefined && { reason }),
  };
}

/** What an error says, given how far the differences are known. */
export function judge(comparison: Omit<Comparison, "errors">, sample: Sample): Outcome {
  const { relError, estimate, claimed } = comparison;
  const because = sample.problems.length > 0 ? ` (${sample.problems.join("; ")})` : "";
  if (!(estimate < WORST_ESTIMATE)) {
    const reason = Number.isFinite(estimate)
      ? `the numerical derivative itself is only known to ${estimate.toExponential(1)}${because}`
      : `the expression has no finite numerical derivative at the sample${because}`;
    return { ...comparison, verdict: "inconclusive", reason };
  }
  if (!allFinite(claimed)) {
    return {
      ...comparison,
      verdict: "refuted",
      reason: `the derivative isn't finite where the function has one${because}`,
    };
  }
  const bound = Math.max(TOLERANCE, 5 * estimate);
  if (relError < bound) return { ...comparison, verdict: "verified" };
  if (relError < 10 * bound) {
    const reason = `the error ${relError.toExponential(1)} is too large to verify and too small to refute${because}`;
    return { ...comparison, verdict: "inconclusive", reason };
  }
  // outside the domain the derivative need not be the function's
  const verdict = sample.problems.length > 0 ? "inconclusive" : "refuted";
  return {
    ...comparison,
    verdict,
    reason: `relative error ${relError.toExponential(1)} against differences${because}`,
  };
}
