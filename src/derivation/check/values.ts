/**
 * Values for the symbols of a setting: variables are sampled, defined symbols computed from them, and
 * derivatives measured by differences.
 *
 *     X, w sampled; r = X w − y computed; ∂L/∂w: what its equation says, compared with differences of L
 */
import { UncheckedError } from "../../errors.ts";
import { sampleValues } from "../../evaluate/index.ts";
import { randomFrom } from "../../evaluate/sample/random.ts";
import { type PlanOptions, plan, type Sizes } from "../../evaluate/values/evaluate.ts";
import { isCall } from "../../expression/build.ts";
import { type Dimension, evaluateSize } from "../../expression/dimension.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { DELTA } from "../../expression/heads.ts";
import { substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { indicesIn } from "../../index/terms/indices.ts";
import { type Matrix, scalarMatrix } from "../../matrix/matrix.ts";
import type { Setting } from "../step.ts";

/** Values by name; filled in as they become known. */
export type Known = Map<string, Matrix>;

/** Each defined symbol's expression in sampled symbols only. */
export function expandDefinitions(defined: Setting["defined"]): Map<Expr, Expr> {
  const expanded = new Map<Expr, Expr>();
  for (const symbol of inOrder(defined)) {
    expanded.set(symbol, substitute(defined.get(symbol) as Expr, expanded));
  }
  return expanded;
}

/** Defined symbols, each after those that its expression uses. */
export function inOrder(defined: Setting["defined"]): SymbolNode[] {
  const uses = new Map<SymbolNode, SymbolNode[]>();
  for (const [symbol, value] of defined) {
    uses.set(
      symbol,
      symbolsIn(value).filter((s) => defined.has(s)),
    );
  }
  const order: SymbolNode[] = [];
  const state = new Map<SymbolNode, "open" | "done">();
  for (const root of defined.keys()) {
    const pending = [root];
    for (let s = pending.at(-1); s; s = pending.at(-1)) {
      if (!state.has(s)) {
        state.set(s, "open");
        for (const used of uses.get(s) as SymbolNode[]) {
          if (state.get(used) === "open") throw new Error(`${used.name} is defined by itself`);
          if (!state.has(used)) pending.push(used);
        }
        continue;
      }
      pending.pop();
      if (state.get(s) === "open") order.push(s);
      state.set(s, "done");
    }
  }
  return order;
}

/** `problems`: domains that the values do not meet, in words. */
export interface Sampled {
  readonly known: Known;
  readonly problems: readonly string[];
}

/** Samples every symbol of `expressions` that is neither defined nor a derivative, then computes the defined ones. */
export function sampleSetting(
  { defined, differenced, hints }: Setting,
  expressions: readonly Expr[],
  sizes: Sizes,
  seed: number,
  scale: number,
): Sampled {
  const expanded = expandDefinitions(defined);
  // what is made from a derivative has its value later
  const roots = [...expanded.values()].filter((e) => !symbolsIn(e).some((s) => differenced.has(s)));
  const needed = topological(expressions).filter((e): e is SymbolNode => e.kind === "symbol");
  const symbols = needed.filter(
    (s) => s.role !== "size" && s.role !== "index" && !defined.has(s) && !differenced.has(s),
  );
  const sample = sampleValues({ roots, symbols, sizes, seed, scale, ...(hints && { hints }) });
  if (typeof sample === "string") throw new UncheckedError(sample);
  const known: Known = new Map(sample.values);
  for (const [symbol, range] of indexRanges(expressions, sizes)) {
    known.set(symbol.key, scalarMatrix(randomFrom(seed, symbol.key).whole(1, range)));
  }
  computeDefined(defined, known, sizes);
  return { known, problems: sample.problems };
}

/** Values of the defined symbols that have none and whose expressions can be evaluated by now. */
export function computeDefined(
  defined: Setting["defined"],
  known: Known,
  sizes: Sizes,
  options: PlanOptions = {},
): void {
  for (const symbol of inOrder(defined)) {
    if (known.has(symbol.key)) continue;
    const compiled = plan([defined.get(symbol) as Expr], sizes, options);
    if (compiled.symbols.every((s) => known.has(s.key))) {
      known.set(symbol.key, compiled.run(known)[0] as Matrix);
    }
  }
}

/** Free indices, and up to where they run. */
function indexRanges(expressions: readonly Expr[], sizes: Sizes): Map<SymbolNode, number> {
  const ranges = new Map<SymbolNode, number>();
  const limit = (s: SymbolNode, most: Dimension): void => {
    const size = evaluateSize(most, sizes) ?? UNRANGED;
    ranges.set(s, Math.min(ranges.get(s) ?? size, size));
  };
  for (const root of new Set(expressions)) {
    const nodes = topological([root]);
    const sizeOf = new Map(nodes.flatMap((e) => (e.kind === "bound" ? [[e.index, e.size] as const] : [])));
    // the same letter may be bound in another equation
    const free = [...indicesIn(root)].filter((s): s is SymbolNode => !sizeOf.has(s as SymbolNode));
    for (const s of free) {
      for (const e of nodes) {
        if (e.kind === "index" && symbolsIn(e.row).includes(s)) limit(s, e.of.shape.rows);
        if (e.kind === "index" && symbolsIn(e.column).includes(s)) limit(s, e.of.shape.cols);
        const other = isCall(e, DELTA) && e.args.includes(s) ? e.args.find((k) => k !== s) : undefined;
        const size = sizeOf.get(other as SymbolNode);
        if (size) limit(s, size);
      }
    }
  }
  for (const s of expressions.flatMap((e) => [...indicesIn(e)]) as SymbolNode[])
    if (!ranges.has(s)) ranges.set(s, UNRANGED);
  return ranges;
}

/** For an index that occurs in deltas only. */
const UNRANGED = 3;
