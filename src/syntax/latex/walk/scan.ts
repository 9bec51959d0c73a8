/** The state of one walk over the tokens of a side, and what every part of the scanner does with it. */
import { ParseError, type Span } from "../../../errors.ts";
import type { Context } from "../context.ts";
import type { LatexToken, LatexTokenType } from "../feed.ts";
import type { RawToken } from "../tokens/characters.ts";
import type { Structure } from "../tokens/partners.ts";

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a side says besides its value, by places among the tokens. */
export interface Notes {
  /** \underbrace{…}_{…}: the span of what is braced, and the label. */
  readonly labels: { readonly span: Span; readonly over: boolean; readonly label: Range }[];
  /** A_{m \times n} */
  readonly shapes: { readonly name: string | undefined; readonly span: Span; readonly sizes: Range }[];
  /** \Big|_{y = W x}, and the equations in the cells of a matrix. */
  readonly equations: Range[];
  /** Indices above capitals, A^{ij}: a repeated one is summed. */
  einstein: boolean;
  /** Called, and not the engine's. */
  readonly functions: Set<string>;
}

export interface Frame {
  readonly kind: "group" | "call" | "row" | "angle" | "bar" | "implicit" | "matrix" | "range";
  /** The token that opened it. */
  readonly raw: RawToken;
  /** How many tokens there were when it had opened. */
  readonly from: number;
  /** Where the term in hand begins. */
  termFrom: number;
  /** What follows its end: the power of a called function, the variable of a derivative. */
  readonly after: readonly LatexToken[];
  /** Of an implicit one, how far it goes: one operand, letters and numbers, all that stands side by side, a product. */
  readonly width?: "one" | "letters" | "run" | "product";
  /** An implicit one that ends in a bracket of its own. */
  readonly closes?: boolean;
  /** Of a call: arguments that are written elsewhere, as the sizes of unvec. */
  readonly last?: readonly LatexToken[];
  /** Of a matrix: where the cell in hand begins among the tokens of the text, and the cells of each row so far. */
  cell?: { from: number; rows: number[] };
}

export interface Scan extends Structure {
  readonly context: Context;
  readonly notes: Notes;
  readonly out: LatexToken[];
  readonly frames: Frame[];
}

export function fail(span: Span, message: string, hint?: string): never {
  throw new ParseError(message, { start: span.start, end: span.end }, hint);
}

export const tokenOf = (
  type: LatexTokenType,
  { start, end }: Span,
  value: string,
  text = value,
): LatexToken => ({
  ...{ type, text, value, start, end },
});

export function push(
  scan: Scan,
  type: LatexTokenType,
  at: Span & { text?: string },
  value = at.text ?? "",
): void {
  scan.out.push(tokenOf(type, at, value, at.text ?? ""));
}

export const place = ({ end }: Span): Span => ({ start: end, end });

const ENDS_OPERAND: ReadonlySet<LatexTokenType> = new Set([
  ...(["number", "name", "differential", "close", "braceClose", "bracketClose", "barClose"] as const),
  ...(["transpose", "fractionClose", "derivativeClose"] as const),
]);

/** Is an operand complete here? */
export function endsOperand({ out, frames }: Scan): boolean {
  const last = out.at(-1);
  return last !== undefined && out.length > (frames.at(-1)?.from ?? 0) && ENDS_OPERAND.has(last.type);
}

export function openFrame(scan: Scan, frame: Omit<Frame, "from" | "termFrom">): void {
  if (scan.frames.length >= scan.context.maximumDepth) {
    fail(frame.raw, `brackets are nested more than ${scan.context.maximumDepth} deep`);
  }
  scan.frames.push({ ...frame, from: scan.out.length, termFrom: scan.out.length });
}

/** Closes the innermost frame with its own tokens. */
export function closeImplicit(scan: Scan): void {
  const frame = scan.frames.pop()!;
  const end = place(scan.out.at(-1) ?? frame.raw);
  if (scan.out.length === frame.from && frame.closes) {
    fail(frame.raw, `'${frame.raw.text}' has no argument`, "write it behind the function, in brackets");
  }
  if (frame.closes) push(scan, "close", end);
  scan.out.push(...frame.after);
}

const innermost = ({ frames }: Scan): Frame | undefined => frames.at(-1);

/** Before an operand: an argument without brackets ends where it can't go on. */
export function beforeOperand(scan: Scan, kind: "letter" | "call" | "other"): void {
  for (let frame = innermost(scan); frame?.kind === "implicit"; frame = innermost(scan)) {
    const isEmpty = scan.out.length === frame.from || !endsOperand(scan);
    const ends = frame.width === "one" || (frame.width === "letters" && kind !== "letter");
    const isNext = frame.width === "run" && frame.closes && kind === "call";
    if (isEmpty || !(ends || isNext)) return;
    closeImplicit(scan);
  }
}

/** Before an operator: which of them ends an argument without brackets. */
export function endImplicit(scan: Scan, alsoProducts: boolean): void {
  for (let frame = innermost(scan); frame?.kind === "implicit"; frame = innermost(scan)) {
    if (frame.width === "product" && !alsoProducts) return;
    if (scan.out.length === frame.from && !alsoProducts) return;
    closeImplicit(scan);
  }
}

/** The argument of a command or script that begins here. */
export function argumentAt(scan: Scan, at: number): Range & { readonly next: number } {
  const token = scan.tokens[at];
  if (!token) fail(place(scan.tokens.at(-1) ?? { start: 0, end: 0 }), "an argument is missing at the end");
  if (token.type === "braceOpen") {
    const close = scan.match[at]!;
    if (close < 0) fail(token, "'{' is never closed");
    return { from: at + 1, to: close, next: close + 1 };
  }
  if (["braceClose", "raise", "lower", "close", "align", "rowEnd"].includes(token.type)) {
    fail(token, `an argument is missing before '${token.text}'`);
  }
  const next = itemEnd(scan, at);
  return { from: at, to: next, next };
}

/** Where a token ends together with the arguments it takes: x^\frac12. */
function itemEnd({ tokens, match }: Scan, at: number): number {
  let next = at + 1;
  const { type, text } = tokens[at]!;
  if (type !== "command") return next;
  for (
    let count = text === "\\frac" || text === "\\dfrac" || text === "\\tfrac" ? 2 : 0;
    count > 0;
    count--
  ) {
    next = tokens[next]?.type === "braceOpen" && match[next]! > 0 ? match[next]! + 1 : next + 1;
  }
  const isOne = /^\\(?:hat|bar|tilde|vec|dot|ddot|overline|widehat|sqrt|overrightarrow)$/.test(text);
  if (isOne) next = tokens[next]?.type === "braceOpen" && match[next]! > 0 ? match[next]! + 1 : next + 1;
  return Math.min(next, tokens.length);
}

/** The text of a range, without spaces. */
export const textOf = ({ tokens }: Pick<Structure, "tokens">, { from, to }: Range): string =>
  tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join("");

export function spanOf({ tokens }: Pick<Structure, "tokens">, { from, to }: Range): Span {
  const [first, last] = [tokens[from]!, tokens[to - 1]!];
  return { start: first.start, end: Math.max(first.end, last.end) };
}

/** What a step pushes, taken back: for tokens that come later. */
export function pushedBy(scan: Scan, step: () => void): LatexToken[] {
  const before = scan.out.length;
  step();
  return scan.out.splice(before);
}

/** The last token of an argument: its brace, where it has braces. */
export function closingOf({ tokens, match }: Scan, { from, to }: Range): RawToken {
  // the brace behind x_k in \frac{x_k}{y} is none of the index
  const isBare = /^(?:raise|lower)$/.test(tokens[from - 1]?.type ?? "");
  const next = isBare ? undefined : tokens[to];
  return next?.type === "braceClose" && match[to]! >= 0 && match[to]! < from ? next : tokens[to - 1]!;
}
