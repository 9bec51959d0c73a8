/**
 * Sums as text: −a + b is b - a.
 */
import type { Expr } from "../../expression/expr.ts";
import { alone, Level, type Piece, type Pieces } from "./piece.ts";

export function sumPiece(terms: readonly Expr[], pieces: Pieces): Piece {
  const parts = terms.map((t) => pieces.get(t) as Piece);
  const ops = parts.reduce((total, p) => total + p.ops, parts.length - 1);
  const piece: Piece = { negative: false, text: sumText(parts, false), level: Level.SUM, ops };
  return parts.some((p) => p.negative) ? { ...piece, turned: () => sumText(parts, true) } : piece;
}

/** More terms than this are bracketed in groups: no reader of the text nests as deep as it is long. */
const GROUPED = 200;

/** The terms with their signs (or the opposite ones), one without a minus first. */
function sumText(parts: readonly Piece[], opposite: boolean): string {
  if (parts.length > GROUPED) return sumText(groupsOf(parts), opposite);
  const lead = Math.max(
    0,
    parts.findIndex((p) => p.negative === opposite),
  );
  const first = parts[lead] as Piece;
  let text = first.negative === opposite ? termText(first) : opposite ? `-${termText(first)}` : alone(first);
  for (let i = 0; i < parts.length; i++) {
    if (i === lead) continue;
    const part = parts[i] as Piece;
    text += `${part.negative === opposite ? " + " : " - "}${termText(part)}`;
  }
  return text;
}

function groupsOf(parts: readonly Piece[]): Piece[] {
  const size = Math.max(2, Math.ceil(Math.sqrt(parts.length)));
  const groups: Piece[] = [];
  for (let i = 0; i < parts.length; i += size) {
    const text = sumText(parts.slice(i, i + size), false);
    groups.push({ negative: false, text, level: Level.SUM, ops: 0 });
  }
  return groups;
}

const termText = (piece: Piece): string => (piece.level === Level.SUM ? `(${piece.text})` : piece.text);
