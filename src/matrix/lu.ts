/**
 * What LU factors with row exchanges give: determinant, inverse, solution of A X = B; by factor/, a matrix as one block.
 *
 * Nothing here throws for a singular matrix: the result has NaN entries, which no check lets pass.
 */
import type { Place } from "../backend/backend.ts";
import { ShapeError } from "../errors.ts";
import { determinantOf, exchangeRows, factorPanel, logAbsDeterminantOf } from "../factor/lowerUpper.ts";
import { solveInPlace } from "../factor/triangle.ts";
import { identity, type Matrix, matrix } from "./matrix.ts";

/** @throws ShapeError where the matrix isn't square. */
export function requireSquare(a: Matrix): number {
  if (a.rows !== a.cols)
    throw new ShapeError(`a square matrix is needed, and this one is ${a.rows}×${a.cols}`);
  return a.rows;
}

const placeAt = (offset: number, { rows, cols }: Matrix): Place => ({ offset, rows, cols, stride: cols });

/** The factors of A where it stood; `sign` is that of the exchanges, 0 or NaN where there are none. */
function factorInPlace(data: Float64Array, a: Matrix) {
  data.set(a.data);
  const exchanges = new Int32Array(requireSquare(a));
  const place = placeAt(0, a);
  return { place, exchanges, sign: factorPanel(data, place, 0, a.rows, exchanges) };
}

/** The determinant of a square matrix. */
export function determinant(a: Matrix): number {
  const data = new Float64Array(a.data.length);
  const { place, sign } = factorInPlace(data, a);
  return determinantOf(data, place, sign);
}

/** log|det A| of a square matrix, without over- or underflow of det A; −∞ where A is singular. */
export function logAbsDeterminant(a: Matrix): number {
  const data = new Float64Array(a.data.length);
  const { place, sign } = factorInPlace(data, a);
  return logAbsDeterminantOf(data, place, sign);
}

/** X (n×k) with A X = B, A n×n and B n×k; NaN entries where A is singular. */
export function solve(a: Matrix, b: Matrix): Matrix {
  const n = requireSquare(a);
  if (b.rows !== n)
    throw new ShapeError(`cannot solve ${n}×${n} against ${b.rows}×${b.cols}: ${n} ≠ ${b.rows}`);
  const data = new Float64Array(a.data.length + b.data.length);
  const right = placeAt(a.data.length, b);
  const { place, exchanges, sign } = factorInPlace(data, a);
  if (Math.abs(sign) !== 1) return matrix(n, b.cols, b.data.slice().fill(Number.NaN));
  data.set(b.data, right.offset);
  exchanges.forEach((other, k) => {
    if (other !== k) exchangeRows(data, right.offset + k * b.cols, right.offset + other * b.cols, b.cols);
  });
  solveInPlace(data, { place, lower: true, unit: true }, right);
  solveInPlace(data, { place, lower: false, unit: false }, right);
  return matrix(n, b.cols, data.slice(right.offset));
}

/** A⁻¹ of a square matrix; NaN entries where A is singular. */
export const inverse = (a: Matrix): Matrix => solve(a, identity(requireSquare(a)));
