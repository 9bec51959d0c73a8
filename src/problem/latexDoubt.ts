/**
 * Where a claim differs from the derivative and may be right all the same: what it rests on is perhaps said
 * elsewhere on the page.
 *
 *     x^\\top A x by x,  claim 2 A x  ─▶  it holds if A is symmetric, as its author may have said before
 */
import { MatrixCalculusError } from "../errors.ts";
import { areEqual } from "../evaluate/index.ts";
import { sum } from "../expression/build.ts";
import type { Expr } from "../expression/expr.ts";
import { simplify } from "../simplify/simplify.ts";
import type { Syntax } from "../syntax/tree.ts";
import { neededAssumption } from "./assumptions.ts";
import { readClaim } from "./claimText.ts";
import { expandedTerms } from "./expandTerms.ts";
import type { Judgement, JudgeTask } from "./judge.ts";
import { laidOut } from "./layout.ts";
import { solve } from "./problem.ts";

const MOST_TERMS = 8;

/** What the claim may rest on, in words; undefined where it is wrong in any case. */
export function doubtOn(
  judgement: Judgement,
  task: JudgeTask & { readonly claim: { readonly syntax: Syntax } },
  isContinued: boolean,
): string | undefined {
  const { syntax } = task.claim;
  if (judgement.verdict === "ill-formed") return undefined;
  if (judgement.correct === undefined && judgement.check?.method === "shape")
    return "matgrad has no form of the derivative to compare with";
  const both = attempt(() => {
    const expected = simplify(laidOut(solve(task.question).derivative, task.question, task.layout ?? "gradient"));
    return { expected, claim: readClaim(syntax, task.context, expected.shape) };
  });
  if (!both || both.claim.shape !== both.expected.shape) return undefined;
  const { claim, expected } = both;
  const terms = expandedTerms(expected, MOST_TERMS);
  if (!terms || termCount(syntax) >= terms.length) return undefined;
  const needed = neededAssumption(expected, claim, task.options ?? {});
  if (needed?.includes("symmetric")) return `it holds only if ${needed}, which isn't said here`;
  return isContinued && isPartOf(claim, terms, task) ? "it is a part of the derivative: its other terms may follow" : undefined;
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
