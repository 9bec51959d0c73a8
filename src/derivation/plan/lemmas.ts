/**
 * Lemmas that stop an expansion: what is known of a whole is used, and what it is made of not looked at.
 *
 *     log det X   ─▶  d log|det X| = tr(X⁻¹ dX), and not log(t) with t = det X
 *     log(1 + eᵘ) ─▶  d log(1 + eᵘ) = σ(u) ⊙ du, and not log(z) with z = 1 + a, a = eᵘ
 *     f = a/b     ─▶  df = (da − f db)/b
 *     yᵀ K⁻¹ y    ─▶  α = K⁻¹ y, −αᵀ (dK) α
 */
import {
  call,
  isCall,
  isNumber,
  madeSymbol,
  negate,
  number,
  ones,
  rationalNumber,
  sum,
} from "../../expression/build.ts";
import {
  type CallNode,
  type Expr,
  isScalar,
  isVector,
  SCALAR,
  type SymbolNode,
} from "../../expression/expr.ts";
import { INVERSE, ONES } from "../../expression/heads.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { isInteger } from "../../expression/rational.ts";
import { topological, transform } from "../../expression/walk.ts";
import { DETERMINANT, LOG_DETERMINANT } from "../../functions/matrix.ts";
import { elementwiseCall } from "../../functions/reductions.ts";
import { indicesIn } from "../../index/terms/indices.ts";
import { firstFree } from "./names.ts";

/** log det X as one function, log(det X / det Y) as a difference; `as` "log": of logarithms as they were written. */
export const withLogDeterminants = (value: Expr, as: "logdet" | "log" = "logdet"): Expr =>
  transform([value], (e) =>
    e.kind === "call" && e.fn.name === "log"
      ? (logarithm(e.args[0] as Expr, (det) =>
          as === "log" ? call(e.fn, [det], [], SCALAR) : call(LOG_DETERMINANT, det.args, [], SCALAR),
        ) ?? e)
      : e,
  )[0] as Expr;

function logarithm(of: Expr, logarithmOf: (determinant: CallNode) => Expr): Expr | undefined {
  const factors = of.kind === "product" && of.factors.length === 0 ? of.scalars : [of];
  if (of.kind === "product" && !isNumber(rationalNumber(of.coefficient), 1)) return undefined;
  const terms = factors.map((factor) => {
    const [base, exponent] = factor.kind === "power" ? [factor.base, factor.exponent] : [factor, number(1)];
    if (!isCall(base, DETERMINANT) || exponent.kind !== "number" || !isInteger(exponent.value))
      return undefined;
    return product([exponent, logarithmOf(base)]);
  });
  return terms.every((t) => t !== undefined) ? sum(terms) : undefined;
}

/** The sums of logarithms that are one function: log(1 + eᵘ) as softplus(u). */
export const withSoftplus = (value: Expr): Expr =>
  transform([value], (e) => {
    const u = insideSoftplus(e);
    return u ? elementwiseCall("softplus", u) : e;
  })[0] as Expr;

export const isSoftplus = (e: Expr): boolean => e.kind === "call" && e.fn.name === "softplus";

/** The u of log(1 + eᵘ). */
function insideSoftplus(e: Expr): Expr | undefined {
  const [of] = e.kind === "call" && e.fn.name === "log" ? e.args : [];
  if (of?.kind !== "sum" || of.terms.length !== 2) return undefined;
  const exp = of.terms.find((t) => t.kind === "call" && t.fn.name === "exp");
  const one = of.terms.find((t) => isNumber(t, 1) || isCall(t, ONES));
  return one && exp?.kind === "call" ? exp.args[0] : undefined;
}

/** What the lemmas have as one function, as the definitions have it. */
export function asWritten(e: Expr, definitions: readonly { readonly value: Expr }[]): Expr {
  const used = new Set(
    topological(definitions.map((d) => d.value)).flatMap((n) => (n.kind === "call" ? n.fn.name : [])),
  );
  return transform([e], (node) => {
    if (node.kind !== "call" || used.has(node.fn.name)) return node;
    const [x] = node.args as readonly [Expr];
    if (isCall(node, LOG_DETERMINANT)) return elementwiseCall("log", call(DETERMINANT, [x], [], SCALAR));
    if (!isSoftplus(node)) return node;
    const one = isScalar(x) ? number(1) : ones(x.shape);
    return elementwiseCall("log", sum([one, elementwiseCall("exp", x)]));
  })[0] as Expr;
}

/** The numerator and the denominator of a scalar a/b; undefined where nothing is divided by but a number. */
export function quotient(value: Expr): { readonly above: Expr; readonly below: Expr } | undefined {
  if (value.kind !== "product" || !isScalar(value)) return undefined;
  const below = value.scalars.filter((s) => s.kind === "power" && isNumber(s.exponent, -1));
  const [only] = below;
  if (below.length !== 1 || only?.kind !== "power") return undefined;
  const others = value.scalars.filter((s) => s !== only);
  const above = product([rationalNumber(value.coefficient), ...others, ...value.factors]);
  return { above, below: only.base };
}

/** df = (da − f db)/b. */
export const quotientRule = (f: Expr, below: Expr, dAbove: Expr, dBelow: Expr): Expr =>
  product([power(below, number(-1)), sum([dAbove, negate(product([f, dBelow]))])]);

/** A run of factors that has a name. */
export type Run = readonly [SymbolNode, Expr & { readonly kind: "product" }];

/** An inverse times a vector that is written more than once: α = K⁻¹ y. */
export function solutionsIn(values: readonly Expr[], taken: ReadonlySet<string>): Run[] {
  const counts = new Map<Expr, number>();
  for (const e of topological(values)) {
    if (e.kind !== "product") continue;
    for (const run of runsOf(e.factors)) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const used = new Set(taken);
  return [...counts].flatMap(([run, count]): Run[] => {
    // what a sum sums has another value at each of its indices
    if (count < 2 || run.kind !== "product" || indicesIn(run).size > 0) return [];
    const name = firstFree(used, ["alpha", "beta", "a"]);
    used.add(name);
    return [[madeSymbol(name, run.shape), run]];
  });
}

/** K⁻¹ y, and of yᵀ K⁻¹ its transpose. */
function runsOf(factors: readonly Expr[]): Expr[] {
  return factors.flatMap((f, i) => {
    const next = factors[i + 1];
    if (!next) return [];
    if (isCall(f, INVERSE) && isVector(next) && !isScalar(next)) return [product([f, next])];
    if (isCall(next, INVERSE) && isVector(transpose(f)) && !isScalar(f))
      return [transpose(product([f, next]))];
    return [];
  });
}

/** With the runs called by their names. */
export function withRuns(e: Expr, runs: readonly Run[]): Expr {
  if (runs.length === 0) return e;
  return transform([e], (node) => {
    if (node.kind !== "product") return node;
    let { factors } = node;
    for (const [name, run] of runs) {
      const turned = transpose(run);
      factors = replacedRun(factors, run.factors, name);
      if (turned.kind === "product") factors = replacedRun(factors, turned.factors, transpose(name));
    }
    if (factors.length === node.factors.length) return node;
    return product([rationalNumber(node.coefficient), ...node.scalars, ...factors]);
  })[0] as Expr;
}

/** Factors in which a run is replaced by its name. */
export function replacedRun(factors: readonly Expr[], run: readonly Expr[], name: Expr): Expr[] {
  const replaced: Expr[] = [];
  for (let i = 0; i < factors.length; i++) {
    const fits = run.every((f, k) => f === factors[i + k]);
    replaced.push(fits ? name : (factors[i] as Expr));
    if (fits) i += run.length - 1;
  }
  return replaced;
}
