/**
 * Quick comparison of many candidates with one expression: by values at one sample first, and only what
 * agrees there is compared in earnest.
 */
import { MatrixCalculusError } from "../../errors.ts";
import {
  areEqual,
  type CheckOptions,
  chooseSizes,
  evaluate,
  type Sizes,
  sampleValues,
  type Values,
} from "../../evaluate/index.ts";
import { rationalNumber } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { rational } from "../../expression/rational.ts";
import type { Matrix } from "../../matrix/matrix.ts";

export interface Trial {
  readonly target: Expr;
  readonly options: CheckOptions;
  readonly sizes: Sizes;
  readonly values: Values;
  readonly value: Matrix;
}

/** A trial against the target, at values for all the symbols; undefined where there are none. */
export function openTrial(
  target: Expr,
  roots: readonly Expr[],
  symbols: readonly SymbolNode[],
  options: CheckOptions,
): Trial | undefined {
  const { seed = 1, hints, limits } = options;
  try {
    const sizes = chooseSizes([target, ...roots, ...symbols], seed, 0);
    if (!sizes) return undefined;
    const sample = sampleValues({
      roots,
      finite: [target],
      symbols,
      sizes,
      seed,
      ...(hints && { hints }),
      limits,
    });
    if (typeof sample === "string") return undefined;
    const [value] = evaluate([target], sample.values, sizes) as [Matrix];
    return { target, options, sizes, values: sample.values, value };
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

/** The value of a candidate at the trial's sample; undefined where it has none. */
export function valueAt(trial: Trial, candidate: Expr): Matrix | undefined {
  try {
    return evaluate([candidate], trial.values, trial.sizes)[0];
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

/** Agrees at a sample, relative to the largest entry. */
const CLOSE = 1e-7;

export function isClose(a: Matrix, b: Matrix, factor = 1): boolean {
  if (a.rows !== b.rows || a.cols !== b.cols) return false;
  let [gap, largest] = [0, 1e-12];
  a.data.forEach((x, i) => {
    const y = factor * (b.data[i] as number);
    gap = Math.max(gap, Math.abs(x - y)); // NaN stays NaN
    largest = Math.max(largest, Math.abs(x), Math.abs(y));
  });
  return gap < CLOSE * largest;
}

/** Is the candidate the target? */
export function agrees(trial: Trial, candidate: Expr): boolean {
  if (candidate.shape !== trial.target.shape) return false;
  const value = valueAt(trial, candidate);
  if (!value || !isClose(trial.value, value)) return false;
  return areEqual(trial.target, candidate, trial.options).verdict === "equal";
}

/** r with a = r b for all entries, where there is one that is neither 0 nor infinite. */
export function ratioOf(a: Matrix, b: Matrix): number | undefined {
  const at = b.data.reduce((best, x, i) => (Math.abs(x) > Math.abs(b.data[best] as number) ? i : best), 0);
  const ratio = (a.data[at] as number) / (b.data[at] as number);
  return Number.isFinite(ratio) && Math.abs(ratio) > 1e-12 && isClose(a, b, ratio) ? ratio : undefined;
}

const LARGEST_DENOMINATOR = 12;

/** A short fraction n/d that the ratio is, as an expression. */
export function shortFraction(ratio: number): Expr | undefined {
  for (let d = 1; d <= LARGEST_DENOMINATOR; d++) {
    const n = Math.round(ratio * d);
    if (n !== 0 && Math.abs(n) <= 100 && Math.abs(ratio - n / d) < 1e-9 * Math.abs(ratio)) {
      return rationalNumber(rational(n, d));
    }
  }
  return undefined;
}

/** c with target = c · candidate, a short fraction. */
export function factorBetween(trial: Trial, candidate: Expr): Expr | undefined {
  if (candidate.shape !== trial.target.shape) return undefined;
  const value = valueAt(trial, candidate);
  const ratio = value && ratioOf(trial.value, value);
  const factor = ratio === undefined ? undefined : shortFraction(ratio);
  if (!factor) return undefined;
  const equal = areEqual(trial.target, product([factor, candidate]), trial.options);
  return equal.verdict === "equal" ? factor : undefined;
}
