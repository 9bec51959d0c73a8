/**
 * Linear algebra on dense matrices, in plain TypeScript: what the numeric column of the function table
 * calls. Factorisations are those of factor/; this file has the rest and gathers all.
 *
 *     inverse([2 0; 0 4]) = [½ 0; 0 ¼]     vec([1 2; 3 4]) = (1, 3, 2, 4)
 *
 * A matrix outside a function's domain gives NaN entries; only sizes that don't fit throw.
 */
import { ShapeError } from "../errors.ts";
import { choleskyInPlace } from "../factor/cholesky.ts";
import { inverse, requireSquare } from "./lu.ts";
import { identity, type Matrix, matrix, multiply, transposed } from "./matrix.ts";

export { expm, expmFrechet } from "./exponential.ts";
export { determinant, inverse, logAbsDeterminant, solve } from "./lu.ts";
export {
  eigenpair,
  isSymmetric,
  pseudoInverse,
  type SingularValueDecomposition,
  type SymmetricEigen,
  singularValueDecomposition,
  singularValues,
  symmetricEigen,
} from "./spectral.ts";

/** A^k of a square matrix, k whole, by repeated squaring; NaN entries for another k or a singular A and k < 0. */
export function matrixPower(a: Matrix, k: number): Matrix {
  const n = requireSquare(a);
  if (!Number.isSafeInteger(k)) return matrix(n, n, new Float64Array(n * n).fill(Number.NaN));
  let base = k < 0 ? inverse(a) : a;
  let result: Matrix | undefined;
  for (let rest = Math.abs(k); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result ? multiply(result, base) : base;
    if (rest > 1) base = multiply(base, base);
  }
  return result ?? identity(n);
}

/** A ⊗ B: block (i, j) is a_ij B; (m·p)×(n·q) for A m×n, B p×q. */
export function kronecker(a: Matrix, b: Matrix): Matrix {
  const cols = a.cols * b.cols;
  const result = matrix(a.rows * b.rows, cols);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < b.rows; k++) {
      let to = (i * b.rows + k) * cols;
      for (let j = 0; j < a.cols; j++) {
        const x = a.data[i * a.cols + j] as number;
        for (let l = 0; l < b.cols; l++) result.data[to++] = x * (b.data[k * b.cols + l] as number);
      }
    }
  }
  return result;
}

/** The columns of an m×n matrix, stacked: (m·n)×1. */
export const vec = (a: Matrix): Matrix => matrix(a.rows * a.cols, 1, transposed(a).data);

/** The inverse of vec: m·n entries into an m×n matrix, column by column. */
export function unvec(v: Matrix, rows: number, cols: number): Matrix {
  if (v.data.length !== rows * cols) {
    throw new ShapeError(`cannot arrange ${v.data.length} entries as ${rows}×${cols}`);
  }
  return transposed(matrix(cols, rows, v.data));
}

/** Lower triangular L with L Lᵀ = (A + Aᵀ)/2, A n×n; NaN entries where that isn't positive definite. */
export function cholesky(a: Matrix): Matrix {
  const n = requireSquare(a);
  const data = a.data.slice();
  choleskyInPlace(data, { offset: 0, rows: n, cols: n, stride: n });
  return matrix(n, n, data);
}
