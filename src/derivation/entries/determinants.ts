/**
 * Determinants and inverses by cofactors, and derivatives of what is written out. The logarithm of a determinant is
 * a lemma, which is not multiplied out.
 *
 *     [a b; c d]  ─▶  a d − b c,   (a d − b c)⁻¹ [d −b; −c a],   ∂/∂b log det [a b; c d] = ([a b; c d]⁻¹)_21
 */
import { UnsupportedError } from "../../errors.ts";
import { index } from "../../expression/blocks.ts";
import { isCall, madeSymbol, negate, number, rationalNumber, sum } from "../../expression/build.ts";
import { type CallNode, type Expr, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { inverse, power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { dependsOn, substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { DETERMINANT, LOG_DETERMINANT } from "../../functions/matrix.ts";
import { indexDerivative } from "../../index/index.ts";
import { simplify } from "../../simplify/simplify.ts";
import { type Cells, cellsToMatrix, grid } from "./cells.ts";
import type { Table, WrittenOut } from "./writtenOut.ts";

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

/** What log det is taken of: the X of log(det(X)) and of logdet(X). */
export function insideLogDeterminant(e: Expr): Expr | undefined {
  if (isCall(e, LOG_DETERMINANT)) return e.args[0];
  const [of] = e.kind === "call" && e.fn.name === "log" ? e.args : [];
  return of && isCall(of, DETERMINANT) ? of.args[0] : undefined;
}

/** The derivative of a scalar by a scalar symbol, by the element-wise path. */
export const scalarDerivative = (value: Expr, by: SymbolNode): Expr =>
  symbolsIn(value).includes(by) ? indexDerivative({ value, wrt: by, kind: "gradient" }).index : number(0);

const lemmasIn = (cell: Expr, entry: SymbolNode): CallNode[] =>
  topological([cell]).filter(
    (e): e is CallNode => insideLogDeterminant(e)?.kind === "block" && symbolsIn(e).includes(entry),
  );

/** ∂cell/∂entry, in named entries. */
export function slope(cell: Expr, entry: SymbolNode, written: WrittenOut): Expr {
  const stands = new Map<Expr, SymbolNode>(
    lemmasIn(cell, entry).map((e) => [e, madeSymbol(`log det ${e.id}`, SCALAR)]),
  );
  const outside = substitute(cell, stands);
  const parts = [...stands].map(([e, t]) =>
    product([scalarDerivative(outside, t), partialOfLogDeterminant(e, entry, written)]),
  );
  const back = new Map<Expr, Expr>([...stands].map(([e, t]) => [t, e]));
  return simplify(substitute(sum([scalarDerivative(outside, entry), ...parts]), back));
}

/** Is the cell linear in the entry? */
export const isLinearIn = (cell: Expr, entry: SymbolNode): boolean =>
  lemmasIn(cell, entry).length === 0 && !dependsOn(scalarDerivative(cell, entry), entry);

/** (Σ⁻¹)_qp for the entry σ_pq. */
function partialOfLogDeterminant(e: Expr, entry: SymbolNode, written: WrittenOut): Expr {
  const block = insideLogDeterminant(e);
  const tables: readonly Table[] = [...written.variables, ...written.stages];
  const own = tables.find((t) => t.cells.flat().includes(entry) && cellsToMatrix(t.cells) === block);
  if (!own) throw new Error(`log det is not of the matrix that has ${entry.name}`);
  const p = own.cells.findIndex((row) => row.includes(entry));
  const q = (own.cells[p] as readonly Expr[]).indexOf(entry);
  const of = inverse(own.symbol);
  const named = written.stages.find((s) => s.value === of);
  return named ? (named.cells[q]?.[p] as Expr) : index(of, number(q + 1), number(p + 1));
}
