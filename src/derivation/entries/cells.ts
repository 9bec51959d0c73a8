/**
 * Tables of scalar expressions: a matrix at numbers for sizes, written out.
 */
import { UnsupportedError } from "../../errors.ts";
import { block } from "../../expression/blocks.ts";
import { constantSize, type Dimension } from "../../expression/dimension.ts";
import type { Expr } from "../../expression/expr.ts";

export type Cells = readonly (readonly Expr[])[];

export const cellsToMatrix = (cells: Cells): Expr => block(cells);

export const grid = (rows: number, cols: number, at: (i: number, j: number) => Expr): Cells =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => at(i, j)));

export function countOf(size: Dimension): number {
  const count = constantSize(size);
  if (count === undefined) throw new Error(`the size ${size.key} has no number`);
  return count;
}

/** A written-out matrix has at most so many entries. */
const MOST_ENTRIES = 64;

/** @throws UnsupportedError where a matrix has too many entries to be written out */
export function refuseLarge(rows: number, cols: number): void {
  if (rows * cols <= MOST_ENTRIES) return;
  throw new UnsupportedError(
    `a ${rows}×${cols} matrix is too large to be written out: at most ${MOST_ENTRIES} entries are`,
  );
}
