/**
 * Calls of small given sizes, entry by entry: by the table's index formula, with every sum written out.
 *
 *     diag(x) at n = 2  ─▶  [x_1, 0; 0, x_2]        inv(X)  ─▶  adjugate over determinant
 */
import { index } from "../expression/blocks.ts";
import { call, number, sum, symbol } from "../expression/build.ts";
import { constantSize, type Dimension, sizeOf } from "../expression/dimension.ts";
import { type CallNode, type Expr, SCALAR, type SymbolNode, shapeOf } from "../expression/expr.ts";
import { INVERSE, QUOTIENT, REMAINDER } from "../expression/heads.ts";
import { power } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { children, rebuild } from "../expression/walk.ts";
import { apply, entryOf } from "../functions/index.ts";
import {
  type Cells,
  type CellsOf,
  distribute,
  EXPLICIT_LIMITS,
  type ExplicitContext,
  entryOfCells,
  fromCells,
  sizeIn,
  table,
} from "./explicit.ts";
import { replaceIndices, tidy } from "./indices.ts";

export function callCells(
  e: CallNode,
  of: CellsOf,
  rows: number,
  cols: number,
  context: ExplicitContext,
): Cells {
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
