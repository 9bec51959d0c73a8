/**
 * Where a claim differs from the derivative and may be right all the same: what it rests on is perhaps said
 * elsewhere on the page.
 *
 *     x^\\top A x by x,  claim 2 A x  ─▶  it holds if A is symmetric, as its author may have said before
 */

import { MatrixCalculusError } from "../../errors.ts";
import { areEqual, type CheckOptions } from "../../evaluate/index.ts";
import { number, sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { totalOf } from "../../functions/reductions.ts";
import { conventionalKind } from "../../shapes/declarations.ts";
import { simplify } from "../../simplify/simplify.ts";
import { allParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { neededAssumption } from "../claim/assumptions.ts";
import { readClaim } from "../claim/claimText.ts";
import type { Judgement, JudgeTask } from "../claim/judge.ts";
import { laidOut } from "../claim/layout.ts";
import { expandedTerms } from "../expandTerms.ts";
import { solve } from "../problem.ts";

import type { LatexProblem } from "./reading/problem.ts";

const MOST_TERMS = 8;

/** What the claim may rest on, in words; undefined where it is wrong in any case. */
export function doubtOn(
  judgement: Judgement,
  task: LatexTask,
  { isContinued }: LatexProblem,
): string | undefined {
  const { syntax } = task.claim;
  const row = rowInDoubt(task);
  if (row !== undefined) return `${row} may be a row, which isn't said here`;
  if (judgement.verdict === "ill-formed") return undefined;
  if (judgement.correct === undefined && judgement.check?.method === "shape")
    return "matgrad has no form of the derivative to compare with";
  const both = formsOf(task);
  if (!both) return undefined;
  const { claim, expected } = both;
  const sums = sumNeeded(expected, claim, task.options);
  if (sums !== undefined)
    return `it holds only if the entries of ${sums.name} sum to 1, which isn't said here`;
  const terms = expandedTerms(expected, MOST_TERMS);
  if (!terms || termCount(syntax) >= terms.length) return undefined;
  const needed = neededAssumption(expected, claim, task.options ?? {});
  if (needed?.includes("symmetric")) return `it holds only if ${needed}, which isn't said here`;
  return isContinued && isPartOf(claim, terms, task)
    ? "it is a part of the derivative: its other terms may follow"
    : undefined;
}

interface LatexTask extends JudgeTask {
  readonly claim: { readonly text: string; readonly syntax: Syntax };
}

/** The derivative and the claim, where they are of one shape. */
function formsOf({
  question,
  layout,
  context,
  claim,
}: LatexTask): { expected: Expr; claim: Expr } | undefined {
  const both = attempt(() => {
    const expected = simplify(laidOut(solve(question).derivative, question, layout ?? "gradient"));
    return { expected, claim: readClaim(claim.syntax, context, expected.shape) };
  });
  return both && both.claim.shape === both.expected.shape ? both : undefined;
}

/** Right, where the claim holds for vectors that are said to sum to 1, such as one-hot labels. */
export function heldBySums(
  judgement: Judgement,
  task: LatexTask,
  summing: ReadonlySet<string>,
): Judgement | undefined {
  const both = summing.size > 0 ? formsOf(task) : undefined;
  const needed = both && sumNeeded(both.expected, both.claim, task.options);
  if (!needed || !summing.has(needed.name)) return undefined;
  const { equality: _, ...rest } = judgement;
  return { ...rest, verdict: "right", why: `it holds as the entries of ${needed.name} sum to 1` };
}

/** The vector whose entries must sum to 1 for the two to be equal. */
const sumNeeded = (expected: Expr, claim: Expr, options: CheckOptions = {}): SymbolNode | undefined =>
  vectorsIn([expected, claim]).find((v) => {
    const ofSumOne = new Map<Expr, Expr>([[v, product([power(totalOf(v), number(-1)), v])]]);
    return areEqual(substitute(expected, ofSumOne), substitute(claim, ofSumOne), options).verdict === "equal";
  });

const vectorsIn = (roots: readonly Expr[]): SymbolNode[] =>
  [...new Set(roots.flatMap((root) => [...symbolsIn(root)]))].filter(
    (s) => s.role === "variable" && isVector(s),
  );

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
