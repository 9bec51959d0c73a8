/**
 * What a plan for small sizes does most often; whoever counts these puts their own in its place.
 *
 *     out ← Xᵀ G     multiply(X, true, G, false, out)
 */
import { inverse } from "../../matrix/linear.ts";
import type { Matrix } from "../../matrix/matrix.ts";

export interface Arithmetic {
  /** out ← op(a) · op(b), op the transpose where the flag says so. `out` is neither of the operands. */
  multiply(a: Matrix, transposeA: boolean, b: Matrix, transposeB: boolean, out: Matrix): void;
  /** A⁻¹ of a square matrix, in a matrix of its own; NaN entries where A is singular. */
  inverse(a: Matrix): Matrix;
}

/** Plain loops: for the small matrices of a check. */
export const PLAIN_ARITHMETIC: Arithmetic = { multiply: multiplyInto, inverse };

function multiplyInto(a: Matrix, transposeA: boolean, b: Matrix, transposeB: boolean, out: Matrix): void {
  const inner = transposeA ? a.rows : a.cols;
  const [stepRow, stepInner] = transposeA ? [1, a.cols] : [a.cols, 1];
  if (transposeB) multiplyRows(a.data, stepRow, stepInner, b.data, inner, out);
  else accumulateRows(a.data, stepRow, stepInner, b.data, inner, out);
}

/** out_ij = Σ_k a_ik b_jk: both run along rows of b. */
function multiplyRows(
  a: Float64Array,
  stepRow: number,
  stepInner: number,
  b: Float64Array,
  inner: number,
  out: Matrix,
): void {
  const { rows, cols, data } = out;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let total = 0;
      for (let k = 0; k < inner; k++) {
        total += (a[i * stepRow + k * stepInner] as number) * (b[j * inner + k] as number);
      }
      data[i * cols + j] = total;
    }
  }
}

/** Row i of out = Σ_k a_ik · (row k of b). */
function accumulateRows(
  a: Float64Array,
  stepRow: number,
  stepInner: number,
  b: Float64Array,
  inner: number,
  out: Matrix,
): void {
  const { rows, cols, data } = out;
  data.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a[i * stepRow + k * stepInner] as number;
      for (let j = 0; j < cols; j++) (data[i * cols + j] as number) += x * (b[k * cols + j] as number);
    }
  }
}
