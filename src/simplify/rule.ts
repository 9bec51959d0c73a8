/**
 * A rewrite is a row: a name (what a derivation prints as its reason), a law in matgrad's own text, and
 * the function that does it. The law is its test: both sides are evaluated at random matrices, and the
 * left side must be rewritten to the right one.
 *
 * Names in laws: A B C matrices m×n, n×p, p×q; M N square n×n; S symmetric; x y z vectors of n, u of m;
 * a b scalars.
 */
import type { CallNode, Expr } from "../expression/expr.ts";

export interface Rule {
  readonly name: string;
  /** Left and right side. */
  readonly law: readonly [string, string];
  /** The node kinds or function names that it looks at. */
  readonly on: readonly string[];
  /** The other form, or undefined where the rule does not apply. */
  readonly rewrite: (e: Expr) => Expr | undefined;
}

/** A rewrite of function values only. */
export const onCall =
  (rewrite: (e: CallNode) => Expr | undefined): Rule["rewrite"] =>
  (e) =>
    e.kind === "call" ? rewrite(e) : undefined;
