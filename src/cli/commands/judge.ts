/**
 * `matgrad judge … --claim FORMULA`: is a claimed derivative right?
 */

import { describeError, MatrixCalculusError } from "../../errors.ts";
import { type Options, readArguments } from "../../options/arguments.ts";
import { STRICT } from "../../options/shared.ts";
import { UsageError } from "../../options/usage.ts";
import { LAYOUTS } from "../../problem/claim/layout.ts";
import { isInLatex, judgeTexts, type TextJudgement } from "../../problem/judgeTexts.ts";
import { choicesLine } from "../../shapes/choices.ts";
import type { Command } from "../command.ts";
import { readProblem } from "../problemFile.ts";
import { complain, type Streams } from "../streams.ts";

const ABOUT = `Is FORMULA the derivative of the last statement by X? If not: what is wrong with it, and what is right.
STATEMENTS may be the name of a file, or - for standard input. Formulas with a backslash are LaTeX.

  matgrad judge "x'A x" --wrt x --claim "2 A x"
  matgrad judge 'x^\\top A x' --wrt x --claim '\\nabla_x f = (A + A^\\top) x'
`;

const OPTIONS = {
  wrt: { type: "text", value: "X", help: "what the derivative is by" },
  claim: { type: "text", value: "FORMULA", help: "what is claimed" },
  layout: {
    type: "text",
    value: "LAYOUT",
    help: "that of the claim; any, which is named, unless given",
    values: LAYOUTS,
  },
  cotangent: { type: "text", value: "G", help: "name of the derivative of a loss by a matrix value" },
  order: { type: "text", value: "N", help: "2 for a Hessian", values: ["1", "2"] },
  latex: { type: "switch", help: "formulas without a backslash are LaTeX too" },
  json: { type: "switch", help: "the verdict as JSON" },
  seed: { type: "count", value: "N", help: "seed of the numeric check" },
  ...STRICT,
} as const satisfies Options;

export const command: Command<typeof OPTIONS> = {
  name: "judge",
  usage: "judge STATEMENTS… --wrt X --claim FORMULA [options]",
  about: ABOUT,
  options: OPTIONS,
  operands: "formulas",
  status: "0: right; 1: wrong, ill-formed or unclear",
  run: judge,
};

/** The exit status. */
async function judge(args: readonly string[], streams: Streams): Promise<number> {
  const { values, operands } = readArguments(args, command);
  const { wrt, claim, layout, cotangent, json, seed, latex, strict } = values;
  if (wrt === undefined || claim === undefined || operands.length === 0) {
    throw new UsageError("matgrad judge takes statements, --wrt and --claim");
  }
  const problem = readProblem(operands, undefined, "judge");
  const texts = problem.file === undefined ? operands : [problem.statements];
  const order = values.order === "2" ? 2 : 1;
  const request = { wrt, claim, layout, cotangent, order, seed, latex: latex || undefined, strict } as const;
  try {
    const judgement = judgeTexts(texts, request);
    const { correct } = judgement;
    const right = isInLatex(texts, request) ? correct?.latex : correct?.unicode;
    await streams.out(json ? `${JSON.stringify(judgement)}\n` : judgementText(judgement, right));
    return judgement.verdict === "right" ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    complain(streams, describeError(error, texts.join("\n"), problem.name));
    return 1;
  }
}

/** The verdict, and where it isn't right what is. */
function judgementText({ verdict, why, choices }: TextJudgement, right: string | undefined): string {
  const correct = right !== undefined && verdict !== "right" ? `\nRight is: ${right}` : "";
  return `${choicesLine(choices)}${verdict}: ${why}${correct}\n`;
}
