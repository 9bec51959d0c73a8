/**
 * The fully written-out form: a problem of small given sizes in named scalar entries.
 *
 *     Y = X W at 2×2, by W, cotangent G
 *       y_11 = x_11 w_11 + x_12 w_21, …   ∂y_11/∂w_11 = x_11, …   [x_11 g_11 + x_21 g_21, …; …]
 *
 * In: an expression, sizes, how entries are called. Out: tables of scalar expressions in new symbols, and
 * which entry each symbol is.
 */
import { UnsupportedError } from "../errors.ts";
import { number, sum, symbol } from "../expression/build.ts";
import { sizeNames } from "../expression/dimension.ts";
import { type Expr, SCALAR, type SymbolNode } from "../expression/expr.ts";
import { product } from "../expression/product.ts";
import { symbolsIn, topological } from "../expression/walk.ts";
import { contractTerm } from "./contract.ts";
import { dependenceOn } from "./dependence.ts";
import { differentiateTerms } from "./differentiate.ts";
import { type EntryNaming, entryNames } from "./entryNames.ts";
import {
  type Cells,
  EXPLICIT_LIMITS,
  type ExplicitContext,
  type ExplicitLimits,
  explicitEntries,
  fromCells,
  sizeIn,
} from "./explicit.ts";
import { indexNames } from "./indices.ts";
import { sumExpression, type Term, termsOf } from "./term.ts";

export interface ExpandedProblem {
  readonly value: Expr;
  readonly wrt: SymbolNode;
  /** Numbers for the size names; a name without one is 2. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** A vjp's G. */
  readonly cotangent?: SymbolNode;
  /** A symbol of the value's shape that the entries of the value are called after: Y. */
  readonly output?: SymbolNode;
  /** By the symbol's name. */
  readonly naming?: ReadonlyMap<string, EntryNaming>;
  readonly defaultNaming?: EntryNaming;
  readonly limits?: Partial<ExplicitLimits>;
}

/** An entry's symbol stands for the entry of a symbol in a row and column, from 1. */
export interface EntryOrigin {
  readonly of: SymbolNode;
  readonly row: number;
  readonly column: number;
}

export interface Expanded {
  readonly sizes: ReadonlyMap<string, number>;
  /** The named entries of each vector and matrix: of the value's, and of the cotangent and output. */
  readonly entries: ReadonlyMap<SymbolNode, Cells>;
  readonly origins: ReadonlyMap<Expr, EntryOrigin>;
  /** The entries of the value. */
  readonly value: Cells;
  /** partials[p][q]: the table of ∂Y_ij/∂X_pq, in the shape of the value. */
  readonly partials: readonly (readonly Cells[])[];
  /** In the shape of X: Σ_ij G_ij ∂Y_ij/∂X_pq, or a scalar's gradient; absent for a matrix without cotangent. */
  readonly gradient: Cells | undefined;
  /** d vec(Y)/d vec(X)ᵀ: rows are the entries of Y and columns those of X, column by column. */
  readonly jacobian: Cells;
}

/**
 * Writes a problem out.
 * @throws UnsupportedError where there would be too many entries, or more of them than letters.
 */
export function expandProblem(problem: ExpandedProblem): Expanded {
  const { value, wrt, cotangent } = problem;
  const limits = { ...EXPLICIT_LIMITS, ...problem.limits };
  const symbols = problemSymbols(problem);
  const sizes = sizesFor([...symbols, value], problem.sizes);
  const { entries, origins } = nameEntries(symbols, problem, { sizes, limits });
  const context: ExplicitContext = { sizes, entries, limits };
  const cells = explicitEntries(value, context);
  const by = explicitEntries(wrt, context);
  const count = cells.length * (cells[0]?.length ?? 0) * by.length * (by[0]?.length ?? 0);
  if (count > limits.total) {
    throw new UnsupportedError(`written out there would be more than ${limits.total} partial derivatives`);
  }
  const partials = by.map((row) => row.map((x) => cells.map((line) => line.map((y) => partialOf(y, x)))));
  const weights = cotangent ? explicitEntries(cotangent, context) : undefined;
  const scalar = value.shape === SCALAR;
  return {
    sizes,
    entries,
    origins,
    value: cells,
    partials,
    gradient:
      weights || scalar
        ? partials.map((row) => row.map((table) => weightedSum(table, weights ?? [[number(1)]])))
        : undefined,
    jacobian: stackColumns(cells).map((_, at) =>
      stackColumns(partials).map((table) => stackColumns(table)[at] as Expr),
    ),
  };
}

/** The matrix of a table. */
export const explicitMatrix = (cells: Cells): Expr => fromCells(cells);

const stackColumns = <T>(cells: readonly (readonly T[])[]): T[] =>
  (cells[0] ?? []).flatMap((_, j) => cells.map((row) => row[j] as T));

const weightedSum = (table: Cells, weights: Cells): Expr =>
  sum([number(0), ...table.flatMap((row, i) => row.map((d, j) => product([weights[i]?.[j] as Expr, d])))]);

/** The variables of the problem that have entries, in reading order, then the output and the cotangent. */
function problemSymbols({ value, wrt, cotangent, output }: ExpandedProblem): SymbolNode[] {
  const found = new Set<SymbolNode>([...symbolsIn(value), wrt]);
  for (const extra of [output, cotangent]) if (extra) found.add(extra);
  return [...found].filter((s) => s.role === "variable");
}

function sizesFor(
  expressions: readonly Expr[],
  given: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, number> {
  const sizes = new Map(given);
  for (const e of topological(expressions)) {
    if (e.kind === "symbol" && e.role === "size" && !sizes.has(e.name)) sizes.set(e.name, 2);
    for (const name of [...sizeNames(e.shape.rows), ...sizeNames(e.shape.cols)]) {
      if (!sizes.has(name)) sizes.set(name, 2);
    }
  }
  return sizes;
}

function nameEntries(
  symbols: readonly SymbolNode[],
  { naming, defaultNaming = {} }: ExpandedProblem,
  context: Pick<ExplicitContext, "sizes" | "limits">,
): { entries: Map<SymbolNode, Cells>; origins: Map<Expr, EntryOrigin> } {
  const arrays = symbols.filter((s) => s.shape !== SCALAR);
  const scalars = new Set(symbols.filter((s) => s.shape === SCALAR).map((s) => s.name));
  const shapes = arrays.map((s) => ({
    name: s.name,
    rows: sizeIn(s.shape.rows, context),
    cols: sizeIn(s.shape.cols, context),
    naming: naming?.get(s.name) ?? defaultNaming,
  }));
  const names = entryNames(shapes, scalars);
  const entries = new Map<SymbolNode, Cells>();
  const origins = new Map<Expr, EntryOrigin>();
  arrays.forEach((of, n) => {
    const cells = (names[n] as string[][]).map((row, i) =>
      row.map((name, j) => {
        const made = symbol(name, SCALAR);
        origins.set(made, { of, row: i + 1, column: j + 1 });
        return made;
      }),
    );
    entries.set(of, structured(of, cells));
  });
  return { entries, origins };
}

/** Entries that a structure makes equal or 0. */
function structured(of: SymbolNode, cells: Cells): Cells {
  const at = (i: number, j: number): Expr => cells[i]?.[j] as Expr;
  const keep = (rule: (i: number, j: number) => Expr): Cells =>
    cells.map((row, i) => row.map((_, j) => rule(i, j)));
  switch (of.structure) {
    case "symmetric":
    case "spd":
      return keep((i, j) => at(Math.min(i, j), Math.max(i, j)));
    case "antisymmetric":
      return keep((i, j) => (i === j ? number(0) : i < j ? at(i, j) : product([number(-1), at(j, i)])));
    case "diagonal":
      return keep((i, j) => (i === j ? at(i, j) : number(0)));
    case "lower":
      return keep((i, j) => (i >= j ? at(i, j) : number(0)));
    case "upper":
      return keep((i, j) => (i <= j ? at(i, j) : number(0)));
    case "orthogonal":
    case "positive":
    case undefined:
      return cells;
  }
}

/** ∂y/∂x of scalars. */
function partialOf(y: Expr, x: Expr): Expr {
  if (x.kind !== "symbol") return number(0);
  const depends = dependenceOn(x);
  if (!depends(y)) return number(0);
  const names = indexNames([y]);
  const raw = differentiateTerms(termsOf(y, names), { wrt: x, p: number(1), q: number(1) }, names, depends);
  const terms = raw.map((t) => contractTerm(t, names)).filter((t): t is Term => t !== undefined);
  return sumExpression(terms, names);
}
