/**
 * The verbs that judge: are two formulas the same function, is a claimed derivative right?
 */
import { inOwnStore } from "../expression/expr.ts";
import { type EqualAnswer, equalTexts } from "../problem/equal.ts";
import { type ClaimRequest, judgeTexts, type TextJudgement } from "../problem/judgeTexts.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { EQUAL, JUDGE, TEXT } from "./tables.ts";

export interface EqualOptions {
  /** Types by name, as in a declaration: `{ A: "symmetric n" }`. */
  readonly vars?: Readonly<Record<string, string>> | undefined;
  /** Seed of the values that are compared. */
  readonly seed?: number | undefined;
  /** A name that nothing declares, or that has two readings, is an error. */
  readonly strict?: boolean | undefined;
}

/**
 * Are two formulas the same function? Each may have definitions and declarations before it, in lines; a name stands
 * for the same in both. Decided over finite fields where both are rational, by values otherwise.
 *
 *     equal("(A B)'", "B' A'").verdict === "equal"
 *
 * @throws ParseError, ShapeError, UnknownNameError for a formula that has no meaning; ArgumentError
 */
export function equal(left: string, right: string, options: EqualOptions = {}): EqualAnswer {
  requireArgument("equal", "a formula", TEXT, left);
  requireArgument("equal", "a second formula", TEXT, right);
  requireOptions("equal", EQUAL, options);
  const { vars, seed, strict } = options;
  return inOwnStore(() => equalTexts(left, right, vars, seed === undefined ? {} : { seed }, strict));
}

export type JudgeOptions = ClaimRequest;

/**
 * Is a claim the derivative of the last of the statements? Where it isn't, `why` says what is wrong with it and
 * `correct` is what is right. What can't be decided is unclear. Statements and claims with backslashes are LaTeX.
 *
 *     judge("x'A x", { wrt: "x", claim: "2 A x" }).verdict === "wrong"
 *
 * @throws ParseError, ShapeError, UnknownNameError, UnsupportedError for statements that are at fault themselves;
 *   ArgumentError
 */
export function judge(text: string, options: JudgeOptions): TextJudgement {
  requireArgument("judge", "statements", TEXT, text);
  requireOptions("judge", JUDGE, options);
  return inOwnStore(() => judgeTexts([text], options));
}
