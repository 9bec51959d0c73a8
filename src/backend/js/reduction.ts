/**
 * Sums of the entries that come by in blocks: of all, of each row, of each column.
 *
 *     3×2, entries 0…3 | 4, 5:   row-sums  (x₀ + x₁, x₂ + x₃, ·) | (·, ·, x₄ + x₅)
 *
 * A row's part within a block is summed by itself before it is added: the rounding error of a long sum grows
 * with the number of blocks, not of entries.
 */
import type { ElementwiseProgram } from "../backend.ts";
import type { Register, Stage } from "./elementwise.ts";

interface Reduction {
  readonly add: Stage;
  readonly totals: Float64Array;
}

export function reduction(
  { rows, cols }: ElementwiseProgram,
  result: "sum" | "row-sums" | "column-sums",
  register: Register,
): Reduction {
  switch (result) {
    case "sum":
      return rowSums(1, rows * cols, register);
    case "row-sums":
      return rowSums(rows, cols, register);
    case "column-sums":
      return columnSums(cols, register);
  }
}

function rowSums(rows: number, cols: number, { values, offset, advance }: Register): Reduction {
  const totals = new Float64Array(rows);
  const add: Stage = (start, count) => {
    const from = offset + start * advance;
    let left = cols - (start % cols);
    for (let e = 0, i = Math.floor(start / cols); e < count; i++) {
      const end = Math.min(count, e + left);
      totals[i]! += sum(values, from + e, from + end);
      e = end;
      left = cols;
    }
  };
  return { add, totals };
}

/** By four sums that don't wait for one another. */
function sum(values: Float64Array, from: number, end: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let e = from;
  for (; e + 4 <= end; e += 4) {
    s0 += values[e]!;
    s1 += values[e + 1]!;
    s2 += values[e + 2]!;
    s3 += values[e + 3]!;
  }
  for (; e < end; e++) s0 += values[e]!;
  return s0 + s1 + (s2 + s3);
}

function columnSums(cols: number, { values, offset, advance }: Register): Reduction {
  const totals = new Float64Array(cols);
  const add: Stage = (start, count) => {
    const from = offset + start * advance;
    for (let e = 0, j = start % cols; e < count; j = 0) {
      const end = Math.min(count, e + cols - j);
      for (; e < end; e++, j++) totals[j]! += values[from + e]!;
    }
  };
  return { add, totals };
}
