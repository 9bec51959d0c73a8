/**
 * The free indices of a result as rows and columns of a matrix. An index over stacked places, met as
 * quotient and remainder, is taken as the pair it stands for.
 */
import { number } from "../../expression/build.ts";
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { children } from "../../expression/walk.ts";
import { divideSizes, type IndexNames, indicesIn, replaceIndices } from "../terms/indices.ts";
import { pairOf } from "../terms/places.ts";
import { multiplyTerm, type Term } from "../terms/term.ts";
import type { Slots } from "./kronecker.ts";

interface FreeSlots {
  readonly rows: readonly Expr[];
  readonly cols: readonly Expr[];
}

const isIndex = (e: Expr): e is SymbolNode => e.kind === "symbol";

/** Slots without the indices of size 1, and with stacked ones as pairs, in slots and terms. */
export function splitSlots(
  terms: readonly Term[],
  free: FreeSlots,
  names: IndexNames,
): { terms: readonly Term[]; slots: Slots } {
  let current = terms;
  const split = (slots: readonly Expr[]): SymbolNode[] =>
    slots.filter(isIndex).flatMap((k) => {
      const m = stackedBy(current, k);
      const count = m && divideSizes(names.sizeOf(k), m);
      if (!m || !count) return [k];
      const minor = names.bound(m);
      const major = count === UNIT ? number(1) : names.bound(count);
      const to = new Map<Expr, Expr>([[k, pairOf(major, minor, m)]]);
      current = current.map((t) => {
        const bare: Term = { ...t, factors: [] };
        return t.factors.reduce((s, f) => multiplyTerm(s, replaceIndices(f, to), names), bare);
      });
      return isIndex(major) ? [major, minor] : [minor];
    });
  const rows = split(free.rows);
  const cols = split(free.cols);
  return { terms: current, slots: { rows, cols } };
}

/** The m of a quotient or remainder of that index. */
function stackedBy(terms: readonly Term[], k: Expr): Dimension | undefined {
  const pending: Expr[] = terms.flatMap((t) => t.factors);
  for (let e = pending.pop(); e; e = pending.pop()) {
    if (!indicesIn(e).has(k)) continue;
    if (e.kind === "call" && (e.fn.name === "quotient" || e.fn.name === "remainder") && e.args[0] === k) {
      return e.sizes[0];
    }
    pending.push(...children(e));
  }
  return undefined;
}
