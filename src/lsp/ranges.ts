/** Ranges of a document. */
import type { Position, Range } from "vscode-languageserver/node";

const isBefore = (one: Position, other: Position): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

/** Do they share a place? Two that touch do. */
export const meet = (one: Range, other: Range): boolean =>
  !isBefore(one.end, other.start) && !isBefore(other.end, one.start);

export const holds = (range: Range, position: Position): boolean =>
  meet(range, { start: position, end: position });
