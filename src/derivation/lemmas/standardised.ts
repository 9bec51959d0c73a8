/**
 * A lemma for what is standardised, z = (x − mean x)/√(var x + ε): the centred part has mean 0, and so the differential
 * has three terms whatever the mean and the variance are called.
 *
 *     c = x − 𝟏 mean(x), v = cᵀc/n, z = c/√(v + ε)  ─▶  dz = (dx − 𝟏𝟏ᵀdx/n − z zᵀdx/n)/√(v + ε)
 *
 * The columns or rows of a matrix are standardised alike; without a centre the middle term is absent. That it is the
 * differential of the definitions is not looked for in how they are written, but tried in numbers; every line that rests on it is checked.
 */
import { seemEqual } from "../../evaluate/verdict/trial.ts";
import { isCall, negate, number, ones, rationalNumber, sizeScalar, sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { hadamard } from "../../expression/hadamard.ts";
import { HADAMARD } from "../../expression/heads.ts";
import { power, transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { differentialIn, differentialSymbol } from "../plan/moving.ts";
import type { Stage } from "../plan/plan.ts";

export interface Standardised {
  /** What is standardised. */
  readonly of: SymbolNode;
  /** What is scaled, and its sum, which is 0; undefined where nothing is taken off. */
  readonly centred: { readonly part: Expr; readonly total: Expr } | undefined;
  /** dz where x moves by w. */
  readonly along: (w: Expr) => Expr;
}

/** By the symbol of each stage that standardises an earlier one or a variable. */
export function standardisedIn(
  stages: readonly Stage[],
  wrt: readonly SymbolNode[],
): Map<SymbolNode, Standardised> {
  const found = new Map<SymbolNode, Standardised>();
  const moving = new Set<Expr>([...wrt, ...stages.map((s) => s.symbol)]);
  stages.forEach((stage, at) => {
    const lemma = lemmaOf(stage, stages.slice(0, at), moving);
    if (lemma) found.set(stage.symbol, lemma);
  });
  return found;
}

function lemmaOf(
  { symbol: own, value }: Stage,
  before: readonly Stage[],
  moving: ReadonlySet<Expr>,
): Standardised | undefined {
  if (isScalar(value)) return undefined;
  for (const { part, scaled, scale } of scaledParts(value)) {
    for (const of of standardisable(part, before, moving)) {
      const values = valuesDownTo(of, before);
      const isOfIt = (e: Expr) => symbolsIn(substitute(e, values)).includes(of);
      if (of.shape !== value.shape || !scale.every(isOfIt)) continue;
      const whole = substitute(value, values);
      if (symbolsIn(whole).some((s) => s !== of && moving.has(s))) continue;
      const d = differentialSymbol(of);
      const actual = differentialIn(whole, new Map([[of, d]]));
      for (const side of own.shape.cols === UNIT ? (["left"] as const) : (["left", "right"] as const))
        for (const isCentred of [true, false]) {
          const along = (w: Expr): Expr => scaled(across(own, w, side, isCentred));
          const meant = substitute(along(d), new Map([...values, [own, whole]]));
          if (!seemEqual(actual, meant)) continue;
          // the scale is the same all along what is summed, so that the lemma is its own adjoint
          const first = across(own, scaled(d), side, isCentred);
          if (!seemEqual(substitute(first, new Map([...values, [own, whole]])), meant)) continue;
          const total =
            side === "left" ? product([ones(row(part)), part]) : product([part, ones(column(part))]);
          return { of, centred: isCentred ? { part, total } : undefined, along };
        }
    }
  }
  return undefined;
}

const row = ({ shape }: Expr) => shapeOf(UNIT, shape.rows);
const column = ({ shape }: Expr) => shapeOf(shape.cols, UNIT);

/** w − 𝟏𝟏ᵀw/n − z ⊙ 𝟏𝟏ᵀ(z ⊙ w)/n, with the sums over columns or over rows. */
function across(z: SymbolNode, w: Expr, side: "left" | "right", isCentred: boolean): Expr {
  const n = side === "left" ? z.shape.rows : z.shape.cols;
  const all = ones(shapeOf(n, n));
  const mean = (e: Expr): Expr =>
    product([power(sizeScalar(n), number(-1)), ...(side === "left" ? [all, e] : [e, all])]);
  const along =
    z.shape.cols === UNIT
      ? product([power(sizeScalar(n), number(-1)), z, transpose(z), w])
      : hadamard([z, mean(hadamard([z, w]))]);
  return sum([w, ...(isCentred ? [negate(mean(w))] : []), negate(along)]);
}

interface Scaled {
  readonly part: Expr;
  /** What it is scaled by. */
  readonly scale: readonly Expr[];
  readonly scaled: (w: Expr) => Expr;
}

/** c of c/s, C of C ⊘ S. */
function scaledParts(value: Expr): Scaled[] {
  if (value.kind === "product" && value.factors.length === 1 && value.scalars.length > 0) {
    const scaled = (w: Expr) => product([rationalNumber(value.coefficient), ...value.scalars, w]);
    return [{ part: value.factors[0] as Expr, scale: value.scalars, scaled }];
  }
  if (!isCall(value, HADAMARD)) return [];
  return value.args.map((part) => {
    const scale = value.args.filter((arg) => arg !== part);
    return { part, scale, scaled: (w: Expr) => hadamard([...scale, w]) };
  });
}

/** What may have been standardised: the part itself, or what a mean is taken off from. */
function standardisable(part: Expr, before: readonly Stage[], moving: ReadonlySet<Expr>): SymbolNode[] {
  const value = before.find((s) => s.symbol === part)?.value ?? part;
  const terms = value.kind === "sum" ? value.terms : [];
  return [...terms, part].filter((e): e is SymbolNode => e.kind === "symbol" && moving.has(e));
}

/** The stages' values in terms of one symbol. */
function valuesDownTo(of: SymbolNode, before: readonly Stage[]): Map<Expr, Expr> {
  const values = new Map<Expr, Expr>();
  for (const { symbol: own, value } of before) if (own !== of) values.set(own, substitute(value, values));
  return values;
}
