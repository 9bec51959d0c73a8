/**
 * A batch line whose claim is in LaTeX: `fn_latex`, `wrt_latex`, `claim_latex`, perhaps `layout` and `assume`.
 *
 *     {"fn_latex": "x^T A x", "wrt_latex": "x", "claim_latex": "2Ax", "assume": {"A": "symmetric"}}
 */
import type { Structure } from "../../expression/expr.ts";
import { hasValues, structureNamed } from "../../structures.ts";
import type { ProblemAnswer } from "../answer/answer.ts";
import { judgementFields } from "../claim/judge.ts";
import { isLayout } from "../claim/layout.ts";
import { judgeLatex, type LatexClaim } from "./claim.ts";

type Line = Readonly<Record<string, unknown>>;

export const isLatexLine = (line: unknown): line is Line =>
  typeof line === "object" && line !== null && "claim_latex" in line;

/** The answer to the line; what is wrong with the line itself is an answer with `ok: false`. */
export function answerLatexLine(line: Line): ProblemAnswer {
  const start = performance.now();
  const id = line.id === undefined ? {} : { id: line.id };
  const { fn_latex: fn, wrt_latex: wrt, claim_latex: claim, layout, seed } = line;
  if (typeof fn !== "string" || typeof wrt !== "string" || typeof claim !== "string") {
    const message = 'a line with "claim_latex" has the strings "fn_latex", "wrt_latex" and "claim_latex"';
    return { ...id, ok: false, error: { message } };
  }
  const judgement = judgeLatex({
    ...{ fn, wrt, claim },
    ...(isLayout(layout) && { layout }),
    ...assumedOf(line.assume),
    ...(Number.isSafeInteger(seed) && { seed: seed as number }),
  });
  return { ...id, ok: true, ...judgementFields(judgement, start) };
}

/** { A: "symmetric", y: "onehot", s: "positive", e: 0.1 }: structures, and what is positive. */
function assumedOf(assume: unknown): Pick<LatexClaim, "structures" | "positive" | "summingToOne"> {
  const structures = new Map<string, Structure>();
  const positive: string[] = [];
  const summingToOne: string[] = [];
  const given = typeof assume === "object" && assume !== null ? Object.entries(assume) : [];
  for (const [name, what] of given) {
    const structure = typeof what === "string" ? structureNamed(what) : undefined;
    if (what === "onehot") summingToOne.push(name);
    else if (hasValues(structure, "positive") || (typeof what === "number" && what > 0)) positive.push(name);
    else if (structure) structures.set(name, structure);
  }
  return { structures, positive, summingToOne };
}
