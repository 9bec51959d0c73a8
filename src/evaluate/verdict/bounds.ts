/**
 * Between which numbers the entries of an expression lie, whatever the variables: so that a side of a kink that is
 * never reached is known as such.
 *
 *     2 + sin(x) ∘ exp(−y²)  ─▶  from 1 to 3
 */

import { isCall } from "../../expression/build.ts";
import type { CallNode, Expr } from "../../expression/expr.ts";
import { isScalar } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER } from "../../expression/heads.ts";
import { toNumber } from "../../expression/rational.ts";
import { topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { DETERMINANT } from "../../functions/matrix.ts";
import { isNonnegative } from "../../simplify/entries/entrywise.ts";
import { hasValues } from "../../structures.ts";

export type Bounds = readonly [low: number, high: number];

/** What is known of variables besides their structure. */
export interface KnownSigns {
  readonly isPositive: (name: string) => boolean;
  readonly isDefinite: (name: string) => boolean;
}

const ANY: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const NOT_NEGATIVE: Bounds = [0, Number.POSITIVE_INFINITY];

/** For every node below the roots. */
export function boundsOf(roots: readonly Expr[], known: KnownSigns): Map<Expr, Bounds> {
  const found = new Map<Expr, Bounds>();
  for (const e of topological(roots)) {
    const own = nodeBounds(e, (x) => found.get(x) ?? ANY, known);
    found.set(e, isNonnegative(e) ? [Math.max(0, own[0]), own[1]] : own);
  }
  return found;
}

type Of = (e: Expr) => Bounds;

const plus = ([a, b]: Bounds, [c, d]: Bounds): Bounds => [a + c, b + d];

/** 0 · ∞ is 0 here: the end of an interval that isn't met. */
const multiplied = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

function times(a: Bounds, b: Bounds): Bounds {
  const ends = a.flatMap((x) => b.map((y) => multiplied(x, y)));
  return [Math.min(...ends), Math.max(...ends)];
}

function nodeBounds(e: Expr, of: Of, known: KnownSigns): Bounds {
  switch (e.kind) {
    case "number":
      return [toNumber(e.value), toNumber(e.value)];
    case "symbol":
      if (e.role === "size") return [1, Number.POSITIVE_INFINITY];
      return known.isPositive(e.key) ? NOT_NEGATIVE : ANY;
    case "sum":
      return e.terms.map(of).reduce(plus);
    case "product": {
      const scale = e.scalars.map(of).reduce(times, [toNumber(e.coefficient), toNumber(e.coefficient)]);
      if (e.factors.length === 0) return scale;
      if (e.factors.length === 1) return times(scale, of(e.factors[0] as Expr));
      const isPositive = e.factors.every((f) => of(f)[0] >= 0) || isQuadratic(e.factors, known);
      return isPositive ? times(scale, NOT_NEGATIVE) : ANY;
    }
    case "power":
      return isScalar(e.base) ? powerBounds(of(e.base), e.exponent) : ANY;
    case "index":
      return of(e.of);
    case "block":
      return e.cells
        .flat()
        .map(of)
        .reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)]);
    case "bound":
      return of(e.body)[0] >= 0 ? NOT_NEGATIVE : ANY;
    case "call":
      return callBounds(e, of, known);
  }
}

/** xᵀ S x with S positive definite. */
function isQuadratic(factors: readonly Expr[], { isDefinite }: KnownSigns): boolean {
  const [left, middle, right] = factors;
  if (factors.length !== 3 || middle?.kind !== "symbol") return false;
  return (hasValues(middle.structure, "definite") || isDefinite(middle.key)) && isTransposeOf(left, right);
}

const isTransposeOf = (a: Expr | undefined, b: Expr | undefined): boolean =>
  a?.kind === "call" && a.fn.name === "transpose" && a.args[0] === b;

/** Even powers, roots and negative powers of what has one sign. */
function powerBounds([low, high]: Bounds, k: Expr): Bounds {
  if (k.kind !== "number") return NOT_NEGATIVE;
  const exponent = toNumber(k.value);
  const isOdd = k.value.d === 1 && k.value.n % 2 !== 0;
  if (isOdd && low < 0) return exponent > 0 ? [low ** exponent, high ** exponent] : ANY;
  const [least, most] = low >= 0 ? [low, high] : high <= 0 ? [-high, -low] : [0, Math.max(-low, high)];
  return exponent > 0 ? [least ** exponent, most ** exponent] : [most ** exponent, least ** exponent];
}

function callBounds(e: CallNode, of: Of, { isDefinite }: KnownSigns): Bounds {
  const { name, numeric, between, increasing } = entryOf(e.fn);
  if (between) return between;
  const [x, y] = e.args;
  if (!x) return ANY;
  const [low, high] = of(x);
  if (increasing) {
    const ends = [low, high].map(
      (v) => numeric([{ rows: 1, cols: 1, data: Float64Array.of(v) }], []).data[0] as number,
    ) as [number, number];
    return Number.isNaN(ends[0]) || Number.isNaN(ends[1]) ? ANY : ends;
  }
  if (name === "transpose" || name === "vec" || name === "unvec") return [low, high];
  if (e.fn === HADAMARD) return e.args.map(of).reduce(times);
  if (e.fn === HADAMARD_POWER) return powerBounds([low, high], y as Expr);
  if (name === "max" && y) return [Math.max(low, of(y)[0]), Math.max(high, of(y)[1])];
  if (name === "min" && y) return [Math.min(low, of(y)[0]), Math.min(high, of(y)[1])];
  if (name === "abs") return powerBounds([low, high], TWO).map(Math.sqrt) as [number, number];
  const isDefiniteSymbol = x.kind === "symbol" && (hasValues(x.structure, "definite") || isDefinite(x.key));
  if ((isCall(e, DETERMINANT) || name === "tr") && isDefiniteSymbol) return NOT_NEGATIVE;
  return (name === "sum" || name === "tr" || name === "diag") && low >= 0 ? NOT_NEGATIVE : ANY;
}

const TWO = { kind: "number", value: { n: 2, d: 1 } } as Expr;
