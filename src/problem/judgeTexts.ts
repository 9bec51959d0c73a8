/**
 * A claimed derivative, with the problem that it is of, both as texts: matgrad's own, or LaTeX.
 *
 *     "x'A x" by x, claim "2 A x"  ─▶  wrong: it holds only if A is symmetric
 */
import { type DeclaredType, declaredType, readingOf } from "../shapes/declarations.ts";
import { isLatex, readName, readStatements } from "../syntax/read.ts";
import type { Choice, Statement } from "../syntax/tree.ts";
import { ask } from "./answer/answers.ts";
import { contextOf } from "./claim/claimText.ts";
import { type Judgement, judge } from "./claim/judge.ts";
import type { Layout } from "./claim/layout.ts";
import { judgeLatex } from "./latex/claim.ts";

export interface ClaimRequest {
  /** What the derivative is by. */
  readonly wrt: string;
  /** The formula that is to be judged. */
  readonly claim: string;
  /** That of the claim; absent: any in which it is right, which is named. */
  readonly layout?: Layout | undefined;
  readonly order?: 1 | 2 | undefined;
  /** Name of the cotangent of a matrix value; G. */
  readonly cotangent?: string | undefined;
  /** The texts are LaTeX; absent: where they have its commands, and no declarations of matgrad's own. */
  readonly latex?: boolean | undefined;
  /** What nothing declares is an error. */
  readonly strict?: boolean | undefined;
  readonly seed?: number | undefined;
}

/** Whether a claim with these texts is read as LaTeX. */
export const isInLatex = (texts: readonly string[], { wrt, claim, latex }: ClaimRequest): boolean =>
  latex ?? ([...texts, wrt, claim].some(isLatex) && !texts.some(isDeclaration));

const isDeclaration = (text: string): boolean =>
  text.split("\n").some((line) => !isLatex(line) && /^[^=:∈]+[:∈][^=]*$/u.test(line));

/** A judgement, with the readings that were chosen for the problem's names. */
export interface TextJudgement extends Judgement {
  readonly choices?: readonly Choice[];
}

/**
 * Judges a claim about the last of the statements.
 * @throws the errors of statements that are at fault themselves
 */
export function judgeTexts(texts: readonly string[], request: ClaimRequest): TextJudgement {
  const { claim, layout, order = 1, cotangent, seed, strict } = request;
  const options = seed === undefined ? {} : { seed };
  if (isInLatex(texts, request))
    return judgeLatex({ fn: texts.join(" \\\\ "), wrt: request.wrt, claim, layout, ...options });
  const wrt = readName(request.wrt);
  const statements = readStatements(texts.join("\n"), readingOf(new Map(), [wrt]));
  const { question, elaborated } = ask(statements, wrt, { order, cotangent, strict });
  const context = contextOf(elaborated, question, statements, declaredTypes(statements));
  return { ...judge({ question, context, claim, layout, options }), choices: elaborated.choices };
}

function declaredTypes(statements: readonly Statement[]): Map<string, DeclaredType> {
  const types = new Map<string, DeclaredType>();
  for (const s of statements) {
    if (s.kind !== "declaration") continue;
    for (const { name } of s.names) types.set(name, declaredType(s.type));
  }
  return types;
}
