/**
 * A piece of printed text: what it says, how loosely it holds together, what it costs.
 */
import type { Expr } from "../../expression/expr.ts";
import type * as Q from "../../expression/rational.ts";
import { numberParts } from "../numbers.ts";
import { atLeast, type Brackets, Level, type Part, type Parts, signed } from "../part.ts";

export interface Piece extends Part {
  /** Binary operators and calls. */
  readonly ops: number;
}

export type Pieces = Parts<Piece>;

/** The text that matgrad reads. */
export const TEXT: Brackets = { minus: "-", bracket: (text) => `(${text})` };

export const atom = (text: string, ops = 0): Piece => ({ negative: false, text, level: Level.ATOM, ops });

/** With its sign, where nothing is around it. */
export const alone = (piece: Piece): string => signed(piece, TEXT);

/** Bracketed unless it binds at least as tightly. */
export const withLevel = (piece: Piece, level: Level): string => atLeast(piece, level, TEXT);

/** join() without copying the texts: strings that are only concatenated share their parts. */
export function concatenated(texts: readonly string[], separator: string): string {
  let whole = texts[0] ?? "";
  for (let i = 1; i < texts.length; i++) whole += separator + texts[i];
  return whole;
}

/** Longest decimal fraction that is printed as one; 1/32 is better as a quotient. */
const DECIMALS = 4;

/** The absolute value of a plain fraction as a short decimal, where it is one. */
function decimalText({ n, d }: Q.Rational): string | undefined {
  const shift = 10 ** DECIMALS;
  if (shift % d !== 0 || !Number.isSafeInteger(n * shift)) return undefined;
  return String(Math.abs(n) / d);
}

/** The factors of the absolute value, above and below the line: 3π/4 as 3, π over 4. */
export function numberFactors(value: Q.Rational): Record<"above" | "below", readonly string[]> {
  const short = value.exact ? undefined : decimalText(value);
  const { above, below, pi } = short === undefined ? numberParts(value) : { above: short, below: "1", pi: 0 };
  const turns = [Math.abs(pi) > 1 ? `${Math.PI}^${Math.abs(pi)}` : `${Math.PI}`];
  const beside = (text: string, has: boolean) => [...(text === "1" ? [] : [text]), ...(has ? turns : [])];
  return { above: beside(above, pi > 0), below: beside(below, pi < 0) };
}

export function numberPiece(value: Q.Rational): Piece {
  const { above, below } = numberFactors(value);
  const negative = value.n < 0;
  const top = above.length === 0 ? "1" : above.join("*");
  const divisor = below.length > 1 ? `(${below.join("*")})` : below[0];
  const ops = Math.max(0, above.length - 1) + below.length;
  const level = ops === 0 && !top.includes("^") ? Level.ATOM : Level.PRODUCT;
  return { negative, text: divisor === undefined ? top : `${top}/${divisor}`, level, ops };
}

/** The number an exponent is, if it is one. */
export const exponentValue = (e: Expr): Q.Rational | undefined => (e.kind === "number" ? e.value : undefined);

export const isHalf = (k: Q.Rational): boolean => k.n === 1 && k.d === 2;
