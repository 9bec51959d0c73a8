/**
 * The second path: the same derivative entry by entry, in index notation, and whether the two agree.
 *
 *     X W by W with G: Σ_i x_ip g_iq  ─▶  lifted Xᵀ G, equal to the matrix path's
 */
import { UnsupportedError } from "../errors.ts";
import { areEqual, type EqualityVerdict, type SampleHints } from "../evaluate/index.ts";
import type { Expr } from "../expression/expr.ts";
import { type IndexKind, indexDerivative } from "../index/index.ts";
import { type Answer, finished, type Kind, type Question } from "./problem.ts";

interface Agreement {
  /** The entry of the derivative in index notation. */
  readonly index: Expr;
  /** Whether its matrix form, where it has one, equals the answer. */
  readonly equality: EqualityVerdict | undefined;
}

const INDEX_KINDS: Readonly<Record<Kind, IndexKind>> = {
  gradient: "gradient",
  vjp: "vjp",
  jacobian: "jacobian",
  "scalar-wrt": "scalar-wrt",
  tensor: "tensor",
  jvp: "jvp",
  hvp: "jvp",
};

/** Undefined where the element-wise path has no rule or too many terms. */
export function agreement(question: Question, answer: Answer, hints?: SampleHints): Agreement | undefined {
  const { value, wrt, kind, order, cotangent, direction } = question;
  try {
    const found = indexDerivative({
      value,
      wrt,
      kind: INDEX_KINDS[kind],
      order,
      ...(cotangent && { cotangent }),
      ...(direction && { direction }),
    });
    if (!found.matrix) return { index: found.index, equality: undefined };
    const other = finished(found.matrix, question);
    const { equations } = question;
    const equality = areEqual(other, answer.derivative, {
      hints: { ...hints, ...(equations && { equations }) },
    });
    return { index: found.index, equality };
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
