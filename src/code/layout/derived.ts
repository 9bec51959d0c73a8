/**
 * What a language has no template for, by the definition of its entries in index notation.
 *
 *     tr(X)  ─▶  Σ_i X[i, i]        rowsum(X)  ─▶  the m×1 matrix of Σ_k X[i, k], written by `entries`
 */
import { UnsupportedError } from "../../errors.ts";
import { number, symbol } from "../../expression/build.ts";
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import type { FunctionEntry } from "../../functions/function.ts";
import type { Piece } from "../pieces/piece.ts";
import type { Workspace } from "./workspace.ts";

/** The call of such a function; see isDerived. */
export function derivedPiece(
  { entry: definition, name }: FunctionEntry,
  e: CallNode,
  args: readonly Piece[],
  w: Workspace,
): Piece {
  // a matrix is written once, and its entries are read where the definition says so
  const stand = e.args.map((a, k) =>
    isScalar(a) ? a : symbol(`x${k}`, a.shape, undefined, "made", `argument ${k} of ${e.id}`),
  );
  const pieces = new Map<Expr, Piece>(stand.map((s, k) => [s, w.named(args[k] as Piece)]));
  const index = (letter: string): SymbolNode =>
    symbol(letter, SCALAR, undefined, "index", `${letter} of ${name} ${e.id}`);
  const [i, j] = [index("i"), index("j")];
  let sums = 0;
  const { rows, cols } = e.shape;
  const place = (d: Dimension, at: SymbolNode): Expr => (d === UNIT ? number(1) : at);
  const body = definition?.(
    stand,
    place(rows, i),
    place(cols, j),
    () => index(`k${++sums}`),
    e.sizes,
  ) as Expr;
  const parts = topological([body]);
  if (parts.some((part) => part.kind === "call" && part.fn.name === name))
    throw new UnsupportedError(`not supported: ${name} has no code for ${w.language.target}`);
  const own: Workspace = {
    ...w,
    at: (part) => pieces.get(part) as Piece,
    isLaidOut: (part) => pieces.has(part),
    isFixed: (part) => part.kind === "number" || (part.kind === "symbol" && part.role === "index"),
    isShared: () => false,
    factorsOf: ({ factors }) => factors,
    named: (piece) => piece,
    fit: (operands, make) => make(operands),
  };
  for (const part of parts) if (!pieces.has(part)) pieces.set(part, w.layOut(part, own));
  const value = own.at(body);
  return isScalar(e)
    ? value
    : (w.language.entries?.([w.name(i), w.name(j)], [w.size(rows), w.size(cols)], value) as Piece);
}
