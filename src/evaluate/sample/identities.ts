/** What equations such as Uᵀ U = I say of their matrices before any step towards them is taken. */
import { isCall } from "../../expression/build.ts";
import type { Dimension } from "../../expression/dimension.ts";
import type { Expr, ProductNode } from "../../expression/expr.ts";
import { EYE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import type { KnownEquation } from "../../simplify/given.ts";

/** The product that is an identity matrix. */
function identityOf({ left, right }: KnownEquation): ProductNode | undefined {
  const whole = isCall(right, EYE) ? left : isCall(left, EYE) ? right : undefined;
  return whole?.kind === "product" ? whole : undefined;
}

/** Pairs of sizes of which the first is at least the second: Uᵀ U = I of k columns holds for no U of fewer rows. */
export function identityBounds(equation: KnownEquation): (readonly [Dimension, Dimension])[] {
  const whole = identityOf(equation);
  return (whole?.factors.slice(1) ?? []).map((f) => [f.shape.rows, (whole as ProductNode).shape.rows]);
}

export type Orthonormal = "columns" | "rows";

/** U with what of it is orthonormal, of Uᵀ U = I or U Uᵀ = I. */
export function orthonormalIn(equation: KnownEquation): (readonly [string, Orthonormal])[] {
  const [first, second, ...rest] = identityOf(equation)?.factors ?? ([] as Expr[]);
  if (!first || !second || rest.length > 0 || transpose(first) !== second) return [];
  if (second.kind === "symbol") return [[second.key, "columns"]];
  return first.kind === "symbol" ? [[first.key, "rows"]] : [];
}
