/**
 * Derivatives by a matrix with a structure, from the derivative U by free entries.
 *
 *     X symmetric: projection ½(U + Uᵀ), independent entries U + Uᵀ − U ⊙ I
 */
import { UnsupportedError } from "../errors.ts";
import { eye, number, subtract, sum } from "../expression/build.ts";
import type { Expr, Structure } from "../expression/expr.ts";
import { hadamard } from "../expression/hadamard.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import type { FunctionEntry } from "../functions/function.ts";
import { apply, functionNamed } from "../functions/index.ts";

/**
 * The nearest matrix of the structure; for an orthogonal Q of the tangent space at Q, ½(U − Q Uᵀ Q)
 * (Edelman, Arias, Smith 1998, eq. 2.53).
 */
export function projected(U: Expr, kind: Structure, Q: Expr): Expr {
  switch (kind) {
    case "symmetric":
    case "spd":
      return product([number(1, 2), sum([U, transpose(U)])]);
    case "antisymmetric":
      return product([number(1, 2), subtract(U, transpose(U))]);
    case "diagonal":
      return hadamard([eye(U.shape.rows), U]);
    case "lower":
    case "upper":
      return triangle(U, kind);
    case "orthogonal":
      return product([number(1, 2), subtract(U, product([Q, transpose(U), Q]))]);
    case "positive":
      return U;
  }
}

/** Each independent entry moves together with those that depend on it. */
export function byIndependentEntries(U: Expr, kind: Structure): Expr {
  switch (kind) {
    case "symmetric":
    case "spd":
      return subtract(sum([U, transpose(U)]), hadamard([U, eye(U.shape.rows)]));
    case "antisymmetric":
      return subtract(U, transpose(U));
    case "diagonal":
      return hadamard([eye(U.shape.rows), U]);
    case "lower":
    case "upper":
      return triangle(U, kind);
    case "orthogonal":
      throw new UnsupportedError(
        "not supported: an orthogonal matrix has no independent entries; ask for the projection",
      );
    case "positive":
      return U;
  }
}

const triangle = (U: Expr, kind: "lower" | "upper"): Expr =>
  apply(functionNamed(kind === "lower" ? "tril" : "triu") as FunctionEntry, [U]);
