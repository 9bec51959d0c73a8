/**
 * A scalar in at most two indices, gathered into the vector or matrix of its values.
 *
 *     1 − tanh(z_ij)²  ─▶  ones − tanh(Z).^2 over (i, j)
 */
import { block } from "../../expression/blocks.ts";
import { call, eye, isCall, number, ones, rationalNumber, sum, zeros } from "../../expression/build.ts";
import { addSizes, type Dimension, UNIT } from "../../expression/dimension.ts";
import { type Expr, isVector, type Shape, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { DELTA, SINGLE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { entryOf } from "../../functions/index.ts";
import { unvec, vec } from "../../functions/kronecker.ts";
import { diagonal } from "../../functions/matrix.ts";
import { type IndexNames, indicesIn, pairParts } from "../terms/indices.ts";
import { dimensionFrom, placeParts } from "../terms/places.ts";
import { type Term, termsOf } from "../terms/term.ts";

/** The indices over rows and columns; undefined: one row or column. */
export interface Frame {
  readonly row: SymbolNode | undefined;
  readonly column: SymbolNode | undefined;
}

/** Lifts the terms of a sum within a factor; the rest of the lifter, which needs this file. */
export type LiftInner = (terms: readonly Term[], frame: Frame) => Expr | undefined;

const sizeIn = (i: SymbolNode | undefined, names: IndexNames): Dimension => (i ? names.sizeOf(i) : UNIT);

const frameShape = (frame: Frame, names: IndexNames): Shape =>
  shapeOf(sizeIn(frame.row, names), sizeIn(frame.column, names));

/** Undefined where the scalar has other indices, or uses one in a way that has no matrix. */
export function gather(e: Expr, frame: Frame, names: IndexNames, inner: LiftInner): Expr | undefined {
  const shape = frameShape(frame, names);
  const used = indicesIn(e);
  if (![...used].some((i) => i === frame.row || i === frame.column)) {
    const scalar = e.kind === "bound" ? (inner(termsOf(e, names), NO_FRAME) ?? e) : e;
    return product([scalar, ones(shape)]);
  }
  const all = (parts: readonly Expr[]): Expr[] | undefined => {
    const gathered = parts.map((part) => gather(part, frame, names, inner));
    return gathered.every((g) => g !== undefined) ? gathered : undefined;
  };
  switch (e.kind) {
    case "index":
      return gatherEntry(e.of, e.row, e.column, frame, names);
    case "sum": {
      const terms = all(e.terms);
      return terms && sum(terms);
    }
    case "product": {
      const factors = all(e.scalars);
      return factors && e.factors.length === 0
        ? hadamard([rationalNumber(e.coefficient), ...factors])
        : undefined;
    }
    case "power": {
      const base = gather(e.base, frame, names, inner);
      return base && indicesIn(e.exponent).size === 0 ? hadamardPower(base, e.exponent) : undefined;
    }
    case "bound":
      return inner(termsOf(e, names), frame);
    case "call": {
      if (isCall(e, DELTA)) return gatherDelta(e.args[0] as Expr, e.args[1] as Expr, frame, names);
      const args = entryOf(e.fn).elementwise ? all(e.args) : undefined;
      return args && call(e.fn, args, e.sizes, shape);
    }
    default:
      return undefined;
  }
}

export const NO_FRAME: Frame = { row: undefined, column: undefined };

/** Z_ab over the frame: Z or its transpose, a row, a column or the diagonal, repeated where need be. */
function gatherEntry(Z: Expr, a: Expr, b: Expr, frame: Frame, names: IndexNames): Expr | undefined {
  const { row, column } = frame;
  if (usesFrame(Z, frame)) return undefined;
  if (column === undefined) return row && columnOf(Z, a, b, row, names);
  if (row === undefined) {
    const turned = columnOf(Z, a, b, column, names);
    return turned && transpose(turned);
  }
  const upright = selected(Z, a, row, b, column, names);
  if (upright) return upright;
  const turned = selected(Z, a, column, b, row, names);
  if (turned) return transpose(turned);
  const unstacked = unstack(Z, a, b, frame, names);
  if (unstacked) return unstacked;
  const uses = (i: SymbolNode) => indicesIn(a).has(i) || indicesIn(b).has(i);
  if (uses(row) && uses(column)) return undefined;
  const only = uses(row) ? row : column;
  const v = columnOf(Z, a, b, only, names);
  if (!v) return undefined;
  return only === row
    ? product([v, ones(shapeOf(UNIT, names.sizeOf(column)))])
    : product([ones(shapeOf(names.sizeOf(row), UNIT)), transpose(v)]);
}

const usesFrame = (Z: Expr, { row, column }: Frame): boolean => {
  const own = indicesIn(Z);
  return (row !== undefined && own.has(row)) || (column !== undefined && own.has(column));
};

/** Z_ab over (i, j) where a is i plus an offset and b is j plus one. */
function selected(Z: Expr, a: Expr, i: Expr, b: Expr, j: Expr, names: IndexNames): Expr | undefined {
  const left = selectionOf(a, i, Z.shape.rows, names);
  const right = selectionOf(b, j, Z.shape.cols, names);
  return left && right && product([transpose(left), Z, right]);
}

/** The vector over i of Z_ab, where a and b have no other index but numbers and parameters. */
function columnOf(Z: Expr, a: Expr, b: Expr, i: SymbolNode, names: IndexNames): Expr | undefined {
  const { rows, cols } = Z.shape;
  if (a === i && b === i) return rows === names.sizeOf(i) ? diagonal(Z) : undefined;
  const inRow = indicesIn(b).has(i) ? undefined : selectionOf(a, i, rows, names);
  if (inRow) return product([transpose(inRow), cols === UNIT ? Z : product([Z, unit(b, cols)])]);
  const inColumn = indicesIn(a).has(i) ? undefined : selectionOf(b, i, cols, names);
  if (inColumn) {
    return product([
      transpose(inColumn),
      rows === UNIT ? transpose(Z) : product([transpose(Z), unit(a, rows)]),
    ]);
  }
  return stackedColumn(Z, a, b, i);
}

/** The unit vector e_i. */
const unit = (i: Expr, n: Dimension): Expr => call(SINGLE, [i, number(1)], [n, UNIT], shapeOf(n, UNIT));

/** Z_(remainder k, quotient k) = vec(Z)_k */
function stackedColumn(Z: Expr, a: Expr, b: Expr, k: Expr): Expr | undefined {
  const m = Z.shape.rows;
  const is = (e: Expr, name: string) =>
    e.kind === "call" && e.fn.name === name && e.args[0] === k && e.sizes[0] === m;
  return is(a, "remainder") && is(b, "quotient") ? vec(Z) : undefined;
}

/** v_((j − 1) m + i) over (i, j) is the vector v, unstacked. */
function unstack(v: Expr, a: Expr, b: Expr, { row, column }: Frame, names: IndexNames): Expr | undefined {
  if (!row || !column || !isVector(v) || b.kind !== "number") return undefined;
  for (const [i, j] of [
    [row, column],
    [column, row],
  ] as const) {
    const m = names.sizeOf(i);
    const parts = pairParts(a, m);
    if (parts?.major !== j || parts.minor !== i) continue;
    const matrix = unvec(v, m, names.sizeOf(j));
    return i === row ? matrix : transpose(matrix);
  }
  return undefined;
}

/** δ(a, b) over the frame: the identity, a unit vector, or the rows of the identity that a block selects. */
function gatherDelta(a: Expr, b: Expr, { row, column }: Frame, names: IndexNames): Expr | undefined {
  if (row && column) {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const [i, k] = x === row ? [row, column] : x === column ? [column, row] : [undefined, undefined];
      if (!i || !k || indicesIn(y).has(i) || !indicesIn(y).has(k)) continue;
      if (y === k && names.sizeOf(i) === names.sizeOf(k)) return eye(names.sizeOf(i));
      const part = selectionOf(y, k, names.sizeOf(i), names);
      return part && (i === row ? part : transpose(part));
    }
    return undefined;
  }
  const i = row ?? column;
  const other = a === i ? b : b === i ? a : undefined;
  if (!i || !other || indicesIn(other).has(i)) return undefined;
  const v = unit(other, names.sizeOf(i));
  return row ? v : transpose(v);
}

/** The matrix δ(i, k + offset) over (i, k), i of `total` rows: zeros, the identity, zeros. */
function selectionOf(place: Expr, k: Expr, total: Dimension, names: IndexNames): Expr | undefined {
  const parts = placeParts(place, names);
  if (!parts || parts.index !== k) return undefined;
  const size = names.sizeOf(k);
  const before = dimensionFrom(parts.offset);
  if (!before) return undefined;
  const after = addSizes(addSizes(total, before, -1), size, -1);
  const cells: Expr[] = [];
  if (before.key !== "0") cells.push(zeros(shapeOf(before, size)));
  cells.push(eye(size));
  if (after.key !== "0") cells.push(zeros(shapeOf(after, size)));
  return block(cells.map((cell) => [cell]));
}
