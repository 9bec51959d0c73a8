/** The verb that gives a derivative as one formula. */
import { inOwnStore } from "../expression/expr.ts";
import type { DerivativeAnswer, Refusal } from "../problem/answer/answer.ts";
import { type AnswersRequest, answers } from "../problem/answer/answers.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { type ParsedProblem, statementsBy } from "./parse.ts";
import { DIFFERENTIATE, PROBLEM } from "./tables.ts";

export type DifferentiateOptions = Omit<AnswersRequest, "wrt" | "functions"> & {
  /** A variable or a definition. */
  readonly wrt: string;
};

/** Where `ok` is false, the result did not pass its check and is not there. */
export type Differentiated = (DerivativeAnswer | Refusal) & {
  /** In matgrad's text; with definitions where parts are shared: `S = inv(X); …`. Absent for kind index. */
  readonly text: string | undefined;
};

/**
 * The derivative of the last statement by one variable, verified numerically before it is given: a
 * gradient in the shape of the variable; a Jacobian for vectors; with the cotangent G for a matrix value.
 *
 *     const answer = differentiate(parse("L = ‖X w - y‖²"), { wrt: "w" });
 *     if (answer.ok) answer.latex
 *
 * @throws ShapeError, UnknownNameError, UnsupportedError, ArgumentError
 */
export function differentiate(problem: ParsedProblem, options: DifferentiateOptions): Differentiated {
  requireArgument("differentiate", "a problem", PROBLEM, problem);
  requireOptions("differentiate", DIFFERENTIATE, options);
  const request = { ...options, wrt: [options.wrt], functions: problem.functions };
  const [answer] = inOwnStore(() => answers(statementsBy(problem, [options.wrt]), request)) as [
    DerivativeAnswer | Refusal,
  ];
  return { ...answer, text: answer.ascii };
}
