/**
 * Dense matrices of doubles, row by row: what evaluation works on. A scalar is 1×1, a vector n×1.
 */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

export function matrix(rows: number, cols: number, data?: Float64Array): Matrix {
  return { rows, cols, data: data ?? new Float64Array(rows * cols) };
}

export const scalarMatrix = (value: number): Matrix => matrix(1, 1, Float64Array.of(value));

export function fill(rows: number, cols: number, entry: (i: number, j: number) => number): Matrix {
  const result = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) result.data[i * cols + j] = entry(i, j);
  }
  return result;
}

/** The entry at row i, column j, from 0. */
export const at = (m: Matrix, i: number, j: number): number => m.data[i * m.cols + j] as number;

export const map = (m: Matrix, f: (x: number) => number): Matrix => matrix(m.rows, m.cols, m.data.map(f));

export function transposed(m: Matrix): Matrix {
  const result = matrix(m.cols, m.rows);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.cols; j++) result.data[j * m.rows + i] = m.data[i * m.cols + j] as number;
  }
  return result;
}

export const identity = (n: number): Matrix => fill(n, n, (i, j) => (i === j ? 1 : 0));

export const allFinite = (m: Matrix): boolean => m.data.every(Number.isFinite);

/** Combines entry by entry; a 1×1 operand is replicated. */
export function zip(a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix {
  if (a.data.length === 1 && b.data.length !== 1) return map(b, (y) => f(a.data[0] as number, y));
  if (b.data.length === 1) return map(a, (x) => f(x, b.data[0] as number));
  return matrix(
    a.rows,
    a.cols,
    a.data.map((x, i) => f(x, b.data[i] as number)),
  );
}

export function multiply(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.cols);
  const n = b.cols;
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      const x = a.data[i * a.cols + k] as number;
      for (let j = 0; j < n; j++) {
        (result.data[i * n + j] as number) += x * (b.data[k * n + j] as number);
      }
    }
  }
  return result;
}
