/**
 * What a subscript means: a shape, the indices of an entry, or a part of the name.
 *
 *     A_{m \times n} ─▶ shape m × n     x_{ik} under \sum_k ─▶ x[i, k]     w_{11}, x_{\max} ─▶ names w_11, x_max
 */

import { withMark } from "../../likeness.ts";
import { isTransposeMark } from "../context.ts";
import type { RawToken } from "../tokens/characters.ts";
import { ACCENTS } from "../tokens/commands.ts";
import { closingOf, push, type Range, type Scan, textOf } from "./scan.ts";
import { scanRange } from "./walk.ts";

/** The two sizes of m \times n, split at the sign. */
export function shapeIn({ tokens }: Scan, { from, to }: Range): readonly [Range, Range] | undefined {
  for (let at = from + 1; at < to - 1; at++) {
    const { text, type } = tokens[at]!;
    if (type === "times" && (text === "times" || text === "×")) {
      return [
        { from, to: at },
        { from: at + 1, to },
      ];
    }
  }
  return undefined;
}

/** The parts between commas, or single letters and digits side by side: ij, i1, 12, {i,12}. */
export function pieces(scan: Scan, { from, to }: Range, splitDigits: boolean): Range[] {
  const { tokens } = scan;
  const parts: Range[] = [];
  let begin = from;
  for (let at = from; at <= to; at++) {
    if (at < to && tokens[at]!.type !== "comma") continue;
    if (at > begin) parts.push({ from: begin, to: at });
    begin = at + 1;
  }
  const [only] = parts;
  const isRun = tokens.slice(from, to).every(({ type }) => type === "letter" || type === "number");
  if (parts.length !== 1 || !only || !isRun) return parts;
  const each = Array.from({ length: to - from }, (_, i): Range => ({ from: from + i, to: from + i + 1 }));
  return each.length === 1 && splitDigits && /^\d\d$/.test(tokens[from]!.text) ? [only, only] : each;
}

export const INDEX = /^[ijklmnpqrstuabd]$/;

/** (A B)_{ij}, (A B)_{i,:} */
export function pushIndices(scan: Scan, range: Range, splitDigits = true): void {
  const places = pieces(scan, range, splitDigits);
  const open = scan.tokens[range.from]!;
  push(scan, "entryOpen", open, "[");
  places.forEach((piece, i) => {
    if (i > 0) push(scan, "comma", open, ",");
    const { text } = scan.tokens[piece.from]!;
    if (places.length === 2 && places[0] === places[1]) push(scan, "number", open, text[i]);
    else if (text === ":" || (text === "*" && piece.to === piece.from + 1)) push(scan, "all", open);
    else scanRange(scan, piece);
  });
  push(scan, "bracketClose", closingOf(scan, range), "]");
}

const accentOf = (token: RawToken): string | undefined => ACCENTS.get(token.text.slice(1));

/** A subscript as a part of a name: `11`, `1_1` for 1,1, `L-1`. */
export function namePieces(scan: Scan, range: Range): string[] {
  const { tokens } = scan;
  const text: string[] = [""];
  // of J_{\dot{x}}
  let accent: string | undefined;
  for (let at = range.from; at < range.to; at++) {
    const token = tokens[at]!;
    if (token.type === "comma") text.push("");
    else if (token.type === "command" && accentOf(token)) accent = accentOf(token);
    else if (token.type === "word" && text.at(-1) !== "") text.push(token.text);
    else if (token.type === "quad" || token.type === "braceOpen" || token.type === "braceClose") continue;
    else {
      const letter = token.type === "command" ? token.text.slice(1) : token.text;
      text[text.length - 1] += (accent && withMark(letter, accent)) ?? `${accent ?? ""}${letter}`;
      accent = undefined;
    }
  }
  return text.filter((piece) => piece !== "");
}

interface Subscripted {
  readonly role: string | undefined;
  readonly isBold: boolean;
  /** One letter, with no digits: what entries are usually taken of. */
  readonly isLetter: boolean;
  readonly base: string;
}

/** Is the subscript the indices of an entry? Of what is known its shape decides, else how it is written. */
export function areIndices(scan: Scan, range: Range, { role, isBold, isLetter, base }: Subscripted): boolean {
  const places = pieces(scan, range, role === "matrix");
  const texts = places.map((piece) => textOf(scan, piece));
  const { facts } = scan.context;
  const isPlace = (text: string): boolean => /^(\d+|[a-zα-ω:*]|[a-z][+-]\d)$/u.test(text);
  if (places.length === 0 || places.length > 2 || !texts.every(isPlace)) return false;
  if (scan.tokens.slice(range.from, range.to).some((token) => isTransposeMark(token))) return false;
  if (role === "matrix") return places.length === 2;
  if (role === "vector") return places.length === 1;
  // an unknown E_{ij} is the single-entry matrix
  if (role !== undefined || isBold || !isLetter || base === "E") return false;
  const isBound = texts.some((text) => facts.bound.has(text[0]!));
  if (places.length === 1) return isBound || (facts.indexed.has(base) && INDEX.test(texts[0]!));
  const isIndexPair =
    texts.every((text) => INDEX.test(text) || /^\d$/.test(text)) && texts.some((t) => INDEX.test(t));
  return isBound || isIndexPair;
}
