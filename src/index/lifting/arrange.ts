import { bound } from "../../expression/blocks.ts";
import { isCall, number, rationalNumber, sortedIds, splitCoefficient, sum } from "../../expression/build.ts";
import type { Dimension } from "../../expression/dimension.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { DELTA } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { absolute } from "../../expression/rational.ts";
import { topological } from "../../expression/walk.ts";
import { boundIndicesWithout, entryAt, indicesIn, replaceIndices } from "../terms/indices.ts";
import type { Term } from "../terms/term.ts";
import { type Lifting, liftedSums } from "./liftedSums.ts";

/** A term as it is shown: Σ over `bounds` of weight · entries. */
interface Item {
  /** The coefficient, constants and functions. */
  readonly weight: Expr;
  /** Entries and deltas. */
  readonly entries: readonly Expr[];
  readonly sums: readonly Sum[];
}

interface Sum {
  readonly index: SymbolNode;
  readonly size: Dimension;
}

/** The free indices in their order. */
interface Arrangement extends Lifting {
  readonly free: readonly Expr[];
}

/** More orders of a term's sums than these are not compared. */
const MOST_ORDERS = 24;

export function arrangedTerms(terms: readonly Term[], arrangement: Arrangement): Expr {
  const { shorter } = arrangement;
  const items = terms.map((term) => itemOf(liftedSums(term, arrangement), arrangement));
  const like = mergedBy(items, coreKey, (all) => {
    const weight = shorter(sum([number(0), ...all.map((item) => item.weight)]));
    return weight.kind === "number" && weight.value.n === 0 ? [] : [{ ...(all[0] as Item), weight }];
  });
  const groups = mergedBy(joinedEntries(like, shorter), groupKey, (all) => {
    const [{ weight, sums }] = all as [Item];
    const cores = sum(all.map((item) => product([number(item.weight === weight ? 1 : -1), ...item.entries])));
    const body = product([weight, cores]);
    return [sums.reduceRight((e, { index, size }) => bound(index, size, e), body)];
  });
  return sum([number(0), ...groups]);
}

/** Items of one key together, in the order of their first ones. */
function mergedBy<T>(
  items: readonly Item[],
  key: (item: Item) => string,
  merge: (all: readonly Item[]) => readonly T[],
): T[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const known = groups.get(key(item));
    if (known) known.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()].flatMap(merge);
}

const sumsKey = ({ sums }: Item): string =>
  sums.map(({ index, size }) => `${index.id}:${size.key}`).join(",");

const coreKey = (item: Item): string => `${sumsKey(item)}|${sortedIds(item.entries)}`;

/** Terms whose weight, up to its sign, has no index and is not 1 stand in one bracket behind it. */
function groupKey(item: Item): string {
  const { weight, sums } = item;
  const [coefficient, body] = splitCoefficient(weight);
  const size = product([rationalNumber(absolute(coefficient)), body]);
  const isPlain = size.kind === "number" && size.value.n === 1 && size.value.d === 1;
  return sums.length > 0 || isPlain || indicesIn(weight).size > 0
    ? `${coreKey(item)}|${weight.id}`
    : `${size.id}`;
}

/** M_ij f + N_ji f = (M + Nᵀ)_ij f, until no two items differ in one entry only. */
function joinedEntries(items: readonly Item[], shorter: Arrangement["shorter"]): Item[] {
  const left = [...items];
  for (;;) {
    const pair = joinablePair(left, shorter);
    if (!pair) return left;
    const [n, m, joined] = pair;
    left[n] = joined;
    left.splice(m, 1);
  }
}

function joinablePair(
  items: readonly Item[],
  shorter: Arrangement["shorter"],
): [number, number, Item] | undefined {
  const seen = new Map<string, { readonly n: number; readonly entry: Expr }>();
  for (const [m, item] of items.entries()) {
    for (const entry of item.entries) {
      if (entry.kind !== "index") continue;
      const rest = item.entries.filter((e) => e !== entry);
      if (rest.length !== item.entries.length - 1) continue;
      const key = `${item.weight.id}|${sumsKey(item)}|${sortedIds(rest)}|${sortedIds([entry.row, entry.column])}`;
      const known = seen.get(key);
      const other = known && items[known.n];
      const joined = known && other && known.n !== m ? joinedEntry(known.entry, entry, shorter) : undefined;
      if (known && other && joined) {
        const entries = other.entries.map((e) => (e === known.entry ? joined : e));
        return [known.n, m, { ...other, entries }];
      }
      if (!known) seen.set(key, { n: m, entry });
    }
  }
  return undefined;
}

function joinedEntry(first: Expr, second: Expr, shorter: Arrangement["shorter"]): Expr | undefined {
  if (first.kind !== "index" || second.kind !== "index") return undefined;
  const { of, row, column } = first;
  const other = second.row === row && second.column === column ? second.of : transpose(second.of);
  return other.shape === of.shape ? entryAt(shorter(sum([of, other])), row, column) : undefined;
}

const isDelta = (e: Expr): boolean => isCall(e, DELTA);
const isEntry = (e: Expr): boolean => e.kind === "index" || (e.kind === "power" && e.base.kind === "index");

/** Functions and constants first, then entries in the order of their free indices, deltas last. */
export function inOrder(factors: readonly Expr[], free: readonly Expr[]): Expr[] {
  const rank = (e: Expr): number => {
    if (!isEntry(e) && !isDelta(e)) return -1;
    const places = [...indicesIn(e)].map((i) => free.indexOf(i)).map((n) => (n < 0 ? free.length : n));
    return Math.min(...places, free.length) + (isDelta(e) ? 2 * free.length : 0);
  };
  return [...factors].sort((a, b) => rank(a) - rank(b));
}

/** The term as it is shown: of all ways to name its sums the first. */
function itemOf(term: Term, { free, names }: Arrangement): Item {
  const shown = (order: readonly SymbolNode[]): Item => {
    const renamed = new Map(order.map((b, n): [Expr, Expr] => [b, pretty[n] as Expr]));
    const factors = inOrder(
      term.factors.map((f) => replaceIndices(f, renamed)),
      free,
    );
    const entries = factors.filter((f) => isEntry(f) || isDelta(f));
    return {
      weight: product([rationalNumber(term.coefficient), ...factors.filter((f) => !entries.includes(f))]),
      entries,
      sums: order.map((b, n) => ({ index: pretty[n] as SymbolNode, size: names.sizeOf(b) })),
    };
  };
  const taken = new Set(names.reserved);
  for (const e of free) taken.add(e);
  for (const e of topological(term.factors)) if (e.kind === "bound") taken.add(e.index);
  const pretty = boundIndicesWithout(taken, term.bounds.length);
  let best: Item | undefined;
  let bestKey: string | undefined;
  for (const order of ordersOf(term.bounds)) {
    const item = shown(order);
    const key = [item.weight.id, ...item.entries.map((e) => e.id).sort((a, b) => a - b)]
      .map((id) => String(id).padStart(9, "0"))
      .join(",");
    if (bestKey !== undefined && key >= bestKey) continue;
    [best, bestKey] = [item, key];
  }
  return best as Item;
}

/** The orders in which a term's sums may be named: those over one size change places. */
function ordersOf(bounds: readonly SymbolNode[]): readonly (readonly SymbolNode[])[] {
  let orders: SymbolNode[][] = [[]];
  for (const b of bounds) {
    const longer = orders.flatMap((order) =>
      Array.from({ length: order.length + 1 }, (_, at) => [...order.slice(0, at), b, ...order.slice(at)]),
    );
    if (longer.length > MOST_ORDERS) return [bounds];
    orders = longer;
  }
  return orders;
}
