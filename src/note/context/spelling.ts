/**
 * The author's own spelling: where a part stands in the text, and how a name is written there.
 *
 *     w_{2,1}, transposed as ^T  ─▶  w_{1,2} in the same style, X^T beside it
 */

import type { Span } from "../../errors.ts";
import { argumentCount } from "../../syntax/latex/tokens/commands.ts";
import { allParts, partsWithin } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { referenceOf, type Term, termText } from "../meaning/reference.ts";
import type { Problem } from "../statements/formulas.ts";

/** A part's text with its brackets and commands whole: of `x}_k` in `\mathbf{x}_k` all. */
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
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}

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

const MOST_NAMES = 200;

export interface Spelling {
  /** Of each key how the author writes it. */
  readonly names: ReadonlyMap<string, string>;
  readonly transpose: string;
}

/** Names that only the problem before has are spelled as there. */
export function spellingOf({ formulas }: Problem, before: Spelling | undefined): Spelling {
  const names = new Map<string, string>();
  let transpose: string | undefined;
  for (const { passage, equations } of formulas) {
    transpose ??= /\^\s*(?:\{\s*(?:\\top|T|\\intercal|\\mathsf\{T\})\s*\}|\\top|T)/.exec(passage.text)?.[0];
    for (const { sides } of equations) {
      const roots = sides.flatMap(({ syntax }) => (syntax ? [syntax] : []));
      for (const part of roots.flatMap((root) => allParts(root, partsWithin))) {
        const key = referenceOf(part)?.key;
        if (key !== undefined && !names.has(key)) {
          const { start, end } = wholeSpan(passage.text, part.span);
          names.set(key, passage.text.slice(start, end));
        }
      }
    }
  }
  for (const [key, written] of before?.names ?? [])
    if (!names.has(key) && names.size < MOST_NAMES) names.set(key, written);
  return { names, transpose: transpose ?? before?.transpose ?? "^T" };
}

/** The same letter with other indices, in the same style; undefined where the subscript is written otherwise. */
export function withIndices(written: string, indices: readonly Term[]): string | undefined {
  const at = written.lastIndexOf("_");
  if (at < 0) return undefined;
  const [head, tail] = [written.slice(0, at), written.slice(at)];
  const tokens = tail.match(/[A-Za-z]|\d/g) ?? [];
  if (tokens.length !== indices.length) return undefined;
  let next = 0;
  return head + tail.replace(/[A-Za-z]|\d/g, () => termText(indices[next++]!));
}

export const textOf = (text: string, syntax: Syntax): string => {
  const { start, end } = wholeSpan(text, syntax.span);
  return text.slice(start, end);
};
