/**
 * Where a claim differs from the derivative and may be right all the same: what it rests on is perhaps said
 * elsewhere on the page.
 *
 *     x^\\top A x by x,  claim 2 A x  ─▶  it holds if A is symmetric, as its author may have said before
 */
import { MatrixCalculusError } from "../../errors.ts";
import { areEqual } from "../../evaluate/index.ts";
import { sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { conventionalKind } from "../../shapes/declarations.ts";
import { simplify } from "../../simplify/simplify.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { neededAssumption } from "../assumptions.ts";
import { readClaim } from "../claimText.ts";
import { expandedTerms } from "../expandTerms.ts";
import type { Judgement, JudgeTask } from "../judge.ts";
import { laidOut } from "../layout.ts";
import { solve } from "../problem.ts";
import { allParts } from "./parts.ts";
import type { LatexProblem } from "./problem.ts";

const MOST_TERMS = 8;

/** What the claim may rest on, in words; undefined where it is wrong in any case. */
export function doubtOn(
  judgement: Judgement,
  task: JudgeTask & { readonly claim: { readonly syntax: Syntax } },
  { isContinued }: LatexProblem,
): string | undefined {
  const { syntax } = task.claim;
  const row = rowInDoubt(task);
  if (row !== undefined) return `${row} may be a row, which isn't said here`;
  if (judgement.verdict === "ill-formed") return undefined;
  if (judgement.correct === undefined && judgement.check?.method === "shape")
    return "matgrad has no form of the derivative to compare with";
  const both = attempt(() => {
    const expected = simplify(
      laidOut(solve(task.question).derivative, task.question, task.layout ?? "gradient"),
    );
    return { expected, claim: readClaim(syntax, task.context, expected.shape) };
  });
  if (!both || both.claim.shape !== both.expected.shape) return undefined;
  const { claim, expected } = both;
  const terms = expandedTerms(expected, MOST_TERMS);
  if (!terms || termCount(syntax) >= terms.length) return undefined;
  const needed = neededAssumption(expected, claim, task.options ?? {});
  if (needed?.includes("symmetric")) return `it holds only if ${needed}, which isn't said here`;
  return isContinued && isPartOf(claim, terms, task)
    ? "it is a part of the derivative: its other terms may follow"
    : undefined;
}

/** x W with a small x that is no scalar by its looks: a row vector perhaps. */
function rowInDoubt({ question, context }: JudgeTask): string | undefined {
  const { wrt } = question;
  const last = context.definitions.at(-1);
  if (!isScalar(wrt) || conventionalKind(wrt.name) !== "vector" || last?.kind !== "definition")
    return undefined;
  const isMatrix = (part: Syntax | undefined): boolean => {
    const type = part?.kind === "name" ? context.types.get(part.name) : undefined;
    return type?.kind === "variable" && type.shape.rows !== UNIT && type.shape.cols !== UNIT;
  };
  const isRow = (part: Syntax): boolean =>
    part.kind === "product" &&
    part.factors.some(
      ({ factor }, i) =>
        factor.kind === "name" && factor.name === wrt.name && isMatrix(part.factors[i + 1]?.factor),
    );
  return allParts(last.value).some(isRow) ? wrt.name : undefined;
}

/** How many terms it has, multiplied out as it is written. */
function termCount(syntax: Syntax): number {
  switch (syntax.kind) {
    case "sum":
      return syntax.terms.reduce((count, { term }) => count + termCount(term), 0);
    case "product":
      return syntax.factors.reduce((count, { factor }) => count * termCount(factor), 1);
    case "negate":
    case "transpose":
      return termCount(syntax.of);
    case "indexed-sum":
      return termCount(syntax.body);
    default:
      return 1;
  }
}

/** Some of the terms, with their own factors. */
function isPartOf(claim: Expr, terms: readonly Expr[], { options = {} }: JudgeTask): boolean {
  for (let mask = 1; mask < 2 ** terms.length - 1; mask++) {
    const part = sum(terms.filter((_, i) => (mask >> i) & 1));
    if (areEqual(claim, part, options).verdict === "equal") return true;
  }
  return false;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}
