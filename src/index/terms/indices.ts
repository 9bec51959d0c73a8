/**
 * Index symbols: fresh ones that clash with nothing, which of them an expression uses, and their replacement.
 */
import { index } from "../../expression/blocks.ts";
import { isCall, number, sizeScalar, symbol } from "../../expression/build.ts";
import { addSizes, type Dimension, multiplySizes, sizeOf, UNIT } from "../../expression/dimension.ts";
import {
  type CallNode,
  type Expr,
  isScalar,
  memoised,
  SCALAR,
  type SymbolNode,
} from "../../expression/expr.ts";
import { DELTA, EYE, QUOTIENT, REMAINDER } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { children, rebuild, topological } from "../../expression/walk.ts";
import { delta } from "../../functions/places.ts";

const FREE_NAMES = ["i", "j", "p", "q", "u", "v", "a", "b"];
/** Of derivatives by the entries of a vector: x_i, x_j, x_k. */
export const ROW_NAMES = ["i", "j", "k", "l", "p", "q", "u", "v"];
const BOUND_NAMES = ["k", "l", "r", "s", "t", "g", "o"];

/** The index symbols of one problem; the size of each is remembered. */
export interface IndexNames {
  /** An index that is summed over. */
  readonly bound: (size: Dimension) => SymbolNode;
  /** An index of the result; the number 1 for a size of 1. */
  readonly free: (size: Dimension) => Expr;
  readonly sizeOf: (index: Expr) => Dimension;
  /** Indices of ours that the problem holds already. */
  readonly reserved: ReadonlySet<Expr>;
}

/** An index of our own: the user's of the same letter is another (print/letters.ts tells them apart). */
export const ownIndex = (letter: string): SymbolNode =>
  symbol(letter, SCALAR, undefined, "index", `own ${letter}`);

/** Indices that differ from all in the given expressions and from each other. */
export function indexNames(roots: readonly Expr[], freeNames: readonly string[] = FREE_NAMES): IndexNames {
  const reserved = new Set<Expr>(topological(roots).filter((e) => e.kind === "symbol" && e.role === "index"));
  const taken = new Set(reserved);
  const sizes = new Map<Expr, Dimension>();
  const make = (pool: readonly string[], size: Dimension): SymbolNode => {
    const made = firstUnused(pool, taken);
    taken.add(made);
    sizes.set(made, size);
    return made;
  };
  return {
    bound: (size) => make(BOUND_NAMES, size),
    free: (size) => (size === UNIT ? number(1) : make(freeNames, size)),
    sizeOf: (e) => sizes.get(e) ?? UNIT,
    reserved,
  };
}

function firstUnused(pool: readonly string[], taken: ReadonlySet<Expr>): SymbolNode {
  for (const letter of pool) if (!taken.has(ownIndex(letter))) return ownIndex(letter);
  for (let n = 1; ; n++) if (!taken.has(ownIndex(`k_${n}`))) return ownIndex(`k_${n}`);
}

/** Indices for the sums of one term, in order: the first of the pool that are none of the taken ones. */
export function boundIndicesWithout(taken: ReadonlySet<Expr>, count: number): SymbolNode[] {
  const used = new Set(taken);
  return Array.from({ length: count }, () => {
    const made = firstUnused(BOUND_NAMES, used);
    used.add(made);
    return made;
  });
}

/** Indices for sums within functions and powers. */
const INNER_NAMES = ["s", "t", "h", ...Array.from({ length: 9 }, (_, n) => `s_${n + 1}`)];

export const innerIndices = (taken: ReadonlySet<Expr>): SymbolNode[] =>
  INNER_NAMES.map(ownIndex).filter((s) => !taken.has(s));

const NONE: ReadonlySet<Expr> = new Set();

/** The index symbols that occur in an expression and that no sum in it binds. */
export function indicesIn(e: Expr): ReadonlySet<Expr> {
  const known = indexSets(e);
  if (known.value) return known.value;
  const pending: Expr[] = [e];
  while (pending.length > 0) {
    const top = pending.at(-1) as Expr;
    const missing = children(top).filter((child) => !indexSets(child).value);
    if (missing.length > 0) pending.push(...missing);
    else {
      indexSets(top).value = ownIndices(top);
      pending.pop();
    }
  }
  return known.value as unknown as ReadonlySet<Expr>;
}

const indexSets = memoised((_e): { value?: ReadonlySet<Expr> } => ({}));

function ownIndices(e: Expr): ReadonlySet<Expr> {
  if (e.kind === "symbol") return e.role === "index" ? new Set([e]) : NONE;
  let found: Set<Expr> | undefined;
  for (const child of children(e)) {
    for (const index of indexSets(child).value ?? NONE) {
      if (e.kind === "bound" && index === e.index) continue;
      found ??= new Set();
      found.add(index);
    }
  }
  return found ?? NONE;
}

/** Replaces free index symbols; parts without them are not visited. */
export function replaceIndices(e: Expr, to: ReadonlyMap<Expr, Expr>): Expr {
  const touched = (node: Expr) => [...indicesIn(node)].some((i) => to.has(i));
  if (!touched(e)) return e;
  const seen = new Set<Expr>([e]);
  for (const node of seen) {
    for (const child of children(node)) {
      if (touched(child) && !(node.kind === "bound" && child === node.index)) seen.add(child);
    }
  }
  const done = new Map<Expr, Expr>();
  for (const node of [...seen].sort((a, b) => a.id - b.id)) {
    const parts = children(node).map((child) => done.get(child) ?? child);
    done.set(node, to.get(node) ?? tidy(rebuild(node, parts)));
  }
  return done.get(e) as Expr;
}

/** One index node, delta, quotient or remainder in its simplest form; anything else as it is. */
export function tidy(e: Expr): Expr {
  if (e.kind === "index") return entryAt(e.of, e.row, e.column);
  if (e.kind === "call" && isCall(e, DELTA)) {
    return delta(tidyIndex(e.args[0] as Expr), tidyIndex(e.args[1] as Expr));
  }
  return tidyIndex(e);
}

function tidyIndex(e: Expr): Expr {
  if (e.kind !== "call") return e;
  if (isCall(e, QUOTIENT)) return tidyPlace(e, "major");
  if (isCall(e, REMAINDER)) return tidyPlace(e, "minor");
  return e;
}

/** quotient((i − 1) m + a, m) = i and remainder((i − 1) m + a, m) = a. */
function tidyPlace(e: CallNode, which: "major" | "minor"): Expr {
  const [place] = e.args as readonly [Expr];
  const [m] = e.sizes as readonly [Dimension];
  if (m === UNIT) return which === "major" ? place : number(1);
  return pairParts(place, m)?.[which] ?? e;
}

/** The entry in a row and a column; a size of 1 has only the index 1, and the identity's entries are δ. */
export function entryAt(of: Expr, row: Expr, column: Expr): Expr {
  if (isScalar(of)) return of;
  const i = of.shape.rows === UNIT ? number(1) : tidyIndex(row);
  const j = of.shape.cols === UNIT ? number(1) : tidyIndex(column);
  if (isCall(of, EYE)) return delta(i, j);
  // a row's entries are read from the column it is the transpose of, unless it is a symbol
  if (of.shape.rows === UNIT && of.kind !== "symbol") return index(transpose(of), j, i);
  return index(of, i, j);
}

/** The parts of (major − 1) m + minor. */
export function pairParts(e: Expr, m: Dimension): { major: Expr; minor: Expr } | undefined {
  if (e.kind !== "sum" || e.terms.length !== 2) return undefined;
  const size = sizeScalar(m);
  for (const [first, second] of [e.terms, [...e.terms].reverse()] as [Expr, Expr][]) {
    if (first.kind !== "product") continue;
    const before = first.scalars.find((s) => isPredecessor(s) !== undefined);
    const major = before && isPredecessor(before);
    if (!before || !major) continue;
    const rest = first.scalars.filter((s) => s !== before);
    const same =
      size.kind === "number"
        ? rest.length === 0 && first.coefficient.n === size.value.n
        : first.coefficient.n === 1 && sameFactors(rest, size);
    if (same) return { major, minor: second };
  }
  return undefined;
}

/** The i of i − 1. */
function isPredecessor(e: Expr): Expr | undefined {
  if (e.kind !== "sum" || e.terms.length !== 2) return undefined;
  const one = e.terms.find((t) => t.kind === "number" && t.value.n === -1 && t.value.d === 1);
  const other = e.terms.find((t) => t !== one);
  return one && other?.kind === "symbol" && other.role === "index" ? other : undefined;
}

function sameFactors(rest: readonly Expr[], size: Expr): boolean {
  if (rest.length === 1 && rest[0] === size) return true;
  const wanted = size.kind === "product" ? size.scalars : [];
  return wanted.length === rest.length && wanted.every((s) => rest.includes(s));
}

/** size / divisor, where that is a size. */
export function divideSizes(size: Dimension, divisor: Dimension): Dimension | undefined {
  if (size === divisor) return UNIT;
  const [small] = divisor.monomials;
  if (!small) return undefined;
  let quotient = sizeOf(0);
  for (const { coefficient, names } of size.monomials.slice(
    0,
    divisor.monomials.length === 1 ? undefined : 1,
  )) {
    const rest = [...names];
    for (const name of small.names) {
      const at = rest.indexOf(name);
      if (at < 0) return undefined;
      rest.splice(at, 1);
    }
    const part = [sizeOf(coefficient / small.coefficient), ...rest.map(sizeOf)].reduce(multiplySizes);
    quotient = addSizes(quotient, part);
  }
  return multiplySizes(quotient, divisor) === size ? quotient : undefined;
}
