/**
 * Determinants and inverses by cofactors.
 *
 *     [a b; c d]  ─▶  a d − b c,   (a d − b c)⁻¹ [d −b; −c a]
 */
import { UnsupportedError } from "../../errors.ts";
import { negate, number, rationalNumber, sum } from "../../expression/build.ts";
import type { Expr } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { type Cells, grid } from "./cells.ts";

/** Cofactors are written out up to this order. */
const LARGEST_DETERMINANT = 3;

const entry = (cells: Cells, i: number, j: number): Expr => (cells[i] as Cells[number])[j] as Expr;

const without = (cells: Cells, i: number, j: number): Cells =>
  cells.filter((_, r) => r !== i).map((row) => row.filter((_, c) => c !== j));

/** @throws UnsupportedError for an order above 3 */
export function determinant(cells: Cells): Expr {
  if (cells.length > LARGEST_DETERMINANT) {
    throw new UnsupportedError(
      `a determinant of order ${cells.length} is not written out: at most ${LARGEST_DETERMINANT} is`,
    );
  }
  if (cells.length === 1) return entry(cells, 0, 0);
  const terms = (cells[0] as readonly Expr[]).map((a, j) => {
    const minor = product([a, determinant(without(cells, 0, j))]);
    return j % 2 === 0 ? minor : negate(minor);
  });
  return sum(terms.map(distribute));
}

/** Nobody reads more of them: what would be longer stays in its brackets. */
const MOST_TERMS = 256;

/** How many terms multiplying out makes of it. */
function termCount(e: Expr): number {
  if (e.kind === "sum") return e.terms.reduce((total, t) => total + termCount(t), 0);
  if (e.kind !== "product" || e.factors.length > 0) return 1;
  return e.scalars.reduce((total, s) => (s.kind === "sum" ? total * termCount(s) : total), 1);
}

/** a (b + c) = a b + a c, for as many terms as are read. */
export function distribute(e: Expr): Expr {
  if (e.kind !== "product" || e.factors.length > 0 || termCount(e) > MOST_TERMS) return e;
  const inner = e.scalars.find((s) => s.kind === "sum");
  if (inner?.kind !== "sum") return e;
  const others = [rationalNumber(e.coefficient), ...e.scalars.filter((s) => s !== inner)];
  return sum(inner.terms.map((t) => distribute(product([...others, t]))));
}

/** X⁻¹ = adj(X) / det(X) */
export function invert(cells: Cells): Cells {
  const scale = power(determinant(cells), number(-1));
  if (cells.length === 1) return [[scale]];
  return grid(cells.length, cells.length, (i, j) => {
    const minor = determinant(without(cells, j, i));
    return product([scale, (i + j) % 2 === 0 ? minor : negate(minor)]);
  });
}
