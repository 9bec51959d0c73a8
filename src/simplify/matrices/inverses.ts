/**
 * Inverses beside what they were made of: (I + P M)⁻¹ P is symmetric where P and M are, and
 * (I + R⁻¹ M)⁻¹ R⁻¹ = (R + M)⁻¹.
 */
import { eye, isCall, sum } from "../../expression/build.ts";
import { type Expr, isSquare, type ProductNode } from "../../expression/expr.ts";
import { splitScalars } from "../../expression/hadamard.ts";
import { EYE, INVERSE, TRANSPOSE } from "../../expression/heads.ts";
import { inverse, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { isShorter } from "../cost.ts";
import type { Rule } from "../rule.ts";
import { onNeighbours, withFactors } from "./products.ts";

/** X, where e is X⁻¹ or its transpose. */
export function invertedIn(e: Expr): Expr | undefined {
  if (isCall(e, INVERSE)) return e.args[0];
  const inner = isCall(e, TRANSPOSE) ? (e.args[0] as Expr) : e;
  return isCall(inner, INVERSE) ? transpose(inner.args[0] as Expr) : undefined;
}

/** A (c I + B A)⁻¹ = (c I + A B)⁻¹ A for square matrices: the inverse goes first. */
function pushedThrough(A: Expr, right: Expr): Expr | undefined {
  const X = invertedIn(right);
  if (X?.kind !== "sum" || !isSquare(A)) return undefined;
  const turned = X.terms.map((t) => {
    const [scalar, body] = splitScalars(t);
    if (isCall(body, EYE) || body === A) return t;
    if (body.kind !== "product" || body.factors.at(-1) !== A) return undefined;
    return product([scalar, A, ...body.factors.slice(0, -1)]);
  });
  if (!turned.every((t) => t !== undefined)) return undefined;
  return product([inverse(sum(turned as Expr[])), A]);
}

/** (c I + R⁻¹ M)⁻¹ R⁻¹ = (c R + M)⁻¹, multiplied out where that is shorter. */
function joinedInverse(left: Expr, right: Expr): Expr | undefined {
  const [X, R] = [invertedIn(left), invertedIn(right)];
  if (!X || !R || (X.kind !== "sum" && R.kind !== "sum")) return undefined;
  const whole = product([left, right]);
  const joined =
    X.kind === "sum"
      ? sum(X.terms.map((t) => product([R, t])))
      : sum((R as Expr & { kind: "sum" }).terms.map((t) => product([t, X])));
  const result = inverse(joined);
  return isShorter(result, whole) ? result : undefined;
}

/** (A B)⁻¹ A B = I, in a longer product too: the inverse beside what it was made of. */
function inverseRun(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  const { factors } = e;
  for (const [i, f] of factors.entries()) {
    const X = isCall(f, INVERSE) ? (f.args[0] as Expr) : undefined;
    const run = X?.kind === "product" && X.scalars.length === 0 && isOne(X) ? X.factors : [];
    for (const from of run.length > 1 ? [i + 1, i - run.length] : []) {
      if (from < 0 || !run.every((part, k) => factors[from + k] === part)) continue;
      const [first, last] = [Math.min(i, from), Math.max(i, from + run.length - 1)];
      return withFactors(e, [...factors.slice(0, first), eye(f.shape.rows), ...factors.slice(last + 1)]);
    }
  }
  return undefined;
}

const isOne = ({ coefficient }: ProductNode): boolean => coefficient.n === 1 && coefficient.d === 1;

export const INVERSE_RULES: readonly Rule[] = [
  {
    name: "inverse beside its product",
    law: ["A*inv(A'*A)*A'*A", "A"],
    on: ["product"],
    rewrite: inverseRun,
  },
  {
    name: "inverse of a sum of products",
    law: ["inv(eye(n)+inv(M)*N)*inv(M)", "inv(M+N)"],
    on: ["product"],
    rewrite: onNeighbours(joinedInverse),
  },
  {
    name: "push-through identity",
    law: ["P*inv(eye(n)+S*P)", "inv(eye(n)+P*S)*P"],
    on: ["product"],
    rewrite: onNeighbours(pushedThrough),
  },
];
