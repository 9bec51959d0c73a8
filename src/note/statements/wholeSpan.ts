/** Where a part of a formula stands in the text, with the braces and commands that its tree's place leaves out. */
import type { Span } from "../../errors.ts";
import { argumentCount } from "../../syntax/latex/tokens/commands.ts";

/** A part's text with its brackets and commands whole: of `x}_k` in `\mathbf{x}_k` all, of `( a \right)` the \left, too. */
export function wholeSpan(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  for (let round = 0; round < 8; round++) {
    const depth = lowestDepth(text, from, to);
    if (depth.lowest < 0) {
      const open = openingBefore(text, from);
      if (open < 0) break;
      from = commandBefore(text, open);
    } else if (depth.last > 0) {
      const close = text.indexOf("}", to);
      if (close < 0 || close > to + 40) break;
      to = close + 1;
    } else break;
  }
  while (from < to && /\s/.test(text[from]!)) from++;
  const [sized = ""] = /\\left\s*$/.exec(text.slice(Math.max(0, from - 8), from)) ?? [];
  if (sized && count(RIGHT, text.slice(from, to)) > count(LEFT, text.slice(from, to))) from -= sized.length;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}

const LEFT = /\\left(?![a-zA-Z])/g;
const RIGHT = /\\right(?![a-zA-Z])/g;
const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

function lowestDepth(text: string, from: number, to: number): { lowest: number; last: number } {
  let depth = 0;
  let lowest = 0;
  for (let i = from; i < to; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "{") depth++;
    else if (text[i] === "}") lowest = Math.min(lowest, --depth);
  }
  return { lowest, last: depth };
}

function openingBefore(text: string, from: number): number {
  let depth = 0;
  for (let i = from - 1; i >= 0 && i > from - 60; i--) {
    if (text[i] === "}") depth++;
    if (text[i] === "{" && depth-- === 0) return i;
  }
  return -1;
}

/** \mathbf before its brace. */
function commandBefore(text: string, open: number): number {
  const [command = ""] = /\\[A-Za-z]+\s*$/.exec(text.slice(Math.max(0, open - 24), open)) ?? [];
  const isOwn = argumentCount(command.trimEnd()) === 1 && !/^\\(?:begin|end)/.test(command);
  return isOwn ? open - command.length : open;
}
