/**
 * Values that equations give to derivatives, and everything made a little wrong to see what is rounding in them.
 *
 *     ∂L/∂w = 2 Xᵀr with X, r known  ─▶  ∂L/∂w known
 */

import { type PlanOptions, plan, type Sizes } from "../../evaluate/values/evaluate.ts";
import { DISTURBANCE, disturbance, disturbed, termsFrom } from "../../evaluate/verdict/cancellation.ts";
import { DIFFERENCED } from "../../evaluate/verdict/gap.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import type { Setting } from "../step.ts";
import type { Claim } from "./claims.ts";
import { computeDefined, type Known } from "./values.ts";

/** Gives a value to each derivative that an equation states in what has values; returns those. */
export function statedValues(
  { defined, differenced }: Setting,
  claims: readonly Claim[],
  known: Known,
  sizes: Sizes,
  options: PlanOptions = {},
): SymbolNode[] {
  const isPending = (e: Expr): e is SymbolNode =>
    differenced.has(e as SymbolNode) && !known.has((e as SymbolNode).key);
  let open = claims.filter((c) => !c.relation && c.values.some(isPending));
  const stated: SymbolNode[] = [];
  for (let before = -1; before !== stated.length; ) {
    before = stated.length;
    open = open.filter(({ values }) => {
      const pending = values.filter(isPending);
      const value = pending.length > 0 ? firstValue(values, known, sizes, options) : undefined;
      if (value) for (const symbol of pending) known.set(symbol.key, value);
      if (value) stated.push(...pending);
      return pending.length > 0 && !value;
    });
    computeDefined(defined, known, sizes, options);
  }
  return stated;
}

/** The value of the first side that has one. */
function firstValue(
  sides: readonly Expr[],
  known: Known,
  sizes: Sizes,
  options: PlanOptions,
): Matrix | undefined {
  for (const side of sides) {
    const compiled = plan([side], sizes, options);
    if (compiled.symbols.every((s) => known.has(s.key))) return compiled.run(known)[0];
  }
  return undefined;
}

/** How large the terms are that cancel in expressions. */
export type Terms = (values: readonly Expr[]) => number;

/** So far that terms of what is measured are as large as makes its error rounding of them. */
function movedBy({ rows, cols, data }: Matrix, error: number): Matrix {
  const shift = (error * DISTURBANCE) / DIFFERENCED.rounding;
  return matrix(
    rows,
    cols,
    data.map((x) => x + shift),
  );
}

/**
 * How large the terms are that cancel in expressions, whichever name or step they cancel in: all that
 * was sampled or measured is made a little wrong, and everything computed from it again. `measured` says how far off
 * what was made from differences may be.
 */
export function termsOf(
  setting: Setting,
  claims: readonly Claim[],
  known: Known,
  sizes: Sizes,
  measured: ReadonlyMap<string, number>,
): Terms {
  const { defined, differenced } = setting;
  const computed = new Set([...defined.keys(), ...differenced.keys()].map((s) => s.key));
  const sources = [...differenced.values()].flatMap(({ of, by }) => [of, by]);
  const everything = topological([...claims.flatMap((c) => c.values), ...defined.values(), ...sources]);
  const indices = new Set(everything.map((e) => (e.kind === "symbol" && e.role === "index" ? e.key : "")));
  const disturb = disturbance();
  const moved: Known = new Map();
  for (const [key, value] of known) {
    if (indices.has(key)) moved.set(key, value);
    else if (measured.has(key) || !computed.has(key))
      moved.set(key, movedBy(disturbed(value, disturb), measured.get(key) ?? 0));
  }
  computeDefined(defined, moved, sizes, { disturb });
  statedValues(setting, claims, moved, sizes, { disturb });
  return (values) => {
    const own = plan(values, sizes).run(known);
    return Math.max(
      ...plan(values, sizes, { disturb })
        .run(moved)
        .map((m, k) => termsFrom(own[k] as Matrix, m)),
    );
  };
}
