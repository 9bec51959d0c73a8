/**
 * Findings as a person reads them, like a compiler's:
 *
 *     note.md:55:41: warning: the formula ends in a line end \\ with no line behind it [line-end-at-end]
 *         $$ \frac{\partial L}{\partial a} = we + xf \\ $$
 *                                                   ^^^
 *       right: \frac{\partial L}{\partial a} = we + xf
 */
import { caretPicture } from "../../errors.ts";
import { counted, type Finding, type Judged } from "../finding.ts";
import type { Note } from "../note.ts";
import { placesOf, placeText } from "./lines.ts";

const COLOURS = { error: "31", warning: "33", note: "36" } as const;
const BOLD = "1";

const painted = (text: string, colour: string, isOn: boolean): string =>
  isOn ? `\u001b[${colour}m${text}\u001b[0m` : text;

/** Control characters of the note do not reach the terminal. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, " ");

/** A person reads no more of them. */
const MOST_SHOWN = 1000;

export function reportText(note: Note, { findings, right, claims }: Judged, colours = false): string {
  const { file, text } = note;
  const placeOf = placesOf(note);
  const shown = findings.slice(0, MOST_SHOWN);
  const parts = shown.map((finding) =>
    findingText(text, placeText(file, placeOf(finding.start)), finding, colours),
  );
  if (shown.length < findings.length) parts.push(`… and ${findings.length - shown.length} more\n`);
  return `${parts.join("\n")}${parts.length > 0 ? "\n" : ""}${file}: ${summaryText(findings, right, claims)}\n`;
}

function findingText(text: string, at: string, finding: Finding, colours: boolean): string {
  const place = painted(`${at}:`, BOLD, colours);
  const severity = painted(`${finding.severity}:`, COLOURS[finding.severity], colours);
  const picture = caretPicture(text, finding);
  const times = finding.count === undefined ? "" : ` (at ${finding.count} places)`;
  const correct =
    finding.correct === undefined ? "" : `  right: ${finding.correct.trim().replace(/\n/g, "\n         ")}\n`;
  return `${place} ${severity} ${plain(`${finding.why}${times} [${finding.rule}]\n${picture}\n${correct}`)}`;
}

const number = (count: number, name: string): string => `${count} ${name}${count === 1 ? "" : "s"}`;

function summaryText(findings: readonly Finding[], right: number, claims: number): string {
  const { error, warning, note } = counted(findings);
  const judged = claims > 0 ? `; ${right} of ${number(claims, "claim")} right` : "";
  return `${number(error, "error")}, ${number(warning, "warning")}, ${number(note, "note")}${judged}`;
}
