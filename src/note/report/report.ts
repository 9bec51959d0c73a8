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
import { WORDS, type Words } from "./language/words.ts";
import { placesOf, placeText } from "./lines.ts";

const COLOURS = { error: "31", warning: "33", note: "36" } as const;
const BOLD = "1";

const painted = (text: string, colour: string, isOn: boolean): string =>
  isOn ? `\u001b[${colour}m${text}\u001b[0m` : text;

/** Control characters of the note do not reach the terminal. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, " ");

/** A person reads no more of them. */
const MOST_SHOWN = 1000;

export function reportText(note: Note, judged: Judged, colours = false): string {
  const { file, text } = note;
  const { findings, locale = "en" } = judged;
  const words = WORDS[locale];
  const placeOf = placesOf(note);
  const shown = findings.slice(0, MOST_SHOWN);
  const parts = shown.map((finding) =>
    findingText(text, placeText(file, placeOf(finding.start)), finding, words, colours),
  );
  if (shown.length < findings.length) parts.push(`${words.more(findings.length - shown.length)}\n`);
  return `${parts.join("\n")}${parts.length > 0 ? "\n" : ""}${file}: ${summaryText(judged, words)}\n`;
}

function findingText(text: string, at: string, finding: Finding, words: Words, colours: boolean): string {
  const place = painted(`${at}:`, BOLD, colours);
  const severity = painted(`${words.severities[finding.severity]}:`, COLOURS[finding.severity], colours);
  const picture = caretPicture(text, finding);
  const times = finding.count === undefined ? "" : words.places(finding.count);
  const correct =
    finding.correct === undefined
      ? ""
      : `  ${words.right}${finding.correct.trim().replace(/\n/g, "\n         ")}\n`;
  return `${place} ${severity} ${plain(`${finding.why}${times} [${finding.rule}]\n${picture}\n${correct}`)}`;
}

const summaryText = ({ findings, right, claims }: Judged, words: Words): string =>
  `${words.summary(counted(findings))}${claims > 0 ? words.judged(right, claims) : ""}`;
