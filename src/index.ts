/**
 * The public API: a few verbs on plain data.
 *
 *     const problem = parse("X : m x n\nL = ‖X w - y‖²");
 *     const answer = differentiate(problem, { wrt: "w" });      // answer.text === "2*X'*(X*w - y)"
 *     print(derive(problem, { wrt: ["w"] }), { format: "latex" });
 *     judge("x'A x", { wrt: "x", claim: "2 A x" }).verdict      // "wrong"
 *     proofread(readFileSync("note.md", "utf8")).findings
 */
export type { Backend } from "./backend/backend.ts";
export type { Compiled, CompiledDerivative, CompiledResult, SizeValues } from "./code/compiled.ts";
export type { InputValue, InputValues } from "./code/inputs.ts";
export type { Target } from "./code/languages/targets.ts";
export type { Report, StepCheck } from "./derivation/check/check.ts";
export type { DerivedDocument, DeriveOptions } from "./derivation/derive.ts";
export type { Format } from "./derivation/documents/layout.ts";
export type { PrintOptions } from "./derivation/documents/options.ts";
export type { Outline, OutlineBlock, OutlineStep } from "./derivation/documents/outline.ts";
export type { Graph, GraphEdge, GraphFormula, GraphNode } from "./derivation/graph.ts";
export { loadLocale } from "./derivation/locales/index.ts";
export type { LocaleName } from "./derivation/locales/locale.ts";
export type { Style } from "./derivation/step.ts";
export {
  ArgumentError,
  describeError,
  MatrixCalculusError,
  OptionError,
  ParseError,
  ShapeError,
  type Span,
  UnknownNameError,
  UnsupportedError,
} from "./errors.ts";
export type {
  AtSizes,
  Check,
  EqualityPath,
  EqualityVerdict,
  Sizes,
  Values,
  Witness,
} from "./evaluate/index.ts";
export type { Structure } from "./expression/expr.ts";
export type { CodeColumn, FunctionEntry } from "./functions/function.ts";
export { FUNCTIONS } from "./functions/index.ts";
export { defineFunction, type ElementwiseDefinition } from "./functions/own/define.ts";
export { type CheckOptions, check } from "./library/check.ts";
export { type EqualOptions, equal, type JudgeOptions, judge } from "./library/claims.ts";
export { type CodeOptions, type CompileOptions, compile, targets, toCode } from "./library/code.ts";
export {
  type Differentiated,
  type DifferentiateOptions,
  differentiate,
} from "./library/differentiate.ts";
export { type GraphOptions, graph } from "./library/graph.ts";
export { type NameInfo, names } from "./library/names.ts";
export {
  type NoteClaim,
  type NoteFinding,
  type NoteReport,
  type Proofreader,
  type ProofreadOptions,
  proofread,
  proofreader,
} from "./library/notes.ts";
export { type ParsedProblem, type ParseOptions, parse } from "./library/parse.ts";
export { print } from "./library/print.ts";
export type { Matrix } from "./matrix/matrix.ts";
export type { NoteVerdict, Numbers, Severity } from "./note/finding.ts";
export {
  DEFAULT_NOTATION,
  NOTATION,
  type Notation,
  type NotationName,
  resolveNotation,
} from "./print/notation.ts";
export type {
  AnswerError,
  AnswerStep,
  CheckAt,
  DerivativeAnswer,
  ProblemAnswer,
  Refusal,
  VerdictAnswer,
} from "./problem/answer/answer.ts";
export { answerLine, answerProblem, type BatchProblem } from "./problem/batch.ts";
export type { Judgement, PrintedForm } from "./problem/claim/judge.ts";
export type { Layout } from "./problem/claim/layout.ts";
export type { EqualAnswer } from "./problem/equal.ts";
export type { TextJudgement } from "./problem/judgeTexts.ts";
export type { Kind, OrderLimits } from "./problem/problem.ts";
export { STRUCTURE_WORDS } from "./structures.ts";
export type { Choice } from "./syntax/tree.ts";
export { derive, type OutlineOptions, outline } from "./verbs.ts";
export { VERSION } from "./version.ts";
