/**
 * Offsets of a text → lines and columns, from 1, each in the time of a binary search.
 */
import type { Note } from "../note.ts";
import { cellAt } from "../reading/notebook.ts";
import { countBefore } from "../reading/search.ts";

interface Place {
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
  /** In characters: what a person counts. */
  readonly character: number;
  /** Of a notebook, from 1: the line is one of that cell. */
  readonly cell?: number;
}

export interface Lines {
  readonly text: string;
  /** Where each line begins. */
  readonly starts: readonly number[];
  /** Where each character of two UTF-16 units begins. */
  readonly pairs: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const pairs = [...text.matchAll(/[\ud800-\udbff](?=[\udc00-\udfff])/g)].map(({ index }) => index);
  return { text, starts, pairs };
}

/** The line, from 0, that an offset is in. */
export const lineAt = ({ starts }: Lines, offset: number): number => countBefore(starts, offset + 1) - 1;

export function placeAt(lines: Lines, offset: number): Place {
  const line = lineAt(lines, offset);
  const start = lines.starts[line] as number;
  const column = offset - start + 1;
  const pairs = countBefore(lines.pairs, offset) - countBefore(lines.pairs, start);
  return { line: line + 1, column, character: column - pairs };
}

/** Where its reader finds an offset of a note's text. */
export function placesOf({ text, notebook }: Note): (offset: number) => Place {
  const lines = linesOf(text);
  return (offset) => {
    const place = placeAt(lines, offset);
    const cell = notebook && cellAt(notebook, offset);
    return cell ? { ...place, line: place.line - lineAt(lines, cell.start), cell: cell.number } : place;
  };
}

/** `note.md:3:5`, `notes.ipynb:cell 4:3:5`. */
export const placeText = (file: string, { cell, line, character }: Place): string =>
  `${file}:${cell === undefined ? "" : `cell ${cell}:`}${line}:${character}`;

/** The line, from 0, without its end. */
export const lineText = ({ text, starts }: Lines, line: number): string =>
  text.slice(starts[line], (starts[line + 1] ?? text.length + 1) - 1);
