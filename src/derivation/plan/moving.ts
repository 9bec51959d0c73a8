/**
 * Differentials of stages: dr for r = X w − y in terms of dX, dw, dy; and how the check measures them,
 * along v + ε dv at ε = 0.
 */
import { differentialOf } from "../../derivative/rules.ts";
import { holeOf, madeSymbol, number, sum, zeros } from "../../expression/build.ts";
import { children, type Expr, isScalar, SCALAR, type SymbolNode } from "../../expression/expr.ts";
import { power } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { nodesAbove, substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { simplify } from "../../simplify/simplify.ts";
import { quotient, quotientRule } from "./lemmas.ts";
import type { Stage } from "./plan.ts";
import { isSymmetric } from "./symmetry.ts";

/** dX, of the shape of X, and symmetric where X is. */
export const differentialSymbol = (s: SymbolNode): SymbolNode =>
  holeOf(s, isSymmetric(s) ? "symmetric" : undefined);

/** The differential of a value when each of the symbols moves by its own direction. */
export function differentialIn(value: Expr, directions: ReadonlyMap<Expr, Expr>): Expr {
  const d = new Map<Expr, Expr>(directions);
  for (const e of topological([value])) {
    if (d.has(e) || !children(e).some((child) => d.has(child))) continue;
    d.set(
      e,
      differentialOf(
        e,
        children(e).map((child) => d.get(child)),
      ),
    );
  }
  const written = d.get(value) ?? zeros(value.shape);
  const simple = simplify(written);
  const holes = [...directions.values()];
  return sumDepth(simple, holes) > sumDepth(written, holes) ? written : simple;
}

/** How deep sums with a differential in them stand in one another: factoring out hides the product rule. */
function sumDepth(e: Expr, holes: readonly Expr[]): number {
  const above = nodesAbove([e], holes);
  const depths = new Map<Expr, number>();
  for (const node of topological([e])) {
    if (!above.has(node)) continue;
    const inside = Math.max(0, ...children(node).map((c) => depths.get(c) ?? 0));
    depths.set(node, inside + (node.kind === "sum" ? 1 : 0));
  }
  return depths.get(e) ?? 0;
}

/**
 * The differential of a stage; tanh′(Z) in terms of A = tanh(Z), S⁻¹ in terms of P = S⁻¹, and of a scalar f = a/b
 * in terms of f where that has a name for good.
 */
export function stageDifferential(
  { symbol: own, value }: Pick<Stage, "symbol" | "value">,
  directions: ReadonlyMap<Expr, Expr>,
  mayUseName = false,
): Expr {
  const parts = mayUseName ? quotient(value) : undefined;
  if (parts && moves(parts.below, directions)) {
    const { above, below } = parts;
    return quotientRule(own, below, differentialIn(above, directions), differentialIn(below, directions));
  }
  const d = differentialIn(value, directions);
  if (mayUseName && value.kind === "power") return simplify(substitute(d, new Map(rootNames(value, own))));
  return (isScalar(value) && !mayUseName) || value.kind !== "call"
    ? d
    : simplify(substitute(d, new Map([[value, own]])));
}

/** Of r = √a, a^{−1/2} is 1/r. */
const rootNames = (value: Expr & { kind: "power" }, own: SymbolNode): [Expr, Expr][] => [
  [value, own],
  [power(value, number(-1)), power(own, number(-1))],
];

const moves = (e: Expr, directions: ReadonlyMap<Expr, Expr>): boolean =>
  symbolsIn(e).some((s) => directions.has(s));

/** ε, by which the check differentiates; its value is 0. */
export const epsilon = (): SymbolNode => madeSymbol("ε", SCALAR, undefined, "of differences");

/** Every moving symbol as a function of ε. */
export function alongDirections(
  wrt: readonly SymbolNode[],
  stages: readonly Stage[],
  directions: ReadonlyMap<Expr, Expr>,
): Map<Expr, Expr> {
  const moved = new Map<Expr, Expr>();
  for (const v of wrt) moved.set(v, sum([v, product([epsilon(), directions.get(v) as Expr])]));
  for (const { symbol: own, value } of stages) moved.set(own, substitute(value, moved));
  return moved;
}
