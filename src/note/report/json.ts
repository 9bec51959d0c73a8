/** Findings as data, for programs: one object for a file. */
import { counted, type Judged } from "../finding.ts";
import type { Note } from "../note.ts";
import { placeInFile } from "../reading/notebook.ts";
import { editsOfFile } from "./fix.ts";
import { placesOf } from "./lines.ts";

/**
 * Lines and columns count from 1, columns in characters; the end is behind the last character. Of a notebook each
 * place has its cell, and lines are those of the cell.
 */
interface JsonOptions {
  /** Every relation of the note is listed. */
  readonly all?: boolean | undefined;
  /** Offsets into the file, and edits. */
  readonly places?: boolean | undefined;
}

export function reportJson(
  note: Note,
  { findings, right, claims, listed = [] }: Judged,
  { all: isAll = false, places: hasPlaces = false }: JsonOptions = {},
): object {
  const placeOf = placesOf(note);
  const { notebook } = note;
  const inFile = (offset: number): number => (notebook ? placeInFile(notebook, offset) : offset);
  const { error: errors, warning: warnings, note: notes } = counted(findings);
  const placed = (start: number, end: number) => {
    const [from, to] = [placeOf(start), placeOf(end)];
    return {
      ...(from.cell !== undefined && { cell: from.cell }),
      ...(hasPlaces && { start: inFile(start), end: inFile(end) }),
      ...{ line: from.line, column: from.character, endLine: to.line, endColumn: to.character },
    };
  };
  return {
    file: note.file,
    ...(isAll && { claims: listed.map(({ start, end, ...claim }) => ({ ...placed(start, end), ...claim })) }),
    findings: findings.map(({ start, end, latex, severity, verdict, rule, why, correct, count, edit }) => ({
      ...placed(start, end),
      ...{ latex, severity, verdict, rule, why, ...(correct !== undefined && { correct }) },
      ...(count !== undefined && { count }),
      ...(hasPlaces && edit && { edits: editsOfFile(note, [edit]) }),
    })),
    summary: { errors, warnings, notes, right, claims },
  };
}
