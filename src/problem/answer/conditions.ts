/**
 * Conditions in words, for answers.
 *
 *     { of: X, condition: "invertible" }  ─▶  "X is invertible"
 */
import type { Expr } from "../../expression/expr.ts";
import type { Condition } from "../../functions/function.ts";
import type { Required } from "../../simplify/conditions.ts";

const WORDS: Readonly<Record<Condition, string>> = {
  invertible: "is invertible",
  positive: "is positive",
  nonzero: "is not 0",
  "nonzero-entries": "has no entry 0",
  unit: "has entries between -1 and 1",
  "positive-definite": "is symmetric positive definite",
  "simple-eigenvalues": "is symmetric with simple eigenvalues",
  "simple-singular-values": "has simple singular values",
  "constant-rank": "keeps its rank nearby",
  "full-rank": "has full rank",
  "full-column-rank": "has full column rank",
  "full-row-rank": "has full row rank",
  "single-largest": "has one largest entry",
  "single-smallest": "has one smallest entry",
  "single-peak": "has one entry of largest modulus",
};

export const conditionText = ({ of, condition }: Required, write: (e: Expr) => string): string =>
  `${write(of)} ${WORDS[condition]}`;
