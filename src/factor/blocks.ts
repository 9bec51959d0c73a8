/**
 * Parts of matrices, and operations in sequence: what the factorisations are written with. They recurse on
 * halves, so that nearly all of the work is in products; the recursion is done when an operation is prepared.
 *
 *     [L₁₁   ] [X₁]   [B₁]
 *     [L₂₁ L₂₂] [X₂] = [B₂]   ─▶   X₁ of B₁,   B₂ ← B₂ − L₂₁ X₁,   X₂ of B₂
 */
import type { Operand, Operation, Place } from "../backend/backend.ts";

/** rows×cols entries from row i, column j of a place. */
export const part = (place: Place, i: number, j: number, rows: number, cols: number): Place => ({
  offset: place.offset + i * place.stride + j,
  rows,
  cols,
  stride: place.stride,
});

export const plain = (place: Place): Operand => ({ ...place, transposed: false });
export const transpose = (place: Place): Operand => ({ ...place, transposed: true });

/** One after another, as long as `goOn` holds. */
export const sequence =
  (operations: readonly Operation[], goOn: () => boolean = () => true): Operation =>
  () => {
    for (let i = 0; i < operations.length && goOn(); i++) operations[i]!();
  };

/** Where `order` is cut in two: a multiple of `unit` near the middle. */
export const half = (order: number, unit: number): number => unit * Math.ceil(order / 2 / unit);

/** Every entry of a place, row by row. */
export function overwrite(
  data: Float64Array,
  place: Place,
  entry: (old: number, i: number, j: number) => number,
): void {
  for (let i = 0; i < place.rows; i++) {
    const row = place.offset + i * place.stride;
    for (let j = 0; j < place.cols; j++) data[row + j] = entry(data[row + j]!, i, j);
  }
}

export const fillPlace = (data: Float64Array, { offset, rows, cols, stride }: Place, value: number): void => {
  for (let i = 0; i < rows; i++) data.fill(value, offset + i * stride, offset + i * stride + cols);
};

export function copyPlace(data: Float64Array, from: Place, to: Place): void {
  for (let i = 0; i < from.rows; i++) {
    const row = from.offset + i * from.stride;
    data.copyWithin(to.offset + i * to.stride, row, row + from.cols);
  }
}

/** @throws Error where a place that must be square isn't: a bug of the caller. */
export function orderOf({ rows, cols }: Place): number {
  if (rows !== cols) throw new Error(`a square place is needed, and this one is ${rows}×${cols}`);
  return rows;
}
