/**
 * The point where a gradient that is linear in its variable vanishes.
 *
 *     2 (Xᵀ(X w − y) + λ w) = 0  ─▶  (Xᵀ X + λ I) w = Xᵀ y,  w = (Xᵀ X + λ I)⁻¹ Xᵀ y
 *     2 K S − 2 P Hᵀ = 0         ─▶  K S = P Hᵀ,             K = P Hᵀ S⁻¹
 */
import { differential } from "../../derivative/differentiate.ts";
import { linearMatrix } from "../../derivative/linear.ts";
import { UnsupportedError } from "../../errors.ts";
import {
  eye,
  holeOf,
  negate,
  number,
  rationalNumber,
  splitCoefficient,
  sum,
  zeros,
} from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { inverse } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { invert } from "../../expression/rational.ts";
import { dependsOn, substitute } from "../../expression/walk.ts";
import { unvec, vec } from "../../functions/kronecker.ts";
import { simplify } from "../../simplify/simplify.ts";

export interface StationaryPoint {
  /** Left and right side of the linear equation, in the variable and without it. */
  readonly left: Expr;
  readonly right: Expr;
  /** The only solution, where the matrix that is inverted has an inverse. */
  readonly solution: Expr;
  /** What is inverted. */
  readonly matrix: Expr;
  /** gradient = divisor · (left − right), where the two have the shape of the variable. */
  readonly divisor: Expr;
}

/**
 * @throws UnsupportedError where the gradient is not linear in the variable, or has a term without it only
 */
export function stationaryPoint(gradient: Expr, x: SymbolNode): StationaryPoint {
  const direction = holeOf(x);
  const change = simplify(differential(gradient, x, direction));
  if (dependsOn(change, x)) {
    throw new UnsupportedError(
      `not supported: the gradient is not linear in ${x.name}, so that its zero has no closed form`,
    );
  }
  if (!dependsOn(change, direction)) {
    throw new UnsupportedError(`not supported: the gradient does not depend on ${x.name}`);
  }
  const rest = simplify(substitute(gradient, new Map<Expr, Expr>([[x, zeros(x.shape)]])));
  const { whole, divisor } = withoutNumber(change);
  const sign = splitCoefficient(simplify(whole))[0].n < 0 ? -1 : 1;
  const part = { whole: product([number(sign), whole]), divisor: product([number(sign), divisor]) };
  return solved(part, simplify(product([negate(rest), inverse(part.divisor)])), direction, x);
}

/** A term c L dX R of the linear part. */
interface LinearTerm {
  readonly constants: readonly Expr[];
  readonly left: readonly Expr[];
  readonly right: readonly Expr[];
}

interface LinearPart {
  readonly whole: Expr;
  /** What all was divided by. */
  readonly divisor: Expr;
}

/** 2 (A dx + B dx) without the 2. */
function withoutNumber(change: Expr): LinearPart {
  const number =
    change.kind === "product" ? rationalNumber(change.coefficient) : rationalNumber({ n: 1, d: 1 });
  const whole =
    change.kind === "product" ? product([rationalNumber(invert(change.coefficient)), change]) : change;
  return { whole, divisor: number };
}

/** The terms c L dX R, distributed; undefined where dX stands otherwise. */
export function linearTerms(e: Expr, hole: Expr): LinearTerm[] | undefined {
  if (e === hole) return [{ constants: [], left: [], right: [] }];
  if (e.kind === "sum") {
    const parts = e.terms.map((t) => linearTerms(t, hole));
    return parts.every((p) => p !== undefined) ? parts.flat() : undefined;
  }
  if (e.kind !== "product" || e.scalars.some((s) => dependsOn(s, hole))) return undefined;
  const at = e.factors.findIndex((f) => dependsOn(f, hole));
  const inner = at < 0 ? undefined : linearTerms(e.factors[at] as Expr, hole);
  const [before, after] = [e.factors.slice(0, at), e.factors.slice(at + 1)];
  if (!inner || after.some((f) => dependsOn(f, hole))) return undefined;
  return inner.map((t) => ({
    constants: [rationalNumber(e.coefficient), ...e.scalars, ...t.constants],
    left: [...before, ...t.left],
    right: [...t.right, ...after],
  }));
}

function solved(
  { whole, divisor }: LinearPart,
  constant: Expr,
  hole: SymbolNode,
  x: SymbolNode,
): StationaryPoint {
  const point = (left: Expr, right: Expr, solution: Expr, matrix: Expr): StationaryPoint => ({
    left: simplify(left),
    right: simplify(right),
    solution: simplify(solution),
    matrix,
    divisor,
  });
  const parts = linearTerms(whole, hole);
  const side = (own: "left" | "right", n: Expr["shape"]["rows"]): Expr | undefined => {
    const other = own === "left" ? "right" : "left";
    if (!parts?.every((t) => t[other].length === 0)) return undefined;
    return simplify(
      sum(parts.map((t) => product([...t.constants, ...(t[own].length > 0 ? t[own] : [eye(n)])]))),
    );
  };
  const A = side("left", x.shape.rows);
  if (A) return point(product([A, x]), constant, product([inverse(A), constant]), A);
  const B = side("right", x.shape.cols);
  if (B) return point(product([x, B]), constant, product([constant, inverse(B)]), B);
  const K = linearMatrix(whole, hole);
  if (!K)
    throw new UnsupportedError(`not supported: the equation for ${x.name} has no form that could be solved`);
  const solution = unvec(product([inverse(K), vec(constant)]), x.shape.rows, x.shape.cols);
  return point(product([K, vec(x)]), vec(constant), solution, simplify(K));
}
