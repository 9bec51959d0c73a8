/**
 * `matgrad derive`: statements in, derivations out.
 */

import { documents } from "../../blocks/documents.ts";
import { derive as deriveProblem } from "../../derivation/derive.ts";
import { answerSteps } from "../../derivation/documents/documents.ts";
import { mathmlBy } from "../../derivation/documents/mathml.ts";
import type { Style } from "../../derivation/step.ts";
import { describeError, MatrixCalculusError, UnsupportedError } from "../../errors.ts";
import { freshStore } from "../../expression/expr.ts";
import { DERIVE_OPTIONS, type DeriveRequest, readOptions } from "../../options/derive.ts";
import { refuseIdleOptions } from "../../options/idle.ts";
import type { AnswerStep, CheckAt, ProblemAnswer } from "../../problem/answer/answer.ts";
import { answers } from "../../problem/answer/answers.ts";
import { readingOf } from "../../shapes/declarations.ts";
import { readStatements } from "../../syntax/read.ts";
import type { Statement } from "../../syntax/tree.ts";
import type { Command } from "../command.ts";
import { put } from "../files.ts";
import { type Problem, readProblem } from "../problemFile.ts";
import { complain, type Streams } from "../streams.ts";
import { checkAtOf, checkText } from "./checkAt.ts";

const ABOUT = `Writes the derivation of a derivative, checked line by line. STATEMENTS are declarations and definitions
in matgrad's text, or the name of a .matgrad file, or - for standard input; the last definition or
expression is differentiated. A line of a file that begins with -- holds options.

  matgrad derive 'Y = X W + b' --wrt W
  matgrad derive 'X : m x n' 'L(w) = ‖X w - y‖² + λ ‖w‖²' --wrt w --order 2
`;

/** The exit status. */
export async function derive(args: readonly string[], streams: Streams): Promise<number> {
  const { problem, ...request } = requestOf(args);
  const { statements: text, name } = problem;
  let output: string;
  let checked: readonly ProblemAnswer[] = [];
  try {
    const statements = readStatements(text, readingOf(new Map(), request.wrt));
    const checkAt = checkAtOf(request, streams);
    output = request.json
      ? jsonAnswers(statements, request, checkAt)
      : documents(
          statements,
          request,
          request.format === "html" ? { render: mathmlBy((await import("katex")).default) } : {},
        );
    if (!request.json && checkAt) checked = answers(statements, { ...request, checkAt });
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    complain(streams, describeError(error, text, name));
    return 1;
  }
  await put(output, { output: request.output, input: problem.file }, streams);
  streams.error(checked.map(checkText).join(""));
  return checked.every((answer) => answer.ok) ? 0 : 1;
}

export const command: Command = {
  name: "derive",
  usage: "derive STATEMENTS… [options]",
  about: ABOUT,
  options: DERIVE_OPTIONS,
  operands: "formulas",
  status: "0: printed; 1: the input is at fault or has no answer",
  run: derive,
};

/** The command line's options, and where it says nothing those that stand in the file. */
function requestOf(args: readonly string[]): DeriveRequest & { readonly problem: Problem } {
  const own = readOptions(args);
  const problem = readProblem(own.texts, own.file, "derive: matgrad derive 'Y = X W + b' --wrt W");
  const request = problem.options.length > 0 ? readOptions(args, problem.options) : own;
  refuseIdleOptions(request);
  return { ...request, problem };
}

/** One object a variable; the steps are those of the first style that has any. */
function jsonAnswers(
  statements: readonly Statement[],
  request: DeriveRequest,
  checkAt: CheckAt | undefined,
): string {
  const style = request.styles.find((s) => s !== "matrix") ?? (request.order > 2 ? "index" : "differential");
  return answers(statements, { ...request, checkAt })
    .map((answer) => {
      // a block of the Hessian has its steps among those of its two variables
      const isOwn = answer.ok && answer.wrt !== undefined && !answer.wrt.includes(",");
      const steps = isOwn ? stepsFor(statements, request, style, answer.wrt as string) : undefined;
      return `${JSON.stringify({ ...answer, ...(steps && { steps }) })}\n`;
    })
    .join("");
}

/** The steps of a derivation; none where the style can't treat the problem. */
function stepsFor(
  statements: readonly Statement[],
  request: DeriveRequest,
  style: Style,
  wrt: string,
): readonly AnswerStep[] | undefined {
  freshStore();
  try {
    const of = { ...request, stationary: false, wrt: [wrt], style };
    return answerSteps(deriveProblem({ ...request, statements }, of).derivation, request);
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
