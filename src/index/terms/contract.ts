/**
 * Contraction: every step removes one δ or one index that is summed over, so it ends.
 *
 *     Σ_k A_ik δ_kp  ─▶  A_ip
 */
import { isCall, number, sizeScalar } from "../../expression/build.ts";
import { addSizes, type Dimension, multiplySizes, UNIT } from "../../expression/dimension.ts";
import type { CallNode, Expr, SymbolNode } from "../../expression/expr.ts";
import { DELTA, QUOTIENT, REMAINDER } from "../../expression/heads.ts";
import * as Q from "../../expression/rational.ts";
import { transform } from "../../expression/walk.ts";
import { quotient, remainder } from "../../functions/kronecker.ts";
import { divideSizes, type IndexNames, indicesIn, pairParts, replaceIndices } from "./indices.ts";
import { deltaValue, isAtLeastZero, pairOf, placeIn } from "./places.ts";
import { multiplyTerm, type Term } from "./term.ts";

export type ContractionRule =
  /** Σ_k δ_kp f(k) = f(p) */
  | "delta"
  /** δ_ii = 1, or 0 for different numbers */
  | "constant delta"
  /** Σ_ij δ((j − 1) m + i, p) f(i, j) = f(remainder p, quotient p) */
  | "pair"
  /** δ(q, quotient k) δ(r, remainder k), or f(quotient k, remainder k): k = (q − 1) m + r */
  | "split"
  /** Σ_k 1 = m */
  | "count";

export interface ContractionStep {
  readonly rule: ContractionRule;
  /** The index that is gone, or the δ. */
  readonly removed: Expr;
  /** What stands in its place, where something does. */
  readonly replacement: Expr | undefined;
  readonly before: Term;
  readonly after: Term;
}

type Rule = (term: Term, names: IndexNames) => Omit<ContractionStep, "before"> | undefined;

const RULES: readonly Rule[] = [removeConstantDelta, contractDelta, contractPair, splitIndex, countIndex];

/** The term without what can be contracted; undefined where a δ of different numbers makes it 0. */
export function contractTerm(
  term: Term,
  names: IndexNames,
  record?: (step: ContractionStep) => void,
): Term | undefined {
  let current = term;
  for (;;) {
    const before = current;
    let step: ReturnType<Rule>;
    for (const rule of RULES) {
      step = rule(before, names);
      if (step) break;
    }
    if (!step) return current;
    record?.({ ...step, before });
    current = step.after;
    if (Q.isZero(current.coefficient)) return undefined;
  }
}

const isDelta = (e: Expr): e is CallNode => isCall(e, DELTA);

/** δ of an index with itself, or of two numbers. */
function removeConstantDelta(term: Term, names: IndexNames): ReturnType<Rule> {
  for (const f of term.factors) {
    // δ² = δ
    const bare = f.kind === "power" && isDelta(f.base) ? f.base : f;
    const value = isDelta(bare) ? deltaValue(bare, names) : bare;
    if (value === f) continue;
    const rest = term.factors.map((g) => (g === f ? value : g));
    const isNumber = value.kind === "number";
    const after: Term = {
      ...term,
      coefficient: isNumber ? Q.multiply(term.coefficient, value.value) : term.coefficient,
      factors: isNumber ? term.factors.filter((g) => g !== f) : rest,
    };
    return { rule: "constant delta", removed: f, replacement: value, after };
  }
  return undefined;
}

/** Σ_k δ(k, e) f(k) = f(e), where e does not have k and is within the range of k. */
function contractDelta(term: Term, names: IndexNames): ReturnType<Rule> {
  for (const f of term.factors) {
    if (!isDelta(f)) continue;
    const sides = f.args as readonly [Expr, Expr];
    for (const [k, e] of [sides, [sides[1], sides[0]] as const]) {
      if (!isBound(term, k) || indicesIn(e).has(k) || narrower(e, k, names)) continue;
      const others = term.factors.filter((g) => g !== f);
      const after = substituteIndex({ ...term, factors: others }, k, e, names);
      return { rule: "delta", removed: k, replacement: e, after };
    }
  }
  return undefined;
}

/** Σ_ij δ((j − 1) m + i, p) f(i, j): the one place (i, j) that p stands for. */
function contractPair(term: Term, names: IndexNames): ReturnType<Rule> {
  for (const f of term.factors) {
    if (!isDelta(f)) continue;
    const sides = f.args as readonly [Expr, Expr];
    for (const [pair, p] of [sides, [sides[1], sides[0]] as const]) {
      const found = p.kind === "symbol" ? boundPair(pair, term, names) : undefined;
      if (!found || multiplySizes(names.sizeOf(found.major), found.size) !== names.sizeOf(p)) continue;
      const others = term.factors.filter((g) => g !== f);
      const first = substituteIndex(
        { ...term, factors: others },
        found.major,
        quotient(p, found.size),
        names,
      );
      const after = substituteIndex(first, found.minor, remainder(p, found.size), names);
      return { rule: "pair", removed: f, replacement: p, after };
    }
  }
  return undefined;
}

function boundPair(pair: Expr, term: Term, names: IndexNames) {
  for (const minor of indicesIn(pair)) {
    const size = names.sizeOf(minor);
    const parts = pairParts(pair, size);
    if (parts?.minor === minor && isBound(term, minor) && isBound(term, parts.major)) {
      return { major: parts.major, minor, size };
    }
  }
  return undefined;
}

const isBound = (term: Term, k: Expr): k is SymbolNode => k.kind === "symbol" && term.bounds.includes(k);

/** Not known to be within the range of k. */
function narrower(e: Expr, k: Expr, names: IndexNames): boolean {
  if (e.kind !== "symbol" || names.sizeOf(e) === names.sizeOf(k)) return false;
  return !isAtLeastZero(sizeScalar(addSizes(names.sizeOf(k), names.sizeOf(e), -1)));
}

function substituteIndex(term: Term, k: SymbolNode, e: Expr, names: IndexNames): Term {
  const to = new Map<Expr, Expr>([[k, e]]);
  const start: Term = {
    coefficient: term.coefficient,
    factors: [],
    bounds: term.bounds.filter((b) => b !== k),
  };
  return term.factors.reduce((t, f) => multiplyTerm(t, replaceIndices(f, to), names), start);
}

/** An index that occurs as quotient and remainder becomes two indices. */
function splitIndex(term: Term, names: IndexNames): ReturnType<Rule> {
  for (const f of term.factors) {
    const place = placeIn(f);
    const k = place?.args[0];
    if (!place || !k || !isBound(term, k)) continue;
    const [m] = place.sizes as readonly [Dimension];
    const count = divideSizes(names.sizeOf(k), m);
    if (!count) continue;
    if (count === UNIT) {
      const bare: Term = { ...term, factors: [] };
      const after = term.factors.reduce((t, g) => multiplyTerm(t, withinOneBlock(g, k, m), names), bare);
      return { rule: "split", removed: place, replacement: k, after };
    }
    const minor = names.bound(m);
    const major = names.bound(count);
    const pair = pairOf(major, minor, m);
    const replaced = substituteIndex(term, k, pair, names);
    const bounds = [...replaced.bounds, major, minor];
    return { rule: "split", removed: k, replacement: pair, after: { ...replaced, bounds } };
  }
  return undefined;
}

/** quotient(k, m) = 1 and remainder(k, m) = k for k up to m. */
const withinOneBlock = (factor: Expr, k: Expr, m: Dimension): Expr =>
  transform([factor], (e) => {
    if (e.kind !== "call" || e.args[0] !== k || e.sizes[0] !== m) return e;
    return isCall(e, QUOTIENT) ? number(1) : isCall(e, REMAINDER) ? k : e;
  })[0] as Expr;

/** Σ_k of what does not have k: the size of k. */
function countIndex(term: Term, names: IndexNames): ReturnType<Rule> {
  const k = term.bounds.find((b) => !term.factors.some((f) => indicesIn(f).has(b)));
  if (!k) return undefined;
  const size = sizeScalar(names.sizeOf(k));
  const without: Term = { ...term, bounds: term.bounds.filter((b) => b !== k) };
  return { rule: "count", removed: k, replacement: size, after: multiplyTerm(without, size, names) };
}
