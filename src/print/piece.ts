/**
 * A piece of printed text: what it says, how loosely it holds together, what it costs.
 */
import type { Expr } from "../expression/expr.ts";
import type * as Q from "../expression/rational.ts";

/** How tightly a piece binds; an operand looser than its place is bracketed. */
export const Level = {
  SUM: 1,
  /** `sum_i …`, which takes the rest of a product as its body. */
  INDEXED: 2,
  /** `*` and `/`. */
  PRODUCT: 3,
  /** `.*` and `./`, never mixed with the others without brackets. */
  ENTRYWISE: 4,
  /** Powers and transposes, which are bracketed before another one. */
  POSTFIX: 5,
  ATOM: 6,
} as const;
export type Level = (typeof Level)[keyof typeof Level];

export interface Piece {
  /** The sign is not in the text: the sum or bracket around it writes it. */
  readonly negative: boolean;
  readonly text: string;
  readonly level: Level;
  /** Binary operators and calls. */
  readonly ops: number;
  /** The text times −1, where that has no leading minus either: (b − a)*X for (a − b)*X. */
  readonly turned?: () => string;
}

/** The pieces of the nodes that have been laid out. */
export type Pieces = Pick<Map<Expr, Piece>, "get">;

export const atom = (text: string, ops = 0): Piece => ({ negative: false, text, level: Level.ATOM, ops });

/** With its sign, where nothing is around it. */
export const alone = (piece: Piece): string => {
  if (!piece.negative) return piece.text;
  return piece.turned?.() ?? (piece.level === Level.SUM ? `-(${piece.text})` : `-${piece.text}`);
};

/** Bracketed unless it binds at least as tightly. */
export const withLevel = (piece: Piece, level: Level): string =>
  piece.negative || piece.level < level ? `(${alone(piece)})` : piece.text;

/** join() without copying the texts: strings that are only concatenated share their parts. */
export function concatenated(texts: readonly string[], separator: string): string {
  let whole = texts[0] ?? "";
  for (let i = 1; i < texts.length; i++) whole += separator + texts[i];
  return whole;
}

/** Longest decimal fraction that is printed as one; 1/32 is better as a quotient. */
const DECIMALS = 4;

/** The absolute value as an integer or short decimal; undefined where it needs a quotient. */
export function decimalText({ n, d }: Q.Rational): string | undefined {
  if (d === 1) return String(Math.abs(n));
  const shift = 10 ** DECIMALS;
  if (shift % d !== 0 || !Number.isSafeInteger(n * shift)) return undefined;
  return String(Math.abs(n) / d);
}

export function numberPiece(value: Q.Rational): Piece {
  const text = decimalText(value);
  const negative = value.n < 0;
  if (text !== undefined) return { negative, text, level: Level.ATOM, ops: 0 };
  return { negative, text: `${Math.abs(value.n)}/${value.d}`, level: Level.PRODUCT, ops: 1 };
}

/** The number an exponent is, if it is one. */
export const exponentValue = (e: Expr): Q.Rational | undefined => (e.kind === "number" ? e.value : undefined);

export const isHalf = (k: Q.Rational): boolean => k.n === 1 && k.d === 2;
