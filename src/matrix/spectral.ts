/**
 * Eigenvalues of symmetric matrices, singular values, pseudo-inverse, all by Jacobi rotations:
 * slow for large matrices, accurate to the last digits for the small ones that checks use.
 *
 *     [2 1; 1 2]  ─▶  values (3, 1), vectors [1 −1; 1 1]/√2 with the largest entry of each positive
 */
import { requireSquare, solve } from "./lu.ts";
import { at, fill, identity, type Matrix, matrix, multiply, transposed } from "./matrix.ts";

/** S = V diag(values) Vᵀ, values descending; the entry of largest modulus of each column of V is positive. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Column j belongs to `values[j]`. */
  readonly vectors: Matrix;
}

/** A = U diag(values) Vᵀ of an m×n matrix with k = min(m, n): U m×k, values descending, V n×k. */
export interface SingularValueDecomposition {
  readonly left: Matrix;
  readonly values: Float64Array;
  readonly right: Matrix;
}

/** Cyclic Jacobi converges quadratically; a dozen sweeps are enough for any matrix of doubles. */
const MAX_SWEEPS = 60;

/** Cosine and sine that make the off-diagonal entry b of [a b; b d] vanish (Rutishauser 1966). */
function rotation(a: number, b: number, d: number): readonly [number, number] {
  const theta = (d - a) / (2 * b);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(1, theta));
  const cosine = 1 / Math.hypot(1, tangent);
  return [cosine, tangent * cosine];
}

/** (row p, row q) ← (c·p − s·q, s·p + c·q), in place. */
function rotateRows(data: Float64Array, cols: number, p: number, q: number, c: number, s: number): void {
  for (let j = 0; j < cols; j++) {
    const x = data[p * cols + j] as number;
    const y = data[q * cols + j] as number;
    data[p * cols + j] = c * x - s * y;
    data[q * cols + j] = s * x + c * y;
  }
}

function rotateColumns(data: Float64Array, n: number, p: number, q: number, c: number, s: number): void {
  for (let i = 0; i < n; i++) {
    const x = data[i * n + p] as number;
    const y = data[i * n + q] as number;
    data[i * n + p] = c * x - s * y;
    data[i * n + q] = s * x + c * y;
  }
}

/**
 * Eigenvalues and eigenvectors of the symmetric part (A + Aᵀ)/2 of a square matrix.
 * NaN where an entry isn't finite. Source: H. Rutishauser (1966), The Jacobi method for real symmetric matrices.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = requireSquare(a);
  const s = fill(n, n, (i, j) => (at(a, i, j) + at(a, j, i)) / 2).data;
  const rows = identity(n).data; // row j becomes the j-th eigenvector
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = s[p * n + q] as number;
        const x = s[p * n + p] as number;
        const y = s[q * n + q] as number;
        if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(x * y)) || Math.abs(off) < 1e-300) continue;
        if (!Number.isFinite(off))
          return { values: new Float64Array(n).fill(Number.NaN), vectors: nan(n, n) };
        const [cos, sin] = rotation(x, off, y);
        rotateColumns(s, n, p, q, cos, sin);
        rotateRows(s, n, p, q, cos, sin);
        rotateRows(rows, n, p, q, cos, sin);
        rotated = rotated || Math.abs(off) > 1e-16 * (Math.abs(x) + Math.abs(y));
      }
    }
    if (!rotated) break;
  }
  const values = Float64Array.from({ length: n }, (_, i) => s[i * n + i] as number);
  return sortedEigen(values, rows, n);
}

interface Eigenpair {
  readonly value: number;
  readonly vector: Matrix;
}

/** Newton's method doubles the right digits with each step. */
const MAX_NEWTON_STEPS = 12;

/**
 * The k-th largest eigenvalue (from 0) of a symmetric matrix and its unit vector; of a matrix beside a symmetric one
 * the eigenpair beside it, A v = λ v, and NaN where there is none.
 */
export function eigenpair(a: Matrix, k: number): Eigenpair {
  const n = requireSquare(a);
  const { values, vectors } = symmetricEigen(a);
  let [value, v] = [values[k] as number, fill(n, 1, (i) => at(vectors, i, k))];
  if (isSymmetric(a)) return { value, vector: v };
  for (let step = 0; step < MAX_NEWTON_STEPS; step++) {
    // [A − λI, −v; vᵀ, 0] [dv; dλ] = [λv − Av; (1 − vᵀv)/2]
    const Av = multiply(a, v);
    const norm = v.data.reduce((total, x) => total + x * x, 0);
    const system = fill(n + 1, n + 1, (i, j) => {
      if (i === n) return j === n ? 0 : at(v, j, 0);
      return j === n ? -at(v, i, 0) : at(a, i, j) - (i === j ? value : 0);
    });
    const residue = fill(n + 1, 1, (i) => (i === n ? (1 - norm) / 2 : value * at(v, i, 0) - at(Av, i, 0)));
    const change = solve(system, residue);
    value += at(change, n, 0);
    v = fill(n, 1, (i) => at(v, i, 0) + at(change, i, 0));
    if (change.data.every((x) => Math.abs(x) < CONVERGED * (1 + Math.abs(value))))
      return { value, vector: v };
  }
  return { value: Number.NaN, vector: nan(n, 1) };
}

const CONVERGED = 1e-15;

export const isSymmetric = (a: Matrix): boolean =>
  a.rows === a.cols && a.data.every((x, k) => x === at(a, k % a.cols, Math.floor(k / a.cols)));

const nan = (rows: number, cols: number): Matrix =>
  matrix(rows, cols, new Float64Array(rows * cols).fill(Number.NaN));

function sortedEigen(values: Float64Array, rows: Float64Array, n: number): SymmetricEigen {
  const order = descending(values);
  const vectors = matrix(n, n);
  order.forEach((from, j) => {
    const vector = rows.subarray(from * n, from * n + n);
    let largest = 0;
    for (const x of vector) if (Math.abs(x) > Math.abs(largest)) largest = x;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) vectors.data[i * n + j] = sign * (vector[i] as number);
  });
  return { values: Float64Array.from(order, (i) => values[i] as number), vectors };
}

const descending = (values: Float64Array): number[] =>
  Array.from(values.keys()).sort((i, j) => (values[j] as number) - (values[i] as number));

/**
 * The thin singular value decomposition, by one-sided rotations that make the columns orthogonal; a zero
 * singular value has a zero column in U. NaN where an entry isn't finite.
 * Source: J. Demmel, K. Veselić (1992), Jacobi's method is more accurate than QR.
 */
export function singularValueDecomposition(a: Matrix): SingularValueDecomposition {
  if (a.rows < a.cols) {
    const { left, values, right } = singularValueDecomposition(transposed(a));
    return { left: right, values, right: left };
  }
  const { rows: m, cols: n } = a;
  if (!a.data.every(Number.isFinite)) {
    return { left: nan(m, n), values: new Float64Array(n).fill(Number.NaN), right: nan(n, n) };
  }
  const columns = transposed(a).data; // row j is column j of A V
  const v = identity(n).data; // row j is column j of V
  for (let sweep = 0; sweep < MAX_SWEEPS && orthogonalise(columns, v, n, m); sweep++);
  const norms = Float64Array.from({ length: n }, (_, j) => Math.sqrt(dot(columns, columns, m, j, j)));
  const order = descending(norms);
  const values = Float64Array.from(order, (j) => norms[j] as number);
  const left = fill(m, n, (i, j) => {
    const norm = values[j] as number;
    return norm === 0 ? 0 : (columns[(order[j] as number) * m + i] as number) / norm;
  });
  return { left, values, right: fill(n, n, (i, j) => v[(order[j] as number) * n + i] as number) };
}

function dot(x: Float64Array, y: Float64Array, length: number, p: number, q: number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += (x[p * length + i] as number) * (y[q * length + i] as number);
  return total;
}

/** One sweep over all pairs of columns; false where all were orthogonal already. */
function orthogonalise(columns: Float64Array, v: Float64Array, n: number, m: number): boolean {
  let rotated = false;
  for (let p = 0; p < n; p++) {
    for (let q = p + 1; q < n; q++) {
      const x = dot(columns, columns, m, p, p);
      const y = dot(columns, columns, m, q, q);
      const off = dot(columns, columns, m, p, q);
      if (Math.abs(off) <= 1e-16 * Math.sqrt(x * y) || off === 0) continue;
      rotated = true;
      const [cos, sin] = rotation(x, off, y);
      rotateRows(columns, m, p, q, cos, sin);
      rotateRows(v, n, p, q, cos, sin);
    }
  }
  return rotated;
}

/** The min(m, n) singular values of an m×n matrix, descending. */
export const singularValues = (a: Matrix): Float64Array => singularValueDecomposition(a).values;

/** A⁺ = V Σ⁺ Uᵀ (n×m) of an m×n matrix; singular values below `tolerance`·σ₁, 64 max(m, n)·ε of it, count as zero. */
export function pseudoInverse(a: Matrix, tolerance = Math.max(a.rows, a.cols) * 64 * Number.EPSILON): Matrix {
  const { left, values, right } = singularValueDecomposition(a);
  const cutoff = tolerance * (values[0] ?? 0);
  const scaled = fill(right.rows, right.cols, (i, j) => {
    const value = values[j] as number;
    return value <= cutoff ? 0 : at(right, i, j) / value;
  });
  return multiply(scaled, transposed(left));
}
