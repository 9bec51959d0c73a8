/** The state of one walk over the raw tokens, and what every part of the lexer does with it. */
import type { DeclaredNames } from "../names.ts";
import type { RawToken, Token, TokenType } from "../tokens.ts";

export type FrameKind = "parenthesis" | "bounds" | "brace" | "block" | "entry" | "norm" | "abs" | "angle";

/** An open bracket or bar. */
interface Frame {
  readonly kind: FrameKind;
  readonly token: Token;
}

export interface Scan {
  readonly raw: readonly RawToken[];
  /** Of the raw token in hand. */
  position: number;
  readonly tokens: Token[];
  readonly frames: Frame[];
  readonly names: DeclaredNames;
  readonly maximumDepth: number;
  /** Where the statement in hand begins in `tokens`. */
  statementStart: number;
  /** Behind the `:` of a declaration. */
  inType: boolean;
}

/** Tokens after which an operand is complete: a bar here closes, a `[` here takes entries. */
const ENDS_OPERAND: ReadonlySet<TokenType> = new Set([
  ...(["number", "name", "transpose", "close", "braceClose", "bracketClose", "barClose", "reals"] as const),
  "angleClose",
]);

export type Written = Pick<RawToken, "start" | "end" | "text">;

export function push(scan: Scan, type: TokenType, { start, end, text }: Written, value = text): void {
  scan.tokens.push({ type, text, value, start, end });
}

/** The token before, within the statement. */
export const previous = (scan: Scan): Token | undefined =>
  scan.tokens.length > scan.statementStart ? scan.tokens.at(-1) : undefined;

export const next = (scan: Scan): RawToken | undefined => scan.raw[scan.position + 1];

export function endsOperand(scan: Scan): boolean {
  const token = previous(scan);
  return token !== undefined && ENDS_OPERAND.has(token.type);
}
