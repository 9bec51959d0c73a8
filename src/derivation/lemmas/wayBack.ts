/**
 * The way from the loss back through the stages: what stands before each differential once the one of the stage
 * behind it is put in, and which of these cotangents get a name.
 *
 *     O = A V, A = softmax(S)  ─▶  { A: G Vᵀ, V: Aᵀ G }, then with \bar A = G Vᵀ  { S: A ⊙ (\bar A − …), V: Aᵀ G }
 */
import { isCall, madeSymbol, ones, rationalNumber } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type Expr, isScalar, type SymbolNode, shapeOf } from "../../expression/expr.ts";
import { ONES } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { symbolsIn, transform } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import { operationCount } from "../../print/text.ts";
import { occurrences } from "../plan/moves.ts";
import { barred, delta, firstFree } from "../plan/names.ts";
import type { Stage } from "../plan/plan.ts";
import { structureOf } from "../plan/symmetry.ts";
import { type Coefficients, coefficientsOf, replaced, termOf } from "../plan/terms.ts";
import type { Setup } from "../style.ts";
import type { Standardised } from "./standardised.ts";

/** Operations that a name must save. */
const COST = 2;
/** A cotangent with more operations than this has a name in any case. */
const LONGEST = 9;

export interface Layer {
  readonly stage: Stage;
  /** dN, in the differentials inside it. */
  readonly change: Expr;
  /** What stands before dN. */
  readonly cotangent: Expr;
  /** Its name, where it has one. */
  readonly name: SymbolNode | undefined;
  /** Sums over rows in what it hands on, which have names: δ = (A ⊙ \bar A) 1. */
  readonly sums: readonly (readonly [SymbolNode, Expr])[];
  readonly before: Coefficients;
  /** With dN put in. */
  readonly after: Coefficients;
}

interface Moving {
  readonly setup: Setup;
  readonly stages: readonly Stage[];
  readonly d: ReadonlyMap<Expr, SymbolNode>;
  readonly inside: ReadonlyMap<Expr, Expr>;
  readonly lemmas: ReadonlyMap<Expr, Standardised>;
}

/** From the last stage to the first. A gradient that is differentiated once more has no names for what moves. */
export function wayBack(moving: Moving, first: Coefficients): Layer[] {
  const { setup, stages, inside } = moving;
  const taken = new Set([...setup.taken, ...stages.map((s) => s.symbol.name)]);
  const mayName = setup.order === 1 && setup.kind === "gradient";
  const layers: Layer[] = [];
  let coefficients = first;
  for (const stage of [...stages].reverse()) {
    const cotangent = coefficients.get(stage.symbol);
    if (!cotangent) continue;
    const change = inside.get(stage.symbol) as Expr;
    const name =
      mayName && wantsName(cotangent, change, moving) ? nameFor(stage, stages, cotangent, taken) : undefined;
    const before = new Map([...coefficients].map(([s, c]) => [s, s === stage.symbol ? (name ?? c) : c]));
    const handed = handedOn(stage, name ?? cotangent, change, moving);
    const { found, sums } = name ? withNamedSums(handed, taken) : { found: handed, sums: [] };
    const after = replaced(before, stage.symbol, found, first);
    layers.push({ stage, change, cotangent, name, sums, before, after });
    coefficients = after;
  }
  return layers;
}

/** What stands before the differentials inside; what is standardised hands on what it does itself. */
function handedOn(
  { symbol: own }: Stage,
  cotangent: Expr,
  change: Expr,
  { d, lemmas }: Moving,
): Map<SymbolNode, Expr> {
  const lemma = lemmas.get(own);
  return lemma ? new Map([[lemma.of, lemma.along(cotangent)]]) : coefficientsOf(termOf(cotangent, change), d);
}

/** (A ⊙ \bar A) 1 1ᵀ is δ 1ᵀ. */
function withNamedSums(
  found: ReadonlyMap<SymbolNode, Expr>,
  taken: Set<string>,
): { readonly found: Map<SymbolNode, Expr>; readonly sums: [SymbolNode, Expr][] } {
  const sums = new Map<Expr, SymbolNode>();
  const named = transform([...found.values()], (e) => {
    const [body, all] = e.kind === "product" ? e.factors : [];
    const isSummed = e.kind === "product" && e.factors.length === 2 && all && isCall(all, ONES);
    if (!isSummed || !body || all.shape.cols === UNIT || operationCount(body) === 0) return e;
    const total = product([body, ones(shapeOf(body.shape.cols, UNIT))]);
    let own = sums.get(total);
    if (!own) {
      own = madeSymbol(firstFree(taken, taken.has("δ") ? ["ρ", "s"] : ["delta", "ρ", "s"]), total.shape);
      taken.add(own.name);
      sums.set(total, own);
    }
    const { coefficient, scalars } = e;
    return product([rationalNumber(coefficient), ...scalars, own, ones(shapeOf(UNIT, all.shape.cols))]);
  });
  const keys = [...found.keys()];
  return {
    found: new Map(keys.map((key, i) => [key, named[i] as Expr])),
    sums: [...sums].map(([total, own]) => [own, total]),
  };
}

/** δ for what a function acts on, a bar for all else; symmetric where its value is. */
function nameFor(
  { symbol: own }: Stage,
  stages: readonly Stage[],
  cotangent: Expr,
  taken: Set<string>,
): SymbolNode {
  const user = stages.find((s) => s.value.kind === "call" && s.value.args.includes(own));
  const isActivated = user?.value.kind === "call" && entryOf(user.value.fn).elementwise === true;
  const name = isActivated ? delta(own, taken) : barred(own.name, taken);
  return madeSymbol(name, own.shape, structureOf(cotangent), `cotangent ${own.key}`);
}

/** A name pays where it saves more than it costs; softmax hands on A ⊙ (\bar A − (A ⊙ \bar A) 1 1ᵀ), which begs for one. */
function wantsName(cotangent: Expr, change: Expr, moving: Moving): boolean {
  const { d, setup } = moving;
  const own = operationCount(cotangent);
  if (own === 0) return false;
  if (setup.wrt.every(isScalar)) return own > LONGEST;
  const stand = madeSymbol("\u2020", cotangent.shape, structureOf(cotangent));
  const handed = coefficientsOf(termOf(stand, change), d);
  const named = [...handed.values()];
  const written = [...coefficientsOf(termOf(cotangent, change), d).values()];
  const ink = (forms: readonly Expr[]) => forms.reduce((sum, e) => sum + operationCount(e), 0);
  const saved = ink(written) - ink(named) - own;
  const isTwice = named.some((c) => occurrences(c, stand) > 1) || meetAgain([...handed.keys()], moving);
  return saved > (isTwice ? 0 : COST) || (own > LONGEST && ink(written) > LONGEST);
}

/** Does one of them depend on what another is or depends on? What they are handed will stand there twice. */
function meetAgain(symbols: readonly SymbolNode[], { stages, d }: Moving): boolean {
  const met = new Set<SymbolNode>();
  return symbols.some((own) => {
    const reached = new Set([own]);
    for (const { symbol: s, value } of [...stages].reverse()) {
      if (reached.has(s)) for (const inside of symbolsIn(value)) if (d.has(inside)) reached.add(inside);
    }
    const meets = [...reached].some((s) => met.has(s));
    for (const s of reached) met.add(s);
    return meets;
  });
}
