/**
 * The matrix exponential, and its derivative in a direction.
 *
 * Source: N. Higham (2005), The scaling and squaring method for the matrix exponential revisited:
 * e^A = (r(A/2^s))^(2^s), r the Padé approximant of degree 3, 5, 7, 9 or 13 that the 1-norm asks for.
 */
import { requireSquare, solve } from "./lu.ts";
import { fill, identity, type Matrix, matrix, multiply } from "./matrix.ts";

/** Degree, and the largest 1-norm for which it is accurate to a double (Higham 2005, table 2.3). */
const DEGREES: readonly (readonly [number, number])[] = [
  [3, 1.495585217958292e-2],
  [5, 2.53939833006323e-1],
  [7, 9.504178996162932e-1],
  [9, 2.097847961257068],
  [13, 5.371920351148152],
];

/** Beyond it e^A isn't a double; also stops a runaway squaring. */
const MAX_SQUARINGS = 64;

function oneNorm({ rows, cols, data }: Matrix): number {
  let largest = 0;
  for (let j = 0; j < cols; j++) {
    let total = 0;
    for (let i = 0; i < rows; i++) total += Math.abs(data[i * cols + j] as number);
    if (!(total <= largest)) largest = total;
  }
  return largest;
}

/** e^A of a square matrix; NaN entries where A's aren't finite or e^A overflows. */
export function expm(a: Matrix): Matrix {
  const n = requireSquare(a);
  const norm = oneNorm(a);
  const [last, limit] = DEGREES.at(-1) as readonly [number, number];
  const degree = DEGREES.find(([, bound]) => norm <= bound)?.[0] ?? last;
  const squarings = norm > limit ? Math.ceil(Math.log2(norm / limit)) : 0;
  if (!(squarings <= MAX_SQUARINGS)) return fill(n, n, () => Number.NaN);
  const factor = 2 ** -squarings;
  const scaled = matrix(
    n,
    n,
    a.data.map((x) => x * factor),
  );
  let result = padeApproximant(scaled, degree);
  for (let s = 0; s < squarings; s++) result = multiply(result, result);
  return result;
}

/** (V − U)⁻¹ (V + U), U the odd and V the even terms of Σ b_j A^j. */
function padeApproximant(a: Matrix, degree: number): Matrix {
  const n = a.rows;
  const square = multiply(a, a);
  const odd = new Float64Array(n * n);
  const even = new Float64Array(n * n);
  let power = identity(n);
  let coefficient = 1;
  for (let j = 0; j <= degree; j += 2) {
    addScaled(even, power.data, coefficient);
    coefficient *= (degree - j) / ((j + 1) * (2 * degree - j)); // b_{j+1} / b_j
    addScaled(odd, power.data, coefficient);
    coefficient *= (degree - j - 1) / ((j + 2) * (2 * degree - j - 1));
    if (j + 2 <= degree) power = multiply(power, square);
  }
  const u = multiply(a, matrix(n, n, odd));
  const v = matrix(n, n, even);
  const minus = matrix(
    n,
    n,
    v.data.map((x, i) => x - (u.data[i] as number)),
  );
  const plus = matrix(
    n,
    n,
    v.data.map((x, i) => x + (u.data[i] as number)),
  );
  return solve(minus, plus);
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) (target[i] as number) += factor * (source[i] as number);
}

/**
 * L(A, E), the derivative of expm at A in the direction E, both n×n: the upper right block of
 * expm([A E; 0 A]). Source: R. Mathias (1996), A chain rule for matrix functions, theorem 2.1. It is linear in E, which
 * stands in the block with norm 1: a large one would ask for squarings in which A's digits are lost.
 */
export function expmFrechet(a: Matrix, e: Matrix): Matrix {
  const n = requireSquare(a);
  const size = oneNorm(e) || 1;
  const doubled = matrix(2 * n, 2 * n);
  for (let i = 0; i < n; i++) {
    const row = a.data.subarray(i * n, i * n + n);
    doubled.data.set(row, i * 2 * n);
    for (let j = 0; j < n; j++) doubled.data[i * 2 * n + n + j] = (e.data[i * n + j] as number) / size;
    doubled.data.set(row, (n + i) * 2 * n + n);
  }
  const exponential = expm(doubled);
  return fill(n, n, (i, j) => size * (exponential.data[i * 2 * n + n + j] as number));
}
