/**
 * A derivative in index notation against differences, entry by entry: each order as the derivative of the order
 * below it, and the last one against a second derivation where there is one.
 *
 *     ∂³f/∂x_i∂x_j∂x_k at (i, j, k) = (2, 2, 1)  ─▶  differences of ∂²f/∂x_2∂x_2 as x_1 moves
 */
import { MatrixCalculusError } from "../../errors.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { type Matrix, matrix, scalarMatrix } from "../../matrix/matrix.ts";
import { randomFrom } from "../sample/random.ts";
import { sampleValues } from "../sample/sample.ts";
import { chooseSizes } from "../sample/sizes.ts";
import { type Plan, type PlanOptions, plan, type Sizes, type Values } from "../values/evaluate.ts";
import { sizeValue } from "../values/program.ts";
import { sizeOfTerms } from "./cancellation.ts";
import { type Check, type CheckOptions, checkAtSizes, DEFAULT_SEED, judge, type Outcome } from "./check.ts";
import { alongStencil, differences, estimateBeside } from "./differences.ts";

export interface EntriesClaim {
  /** Whose entry is differentiated: a scalar, vector or matrix. */
  readonly value: Expr;
  readonly wrt: SymbolNode;
  /** The indices of the value's entry and of each entry differentiated by; the number 1 where there is one. */
  readonly at: { readonly i: Expr; readonly j: Expr };
  readonly by: readonly { readonly p: Expr; readonly q: Expr }[];
  /** The value's entry, its first derivative, …: one more than `by`. */
  readonly forms: readonly Expr[];
  /** The derivative of the value in these directions, one after the other: by another way. */
  readonly second?: { readonly along: Expr; readonly directions: readonly SymbolNode[] } | undefined;
}

/** Up to this many entries all are compared. */
const ALL_ENTRIES = 81;
/** Of more, these many. */
const SOME_ENTRIES = 60;
/** A derivative is compared to at least this part of the largest value that it is a derivative of. */
const LEAST_SCALE = 1e-3;
/** What two exact ways may differ by, relative to the largest entry. */
const SECOND_TOLERANCE = 1e-7;

/** Compares entries at two sets of sizes; nothing is thrown. */
export function checkEntries(claim: EntriesClaim, options: CheckOptions = {}): Check {
  const { seed = DEFAULT_SEED } = options;
  try {
    return checkAtSizes(seed, (which, at, scale) =>
      entriesAtOneSize(claim, { ...options, seed }, which, at, scale),
    );
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { verdict: "inconclusive", method: "none", samples: 0, seed, reason: error.message };
  }
}

/** One number from 1 for each index of the value and of the variable's entries. */
interface Place {
  readonly row: number;
  readonly column: number;
}

function entriesAtOneSize(
  { second, ...claim }: EntriesClaim,
  options: CheckOptions & { readonly seed: number },
  which: number,
  seed: number,
  scale: number,
): Outcome | string {
  const { value, wrt, forms } = claim;
  const { hints, limits = {} } = options;
  const sizes = chooseSizes([value, wrt, ...forms], options.seed, which, hints?.equations);
  if (!sizes) return "no sizes fit the expression";
  const sample = sampleValues({
    roots: [value],
    symbols: [wrt],
    sizes,
    seed,
    scale,
    limits,
    ...(hints && { hints }),
  });
  if (typeof sample === "string") return sample;
  const { places, all } = placesOf(claim, sizes, seed);
  const differenced: Stage[] = [];
  for (let order = 1; order < forms.length; order++) {
    const largest = Math.max(0, ...differenced.map((d) => d.scale));
    differenced.push(compareStage(claim, order, largest, places, sample.values, sizes, { limits }));
  }
  const estimate = Math.max(...differenced.map((d) => d.estimate));
  const error = Math.max(...differenced.map((d) => d.relError));
  const last = differenced.at(-1) as Stage;
  const entries = all ? "entry by entry" : `${places.length} entries`;
  const other = second && compareSecond(second, last, places, claim, sample.values, sizes, { limits });
  const method = `differences of the order below with Richardson extrapolation, ${entries}${other === undefined ? "" : ", and the matrix path"}`;
  const outcome = judge(
    { relError: error, estimate, method, claimed: matrix(1, last.claimed.length, last.claimed) },
    sample,
  );
  if (outcome.verdict !== "verified" || other === undefined || other < SECOND_TOLERANCE) return outcome;
  const reason = `relative error ${other.toExponential(1)} against the matrix path`;
  return { ...outcome, relError: Math.max(error, other), verdict: "refuted", reason };
}

/** The places of all entries, or some: at random, with indices that meet so that deltas count. */
function placesOf(
  { value, wrt, by }: EntriesClaim,
  sizes: Sizes,
  seed: number,
): { readonly places: readonly (readonly Place[])[]; readonly all: boolean } {
  const shapes = [value, ...by.map(() => wrt)].map(({ shape }) => ({
    rows: sizeValue({ sizes }, shape.rows),
    cols: sizeValue({ sizes }, shape.cols),
  }));
  const count = shapes.reduce((n, { rows, cols }) => n * rows * cols, 1);
  if (count <= ALL_ENTRIES) {
    const places = shapes.reduce<Place[][]>(
      (found, { rows, cols }) =>
        found.flatMap((before) =>
          Array.from({ length: rows * cols }, (_, n) => {
            return [...before, { row: Math.floor(n / cols) + 1, column: (n % cols) + 1 }];
          }),
        ),
      [[]],
    );
    return { places, all: true };
  }
  const random = randomFrom(seed, "entries");
  const places = Array.from({ length: SOME_ENTRIES }, (_, n) => {
    // of each four places one has indices from 1 to 2 only, and one from 1 to 3
    const most = n % 4 === 0 ? 2 : n % 4 === 1 ? 3 : Number.POSITIVE_INFINITY;
    return shapes.map(({ rows, cols }) => ({
      row: random.whole(1, Math.min(rows, most)),
      column: random.whole(1, Math.min(cols, most)),
    }));
  });
  return { places, all: false };
}

interface Stage {
  readonly relError: number;
  readonly estimate: number;
  readonly scale: number;
  readonly claimed: Float64Array;
}

/** The values of the indices up to an order, beside those of the variables. */
function valuesAt(claim: EntriesClaim, place: readonly Place[], values: Values): Values {
  const known = new Map(values);
  const set = (index: Expr, value: number) => {
    if (index.kind === "symbol") known.set(index.key, scalarMatrix(value));
  };
  const pairs = [[claim.at.i, claim.at.j] as const, ...claim.by.map(({ p, q }) => [p, q] as const)];
  place.forEach(({ row, column }, n) => {
    const [i, j] = pairs[n] as readonly [Expr, Expr];
    set(i, row);
    set(j, column);
  });
  return known;
}

/** The derivative of one order against differences of the one below; `largest` is of any order below. */
function compareStage(
  claim: EntriesClaim,
  order: number,
  largest: number,
  places: readonly (readonly Place[])[],
  values: Values,
  sizes: Sizes,
  options: PlanOptions,
): Stage {
  const [lower, upper] = [claim.forms[order - 1] as Expr, claim.forms[order] as Expr];
  const x = values.get(claim.wrt.key) as Matrix;
  const below = plan([lower], sizes, options);
  const above = plan([upper], sizes, options);
  const at = valuesAt(claim, places[0] as readonly Place[], values);
  const [terms] = sizeOfTerms([lower], at, sizes, options);
  const field = (point: Matrix) => (below.rerun(claim.wrt.key, point)[0] as Matrix).data;
  const own = new Map(places.map((p) => [JSON.stringify(p.slice(0, order + 1)), p.slice(0, order + 1)]));
  const claimed: number[] = [];
  const errors: number[] = [];
  let gap = 0;
  let scale = Math.max(Number.MIN_VALUE, LEAST_SCALE * largest);
  for (const place of own.values()) {
    const known = valuesAt(claim, place, values);
    const [lowerValue] = below.run(known) as [Matrix];
    const found = differences(field, x, [alongStencil(singleEntry(x, place.at(-1) as Place))], terms);
    const value = ((above.run(known) as [Matrix])[0].data[0] as number) + 0;
    claimed.push(value);
    const error = Math.abs(value - ((found.values[0] as Float64Array | undefined)?.[0] ?? Number.NaN));
    errors.push(error);
    gap = Math.max(gap, estimateBeside(found, error / found.scale) * found.scale);
    // where a derivative is 0 its terms cancel, to the last bits of what it is a derivative of
    const least = LEAST_SCALE * Math.abs(lowerValue.data[0] as number);
    scale = Math.max(scale, found.scale, Math.abs(value), least);
  }
  const worst = errors.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a), 0);
  return { relError: worst / scale, estimate: gap / scale, scale, claimed: Float64Array.from(claimed) };
}

function singleEntry(x: Matrix, { row, column }: Place): Matrix {
  const direction = matrix(x.rows, x.cols);
  direction.data[(row - 1) * x.cols + column - 1] = 1;
  return direction;
}

/** Undefined where evaluation would pass a limit. */
function planned(e: Expr, sizes: Sizes, options: PlanOptions): Plan | undefined {
  try {
    return plan([e], sizes, options);
  } catch (error) {
    if (error instanceof MatrixCalculusError) return undefined;
    throw error;
  }
}

/** The largest relative difference to the derivative along single entries. */
function compareSecond(
  { along, directions }: NonNullable<EntriesClaim["second"]>,
  { claimed, scale: least }: Stage,
  places: readonly (readonly Place[])[],
  { wrt }: EntriesClaim,
  values: Values,
  sizes: Sizes,
  options: PlanOptions,
): number | undefined {
  const x = values.get(wrt.key) as Matrix;
  const compiled = planned(along, sizes, options);
  if (!compiled) return undefined;
  const own = [...new Map(places.map((p) => [JSON.stringify(p), p])).values()];
  let error = 0;
  let scale = least;
  own.forEach((place, n) => {
    const known = new Map(values);
    directions.forEach((d, m) => {
      known.set(d.key, singleEntry(x, place[m + 1] as Place));
    });
    const [result] = compiled.run(known) as [Matrix];
    const { row, column } = place[0] as Place;
    const other = result.data[(row - 1) * result.cols + column - 1] as number;
    const value = claimed[n] as number;
    error = Math.max(error, Math.abs(other - value)); // NaN stays NaN
    scale = Math.max(scale, Math.abs(other), Math.abs(value));
  });
  return error / scale;
}
