/**
 * Random primes, and random residues for a variable, arranged as its structure says.
 *
 *     S symmetric 3×3, modulo p  ─▶  6 residues, mirrored      Q orthogonal  ─▶  (I − K)(I + K)⁻¹
 */
import type { Structure } from "../../expression/expr.ts";
import { eliminate, type Field, multiplyModulo } from "../../matrix/field.ts";
import { at, fill, type Matrix } from "../../matrix/matrix.ts";
import { arranged } from "../../matrix/patterns.ts";
import { STRUCTURES } from "../../structures.ts";
import type { Random } from "../sample/random.ts";

/** Primes have 26 bits: a product of two residues is below 2⁵² and exact. */
export const SMALLEST_PRIME = 2 ** 25;

/** A prime between 2²⁵ and 2²⁶, each about equally likely. */
export function randomPrime(random: Random): number {
  for (;;) {
    const candidate = random.whole(SMALLEST_PRIME / 2, SMALLEST_PRIME - 1) * 2 + 1;
    if (isPrime(candidate)) return candidate;
  }
}

function isPrime(odd: number): boolean {
  for (let d = 3; d * d <= odd; d += 2) if (odd % d === 0) return false;
  return true;
}

/**
 * `flipped`: an orthogonal matrix of determinant −1 rather than 1.
 * What is positive (definite) is so on an open set, where no rational function but 0 vanishes: any residues do.
 */
export function drawResidues(
  field: Field,
  random: Random,
  [rows, cols]: readonly [number, number],
  structure: Structure | undefined,
  flipped: boolean,
): Matrix {
  const x = fill(rows, cols, () => random.whole(0, field.p - 1));
  if (!structure) return x;
  const { pattern, values } = STRUCTURES[structure];
  if (values === "orthonormal") return orthogonal(field, random, rows, cols, flipped);
  return pattern ? arranged(x, pattern, (v) => field.reduce(-v)) : x;
}

/** Cayley's (I − K)(I + K)⁻¹ for K antisymmetric: all orthogonal matrices without the eigenvalue −1. */
function orthogonal(field: Field, random: Random, rows: number, cols: number, flipped: boolean): Matrix {
  const k = drawResidues(field, random, [rows, rows], "antisymmetric", false);
  const plus = fill(rows, rows, (i, j) => field.reduce((i === j ? 1 : 0) + at(k, i, j)));
  const minus = fill(rows, rows, (i, j) => field.reduce((i === j ? 1 : 0) - at(k, i, j)));
  const q = multiplyModulo(field, minus, eliminate(field, plus).inverse);
  return fill(rows, cols, (i, j) => (flipped && j === 0 ? field.reduce(-at(q, i, j)) : at(q, i, j)));
}
