/**
 * An answer in the words of its question: functions that were recognised in what somebody wrote out are
 * written out again.
 *
 *     ∂/∂W of sum(log(exp(X W) 1))  ─▶  Xᵀ (exp(X W) ⊘ (exp(X W) 1 1ᵀ)), not Xᵀ softmax_rows(X W)
 */
import { isCall, number, ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, shapeOf } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { product } from "../../expression/product.ts";
import { topological, transform } from "../../expression/walk.ts";
import { elementwiseCall } from "../../functions/reductions.ts";
import { ROW_LOG_SUM_EXP, ROW_SOFTMAX } from "../../functions/rowwise.ts";

const isRowwise = (e: Expr): boolean => isCall(e, ROW_SOFTMAX) || isCall(e, ROW_LOG_SUM_EXP);

/** The derivative without row-wise functions, unless the value that was given has one. */
export function inWordsOf(value: Expr, derivative: Expr): Expr {
  if (topological([value]).some(isRowwise)) return derivative;
  return transform([derivative], (e) => (isRowwise(e) ? writtenOut(e) : e))[0] as Expr;
}

function writtenOut(e: Expr): Expr {
  const X = e.kind === "call" ? (e.args[0] as Expr) : e;
  const n = X.shape.cols;
  const weights = elementwiseCall("exp", X);
  if (isCall(e, ROW_LOG_SUM_EXP)) return elementwiseCall("log", product([weights, ones(shapeOf(n, UNIT))]));
  return hadamard([weights, hadamardPower(product([weights, ones(shapeOf(n, n))]), number(-1))]);
}
