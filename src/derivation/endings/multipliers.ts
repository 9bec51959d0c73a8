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
    if (!other.constraint || !dependsOn(gradient, other.by)) return [];
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

/** Of the points, and of the multipliers that their constraints give, those in which no variable is left. */
export function settled(
  points: ReadonlyMap<Condition, Expr>,
  conditions: readonly Condition[],
): Map<Condition, Expr> {
  const open = new Map(points);
  const closed = new Map<Condition, Expr>();
  const isOpen = (e: Expr): boolean =>
    conditions.some(({ by, own }) => dependsOn(e, by) || dependsOn(e, own));
  const valuesOf = (found: ReadonlyMap<Condition, Expr>): Map<Expr, Expr> =>
    new Map([...found].flatMap(([{ by, own }, value]) => [by, own].map((e) => [e, value] as const)));
  for (let round = 0; round <= conditions.length; round++) {
    for (const [condition, solution] of open) {
      const value = simplify(substitute(solution, valuesOf(closed)));
      if (isOpen(value)) continue;
      closed.set(condition, value);
      open.delete(condition);
    }
    for (const condition of conditions) {
      const { by, own, gradient, constraint } = condition;
      if (!constraint || closed.has(condition)) continue;
      const at = simplify(substitute(gradient, valuesOf(new Map([...open, ...closed]))));
      const solution = dependsOn(at, by) ? attempted(() => stationaryPoint(at, own).solution) : undefined;
      if (solution && !isOpen(solution)) closed.set(condition, solution);
    }
  }
  return new Map(conditions.flatMap((c) => (closed.has(c) ? [[c, closed.get(c) as Expr]] : [])));
}

function attempted<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
