/**
 * Directions to differentiate in, what a claimed derivative says of them, and the structures that
 * restrict them.
 */
import type { Structure } from "../../expression/expr.ts";
import { at, fill, type Matrix, matrix, multiply, transposed, zip } from "../../matrix/matrix.ts";
import { counted, tied } from "../../matrix/patterns.ts";
import { type Pattern, STRUCTURES } from "../../structures.ts";
import { randomFrom } from "./random.ts";

/** Up to this many entries of a variable each entry is moved by itself. */
export const LARGEST_ENTRYWISE = 64;
export const RANDOM_DIRECTIONS = 12;

/**
 * Each single-entry matrix E_ij, or random directions where there are too many: of length 1; at most so many, then
 * longer the more entries there are, as a step by 1 in a million entries would drown in rounding.
 */
export function directionsOf(x: Matrix, seed: number, purpose: string, most?: number): Matrix[] {
  const count = x.data.length;
  if (count > LARGEST_ENTRYWISE) {
    const length = most === undefined ? 1 : Math.sqrt(count / LARGEST_ENTRYWISE);
    return randomDirections(x, most ?? RANDOM_DIRECTIONS, seed, purpose, length);
  }
  return entryDirections(x);
}

/** Each single-entry matrix E_ij. */
export const entryDirections = (x: Matrix): Matrix[] =>
  Array.from(x.data, (_, k) => {
    const direction = matrix(x.rows, x.cols);
    direction.data[k] = 1;
    return direction;
  });

export function randomDirections(
  x: Matrix,
  count: number,
  seed: number,
  purpose: string,
  length = 1,
): Matrix[] {
  const random = randomFrom(seed, `direction ${purpose}`);
  // any density will do, and this one is cheap where there are a million entries
  const next = length === 1 ? random.normal : () => random.uniform(-1, 1);
  return Array.from({ length: count }, () => {
    const direction = fill(x.rows, x.cols, next);
    const scale = length / Math.sqrt(direction.data.reduce((total, v) => total + v * v, 0));
    return matrix(
      x.rows,
      x.cols,
      direction.data.map((v) => v * scale),
    );
  });
}

/**
 * What a derivative with respect to a structured matrix means: the projection of the gradient on the
 * structure, independent entries that move together, or the diagonal.
 */
export type StructureMeaning = "projection" | "independent-entries" | "diagonal";

/**
 * The self-adjoint map S with (structured gradient) = S(free gradient): as ⟨S U, V⟩ = ⟨U, S V⟩, it is
 * enough to differentiate in the direction S V.
 */
export function structuredDirection(
  v: Matrix,
  meaning: StructureMeaning | undefined,
  structure: Structure | undefined,
  x: Matrix,
): Matrix {
  const n = v.rows;
  switch (meaning) {
    case undefined:
      return v;
    case "diagonal":
      return fill(n, n, (i, j) => (i === j ? at(v, i, i) : 0));
    case "independent-entries":
      return tied(v, patternOf(structure));
    case "projection":
      return projected(v, structure, x);
  }
}

const patternOf = (structure: Structure = "symmetric") => STRUCTURES[structure].pattern ?? EVERY_ENTRY;
const EVERY_ENTRY: Pattern = (i, j) => [i, j, 1];

/** The nearest matrix in the tangent space of the structure at X. */
function projected(v: Matrix, structure: Structure | undefined, x: Matrix): Matrix {
  if (structure === undefined || STRUCTURES[structure].values !== "orthonormal") {
    const pattern = patternOf(structure);
    return zip(tied(v, pattern), counted(v.rows, pattern), (sum, count) => (count === 0 ? 0 : sum / count));
  }
  // V − X sym(XᵀV): Edelman, Arias, Smith (1998), eq. 2.4
  const inner = multiply(transposed(x), v);
  const normal = multiply(
    x,
    fill(inner.rows, inner.cols, (i, j) => (at(inner, i, j) + at(inner, j, i)) / 2),
  );
  return zip(v, normal, (a, b) => a - b);
}

/** Σ A_ij B_ij, as a list of one. */
export function pairing(a: Matrix, b: Matrix): Float64Array {
  let total = 0;
  for (let i = 0; i < a.data.length; i++) total += (a.data[i] as number) * (b.data[i] as number);
  return Float64Array.of(total);
}

/** vec, columns stacked, as a list; a scalar's, vector's or row's entries are in that order already. */
export const stacked = (m: Matrix): Float64Array =>
  m.rows === 1 || m.cols === 1 ? m.data : transposed(m).data;

/** D vec(V) for a derivative D that is a matrix acting on vec(X). */
export const applied = (d: Matrix, v: Matrix): Float64Array =>
  multiply(d, matrix(v.data.length, 1, stacked(v))).data;
