/**
 * The derivative identities of the Matrix Cookbook (Petersen and Pedersen, version of 2012-11-15), with
 * matgrad's answer beside each and the verdict on the book's form.
 *
 *     { eq: "81", expr: "x'*B*x", wrt: "x", book: "(B+B')*x" }  ─▶  | 81 | x'*B*x by x | … | right |
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { MatrixCalculusError } from "../src/errors.ts";
import { areEqual } from "../src/evaluate/index.ts";
import { type Expr, freshStore } from "../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../src/functions/index.ts";
import { answerProblem, type BatchProblem } from "../src/problem/batch.ts";
import { type DeclaredType, declaredType } from "../src/shapes/declarations.ts";
import { elaborate } from "../src/shapes/elaborate.ts";
import { parseStatements, parseType } from "../src/syntax/parse.ts";

const LINES = join(dirname(fileURLToPath(import.meta.url)), "../test/corpus/cookbook.jsonl");

/** A line of test/corpus/cookbook.jsonl that is no heading. */
export interface Equation extends BatchProblem {
  /** Number in the book. */
  readonly eq: string;
  readonly vars: Readonly<Record<string, string>>;
  /** The book's form, in matgrad's text. */
  readonly book: string;
  /** What the book says beside it, or what stands for its general symbols here. */
  readonly remark?: string;
  /** What the book gets wrong. */
  readonly wrong?: string;
}

type Line = Equation | { readonly section: string };

export const cookbook = (): Line[] =>
  readFileSync(LINES, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

function read(text: string, vars: Equation["vars"]): Expr {
  const options = { functionNames: FUNCTION_NAMES };
  const types = new Map<string, DeclaredType>();
  for (const [name, type] of Object.entries(vars)) types.set(name, declaredType(parseType(type, options)));
  return elaborate(parseStatements(text, options), { types }).value;
}

export interface Judged {
  readonly latex: string;
  readonly verdict: "equal" | "different" | "undecided" | "ill-formed";
}

/** matgrad's answer, and whether the book's form equals it. Throws where there is no verified answer. */
export function judged(equation: Equation): Judged {
  const answer = answerProblem(equation);
  if (answer.ascii === undefined || answer.latex === undefined || answer.check?.verdict !== "verified") {
    throw new Error(`equation ${equation.eq} has no verified answer: ${answer.error?.message}`);
  }
  freshStore();
  const ours = read(answer.ascii, equation.vars);
  try {
    const theirs = read(equation.book, equation.vars);
    return { latex: answer.latex, verdict: areEqual(ours, theirs).verdict };
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return { latex: answer.latex, verdict: "ill-formed" };
  }
}

function row(equation: Equation): string {
  const { eq, expr, wrt, order, book, remark, wrong } = equation;
  const { latex, verdict } = judged(equation);
  const by = order === 2 ? "by $ twice" : "by $";
  const what = `\`${expr}\` ${by.replace("$", `\`${wrt}\``)}${remark ? `; ${remark}` : ""}`;
  const said = verdict === "equal" ? "right" : verdict === "undecided" ? "undecided" : `**wrong**: ${wrong}`;
  return `| ${eq} | ${what} | \`${book}\` | $${latex}$ | ${said} |`;
}

const HEAD =
  "| equation | what is differentiated | the book's form | matgrad's answer | the book |\n| --- | --- | --- | --- | --- |";

export function cookbookPage(): string {
  const parts: string[] = [];
  let count = 0;
  const mistakes: string[] = [];
  for (const line of cookbook()) {
    if ("section" in line) {
      parts.push("", `## ${line.section}`, "", HEAD);
      continue;
    }
    const text = row(line);
    count += 1;
    if (text.includes("**wrong**")) mistakes.push(line.eq);
    parts.push(text);
  }
  return `# The Matrix Cookbook, checked

The derivative identities of K. B. Petersen and M. S. Pedersen, *The Matrix Cookbook* (version of 15 November
2012), by number: what is differentiated, the book's form, and matgrad's answer, which has passed its
numeric check. The last column says whether the two are equal at random matrices. Wrong as printed are
equations ${mistakes.join(", ")}, of ${count} lines. General rules are shown for a curve A + t B through the matrices, or against a cotangent G.
Left out are the rules for constants and complex matrices (33, 45), the matrix sine (128), and the
definitions among 133-136.
${parts.join("\n")}
`;
}
