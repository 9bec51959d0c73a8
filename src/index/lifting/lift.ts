/**
 * Index notation back to matrices: the expression whose entries the terms are, where there is one.
 *
 *     Σ_k A_kp B_qk over (p, q)  ─▶  Aᵀ Bᵀ
 *
 * Each term is read as a graph (graph.ts). With more than two free indices the result is the Kronecker form
 * over stacked columns (kronecker.ts).
 */
import { bound } from "../../expression/blocks.ts";
import { rationalNumber, sum, zeros } from "../../expression/build.ts";
import { type Dimension, multiplySizes, UNIT } from "../../expression/dimension.ts";
import { type Expr, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { children, topological } from "../../expression/walk.ts";
import { contractTerm } from "../terms/contract.ts";
import { boundIndicesWithout, type IndexNames, indicesIn, replaceIndices } from "../terms/indices.ts";
import { MAXIMUM_TERMS, multiplyTerm, refuseBeyond, type Term } from "../terms/term.ts";
import { gather, type LiftInner, NO_FRAME } from "./gather.ts";
import { addMark, eliminate, type Graph, matrixOver } from "./graph.ts";
import { kroneckerOver, type Slots, stackedProduct } from "./kronecker.ts";
import { foldLinear, foldPartialTraces, foldStacked } from "./partialTrace.ts";

const stackedSize = (slots: readonly SymbolNode[], names: IndexNames): Dimension =>
  slots.reduce((size, s) => multiplySizes(size, names.sizeOf(s)), UNIT);

/** The matrix over the slots' stacked indices; undefined where some term has none. */
export function liftTerms(terms: readonly Term[], slots: Slots, names: IndexNames): Expr | undefined {
  const lifted: Expr[] = [zeros(shapeOf(stackedSize(slots.rows, names), stackedSize(slots.cols, names)))];
  const inner: LiftInner = (parts, { row, column }) => {
    const contracted = parts.map((t) => contractTerm(t, names)).filter((t) => t !== undefined);
    return liftTerms(contracted, { rows: row ? [row] : [], cols: column ? [column] : [] }, names);
  };
  const work = [...terms].reverse();
  for (let term = work.pop(); term; term = work.pop()) {
    const folded = foldPartialTraces(foldStacked(foldLinear(term, names, inner), names, inner), names, inner);
    const opened = liftTerm(folded, slots, names, inner);
    if (opened === undefined) return undefined;
    if (Array.isArray(opened)) work.push(...opened.reverse());
    else lifted.push(opened as Expr);
    refuseBeyond(lifted.length + work.length, 4 * MAXIMUM_TERMS, "terms");
  }
  return sum(lifted);
}

/** The matrix of one term, or the terms that it is the sum of, where a factor must be multiplied out. */
function liftTerm(
  term: Term,
  slots: Slots,
  names: IndexNames,
  inner: LiftInner,
): Expr | readonly Term[] | undefined {
  const parameters = parametersOf(term);
  const summed = term.bounds.filter((b) => !parameters.has(b));
  const vertices = new Set<Expr>([...summed, ...slots.rows, ...slots.cols]);
  const graph: Graph = { scalars: [rationalNumber(term.coefficient)], marks: new Map(), edges: [] };
  for (const f of term.factors) {
    const [row, column, third] = [...indicesIn(f)].filter((i) => vertices.has(i)) as SymbolNode[];
    if (!row) {
      graph.scalars.push(gather(f, NO_FRAME, names, inner) ?? f);
      continue;
    }
    const matrix = third ? undefined : gather(f, { row, column }, names, inner);
    if (!matrix) return multipliedOut(term, f, names);
    if (column) graph.edges.push({ from: row, to: column, matrix });
    else addMark(graph, row, matrix);
  }
  const left = eliminate(graph, summed, names);
  const stacked = slots.rows.length > 1 || slots.cols.length > 1;
  if (left.length > 0 && !stacked) return undefined;
  const matrix = !stacked
    ? matrixOver(graph, slots.rows[0], slots.cols[0], names)
    : left.length > 0
      ? stackedProduct(graph, slots, left, names)
      : kroneckerOver(graph, slots, names);
  const outer = term.bounds.filter((b) => parameters.has(b));
  return matrix && sumOver(matrix, outer, names);
}

/** The sum over indices that the matrix depends on, under the first names that are free. */
function sumOver(matrix: Expr, outer: readonly SymbolNode[], names: IndexNames): Expr {
  if (outer.length === 0) return matrix;
  const taken = new Set(names.reserved);
  for (const e of topological([matrix])) if (e.kind === "bound") taken.add(e.index);
  const renamed = boundIndicesWithout(taken, outer.length);
  const to = new Map(outer.map((b, n): [Expr, Expr] => [b, renamed[n] as Expr]));
  return outer.reduceRight<Expr>(
    (e, b, n) => bound(renamed[n] as SymbolNode, names.sizeOf(b), e),
    replaceIndices(matrix, to),
  );
}

/** Indices that do more than pick an entry: those within what an entry is picked of, as in (X^k)_ij. */
function parametersOf(term: Term): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  const pending: Expr[] = [...term.factors];
  for (let e = pending.pop(); e; e = pending.pop()) {
    if (indicesIn(e).size === 0) continue;
    if (e.kind === "bound") pending.push(e.body);
    else if (e.kind === "index") for (const i of indicesIn(e.of)) found.add(i);
    else if (e.kind === "symbol") found.add(e);
    else if (e.kind !== "call" || e.fn.elementwise) pending.push(...children(e));
  }
  return found;
}

/** The term with one factor's sum taken apart. */
function multipliedOut(term: Term, factor: Expr, names: IndexNames): readonly Term[] | undefined {
  const others: Term = { ...term, factors: term.factors.filter((f) => f !== factor) };
  if (factor.kind === "sum") return factor.terms.map((t) => multiplyTerm(others, t, names));
  const k = factor.kind === "power" && factor.exponent.kind === "number" ? factor.exponent.value : undefined;
  if (factor.kind !== "power" || !k || k.d !== 1 || k.n < 2 || k.n > 4) return undefined;
  const base = factor.base;
  if (base.kind !== "sum") return undefined;
  const rest = product(new Array<Expr>(k.n - 1).fill(base));
  return base.terms.map((t) => multiplyTerm(multiplyTerm(others, t, names), rest, names));
}
