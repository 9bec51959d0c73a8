/**
 * What a two-dimensional (LaTeX) or linear (Unicode) way of writing formulas must say, so that one layout
 * serves both: see typeset.ts.
 */
import type { BlockNode, BoundNode, CallNode, IndexNode, SymbolNode } from "../../expression/expr.ts";
import type { Rational } from "../../expression/rational.ts";
import { type Brackets, Level, type Part, type Parts } from "../part.ts";

/** A part with its height. */
export interface Setting extends Part {
  readonly tall: boolean;
  /** dX, whose end must show where more follows: (dX) A, not d(X A). */
  readonly isDifferential?: boolean;
}

export type Settings = Parts<Setting>;

export interface Typography extends Brackets {
  /** Between factors, given the text of what stands before and that of the right one. */
  between(left: string, right: string): string;
  readonly times: string;
  readonly over: string;
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

export const plain = (text: string, level: Level = Level.ATOM, tall = false): Setting => ({
  negative: false,
  text,
  level,
  tall,
});
