/** Findings as data, for programs: one object for a file. */
import { counted, type Judged } from "../finding.ts";
import type { Note } from "../note.ts";
import { linesOf, placeAt } from "./lines.ts";

/** Lines and columns count from 1, columns in characters; the end is behind the last character. */
export function reportJson({ file, text }: Note, { findings, right, claims }: Judged): object {
  const lines = linesOf(text);
  const { error: errors, warning: warnings, note: notes } = counted(findings);
  return {
    file,
    findings: findings.map(({ start, end, latex, severity, verdict, rule, why, correct }) => {
      const [from, to] = [placeAt(lines, start), placeAt(lines, end)];
      const place = { line: from.line, column: from.character, endLine: to.line, endColumn: to.character };
      return { ...place, latex, severity, verdict, rule, why, ...(correct !== undefined && { correct }) };
    }),
    summary: { errors, warnings, notes, right, claims },
  };
}
