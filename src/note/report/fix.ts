/**
 * Corrections that are certain, written into the text of a note.
 *
 *     $$ a = b \\ $$   edit [9, 12) ""   ─▶   $$ a = b $$
 *
 * Only formulas are ever touched; of edits that overlap the first is taken.
 */
import type { Edit, Finding } from "../finding.ts";
import type { Note } from "../note.ts";
import { editsInFile } from "../reading/notebook.ts";
import { disjoint, within } from "../reading/pieces.ts";
import { type Lines, lineAt, linesOf, lineText } from "./lines.ts";

/** In the order of the text, each inside of one formula, none overlapping another. */
export function certainEdits({ text, passages }: Note, findings: readonly Finding[]): readonly Edit[] {
  const formulas = passages.filter(({ kind }) => kind === "formula");
  const edits = findings.flatMap(({ edit }) =>
    edit && text.slice(edit.start, edit.end) !== edit.text ? [edit] : [],
  );
  const inside = edits.filter((edit) =>
    within(formulas, { start: edit.start - 1, end: edit.end + 1 }).some(
      ({ start, end }) => start <= edit.start && edit.end <= end,
    ),
  );
  return disjoint([...new Map(inside.map((edit) => [`${edit.start} ${edit.end}`, edit])).values()]);
}

export function applied(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { start, end, text: written } of edits) {
    parts.push(text.slice(last, start), written);
    last = end;
  }
  return parts.join("") + text.slice(last);
}

/** The corrections as the note's file has them. */
export const editsOfFile = ({ notebook }: Note, edits: readonly Edit[]): readonly Edit[] =>
  notebook ? edits.flatMap((edit) => editsInFile(notebook, edit)) : edits;

const CONTEXT = 3;

/** Whole lines that edits change, and what they become. */
interface Change {
  readonly first: number;
  readonly last: number;
  readonly edits: readonly Edit[];
}

function changesOf(lines: Lines, edits: readonly Edit[]): Change[] {
  const changes: Change[] = [];
  for (const edit of edits) {
    const [first, last] = [lineAt(lines, edit.start), lineAt(lines, Math.max(edit.start, edit.end))];
    const before = changes.at(-1);
    if (before && first <= before.last + 1) {
      changes.pop();
      changes.push({ ...before, last: Math.max(last, before.last), edits: [...before.edits, edit] });
    } else changes.push({ first, last, edits: [edit] });
  }
  return changes;
}

/** The edits as a unified diff; empty if there are none. */
export function unifiedDiff(file: string, text: string, edits: readonly Edit[]): string {
  const lines = linesOf(text);
  const hunks: Change[][] = [];
  for (const change of changesOf(lines, edits)) {
    const hunk = hunks.at(-1);
    if (hunk && change.first - (hunk.at(-1) as Change).last <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  if (hunks.length === 0) return "";
  let shift = 0;
  const shown = hunks.map((hunk) => {
    const { text: body, growth } = hunkText(lines, hunk, shift);
    shift += growth;
    return body;
  });
  return `--- ${file}\n+++ ${file}\n${shown.join("")}`;
}

function hunkText(lines: Lines, hunk: readonly Change[], shift: number): { text: string; growth: number } {
  const count = lines.text.endsWith("\n") ? lines.starts.length - 1 : lines.starts.length;
  const from = Math.max(0, (hunk[0] as Change).first - CONTEXT);
  const to = Math.min(count - 1, (hunk.at(-1) as Change).last + CONTEXT);
  const rows: string[] = [];
  const show = (sign: string, line: string, isLast: boolean): void => {
    rows.push(
      `${sign}${line}`,
      ...(isLast && !lines.text.endsWith("\n") ? ["\\ No newline at end of file"] : []),
    );
  };
  let growth = 0;
  let at = from;
  for (const { first, last, edits } of hunk) {
    for (; at < first; at++) show(" ", lineText(lines, at), false);
    const start = lines.starts[first] as number;
    const old = lines.text.slice(start, start + rangeLength(lines, first, last));
    const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const [before, after] = [old.split("\n"), applied(old, moved).split("\n")];
    before.forEach((line, k) => {
      show("-", line, last === count - 1 && k === before.length - 1);
    });
    after.forEach((line, k) => {
      show("+", line, last === count - 1 && k === after.length - 1);
    });
    growth += after.length - before.length;
    at = last + 1;
  }
  for (; at <= to; at++) show(" ", lineText(lines, at), at === count - 1);
  const size = to - from + 1;
  const head = `@@ -${from + 1},${size} +${from + 1 + shift},${size + growth} @@`;
  return { text: `${[head, ...rows].join("\n")}\n`, growth };
}

const rangeLength = (lines: Lines, first: number, last: number): number =>
  (lines.starts[last] as number) + lineText(lines, last).length - (lines.starts[first] as number);
