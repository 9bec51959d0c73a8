/**
 * The block of a Hessian by two variables: the derivative of the gradient by one along the other.
 *
 *     xᵀ A y, by x and y  ─▶  ∂²f/∂x∂yᵀ = A
 */
import { type Expr, isScalar, type SymbolNode } from "../expression/expr.ts";
import { type Kind, type Question, usualKind } from "./problem.ts";

/** The block of a Hessian with a row for each entry of the gradient and a column for each of the variable. */
export const blockQuestion = (gradient: Expr, by: SymbolNode, question: Question): Question => ({
  ...question,
  value: gradient,
  wrt: by,
  kind: isScalar(by) ? "scalar-wrt" : isScalar(gradient) ? "jacobian" : usualBlock(gradient, by),
  order: 1,
  cotangent: undefined,
  structured: undefined,
  structure: undefined,
});

const usualBlock = (gradient: Expr, by: SymbolNode): Kind => {
  const kind = usualKind(gradient, by);
  return kind === "jacobian" ? "jacobian" : "tensor";
};
