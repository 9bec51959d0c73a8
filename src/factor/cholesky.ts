/**
 * Cholesky's factor in place, by halves, and what it gives: log det, inverse and solutions for SPD matrices.
 *
 *     A = L Lᵀ:   factor A₁₁,   L₂₁ ← A₂₁ L₁₁⁻ᵀ,   A₂₂ ← A₂₂ − L₂₁ L₂₁ᵀ (its lower half),   factor A₂₂
 *
 * The factor is that of (A + Aᵀ)/2, and NaN where that isn't positive definite. Without a workspace a small matrix is
 * one block. Source: G. Golub, C. Van Loan (2013), Matrix Computations, 4th edition, section 4.2.
 */
import type { Operation, Place, Workspace } from "../backend/backend.ts";
import { copyPlace, fillPlace, half, orderOf, part, plain, sequence, transpose } from "./blocks.ts";
import { invertTriangle, solveTriangular, type Triangle } from "./triangle.ts";

const BLOCK = 8;
/** A symmetric product is cut into its triangle of blocks of this order. */
const SYMMETRIC_BLOCK = 96;

/** L with L Lᵀ = (A + Aᵀ)/2 in place of A, zeros above its diagonal; NaN entries where there is none. */
export function cholesky(workspace: Workspace, place: Place): Operation {
  const { data } = workspace;
  const order = orderOf(place);
  let definite = true;
  const operations: Operation[] = [];
  const recurse = (from: number, count: number): void => {
    if (count <= BLOCK) {
      const block = part(place, from, from, count, count);
      operations.push(() => {
        definite = factorBlock(data, block);
      });
      return;
    }
    const first = half(count, BLOCK);
    const [middle, second] = [from + first, count - first];
    recurse(from, first);
    const corner: Triangle = lowerTriangle(part(place, from, from, first, first));
    const below = part(place, middle, from, second, first);
    operations.push(solveTriangular(workspace, corner, true, below, "right"));
    operations.push(...minusSquare(workspace, below, part(place, middle, middle, second, second)));
    recurse(middle, second);
  };
  if (order > 0) recurse(0, order);
  const run = sequence(operations, () => definite);
  return () => {
    definite = true;
    symmetrise(data, place);
    run();
    if (definite) clearUpper(data, place);
    else fillPlace(data, place, Number.NaN);
  };
}

const lowerTriangle = (place: Place): Triangle => ({ place, lower: true, unit: false });

/** The lower triangle ← that of (A + Aᵀ)/2. */
function symmetrise(data: Float64Array, { offset, rows, stride }: Place): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const [below, above] = [offset + i * stride + j, offset + j * stride + i];
      data[below] = (data[below]! + data[above]!) / 2;
    }
  }
}

function clearUpper(data: Float64Array, { offset, rows, stride }: Place): void {
  for (let i = 0; i < rows; i++) data.fill(0, offset + i * stride + i + 1, offset + i * stride + rows);
}

/** The lower half of target −= X Xᵀ, block by block; above the diagonal there may be anything until all is done. */
function minusSquare(workspace: Workspace, x: Place, target: Place): Operation[] {
  const n = target.rows;
  const operations: Operation[] = [];
  for (let i = 0; i < n; i += SYMMETRIC_BLOCK) {
    const rows = Math.min(SYMMETRIC_BLOCK, n - i);
    const lines = plain(part(x, i, 0, rows, x.cols));
    const others = transpose(part(x, 0, 0, i + rows, x.cols));
    operations.push(workspace.product(lines, others, part(target, i, 0, rows, i + rows), -1, 1));
  }
  return operations;
}

/** L in place of A, with zeros above its diagonal, as one block. */
export function choleskyInPlace(data: Float64Array, place: Place): void {
  symmetrise(data, place);
  if (factorBlock(data, place)) clearUpper(data, place);
  else fillPlace(data, place, Number.NaN);
}

/** Row by row; false where a pivot isn't positive. */
function factorBlock(data: Float64Array, { offset, rows, stride }: Place): boolean {
  for (let i = 0; i < rows; i++) {
    const row = offset + i * stride;
    for (let j = 0; j <= i; j++) {
      const other = offset + j * stride;
      let rest = data[row + j]!;
      for (let k = 0; k < j; k++) rest -= data[row + k]! * data[other + k]!;
      if (j < i) data[row + j] = rest / data[other + j]!;
      else if (rest > 0) data[row + i] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** data[out] ← log det A = 2 Σ log l_ii, from L in its place; NaN where A isn't positive definite. */
export function choleskyLogDeterminant({ data }: Workspace, factor: Place, out: number): Operation {
  return () => {
    let value = 0;
    for (let i = 0; i < factor.rows; i++)
      value += 2 * Math.log(data[factor.offset + i * (factor.stride + 1)]!);
    data[out] = value;
  };
}

/** X with A X = right in its place, from L in its place. */
export function choleskySolve(workspace: Workspace, factor: Place, right: Place): Operation {
  const triangle = lowerTriangle(factor);
  return sequence([
    solveTriangular(workspace, triangle, false, right, "left"),
    solveTriangular(workspace, triangle, true, right, "left"),
  ]);
}

/**
 * out ← A⁻¹ = L⁻ᵀ L⁻¹ from L in its place, exactly symmetric; NaN entries where A isn't positive definite.
 * `scratch` is of the same size; neither overlaps the other or L.
 */
export function choleskyInverse(workspace: Workspace, factor: Place, out: Place, scratch: Place): Operation {
  const { data } = workspace;
  return sequence([
    () => copyPlace(data, factor, scratch),
    invertTriangle(workspace, lowerTriangle(scratch)),
    ...squared(workspace, scratch, out),
    () => mirror(data, out),
  ]);
}

/** The lower half of out ← Mᵀ M, M lower triangular: entry (i, j) sums over k ≥ i. */
function squared(workspace: Workspace, m: Place, out: Place): Operation[] {
  const n = out.rows;
  const operations: Operation[] = [];
  for (let i = 0; i < n; i += SYMMETRIC_BLOCK) {
    const rows = Math.min(SYMMETRIC_BLOCK, n - i);
    const lines = transpose(part(m, i, i, n - i, rows));
    const others = plain(part(m, i, 0, n - i, i + rows));
    operations.push(workspace.product(lines, others, part(out, i, 0, rows, i + rows), 1, 0));
  }
  return operations;
}

/** The upper half ← the lower one. */
function mirror(data: Float64Array, { offset, rows, stride }: Place): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) data[offset + j * stride + i] = data[offset + i * stride + j]!;
  }
}
