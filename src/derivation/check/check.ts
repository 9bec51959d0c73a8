/**
 * Evaluates every line of a derivation against the one before it, before anything is printed.
 *
 *     dL = 2 rᵀ dr = 2 rᵀ X dw  ─▶  all sides at two sets of sizes, ∂L/∂w against differences of L
 *
 * A side that differs is a bug of the style, and a plain Error that names the step.
 */
import { MatrixCalculusError, UncheckedError, UnsupportedError } from "../../errors.ts";
import { chooseSizes } from "../../evaluate/index.ts";
import { problemsAt, scaleOfAttempt } from "../../evaluate/sample/sample.ts";
import { plan, type Sizes } from "../../evaluate/values/evaluate.ts";
import { ROUNDING, sizeOfTerms } from "../../evaluate/verdict/cancellation.ts";
import { COMPUTED, DIFFERENCED, gapBetween } from "../../evaluate/verdict/gap.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { type Matrix, scalarMatrix } from "../../matrix/matrix.ts";
import { toText } from "../../print/text.ts";
import type { Derivation, Differenced, Setting } from "../step.ts";
import { type Claim, type ClaimGroup, claimsOf, countEquations } from "./claims.ts";
import { distance, errorsThatStay, STEPS } from "./limits.ts";
import { measure } from "./measure.ts";
import { statedValues, type Terms, termsOf } from "./stated.ts";
import {
  computeDefined,
  expandDefinitions,
  inOrder,
  type Known,
  type Sampled,
  sampleSetting,
} from "./values.ts";

/** What was checked, for the closing line. */
export interface Report {
  /** Equalities shown: sides less one, of every equation. */
  readonly equations: number;
  /** Sets of sizes and values. */
  readonly samples: number;
  /** Largest difference of two sides, relative to the larger. */
  readonly largestError: number;
  /** Derivatives that were compared with numerical differences, and the largest relative error. */
  readonly derivatives: number;
  readonly largestDerivativeError: number;
  /** Of each step in its order; undefined for one that claims nothing. */
  readonly steps: readonly (StepCheck | undefined)[];
}

/** What was found of one step. */
export interface StepCheck {
  /** Pairs of sides that were compared, over all samples. */
  readonly compared: number;
  /** The largest difference of two of them, relative to the larger. */
  readonly largestError: number;
}

const SAMPLES = 2;
const ATTEMPTS = 3;
/** Free indices take this many random values. */
const INDEX_DRAWS = 6;

interface Tally {
  largestError: number;
  largestDerivativeError: number;
  readonly derivatives: Set<SymbolNode>;
  readonly steps: StepCheck[];
}

/** @throws Error where two sides differ; UnsupportedError where no values could be found. */
export function checkDerivation(derivation: Derivation, seed = 1): Report {
  const tally: Tally = { largestError: 0, largestDerivativeError: 0, derivatives: new Set(), steps: [] };
  for (const group of claimsOf(derivation)) {
    for (let which = 0; which < SAMPLES; which++) checkWithRetries(group, seed, which, tally);
  }
  return {
    equations: countEquations(derivation.sections),
    samples: SAMPLES,
    largestError: tally.largestError,
    derivatives: tally.derivatives.size,
    largestDerivativeError: tally.largestDerivativeError,
    steps: tally.steps,
  };
}

/** Another sample where the differences of one could not tell. */
function checkWithRetries(group: ClaimGroup, seed: number, which: number, tally: Tally): void {
  for (let attempt = 0; ; attempt++) {
    try {
      checkGroup(group, seed + 1009 * which + 7919 * attempt, which, scaleOfAttempt(attempt), tally);
      return;
    } catch (error) {
      if (!(error instanceof UnsupportedError) || attempt + 1 >= ATTEMPTS) throw error;
    }
  }
}

function checkGroup(
  { setting, claims }: ClaimGroup,
  seed: number,
  which: number,
  scale: number,
  tally: Tally,
): void {
  const sides = claims.flatMap((claim) => claim.values);
  const sources = [...setting.differenced.values()].flatMap(({ of, by }) => [of, by]);
  const everything = [...sides, ...setting.defined.values(), ...setting.defined.keys(), ...sources];
  if (sides.length === 0) return;
  // that X must be tall for log det(S), S = XᵀX, shows where names are put in
  const expansions = expandDefinitions(setting.defined);
  const whole = everything.map((e) => substitute(e, expansions));
  const sizes = chooseSizes([...everything, ...whole], seed, which, setting.hints?.equations);
  if (!sizes) throw new UncheckedError("no sizes fit it");
  const indexed = plan(sides, sizes).symbols.some((s) => s.role === "index");
  for (let draw = 0; draw < (indexed ? INDEX_DRAWS : 1); draw++) {
    const at = seed + 31 * draw;
    const sampled = (): Sampled => sampleSetting(setting, everything, sizes, at, scale);
    if (setting.vanishing) checkVanishing(setting, setting.vanishing, claims, sampled, sizes, tally);
    else checkValues(sampled(), setting, claims, sizes, tally);
  }
}

/** Outside the domain of a function nothing need hold. */
function checkValues(
  { known, problems: [problem] }: Sampled,
  setting: Setting,
  claims: readonly Claim[],
  sizes: Sizes,
  tally: Tally,
): void {
  try {
    const derivatives = findDerivatives(setting, claims, known, sizes, tally);
    for (const claim of claims) checkClaim(claim, setting, known, sizes, derivatives, tally);
  } catch (error) {
    if (error instanceof MatrixCalculusError) throw error;
    const stated = claims
      .flatMap(({ values }) => values)
      .filter((e) => symbolsIn(e).every((s) => known.has(s.key)));
    const outside = problem ?? problemsAt(stated, known, sizes)[0];
    if (outside === undefined) throw error;
    throw new UncheckedError(outside);
  }
}

// ---- derivatives

interface Derivatives {
  /** Of those that no equation states, by their keys, how far off they may be. */
  readonly measured: ReadonlyMap<string, number>;
  readonly terms: Terms;
}

/** Gives each derivative a value, and compares what is stated with differences. */
function findDerivatives(
  setting: Setting,
  claims: readonly Claim[],
  known: Known,
  sizes: Sizes,
  tally: Tally,
): Derivatives {
  const order = inOrder(setting.defined);
  const measured = new Map<string, number>();
  const stated = statedValues(setting, claims, known, sizes);
  for (const [symbol, source] of setting.differenced) {
    if (known.has(symbol.key)) continue;
    const { value, error } = measure(source, setting, order, known, sizes, undefined);
    known.set(symbol.key, value);
    measured.set(symbol.key, error);
    tally.derivatives.add(symbol);
  }
  stated.push(...statedValues(setting, claims, known, sizes));
  const terms = once(() => termsOf(setting, claims, known, sizes, measured));
  for (const symbol of stated) {
    const source = setting.differenced.get(symbol) as Differenced;
    const value = known.get(symbol.key) as Matrix;
    const residue = () => ROUNDING * terms()([symbol]);
    const { error } = measure(source, setting, order, known, sizes, { value, residue });
    tally.largestDerivativeError = Math.max(tally.largestDerivativeError, error);
    tally.derivatives.add(symbol);
  }
  return { measured, terms: (values) => terms()(values) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// ---- equations

function checkClaim(
  claim: Claim,
  setting: Setting,
  known: Known,
  sizes: Sizes,
  { measured, terms }: Derivatives,
  tally: Tally,
): void {
  const compiled = plan(claim.values, sizes);
  const results = compiled.run(known);
  const isRough = compiled.symbols.some((s) => measured.has(s.key));
  const exact = claim.relation && setting.vanishing ? results.slice(0, -1) : results;
  const size = () => terms(claim.values);
  for (const [k, value] of exact.entries()) {
    const first = exact[0] as Matrix;
    const isShaped = value.rows === first.rows && value.cols === first.cols;
    if (!isShaped) throw new Error(failure(claim, k, exact, sizes, "they have different shapes"));
    const { verdict, relError } = gapBetween(first, value, size, isRough ? DIFFERENCED : COMPUTED);
    const what = `relative error ${relError.toExponential(1)}`;
    if (verdict === "different") throw new Error(failure(claim, k, exact, sizes, what));
    if (verdict === "undecided") {
      throw new UncheckedError(`${claim.where} is too rough, ${what}`);
    }
    if (!isRough && claim.isEquation) tally.largestError = Math.max(tally.largestError, relError);
    if (k > 0) ofStep(claim, relError, tally);
  }
}

function ofStep({ step }: Claim, error: number, { steps }: Tally): void {
  if (step === undefined) return;
  const { compared, largestError } = steps[step] ?? { compared: 0, largestError: 0 };
  steps[step] = { compared: compared + 1, largestError: Math.max(largestError, error) };
}

function failure(claim: Claim, k: number, values: readonly Matrix[], sizes: Sizes, what: string): string {
  const shown = (m: Matrix): string => `[${[...m.data.slice(0, 6)].map((x) => x.toPrecision(6)).join(", ")}]`;
  const [first, other] = [claim.values[0] as Expr, claim.values[k] as Expr];
  const at = [...sizes].map(([name, n]) => `${name} = ${n}`).join(", ");
  return (
    `${claim.where} does not hold: ${toText(first)} = ${toText(other)}; ${what}` +
    `${at && ` at ${at}`}: ${shown(values[0] as Matrix)} and ${shown(values[k] as Matrix)}`
  );
}

// ---- perturbations

/** Exact equations at each h; of the others the error falls by about 10 (limit) or 100 (first order) with h. */
function checkVanishing(
  setting: Setting,
  h: SymbolNode,
  claims: readonly Claim[],
  sampled: () => Sampled,
  sizes: Sizes,
  tally: Tally,
): void {
  const distances = new Map<Claim, ReturnType<typeof distance>[]>();
  for (const step of STEPS) {
    const { known, problems } = sampled();
    for (const symbol of setting.defined.keys()) known.delete(symbol.key);
    known.set(h.key, scalarMatrix(step));
    computeDefined(setting.defined, known, sizes);
    checkValues({ known, problems }, setting, claims, sizes, tally);
    for (const claim of claims) {
      if (!claim.relation) continue;
      const both = claim.values.slice(-2);
      const [before, last] = plan(both, sizes).run(known) as [Matrix, Matrix];
      const residue = (): number => ROUNDING * Math.max(...sizeOfTerms(both, known, sizes));
      distances.set(claim, [...(distances.get(claim) ?? []), distance(before, last, residue)]);
    }
  }
  for (const [{ where, relation }, found] of distances) {
    const errors = relation && errorsThatStay(found, relation);
    if (!errors) continue;
    throw new Error(`${where} does not hold in the limit: errors ${errors} at h = ${STEPS.join(", ")}`);
  }
}
