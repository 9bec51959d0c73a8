/**
 * A question's answer against numerical differences of its value. Of a second derivative the first one is
 * checked as well, as differences of it say whether the second is right.
 *
 *     xᵀAx by x, 2Ax  ─▶  refuted, unless A is symmetric
 */
import {
  type Check,
  type CheckOptions,
  checkDerivative,
  type DerivativeClaim,
  type SampleHints,
} from "../evaluate/index.ts";
import type { Expr } from "../expression/expr.ts";
import { directionWithin, isAlong } from "./direction.ts";
import type { Answer, Question } from "./problem.ts";

/** What is claimed when somebody gives this derivative as the answer. */
export function claimOf(question: Question, derivative: Expr, first: Expr | undefined): DerivativeClaim {
  const { value, wrt, kind, order, cotangent, structure } = question;
  const direction = isAlong(kind) ? directionWithin(question) : undefined;
  return {
    expr: value,
    wrt,
    derivative,
    kind: kind === "hvp" ? "jvp" : kind,
    order,
    ...(cotangent && { cotangent }),
    ...(direction && { direction }),
    ...(structure && { structure }),
    ...(first && { first }),
  };
}

/** The verdict on the answer; the variable is sampled with its structure. */
export function verify(
  question: Question,
  { derivative, first }: Answer,
  { hints, seed }: { readonly hints?: SampleHints; readonly seed?: number | undefined },
): Check {
  const { wrt, structured, equations } = question;
  const options: CheckOptions = {
    ...(seed !== undefined && { seed }),
    hints: {
      ...hints,
      ...(equations && { equations }),
      ...(structured?.structure && { structures: new Map([[wrt.name, structured.structure]]) }),
    },
  };
  const check = checkDerivative(claimOf(question, derivative, first), options);
  if (check.verdict !== "verified" || !first) return check;
  const below = checkDerivative(claimOf(ofFirst(question), first, undefined), options);
  return below.verdict === "verified" ? check : below;
}

/** The question that the first derivative answers; within a structure for a Hessian-vector product only. */
function ofFirst(question: Question): Question {
  const { kind, structure } = question;
  const within = kind === "hvp" ? structure : undefined;
  const asked = kind === "hvp" || kind === "tensor" ? "gradient" : kind;
  return { ...question, kind: asked, order: 1, structure: within };
}
