/**
 * A question's answer against numerical differences of its value, or of the derivative of the order below, which
 * is checked in the same way.
 *
 *     xᵀAx by x, 2Ax  ─▶  refuted, unless A is symmetric
 */
import {
  type Check,
  type CheckOptions,
  checkDerivative,
  type DerivativeClaim,
  type GivenSizes,
  type SampleHints,
} from "../evaluate/index.ts";
import type { Expr } from "../expression/expr.ts";
import { directionWithin, isAlong } from "./direction.ts";
import type { Answer, Question } from "./problem.ts";

/** What is claimed when somebody gives this derivative as the answer. */
/** `below` is the derivative of the order below. */
export function claimOf(question: Question, derivative: Expr, below: Expr | undefined): DerivativeClaim {
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
    ...(below && { first: below }),
  };
}

/** The verdict on the answer, at given sizes or at small ones; the variable is sampled with its structure. */
export function verify(
  question: Question,
  { derivative, below }: Answer,
  { hints, seed }: { readonly hints?: SampleHints; readonly seed?: number | undefined },
  at?: GivenSizes,
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
  // at given sizes once the derivatives below have been checked at small ones
  if (at) return checkDerivative(claimOf(question, derivative, below.at(-1)), { ...options, at });
  for (const [n, lower] of below.entries()) {
    const check = checkDerivative(claimOf(ofOrder(n + 1, question), lower, below[n - 1]), options);
    if (check.verdict !== "verified") return check;
  }
  return checkDerivative(claimOf(question, derivative, below.at(-1)), options);
}

/** The question that a derivative below answers; within a structure for a Hessian-vector product only. */
function ofOrder(order: number, question: Question): Question {
  const { kind, structure } = question;
  const within = kind === "hvp" ? structure : undefined;
  const asked = order === 1 && (kind === "hvp" || kind === "tensor") ? "gradient" : kind;
  return { ...question, kind: asked, order, structure: within };
}
