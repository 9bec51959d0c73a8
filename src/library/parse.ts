/** The verb that reads: text to statements. */
import type { FunctionEntry } from "../functions/function.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { readStatements } from "../syntax/read.ts";
import type { Statement } from "../syntax/tree.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { PARSE, TEXT } from "./tables.ts";

/** Declarations and definitions that can be read; sizes and shapes are found when it is differentiated. */
export interface ParsedProblem {
  /** As it was given. */
  readonly text: string;
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
  requireArgument("parse", "statements", TEXT, text);
  requireOptions("parse", PARSE, options);
  const functions = new Map((options.functions ?? []).map((f) => [f.name, f]));
  const problem = { text, functions };
  parsed.set(problem, statementsBy(problem));
  return problem;
}

/** The statements of a problem where nothing says what derivatives are by. */
const parsed = new WeakMap<ParsedProblem, readonly Statement[]>();

/** The statements where derivatives are by these names: x_1 is then an entry of x. */
export function statementsBy(problem: ParsedProblem, names: readonly string[] = []): readonly Statement[] {
  const known = names.length === 0 ? parsed.get(problem) : undefined;
  if (known) return known;
  const { text, functions } = problem;
  const functionNames = new Set([...FUNCTION_NAMES, ...functions.keys()]);
  return readStatements(text, {
    functionNames,
    variables: new Map(names.map((name) => [name, undefined] as const)),
  });
}
