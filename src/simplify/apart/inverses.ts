/**
 * Inverses taken apart, and moved to where they meet.
 *
 *     (A B)⁻¹  ─▶  B⁻¹ A⁻¹        N (M + N)⁻¹  ─▶  I − M (M + N)⁻¹
 */
import { eye, isCall, number, subtract, sum } from "../../expression/build.ts";
import { type CallNode, type Expr, isSquare, type ProductNode } from "../../expression/expr.ts";
import { splitScalars } from "../../expression/hadamard.ts";
import { EYE, INVERSE } from "../../expression/heads.ts";
import { inverse, power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { invertedIn } from "../matrices/inverses.ts";
import { invertedFactors, withFactors } from "../matrices/products.ts";

/** (A B)⁻¹ = B⁻¹ A⁻¹, and (R⁻¹ + M)⁻¹ = (I + R M)⁻¹ R, of square matrices. */
export function inverted(e: CallNode): Expr | undefined {
  const parts = invertedFactors(e);
  if (parts) return product(parts);
  const x = e.args[0] as Expr;
  const first = x.kind === "sum" ? x.terms.find((t) => isCall(t, INVERSE)) : undefined;
  if (!first || x.kind !== "sum") return undefined;
  const R = inverse(first);
  const rest = sum(x.terms.map((t) => (t === first ? eye(x.shape.rows) : product([R, t]))));
  return product([inverse(rest), R]);
}

/** A beside (c I + B A)⁻¹: in one order, the inverse first. Of the largest term beside an inverse: I less the others. */
export function besideInverse(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const [i, f] of e.factors.entries()) {
    const X = invertedIn(f);
    if (X?.kind !== "sum") continue;
    const turned = withInverseFirst(e, i, X.terms);
    if (turned) return turned;
    const largest = X.terms.reduce((a, b) => (splitScalars(b)[1].id > splitScalars(a)[1].id ? b : a));
    const [scalar, body] = splitScalars(largest);
    const run = body.kind === "product" ? body.factors : [body];
    for (const from of [i + 1, i - run.length]) {
      if (from < 0 || !run.every((part, k) => e.factors[from + k] === part)) continue;
      const others = sum(X.terms.filter((t) => t !== largest));
      const rest = product(from > i ? [f, others] : [others, f]);
      const joined = product([power(scalar, number(-1)), subtract(eye(X.shape.rows), rest)]);
      const [first, last] = [Math.min(i, from), Math.max(i, from + run.length - 1)];
      return multipliedOut(e, first, last, joined);
    }
  }
  return undefined;
}

/** A (c I + B A)⁻¹ = (c I + A B)⁻¹ A, of a matrix A that isn't square. */
function withInverseFirst(e: ProductNode, i: number, terms: readonly Expr[]): Expr | undefined {
  const A = e.factors[i - 1];
  if (!A || isSquare(A)) return undefined;
  const turned = terms.map((t) => {
    const [scalar, body] = splitScalars(t);
    if (isCall(body, EYE)) return product([scalar, eye(A.shape.rows)]);
    if (body.kind !== "product" || body.factors.at(-1) !== A) return undefined;
    return product([scalar, A, ...body.factors.slice(0, -1)]);
  });
  if (!turned.every((t) => t !== undefined)) return undefined;
  const factors = [
    ...e.factors.slice(0, i - 1),
    inverse(sum(turned as Expr[])),
    A,
    ...e.factors.slice(i + 1),
  ];
  return withFactors(e, factors);
}

/** The product with a sum in place of some of its factors, term by term. */
function multipliedOut(e: ProductNode, first: number, last: number, joined: Expr): Expr {
  const [scalar, body] = splitScalars(joined);
  const terms = body.kind === "sum" ? body.terms : [body];
  return sum(
    terms.map((t) =>
      withFactors(e, [...e.factors.slice(0, first), product([scalar, t]), ...e.factors.slice(last + 1)]),
    ),
  );
}
