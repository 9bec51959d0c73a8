/**
 * The author's own spelling: where a part stands in the text, and how a name is written there.
 *
 *     w_{2,1}, transposed as ^T  ─▶  w_{1,2} in the same style, X^T beside it
 */

import type { Span } from "../../errors.ts";
import { allParts, partsWithin } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { referenceOf, type Term, termText } from "../meaning/reference.ts";
import type { Problem } from "../statements/formulas.ts";
import { wholeSpan } from "../statements/wholeSpan.ts";

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
        if (key !== undefined && !names.has(key)) names.set(key, textOf(passage.text, part));
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
  const { start, end } = writtenSpan(text, syntax);
  return text.slice(start, end);
};

/** Of a_j^{(l)}, whose tree's place is that of a_j, with its label. */
export function writtenSpan(text: string, syntax: Syntax): Span {
  const { start, end } = wholeSpan(text, syntax.span);
  const isCut = referenceOf(syntax)?.label !== undefined && !text.slice(start, end).includes("^");
  const [label = ""] = isCut ? (/^\s*\^\s*(?:\{[^{}]*\}|[\p{L}\d])/u.exec(text.slice(end)) ?? []) : [];
  return { start, end: end + label.length };
}
