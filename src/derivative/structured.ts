/**
 * Derivatives by a matrix with a structure, from the derivative U by free entries.
 *
 *     X symmetric: projection ½(U + Uᵀ), independent entries U + Uᵀ − U ⊙ I
 */
import { UnsupportedError } from "../errors.ts";
import { eye } from "../expression/build.ts";
import type { Expr, Structure } from "../expression/expr.ts";
import { formulaAt } from "../functions/formula.ts";
import { STRUCTURES } from "../structures.ts";

/** The nearest matrix of the structure; for an orthogonal Q of the tangent space at Q. */
export const projected = (U: Expr, structure: Structure, Q: Expr): Expr =>
  formulaAt(STRUCTURES[structure].projection, { U, Q, I: eye(U.shape.rows) });

/** Each independent entry moves together with those that depend on it. */
export function byIndependentEntries(U: Expr, structure: Structure): Expr {
  const { independent } = STRUCTURES[structure];
  if (independent !== undefined) return formulaAt(independent, { U, I: eye(U.shape.rows) });
  throw new UnsupportedError(
    `not supported: an ${structure} matrix has no independent entries; ask for the projection`,
  );
}
