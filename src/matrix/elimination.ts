/**
 * Gauss-Jordan elimination over a field: residues modulo a prime, numbers of many digits.
 *
 *     [1 2; 3 4] modulo 7  ─▶  inverse [5 1; 5 3], determinant 5
 */

interface Arithmetic<T> {
  readonly zero: T;
  readonly one: T;
  times(a: T, b: T): T;
  minus(a: T, b: T): T;
  /** Division by a pivot; undefined: it is none. */
  over(pivot: T): ((a: T) => T) | undefined;
  /** Is the first one a better pivot? */
  isBetter(a: T, than: T): boolean;
}

/** X⁻¹ and det X, of the n × n entries row by row; where no pivot is left, no inverse and 0. */
export function eliminated<T>(
  entries: readonly T[],
  n: number,
  { zero, one, times, minus, over, isBetter }: Arithmetic<T>,
): { readonly inverse: readonly T[] | undefined; readonly determinant: T } {
  const rows = Array.from({ length: n }, (_, i) => [
    ...entries.slice(i * n, (i + 1) * n),
    ...Array.from({ length: n }, (_, j) => (i === j ? one : zero)),
  ]);
  let determinant = one;
  for (let column = 0; column < n; column++) {
    const headOf = (row: number): T => rows[row]?.[column] as T;
    let pivot = column;
    for (let row = column + 1; row < n; row++) if (isBetter(headOf(row), headOf(pivot))) pivot = row;
    const head = headOf(pivot);
    const signed = pivot === column ? determinant : minus(zero, determinant);
    determinant = times(signed, head);
    const divide = over(head);
    if (!divide) return { inverse: undefined, determinant };
    const scaled = (rows[pivot] as T[]).map(divide);
    rows[pivot] = rows[column] as T[];
    rows[column] = scaled;
    for (const [i, row] of rows.entries()) {
      const factor = headOf(i);
      if (i !== column && factor !== zero) {
        rows[i] = row.map((x, j) => minus(x, times(factor, scaled[j] as T)));
      }
    }
  }
  return { inverse: rows.flatMap((row) => row.slice(n)), determinant };
}
