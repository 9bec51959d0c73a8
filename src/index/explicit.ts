/**
 * Expressions of small given sizes, entry by entry: each matrix is a table of scalars.
 *
 *     X W at 2×2  ─▶  [x_11 w_11 + x_12 w_21, …; …]
 */
import { UnsupportedError } from "../errors.ts";
import { block, index } from "../expression/blocks.ts";
import { call, number, product, rationalNumber, sum, symbol } from "../expression/build.ts";
import { constantSize, type Dimension, evaluateSize, sizeOf } from "../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, SCALAR, type SymbolNode, shapeOf } from "../expression/expr.ts";
import { INVERSE, QUOTIENT, REMAINDER } from "../expression/heads.ts";
import { power } from "../expression/power.ts";
import { isInteger } from "../expression/rational.ts";
import { children, rebuild, topological } from "../expression/walk.ts";
import { apply, entryOf } from "../functions/index.ts";
import { indicesIn, replaceIndices, tidy } from "./indices.ts";

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

const table = (rows: number, cols: number, cell: (i: number, j: number) => Expr): Cells =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_unused, j) => cell(i, j)));

/** The matrix with these entries. */
export const fromCells = (cells: Cells): Expr => block(cells);

type CellsOf = (e: Expr) => Cells;

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
    case "power": {
      if (isScalar(e)) return [[power(scalarOf(e.base), scalarOf(e.exponent))]];
      const k = e.exponent.kind === "number" ? e.exponent.value : undefined;
      if (!k || !isInteger(k) || k.n < 2 || k.n > 16) {
        throw new UnsupportedError("only small whole powers of a matrix are written out");
      }
      const base = of(e.base);
      let result = base;
      for (let n = 1; n < k.n; n++) result = multiplyCells(result, base, context.limits);
      return result;
    }
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

function boundCells(i: SymbolNode, size: number, body: Expr, of: CellsOf, rows: number, cols: number): Cells {
  const terms = Array.from({ length: size }, (_, n) =>
    of(replaceIndices(body, new Map([[i, number(n + 1)]]))),
  );
  return table(rows, cols, (r, c) => sum([number(0), ...terms.map((t) => t[r]?.[c] as Expr)]));
}

function entryOfCells(cells: Cells, row: Expr, column: Expr, of: Expr): Expr {
  if (row.kind !== "number" || column.kind !== "number") return index(of, row, column);
  const cell = cells[row.value.n - 1]?.[column.value.n - 1];
  if (!cell) {
    throw new UnsupportedError(`there is no entry (${row.value.n}, ${column.value.n}) at the given sizes`);
  }
  return cell;
}

const termCount = (e: Expr): number => (e.kind === "sum" ? e.terms.length : 1);

/** a · b, multiplied out as long as that is not too long. */
function distribute(a: Expr, b: Expr, limits: ExplicitLimits): Expr {
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

function callCells(e: CallNode, of: CellsOf, rows: number, cols: number, context: ExplicitContext): Cells {
  const entry = entryOf(e.fn);
  const args = e.args.map((a) => of(a));
  const at = (n: number) => args[n] as Cells;
  if (entry.elementwise) {
    return table(rows, cols, (i, j) => {
      const own = args.map((a) => (a.length === 1 && a[0]?.length === 1 ? a[0][0] : a[i]?.[j]) as Expr);
      return rebuild(call(e.fn, own, e.sizes, SCALAR), own);
    });
  }
  if (e.fn.name === INVERSE.name && rows <= 3) return inverseCells(at(0));
  if (e.fn.name === "det" && at(0).length <= 3) return [[determinant(at(0))]];
  const keeps = MASKS.get(e.fn.name);
  if (keeps) return table(rows, cols, (i, j) => (keeps(i, j) ? (at(0)[i]?.[j] as Expr) : number(0)));
  const sizes = e.sizes.map((size) => sizeOf(sizeIn(size, context)));
  const { entry: formula } = entry;
  if (!formula) return atomCells(e, args.map(fromCells), sizes, rows, cols);
  const stands = args.map((a, n) => symbol(`argument ${n}`, cellsShape(a), undefined, "hole"));
  const cellsBy = new Map<Expr, Cells>(stands.map((s, n) => [s, at(n)]));
  return table(rows, cols, (i, j) =>
    writtenOut(formula(stands, number(i + 1), number(j + 1), freshIndices(), sizes), cellsBy),
  );
}

const MASKS: ReadonlyMap<string, (i: number, j: number) => boolean> = new Map([
  ["tril", (i: number, j: number) => i >= j],
  ["triu", (i: number, j: number) => i <= j],
]);

/** An atom of explicit arguments stays a call, F(…)_ij. */
function atomCells(
  e: CallNode,
  blocks: readonly Expr[],
  sizes: readonly Dimension[],
  rows: number,
  cols: number,
): Cells {
  const whole = apply(entryOf(e.fn), blocks, sizes);
  return table(rows, cols, (i, j) => index(whole, number(i + 1), number(j + 1)));
}

function freshIndices(): (size: Dimension) => SymbolNode {
  let count = 0;
  return () => {
    count += 1;
    return symbol(`index ${count}`, SCALAR, undefined, "index");
  };
}

/** Sums over an index as plain sums, entries of arguments as cells; as deep as the formula in the table. */
function writtenOut(e: Expr, cellsBy: ReadonlyMap<Expr, Cells>): Expr {
  if (e.kind === "bound") {
    const size = constantSize(e.size) ?? 0;
    const terms = Array.from({ length: size }, (_, n) =>
      writtenOut(replaceIndices(e.body, new Map([[e.index, number(n + 1)]])), cellsBy),
    );
    return sum([number(0), ...terms]);
  }
  if (e.kind === "symbol") return cellsBy.get(e)?.[0]?.[0] ?? e;
  if (e.kind === "number") return e;
  if (e.kind === "index") {
    const [row, column] = [writtenOut(e.row, cellsBy), writtenOut(e.column, cellsBy)];
    const cells = cellsBy.get(e.of);
    return cells ? entryOfCells(cells, row, column, e.of) : index(e.of, row, column);
  }
  const parts = children(e).map((part) => writtenOut(part, cellsBy));
  return placeValue(e, parts) ?? tidy(rebuild(e, parts));
}

/** A quotient or remainder of a number. */
function placeValue(e: Expr, [k]: readonly Expr[]): Expr | undefined {
  if (e.kind !== "call" || k?.kind !== "number") return undefined;
  const m = constantSize(e.sizes[0] ?? sizeOf(0)) ?? 0;
  if (e.fn.name === QUOTIENT.name) return number(Math.floor((k.value.n - 1) / m) + 1);
  return e.fn.name === REMAINDER.name ? number(((k.value.n - 1) % m) + 1) : undefined;
}

const minor = (cells: Cells, row: number, column: number): Cells =>
  cells.filter((_, i) => i !== row).map((cs) => cs.filter((_, j) => j !== column));

/** By cofactors along the first row. */
function determinant(cells: Cells): Expr {
  if (cells.length === 0) return number(1);
  return sum([
    number(0),
    ...(cells[0] as readonly Expr[]).map((x, j) =>
      distribute(
        product([number(j % 2 === 0 ? 1 : -1), x]),
        determinant(minor(cells, 0, j)),
        EXPLICIT_LIMITS,
      ),
    ),
  ]);
}

/** Adjugate over determinant. */
function inverseCells(cells: Cells): Cells {
  const over = power(determinant(cells), number(-1));
  const n = cells.length;
  return table(n, n, (i, j) =>
    product([number((i + j) % 2 === 0 ? 1 : -1), over, determinant(minor(cells, j, i))]),
  );
}

/** The shape of explicit cells. */
export const cellsShape = (cells: Cells) => shapeOf(sizeOf(cells.length), sizeOf(cells[0]?.length ?? 0));
