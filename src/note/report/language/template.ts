/**
 * A sentence with gaps, which tells whether a text is it, and what its gaps hold.
 *
 *     "an index is wrong: {from} where {to} is right" of "an index is wrong: k where m is right"  ─▶  k, m
 *
 * A gap holds at least one character. Some say what: {why:said} a sentence or part of one, which is said in the other
 * language too, {names:list} names joined by "and", {left:shape} a shape.
 */

/** English ─▶ Chinese and Japanese, each with the same gaps. */
export type Rows = Readonly<Record<string, readonly [zh: string, ja: string]>>;

interface Gap {
  readonly name: string;
  readonly holds: "text" | "said" | "list" | "shape";
}

export interface Template {
  /** What stands before, between and behind the gaps: one more than there are. */
  readonly pieces: readonly string[];
  readonly gaps: readonly Gap[];
}

const GAP = /\{([a-z]+)(?::(said|list|shape))?\}/g;
const SHAPE = /^(?:\S*×\S*|(?:a )?scalar|a (?:vector|row) of \S+)$/;

export function templateOf(text: string): Template {
  const pieces: string[] = [];
  const gaps: Gap[] = [];
  let at = 0;
  for (const { 0: whole, 1: name = "", 2: holds = "text", index } of text.matchAll(GAP)) {
    pieces.push(text.slice(at, index));
    gaps.push({ name, holds: holds as Gap["holds"] });
    at = index + whole.length;
  }
  return { pieces: [...pieces, text.slice(at)], gaps };
}

/** What the gaps hold in a text; undefined where it is another. In the time of its length: each piece at its first place. */
export function heldIn({ pieces, gaps }: Template, text: string): readonly string[] | undefined {
  const [first = "", ...others] = pieces;
  if (!text.startsWith(first)) return undefined;
  const held: string[] = [];
  let at = first.length;
  for (const [i, piece] of others.entries()) {
    const isLast = i === others.length - 1;
    const next = isLast ? text.length - piece.length : text.indexOf(piece, at + 1);
    if (next <= at || !text.startsWith(piece, next)) return undefined;
    held.push(text.slice(at, next));
    at = next + piece.length;
  }
  const fits = at === text.length && gaps.every(({ holds }, i) => holds !== "shape" || SHAPE.test(held[i]!));
  return fits ? held : undefined;
}

/** The text with its gaps filled. */
export const filledWith = ({ pieces, gaps }: Template, values: ReadonlyMap<string, string>): string =>
  gaps.reduce(
    (text, { name }, i) => joined(joined(text, values.get(name) ?? ""), pieces[i + 1]!),
    pieces[0]!,
  );

const WIDE = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;
const isWide = (character: string | undefined): boolean => character !== undefined && WIDE.test(character);

/** Beside a gap there is no space between two wide characters. */
function joined(before: string, after: string): string {
  if (before.endsWith(" ") && isWide(before.at(-2)) && isWide(after[0])) return before.slice(0, -1) + after;
  if (after.startsWith(" ") && isWide(before.at(-1)) && isWide(after[1])) return before + after.slice(1);
  return before + after;
}
