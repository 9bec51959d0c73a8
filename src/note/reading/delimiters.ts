/**
 * Mathematics in running text: where it opens, where it closes, and what is broken.
 *
 *     Let $Y = X W$ and $$ L = … $$, \( x \), \[ … \], \begin{align} … \end{align}
 *
 * A dollar whose partner would take in words, while what follows that partner is mathematics, was never closed: it is
 * a fault, and its partner opens the next formula.
 */

import type { Fault } from "../note.ts";
import { hasMathsSign, isBalanced, isWordy } from "./likeness.ts";
import { finder, firstFrom, paragraphEnds } from "./search.ts";

/** A formula with its delimiters at [start, end), without them at [from, to). */
export interface Delimited {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly display: boolean;
}

/** What a place holds, and where to go on. */
export interface Taken {
  readonly formula?: Delimited;
  readonly fault?: Fault;
  readonly next: number;
}

/** A text with what makes its searches linear. */
export interface Source {
  readonly text: string;
  readonly ends: readonly number[];
  readonly next: (needle: string, from: number) => number;
}

export function sourceOf(text: string): Source {
  const finders = new Map<string, (from: number) => number>();
  const next = (needle: string, from: number): number => {
    const known = finders.get(needle);
    const find = known ?? finder(text, needle);
    if (!known) finders.set(needle, find);
    return find(from);
  };
  return { text, ends: paragraphEnds(text), next };
}

export const paragraphEnd = ({ ends, text }: Source, at: number): number =>
  firstFrom(ends, at) ?? text.length;

const unclosed = (source: Source, start: number, mark: string, end = paragraphEnd(source, start)): Fault => ({
  start,
  end: start + source.text.slice(start, end).trimEnd().length,
  rule: "unclosed-math",
  why: `the ${mark} here has no partner: the mathematics that it opens is never closed`,
});

function delimited(start: number, open: number, to: number, close: number, display: boolean): Taken {
  const end = to + close;
  return { formula: { start, end, from: start + open, to, display }, next: end };
}

const GROUP_LIMIT = 400;
const IN_DOLLARS = /\\(?:text(?:rm|bf|it|normal)?|mbox)\s*\{|\\[\s\S]|\$/g;

/** The next dollar before `end` that is neither escaped nor in \text{…}. */
function nextDollar(text: string, from: number, end: number): number | undefined {
  IN_DOLLARS.lastIndex = from;
  for (let match = IN_DOLLARS.exec(text); match && match.index < end; match = IN_DOLLARS.exec(text)) {
    if (match[0] === "$") return match.index;
    if (!match[0].endsWith("{")) continue;
    const group = groupEnd(text, IN_DOLLARS.lastIndex, Math.min(end, match.index + GROUP_LIMIT));
    if (group !== undefined) IN_DOLLARS.lastIndex = group;
  }
  return undefined;
}

function groupEnd(text: string, from: number, end: number): number | undefined {
  let depth = 1;
  for (let at = from; at < end; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}

/** The next $$ that is not escaped. */
function nextPair(source: Source, from: number): number | undefined {
  for (let at = source.next("$$", from); at >= 0; at = source.next("$$", at + 1)) {
    let backslashes = 0;
    while (source.text[at - backslashes - 1] === "\\") backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return undefined;
}

const isFormula = (text: string): boolean =>
  /[\p{L}\d]/u.test(text) &&
  !isWordy(text) &&
  isBalanced(text) &&
  (hasMathsSign(text) || !/\p{Ll}{2}/u.test(text));

/** `5 and ` of "$5 and $10", `HOME and ` of "$HOME and $PATH". */
const isPlainDollar = (text: string, content: string, close: number): boolean =>
  !hasMathsSign(content) &&
  (/\s$/.test(content) ? /[\p{L}\d]/u.test(text[close + 1] ?? "") : isWordy(content));

/** At a `$` or `$$`. */
export function dollarAt(source: Source, at: number): Taken {
  const { text } = source;
  const display = text[at + 1] === "$";
  const mark = display ? "$$" : "$";
  const open = at + mark.length;
  const end = display ? text.length : paragraphEnd(source, at);
  const closing = (from: number) => (display ? nextPair(source, from) : nextDollar(text, from, end));
  const close = closing(open);
  if (close === undefined) return withoutPartner(source, at, mark);
  const content = text.slice(open, close);
  const after = close + mark.length;
  if (isWordy(content) || !isBalanced(content)) {
    const following = closing(after);
    const isMath = following !== undefined && isFormula(text.slice(after, following));
    if (isMath && (display || hasMathsSign(content) || /^\p{L}\s/u.test(content))) {
      return { fault: unclosed(source, at, mark, close), next: close };
    }
  }
  if (!display && isPlainDollar(text, content, close)) return { next: open };
  const isQuoted = !display && content.length > 2 && content.startsWith("`") && content.endsWith("`");
  const inner = isQuoted ? 1 : 0;
  return delimited(at, mark.length + inner, close - inner, mark.length + inner, display);
}

function withoutPartner(source: Source, at: number, mark: string): Taken {
  const end = paragraphEnd(source, at);
  const next = at + mark.length;
  const [line = ""] = source.text.slice(next, end).trimStart().split("\n", 1);
  const isMath = /\\[a-zA-Z]|[\^_]\{|\s=\s/.test(line) && !/^[,.;:|)]/.test(line);
  return isMath ? { fault: unclosed(source, at, mark, end), next } : { next };
}

/** At `\(` or `\[`; `\\(` and `\\[`, for Markdown that takes one backslash away. */
export function bracketAt(source: Source, at: number, opening: string, isMarkdown: boolean): Taken {
  const display = opening.endsWith("[");
  const closing = opening.slice(0, -1) + (display ? "]" : ")");
  const open = at + opening.length;
  const close = source.next(closing, open);
  const end = display ? source.text.length : paragraphEnd(source, at);
  const again = source.next(opening, open);
  const isClosed = close >= 0 && close < end && (again < 0 || again > close);
  const content = isClosed ? source.text.slice(open, close) : "";
  // \[1\] is how Markdown writes a bracket that is no link
  if (isMarkdown && (!isClosed || (display && !hasMathsSign(content)))) return { next: open };
  if (!isClosed) return { fault: unclosed(source, at, opening), next: open };
  return delimited(at, opening.length, close, closing.length, display);
}

/** Environments that only say "here is a formula"; of others the name matters to who reads it. */
const PLAIN_ENVIRONMENTS: ReadonlySet<string> = new Set(["equation", "displaymath", "math"]);
const ENVIRONMENTS: ReadonlySet<string> = new Set([
  ...PLAIN_ENVIRONMENTS,
  ...[
    "align",
    "aligned",
    "alignat",
    "gather",
    "gathered",
    "multline",
    "eqnarray",
    "flalign",
    "split",
    "dmath",
  ],
  ...["cases", "array", "matrix", "bmatrix", "pmatrix", "vmatrix", "Bmatrix", "Vmatrix", "smallmatrix"],
  ...["IEEEeqnarray", "subequations"],
]);
const BEGIN = /\\begin\s*\{([a-zA-Z]+)(\*?)\}/y;

/** At `\begin`; undefined where the environment is none of mathematics. */
export function environmentAt(source: Source, at: number): Taken | undefined {
  BEGIN.lastIndex = at;
  const [written, name = "", star] = BEGIN.exec(source.text) ?? [""];
  if (!ENVIRONMENTS.has(name)) return undefined;
  const ending = `\\end{${name}${star}}`;
  const close = source.next(ending, at);
  const next = at + written.length;
  if (close < 0) return { fault: unclosed(source, at, written), next };
  if (PLAIN_ENVIRONMENTS.has(name))
    return delimited(at, written.length, close, ending.length, name !== "math");
  const end = close + ending.length;
  return { formula: { start: at, end, from: at, to: end, display: true }, next: end };
}
