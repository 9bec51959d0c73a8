/**
 * Triangular systems and inverses by halves, over any workspace.
 *
 *     left:   op(T) X = B        right:   X op(T) = B        both in place of B
 *
 * Blocks of four are solved directly; an upper triangle is a lower one read from its end (negative steps).
 * A zero on the diagonal gives infinities or NaN, as division does.
 */
import type { Operand, Operation, Place, Workspace } from "../backend/backend.ts";
import { half, orderOf, overwrite, part, sequence } from "./blocks.ts";

export interface Triangle {
  readonly place: Place;
  /** Which of its two triangles is read; the other may hold anything. */
  readonly lower: boolean;
  /** The diagonal is 1 and not read. */
  readonly unit: boolean;
}

export type Side = "left" | "right";

const BLOCK = 4;

/** X with op(T) X = right, or X op(T) = right, in its place; op the transpose where the flag says so. */
export function solveTriangular(
  workspace: Workspace,
  triangle: Triangle,
  transposed: boolean,
  right: Place,
  side: Side,
): Operation {
  const order = orderOf(triangle.place);
  if (order !== (side === "left" ? right.rows : right.cols))
    throw new Error(`a triangle of order ${order} doesn't fit ${right.rows}×${right.cols} on the ${side}`);
  // X op(T) = B is op(T)ᵀ Xᵀ = Bᵀ: below all is said for S Z = R with Z, R the columns or rows of B
  const turned = transposed !== (side === "right");
  const forward = triangle.lower !== turned;
  const operations: Operation[] = [];

  const lines = (from: number, count: number): Place =>
    side === "left" ? part(right, from, 0, count, right.cols) : part(right, 0, from, right.rows, count);
  /** Lines `to` … −= S(to, from) · lines `from` … */
  const eliminate = (to: number, toCount: number, from: number, fromCount: number): Operation => {
    const known: Operand = { ...lines(from, fromCount), transposed: false };
    const factors: Operand = turned
      ? { ...part(triangle.place, from, to, fromCount, toCount), transposed: side === "left" }
      : { ...part(triangle.place, to, from, toCount, fromCount), transposed: side === "right" };
    const [a, b] = side === "left" ? [factors, known] : [known, factors];
    return workspace.product(a, b, lines(to, toCount), -1, 1);
  };
  const recurse = (from: number, count: number): void => {
    if (count <= BLOCK) {
      operations.push(solvingBlock(workspace.data, triangle, turned, from, lines(from, count), side));
      return;
    }
    const first = half(count, BLOCK);
    const [middle, second] = [from + first, count - first];
    if (forward) {
      recurse(from, first);
      operations.push(eliminate(middle, second, from, first));
      recurse(middle, second);
    } else {
      recurse(middle, second);
      operations.push(eliminate(from, first, middle, second));
      recurse(from, first);
    }
  };
  if (right.rows > 0 && right.cols > 0) recurse(0, order);
  return sequence(operations);
}

/** X with T X = right in its place, as one block. */
export function solveInPlace(data: Float64Array, triangle: Triangle, right: Place): void {
  solvingBlock(data, triangle, false, 0, right, "left", solveFew)();
}

/** A lower triangle of a few rows, entry (i, j) at `offset + i·down + j·across`. */
interface Block {
  readonly offset: number;
  readonly down: number;
  readonly across: number;
  readonly order: number;
  readonly unit: boolean;
}

/** The block from (from, from): turned, and from its end where that makes it a lower one. */
function lowerBlock({ place, lower, unit }: Triangle, turned: boolean, from: number, order: number): Block {
  const [down, across] = turned ? [1, place.stride] : [place.stride, 1];
  const first = place.offset + from * (place.stride + 1);
  if (lower !== turned) return { offset: first, down, across, order, unit };
  const last = first + (order - 1) * (place.stride + 1);
  return { offset: last, down: -down, across: -across, order, unit };
}

function solvingBlock(
  data: Float64Array,
  triangle: Triangle,
  turned: boolean,
  from: number,
  lines: Place,
  side: Side,
  solve = lines[side === "left" ? "rows" : "cols"] === BLOCK ? solveFour : solveFew,
): Operation {
  const [order, count] = side === "left" ? [lines.rows, lines.cols] : [lines.cols, lines.rows];
  const [along, next] = side === "left" ? [lines.stride, 1] : [1, lines.stride];
  const block = lowerBlock(triangle, turned, from, order);
  const forward = triangle.lower !== turned;
  const first = forward ? lines.offset : lines.offset + (order - 1) * along;
  const step = forward ? along : -along;
  return () => solve(data, block, first, step, next, count);
}

/** Line i of `count` entries, at `line + i·step`, minus Σ_j s_ij (line j), over s_ii; entries `next` apart. */
function solveFew(
  data: Float64Array,
  { offset, down, across, order, unit }: Block,
  line: number,
  step: number,
  next: number,
  count: number,
): void {
  for (let i = 0; i < order; i++) {
    const row = offset + i * down;
    for (let k = 0; k < i; k++) {
      // the lines in the order in which they stand
      const j = down < 0 ? i - 1 - k : k;
      const factor = data[row + j * across]!;
      const [to, from] = [line + i * step, line + j * step];
      for (let e = 0; e < count; e++) data[to + e * next]! -= factor * data[from + e * next]!;
    }
    if (unit) continue;
    const pivot = data[row + i * across]!;
    for (let e = 0, to = line + i * step; e < count; e++, to += next) data[to]! /= pivot;
  }
}

/** The same for four lines, whose entries stay in registers. */
function solveFour(
  data: Float64Array,
  { offset, down, across, unit }: Block,
  line: number,
  step: number,
  next: number,
  count: number,
): void {
  const s00 = unit ? 1 : data[offset]!;
  const s10 = data[offset + down]!;
  const s11 = unit ? 1 : data[offset + down + across]!;
  const s20 = data[offset + 2 * down]!;
  const s21 = data[offset + 2 * down + across]!;
  const s22 = unit ? 1 : data[offset + 2 * (down + across)]!;
  const s30 = data[offset + 3 * down]!;
  const s31 = data[offset + 3 * down + across]!;
  const s32 = data[offset + 3 * down + 2 * across]!;
  const s33 = unit ? 1 : data[offset + 3 * (down + across)]!;
  for (let e = 0, at = line; e < count; e++, at += next) {
    const x0 = data[at]! / s00;
    const x1 = (data[at + step]! - s10 * x0) / s11;
    const x2 = (data[at + 2 * step]! - s20 * x0 - s21 * x1) / s22;
    const x3 = (data[at + 3 * step]! - s30 * x0 - s31 * x1 - s32 * x2) / s33;
    data[at] = x0;
    data[at + step] = x1;
    data[at + 2 * step] = x2;
    data[at + 3 * step] = x3;
  }
}

/** T⁻¹ in place of T; its other triangle isn't touched, nor a unit diagonal. */
export function invertTriangle(workspace: Workspace, triangle: Triangle): Operation {
  const { place, lower, unit } = triangle;
  const { data } = workspace;
  const order = orderOf(place);
  if (order <= BLOCK) {
    const block = lowerBlock(triangle, false, 0, order);
    return () => invertBlock(data, block);
  }
  const n = half(order, BLOCK);
  const first: Triangle = { place: part(place, 0, 0, n, n), lower, unit };
  const second: Triangle = { place: part(place, n, n, order - n, order - n), lower, unit };
  // [A   ]⁻¹   [   A⁻¹        ]        [A B]⁻¹   [A⁻¹  −A⁻¹ B C⁻¹]
  // [B C]    = [−C⁻¹ B A⁻¹ C⁻¹]        [  C]   = [        C⁻¹    ]
  const rest = lower ? part(place, n, 0, order - n, n) : part(place, 0, n, n, order - n);
  return sequence([
    solveTriangular(workspace, lower ? second : first, false, rest, "left"),
    solveTriangular(workspace, lower ? first : second, false, rest, "right"),
    () => overwrite(data, rest, (x) => 0 - x),
    invertTriangle(workspace, first),
    invertTriangle(workspace, second),
  ]);
}

/** Column by column: m_jj = 1/s_jj, m_ij = −Σ_{j≤k<i} s_ik m_kj / s_ii. */
function invertBlock(data: Float64Array, { offset, down, across, order, unit }: Block): void {
  const at = (i: number, j: number): number => offset + i * down + j * across;
  for (let j = 0; j < order; j++) {
    if (!unit) data[at(j, j)] = 1 / data[at(j, j)]!;
    for (let i = j + 1; i < order; i++) {
      let total = data[at(i, j)]! * (unit ? 1 : data[at(j, j)]!);
      for (let k = j + 1; k < i; k++) total += data[at(i, k)]! * data[at(k, j)]!;
      // 0 − x, as −x would make −0 of 0
      data[at(i, j)] = unit ? 0 - total : (0 - total) / data[at(i, i)]!;
    }
  }
}
