/**
 * A display → its formulas, each a chain of sides and the relations between them.
 *
 *     L &= a = b, \quad y = W x \\ &\Rightarrow z = 1  ─▶  (L = a = b)  (y = W x)  (z = 1)
 *
 * Formulas are separated by line ends, gaps, commas, text and implications; `&` separates unless it aligns a relation.
 * A line that begins with an operator goes on with the line before; one that begins with a relation has no left side.
 */
import type { RawToken } from "./tokens/characters.ts";
import { RELATIONS, type RelationKind } from "./tokens/commands.ts";
import type { Structure } from "./tokens/partners.ts";
import type { Range } from "./walk/scan.ts";

interface RelationAt {
  readonly kind: RelationKind;
  readonly at: number;
}

/** One more side than relations; the first is empty where a line begins with its relation. */
export interface Segment {
  readonly sides: readonly Range[];
  readonly relations: readonly RelationAt[];
  /** Behind the comma that separates it from the one before. */
  readonly afterComma: boolean;
}

interface Split {
  readonly structure: Structure;
  readonly segments: Segment[];
  sides: Range[];
  relations: RelationAt[];
  from: number;
  afterComma: boolean;
}

const relationKind = ({ text }: RawToken): RelationKind => RELATIONS.get(text) ?? "other";

const OPERATORS: ReadonlySet<string> = new Set(["sign", "times"]);

export function segmentsOf(structure: Structure, { from, to }: Range): Segment[] {
  const { tokens, match } = structure;
  const split: Split = { structure, segments: [], sides: [], relations: [], from, afterComma: false };
  const closing = new Set<number>();
  for (let at = from; at < to; ) {
    const token = tokens[at]!;
    const partner = match[at]!;
    if (partner > at && partner < to && !isRemark(split, at)) at = partner + 1;
    else if (partner > at && partner < to) {
      // x = y \quad (\lambda > 0)
      flush(split, at, at + 1, false);
      closing.add(partner);
      at += 1;
    } else if (closing.has(at)) {
      flush(split, at, at + 1, false);
      at += 1;
    } else at = separate(split, token, at, to);
  }
  flush(split, to, to, false);
  return split.segments;
}

/** Brackets with a relation in them, apart from what stands before. */
function isRemark({ structure: { tokens, match }, from }: Split, at: number): boolean {
  const before = tokens[at - 1];
  const isApart =
    at === from || (before !== undefined && /^(?:quad|comma|rowEnd|prose|dollar)$/.test(before.type));
  if (tokens[at]!.text !== "(" || !isApart) return false;
  for (let i = at + 1; i < match[at]!; i = Math.max(i, match[i]!) + 1)
    if (tokens[i]!.type === "relation") return true;
  return false;
}

/** What a token does at the top level, and where to go on. */
function separate(split: Split, token: RawToken, at: number, to: number): number {
  switch (token.type) {
    case "relation":
      separateRelation(split, token, at);
      return at + 1;
    case "rowEnd":
      return separateLine(split, at, to);
    case "dollar":
    case "prose":
      flush(split, at, at + 1, false);
      return at + 1;
    case "comma":
      flush(split, at, at + 1, token.text === ",");
      return at + 1;
    case "quad":
      if (isComplete(split, at) && begins(split, at + 1, to)) flush(split, at, at + 1, false);
      return at + 1;
    case "align":
      separateAlign(split, at, to);
      return at + 1;
    default:
      return at + 1;
  }
}

function separateRelation(split: Split, token: RawToken, at: number): void {
  const kind = relationKind(token);
  if (kind === "implies") {
    flush(split, at, at + 1, false);
    return;
  }
  const side = trimmed(split.structure, { from: split.from, to: at });
  const isEmpty = side.from >= side.to;
  if (isEmpty && split.sides.length > 0) {
    // `= & =` and `= \; =` are one relation
    split.relations.pop();
  } else split.sides.push(side);
  split.relations.push({ kind, at });
  split.from = at + 1;
}

/** A line goes on where it ends in an operator or a relation, and where the next begins with an operator. */
function separateLine(split: Split, at: number, to: number): number {
  const { tokens } = split.structure;
  let next = at + 1;
  while (next < to && ["rowEnd", "align", "quad"].includes(tokens[next]!.type)) next++;
  const begin = tokens[next];
  const isAligned = tokens[next - 1]?.type === "align" || tokens[next - 1]?.type === "quad";
  const isContinued =
    begin && next < to && OPERATORS.has(begin.type) && (isAligned || begin.type === "times");
  // no formula begins with +, and none is indented under the right side of another
  const isInside = begin?.text === "+" || (tokens[next - 1]?.type === "quad" && split.relations.length > 0);
  const goesOn =
    isContinued && isComplete(split, at) && (isInside || !hasRelationInLine(split.structure, next, to));
  const isOpen = !isComplete(split, at) && hasContent(split, at);
  if ((goesOn || isOpen) && next < to) return next;
  flush(split, at, next, false);
  return next;
}

function hasRelationInLine({ tokens, match }: Structure, from: number, to: number): boolean {
  for (let at = from; at < to && tokens[at]!.type !== "rowEnd"; at = Math.max(at, match[at]!) + 1) {
    if (tokens[at]!.type === "relation") return true;
  }
  return false;
}

/** `&=`, `=&` and `&=&` align; `x &= a & y &= b` are two formulas. */
function separateAlign(split: Split, at: number, to: number): void {
  const { tokens } = split.structure;
  const next = tokens[at + 1];
  if (next?.type === "relation" || next?.type === "align" || at + 1 >= to) return;
  if (isComplete(split, at) && begins(split, at + 1, to)) flush(split, at, at + 1, false);
}

const hasContent = ({ structure, from, sides }: Split, at: number): boolean => {
  const side = trimmed(structure, { from, to: at });
  return side.from < side.to || sides.length > 0;
};

/** Does a complete operand end here? */
function isComplete({ structure, from }: Split, at: number): boolean {
  const side = trimmed(structure, { from, to: at });
  const last = structure.tokens[side.to - 1];
  return side.from < side.to && last !== undefined && !OPERATORS.has(last.type);
}

function begins({ structure }: Split, at: number, to: number): boolean {
  const { tokens } = structure;
  let next = at;
  while (next < to && (tokens[next]!.type === "quad" || tokens[next]!.type === "align")) next++;
  return next < to && tokens[next]!.type !== "relation" && !OPERATORS.has(tokens[next]!.type);
}

const TYPOGRAPHY: ReadonlySet<string> = new Set(["quad", "align", "rowEnd", "comma", "point"]);

/** Without gaps and alignment at its ends. */
function trimmed({ tokens }: Structure, { from, to }: Range): Range {
  let [first, end] = [from, to];
  while (first < end && TYPOGRAPHY.has(tokens[first]!.type)) first++;
  while (first < end && TYPOGRAPHY.has(tokens[end - 1]!.type)) end--;
  return { from: first, to: end };
}

function flush(split: Split, end: number, next: number, afterComma: boolean): void {
  const side = trimmed(split.structure, { from: split.from, to: end });
  const isEmpty = side.from >= side.to;
  const sides = [...split.sides, side];
  const hasSide = sides.some(({ from, to }) => to > from);
  if (hasSide && !(isEquationNumber(split.structure, side) && split.sides.length === 0)) {
    split.segments.push({ sides, relations: split.relations, afterComma: split.afterComma });
  }
  split.sides = [];
  split.relations = [];
  split.from = next;
  split.afterComma = afterComma && !isEmpty;
}

/** `(1)` alone. */
function isEquationNumber({ tokens }: Structure, { from, to }: Range): boolean {
  const isNumber = tokens[from + 1]?.type === "number" && /^\d{1,3}$/.test(tokens[from + 1]!.text);
  return to === from + 3 && tokens[from]!.text === "(" && isNumber && tokens[to - 1]!.text === ")";
}
