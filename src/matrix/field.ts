/**
 * Arithmetic modulo a prime p below 2²⁶, on the same matrices of doubles: residues from 0 to p − 1.
 *
 *     p = 7:  3 · 5 = 1,  3⁻¹ = 5,  [1 2; 3 4]⁻¹ = [5 1; 5 3]
 *
 * A product of two residues is below 2⁵² and exact. Division by 0 gives NaN, as elsewhere in this room.
 */
import { eliminated } from "./elimination.ts";
import { allFinite, fill, identity, type Matrix, map, matrix } from "./matrix.ts";

export interface Field {
  readonly p: number;
  /** The residue of a whole number of modulus below 2⁵³ − 2²⁷. */
  reduce(x: number): number;
  /** NaN for 0. */
  invert(x: number): number;
  /** x^k for a whole k of any sign. */
  power(x: number, k: number): number;
}

/** The field of p elements. */
export function fieldOf(p: number): Field {
  const reciprocal = 1 / p;
  const reduce = (x: number): number => {
    const r = x - Math.floor(x * reciprocal) * p;
    return r < 0 ? r + p : r >= p ? r - p : r;
  };
  const invert = (x: number): number => {
    // Euclid's algorithm: after each step  c x = a  modulo p
    let [a, b, c, d] = [reduce(x), p, 1, 0];
    if (!(a > 0)) return Number.NaN;
    while (a !== 0) {
      const q = Math.floor(b / a);
      [a, b, c, d] = [b - q * a, a, d - q * c, c];
    }
    return reduce(d);
  };
  const power = (x: number, k: number): number => {
    let base = k < 0 ? invert(x) : x;
    let result = 1;
    for (let rest = Math.abs(k); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = reduce(result * base);
      base = reduce(base * base);
    }
    return Number.isNaN(base) ? base : result;
  };
  return { p, reduce, invert, power };
}

/** Σ_k a_k b_k over `count` entries that lie `stepA` and `stepB` apart. */
function dot(
  field: Field,
  a: Float64Array,
  startA: number,
  stepA: number,
  b: Float64Array,
  startB: number,
  stepB: number,
  count: number,
): number {
  let total = 0;
  for (let k = 0; k < count; k++) {
    total = field.reduce(total + (a[startA + k * stepA] as number) * (b[startB + k * stepB] as number));
  }
  return total;
}

export function multiplyModulo(field: Field, a: Matrix, b: Matrix): Matrix {
  return fill(a.rows, b.cols, (i, j) => dot(field, a.data, i * a.cols, 1, b.data, j, b.cols, a.cols));
}

/** Σ_ij a_ij b_ij of two matrices of one size. */
export const innerModulo = (field: Field, a: Matrix, b: Matrix): number =>
  dot(field, a.data, 0, 1, b.data, 0, 1, a.data.length);

export const scaleModulo = (field: Field, factor: number, m: Matrix): Matrix =>
  map(m, (x) => field.reduce(factor * x));

/** X⁻¹ and det X; where X is singular, NaN entries and 0, or NaN where an entry already is. */
export function eliminate(
  field: Field,
  x: Matrix,
): { readonly inverse: Matrix; readonly determinant: number } {
  const { inverse, determinant } = eliminated(Array.from(x.data), x.rows, {
    ...{ zero: 0, one: 1 },
    times: (a, b) => field.reduce(a * b),
    minus: (a, b) => field.reduce(a - b),
    over: (pivot) => {
      const factor = field.invert(pivot);
      return Number.isNaN(factor) ? undefined : (a) => field.reduce(factor * a);
    },
    isBetter: (a, than) => than === 0 && a !== 0,
  });
  return {
    inverse: inverse ? matrix(x.rows, x.rows, Float64Array.from(inverse)) : map(x, () => Number.NaN),
    determinant: allFinite(x) ? determinant : Number.NaN,
  };
}

/** X^k of a square matrix for a whole k. */
export function matrixPowerModulo(field: Field, x: Matrix, k: number): Matrix {
  let base = k < 0 ? eliminate(field, x).inverse : x;
  let result = identity(x.rows);
  for (let rest = Math.abs(k); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiplyModulo(field, result, base);
    base = multiplyModulo(field, base, base);
  }
  return result;
}
