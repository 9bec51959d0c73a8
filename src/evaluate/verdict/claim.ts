/**
 * A claimed derivative: of what, by what, in which arrangement, and the shape that follows from it.
 *
 *     vjp of X W (m×p) by W (n×p) with G (m×p)  ─▶  n×p
 */
import { multiplySizes } from "../../expression/dimension.ts";
import {
  type Expr,
  isScalar,
  type Shape,
  type Structure,
  type SymbolNode,
  shapeOf,
} from "../../expression/expr.ts";
import type { StructureMeaning } from "../sample/directions.ts";

/**
 * gradient: the shape of the variable · vjp: the same, of ⟨G, expr⟩ · jacobian: d y_i / d x_j ·
 * scalar-wrt: the shape of the expression · tensor: d vec(Y) / d vec(X)ᵀ · hessian: in vec(X) ·
 * jvp: along a direction of the variable's shape, in the shape of the expression; of order 2 of the first derivative.
 */
export type DerivativeKind = "gradient" | "vjp" | "jacobian" | "scalar-wrt" | "tensor" | "hessian" | "jvp";

export interface DerivativeClaim {
  readonly expr: Expr;
  readonly wrt: SymbolNode;
  readonly derivative: Expr;
  readonly kind: DerivativeKind;
  /** 2: the second derivative; absent: 1 (hessian: 2). */
  readonly order?: number;
  /** The G of a vjp, of the expression's shape. */
  readonly cotangent?: SymbolNode;
  /** The V of a jvp, of the variable's shape. */
  readonly direction?: SymbolNode;
  /** What a first derivative in a structured variable means; absent: all entries are free. */
  readonly structure?: StructureMeaning;
  /** For order 2: the first derivative, itself checked; differences of it are more accurate. */
  readonly first?: Expr;
}

/** A claim with everything filled in that has a default. */
export interface Claim extends DerivativeClaim {
  readonly order: number;
  readonly variableStructure: Structure | undefined;
}

/** The shape of a right derivative, or why there is none to compare. */
export function expectedShape({
  kind,
  order,
  expr,
  wrt,
  first,
  cotangent,
  direction,
}: Claim): Shape | string {
  if (kind === "jvp") {
    if (direction?.shape !== wrt.shape) return "the direction has not the variable's shape";
    if (order > 1 && !first) return "a derivative along a direction is compared through the order below";
    return (order > 1 ? first : expr)?.shape as Shape;
  }
  if (kind === "scalar-wrt") return isScalar(wrt) ? expr.shape : "scalar-wrt is by a scalar";
  if (order > 2 && !first) return `derivatives of order ${order} are compared through the order below only`;
  const entries = (shape: Shape) => multiplySizes(shape.rows, shape.cols);
  if (order >= 2) {
    if (!isScalar(expr) && !first) return "a Hessian is of a scalar";
    return shapeOf(entries(first?.shape ?? wrt.shape), entries(wrt.shape));
  }
  if (kind === "vjp") {
    return cotangent?.shape === expr.shape ? wrt.shape : "the cotangent has not the expression's shape";
  }
  if (kind === "gradient") return isScalar(expr) ? wrt.shape : "a gradient is of a scalar";
  return shapeOf(entries(expr.shape), entries(wrt.shape));
}
