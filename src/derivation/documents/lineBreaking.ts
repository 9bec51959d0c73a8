/**
 * Lines that fit a page: long ones are broken before a sign, reasons that do not fit are said in sentences.
 *
 *     = a + b        for want of room            ─▶  = a
 *                                                      + b
 */

import type { Locale } from "../locales/locale.ts";
import type { Inline, Line } from "./layout.ts";
import { textWidth, widthOf } from "./width.ts";

/** Of an article with margins of 25 mm; a little less, as widths are estimated. */
const PAGE = 420;
/** Between a formula and its reason. */
const GAP = 24;
const INDENT = 20;
/** A row of two equalities is no longer than this. */
const SHORT_ROW = 230;

export function broken(lines: readonly Line[], columns: number): Line[] {
  if (columns > 1) return [...lines];
  const room = roomBeside(lines);
  return lines.flatMap((line): Line[] => {
    const [first = "", ...others] = pieces(line.right, room);
    return [{ ...line, right: first }, ...others.map((right) => ({ ...BARE, right: `\\qquad ${right}` }))];
  });
}

const roomBeside = (lines: readonly Line[]): number =>
  PAGE - Math.max(0, ...lines.map((l) => widthOf(l.left) + widthOf(l.sign)));

/** A reason for which there is no room beside its line. */
interface Apart {
  /** Of the line, from 1. */
  readonly number: number;
  readonly reason: Line["reason"];
}

/** Lines with the reasons that fit beside them, and those that don't; what needs no reason goes on in its line. */
export function fitted(lines: readonly Line[]): { readonly lines: Line[]; readonly apart: Apart[] } {
  const room = roomBeside(lines);
  const column = Math.max(0, ...lines.flatMap((l) => pieces(l.right, room).map(widthOf)));
  const isApart = (line: Line): boolean => column + GAP + reasonWidth(line) > room;
  const apart = lines.flatMap((line, i): Apart[] =>
    line.reason.length > 0 && isApart(line) && !line.isReasonSeen
      ? [{ number: i + 1, reason: line.reason }]
      : [],
  );
  const widest = Math.max(...lines.map((line) => (isApart(line) ? 0 : reasonWidth(line))));
  const left = Math.min(SHORT_ROW, room - (widest > 0 ? GAP + widest : 0));
  const rows: Line[] = [];
  for (const line of lines) {
    const before = rows.at(-1);
    const right = `${before?.right} ${line.sign} ${line.right}`;
    const goesOn = before && before.sign !== "" && line.left === "" && line.reason.length === 0;
    // a side without a reason stands behind the one before
    if (goesOn && widthOf(right) <= left) rows[rows.length - 1] = { ...before, right };
    else rows.push(isApart(line) ? { ...line, reason: [] } : line);
  }
  return { lines: rows, apart };
}

/** Reasons in a sentence, each with the step that it is of. */
export function saidApart(apart: readonly Apart[], lines: readonly Line[], locale: Locale): Inline[] {
  const isChain = lines.slice(1).every((line) => line.left === "");
  const [only] = lines;
  const keyOf = (number: number): string => {
    if (lines.length === 1) return only?.isLong ? "step.turn" : "step.only";
    if (!isChain) return "step.line";
    return number === 1 ? "step.first" : number === lines.length ? "step.last" : "step.number";
  };
  return apart.flatMap(({ number, reason }, i): Inline[] => [
    ...(i > 0 ? [{ kind: "text" as const, text: locale["sentence.separator"] ?? " " }] : []),
    ...(locale[keyOf(number)] as string)
      .replace("{number}", `${number}`)
      .split("{reason}")
      .flatMap((part, k) => [
        ...(k > 0 ? reason : []),
        ...(part === "" ? [] : [{ kind: "text" as const, text: part }]),
      ]),
  ]);
}

const BARE: Line = { left: "", sign: "", right: "", reason: [] };

const reasonWidth = ({ reason }: Line): number =>
  reason.reduce(
    (sum, part) => sum + (part.kind === "math" ? widthOf(part.formula) : textWidth(part.text)),
    0,
  );

/** A side in pieces that fit, each but the first begins with its sign. */
function pieces(right: string, room: number): string[] {
  if (widthOf(right) <= room) return [right];
  const found: string[] = [];
  let current = "";
  for (const term of terms(right)) {
    const limit = found.length === 0 ? room : room - INDENT;
    if (current !== "" && widthOf(current + term) > limit) {
      found.push(current.trim());
      current = term.trimStart();
    } else current += term;
  }
  return [...found, current.trim()];
}

/** Parts that begin with =, + or − where no bracket is open. */
function terms(text: string): string[] {
  const parts = [""];
  let depth = 0;
  const tokens = text.match(/\\(?:left|right)(?:\\[A-Za-z]+|.)|\\[A-Za-z]+|\\.|[\s\S]/gu) ?? [];
  tokens.forEach((token, i) => {
    if (/^(\{|\(|\[|\\left|\\begin$|\\lVert|\\lvert)/.test(token)) depth++;
    if (/^(\}|\)|\]|\\right|\\end$|\\rVert|\\rvert)/.test(token)) depth--;
    const isSign = depth === 0 && /^[=+-]$/.test(token) && tokens[i - 1] === " " && tokens[i + 1] === " ";
    if (isSign) parts.push(token);
    else parts[parts.length - 1] += token;
  });
  return parts.filter((part) => part !== "");
}
