/**
 * The algebra of doubles. What happens often is written where the last value stood: a check at a hundred points
 * makes each matrix once.
 */
import type { CallNode } from "../../expression/expr.ts";
import { HADAMARD } from "../../expression/heads.ts";
import { toNumber } from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { matrixPower } from "../../matrix/linear.ts";
import { at, type Matrix, matrix, scalarMatrix } from "../../matrix/matrix.ts";
import type { Algebra, CallSizes, Factor, Sized } from "./algebra.ts";

export const DOUBLES: Algebra<Matrix> = {
  number: (value) => scalarMatrix(toNumber(value)),
  whole: scalarMatrix,
  wholeOf: ({ data }) => data[0] as number,
  zeros: (rows, cols) => matrix(rows, cols),
  sum(terms, room) {
    const [first, ...rest] = terms as [Matrix, ...Matrix[]];
    const out = room ?? matrix(first.rows, first.cols);
    const { data } = out;
    data.set(first.data);
    for (const term of rest)
      for (let i = 0; i < data.length; i++) (data[i] as number) += term.data[i] as number;
    return out;
  },
  scale({ data: [scale] }, of, room) {
    if (scale === 1 && of === room) return of;
    const out = room ?? matrix(of.rows, of.cols);
    const { data } = out;
    for (let i = 0; i < data.length; i++) data[i] = (scale as number) * (of.data[i] as number);
    return out;
  },
  multiply,
  transpose({ rows, cols, data }, room) {
    const out = room ?? matrix(cols, rows);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) out.data[j * rows + i] = data[i * cols + j] as number;
    return out;
  },
  entry: (of, row, column) => scalarMatrix(at(of, row - 1, column - 1)),
  block: blockOf,
  power(_, base, exponent) {
    const k = exponent.data[0] as number;
    return base.data.length > 1 ? matrixPower(base, k) : scalarMatrix(scalarPower(base.data[0] as number, k));
  },
  call: callOf,
};

const scalarPower = (x: number, k: number): number =>
  k === 2 ? x * x : k === -1 ? 1 / x : k === 0.5 ? Math.sqrt(x) : x ** k;

function callOf(
  e: CallNode,
  args: readonly Matrix[],
  { told, rows, cols }: CallSizes,
  room?: Matrix,
): Matrix {
  if (e.fn === HADAMARD) return hadamard(args, room ?? matrix(rows, cols));
  const value = entryOf(e.fn).numeric(args, told, [rows, cols]);
  if (value.rows !== rows || value.cols !== cols) {
    throw new Error(`${e.fn.name} gave ${value.rows}×${value.cols}, its shape is ${rows}×${cols}`);
  }
  return value;
}

function hadamard(args: readonly Matrix[], out: Matrix): Matrix {
  const { data } = out;
  data.fill(1);
  for (const factor of args)
    for (let i = 0; i < data.length; i++) (data[i] as number) *= factor.data[i] as number;
  return out;
}

/** `out` is neither of the operands. */
function multiply(a: Factor<Matrix>, b: Factor<Matrix>, room?: Matrix): Matrix {
  const inner = a.isTurned ? a.of.rows : a.of.cols;
  const out = room ?? matrix(a.isTurned ? a.of.cols : a.of.rows, b.isTurned ? b.of.rows : b.of.cols);
  const [stepRow, stepInner] = a.isTurned ? [1, a.of.cols] : [a.of.cols, 1];
  const write = b.isTurned ? multiplyRows : accumulateRows;
  write(a.of.data, stepRow, stepInner, b.of.data, inner, out);
  return out;
}

/** out_ij = Σ_k a_ik b_jk: both run along rows of b. */
function multiplyRows(
  a: Float64Array,
  stepRow: number,
  stepInner: number,
  b: Float64Array,
  inner: number,
  { rows, cols, data }: Matrix,
): void {
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
  { rows, cols, data }: Matrix,
): void {
  data.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a[i * stepRow + k * stepInner] as number;
      for (let j = 0; j < cols; j++) (data[i * cols + j] as number) += x * (b[k * cols + j] as number);
    }
  }
}

/** For residues as well, which stand in the same matrices. */
export function blockOf(cells: readonly (readonly Matrix[])[], shape: Sized, room?: Matrix): Matrix {
  const out = room ?? matrix(shape.rows, shape.cols);
  let top = 0;
  for (const row of cells) {
    let left = 0;
    for (const { rows, cols, data } of row) {
      for (let i = 0; i < rows; i++)
        out.data.set(data.subarray(i * cols, (i + 1) * cols), (top + i) * out.cols + left);
      left += cols;
    }
    top += row[0]?.rows ?? 0;
  }
  return out;
}
