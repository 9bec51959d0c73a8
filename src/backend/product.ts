/**
 * A product is prepared once: its sizes are checked, its operands become steps, and one of a kernel's four
 * loops is chosen by the sizes alone.
 *
 *     A Bᵀ  ─▶  (i, k) ↦ A.offset + i·A.stride + k,  (k, j) ↦ B.offset + j·B.stride + k  ─▶  packed
 *
 * A kernel is the loops of one backend over the numbers of one workspace.
 */
import type { Operand, Operation, Place } from "./backend.ts";

/** out ← alpha · left · right + beta · out, entry (i, k) of left at `left + i·leftRow + k·leftCol`. */
export interface Product {
  readonly rows: number;
  readonly cols: number;
  readonly inner: number;
  readonly left: number;
  readonly leftRow: number;
  readonly leftCol: number;
  readonly right: number;
  readonly rightRow: number;
  readonly rightCol: number;
  readonly out: number;
  readonly outRow: number;
  readonly outCol: number;
  readonly alpha: number;
  readonly beta: number;
}

export interface Kernel {
  /** Up to this many multiplications copying doesn't pay. */
  readonly small: number;
  /** Blocks copied into panels that tiles read from end to end; any product. */
  packed(product: Product): Operation;
  /** Tiles read where the operands lie: small products, and few columns or rows; any product. */
  direct(product: Product): Operation;
  /** One column out, `leftCol` 1 and `rightRow` 1: a dot product for each row. */
  dots(product: Product): Operation;
  /** One column out, `leftRow` 1: the sum of the columns of left. */
  columns(product: Product): Operation;
}

/** As many products along one side of a tile are too few to pay for copying. */
const THIN = 4;

/** @throws Error where sizes don't fit or a place leaves the `entries` of the workspace: a bug of the caller. */
export function prepareProduct(
  kernel: Kernel,
  entries: number,
  left: Operand,
  right: Operand,
  out: Place,
  alpha: number,
  beta: number,
): Operation {
  for (const place of [left, right, out]) requireWithin(entries, place);
  return chosen(kernel, steps(left, right, out, alpha, beta));
}

function requireWithin(entries: number, place: Place): void {
  const { offset, rows, cols, stride } = place;
  const end = rows === 0 ? offset : offset + (rows - 1) * stride + cols;
  if (offset < 0 || (rows > 1 && stride < cols) || end > entries)
    throw new Error(`a ${rows}×${cols} place at ${offset} with stride ${stride} isn't in ${entries} entries`);
}

function steps(left: Operand, right: Operand, out: Place, alpha: number, beta: number): Product {
  const [rows, inner, leftRow, leftCol] = stepsOf(left);
  const [innerRight, cols, rightRow, rightCol] = stepsOf(right);
  if (inner !== innerRight || rows !== out.rows || cols !== out.cols)
    throw new Error(
      `${rows}×${inner} times ${innerRight}×${cols} doesn't give ${out.rows}×${out.cols}: the sizes must fit`,
    );
  const outRow = out.stride;
  const at = { left: left.offset, right: right.offset, out: out.offset };
  return { rows, cols, inner, leftRow, leftCol, rightRow, rightCol, outRow, outCol: 1, ...at, alpha, beta };
}

/** Rows, columns, and the steps from row to row and from column to column. */
function stepsOf({ rows, cols, stride, transposed }: Operand): [number, number, number, number] {
  // the step along a side of one entry is free: 1 lets vectors be read from end to end
  const down = rows > 1 ? stride : 1;
  return transposed ? [cols, rows, 1, down] : [rows, cols, down, 1];
}

/** A row out is a column of the transposed product. */
const transposedProduct = (p: Product): Product => ({
  ...p,
  rows: p.cols,
  cols: p.rows,
  left: p.right,
  leftRow: p.rightCol,
  leftCol: p.rightRow,
  right: p.left,
  rightRow: p.leftCol,
  rightCol: p.leftRow,
  outRow: p.outCol,
  outCol: p.outRow,
});

function chosen(kernel: Kernel, product: Product): Operation {
  const { rows, cols, inner } = product;
  if (rows === 1 && cols > 1) return column(kernel, transposedProduct(product));
  if (cols === 1) return column(kernel, product);
  const small = rows * cols * inner <= kernel.small || inner <= THIN;
  return small ? kernel.direct(product) : kernel.packed(product);
}

function column(kernel: Kernel, product: Product): Operation {
  if (product.leftCol === 1 && product.rightRow === 1) return kernel.dots(product);
  if (product.leftRow === 1) return kernel.columns(product);
  return kernel.direct(product);
}
