/**
 * A product of matrices as code, in an order that keeps its partial products small.
 *
 *     A B x  ─▶  A @ (B @ x)        xᵀ A x  ─▶  (x.T @ A @ x)[0, 0]        A⁻¹ b  ─▶  solve(A, b)
 */
import { isCall } from "../../expression/build.ts";
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import type { Expr } from "../../expression/expr.ts";
import { INVERSE, ONES } from "../../expression/heads.ts";
import { chainOf, dimsOf, inOrder } from "../../matrix/chain.ts";
import { type Piece, positive } from "../pieces/piece.ts";
import { functionPiece } from "./calls.ts";
import { operatorsFor, type Workspace } from "./workspace.ts";

export interface Factor {
  readonly value: Expr;
  readonly piece: Piece;
}

/** A partial product; `value` where it is one factor. */
interface Part {
  readonly value: Expr | undefined;
  readonly piece: Piece;
}

export function chainPiece(factors: readonly Factor[], isScalar: boolean, w: Workspace): Piece {
  const negative = factors.filter((f) => f.piece.negative).length % 2 === 1;
  const parts = factors.map((f) => ({ ...f, piece: positive(f.piece) }));
  const whole = isScalar ? scalarChain(parts, w) : (replicated(parts, w) ?? multiplied(parts, w).piece);
  return negative ? operatorsFor(w, isScalar).negate(whole) : whole;
}

const scalarChain = (parts: readonly Factor[], w: Workspace): Piece => {
  const [first] = parts as [Factor];
  // a 1×1 product of one factor is a scalar already
  return parts.length === 1
    ? first.piece
    : w.fit([multiplied(parts, w).piece], ([x]) => w.language.scalarOf?.(x as Piece) ?? (x as Piece));
};

const isOnesColumn = ({ value }: Factor): boolean =>
  isCall(value, ONES) && value.shape.cols === UNIT && value.shape.rows !== UNIT;
const isOnesRow = ({ value }: Factor): boolean =>
  isCall(value, ONES) && value.shape.rows === UNIT && value.shape.cols !== UNIT;

/** 1 bᵀ is the row bᵀ, replicated; c 1ᵀ the column c. */
function replicated(parts: readonly Factor[], w: Workspace): Piece | undefined {
  const [first, last] = [parts[0] as Factor, parts.at(-1) as Factor];
  if (parts.length < 2 || !w.language.replicates) return undefined;
  const { multiply } = w.language;
  if (isOnesColumn(first)) {
    const part = multiplied(parts.slice(1), w).piece;
    const around = (p: Piece): Piece => multiply(first.piece, p);
    return { ...around(part), spread: { part, around } };
  }
  if (!isOnesRow(last)) return undefined;
  const part = multiplied(parts.slice(0, -1), w).piece;
  const around = (p: Piece): Piece => multiply(p, last.piece);
  return { ...around(part), spread: { part, around } };
}

/** What a size counts as that is no 1. */
const MANY = 1000;
const count = (d: Dimension): number => (d === UNIT ? 1 : MANY);

/** So that no partial product is a matrix where a vector does; otherwise from the left. */
function multiplied(parts: readonly Factor[], w: Workspace): Part {
  const dims = dimsOf(
    parts.map(({ value: { shape } }) => ({ rows: count(shape.rows), cols: count(shape.cols) })),
  );
  return inOrder<Part>(parts, { ...chainOf(dims), fromTheLeft: true }, (left, right) =>
    product(left, right, w),
  );
}

function product(left: Part, right: Part, w: Workspace): Part {
  const { language } = w;
  const made = (make: (a: Piece, b: Piece) => Piece): Part => ({
    value: undefined,
    piece: w.fit([left.piece, right.piece], ([a, b]) => make(a as Piece, b as Piece)),
  });
  const [a, b] = [left.value, right.value];
  const { without } = language;
  if (a && isCall(a, ONES) && a.shape.rows === UNIT && !without?.has("colsum"))
    return made((_, y) => functionPiece("colsum", [y], [], w));
  if (b && isCall(b, ONES) && b.shape.cols === UNIT && !without?.has("rowsum"))
    return made((x) => functionPiece("rowsum", [x], [], w));
  if (a && isCall(a, INVERSE) && !w.isShared(a) && a.args[0]?.kind !== "power") {
    const matrix = w.at(a.args[0] as Expr);
    return {
      value: undefined,
      piece: w.fit([matrix, right.piece], ([x, y]) => language.solve(x as Piece, y as Piece)),
    };
  }
  return made(language.multiply);
}
