/**
 * The public API: a few verbs on plain data.
 */
export {
  MatrixCalculusError,
  ParseError,
  ShapeError,
  UnknownNameError,
  UnsupportedError,
  describeError,
} from "./errors.ts";
export { type BatchAnswer, type BatchProblem, answerProblem } from "./problem/batch.ts";
