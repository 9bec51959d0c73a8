/**
 * Expression ─▶ text, in the language that matgrad reads and the corpus is written in.
 *
 * In: an expression. Out: text that parses to the same expression, with as few operations as its tree
 * allows: quotients instead of negative powers, signs instead of factors −1.
 *
 *     product { −2, [s⁻¹], [Xᵀ, sum { y, −X w }] }  ─▶  2*X'*(X*w - y)/s
 *
 * Pieces are made bottom-up, one for each node of the DAG, so nothing recurses along the depth; their texts
 * are only ever concatenated (never joined or searched), which costs the same however long they are.
 */
import { UnsupportedError } from "../errors.ts";
import type { Expr } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import { textWriter } from "./formula/formula.ts";
import { alone, type Piece } from "./formula/piece.ts";
import { type Letters, lettersFor } from "./names/letters.ts";
import { writtenOut } from "./walk.ts";

export { printAnswer, toTextWithDefinitions } from "./definitions.ts";

/** Longest text without definitions; longer ones have too many repetitions to be of use. */
const MAXIMUM_LENGTH = 2_000_000;

/**
 * The expression as one formula, without definitions.
 * @throws UnsupportedError if that is longer than 2 million characters (printAnswer is linear).
 */
export const toText = (e: Expr, letters: Letters = lettersFor([e])): string => alone(pieceOf(e, letters));

/** The operations of that text: binary operators and calls; signs, transposes and constants are free. */
export const operationCount = (e: Expr): number => pieceOf(e, UNNAMED).ops;

/** Where only the length counts. */
const UNNAMED: Letters = {
  of: (s) => s.name,
  differential: "d",
  plainDifferential: "d",
  isTaken: () => false,
  isWhole: () => false,
  isMatrix: () => false,
  within: () => UNNAMED,
};

const tooLong = (): UnsupportedError =>
  new UnsupportedError(
    `the formula has more than ${MAXIMUM_LENGTH} characters when it is written out`,
    undefined,
    "print it with its shared parts named",
  );

function pieceOf(root: Expr, letters: Letters): Piece {
  const before = (operands: readonly Piece[]): void => {
    let length = 0;
    for (const { text } of operands) length += text.length;
    if (length > MAXIMUM_LENGTH) throw tooLong();
  };
  return writtenOut(root, topological([root]), textWriter(letters), { before }).get(root) as Piece;
}
