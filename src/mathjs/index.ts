/**
 * For mathjs: derivatives of its expressions as its nodes, and its matrices in and out of compiled plans.
 *
 *     import { all, create } from "mathjs";
 *     import matgrad from "matgrad/mathjs";
 *
 *     const math = create(all);
 *     math.import(matgrad);
 *     math.matrixGradient("norm(X * w - y)^2", "w").toString()      // "2 * X' * (X * w - y)"
 */
import type { MathJsInstance, MathNode } from "mathjs";
import { MatrixCalculusError, UnsupportedError } from "../errors.ts";
import type { FunctionEntry } from "../functions/function.ts";
import { equal } from "../library/claims.ts";
import { type ParsedProblem, parse, statementsBy } from "../library/parse.ts";
import { compiledFor, type MathCompiled, type MathCompileOptions } from "./compiled.ts";
import { type DerivativeKind, derivativeNode, valueNode } from "./derivative.ts";
import { type MathTypes, problemOf, typeText } from "./problem.ts";
import { ADDED, addedFunction } from "./values.ts";

export type { MathCompiled, MathCompileOptions, MathResult } from "./compiled.ts";
export type { MathTypes } from "./problem.ts";
export type { MathMatrix, MathValue } from "./values.ts";

/** What of an instance of mathjs is used. */
export type MathParts = Pick<MathJsInstance, "parse" | "matrix">;

/** An expression of mathjs: its text, or a node of it. */
export type MathExpression = string | MathNode;

export interface MathVerbs {
  /**
   * ∂f/∂x in the shape of x, of a scalar f. Its `comment` says what the names were taken for.
   * @throws ShapeError where f is no scalar; UnsupportedError, UnknownNameError
   */
  matrixGradient(expression: MathExpression, by: string, types?: MathTypes): MathNode;
  /** A row for each entry of the value and a column for each entry of the variable, matrices by their columns. */
  matrixJacobian(expression: MathExpression, by: string, types?: MathTypes): MathNode;
  /** The second derivative of a scalar, a row and a column for each entry of the variable. */
  matrixHessian(expression: MathExpression, by: string, types?: MathTypes): MathNode;
  /** @throws UnsupportedError where that can't be decided */
  matrixEqual(left: MathExpression, right: MathExpression, types?: MathTypes): boolean;
  /** A problem, or matgrad's text or LaTeX, as a node; its definitions are written out. */
  toMathjs(problem: string | ParsedProblem): MathNode;
  /** A problem that derive(), judge() and the other verbs take. */
  fromMathjs(expression: MathExpression, types?: MathTypes): ParsedProblem;
  /** The value and its gradients as a plan; sizes are those of the values that it is run with. */
  compile(expression: MathExpression, options: MathCompileOptions): MathCompiled;
}

/** The verbs for an instance of mathjs, which is not changed; nodes need what `math.import(matgrad)` adds. */
export function verbsFor(math: MathParts): MathVerbs {
  const nodeFrom = (expression: MathExpression): MathNode =>
    typeof expression === "string" ? math.parse(expression) : expression;
  const derivative =
    (kind: DerivativeKind) =>
    (expression: MathExpression, by: string, types: MathTypes = {}): MathNode => {
      const { problem, forms } = problemOf(nodeFrom(expression), types);
      return derivativeNode(problem, by, kind, { forms, parse: math.parse });
    };
  return {
    matrixGradient: derivative("gradient"),
    matrixJacobian: derivative("jacobian"),
    matrixHessian: derivative("hessian"),
    matrixEqual(left, right, types = {}) {
      const [a, b] = [left, right].map((side) => formulaOf(problemOf(nodeFrom(side), types).problem));
      const vars = Object.fromEntries(
        Object.entries(types).map(([name, type]) => [name, typeText(name, type)]),
      );
      const { verdict, reason } = equal(a as string, b as string, { vars });
      if (verdict === "undecided")
        throw new UnsupportedError("whether they are equal can't be decided", undefined, reason);
      return verdict === "equal";
    },
    toMathjs(problem) {
      const read = typeof problem === "string" ? parse(problem) : problem;
      return valueNode(read, { forms: new Map(), parse: math.parse });
    },
    fromMathjs: (expression, types = {}) => problemOf(nodeFrom(expression), types).problem,
    compile: (expression, options) =>
      compiledFor(math, problemOf(nodeFrom(expression), options.types ?? {}).problem, options),
  };
}

/** Its definitions and its formula, without the declarations. */
const formulaOf = (problem: ParsedProblem): string =>
  statementsBy(problem)
    .filter((s) => s.kind !== "declaration")
    .map(({ span }) => problem.text.slice(span.start, span.end))
    .join("\n");

// ---- the plugin

/** mathjs's own form of a function that needs parts of the instance. */
type Factory = ((parts: MathParts) => unknown) & {
  readonly fn: string;
  readonly dependencies: readonly string[];
};

const factory = (fn: string, dependencies: readonly string[], make: (parts: MathParts) => unknown): Factory =>
  Object.assign(make, { fn, dependencies, meta: {} });

type Verb = (...args: never[]) => unknown;
/** mathjs tells people the message of an error only; the hint belongs to it. */
const told =
  (verb: Verb) =>
  (...args: never[]): unknown => {
    try {
      return verb(...args);
    } catch (error) {
      if (
        error instanceof MatrixCalculusError &&
        error.hint !== undefined &&
        !error.message.includes(error.hint)
      ) {
        error.message = `${error.message}; ${error.hint}`;
      }
      throw error;
    }
  };

const VERBS = [
  "matrixGradient",
  "matrixJacobian",
  "matrixHessian",
  "matrixEqual",
  "toMathjs",
  "fromMathjs",
] as const;

const ADDITIONS: readonly Factory[] = [...ADDED].map(([name, entry]: [string, FunctionEntry]) =>
  factory(name, ["matrix"], (math) => addedFunction(math, name, entry)),
);

/** What `math.import` takes: the verbs, and the functions of matgrad that mathjs lacks. */
const matgrad: readonly unknown[] = [
  ...VERBS.map((name) => factory(name, ["parse", "matrix"], (math) => told(verbsFor(math)[name] as Verb))),
  ...ADDITIONS,
];

export default matgrad;
