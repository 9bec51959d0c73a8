/**
 * Several conditions at once: the value of a multiplier from its constraint, the points that hang on one another.
 *
 *     S u = λ u with uᵀ u = 1          ─▶  λ = uᵀ S u
 *     Q x = λ a with aᵀ x = 1          ─▶  λ̂ = 1/(aᵀ Q⁻¹ a), x̂ = Q⁻¹ a/(aᵀ Q⁻¹ a)
 *     Σ = RᵀR/N with R = X − 1 μᵀ, μ̂   ─▶  Σ̂ = (X − 1 μ̂ᵀ)ᵀ(X − 1 μ̂ᵀ)/N
 */
import { differential } from "../../derivative/differentiate.ts";
import { UnsupportedError } from "../../errors.ts";
import { isZero, negate, number } from "../../expression/build.ts";
import { type Expr, isScalar, isVector } from "../../expression/expr.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { dependsOn, substitute } from "../../expression/walk.ts";
import { costDifference } from "../../simplify/cost.ts";
import { underEquations } from "../../simplify/given.ts";
import { simplify } from "../../simplify/simplify.ts";
import type { Setup } from "../style.ts";
import type { Condition } from "./stationary.ts";
import { stationaryPoint } from "./stationaryPoint.ts";

interface Multiplied {
  readonly of: Condition;
  /** uᵀ */
  readonly row: Expr;
  /** uᵀ u = 1 */
  readonly known: readonly [Expr, Expr];
  /** λ = uᵀ S u */
  readonly value: readonly [Expr, Expr];
}

/** The multipliers in a condition that the constraint gives once the condition is multiplied by its own variable. */
export function multiplierOf(
  { own, by, gradient, constraint }: Condition,
  all: readonly Condition[],
  setup: Setup,
): Multiplied[] {
  if (constraint || !isVector(own) || isScalar(own)) return [];
  return all.flatMap((other): Multiplied[] => {
    if (!other.constraint || !isScalar(other.by) || !dependsOn(gradient, other.by)) return [];
    const [left, right] = other.constraint;
    const row = transpose(own);
    const whole = simplify(product([row, gradient]));
    const slope = simplify(differential(whole, other.by, number(1)));
    const rest = simplify(substitute(whole, new Map([[other.by, number(0)]])));
    const { form } = underEquations(slope, [{ left, right }, ...setup.equations]);
    if (form.kind !== "number" || isZero(form)) return [];
    const value = simplify(product([power(form, number(-1)), negate(rest)]));
    return all.some((one) => one.constraint && dependsOn(value, one.by))
      ? []
      : [{ of: other, row: transpose(by), known: [left, right], value: [other.by, value] }];
  });
}

export interface Point {
  /** Without any variable that is sought. */
  readonly value: Expr;
  /** In the points of other variables, where that is much shorter: Q⁻¹(γ 𝟏 + λ μ) with its γ and λ. */
  readonly written: Expr;
}

interface Eliminated {
  readonly condition: Condition;
  readonly solution: Expr;
  /** Every variable that is left in the solution has a point of its own. */
  readonly isClosed: boolean;
}

/** The points of all conditions that have one, by elimination. */
export function settled(
  points: ReadonlyMap<Condition, Expr>,
  conditions: readonly Condition[],
): Map<Condition, Point> {
  const eliminated = inTurn(points, conditions);
  const values = new Map<Condition, Expr>();
  const found = new Map<Condition, Point>();
  const backwards = [
    ...eliminated.filter((one) => one.isClosed),
    ...eliminated.filter((one) => !one.isClosed).reverse(),
  ];
  for (const { condition, solution, isClosed } of backwards) {
    const value = withPoints(solution, values);
    if (hasAny(value, conditions)) continue;
    values.set(condition, value);
    const [length, own] = [value, solution].map((e) => costDifference(e, condition.by)) as [number, number];
    const isMuchShorter = length > SHORT && 2 * length > 3 * own;
    found.set(condition, { value, written: isClosed || isMuchShorter ? solution : value });
  }
  return new Map(conditions.filter((c) => found.has(c)).map((c) => [c, found.get(c) as Point]));
}

/**
 * Each gradient, with what the variables before it are put in, is solved for its own. First come those that no other
 * variable is left in, then the shortest.
 */
function inTurn(points: ReadonlyMap<Condition, Expr>, conditions: readonly Condition[]): Eliminated[] {
  const eliminated: Eliminated[] = [];
  /** What variables with others in them are; the rest are constants from then on. */
  const open = new Map<Condition, Expr>();
  const pending = new Set(conditions);
  const solutionOf = (condition: Condition): Expr | undefined => {
    const point = points.get(condition);
    const known = point && withPoints(point, open);
    if (known && !hasAny(known, [condition])) return known;
    const rest = withPoints(condition.whole, open);
    if (!hasAny(rest, [condition])) return undefined;
    const solution = attempted(() => stationaryPoint(rest, condition.own).solution);
    // S u = λ u holds at 0 too
    return solution && isZero(solution) ? undefined : solution;
  };
  for (;;) {
    const found = [...pending].flatMap((condition): Eliminated[] => {
      const solution = solutionOf(condition);
      const others = [...pending, ...open.keys()].filter((other) => other !== condition);
      return solution ? [{ condition, solution, isClosed: !hasAny(solution, others) }] : [];
    });
    const next =
      found.find((one) => one.isClosed) ??
      [...found].sort((a, b) => costDifference(a.solution, b.solution))[0];
    if (!next) return eliminated;
    eliminated.push(next);
    pending.delete(next.condition);
    if (!next.isClosed) open.set(next.condition, next.solution);
  }
}

const hasAny = (e: Expr, of: readonly Condition[]): boolean =>
  of.some(({ by, own }) => dependsOn(e, by) || dependsOn(e, own));

/** One after the other: a solution may have the variables of those behind it. */
const withPoints = (e: Expr, points: ReadonlyMap<Condition, Expr>): Expr =>
  [...points].reduce((at, [condition, value]) => simplify(substitute(at, standingFor(condition, value))), e);

const standingFor = ({ by, own }: Condition, value: Expr): Map<Expr, Expr> =>
  new Map([by, own].map((e) => [e, value] as const));

function attempted<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}

/** Operations of a point that is written out in any case: Aᵀ(A Aᵀ)⁻¹ b. */
const SHORT = 6;
