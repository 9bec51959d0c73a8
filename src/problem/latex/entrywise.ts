/**
 * The derivative of a function that acts entry by entry, written without its cotangent or diagonal.
 *
 *     o = σ(x),  claim σ(x) ⊙ (1 − σ(x))  ─▶  the diagonal of the Jacobian
 */
import { MatrixCalculusError } from "../../errors.ts";
import { type Expr, isScalar } from "../../expression/expr.ts";
import { nodesAbove } from "../../expression/walk.ts";
import { totalOf } from "../../functions/reductions.ts";
import { readClaim } from "../claim/claimText.ts";
import { type Judgement, type JudgeTask, judge } from "../claim/judge.ts";

/** Undefined where the claim has not the shape of such a derivative. */
export function judgeEntrywise(task: JudgeTask): Judgement | undefined {
  const { question, context, claim } = task;
  const { value, wrt, kind } = question;
  if (kind !== "jacobian" || typeof claim === "string" || value.shape !== wrt.shape) return undefined;
  if (!isEntrywise(value, wrt)) return undefined;
  const shape = shapeIn(() => readClaim(claim.syntax, context, value.shape));
  if (shape !== value.shape) return undefined;
  return judge({
    ...task,
    question: { ...question, value: totalOf(value), kind: "gradient" },
    layout: "gradient",
  });
}

function shapeIn(read: () => Expr): Expr["shape"] | undefined {
  try {
    return read().shape;
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}

/** Whether each entry depends on the same entry of the variable only. */
const isEntrywise = (value: Expr, wrt: Expr): boolean =>
  [...nodesAbove([value], [wrt])].every((e) => {
    if (e === wrt || e.shape !== wrt.shape) return e === wrt;
    if (e.kind === "call") return e.fn.elementwise === true || e.fn.name === "hadamard";
    return e.kind === "sum" || (e.kind === "product" && e.factors.length <= 1 && e.scalars.every(isScalar));
  });
