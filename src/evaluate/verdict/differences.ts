/**
 * Numerical derivatives by central differences with Richardson extrapolation, and how far to trust them.
 *
 *     f(x) = x³ at 2 in the direction 1  ─▶  12, error below 1e-11
 *
 * Each stencil has an error in even powers of the step h; three steps h, h/2, h/4 remove h² and h⁴. The
 * distance between the last two extrapolations bounds the error of the better one.
 * Source: L. F. Richardson (1911); C. Ridders (1982), Accurate computation of F′(x), eq. 7.
 */
import { type Matrix, matrix } from "../../matrix/matrix.ts";

/** Values at a point, as one list; it may be overwritten by the next call. */
export type Field = (x: Matrix) => Float64Array;

/** Errors up to this are the differences' own. */
export const TOLERANCE = 1e-6;

/** Σ weight · f(x + h · offset) / h^order approximates a derivative; the error is even in h. */
export interface Stencil {
  readonly order: 1 | 2;
  readonly offsets: readonly Matrix[];
  readonly weights: readonly number[];
}

interface Differences {
  /** One list for each stencil. */
  readonly values: readonly Float64Array[];
  /** Estimated error, relative to `scale`; infinite where the function isn't finite nearby. */
  readonly error: number;
  /** The largest derivative by modulus, or what differences can't tell from 0. */
  readonly scale: number;
  /**
   * How far differences at much finer steps are from these, relative to `scale`, beyond rounding. What refutes needs
   * it: of a function as wild as cos(exp(exp(x))) all usual steps are too coarse, and their estimates agree by chance.
   */
  readonly unsteadiness: () => number;
}

const scaledMatrix = (x: Matrix, factor: number): Matrix =>
  matrix(
    x.rows,
    x.cols,
    x.data.map((v) => v * factor),
  );

const combined = (u: Matrix, v: Matrix, sign: 1 | -1): Matrix =>
  matrix(
    u.rows,
    u.cols,
    u.data.map((x, i) => x + sign * (v.data[i] as number)),
  );

/** (f(x + hV) − f(x − hV)) / 2h, the derivative in the direction V. */
export const alongStencil = (v: Matrix): Stencil => ({
  order: 1,
  offsets: [v, scaledMatrix(v, -1)],
  weights: [0.5, -0.5],
});

/** The mixed second derivative in the directions U and V; for U = V the second derivative along it. */
export function mixedStencil(u: Matrix, v: Matrix): Stencil {
  if (u === v) {
    return { order: 2, offsets: [v, scaledMatrix(v, 0), scaledMatrix(v, -1)], weights: [1, -2, 1] };
  }
  const [plus, minus] = [combined(u, v, 1), combined(u, v, -1)];
  return {
    order: 2,
    offsets: [plus, minus, scaledMatrix(minus, -1), scaledMatrix(plus, -1)],
    weights: [0.25, -0.25, -0.25, 0.25],
  };
}

/** First steps, in the order in which they are tried; powers of two, so that h itself is exact. */
const STEPS: Readonly<Record<Stencil["order"], readonly number[]>> = {
  1: [2 ** -7, 2 ** -10, 2 ** -5, 2 ** -13],
  2: [2 ** -4, 2 ** -6, 2 ** -3, 2 ** -8],
};

/** At which a value is compared with those of finer steps. */
const FINE_STEPS: Readonly<Record<Stencil["order"], readonly number[]>> = {
  1: [2 ** -16, 2 ** -20],
  2: [2 ** -10],
};

/** An estimate below this isn't improved with another step. */
const GOOD: Readonly<Record<Stencil["order"], number>> = { 1: 1e-8, 2: 1e-7 };

/**
 * All stencils at the step whose estimated error is the smallest. `terms`: how large the terms are that f's values
 * are what is left of, where that is known (cancellation.ts).
 */
export function differences(f: Field, x: Matrix, stencils: readonly Stencil[], terms = 0): Differences {
  let best: Extrapolated = { values: [], error: Number.POSITIVE_INFINITY, scale: 0 };
  const order = stencils[0]?.order ?? 1;
  const size = Math.min(1, largestModulus(x.data)) || 1;
  const base = baseOf(f, x, terms);
  for (const step of STEPS[order]) {
    const found = extrapolated(f, x, stencils, step * size, base);
    if (found.error < best.error) best = found;
    if (best.error < GOOD[order]) break;
  }
  return { ...best, unsteadiness: () => unsteadinessOf(best, f, x, stencils, size, base) };
}

/** How far `found` is to be trusted beside a value that is off by `relError`: what would refute is looked at more closely. */
export const estimateBeside = (found: Differences, relError: number): number =>
  relError > TOLERANCE ? Math.max(found.error, found.unsteadiness()) : found.error;

type Extrapolated = Omit<Differences, "unsteadiness">;

function unsteadinessOf(
  { values, scale }: Extrapolated,
  f: Field,
  x: Matrix,
  stencils: readonly Stencil[],
  size: number,
  { noise }: Base,
): number {
  const point = matrix(x.rows, x.cols);
  let most = 0;
  stencils.forEach((stencil, k) => {
    for (const step of FINE_STEPS[stencil.order]) {
      const h = step * size;
      const rounding = (NOISE_GROWTH * noise) / h ** stencil.order;
      applyStencil(f, x, stencil, h, point).forEach((value, i) => {
        const gap = Math.abs(value - (values[k]?.[i] as number)) - rounding;
        most = Math.max(most, gap / scale); // NaN stays NaN
      });
    }
  });
  return most;
}

interface Base {
  /** The largest of the values at x, or of their terms. */
  readonly modulus: number;
  /** By how much values are off through rounding: of themselves, and of what x's last digits change in them. */
  readonly noise: number;
}

function baseOf(f: Field, x: Matrix, terms: number): Base {
  const values = f(x).slice();
  const modulus = Math.max(largestModulus(values), terms);
  let noise = Number.EPSILON * modulus;
  for (const sign of [1, -1]) {
    const nudged = x.data.map((v, i) => v * (1 + sign * 2 ** -50 * (i % 2 === 0 ? 1 : -1)));
    f(matrix(x.rows, x.cols, nudged)).forEach((v, i) => {
      noise = Math.max(noise, Math.abs(v - (values[i] as number)));
    });
  }
  return { modulus, noise };
}

/** A derivative is compared to at least this part of the terms of the value. */
const LEAST_SCALE = 1e-6;
/** Noise of the values is so many times larger in what is extrapolated from quarters of the step. */
const NOISE_GROWTH = 8;

function extrapolated(
  f: Field,
  x: Matrix,
  stencils: readonly Stencil[],
  h: number,
  { modulus, noise }: Base,
): Extrapolated {
  const values: Float64Array[] = [];
  const point = matrix(x.rows, x.cols);
  let scale = LEAST_SCALE * modulus;
  let gap = 0;
  for (const stencil of stencils) {
    const [a, b, c] = [h, h / 2, h / 4].map((step) => applyStencil(f, x, stencil, step, point)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const value = new Float64Array(a.length);
    for (let i = 0; i < value.length; i++) {
      const [d0, d1, d2] = [a[i] as number, b[i] as number, c[i] as number];
      const coarse = (4 * d1 - d0) / 3;
      const fine = (4 * d2 - d1) / 3;
      const last = (16 * fine - coarse) / 15;
      value[i] = last;
      if (!Number.isFinite(last)) return { values, error: Number.POSITIVE_INFINITY, scale };
      scale = Math.max(scale, Math.abs(last));
      gap = Math.max(gap, Math.abs(last - fine));
    }
    values.push(value);
  }
  // where terms cancel in the value itself, rounding shows how large they are
  scale = Math.max(scale, LEAST_SCALE * noise * 2 ** 50, Number.MIN_VALUE);
  const order = stencils[0]?.order ?? 1;
  const rounding = (NOISE_GROWTH * noise) / h ** order;
  return { values, error: (gap + rounding) / scale, scale };
}

const largestModulus = (values: Float64Array): number => values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);

function applyStencil(f: Field, x: Matrix, { order, offsets, weights }: Stencil, h: number, point: Matrix) {
  let total: Float64Array | undefined;
  offsets.forEach((offset, k) => {
    for (let i = 0; i < point.data.length; i++) {
      point.data[i] = (x.data[i] as number) + h * (offset.data[i] as number);
    }
    const value = f(point);
    const weight = (weights[k] as number) / h ** order;
    total ??= new Float64Array(value.length);
    for (let i = 0; i < value.length; i++) (total[i] as number) += weight * (value[i] as number);
  });
  return total as Float64Array;
}
