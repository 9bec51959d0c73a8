/**
 * The public API: a few verbs on plain data.
 *
 *     const problem = parse("X : m x n\nL = ‖X w - y‖²");
 *     const answer = differentiate(problem, { wrt: "w" });      // answer.text === "2*X'*(X*w - y)"
 *     print(derive(problem, { wrt: ["w"] }), { format: "latex" });
 */
export type { Backend } from "./backend/backend.ts";
export type {
  Compiled,
  CompiledDerivative,
  CompiledResult,
  CompileRequest,
  InputValue,
  SizeValues,
} from "./code/compiled.ts";
export {
  describeError,
  MatrixCalculusError,
  ParseError,
  ShapeError,
  UnknownNameError,
  UnsupportedError,
} from "./errors.ts";
export type { Check } from "./evaluate/index.ts";
export { defineFunction, type ElementwiseDefinition } from "./functions/define.ts";
export type { CodeColumn, FunctionEntry, Target } from "./functions/function.ts";
export type { Matrix } from "./matrix/matrix.ts";
export { DEFAULT_NOTATION, NOTATION, type Notation, resolveNotation } from "./print/notation.ts";
export type { ProblemAnswer } from "./problem/answer.ts";
export { answerLine, answerProblem, type BatchProblem } from "./problem/batch.ts";
export {
  check,
  compile,
  type DerivedDocument,
  type Differentiated,
  derive,
  differentiate,
  type ParsedProblem,
  parse,
  print,
  toCode,
} from "./verbs.ts";
