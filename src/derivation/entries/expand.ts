/**
 * An expression at given sizes, written out: the scalar in each row and column.
 *
 *     X W, X = [x_11 x_12; x_21 x_22], …  ─▶  [x_11 w_11 + x_12 w_21, …; …]
 *
 * It reads the index definitions of the function table; inverses and determinants are written out by
 * cofactors up to 3×3.
 */
import { UnsupportedError } from "../../errors.ts";
import { index } from "../../expression/blocks.ts";
import { call, isCall, number, rationalNumber, sum } from "../../expression/build.ts";
import { type CallNode, type Expr, isScalar, SCALAR } from "../../expression/expr.ts";
import { EYE, INVERSE, ONES, TRANSPOSE, ZEROS } from "../../expression/heads.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, topological } from "../../expression/walk.ts";
import { HALF_LOWER } from "../../functions/decompositions.ts";
import { entryOf, functionNamed } from "../../functions/index.ts";
import { indexNames, replaceIndices } from "../../index/terms/indices.ts";
import { type Cells, cellsToMatrix, countOf, grid, refuseLarge } from "./cells.ts";
import { determinant, insideLogDeterminant, invert } from "./determinants.ts";

/** The entries of the symbols that are written out. */
type Leaves = ReadonlyMap<Expr, Cells>;

/** Largest whole power of a matrix that is written out. */
const LARGEST_POWER = 6;

const numbers = (e: Expr): readonly [number, number] => [countOf(e.shape.rows), countOf(e.shape.cols)];

/**
 * The entries of an expression whose sizes are all numbers.
 * @throws UnsupportedError where a function has no index definition, or there are too many entries.
 */
export function expand(e: Expr, leaves: Leaves): Cells {
  const done = new Map<Expr, Cells>();
  const at = (node: Expr): Cells => {
    const known = done.get(node);
    if (known) return known;
    const isWhole = (n: Expr): boolean => insideLogDeterminant(n)?.kind === "symbol";
    const nodes = topological(
      [node],
      (n) => done.has(n) || n.kind === "bound" || leaves.has(n) || isWhole(n),
    );
    for (const n of nodes) {
      if (!done.has(n)) done.set(n, leaves.get(n) ?? expandNode(n, at));
    }
    return done.get(node) as Cells;
  };
  return at(e);
}

/** A scalar in index notation, with numbers for its free indices. */
export function expandIndexed(s: Expr, leaves: Leaves): Expr {
  return expandScalar(s, (e) => leaves.get(e) ?? expand(e, leaves));
}

type Expander = (e: Expr) => Cells;

function expandNode(e: Expr, at: Expander): Cells {
  const [rows, cols] = numbers(e);
  refuseLarge(rows, cols);
  switch (e.kind) {
    case "number":
    case "symbol":
      return [[e]];
    case "sum":
      return grid(rows, cols, (i, j) => sum(e.terms.map((t) => entry(at(t), i, j))));
    case "product": {
      const scale = [rationalNumber(e.coefficient), ...e.scalars.map((s) => entry(at(s), 0, 0))];
      const [first, ...rest] = e.factors.map(at);
      const chain = first ? rest.reduce(multiply, first) : [[number(1)]];
      return chain.map((row) => row.map((cell) => product([...scale, cell])));
    }
    case "power":
      return expandPower(e.base, e.exponent, at);
    case "call":
      return expandCall(e, at);
    case "index":
      return [[entryAtNumbers(e.of, e.row, e.column, at)]];
    case "block":
      return e.cells.flatMap((row) => {
        const parts = row.map(at);
        return (parts[0] as Cells).map((_, i) => parts.flatMap((p) => p[i] as readonly Expr[]));
      });
    case "bound": {
      const count = countOf(e.size);
      const bodies = Array.from({ length: count }, (_, k) =>
        at(replaceIndices(e.body, new Map([[e.index as Expr, number(k + 1)]]))),
      );
      return grid(rows, cols, (i, j) => sum(bodies.map((b) => entry(b, i, j))));
    }
  }
}

const entry = (cells: Cells, i: number, j: number): Expr => {
  const cell = cells[i]?.[j];
  if (!cell) throw new UnsupportedError(`there is no entry (${i + 1}, ${j + 1}) at these sizes`);
  return cell;
};

const multiply = (a: Cells, b: Cells): Cells =>
  grid(a.length, (b[0] as readonly Expr[]).length, (i, j) =>
    sum(b.map((_, k) => product([entry(a, i, k), entry(b, k, j)]))),
  );

function entryAtNumbers(of: Expr, row: Expr, column: Expr, at: Expander): Expr {
  const [i, j] = [wholeNumber(row), wholeNumber(column)];
  if (i === undefined || j === undefined) {
    throw new UnsupportedError("an entry with a free index cannot be written out");
  }
  return entry(at(of), i - 1, j - 1);
}

const wholeNumber = (e: Expr): number | undefined =>
  e.kind === "number" && e.value.d === 1 ? e.value.n : undefined;

function expandPower(base: Expr, exponent: Expr, at: Expander): Cells {
  const cells = at(base);
  if (isScalar(base)) return [[power(entry(cells, 0, 0), entry(at(exponent), 0, 0))]];
  const k = wholeNumber(exponent);
  if (k === undefined || k < 2 || k > LARGEST_POWER) {
    throw new UnsupportedError("a matrix power is written out for a small number as exponent only");
  }
  return Array.from({ length: k - 1 }).reduce<Cells>((p) => multiply(p, cells), cells);
}

function expandCall(e: CallNode, at: Expander): Cells {
  const [rows, cols] = numbers(e);
  const { fn } = e;
  const definition = entryOf(fn);
  const first = (): Cells => at(e.args[0] as Expr);
  if (isCall(e, TRANSPOSE)) return grid(rows, cols, (i, j) => entry(first(), j, i));
  if (isCall(e, ONES)) return grid(rows, cols, () => number(1));
  if (isCall(e, ZEROS)) return grid(rows, cols, () => number(0));
  if (isCall(e, EYE)) return grid(rows, cols, (i, j) => number(i === j ? 1 : 0));
  if (isCall(e, INVERSE)) return invert(first());
  if (fn.name === "det") return [[determinant(first())]];
  const inside = insideLogDeterminant(e);
  if (inside?.kind === "symbol") return [[substitute(e, new Map([[inside, cellsToMatrix(at(inside))]]))]];
  if (fn.name === "logdet") return [[logarithm(determinant(first()))]];
  if (fn.name === "tril" || fn.name === "triu") {
    const keeps = (i: number, j: number) => (fn.name === "tril" ? i >= j : i <= j);
    return grid(rows, cols, (i, j) => (keeps(i, j) ? entry(first(), i, j) : number(0)));
  }
  if (definition === HALF_LOWER) {
    const half = (i: number, j: number): Expr => product([number(1, i === j ? 2 : 1), entry(first(), i, j)]);
    return grid(rows, cols, (i, j) => (i < j ? number(0) : half(i, j)));
  }
  if (definition.elementwise && !definition.entry) {
    const args = e.args.map(at);
    return grid(rows, cols, (i, j) => {
      const parts = args.map((a, k) => (isScalar(e.args[k] as Expr) ? entry(a, 0, 0) : entry(a, i, j)));
      return definition.normal?.(parts, e.sizes) ?? call(fn, parts, e.sizes, SCALAR);
    });
  }
  if (definition.entry) return byDefinition(e, at);
  if (rows * cols === 1)
    return [
      [
        call(
          fn,
          e.args.map((a) => cellsToMatrix(at(a))),
          e.sizes,
          SCALAR,
        ),
      ],
    ];
  const whole = call(
    fn,
    e.args.map((a) => cellsToMatrix(at(a))),
    e.sizes,
    e.shape,
  );
  // of a function that is only declared nothing but its entries can be written
  if (functionNamed(fn.name) === undefined) {
    return grid(rows, cols, (i, j) => index(whole, number(i + 1), number(j + 1)));
  }
  throw new UnsupportedError(
    `${fn.name} cannot be written out entry by entry: its entry lacks the column "entry"`,
  );
}

/** The table's index definition at each row and column. */
function byDefinition(e: CallNode, at: Expander): Cells {
  const [rows, cols] = numbers(e);
  const { entry: formula } = entryOf(e.fn);
  if (!formula) throw new Error(`${e.fn.name} has no index definition`);
  const names = indexNames([e]);
  return grid(rows, cols, (i, j) => {
    const scalar = formula(e.args, number(i + 1), number(j + 1), names.bound, e.sizes);
    return expandScalar(scalar, at);
  });
}

/** A scalar in index notation with numbers as free indices; the matrices in it are known to `at`. */
function expandScalar(s: Expr, at: Expander): Expr {
  switch (s.kind) {
    case "number":
    case "symbol":
      return s.kind === "symbol" && s.role !== "index" ? entry(at(s), 0, 0) : s;
    case "index":
      return entryAtNumbers(s.of, expandScalar(s.row, at), expandScalar(s.column, at), at);
    case "bound": {
      const count = countOf(s.size);
      return sum(
        Array.from({ length: count }, (_, k) =>
          expandScalar(replaceIndices(s.body, new Map([[s.index as Expr, number(k + 1)]])), at),
        ),
      );
    }
    case "sum":
      return sum(s.terms.map((t) => expandScalar(t, at)));
    case "product":
      if (s.factors.length > 0) return entry(at(s), 0, 0);
      return product([rationalNumber(s.coefficient), ...s.scalars.map((f) => expandScalar(f, at))]);
    case "power":
      return power(expandScalar(s.base, at), expandScalar(s.exponent, at));
    case "call": {
      const definition = entryOf(s.fn);
      if (s.args.every(isScalar) && !definition.entry) {
        const args = s.args.map((a) => expandScalar(a, at));
        const numeric = constantCall(s, args);
        return numeric ?? call(s.fn, args, s.sizes, SCALAR);
      }
      return entry(at(s), 0, 0);
    }
    case "block":
      throw new Error("a block is no scalar");
  }
}

/** δ, quotients and remainders of numbers are numbers. */
function constantCall(s: CallNode, args: readonly Expr[]): Expr | undefined {
  if (!["delta", "quotient", "remainder"].includes(s.fn.name)) return undefined;
  const values = args.map(wholeNumber);
  if (values.some((v) => v === undefined)) return undefined;
  const matrices = values.map((v) => ({ rows: 1, cols: 1, data: Float64Array.of(v as number) }));
  const value = entryOf(s.fn).numeric(matrices, s.sizes.map(countOf));
  return number(value.data[0] as number);
}

const logarithm = (s: Expr): Expr => {
  const log = functionNamed("log");
  if (!log) throw new Error("the function table has no log");
  return call(log, [s], [], SCALAR);
};
