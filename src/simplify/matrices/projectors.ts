/**
 * Pseudo-inverses: X X⁺ X = X, and the projector X X⁺ is symmetric and its own square, as I − X X⁺ and centring are.
 *
 *     (y − X X⁺ y)ᵀ X  ─▶  0
 */
import { isCall, rationalNumber, sum } from "../../expression/build.ts";
import type { Expr, ProductNode } from "../../expression/expr.ts";
import { splitScalars } from "../../expression/hadamard.ts";
import { ONES, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { CENTER } from "../../functions/rowwise.ts";
import { PSEUDO_INVERSE } from "../../functions/spectral.ts";
import { isShorter } from "../cost.ts";
import type { Rule } from "../rule.ts";
import { joinOnes } from "./products.ts";

/** X, where e is X⁺. */
const inverted = (e: Expr): Expr | undefined => (isCall(e, PSEUDO_INVERSE) ? e.args[0] : undefined);
const isTransposed = (e: Expr): boolean => isCall(e, TRANSPOSE);

/** Is one the pseudo-inverse of the other, both upright or both transposed? */
function areInverse(a: Expr, b: Expr): boolean {
  const [x, y] = isTransposed(a) && isTransposed(b) ? [transpose(a), transpose(b)] : [a, b];
  return inverted(x) === y || inverted(y) === x;
}

/** Is f, or its transpose, a pseudo-inverse? */
const isPseudoInverse = (f: Expr): boolean =>
  inverted(f) !== undefined || (isTransposed(f) && inverted(transpose(f)) !== undefined);

/** A product in which X X⁺ X = X, X⁺ X X⁺ = X⁺, X X⁺ X⁺ᵀ = X⁺ᵀ, X⁺ᵀ Xᵀ = X X⁺ have been used. */
function reduced(factors: readonly Expr[]): readonly Expr[] | undefined {
  for (let i = 0; i + 1 < factors.length; i++) {
    const [a, b, c] = [factors[i], factors[i + 1], factors[i + 2]] as [Expr, Expr, Expr | undefined];
    if (!areInverse(a, b)) continue;
    // (X X⁺) is symmetric: what it leaves alone is X, X⁺ᵀ, and their like
    if (c && (c === a || c === transpose(b))) return [...factors.slice(0, i), c, ...factors.slice(i + 3)];
    const before = factors[i - 1];
    if (before && (before === b || before === transpose(a))) {
      return [...factors.slice(0, i - 1), before, ...factors.slice(i + 2)];
    }
    if (isTransposed(a) && isTransposed(b)) {
      return [...factors.slice(0, i), transpose(b), transpose(a), ...factors.slice(i + 2)];
    }
  }
  return undefined;
}

function projected(e: Expr): Expr {
  let current = e;
  for (;;) {
    const factors = current.kind === "product" ? reduced(current.factors) : undefined;
    if (!factors) return current;
    const { coefficient, scalars } = current as ProductNode;
    current = product([rationalNumber(coefficient), ...scalars, ...factors]);
  }
}

const hasPseudoInverse = (e: Expr): boolean =>
  isPseudoInverse(e) || (e.kind === "product" && e.factors.some(isPseudoInverse));

/** (I − X X⁺) X = 0: a sum is multiplied out where a pseudo-inverse makes that shorter. */
function complementProduct(e: Expr): Expr | undefined {
  if (e.kind !== "product") return undefined;
  for (const [i, f] of e.factors.entries()) {
    if (f.kind !== "sum" || !f.terms.some(hasPseudoInverse)) continue;
    for (const [from, to] of [
      [i, i + 2],
      [i - 1, i + 1],
    ] as const) {
      if (from < 0 || to > e.factors.length) continue;
      const others = (t: Expr): readonly Expr[] => e.factors.slice(from, to).map((x) => (x === f ? t : x));
      const whole = product(e.factors.slice(from, to));
      const neighbour = from === i ? e.factors[i + 1] : e.factors[i - 1];
      const terms = f.terms.flatMap((t) =>
        neighbour?.kind === "sum" && neighbour !== f
          ? neighbour.terms.map((u) => projected(product(from === i ? [t, u] : [u, t])))
          : [projected(product(others(t)))],
      );
      const joined = sum(terms);
      if (!isShorter(joined, whole)) continue;
      const factors = [...e.factors.slice(0, from), joined, ...e.factors.slice(to)];
      return product([rationalNumber(e.coefficient), ...e.scalars, ...factors]);
    }
  }
  return undefined;
}

/** (I − X X⁺)² = I − X X⁺, (I − 1 1ᵀ/n)² = I − 1 1ᵀ/n: what is its own square. */
function powerOfProjector(e: Expr): Expr | undefined {
  if (e.kind !== "power" || e.exponent.kind !== "number") return undefined;
  if (isCall(e.base, CENTER)) return e.base;
  if (e.base.kind !== "sum" || e.exponent.value.d !== 1) return undefined;
  const { terms } = e.base;
  if (!terms.some((t) => hasPseudoInverse(t) || isCall(splitScalars(t)[1], ONES))) return undefined;
  const times = (t: Expr, u: Expr): Expr => {
    const both = product([t, u]);
    return projected(joinOnes(both) ?? both);
  };
  const square = sum(terms.flatMap((t) => terms.map((u) => times(t, u))));
  return square === e.base ? e.base : undefined;
}

export const PROJECTOR_RULES: readonly Rule[] = [
  {
    name: "projector on the columns",
    law: ["A*pinv(A)*A", "A"],
    on: ["product"],
    rewrite: (e) => {
      const after = projected(e);
      return after === e ? undefined : after;
    },
  },
  {
    name: "complement of a projector",
    law: ["(eye(m)-A*pinv(A))*A*x + u", "u"],
    on: ["product"],
    rewrite: complementProduct,
  },
  {
    name: "power of a projector",
    law: ["(eye(m)-A*pinv(A))^2*(eye(m)-ones(m,m)/m)^3", "(eye(m)-A*pinv(A))*(eye(m)-ones(m,m)/m)"],
    on: ["power"],
    rewrite: powerOfProjector,
  },
];
