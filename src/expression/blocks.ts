/**
 * Blocks, entries and sums over an index.
 */
import { ShapeError } from "../errors.ts";
import { eye, isCall, isZero, number, rationalNumber, sizeScalar, zeros } from "./build.ts";
import { addSizes, type Dimension } from "./dimension.ts";
import {
  children,
  type Expr,
  intern,
  isScalar,
  SCALAR,
  type SymbolNode,
  shapeOf,
  shapeText,
} from "./expr.ts";
import { ONES, TRANSPOSE } from "./heads.ts";
import { product } from "./product.ts";
import * as Q from "./rational.ts";

/** Rows of blocks; the heights of a row and the widths of a column of blocks must agree. */
export function block(cells: readonly (readonly Expr[])[]): Expr {
  const firstRow = cells[0];
  const corner = firstRow?.[0];
  if (!firstRow || !corner) throw new ShapeError("a block needs at least one entry");
  for (const row of cells) {
    if (row.length !== firstRow.length) {
      throw new ShapeError(
        `a row of the block has ${row.length} entries and the first has ${firstRow.length}`,
      );
    }
  }
  if (cells.length === 1 && firstRow.length === 1) return corner;
  cells.forEach((row) => {
    row.forEach((cell, j) => {
      const left = row[0] as Expr;
      const top = firstRow[j] as Expr;
      if (cell.shape.rows !== left.shape.rows || cell.shape.cols !== top.shape.cols) {
        const expected = shapeText(shapeOf(left.shape.rows, top.shape.cols));
        throw new ShapeError(`an entry of the block is ${shapeText(cell.shape)} where ${expected} fits`);
      }
    });
  });
  const rows = cells.map((row) => (row[0] as Expr).shape.rows).reduce((a, b) => addSizes(a, b));
  const cols = firstRow.map((cell) => cell.shape.cols).reduce((a, b) => addSizes(a, b));
  const shape = shapeOf(rows, cols);
  if (cells.every((row) => row.every(isZero))) return zeros(shape);
  const key = `b${cells.map((row) => row.map((c) => c.id).join(",")).join(";")}`;
  return intern(key, shape, {
    kind: "block",
    cells: Object.freeze(cells.map((row) => Object.freeze([...row]))),
  });
}

/** [0 I 0]: picks the part `n` of a stack of parts of these sizes; I where there is one part. */
export function selection(sizes: readonly Dimension[], n: number): Expr {
  const own = sizes[n] as Dimension;
  const total = (parts: readonly Dimension[]) => parts.reduce((a, b) => addSizes(a, b));
  const [before, after] = [sizes.slice(0, n), sizes.slice(n + 1)];
  return block([
    [
      ...(before.length > 0 ? [zeros(shapeOf(own, total(before)))] : []),
      eye(own),
      ...(after.length > 0 ? [zeros(shapeOf(own, total(after)))] : []),
    ],
  ]);
}

/** The cells of a block whose cells are all scalars: an explicit matrix. */
export function explicitCells(e: Expr): readonly (readonly Expr[])[] | undefined {
  return e.kind === "block" && e.cells.every((row) => row.every(isScalar)) ? e.cells : undefined;
}

/** The entry in a row and a column, scalars from 1. */
export function index(of: Expr, row: Expr, column: Expr): Expr {
  if (isScalar(of)) return of;
  if (isCall(of, TRANSPOSE)) return index(of.args[0] as Expr, column, row);
  if (isCall(of, ONES)) return number(1);
  if (isZero(of)) return number(0);
  const cells = explicitCells(of);
  if (cells && row.kind === "number" && column.kind === "number") {
    const cell = cells[row.value.n - 1]?.[column.value.n - 1];
    if (cell) return cell;
  }
  return intern(`i${of.id}|${row.id}|${column.id}`, SCALAR, { kind: "index", of, row, column });
}

/** Σ over `index` from 1 to `size`. */
export function bound(index: SymbolNode, size: Dimension, body: Expr): Expr {
  if (isZero(body)) return body;
  if (!mentions(body, index)) return product([sizeScalar(size), body]);
  if (body.kind === "product" && (body.coefficient.n !== 1 || body.coefficient.d !== 1)) {
    const [own, inverse] = [body.coefficient, Q.invert(body.coefficient)].map(rationalNumber) as [Expr, Expr];
    return product([own, bound(index, size, product([inverse, body]))]);
  }
  return intern(`Σ${index.id}|${size.key}|${body.id}`, body.shape, { kind: "bound", index, size, body });
}

/** Does the index occur in the body? Looks at what the body is made of, not only at the node. */
function mentions(body: Expr, index: SymbolNode): boolean {
  const seen = new Set<Expr>([body]);
  for (const e of seen) {
    if (e === index) return true;
    // another sum over the same index hides it
    if (e.id < index.id || (e.kind === "bound" && e.index === index)) continue;
    for (const part of children(e)) seen.add(part);
  }
  return false;
}
