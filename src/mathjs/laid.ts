/**
 * What a part of an expression is written as in mathjs, and what its vectors are: lists, or as they were given.
 */
import { COLUMN_OPERATORS, infixLanguage } from "../code/pieces/infix.ts";
import { alone, called, negated, type Piece, piece, positive } from "../code/pieces/piece.ts";
import { code } from "../code/pieces/text.ts";
import { isCall } from "../expression/build.ts";
import type { Dimension } from "../expression/dimension.ts";
import { type CallNode, type Expr, isRow, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { HADAMARD_POWER } from "../expression/heads.ts";
import * as Q from "../expression/rational.ts";

/** How the variables' vectors are given; `given`: as a list or as a column. */
export type VectorForm = "list" | "given";

export interface Names {
  /** The name of a variable, or of an index. */
  of(symbol: SymbolNode): string;
  size(d: Dimension): Piece;
  formOf(symbol: SymbolNode): VectorForm;
}

/** What an expression is written as, and of a vector whether that is a list for sure. */
export interface Laid {
  readonly piece: Piece;
  readonly isList: boolean;
}

export const MATH = infixLanguage({ ...COLUMN_OPERATORS, spreadPlus: " + ", spreadMinus: " - " });

export type At = (e: Expr) => Laid;

export const free = (of: Piece): Laid => ({ piece: of, isList: false });
export const list = (of: Piece): Laid => ({ piece: of, isList: true });
export const asList = ({ piece: of, isList }: Laid): Piece => (isList ? of : called("flatten", [alone(of)]));
/** With rows and columns, whatever the form of the vector is. */
export function asRows(e: Expr, { piece: of }: Laid): Piece {
  if (isScalar(e)) return piece(code`[[${alone(of)}]]`);
  if (isVector(e)) return called("reshape", [alone(of), "[-1, 1]"]);
  return isRow(e) ? called("reshape", [alone(of), "[1, -1]"]) : of;
}

/** Operands of one shape: of vectors all are lists where one is. */
export function alike(
  parts: readonly Expr[],
  at: At,
): { readonly pieces: Piece[]; readonly isList: boolean } {
  const laid = parts.map(at);
  const isList = parts.some((p, i) => isVector(p) && laid[i]?.isList);
  const pieces = laid.map((l, i) => (isList && isVector(parts[i] as Expr) ? listOf(l) : l.piece));
  return { pieces, isList };
}

/** The sign stays outside. */
const listOf = (l: Laid): Piece =>
  l.piece.negative ? negated(asList({ ...l, piece: positive(l.piece) })) : asList(l);

export const isReciprocal = (e: Expr): boolean =>
  (e.kind === "power" && isScalar(e) && e.exponent.kind === "number" && Q.isMinusOne(e.exponent.value)) ||
  (isCall(e, HADAMARD_POWER) && e.args[1]?.kind === "number" && Q.isMinusOne(e.args[1].value));
export const baseOf = (e: Expr): Expr => (e.kind === "power" ? e.base : ((e as CallNode).args[0] as Expr));
