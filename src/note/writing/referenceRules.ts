/**
 * Rules on references: each has what it refers to.
 *
 *     Using (3) … plugging into (dC)      \eqref{eq:loss}      (1) Title. https://…
 */

import type { Note } from "../note.ts";
import { type Range, within } from "../reading/pieces.ts";
import { repaired } from "./proseRules.ts";
import type { Rule, Warning } from "./warning.ts";

/** \ref{name} without \label{name}. */
export const undefinedLabels: Rule = ({ text, passages }) => {
  const labels = new Set([...text.matchAll(/\\label\s*\{([^{}]*)\}/g)].map(([, name = ""]) => name.trim()));
  if (/\\(?:input|include|externaldocument)\b/.test(text)) return [];
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(/\\(?:eq|c|C|auto)?ref\s*\{([^{}]*)\}/g)].flatMap(
      ({ 0: whole, 1: names = "", index }) => {
        const missing = names
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "" && !labels.has(name));
        const start = passage.start + index;
        const why = `no \\label{${missing[0]}} is in the file`;
        return missing.length > 0
          ? [{ start, end: start + whole.length, rule: "undefined-reference", why }]
          : [];
      },
    ),
  );
};

const CALLED = "(?:equation|Equation|eq\\.|Eq\\.|in to|into|in|from|From|using|Using|by|By|see|See|式|公式)";
const NUMBERED = new RegExp(`(?<![\\w'’])${CALLED}\\s*\\((\\d{1,3}|[a-z]+[A-Z]\\w*|[A-Z]\\d+)\\)`, "g");

/** What the formulas carry as their number: \tag{3}, \quad (3). */
function equationNumbers({ passages }: Note): ReadonlySet<string> {
  const formulas = passages.filter(({ kind, display }) => kind === "formula" && display);
  return new Set(
    formulas.flatMap(({ text }) =>
      [
        ...text.matchAll(
          /\\tag\*?\s*\{\s*\(?([^{}()]*)\)?\s*\}|\(([\w.]{1,6})\)\s*(?=$|\\\\)|\\text\{\s*\(([\w.]{1,6})\)/g,
        ),
      ].map((match) => (match[1] ?? match[2] ?? match[3] ?? "").trim()),
    ),
  );
}

/** `into (dC)` where no equation is called so, in a note that numbers its equations. */
export const undefinedNumbers: Rule = (note) => {
  const known = equationNumbers(note);
  if (known.size === 0) return [];
  const prose = note.passages.filter(({ kind }) => kind === "prose");
  return prose.flatMap(({ text, start }) =>
    [...text.matchAll(NUMBERED)].flatMap(({ 0: whole, 1: number = "", index }): Warning[] => {
      if (known.has(number)) return [];
      const from = start + index + whole.lastIndexOf("(");
      const why = `no equation is numbered (${number}): the note has ${someOf([...known])}`;
      return [{ start: from, end: from + number.length + 2, rule: "undefined-reference", why }];
    }),
  );
};

const SHOWN = 6;
const someOf = (numbers: readonly string[]): string =>
  `${numbers
    .slice(0, SHOWN)
    .map((n) => `(${n})`)
    .join(", ")}${numbers.length > SHOWN ? ", …" : ""}`;

const LISTED = /^[ \t]*(?:\((\d{1,3})\)|\[(\d{1,3})\])[^\n]*https?:\/\/[^\n]*$/gm;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A list of numbered sources: where one is cited, all are, and what is cited is listed. */
export const citations: Rule = (note) => {
  const listed = [...note.text.matchAll(LISTED)].map(({ 0: line, 1: round, 2: square, index }) => ({
    number: round ?? square ?? "",
    start: index + line.length - line.trimStart().length,
    end: index + line.length,
  }));
  const [first] = listed;
  if (listed.length < 2 || !first) return [];
  const cited = citedNumbers(note, listed);
  if (!listed.some(({ number }) => cited.has(number))) return [];
  return listed
    .filter(({ number }) => !cited.has(number))
    .map(({ number, start, end }) => ({
      ...{ start, end, rule: "uncited-reference" },
      why: `the source (${number}) is listed, but nothing in the text cites it`,
    }));
};

function citedNumbers({ passages }: Note, listed: readonly Range[]): ReadonlySet<string> {
  const found = new Set<string>();
  const isListed = (at: number): boolean => within(listed, { start: at, end: at + 1 }).length > 0;
  const pattern = new RegExp(`[[(](\\d{1,3})[\\])]|[${SUPERSCRIPTS}]+|[\\u0080-\\uffff]{2,4}`, "g");
  for (const { kind, text, start } of passages) {
    if (kind !== "prose") continue;
    for (const { 0: written, 1: number, index } of text.matchAll(pattern)) {
      if (isListed(start + index)) continue;
      const raised = number === undefined ? (repaired(written) ?? written) : "";
      const digits = [...raised].map((character) => SUPERSCRIPTS.indexOf(character));
      if (number !== undefined) found.add(number);
      else if (digits.every((digit) => digit >= 0)) found.add(digits.join(""));
    }
  }
  return found;
}
