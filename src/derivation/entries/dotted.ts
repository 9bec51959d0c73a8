/**
 * A product of matrices of any size, with dots.
 *
 *     [∂L/∂w_11 … ∂L/∂w_1n; ⋮; …] = \underbrace{[x_11 … x_m1; ⋮; …]}_{Xᵀ} \underbrace{[g_11 … g_1n; …]}_{G}
 */
import { index } from "../../expression/blocks.ts";
import { number, rationalNumber, sizeScalar } from "../../expression/build.ts";
import { constantSize, type Dimension, UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { equation, sentence, shown, step } from "../pieces.ts";
import type { Shown, Step } from "../step.ts";
import { braced, productOf } from "./entryPieces.ts";
import type { IndexPieces } from "./generalise.ts";
import type { Table } from "./writtenOut.ts";

/** Undotted sizes go up to this. */
const LARGEST_WHOLE = 4;

/** 1, 2 and the last place, or all places of a small number of them. */
function places(size: Dimension): Expr[] {
  if (size === UNIT) return [number(1)];
  const count = constantSize(size);
  if (count !== undefined && count <= LARGEST_WHOLE)
    return Array.from({ length: count }, (_, k) => number(k + 1));
  return [number(1), number(2), sizeScalar(size)];
}

function dotted(value: Expr, cellAt: (row: Expr, column: Expr) => Shown): Shown {
  const [rows, columns] = [places(value.shape.rows), places(value.shape.cols)];
  return {
    kind: "matrix",
    cells: rows.map((r) => columns.map((c) => cellAt(r, c))),
    at: { rows, columns },
    value,
  };
}

/** The matrix of partial derivatives as the product that it is, for a product of symbols; else nothing. */
export function dottedStep(of: Table, form: Expr, loss: SymbolNode, pieces: IndexPieces): Step[] {
  if (form.kind !== "product" || isScalar(form) || form.factors.length < 2) return [];
  const isPlain = (f: Expr) =>
    f.kind === "symbol" || (f.kind === "call" && f.fn.name === "transpose" && f.args[0]?.kind === "symbol");
  if (!form.factors.every(isPlain)) return [];
  const whole = pieces.whole(loss, of.general);
  const left = dotted(whole.value, (r, c) =>
    partialAt(whole.value as SymbolNode, loss, of.general, r, c, pieces),
  );
  const scale = product([rationalNumber(form.coefficient), ...form.scalars]);
  const factors = form.factors.map((f) =>
    braced(
      dotted(f, (r, c) => shown(index(f, r, c))),
      shown(f),
    ),
  );
  const isOne = scale.kind === "number" && scale.value.n === scale.value.d;
  const right = productOf([...(isOne ? [] : [shown(scale)]), ...factors]);
  return [step("dots", [sentence("entries.general.dots")], [equation([left, right])], "aligned")];
}

function partialAt(
  whole: SymbolNode,
  loss: SymbolNode,
  by: SymbolNode,
  row: Expr,
  column: Expr,
  pieces: IndexPieces,
): Shown {
  const made = pieces.named(`${whole.name}|${row.id}|${column.id}`, index(whole, row, column));
  return { kind: "derivative", of: shown(loss), by: shown(index(by, row, column)), value: made };
}
