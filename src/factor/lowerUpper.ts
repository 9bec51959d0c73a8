/**
 * LU factors with row exchanges in place, by halves, and what they give: determinant, inverse, solutions.
 *
 *     P A = L U:   factor the left half of the columns,   U₁₂ ← L₁₁⁻¹ A₁₂,   A₂₂ ← A₂₂ − L₂₁ U₁₂,   factor A₂₂
 *
 * Without a workspace a small matrix is one panel. Nothing throws for a singular matrix: what is solved with it has
 * NaN entries.
 * Source: S. Toledo (1997), Locality of Reference in LU Decomposition with Partial Pivoting, SIAM J. Matrix
 * Anal. Appl. 18(4).
 */
import type { Operation, Place, Workspace } from "../backend/backend.ts";
import { copyPlace, fillPlace, half, orderOf, part, plain, sequence } from "./blocks.ts";
import { invertTriangle, solveTriangular, type Triangle } from "./triangle.ts";

/** The factors of a matrix, once `factor` has run; both stand in its place, L's unit diagonal left out. */
export interface LowerUpper {
  readonly place: Place;
  readonly factor: Operation;
  /** Row k was exchanged with this one, in the order of k. */
  readonly exchanges: Int32Array;
  /** The determinant of P: 1 or −1; 0 where a pivot vanished, NaN where one isn't finite. */
  readonly sign: () => number;
}

const PANEL = 8;

export function lowerUpper(workspace: Workspace, place: Place): LowerUpper {
  const { data } = workspace;
  const order = orderOf(place);
  const exchanges = new Int32Array(order);
  let sign = 1;
  const operations: Operation[] = [];
  const recurse = (from: number, count: number): void => {
    if (count <= PANEL) {
      operations.push(() => {
        const panel = factorPanel(data, place, from, count, exchanges);
        // not −0, which would be the determinant's sign
        sign = panel === 0 ? 0 : sign * panel;
      });
      return;
    }
    const first = half(count, PANEL);
    const [middle, second] = [from + first, count - first];
    recurse(from, first);
    const upper = part(place, from, middle, first, second);
    const below = part(place, middle, from, order - middle, first);
    const rest = part(place, middle, middle, order - middle, second);
    const corner = { place: part(place, from, from, first, first), lower: true, unit: true };
    operations.push(solveTriangular(workspace, corner, false, upper, "left"));
    operations.push(workspace.product(plain(below), plain(upper), rest, -1, 1));
    recurse(middle, second);
  };
  if (order > 0) recurse(0, order);
  const run = sequence(operations, () => sign === 1 || sign === -1);
  const factor = (): void => {
    sign = 1;
    run();
  };
  return { place, factor, exchanges, sign: () => sign };
}

/**
 * Columns `from` … from the row `from` down, the largest entry of each as pivot; whole rows are exchanged. The sign of
 * the exchanges. Source: G. Golub, C. Van Loan (2013), Matrix Computations, 4th edition, algorithm 3.4.1.
 */
export function factorPanel(
  data: Float64Array,
  { offset, rows, stride }: Place,
  from: number,
  count: number,
  exchanges: Int32Array,
): number {
  let sign = 1;
  const end = from + count;
  for (let k = from; k < end; k++) {
    const pivotRow = largestBelow(data, offset + k, stride, k, rows);
    exchanges[k] = pivotRow;
    if (pivotRow !== k) {
      exchangeRows(data, offset + k * stride, offset + pivotRow * stride, rows);
      sign = -sign;
    }
    const row = offset + k * stride;
    const pivot = data[row + k]!;
    if (pivot === 0) return 0;
    if (!Number.isFinite(pivot)) return Number.NaN;
    for (let i = k + 1; i < rows; i++) {
      const other = offset + i * stride;
      const factor = data[other + k]! / pivot;
      data[other + k] = factor;
      for (let j = k + 1; j < end; j++) data[other + j]! -= factor * data[row + j]!;
    }
  }
  return sign;
}

/** The row from `from` on with the largest entry of a column, whose first row is at `column`. */
function largestBelow(
  data: Float64Array,
  column: number,
  stride: number,
  from: number,
  rows: number,
): number {
  let row = from;
  let largest = Math.abs(data[column + from * stride]!);
  for (let i = from + 1; i < rows; i++) {
    const candidate = Math.abs(data[column + i * stride]!);
    if (candidate > largest) {
      largest = candidate;
      row = i;
    }
  }
  return row;
}

export function exchangeRows(data: Float64Array, a: number, b: number, count: number): void {
  for (let j = 0; j < count; j++) {
    const held = data[a + j]!;
    data[a + j] = data[b + j]!;
    data[b + j] = held;
  }
}

/** data[out] ← det A. */
export function luDeterminant({ data }: Workspace, { place, sign }: LowerUpper, out: number): Operation {
  return () => {
    data[out] = determinantOf(data, place, sign());
  };
}

/** From the factors in their place and the determinant of P. */
export function determinantOf(data: Float64Array, { offset, rows, stride }: Place, sign: number): number {
  let value = sign;
  for (let i = 0; i < rows && value !== 0; i++) value *= data[offset + i * (stride + 1)]!;
  return value;
}

/** data[out] ← log|det A|, without over- or underflow of det A; −∞ where A is singular. */
export function luLogAbsDeterminant(
  { data }: Workspace,
  { place, sign }: LowerUpper,
  out: number,
): Operation {
  return () => {
    data[out] = logAbsDeterminantOf(data, place, sign());
  };
}

export function logAbsDeterminantOf(
  data: Float64Array,
  { offset, rows, stride }: Place,
  sign: number,
): number {
  let value = Math.log(Math.abs(sign));
  for (let i = 0; i < rows && value !== Number.NEGATIVE_INFINITY; i++)
    value += Math.log(Math.abs(data[offset + i * (stride + 1)]!));
  return value;
}

const lowerOf = ({ place }: LowerUpper): Triangle => ({ place, lower: true, unit: true });
const upperOf = ({ place }: LowerUpper): Triangle => ({ place, lower: false, unit: false });

/** X with A X = right, or Aᵀ X = right, in its place; NaN entries where A is singular. */
export function luSolve(workspace: Workspace, lu: LowerUpper, right: Place, transposed = false): Operation {
  const { data } = workspace;
  const exchange = (k: number): void => {
    const other = lu.exchanges[k]!;
    const row = right.offset + k * right.stride;
    if (other !== k) exchangeRows(data, row, right.offset + other * right.stride, right.cols);
  };
  // A = Pᵀ L U and Aᵀ = Uᵀ Lᵀ P
  const steps = transposed
    ? [
        solveTriangular(workspace, upperOf(lu), true, right, "left"),
        solveTriangular(workspace, lowerOf(lu), true, right, "left"),
        () => {
          for (let k = right.rows - 1; k >= 0; k--) exchange(k);
        },
      ]
    : [
        () => {
          for (let k = 0; k < right.rows; k++) exchange(k);
        },
        solveTriangular(workspace, lowerOf(lu), false, right, "left"),
        solveTriangular(workspace, upperOf(lu), false, right, "left"),
      ];
  return unlessSingular(data, lu, right, steps);
}

/** out ← A⁻¹ = U⁻¹ L⁻¹ P; NaN entries where A is singular. `out` doesn't overlap the factors. */
export function luInverse(workspace: Workspace, lu: LowerUpper, out: Place): Operation {
  const { data } = workspace;
  return unlessSingular(data, lu, out, [
    () => copyUpper(data, lu.place, out),
    invertTriangle(workspace, { place: out, lower: false, unit: false }),
    solveTriangular(workspace, lowerOf(lu), false, out, "right"),
    () => {
      for (let i = 0; i < out.rows; i++) restoreOrder(data, out.offset + i * out.stride, lu.exchanges);
    },
  ]);
}

function copyUpper(data: Float64Array, from: Place, to: Place): void {
  copyPlace(data, from, to);
  for (let i = 1; i < to.rows; i++) {
    const row = to.offset + i * to.stride;
    data.fill(0, row, row + i);
  }
}

/** The entries of a row from the order of the exchanged rows to that of the matrix. */
function restoreOrder(data: Float64Array, row: number, exchanges: Int32Array): void {
  for (let k = exchanges.length - 1; k >= 0; k--) {
    const other = exchanges[k]!;
    const held = data[row + k]!;
    data[row + k] = data[row + other]!;
    data[row + other] = held;
  }
}

function unlessSingular(
  data: Float64Array,
  { sign }: LowerUpper,
  out: Place,
  steps: readonly Operation[],
): Operation {
  const run = sequence(steps);
  return () => {
    if (Math.abs(sign()) === 1) run();
    else fillPlace(data, out, Number.NaN);
  };
}
