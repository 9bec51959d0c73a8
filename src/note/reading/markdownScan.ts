/**
 * Markdown → where its mathematics and its code are, in one walk from left to right: what opens first wins.
 *
 *     Run `a = $b` and get $y = W x$:      code  `a = $b`   formula  $y = W x$
 *
 * This comes before the Markdown parser, which would take `_`, `*` and `\` out of formulas, end a `$$` block at its
 * empty lines, and begin a list at its `+`.
 */

import type { Fault } from "../note.ts";
import {
  bracketAt,
  type Delimited,
  dollarAt,
  environmentAt,
  paragraphEnd,
  type Source,
  sourceOf,
  type Taken,
} from "./delimiters.ts";
import type { Range } from "./pieces.ts";

export interface Scanned {
  readonly formulas: readonly Delimited[];
  readonly faults: readonly Fault[];
  /** Code and comments. */
  readonly code: readonly Range[];
  /** Where the front matter ends: 0 if there is none. */
  readonly front: number;
}

const FENCE = "^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)]))*[ \\t]*(?:`{3,}(?=[^`\\n]*$)|~{3,})";
const TAGS = "<!--|<(?:pre|code|script|style)\\b";
const SIGNS = "\\\\begin\\s*\\{|\\\\\\\\?[([]|\\\\[\\s\\S]|\\$|`+";
const INTERESTING = new RegExp(`${FENCE}|${TAGS}|${SIGNS}`, "gm");
const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n[\w-]+:[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\r?\n|$)/;
const CODE_SPAN_LIMIT = 10_000;

export function scanMarkdown(text: string): Scanned {
  const source = sourceOf(text);
  const formulas: Delimited[] = [];
  const faults: Fault[] = [];
  const code: Range[] = [];
  const front = FRONT_MATTER.exec(text)?.[0].length ?? 0;
  INTERESTING.lastIndex = front;
  for (let match = INTERESTING.exec(text); match; match = INTERESTING.exec(text)) {
    const at = match.index;
    const end = codeEnd(source, at, match[0]);
    if (end !== undefined) code.push({ start: at, end });
    const taken: Taken | undefined = end === undefined ? mathsAt(source, at, match[0]) : undefined;
    if (taken?.formula) formulas.push(taken.formula);
    if (taken?.fault) faults.push(taken.fault);
    INTERESTING.lastIndex = Math.max(at + 1, end ?? taken?.next ?? at + match[0].length);
  }
  return { formulas, faults, code, front };
}

function mathsAt(source: Source, at: number, sign: string): Taken | undefined {
  if (sign === "$") return dollarAt(source, at);
  if (sign.startsWith("\\begin")) return environmentAt(source, at);
  return /^\\\\?[([]$/.test(sign) ? bracketAt(source, at, sign, true) : undefined;
}

/** Where the code or comment that a sign opens ends. */
function codeEnd(source: Source, at: number, sign: string): number | undefined {
  const { text, next } = source;
  if (sign === "<!--") return endOf(next("-->", at), 3, text);
  if (sign.startsWith("<")) {
    const close = next(`</${sign.slice(1)}`, at);
    return close < 0 ? undefined : close;
  }
  const fence = /(?:`{3,}|~{3,})$/.exec(sign)?.[0];
  if (fence && (sign !== fence || atLineStart(text, at))) return fenceEnd(text, at + sign.length, fence);
  return sign.startsWith("`") ? spanEnd(source, at + sign.length, sign.length) : undefined;
}

const endOf = (close: number, length: number, text: string) => (close < 0 ? text.length : close + length);
const atLineStart = (text: string, at: number) => at === 0 || text[at - 1] === "\n";

function fenceEnd(text: string, from: number, fence: string): number {
  const closing = new RegExp(`^[ \\t>]*\\${fence[0]}{${fence.length},}[ \\t]*\\r?$`, "gm");
  closing.lastIndex = text.indexOf("\n", from) + 1 || text.length;
  const match = closing.exec(text);
  return match ? match.index + match[0].length : text.length;
}

/** Behind the run of as many backticks in the same paragraph. */
function spanEnd(source: Source, from: number, length: number): number | undefined {
  const end = Math.min(paragraphEnd(source, from), from + CODE_SPAN_LIMIT);
  for (const { 0: run, index } of source.text.slice(from, end).matchAll(/`+/g)) {
    if (run.length === length) return from + index + length;
  }
  return undefined;
}
