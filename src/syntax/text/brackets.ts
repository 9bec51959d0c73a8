/**
 * Brackets and bars: which kind each is, and that all are in balance and not nested too deep.
 *
 * In: a bracket or bar in its place. Out: tokens that open and close, so that the grammar need not guess.
 *
 *     x[1] [1, x] |a| ‖b‖_1  ─▶  x entryOpen 1 ]  blockOpen 1 , x ]  barOpen a barClose  barOpen b barClose
 */

import { fail, plainSubscript, type RawToken, type TokenType } from "../tokens.ts";
import { endsOperand, type FrameKind, next, previous, push, type Scan } from "./scan.ts";

interface Bracket {
  readonly opening: TokenType;
  readonly closing: TokenType;
  readonly hint: string;
}

const BRACKETS: Record<FrameKind, Bracket> = {
  parenthesis: { opening: "open", closing: "close", hint: "close it with ')'" },
  bounds: { opening: "boundsOpen", closing: "boundsClose", hint: "close the bounds, as in sum_(i=1)^m" },
  brace: { opening: "braceOpen", closing: "braceClose", hint: "close it with '}'" },
  block: { opening: "blockOpen", closing: "bracketClose", hint: "close the block with ']'" },
  entry: { opening: "entryOpen", closing: "bracketClose", hint: "close the indices with ']'" },
  norm: { opening: "barOpen", closing: "barClose", hint: "close the norm with '‖' or '||'" },
  abs: { opening: "barOpen", closing: "barClose", hint: "close the absolute value with '|'" },
  angle: { opening: "angleOpen", closing: "angleClose", hint: "close the inner product with '⟩'" },
};

export function scanOpening(scan: Scan, raw: RawToken): void {
  const bounds = previous(scan)?.type === "boundedSum";
  if (raw.type === "angleOpen") open(scan, raw, "angle");
  else if (raw.type === "bracketOpen") {
    open(scan, raw, endsOperand(scan) && previous(scan)?.end === raw.start ? "entry" : "block");
  } else if (bounds) open(scan, raw, "bounds");
  else open(scan, raw, raw.type === "open" ? "parenthesis" : "brace");
}

export function scanClosing(scan: Scan, raw: RawToken): void {
  if (raw.type === "angleClose") close(scan, raw, ["angle"]);
  else if (raw.type === "close") close(scan, raw, ["parenthesis", "bounds"]);
  else if (raw.type === "braceClose") close(scan, raw, ["brace", "bounds"]);
  else {
    // The last row of a block may end in `;` or stand on a line of its own.
    if (scan.frames.at(-1)?.kind === "block" && previous(scan)?.type === "rowSeparator") scan.tokens.pop();
    close(scan, raw, ["block", "entry"]);
  }
}

function open(scan: Scan, raw: RawToken, kind: FrameKind): void {
  if (scan.frames.length >= scan.maximumDepth) {
    fail(raw, `brackets are nested more than ${scan.maximumDepth} deep`, "define a part of it under a name");
  }
  push(scan, BRACKETS[kind].opening, raw);
  scan.frames.push({ kind, token: scan.tokens.at(-1)! });
}

function close(scan: Scan, raw: RawToken, kinds: readonly FrameKind[], value = raw.text): void {
  const frame = scan.frames.pop();
  if (!frame) fail(raw, `'${raw.text}' closes nothing`, "the bracket that would open it is missing");
  const { closing, hint } = BRACKETS[frame.kind];
  if (!kinds.includes(frame.kind)) {
    fail(frame.token, `'${frame.token.text}' is not closed before the '${raw.text}' that follows`, hint);
  }
  push(scan, closing, raw, value);
}

export function failOnUnclosed(scan: Scan): void {
  const frame = scan.frames.at(-1);
  if (frame) fail(frame.token, `'${frame.token.text}' is never closed`, BRACKETS[frame.kind].hint);
}

/** A bar closes where one of its kind is open innermost and an operand is complete; else it opens. */
export function scanBar(scan: Scan, raw: RawToken): void {
  const innermost = endsOperand(scan) ? scan.frames.at(-1)?.kind : undefined;
  const isNorm = raw.text !== "|" && raw.text !== "∣";
  if (raw.text === "||" && innermost === "abs") {
    const middle = raw.start + 1;
    scanBar(scan, { ...raw, text: "|", end: middle });
    scanBar(scan, { ...raw, text: "|", start: middle });
  } else if (isNorm && innermost === "norm") closeNorm(scan, raw);
  else if (!isNorm && innermost === "abs") close(scan, raw, ["abs"], "abs");
  else open(scan, raw, isNorm ? "norm" : "abs");
}

/** The spellings of a norm's subscript, and what the tree calls them. */
const NORMS: ReadonlyMap<string, string> = new Map([
  ["1", "1"],
  ["2", "2"],
  ["F", "F"],
  ["fro", "F"],
  ["inf", "inf"],
  ["∞", "inf"],
  ["*", "nuclear"],
  ["nuc", "nuclear"],
]);

/** The subscript that directly follows a norm, 1 of ‖x‖₁, F of ‖X‖_F, belongs to the closing bar. */
function closeNorm(scan: Scan, bar: RawToken): void {
  const raw = next(scan);
  const isSubscript = raw?.type === "subscript" || (raw?.type === "name" && raw.text.startsWith("_"));
  if (raw && isSubscript && raw.start === bar.end) {
    const norm = NORMS.get(plainSubscript(raw.text));
    if (!norm) fail(raw, `there is no norm '${raw.text}'`, "the norms are _1, _2, _F, _inf (or _∞) and _*");
    scan.position++;
    close(scan, { ...bar, text: bar.text + raw.text, end: raw.end }, ["norm"], norm);
  } else close(scan, bar, ["norm"], "none");
}
