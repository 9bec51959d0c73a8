/**
 * What a two-dimensional (LaTeX) or linear (Unicode) way of writing formulas must say, so that one layout
 * serves both: see typeset.ts.
 */
import type { BlockNode, BoundNode, CallNode, Expr, IndexNode, SymbolNode } from "../../expression/expr.ts";
import type { Rational } from "../../expression/rational.ts";

/** The one precedence table, loosest first; an operand looser than its place is bracketed. */
export const Tightness = {
  SUM: 1,
  /** Σ_i …, which takes the rest of a product. */
  INDEXED: 2,
  /** Factors side by side. */
  PRODUCT: 3,
  /** ⊙, ⊘, ⊗: never mixed with one another or a product without brackets. */
  OPERATOR: 4,
  /** Powers, transposes, fractions: bracketed before another raised mark. */
  RAISED: 5,
  ATOM: 6,
} as const;
export type Tightness = (typeof Tightness)[keyof typeof Tightness];

/** A part of a formula that has been written. */
export interface Setting {
  /** The sign is not in the text: the sum or bracket around it writes it. */
  readonly negative: boolean;
  readonly text: string;
  readonly tightness: Tightness;
  /** Higher than a line, so that brackets around it grow. */
  readonly tall: boolean;
  /** dX, whose end must show where more follows: (dX) A, not d(X A). */
  readonly isDifferential?: boolean;
  /** The text times −1, where that has no leading minus either. */
  readonly turned?: () => string;
}

export type Settings = Pick<Map<Expr, Setting>, "get">;

export interface Typography {
  readonly minus: string;
  /** Between factors, given the text of the right one. */
  between(right: string): string;
  readonly times: string;
  readonly over: string;
  bracket(text: string, tall: boolean): string;
  /** The absolute value. */
  number(value: Rational): Setting;
  symbol(e: SymbolNode): Setting;
  fraction(top: Setting, bottom: Setting): Setting;
  /** Entry-by-entry quotients are fractions rather than ⊘. */
  readonly entrywiseFraction: boolean;
  root(of: Setting): Setting;
  /** The base, bracketed where needed, with an exponent. */
  raised(base: Setting, exponent: string): Setting;
  entrywisePower(base: Setting, exponent: string): Setting;
  transpose(of: Setting): Setting;
  inverseTranspose(of: Setting): Setting;
  call(e: CallNode, args: readonly Setting[], settings: Settings): Setting;
  entry(e: IndexNode, of: Setting, row: Setting, column: Setting): Setting;
  block(e: BlockNode, cells: readonly (readonly string[])[]): Setting;
  /** The head of a sum over an index; empty where it is understood. */
  summation(e: BoundNode): string;
}

/** What puts brackets and signs around a part. */
export type Brackets = Pick<Typography, "minus" | "bracket">;

export const plain = (text: string, tightness: Tightness = Tightness.ATOM, tall = false): Setting => ({
  negative: false,
  text,
  tightness,
  tall,
});

/** With its sign, where nothing is around it. */
export function signed(s: Setting, t: Brackets): string {
  if (!s.negative) return s.text;
  // −(a + b), not −a + b
  const whole = () => (s.tightness === Tightness.SUM ? t.bracket(s.text, s.tall) : s.text);
  return s.turned?.() ?? `${t.minus}${whole()}`;
}

/** Bracketed unless it is at least that tight. */
export const atLeast = (s: Setting, tightness: Tightness, t: Brackets): string =>
  s.negative || s.tightness < tightness ? t.bracket(signed(s, t), s.tall) : s.text;
