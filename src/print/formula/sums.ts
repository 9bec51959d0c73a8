/**
 * Sums as text: −a + b is b - a.
 */

import type { Expr } from "../../expression/expr.ts";
import { Level, sumText } from "../part.ts";
import { type Piece, type Pieces, TEXT } from "./piece.ts";

export function sumPiece(terms: readonly Expr[], pieces: Pieces): Piece {
  const parts = terms.map((t) => pieces.get(t) as Piece);
  const ops = parts.reduce((total, p) => total + p.ops, parts.length - 1);
  const piece: Piece = { negative: false, text: textOf(parts, false), level: Level.SUM, ops };
  return parts.some((p) => p.negative) ? { ...piece, turned: () => textOf(parts, true) } : piece;
}

/** More terms than this are bracketed in groups: no reader of the text nests as deep as it is long. */
const GROUPED = 200;

function textOf(parts: readonly Piece[], opposite: boolean): string {
  return sumText(parts.length > GROUPED ? groupsOf(parts) : parts, opposite, TEXT);
}

function groupsOf(parts: readonly Piece[]): Piece[] {
  const size = Math.max(2, Math.ceil(Math.sqrt(parts.length)));
  const groups: Piece[] = [];
  for (let i = 0; i < parts.length; i += size) {
    const text = textOf(parts.slice(i, i + size), false);
    groups.push({ negative: false, text, level: Level.SUM, ops: 0 });
  }
  return groups;
}
