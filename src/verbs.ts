/**
 * The verbs of the library, each over plain data: parse, differentiate, check, derive, print.
 */
import { type Compiled, type CompileRequest, compileProblem } from "./code/compiled.ts";
import { type CodeRequest, generateCode } from "./code/generate.ts";
import { type Derived, type DeriveOptions, derive as deriveProblem } from "./derivation/derive.ts";
import { type PrintOptions, printDerivation } from "./derivation/documents.ts";
import type { Check } from "./evaluate/index.ts";
import { freshStore } from "./expression/expr.ts";
import type { FunctionEntry } from "./functions/function.ts";
import { FUNCTION_NAMES } from "./functions/index.ts";
import type { ProblemAnswer } from "./problem/answer.ts";
import { type AnswersRequest, answers } from "./problem/answers.ts";
import { readStatements } from "./syntax/read.ts";
import type { Statement } from "./syntax/tree.ts";

/** Declarations and definitions, read; sizes and shapes are found when it is differentiated. */
export interface ParsedProblem {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** The user's own functions. */
  readonly functions: ReadonlyMap<string, FunctionEntry>;
}

/**
 * Reads statements in matgrad's text or in LaTeX.
 * @throws ParseError, UnknownNameError with the place
 */
export function parse(
  text: string,
  options: { readonly functions?: readonly FunctionEntry[] } = {},
): ParsedProblem {
  const functions = new Map((options.functions ?? []).map((f) => [f.name, f]));
  return { text, statements: statementsBy({ text, functions }), functions };
}

/** The statements where derivatives are by these names: x_1 is then an entry of x. */
function statementsBy(
  { text, functions }: Pick<ParsedProblem, "text" | "functions">,
  names: readonly string[] = [],
): readonly Statement[] {
  const functionNames = new Set([...FUNCTION_NAMES, ...functions.keys()]);
  return readStatements(text, {
    functionNames,
    variables: new Map(names.map((name) => [name, undefined] as const)),
  });
}

export interface Differentiated extends ProblemAnswer {
  /** In matgrad's text; with definitions where parts are shared: `S = inv(X); …`. */
  readonly text: string | undefined;
}

/**
 * The derivative of the last statement by one variable, verified numerically before it is given: a
 * gradient in the shape of the variable; a Jacobian for vectors; with the cotangent G for a matrix value.
 * @throws ShapeError, UnknownNameError, UnsupportedError
 */
export function differentiate(
  problem: ParsedProblem,
  options: Omit<AnswersRequest, "wrt" | "functions"> & { readonly wrt: string },
): Differentiated {
  const [answer] = answers(statementsBy(problem, [options.wrt]), {
    ...options,
    wrt: [options.wrt],
    functions: problem.functions,
  });
  return { ...(answer as ProblemAnswer), text: answer?.ascii };
}

/** The verdict of the numeric check of that derivative. */
export function check(
  problem: ParsedProblem,
  options: { readonly wrt: string; readonly seed?: number },
): Check | undefined {
  return differentiate(problem, options).check;
}

export type DerivedDocument = Derived;

/**
 * The derivation by steps, every line of it evaluated.
 * @throws UnsupportedError where the style can't treat the problem; the errors of differentiate()
 */
export function derive(problem: ParsedProblem, options: DeriveOptions = {}): DerivedDocument {
  freshStore();
  const statements = statementsBy(problem, options.wrt);
  return deriveProblem({ statements, functions: problem.functions }, options);
}

/**
 * A function that returns the value and its gradients, as text in one of the targets numpy, jax, torch, julia,
 * octave, js. Vectors are columns (n×1) or flat; a gradient has the shape of its variable.
 * @throws UnsupportedError where the target has no function for something; the errors of differentiate()
 */
export const toCode = (problem: ParsedProblem, options: Omit<CodeRequest, "functions">): string =>
  generateCode(statementsBy(problem, options.wrt), { ...options, functions: problem.functions });

/**
 * A plan that computes the value and its derivatives together, for given sizes: what they share once, products in
 * the cheapest order, chains of entry-wise operations in one pass, all in one workspace.
 *
 *     const plan = compile(parse("X : n x d\nL = ‖X w - y‖²"), { wrt: ["w"], sizes: { n: 20000, d: 200 } });
 *     const { value, derivatives } = plan.run({ X, w, y });      // numbers, or entries row by row
 *
 * Sizes are numbers of size names, `{ n: 5 }`, or rows and columns of a variable, `{ X: [5, 3] }`. Matrices are
 * row by row in Float64Arrays. A gradient has the shape of its variable; a Jacobian ∂y/∂x has y down and x across;
 * a Hessian (order 2) is in the entries of the variable, by columns. The results are the same arrays at each run.
 * `inputs` are views to write into, so that large values needn't be copied; `explain()` prints the steps.
 * The formulas are verified numerically first unless `check` is false.
 * @throws UnknownNameError where a size or value is missing; ShapeError where a value has another size;
 *   UnsupportedError where a limit would be passed, before memory is taken; the errors of differentiate()
 */
export const compile = (problem: ParsedProblem, options: Omit<CompileRequest, "functions">): Compiled =>
  compileProblem(statementsBy(problem, options.wrt), { ...options, functions: problem.functions });

/** The derivation as Markdown, LaTeX, HTML, Unicode or JSON. */
export const print = (derived: DerivedDocument, options: PrintOptions = {}): string =>
  printDerivation(derived, options);
