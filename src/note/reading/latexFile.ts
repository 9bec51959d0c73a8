/**
 * A LaTeX file → passages: its own walk over comments, verbatim text, sections, formulas.
 *
 *     \section{Loss} We minimise $\|Xw - y\|^2$. % really     ─▶  heading "Loss", prose, formula, prose "."
 */

import type { Fault } from "../note.ts";
import { bracketAt, type Delimited, dollarAt, environmentAt, type Source, sourceOf } from "./delimiters.ts";
import { definitionEnd } from "./macroText.ts";
import {
  disjoint,
  formulaPassage,
  inOrder,
  passage,
  type Range,
  type ReadText,
  within,
  without,
} from "./pieces.ts";

export const isLatexFile = (file: string, text: string): boolean =>
  /\.(?:tex|latex|ltx)$/i.test(file) || /^[ \t]*\\(?:documentclass\b|begin\{document\})/m.test(text);

const SIGNS = new RegExp(
  [
    "%[^\\n]*",
    "\\\\(?:begin|verb|lstinline)(?![a-zA-Z])",
    "\\\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|title)\\*?\\s*(?:\\[[^\\]\\n]{0,200}\\])?\\{",
    "\\\\(?:newcommand|renewcommand|providecommand|def|gdef|DeclareMathOperator)(?![a-zA-Z])",
    "\\\\[\\s\\S]",
    "\\$",
  ].join("|"),
  "g",
);
const VERBATIM =
  /\\begin\s*\{((?:verbatim|lstlisting|minted|comment|filecontents|Verbatim|tikzpicture)\*?)\}/y;
const INLINE_VERBATIM = /\\(?:verb|lstinline)\*?([^a-zA-Z\s])[^\n]*?\1/y;

export function readLatexFile(text: string): ReadText {
  const begin = text.indexOf("\\begin{document}");
  const end = text.indexOf("\\end{document}", Math.max(0, begin));
  const start = begin < 0 ? 0 : begin + "\\begin{document}".length;
  const read = readLatexText(text, { start, end: end < 0 ? text.length : end });
  const before = [...text.slice(0, start).matchAll(/(?<!\\)%[^\n]*/g)].map(({ 0: comment, index }) => ({
    start: index,
    end: index + comment.length,
  }));
  return { ...read, comments: [...before, ...(read.comments ?? [])] };
}

interface Parts {
  readonly formulas: Delimited[];
  readonly faults: Fault[];
  readonly headings: Range[];
  /** Neither words nor mathematics. */
  readonly holes: Range[];
}

/** The part of a text at `range`, which is LaTeX. */
export function readLatexText(whole: string, range: Range): ReadText {
  const text = whole.slice(0, range.end);
  const source = sourceOf(text);
  const parts: Parts = { formulas: [], faults: [], headings: [], holes: [] };
  SIGNS.lastIndex = range.start;
  for (let match = SIGNS.exec(text); match; match = SIGNS.exec(text)) {
    const { index } = match;
    SIGNS.lastIndex = Math.max(index + 1, take(source, parts, index, match[0]));
  }
  const holes = disjoint([...parts.formulas, ...parts.faults, ...parts.headings, ...parts.holes]);
  const inHeading = disjoint(parts.formulas);
  const paragraphs = paragraphsOf(source, range);
  return {
    passages: inOrder([
      ...parts.headings.flatMap((heading) =>
        without(heading, within(inHeading, heading)).map((piece) => passage(text, "heading", piece)),
      ),
      ...parts.formulas.map((formula) => formulaPassage(text, formula)),
      ...paragraphs.flatMap((paragraph) =>
        without(paragraph, within(holes, paragraph)).map((piece) => passage(text, "prose", piece)),
      ),
    ]),
    faults: parts.faults,
    comments: parts.holes.filter(({ start }) => text[start] === "%"),
  };
}

function paragraphsOf({ ends }: Source, { start, end }: Range): Range[] {
  const inside = ends.filter((place) => place > start && place < end);
  return [...inside, end].map((place, k) => ({
    start: k === 0 ? start : (inside[k - 1] as number),
    end: place,
  }));
}

/** Notes what a sign opens; gives the place to go on at. */
function take(source: Source, parts: Parts, at: number, sign: string): number {
  const next = at + sign.length;
  const hole = holeEnd(source, at, sign);
  if (hole !== undefined) {
    parts.holes.push({ start: at, end: hole });
    return hole;
  }
  if (sign.endsWith("{")) return takeHeading(source, parts, at, next);
  const taken =
    sign === "$"
      ? dollarAt(source, at)
      : sign === "\\begin"
        ? environmentAt(source, at)
        : sign === "\\(" || sign === "\\["
          ? bracketAt(source, at, sign, false)
          : undefined;
  if (taken?.formula) parts.formulas.push(taken.formula);
  if (taken?.fault) parts.faults.push(taken.fault);
  return taken?.next ?? next;
}

const HEADING_LIMIT = 500;

/** \section{Loss}: the words between the braces; formulas in them are found by going on inside. */
function takeHeading({ text }: Source, parts: Parts, at: number, from: number): number {
  let depth = 1;
  for (let place = from; place < Math.min(text.length, from + HEADING_LIMIT); place++) {
    if (text[place] === "\\") place++;
    else if (text[place] === "{") depth++;
    else if (text[place] === "}" && --depth === 0) {
      parts.headings.push({ start: from, end: place });
      parts.holes.push({ start: at, end: from }, { start: place, end: place + 1 });
      break;
    }
  }
  return from;
}

/** Where a comment, a definition or verbatim text ends. */
function holeEnd({ text, next }: Source, at: number, sign: string): number | undefined {
  if (sign.startsWith("%")) return at + sign.length;
  if (sign === "\\begin") {
    VERBATIM.lastIndex = at;
    const [, name] = VERBATIM.exec(text) ?? [];
    const ending = `\\end{${name}}`;
    const close = name === undefined ? -1 : next(ending, at);
    return close < 0 ? undefined : close + ending.length;
  }
  if (sign === "\\verb" || sign === "\\lstinline") {
    INLINE_VERBATIM.lastIndex = at;
    return INLINE_VERBATIM.test(text) ? INLINE_VERBATIM.lastIndex : undefined;
  }
  return /^\\[a-zA-Z]{3,}$/.test(sign) ? definitionEnd(text, at) : undefined;
}
