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

interface Scanned {
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
    const inCode = mathsInCode(source, at, match[0]);
    const end = inCode ? undefined : codeEnd(source, at, match[0]);
    if (end !== undefined) code.push({ start: at, end });
    const taken: Taken | undefined = inCode
      ? { formula: inCode, next: inCode.end }
      : end === undefined
        ? mathsAt(source, at, match[0])
        : undefined;
    if (taken?.formula) formulas.push(taken.formula);
    if (taken?.fault) faults.push(taken.fault);
    INTERESTING.lastIndex = Math.max(at + 1, end ?? taken?.next ?? at + match[0].length);
  }
  return { formulas, faults, code, front };
}

function mathsAt(source: Source, at: number, sign: string): Taken | undefined {
  if (sign === "$") return tickedAt(source, at) ?? dollarAt(source, at);
  if (sign.startsWith("\\begin")) return environmentAt(source, at);
  return /^\\\\?[([]$/.test(sign) ? bracketAt(source, at, sign, true) : undefined;
}

/** $`x`$, as GitHub has it where Markdown would read the formula. */
function tickedAt(source: Source, at: number): Taken | undefined {
  const to = source.text[at + 1] === "`" ? source.next("`$", at + 2) : -1;
  if (to < 0 || to >= paragraphEnd(source, at)) return undefined;
  return { formula: { start: at, end: to + 2, from: at + 2, to, display: false }, next: to + 2 };
}

const MATHS_SCRIPT = /<script\b[^>]*\btype\s*=\s*["']?math\/tex\b([^>]*)>/iy;
const MATHS_ROLE = /\{math\}$/;

/** What MathJax reads out of a script, and the role {math}`x` of MyST: formulas where code would stand. */
function mathsInCode({ text, next }: Source, at: number, sign: string): Delimited | undefined {
  if (sign.startsWith("`") && MATHS_ROLE.test(text.slice(Math.max(0, at - 6), at))) {
    const to = next(sign, at + sign.length);
    return to < 0
      ? undefined
      : { start: at - 6, end: to + sign.length, from: at + sign.length, to, display: false };
  }
  if (sign.toLowerCase() !== "<script") return undefined;
  MATHS_SCRIPT.lastIndex = at;
  const [opening, mode = ""] = MATHS_SCRIPT.exec(text) ?? [];
  const to = opening === undefined ? -1 : next("</script>", at);
  if (opening === undefined || to < 0) return undefined;
  const end = to + "</script>".length;
  return { start: at, end, from: at + opening.length, to, display: /mode\s*=\s*display/i.test(mode) };
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
