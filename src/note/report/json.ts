/** Findings as data, for programs: one object for a file. */
import { counted, type Judged } from "../finding.ts";
import type { Note } from "../note.ts";
import { placesOf } from "./lines.ts";

/**
 * Lines and columns count from 1, columns in characters; the end is behind the last character. Of a notebook each
 * place has its cell, and lines are those of the cell. With `isAll` every relation of the note is listed.
 */
export function reportJson(
  note: Note,
  { findings, right, claims, listed = [] }: Judged,
  isAll = false,
): object {
  const placeOf = placesOf(note);
  const { error: errors, warning: warnings, note: notes } = counted(findings);
  const placed = (start: number, end: number) => {
    const [from, to] = [placeOf(start), placeOf(end)];
    return {
      ...(from.cell !== undefined && { cell: from.cell }),
      ...{ line: from.line, column: from.character, endLine: to.line, endColumn: to.character },
    };
  };
  return {
    file: note.file,
    ...(isAll && { claims: listed.map(({ start, end, ...claim }) => ({ ...placed(start, end), ...claim })) }),
    findings: findings.map(({ start, end, latex, severity, verdict, rule, why, correct, count }) => ({
      ...placed(start, end),
      ...{ latex, severity, verdict, rule, why, ...(correct !== undefined && { correct }) },
      ...(count !== undefined && { count }),
    })),
    summary: { errors, warnings, notes, right, claims },
  };
}
