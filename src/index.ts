/**
 * The public API: a few verbs on plain data.
 */
export {
  describeError,
  MatrixCalculusError,
  ParseError,
  ShapeError,
  UnknownNameError,
  UnsupportedError,
} from "./errors.ts";
export type { ProblemAnswer } from "./problem/answer.ts";
export { answerProblem, type BatchProblem } from "./problem/batch.ts";
