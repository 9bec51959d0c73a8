/**
 * What must hold for a value and its derivative to be defined: of each function that occurs in either,
 * nothing else. ‖x‖² asks nothing of x; ‖x‖, whose derivative divides by it, asks that x is not 0.
 *
 *     log(det(X)) by X: inv(X)'  ─▶  det(X) is positive, X is invertible
 */
import { isCall } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { HADAMARD_POWER, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import * as Q from "../expression/rational.ts";
import { topological } from "../expression/walk.ts";
import type { Condition } from "../functions/function.ts";
import { entryOf } from "../functions/index.ts";
import { NORM2 } from "../functions/reductions.ts";
import { isPositive, isPositiveDefinite } from "./definite.ts";
import { isNonnegative } from "./entries/entrywise.ts";

export interface Required {
  readonly of: Expr;
  readonly condition: Condition;
}

/** The conditions, each once, in the order they are met. */
export function conditionsOf(roots: readonly Expr[]): Required[] {
  const found = new Map<string, Required>();
  for (const node of topological(roots)) {
    const required = requiredBy(node);
    if (!required || required.of.kind === "number") continue;
    found.set(`${required.condition} ${required.of.id}`, required);
  }
  // what is positive is not 0
  return [...found.values()].filter(
    ({ of, condition }) => !/^nonzero/.test(condition) || !found.has(`positive ${of.id}`),
  );
}

function requiredBy(node: Expr): Required | undefined {
  if (node.kind === "power" && isScalar(node.base)) return requiredByPower(node.base, node.exponent);
  if (node.kind !== "call") return undefined;
  const [argument, k] = node.args;
  if (!argument) return undefined;
  if (isCall(node, HADAMARD_POWER) && k) return requiredByPower(argument, k);
  const { condition } = entryOf(node.fn);
  if (!condition) return undefined;
  // X² is invertible where X is
  const x = condition === "invertible" && argument.kind === "power" ? argument.base : argument;
  if (condition === "invertible" && isGram(x)) {
    const of = x.kind === "product" ? (x.factors[1] as Expr) : x;
    return isCall(of, TRANSPOSE)
      ? { of: transpose(of), condition: "full-row-rank" }
      : { of, condition: "full-column-rank" };
  }
  const isKnown =
    condition === "positive"
      ? isNonnegative(x) || isPositive(x)
      : condition === "invertible" && isPositiveDefinite(x);
  return isKnown ? undefined : { of: x, condition };
}

/** Negative powers divide; roots and symbolic powers need a positive base. */
function requiredByPower(base: Expr, exponent: Expr): Required | undefined {
  const k = exponent.kind === "number" ? exponent.value : undefined;
  if (k && Q.isInteger(k)) {
    if (k.n >= 0 || isPositive(base)) return undefined;
    if (isCall(base, NORM2)) return { of: base.args[0] as Expr, condition: "nonzero" };
    return { of: base, condition: isScalar(base) ? "nonzero" : "nonzero-entries" };
  }
  return isPositive(base) ? undefined : { of: base, condition: "positive" };
}

/** XᵀX, which is invertible where X has full column rank. */
const isGram = (x: Expr): boolean =>
  x.kind === "product" &&
  x.factors.length === 2 &&
  x.factors[0] === transpose(x.factors[1] as Expr) &&
  x.factors[0]?.shape !== x.factors[1]?.shape;
