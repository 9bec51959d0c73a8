/**
 * Derivatives of written-out entries. The logarithm of a determinant is a lemma: it is not multiplied out.
 *
 *     ∂/∂σ_12 log det [σ_11 σ_12; σ_21 σ_22]  ─▶  (Σ⁻¹)_21, or p_21 where P = Σ⁻¹
 */
import { index } from "../../expression/blocks.ts";
import { isCall, madeSymbol, number, sum } from "../../expression/build.ts";
import { type CallNode, type Expr, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { inverse } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { dependsOn, substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { DETERMINANT, LOG_DETERMINANT } from "../../functions/matrix.ts";
import { indexDerivative } from "../../index/index.ts";
import { simplify } from "../../simplify/simplify.ts";
import { cellsToMatrix } from "./cells.ts";
import type { Table, WrittenOut } from "./writtenOut.ts";

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
