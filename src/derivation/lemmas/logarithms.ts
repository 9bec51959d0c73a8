/**
 * The logarithm of a function, differentiated as one: where dp would be divided by p, which then goes again.
 *
 *     p = softmax(z), L = −yᵀ log p  ─▶  d log p = dz − (pᵀ dz) 1       y = σ(z)  ─▶  d log y = (1 − y) ⊙ dz
 */
import { isCall, sum, zeros } from "../../expression/build.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { HADAMARD_POWER } from "../../expression/heads.ts";
import { substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { simplify } from "../../simplify/simplify.ts";
import { differentialIn } from "../plan/moving.ts";
import type { Stage } from "../plan/plan.ts";
import { type Coefficients, coefficientsOf, replaced, termOf } from "../plan/terms.ts";

interface Logarithms {
  /** The differential of the stage with these put in. */
  readonly own: Expr;
  readonly logarithms: ReadonlyMap<Expr, Expr>;
}

/**
 * Of a scalar in which functions stand in logarithms only, and where nothing is divided by them then; else undefined.
 * `own` is its differential, `known` has those of earlier stages.
 */
export function byLogarithms(
  { value }: Stage,
  own: Expr,
  stages: readonly Stage[],
  d: ReadonlyMap<Expr, SymbolNode>,
  known: ReadonlyMap<Expr, Expr>,
): Logarithms | undefined {
  const logarithms = topological([value]).filter((e) => e.kind === "call" && e.fn.name === "log");
  const outside = new Set(symbolsIn(substitute(value, new Map(logarithms.map((e) => [e, zeros(e.shape)])))));
  const inside = new Set(logarithms.flatMap((e) => symbolsIn(e)).filter((s) => d.has(s)));
  const functions = stages.filter(({ symbol: f }) => inside.has(f));
  const isAll = functions.every((f) => f.value.kind === "call" && !outside.has(f.symbol));
  if (!isScalar(value) || functions.length === 0 || functions.length < inside.size || !isAll)
    return undefined;
  const put = new Map(functions.map(({ symbol: f }) => [d.get(f) as Expr, known.get(f) as Expr] as const));
  const changes = logarithms
    .filter((e) => symbolsIn(e).some((s) => inside.has(s)))
    .map((e) => [e, simplify(substitute(differentialIn(e, d), put))] as const);
  if (changes.some(([, change]) => divides(change, inside))) return undefined;
  let found: Coefficients = coefficientsOf(own, d);
  for (const { symbol: f } of functions) {
    const change = termOf(found.get(f) as Expr, known.get(f) as Expr);
    found = replaced(found, f, coefficientsOf(change, d));
  }
  const short = sum([...found].map(([s, c]) => termOf(c, d.get(s) as Expr)));
  return { own: short, logarithms: new Map(changes) };
}

/** Is something divided by what depends on these? */
const divides = (e: Expr, by: ReadonlySet<Expr>): boolean =>
  topological([e]).some((node) => {
    const exponent =
      node.kind === "power" ? node.exponent : isCall(node, HADAMARD_POWER) ? node.args[1] : undefined;
    const isBelow = exponent?.kind === "number" && exponent.value.n < 0;
    return isBelow && symbolsIn(node).some((s) => by.has(s));
  });
