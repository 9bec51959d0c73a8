/**
 * Ranges of a text, and passages made of what is left between them.
 *
 *     Let $Y = X W$, then  minus  $Y = X W$   ─▶   "Let"  ", then"
 */

import type { Fault, Passage } from "../note.ts";
import type { Delimited } from "./delimiters.ts";

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What one way of reading gives. */
export interface ReadText {
  readonly passages: readonly Passage[];
  readonly faults: readonly Fault[];
  readonly comments?: readonly Range[];
}

/** Sorted, and without what begins inside another. */
export function disjoint<T extends Range>(ranges: readonly T[]): T[] {
  const result: T[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.start >= (result.at(-1)?.end ?? 0)) result.push(range);
  }
  return result;
}

/** What is left of a range without the holes, which are in order and do not overlap. */
export function without({ start, end }: Range, holes: readonly Range[]): Range[] {
  const result: Range[] = [];
  let from = start;
  for (const hole of holes) {
    if (hole.end <= from) continue;
    if (hole.start >= end) break;
    if (hole.start > from) result.push({ start: from, end: hole.start });
    from = hole.end;
  }
  if (from < end) result.push({ start: from, end });
  return result;
}

/** The holes that touch a range, from an ordered list. */
export function within<T extends Range>(ranges: readonly T[], { start, end }: Range): readonly T[] {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as T).end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < ranges.length && (ranges[last] as T).start < end) last++;
  return ranges.slice(low, last);
}

/** The passage at [start, end) without space around it; undefined where nothing is left. */
export function passage(
  file: string,
  kind: Passage["kind"],
  { start, end }: Range,
  display = false,
): Passage | undefined {
  const whole = file.slice(start, end);
  const text = whole.trim();
  if (text === "") return undefined;
  const from = start + whole.length - whole.trimStart().length;
  return { kind, text, start: from, end: from + text.length, display };
}

export const formulaPassage = (file: string, { from, to, display }: Delimited): Passage | undefined =>
  passage(file, "formula", { start: from, end: to }, display);

export const inOrder = (passages: readonly (Passage | undefined)[]): Passage[] =>
  passages.filter((p) => p !== undefined).sort((a, b) => a.start - b.start);
