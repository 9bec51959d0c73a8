/**
 * Derivatives of problems as nodes of mathjs, each verified numerically.
 *
 *     norm(X w − y)^2 by w  ─▶  2 * X' * (X * w - y)
 */
import type { MathNode } from "mathjs";
import { ShapeError, UnsupportedError } from "../errors.ts";
import { type Expr, freshStore, isScalar, type SymbolNode, shapeText } from "../expression/expr.ts";
import { transpose } from "../expression/power.ts";
import { symbolsIn } from "../expression/walk.ts";
import { withoutIndexSums } from "../index/index.ts";
import { type ParsedProblem, statementsBy } from "../library/parse.ts";
import { askAlso } from "../problem/answer/answers.ts";
import { type Question, solve } from "../problem/problem.ts";
import { verify } from "../problem/verify.ts";
import { elaborate } from "../shapes/elaborate.ts";
import type { VectorForm } from "./laid.ts";
import { mathText } from "./layout.ts";
import { namesFor } from "./names.ts";

export type DerivativeKind = "gradient" | "jacobian" | "hessian";

interface NodeRequest {
  readonly forms: ReadonlyMap<string, VectorForm>;
  readonly parse: (text: string) => MathNode;
}

/** The value of the last statement. */
export function valueNode(problem: ParsedProblem, request: NodeRequest): MathNode {
  freshStore();
  const { value, variables } = elaborate(statementsBy(problem), { functions: problem.functions });
  return nodeOf(withoutIndexSums(value), [...variables.values()], request);
}

/** @throws ShapeError where a derivative of that kind doesn't exist; UnsupportedError where it fails its check */
export function derivativeNode(
  problem: ParsedProblem,
  name: string,
  kind: DerivativeKind,
  request: NodeRequest,
): MathNode {
  freshStore();
  const order = kind === "hessian" ? 2 : 1;
  const { functions } = problem;
  const asked = askAlso(statementsBy(problem, [name]), name, { wrt: [name], functions, order: 1 });
  const question = questionOf(asked.question, kind, order);
  const answer = solve(question);
  const { verdict, reason } = verify(question, answer, {});
  if (verdict === "refuted") {
    throw new UnsupportedError(
      `the derivative by ${name} did not pass its numeric check and is not shown`,
      undefined,
      reason,
    );
  }
  const isRowOf = kind === "jacobian" && question.kind === "gradient";
  const derivative = isRowOf ? transpose(answer.derivative) : answer.derivative;
  const variables = [...asked.elaborated.variables.values()];
  return nodeOf(derivative, variables, request);
}

function questionOf(question: Question, kind: DerivativeKind, order: number): Question {
  const { value, wrt } = question;
  if (kind !== "jacobian" && !isScalar(value)) {
    throw new ShapeError(
      `a ${kind} is of a scalar, and the expression is ${shapeText(value.shape)}`,
      undefined,
      "matrixJacobian has the derivative of each entry",
    );
  }
  if (kind === "jacobian" && question.kind === "vjp") {
    const { cotangent: _, ...rest } = question;
    return { ...rest, kind: "tensor" };
  }
  const isMatrixGradient = kind === "jacobian" && question.kind === "gradient" && wrt.shape.cols.key !== "1";
  return isMatrixGradient ? { ...question, kind: "tensor" } : { ...question, order };
}

function nodeOf(e: Expr, variables: readonly SymbolNode[], { forms, parse }: NodeRequest): MathNode {
  const own = symbolsIn(e).filter((s) => s.role === "variable");
  const known = new Set(own.map((s) => s.name));
  const all = [...own, ...variables.filter((v) => !known.has(v.name))];
  const node = parse(mathText(e, namesFor(all, forms)));
  node.comment = all.map((v) => `${v.name}: ${shapeText(v.shape)}`).join(", ");
  return node;
}
