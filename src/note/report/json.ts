/** Findings as data, for programs: one object for a file. */
import { counted, type Judged } from "../finding.ts";
import type { Note } from "../note.ts";
import { placesOf } from "./lines.ts";

/**
 * Lines and columns count from 1, columns in characters; the end is behind the last character. Of a notebook each
 * place has its cell, and lines are those of the cell.
 */
export function reportJson(note: Note, { findings, right, claims }: Judged): object {
  const placeOf = placesOf(note);
  const { error: errors, warning: warnings, note: notes } = counted(findings);
  return {
    file: note.file,
    findings: findings.map(({ start, end, latex, severity, verdict, rule, why, correct }) => {
      const [from, to] = [placeOf(start), placeOf(end)];
      const place = {
        ...(from.cell !== undefined && { cell: from.cell }),
        ...{ line: from.line, column: from.character, endLine: to.line, endColumn: to.character },
      };
      return { ...place, latex, severity, verdict, rule, why, ...(correct !== undefined && { correct }) };
    }),
    summary: { errors, warnings, notes, right, claims },
  };
}
