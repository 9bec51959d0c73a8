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
import * as tables from "./library/tables.ts";
import type { DerivativeAnswer, Refusal } from "./problem/answer.ts";
import { type AnswersRequest, answers } from "./problem/answers.ts";
import { readStatements } from "./syntax/read.ts";
import type { Statement } from "./syntax/tree.ts";
import { requireArgument, requireOptions } from "./taken.ts";

/** Declarations and definitions, read; sizes and shapes are found when it is differentiated. */
export interface ParsedProblem {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** The user's own functions. */
  readonly functions: ReadonlyMap<string, FunctionEntry>;
}

export interface ParseOptions {
  /** Functions of the user's own, by defineFunction(). */
  readonly functions?: readonly FunctionEntry[] | undefined;
}

/**
 * Reads statements in matgrad's text or in LaTeX.
 * @throws ParseError, UnknownNameError with the place; ArgumentError
 */
export function parse(text: string, options: ParseOptions = {}): ParsedProblem {
  requireArgument("parse", "statements", tables.TEXT, text);
  requireOptions("parse", tables.PARSE, options);
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
  requireArgument("differentiate", "a problem", tables.PROBLEM, problem);
  requireOptions("differentiate", tables.DIFFERENTIATE, options);
  const [answer] = answers(statementsBy(problem, [options.wrt]), {
    ...options,
    wrt: [options.wrt],
    functions: problem.functions,
  }) as [DerivativeAnswer | Refusal];
  return { ...answer, text: answer.ascii };
}

export interface CheckOptions {
  readonly wrt: string;
  readonly seed?: number | undefined;
}

/** The verdict of the numeric check of that derivative, with the errors of differentiate(). */
export function check(problem: ParsedProblem, options: CheckOptions): Check | undefined {
  requireArgument("check", "a problem", tables.PROBLEM, problem);
  requireOptions("check", tables.CHECK, options);
  return differentiate(problem, options).check;
}

export type DerivedDocument = Derived;

/**
 * The derivation by steps, every line of it evaluated.
 * @throws UnsupportedError where the style can't treat the problem; the errors of differentiate()
 */
export function derive(problem: ParsedProblem, options: DeriveOptions = {}): DerivedDocument {
  requireArgument("derive", "a problem", tables.PROBLEM, problem);
  requireOptions("derive", tables.DERIVE, options);
  freshStore();
  const statements = statementsBy(problem, options.wrt);
  return deriveProblem({ statements, functions: problem.functions }, options);
}

export type CodeOptions = Omit<CodeRequest, "functions">;

/**
 * A function that returns the value and its gradients, as text in one of the targets numpy, jax, torch, julia,
 * octave, js. Vectors are columns (n×1) or flat; a gradient has the shape of its variable.
 * @throws UnsupportedError where the target has no function for something; the errors of differentiate()
 */
export function toCode(problem: ParsedProblem, options: CodeOptions): string {
  requireArgument("toCode", "a problem", tables.PROBLEM, problem);
  requireOptions("toCode", tables.CODE, options);
  return generateCode(statementsBy(problem, options.wrt), { ...options, functions: problem.functions });
}

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
  requireArgument("compile", "a problem", tables.PROBLEM, problem);
  requireOptions("compile", tables.COMPILE, options);
  return compileProblem(statementsBy(problem, options.wrt), { ...options, functions: problem.functions });
}

/** The derivation as Markdown, LaTeX, HTML, Unicode or JSON. */
export function print(derived: DerivedDocument, options: PrintOptions = {}): string {
  requireArgument("print", "a derivation", tables.DERIVED, derived);
  requireOptions("print", tables.PRINT, options);
  return printDerivation(derived, options);
}
