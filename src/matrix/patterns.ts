/**
 * Matrices whose entries a pattern ties together (structures.ts).
 *
 *     Toeplitz, of X 3×3:  arranged  ─▶  first column and row of X along the diagonals        tied  ─▶  sums of each diagonal
 */
import type { Pattern } from "../structures.ts";
import { at, fill, type Matrix, matrix } from "./matrix.ts";

/** Each entry of the pattern from its place in X. */
export const arranged = (x: Matrix, pattern: Pattern, negate = (v: number) => -v): Matrix =>
  fill(x.rows, x.cols, (i, j) => {
    const place = pattern(i, j, x.rows);
    if (!place) return 0;
    const value = at(x, place[0], place[1]);
    return place[2] === 1 ? value : negate(value);
  });

/** How many entries are the one at each place, up to the sign. */
export function counted(n: number, pattern: Pattern): Matrix {
  const counts = matrix(n, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const place = pattern(i, j, n);
      if (place) (counts.data[place[0] * n + place[1]] as number)++;
    }
  return arranged(counts, pattern, (v) => v);
}

/** Each entry with all that are tied to it, their signs turned to its own: the sum of them. */
export function tied(x: Matrix, pattern: Pattern): Matrix {
  const sums = matrix(x.rows, x.cols);
  for (let i = 0; i < x.rows; i++)
    for (let j = 0; j < x.cols; j++) {
      const place = pattern(i, j, x.rows);
      if (place) (sums.data[place[0] * x.cols + place[1]] as number) += place[2] * at(x, i, j);
    }
  return arranged(sums, pattern);
}
