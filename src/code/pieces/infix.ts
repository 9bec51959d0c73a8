/**
 * The targets that have operators for matrices: Python's three, Julia and Octave.
 */

import type * as Q from "../../expression/rational.ts";
import { Level } from "../../print/part.ts";
import type { Language } from "./language.ts";
import { alone, atom, infix, negativeText, type Piece, piece, within } from "./piece.ts";
import { type Code, code } from "./text.ts";

/** What differs between them. */
interface Operators {
  readonly multiply: string;
  readonly hadamard: string;
  readonly quotient: string;
  readonly power: string;
  readonly entryPower: string;
  /** Added to a name: a transpose. */
  readonly transpose: string;
  /** Between a matrix and what is replicated to its shape. */
  readonly spreadPlus: string;
  readonly spreadMinus: string;
}

/** 1/3 as a quotient, decimals as they are. */
function numberPiece({ n, d }: Q.Rational): Piece {
  if (d === 1) return decimal(n);
  const value = n / d;
  const isShort = String(Math.abs(value)).length <= 6;
  if (isShort) return decimal(value);
  return { ...infix(decimal(Math.abs(n)), " / ", decimal(d), Level.PRODUCT), negative: n < 0, free: true };
}

function decimal(value: number): Piece {
  const text = String(Math.abs(value)).replace("e+", "e");
  return { ...atom(text), negative: value < 0 };
}

export const scalarOperators = {
  number: numberPiece,
  divide: (x: Piece, by: Piece): Piece => infix(x, " / ", by, Level.PRODUCT),
};

/** a − b with the sign of b taken into the operator. */
export function added(a: Piece, b: Piece, plus: string, minus: string): Piece {
  const left = a.negative ? negativeText(within({ ...a, negative: false }, Level.PRODUCT)) : a;
  const right = within({ ...b, negative: false }, Level.PRODUCT);
  return piece(code`${left}${b.negative ? minus : plus}${right}`, Level.SUM);
}

/** The operators of Julia, Octave and mathjs. */
export const COLUMN_OPERATORS = {
  multiply: " * ",
  hadamard: " .* ",
  quotient: " ./ ",
  power: " ^ ",
  entryPower: " .^ ",
  transpose: "'",
};

/** What Julia and Octave share. */
export const columnLanguage = (spreadPlus: string, spreadMinus: string) => ({
  ...infixLanguage({ ...COLUMN_OPERATORS, spreadPlus, spreadMinus }),
  pi: "pi",
  matrixPower: (base: Piece, exponent: Piece): Piece =>
    piece(code`${within(base, Level.ATOM)} ^ ${within(exponent, Level.ATOM)}`, Level.POWER),
  solve: (a: Piece, b: Piece): Piece => infix(a, " \\ ", b, Level.PRODUCT),
  sizeOf: (name: string, axis: 1 | 2): string => `size(${name}, ${axis})`,
});

/** A place from 1. */
export const wholePlace = (at: Piece | number): Code | string =>
  typeof at === "number" ? String(at) : alone(at);

const raised = (base: Piece, operator: string, exponent: Piece): Piece =>
  piece(code`${within(base, Level.POSTFIX)}${operator}${within(exponent, Level.ATOM)}`, Level.POWER);

/** The part of a language that follows from its operators. */
export function infixLanguage(
  ops: Operators,
): Pick<
  Language,
  | "number"
  | "transpose"
  | "multiply"
  | "hadamard"
  | "quotient"
  | "entryPower"
  | "scalarPower"
  | "scale"
  | "divide"
  | "negate"
  | "add"
  | "replicates"
> {
  return {
    ...scalarOperators,
    transpose: (x) => ({
      ...piece(code`${within(x, Level.POSTFIX)}${ops.transpose}`, Level.POSTFIX),
      free: x.free,
    }),
    multiply: (a, b) => infix(a, ops.multiply, b, Level.PRODUCT),
    hadamard: (a, b) => infix(a, ops.hadamard, b, Level.PRODUCT),
    quotient: (a, b) => infix(a, ops.quotient, b, Level.PRODUCT),
    entryPower: (base, exponent) => raised(base, ops.entryPower, exponent),
    scalarPower: (base, exponent) => raised(base, ops.power, exponent),
    scale: (factor, x) => infix(factor, " * ", x, Level.PRODUCT),
    negate: (x) => ({ ...x, negative: !x.negative }),
    add: (a, b, spread) =>
      spread ? added(a, b, ops.spreadPlus, ops.spreadMinus) : added(a, b, " + ", " - "),
    replicates: true,
  };
}
