/**
 * Offsets of a text → lines and columns, from 1, each in the time of a binary search.
 */

export interface Place {
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
  /** In characters: what a person counts. */
  readonly character: number;
}

export interface Lines {
  readonly text: string;
  /** Where each line begins. */
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return { text, starts };
}

/** The line, from 0, that an offset is in. */
export function lineAt({ starts }: Lines, offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Counting the characters of a longer line for each of its findings would take too long. */
const COUNTED = 20_000;

export function placeAt(lines: Lines, offset: number): Place {
  const line = lineAt(lines, offset);
  const start = lines.starts[line] as number;
  const column = offset - start + 1;
  const surrogates = lines.text.slice(start, Math.min(offset, start + COUNTED)).match(/[\ud800-\udbff]/g);
  return { line: line + 1, column, character: column - (surrogates?.length ?? 0) };
}

/** The line, from 0, without its end. */
export const lineText = ({ text, starts }: Lines, line: number): string =>
  text.slice(starts[line], (starts[line + 1] ?? text.length + 1) - 1);
