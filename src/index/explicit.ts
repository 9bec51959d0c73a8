/**
 * Expressions of small given sizes, entry by entry: each matrix is a table of scalars.
 *
 *     X W at 2×2  ─▶  [x_11 w_11 + x_12 w_21, …; …]
 */
import { UnsupportedError } from "../errors.ts";
import { block, index } from "../expression/blocks.ts";
import { number, rationalNumber, sum } from "../expression/build.ts";
import { type Dimension, evaluateSize, sizeOf } from "../expression/dimension.ts";
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { power } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { isInteger } from "../expression/rational.ts";
import { topological } from "../expression/walk.ts";
import { callCells } from "./explicitCalls.ts";
import { indicesIn, replaceIndices } from "./indices.ts";

export type Cells = readonly (readonly Expr[])[];

export interface ExplicitLimits {
  /** Entries of one matrix. */
  readonly entries: number;
  /** Terms of one entry: more are not multiplied out. */
  readonly terms: number;
  /** Entries of all intermediate results together. */
  readonly total: number;
}

export const EXPLICIT_LIMITS: ExplicitLimits = { entries: 400, terms: 64, total: 20_000 };

export interface ExplicitContext {
  readonly sizes: ReadonlyMap<string, number>;
  /** The named entries of variables, by symbol. */
  readonly entries: ReadonlyMap<SymbolNode, Cells>;
  readonly limits: ExplicitLimits;
}

/**
 * The entries of an expression.
 * @throws UnsupportedError where a size has no value, or there would be too many entries.
 */
export function explicitEntries(e: Expr, context: ExplicitContext): Cells {
  return cellsFor(e, new Map(), context);
}

/** Nodes that depend on an index are met only within its sum, with numbers in its place. */
function cellsFor(e: Expr, done: Map<Expr, Cells>, context: ExplicitContext): Cells {
  for (const node of topological([e], (n) => done.has(n))) {
    if (done.has(node) || indicesIn(node).size > 0) continue;
    const [rows, cols] = [sizeIn(node.shape.rows, context), sizeIn(node.shape.cols, context)];
    if (rows * cols > context.limits.entries) refuse(context.limits.entries);
    if (done.size > context.limits.total) refuse(context.limits.total);
    const of = (part: Expr): Cells => done.get(part) ?? cellsFor(part, done, context);
    done.set(node, cellsOf(node, of, context));
  }
  return done.get(e) as Cells;
}

function refuse(count: number): never {
  throw new UnsupportedError(`written out there would be more than ${count} entries`);
}

export function sizeIn(size: Dimension, context: Pick<ExplicitContext, "sizes" | "limits">): number {
  const value = evaluateSize(size, context.sizes);
  if (value === undefined) throw new UnsupportedError(`the size ${size.key} has no value`);
  if (value > context.limits.entries) refuse(context.limits.entries);
  return value;
}

export const table = (rows: number, cols: number, cell: (i: number, j: number) => Expr): Cells =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_unused, j) => cell(i, j)));

/** The matrix with these entries. */
export const fromCells = (cells: Cells): Expr => block(cells);

export type CellsOf = (e: Expr) => Cells;

function cellsOf(e: Expr, of: CellsOf, context: ExplicitContext): Cells {
  const rows = sizeIn(e.shape.rows, context);
  const cols = sizeIn(e.shape.cols, context);
  const scalarOf = (s: Expr): Expr => of(s)[0]?.[0] as Expr;
  switch (e.kind) {
    case "number":
      return [[e]];
    case "symbol": {
      if (e.role === "size") return [[number(sizeIn(sizeOf(e.name), context))]];
      return context.entries.get(e) ?? [[e]];
    }
    case "sum":
      return table(rows, cols, (i, j) => sum(e.terms.map((t) => of(t)[i]?.[j] as Expr)));
    case "product": {
      const scalar = product([rationalNumber(e.coefficient), ...e.scalars.map(scalarOf)]);
      if (e.factors.length === 0) return [[scalar]];
      const chain = e.factors.map(of).reduce((a, b) => multiplyCells(a, b, context.limits));
      return table(rows, cols, (i, j) => distribute(scalar, chain[i]?.[j] as Expr, context.limits));
    }
    case "power":
      return isScalar(e)
        ? [[power(scalarOf(e.base), scalarOf(e.exponent))]]
        : powerCells(of(e.base), e.exponent, context);
    case "block":
      return e.cells.flatMap((row) => {
        const parts = row.map(of);
        return (parts[0] as Cells).map((_, i) => parts.flatMap((part) => part[i] as readonly Expr[]));
      });
    case "index":
      return [[entryOfCells(of(e.of), e.row, e.column, e.of)]];
    case "bound":
      return boundCells(e.index, sizeIn(e.size, context), e.body, of, rows, cols);
    case "call":
      return callCells(e, of, rows, cols, context);
  }
}

function powerCells(base: Cells, exponent: Expr, { limits }: ExplicitContext): Cells {
  const k = exponent.kind === "number" ? exponent.value : undefined;
  if (!k || !isInteger(k) || k.n < 2 || k.n > HIGHEST_POWER) {
    throw new UnsupportedError("only small whole powers of a matrix are written out");
  }
  let result = base;
  for (let n = 1; n < k.n; n++) result = multiplyCells(result, base, limits);
  return result;
}

const HIGHEST_POWER = 16;

function boundCells(i: SymbolNode, size: number, body: Expr, of: CellsOf, rows: number, cols: number): Cells {
  const terms = Array.from({ length: size }, (_, n) =>
    of(replaceIndices(body, new Map([[i, number(n + 1)]]))),
  );
  return table(rows, cols, (r, c) => sum([number(0), ...terms.map((t) => t[r]?.[c] as Expr)]));
}

export function entryOfCells(cells: Cells, row: Expr, column: Expr, of: Expr): Expr {
  if (row.kind !== "number" || column.kind !== "number") return index(of, row, column);
  const cell = cells[row.value.n - 1]?.[column.value.n - 1];
  if (!cell) {
    throw new UnsupportedError(`there is no entry (${row.value.n}, ${column.value.n}) at the given sizes`);
  }
  return cell;
}

const termCount = (e: Expr): number => (e.kind === "sum" ? e.terms.length : 1);

/** a · b, multiplied out as long as that is not too long. */
export function distribute(a: Expr, b: Expr, limits: ExplicitLimits): Expr {
  const [left, right] = [a, b].map((e) => (e.kind === "sum" ? e.terms : [e])) as [Expr[], Expr[]];
  if (termCount(a) * termCount(b) > limits.terms) return product([a, b]);
  return sum(left.flatMap((x) => right.map((y) => product([x, y]))));
}

function multiplyCells(a: Cells, b: Cells, limits: ExplicitLimits): Cells {
  const cols = b[0]?.length ?? 0;
  return table(a.length, cols, (i, j) =>
    sum((a[i] as readonly Expr[]).map((x, k) => distribute(x, b[k]?.[j] as Expr, limits))),
  );
}
