/**
 * Random values for one variable: entries of modulus 0.3 to 1.3 (never near a kink at 0, never far from
 * 1), signs at random, arranged as the variable's structure says.
 */
import type { Structure } from "../../expression/expr.ts";
import { at, fill, type Matrix, matrix, multiply, transposed } from "../../matrix/matrix.ts";
import { arranged } from "../../matrix/patterns.ts";
import { hasValues, meansSymmetric, STRUCTURES } from "../../structures.ts";
import type { Random } from "./random.ts";

/** How to draw what has no structure of its own. */
export interface Style {
  readonly sign: "mixed" | "positive";
  /** Factor of all entries. */
  readonly scale: number;
  /** Square matrices: any entries, or with a positive definite symmetric part. */
  readonly square: "plain" | "definite";
}

export const PLAIN: Style = { sign: "mixed", scale: 1, square: "plain" };

/** A matrix with that structure, scaled as the style says (an orthogonal one isn't scaled). */
export function draw(
  random: Random,
  rows: number,
  cols: number,
  structure: Structure | undefined,
  style: Style,
): Matrix {
  const x = drawUnscaled(random, rows, cols, structure, style);
  if (style.scale === 1 || hasValues(structure, "orthonormal")) return x;
  return matrix(
    rows,
    cols,
    x.data.map((v) => v * style.scale),
  );
}

function drawUnscaled(
  random: Random,
  rows: number,
  cols: number,
  structure: Structure | undefined,
  { sign, square }: Style,
): Matrix {
  const isPositive = sign === "positive" || hasValues(structure, "positive");
  const entry = (): number => random.uniform(0.3, 1.3) * (isPositive || random.next() < 0.5 ? 1 : -1);
  const definite = square === "definite" && rows === cols && rows > 1;
  const x = fill(rows, cols, entry);
  if (!structure) return definite ? unsymmetricDefinite(random, rows) : x;
  const { pattern, values } = STRUCTURES[structure];
  if (values === "orthonormal") return orthogonal(random, rows, cols);
  if (values === "definite" || (definite && meansSymmetric(structure))) return positiveDefinite(random, rows);
  const own = pattern ? arranged(x, pattern) : x;
  return definite ? fill(rows, cols, (i, j) => (i === j ? Math.abs(at(own, i, j)) : at(own, i, j))) : own;
}

/** A Aᵀ/n + I/2 with normal entries: eigenvalues between ½ and about 5. */
function positiveDefinite(random: Random, n: number): Matrix {
  const a = fill(n, n, () => random.normal());
  const square = multiply(a, transposed(a));
  return fill(n, n, (i, j) => at(square, i, j) / n + (i === j ? 0.5 : 0));
}

/** Positive definite but not symmetric: a lost transpose shows. */
function unsymmetricDefinite(random: Random, n: number): Matrix {
  const p = positiveDefinite(random, n);
  const k = fill(n, n, () => random.normal());
  return fill(n, n, (i, j) => at(p, i, j) + 0.3 * (at(k, i, j) - at(k, j, i)));
}

/** Orthonormal columns, by Gram-Schmidt on normal entries, twice for accuracy. */
function orthogonal(random: Random, rows: number, cols: number): Matrix {
  const columns: Float64Array[] = [];
  for (let j = 0; j < cols; j++) {
    const v = Float64Array.from({ length: rows }, () => random.normal());
    for (const q of [...columns, ...columns]) {
      const projection = q.reduce((total, x, i) => total + x * (v[i] as number), 0);
      for (let i = 0; i < rows; i++) (v[i] as number) -= projection * (q[i] as number);
    }
    const length = Math.hypot(...v);
    columns.push(v.map((x) => x / length));
  }
  return fill(rows, cols, (i, j) => (columns[j] as Float64Array)[i] as number);
}
