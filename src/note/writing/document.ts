/**
 * A note → what is badly written in it, by rules that need no calculus and hold for any note.
 *
 *     rule      note ─▶ warnings, each with its place, one sentence and, where it is certain, the correction
 */
import type { Finding } from "../finding.ts";
import type { Note } from "../note.ts";
import * as formulas from "./formulaRules.ts";
import * as prose from "./proseRules.ts";
import * as references from "./referenceRules.ts";
import { findingOf, type Rule } from "./warning.ts";

/** Mathematics that the reader could not tell from its surroundings. */
const faults: Rule = ({ faults: found = [] }) => found.map((fault) => ({ ...fault, broken: true }));

const UNFINISHED = /(?:\\(?:frac|dfrac|tfrac|sqrt|begin|left|times|cdot|mathbf|mathrm|partial)|[{_^=+])$/;

/** The file ends where a formula goes on. */
const truncated: Rule = ({ text, passages, faults: found = [] }) => {
  const end = text.trimEnd().length;
  const last = [...passages.filter(({ kind }) => kind === "formula"), ...found].find(
    (part) => part.end === end,
  );
  const [unfinished] = last ? (UNFINISHED.exec(text.slice(Math.max(last.start, end - 20), end)) ?? []) : [];
  if (unfinished === undefined) return [];
  const why = `the file ends behind ${unfinished}, within a formula: its end is lost`;
  return [{ start: end - unfinished.length, end, rule: "truncated-file", why, broken: true }];
};

const DOCUMENT_RULES: readonly Rule[] = [
  faults,
  truncated,
  formulas.unbalancedBraces,
  formulas.crossingBrackets,
  formulas.lostUnderscore,
  formulas.lineEndAtEnd,
  formulas.touchingDisplays,
  formulas.equationsInMatrix,
  formulas.missingAmpersand,
  formulas.sumWithoutStart,
  prose.mathsOutside,
  prose.brokenEncoding,
  prose.doubledWords,
  prose.clashingWords,
  prose.repeatedSentence,
  prose.nothingFollows,
  references.undefinedLabels,
  references.undefinedNumbers,
  references.citations,
];

/** In the order of the file. */
export const documentFindings = (note: Note): readonly Finding[] =>
  DOCUMENT_RULES.flatMap((rule) => rule(note).map((warning) => findingOf(note, warning))).sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
