/** The verbs that write code, and run it: a problem to a function in a language, or to a plan. */
import { type Compiled, type CompileRequest, compileProblem } from "../code/compiled.ts";
import { type CodeRequest, generateCode } from "../code/generate.ts";
import { LANGUAGES, TARGETS, type Target } from "../code/languages/targets.ts";
import { inOwnStore } from "../expression/expr.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { CODE, COMPILE } from "./codeTables.ts";
import { type ParsedProblem, statementsBy } from "./parse.ts";
import { PROBLEM } from "./tables.ts";

export type CodeOptions = Omit<CodeRequest, "functions">;

/**
 * A function that returns the value and its gradients, as text in one of the languages of targets(). Vectors are columns (n×1) or flat; a gradient has the shape of its variable.
 * @throws UnsupportedError where the target has no function for something; the errors of differentiate()
 */
export function toCode(problem: ParsedProblem, options: CodeOptions): string {
  requireArgument("toCode", "a problem", PROBLEM, problem);
  requireOptions("toCode", CODE, options);
  const request = { ...options, functions: problem.functions };
  return inOwnStore(() => generateCode(statementsBy(problem, options.wrt), request));
}

/** The languages that code is written in, with what their files' names end in. */
export const targets = (): readonly { target: Target; title: string; extension: string }[] =>
  TARGETS.map((name) => {
    const { title, extension } = LANGUAGES[name];
    return { target: name, title, extension };
  });

export type CompileOptions = Omit<CompileRequest, "functions">;

/**
 * A plan that computes the value and its derivatives together, for given sizes: what they share once, products in
 * the cheapest order, chains of entry-wise operations in one pass, all in one workspace.
 *
 *     const plan = compile(parse("X : n x d\nL = ‖X w - y‖²"), { wrt: ["w"], sizes: { n: 20000, d: 200 } });
 *     const { value, derivatives } = plan.run({ X, w, y });
 *
 * A value is a number, entries row by row, or rows: `3`, `[1, 2]`, `[[1, 2], [3, 4]]`, a Float64Array, a Matrix.
 * Sizes are numbers of size names, `{ n: 5 }`, or rows and columns of a variable, `{ X: [5, 3] }`. Matrices are
 * row by row in Float64Arrays. A gradient has the shape of its variable; a Jacobian ∂y/∂x has y down and x across;
 * a Hessian (order 2) is in the entries of the variable, by columns. The results are the same arrays at each run.
 * `inputs` are views to write into, so that large values needn't be copied; `explain()` prints the steps.
 * The formulas are verified numerically first unless `check` is false.
 * @throws UnknownNameError where a size or value is missing; ShapeError where a value has another size;
 *   UnsupportedError where a limit would be passed, before memory is taken; the errors of differentiate()
 */
export function compile(problem: ParsedProblem, options: CompileOptions): Compiled {
  requireArgument("compile", "a problem", PROBLEM, problem);
  requireOptions("compile", COMPILE, options);
  const request = { ...options, functions: problem.functions };
  return inOwnStore(() => compileProblem(statementsBy(problem, options.wrt), request));
}
