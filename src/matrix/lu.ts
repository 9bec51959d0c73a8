/**
 * LU factors with row exchanges, and what they give: determinant, inverse, solution of A X = B.
 *
 *     P A = L U  ─▶  det A = ± Π u_ii     A⁻¹ B by forward and back substitution
 *
 * Nothing here throws for a singular matrix: the result has NaN entries, which no check lets pass.
 * Source: G. Golub, C. Van Loan (2013), Matrix Computations, 4th edition, algorithm 3.4.1.
 */
import { ShapeError } from "../errors.ts";
import { identity, type Matrix, matrix } from "./matrix.ts";

/** P A = L U of an n×n matrix: both triangles in one array, row by row, L's unit diagonal left out. */
interface LowerUpper {
  readonly order: number;
  readonly factors: Float64Array;
  /** Row i of P A is row `rows[i]` of A. */
  readonly rows: Int32Array;
  /** The determinant of P: 1 or −1; 0 where a pivot vanished, NaN where one isn't finite. */
  readonly sign: number;
}

/** @throws ShapeError where the matrix isn't square. */
export function requireSquare(a: Matrix): number {
  if (a.rows !== a.cols)
    throw new ShapeError(`a square matrix is needed, and this one is ${a.rows}×${a.cols}`);
  return a.rows;
}

/** Factors of a square matrix, the largest entry of each column as pivot. */
function lowerUpper(a: Matrix): LowerUpper {
  const n = requireSquare(a);
  const lu = a.data.slice();
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    const pivotRow = largestBelow(lu, n, k);
    if (pivotRow !== k) {
      exchangeRows(lu, n, k, pivotRow);
      [rows[k], rows[pivotRow]] = [rows[pivotRow] as number, rows[k] as number];
      sign = -sign;
    }
    const pivot = lu[k * n + k] as number;
    if (pivot === 0 || !Number.isFinite(pivot)) {
      return { order: n, factors: lu, rows, sign: pivot === 0 ? 0 : Number.NaN };
    }
    for (let i = k + 1; i < n; i++) {
      const factor = (lu[i * n + k] as number) / pivot;
      lu[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) (lu[i * n + j] as number) -= factor * (lu[k * n + j] as number);
    }
  }
  return { order: n, factors: lu, rows, sign };
}

function largestBelow(lu: Float64Array, n: number, k: number): number {
  let row = k;
  let largest = Math.abs(lu[k * n + k] as number);
  for (let i = k + 1; i < n; i++) {
    const candidate = Math.abs(lu[i * n + k] as number);
    if (candidate > largest) {
      largest = candidate;
      row = i;
    }
  }
  return row;
}

function exchangeRows(lu: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const held = lu[a * n + j] as number;
    lu[a * n + j] = lu[b * n + j] as number;
    lu[b * n + j] = held;
  }
}

/** The determinant of a square matrix. */
export function determinant(a: Matrix): number {
  const { order, factors, sign } = lowerUpper(a);
  let value = sign;
  for (let i = 0; i < order && value !== 0; i++) value *= factors[i * order + i] as number;
  return value;
}

/** log|det A| of a square matrix, without over- or underflow of det A; −∞ where A is singular. */
export function logAbsDeterminant(a: Matrix): number {
  const { order, factors, sign } = lowerUpper(a);
  if (sign === 0) return Number.NEGATIVE_INFINITY;
  let value = Math.log(Math.abs(sign));
  for (let i = 0; i < order; i++) value += Math.log(Math.abs(factors[i * order + i] as number));
  return value;
}

/** X (n×k) with A X = B, A n×n and B n×k; NaN entries where A is singular. */
export function solve(a: Matrix, b: Matrix): Matrix {
  const { order: n, factors, rows, sign } = lowerUpper(a);
  if (b.rows !== n)
    throw new ShapeError(`cannot solve ${n}×${n} against ${b.rows}×${b.cols}: ${n} ≠ ${b.rows}`);
  const k = b.cols;
  const x = new Float64Array(n * k);
  if (sign === 0 || Number.isNaN(sign)) return matrix(n, k, x.fill(Number.NaN));
  for (let i = 0; i < n; i++) {
    const source = (rows[i] as number) * k;
    for (let j = 0; j < k; j++) x[i * k + j] = b.data[source + j] as number;
  }
  for (let i = 0; i < n; i++) eliminate(x, k, factors, n, i, 0, i);
  for (let i = n - 1; i >= 0; i--) {
    eliminate(x, k, factors, n, i, i + 1, n);
    const pivot = factors[i * n + i] as number;
    for (let j = 0; j < k; j++) (x[i * k + j] as number) /= pivot;
  }
  return matrix(n, k, x);
}

/** Row i of x minus Σ_l factors_il · (row l of x), l in [from, to). */
function eliminate(
  x: Float64Array,
  k: number,
  factors: Float64Array,
  n: number,
  i: number,
  from: number,
  to: number,
): void {
  for (let l = from; l < to; l++) {
    const factor = factors[i * n + l] as number;
    if (factor === 0) continue;
    for (let j = 0; j < k; j++) (x[i * k + j] as number) -= factor * (x[l * k + j] as number);
  }
}

/** A⁻¹ of a square matrix; NaN entries where A is singular. */
export const inverse = (a: Matrix): Matrix => solve(a, identity(requireSquare(a)));
