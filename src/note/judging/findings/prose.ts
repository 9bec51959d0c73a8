/**
 * Claims in words, and slips in the text of formulas that reading them passes over.
 *
 *     "the derivative … is the transposed of the matrix X"   a claim that isn't checked: a note
 *     input\quad\quad\quad\quad output                        captions placed by gaps: a warning
 */
import type { Span } from "../../../errors.ts";
import type { Finding } from "../../finding.ts";
import type { Note, Passage } from "../../note.ts";
import type { RuleId } from "../../rules/table.ts";
import { findingAt } from "./reporter.ts";

/** What is asserted of a derivative or of a matrix. */
const ASSERTIONS: readonly RegExp[] = [
  // "…, a scalar is …" is said of another
  /\b(?:derivative|gradient|jacobian|trace)\b(?:(?!,\s*an?\s).)*\b(?:equals?|is|becomes|are)\b(?!\s+(?:itself|no|known|wanted))[^;:]*\b(?:transposed?|identity|inverse|zero)\b/i,
  /\b(?:we|you)\s+(?:then\s+)?(?:get|obtain)\s+(?:the\s+)?(?:matrix|transpose|vector)\s+(?:of\s+)?[A-Z]\b/i,
  /\bneed(?:s)?\s+to\s+transpose\b/i,
  /\b(?:flatten|reshape|vectori[sz]e)\b[^.]*\b(?:trace|transpose|product)\b/i,
  /\b(?:doesn't|does not|do not|don't)\s+(?:change|affect|matter)\b/i,
  /(?:导数|導數|梯度|微分|勾配|導関数)[^。；]*(?:等于|等於|就是|に等しい)[^。；]*(?:转置|轉置|転置|单位|単位|逆)/,
];

const CONTRACTION =
  /\b(?:element-?wise|entry-?wise|hadamard)\s+(?:multiplication|product)\b|(?:逐元素|要素ごとの|アダマール)(?:乘|積|积)/i;

export function proseFindings(note: Note): Finding[] {
  const found = note.passages.flatMap((passage, i) =>
    passage.kind === "formula"
      ? textSlips(note, passage)
      : misnamedProducts(note, passage, note.passages[i + 1]),
  );
  return [...found, ...runsOf(note).flatMap((run) => claimsInWords(note, run))];
}

/** Prose with the formulas that stand in its lines. */
function runsOf({ passages }: Note): Span[] {
  const runs: Span[] = [];
  let isOpen = false;
  for (const { kind, display, start, end } of passages) {
    const isInline = kind === "prose" || (kind === "formula" && !display);
    if (isInline && isOpen) runs[runs.length - 1] = { start: runs.at(-1)!.start, end };
    else if (isInline || kind === "heading") runs.push({ start, end });
    isOpen = isInline;
  }
  return runs;
}

/** A full stop ends a sentence unless the next word is small, w.r.t. this. What is longer comes in pieces. */
const SENTENCE = /(?:[^.!?。！？\n]|\.(?=\S|[ \t]+\p{Ll})){1,2000}/gu;

function claimsInWords(note: Note, run: Span): Finding[] {
  const found: Finding[] = [];
  for (const { index, 0: sentence } of note.text.slice(run.start, run.end).matchAll(SENTENCE)) {
    const isClaim =
      ASSERTIONS.some((assertion) => assertion.test(sentence)) ||
      OUTSIDE.test(sentence.replace(/\$[^$]*\$/g, ""));
    if (!isClaim || sentence.length > 1000) continue;
    const start = run.start + index + sentence.search(/\S/);
    const end = run.start + index + sentence.trimEnd().length;
    const why = "a claim in words, which is not checked";
    found.push(findingAt(note, { start, end }, "note", "unclear", "claim-in-words", why));
  }
  return found;
}

/** tr(AB) = tr(BA), outside of formulas. */
const OUTSIDE = /\p{L}\([\p{L}]+\)\s*=\s*\p{L}+\(/u;

/** "The elementwise multiplication is defined as" \sum_k x_{ik} w_{kj}. */
function misnamedProducts(note: Note, passage: Passage, next: Passage | undefined): Finding[] {
  const last = CONTRACTION.exec(passage.text.slice(-160));
  if (!last || next?.kind !== "formula" || !/\\sum/.test(next.text)) return [];
  const start = passage.end - Math.min(160, passage.text.length) + last.index;
  const why = "what follows is the matrix product written by its entries, not the element-wise product";
  return [
    findingAt(note, { start, end: start + last[0].length }, "warning", "unclear", "misnamed-product", why),
  ];
}

interface TextSlip {
  readonly pattern: RegExp;
  readonly rule: RuleId;
  readonly why: string;
}

const SLIPS: readonly TextSlip[] = [
  {
    pattern: /\b[A-Za-z]{4,}(?:\s*\\quad){4,}[\s\S]*?(?=\\\\|$)/g,
    rule: "captions-by-gaps",
    why: "words are placed under a formula by gaps, and stand under what happens to be there",
  },
];

function textSlips(note: Note, passage: Passage): Finding[] {
  const found: Finding[] = [];
  for (const { pattern, rule, why } of SLIPS)
    for (const { index, 0: text } of passage.text.slice(0, LONGEST).matchAll(pattern)) {
      const start = passage.start + index;
      found.push(
        findingAt(note, { start, end: start + text.trimEnd().length }, "warning", "right", rule, why),
      );
    }
  return found;
}

/** Formulas are looked through so far. */
const LONGEST = 20_000;
