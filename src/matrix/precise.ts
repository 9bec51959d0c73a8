/**
 * Matrices of decimal numbers with as many digits as are asked for: where doubles can't tell two values apart.
 *
 *     tanh(20) and 1 with 40 digits  ─▶  apart by 8·10⁻¹⁸
 */
import type { Decimal } from "decimal.js";
import { eliminated } from "./elimination.ts";

export interface PreciseMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: readonly Decimal[];
}

/** Makes numbers that compute with its digits. */
export type Digits = typeof Decimal;

export function fillPrecise(
  rows: number,
  cols: number,
  entry: (i: number, j: number) => Decimal,
): PreciseMatrix {
  const data: Decimal[] = [];
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data.push(entry(i, j));
  return { rows, cols, data };
}

export const preciseAt = ({ cols, data }: PreciseMatrix, i: number, j: number): Decimal =>
  data[i * cols + j] as Decimal;

export const preciseScalar = (value: Decimal): PreciseMatrix => ({ rows: 1, cols: 1, data: [value] });

export const mapPrecise = (m: PreciseMatrix, f: (x: Decimal) => Decimal): PreciseMatrix => ({
  ...m,
  data: m.data.map(f),
});

export const transposePrecise = (m: PreciseMatrix): PreciseMatrix =>
  fillPrecise(m.cols, m.rows, (i, j) => preciseAt(m, j, i));

const digitsOf = (x: Decimal): Digits => x.constructor as Digits;

export function totalPrecise(data: readonly Decimal[]): Decimal {
  const [first, ...rest] = data as [Decimal, ...Decimal[]];
  return rest.reduce((total, x) => total.plus(x), first);
}

export const multiplyPrecise = (a: PreciseMatrix, b: PreciseMatrix): PreciseMatrix =>
  fillPrecise(a.rows, b.cols, (i, j) => {
    let total = preciseAt(a, i, 0).times(preciseAt(b, 0, j));
    for (let k = 1; k < a.cols; k++) total = total.plus(preciseAt(a, i, k).times(preciseAt(b, k, j)));
    return total;
  });

/** X⁻¹ and det X, the largest entries as pivots; where X is singular, NaN entries and 0. */
export function eliminatePrecise(x: PreciseMatrix): {
  readonly inverse: PreciseMatrix;
  readonly determinant: Decimal;
} {
  const D = digitsOf(x.data[0] as Decimal);
  const { inverse, determinant } = eliminated(x.data, x.rows, {
    ...{ zero: new D(0), one: new D(1) },
    times: (a, b) => a.times(b),
    minus: (a, b) => a.minus(b),
    over: (pivot) => (pivot.isZero() || !pivot.isFinite() ? undefined : (a) => a.div(pivot)),
    isBetter: (a, than) => a.abs().gt(than.abs()),
  });
  return { inverse: inverse ? { ...x, data: inverse } : mapPrecise(x, () => new D(Number.NaN)), determinant };
}

/** Lower triangular L with L Lᵀ the symmetric part of X; NaN entries where that isn't positive definite. */
export function choleskyPrecise(x: PreciseMatrix): PreciseMatrix {
  const n = x.rows;
  const D = digitsOf(x.data[0] as Decimal);
  const l: Decimal[][] = [];
  for (let i = 0; i < n; i++) {
    const row: Decimal[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : (l[j] as Decimal[]);
      let rest = preciseAt(x, i, j)
        .plus(preciseAt(x, j, i))
        .div(2);
      for (let k = 0; k < j; k++) rest = rest.minus((row[k] as Decimal).times(other[k] as Decimal));
      row.push(i === j ? rest.sqrt() : rest.div((l[j] as Decimal[])[j] as Decimal));
    }
    l.push(row);
  }
  return fillPrecise(n, n, (i, j) => (l[i] as Decimal[])[j] ?? new D(0));
}

/** Orthonormal columns near those given, by Gram and Schmidt. */
export function orthonormalPrecise(x: PreciseMatrix): PreciseMatrix {
  const columns: Decimal[][] = [];
  for (let j = 0; j < x.cols; j++) {
    let v = Array.from({ length: x.rows }, (_, i) => preciseAt(x, i, j));
    for (const q of columns) {
      const along = totalPrecise(q.map((a, i) => a.times(v[i] as Decimal)));
      v = v.map((a, i) => a.minus(along.times(q[i] as Decimal)));
    }
    const length = totalPrecise(v.map((a) => a.times(a))).sqrt();
    columns.push(v.map((a) => a.div(length)));
  }
  return fillPrecise(x.rows, x.cols, (i, j) => (columns[j] as Decimal[])[i] as Decimal);
}
