/**
 * A sum in index notation as a list of terms, each a coefficient, scalar factors and the indices summed over.
 *
 *     Σ_k 2 A_ik δ_kp  ─▶  { coefficient 2, factors [A_ik, δ_kp], bounds [k] }
 */
import { UnsupportedError } from "../../errors.ts";
import { bound } from "../../expression/blocks.ts";
import { isCall, number, rationalNumber, sum } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { DELTA } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { topological } from "../../expression/walk.ts";
import { boundIndicesWithout, type IndexNames, indicesIn, replaceIndices } from "./indices.ts";

export interface Term {
  readonly coefficient: Q.Rational;
  /** Scalars; none a number, a product or a sum over an index. */
  readonly factors: readonly Expr[];
  /** The indices that are summed over, each from 1 to its size. */
  readonly bounds: readonly SymbolNode[];
}

export const ONE_TERM: Term = { coefficient: Q.ONE, factors: [], bounds: [] };

/** Beyond these an expression has no readable index form, and its derivative is refused or found otherwise. */
export const MAXIMUM_TERMS = 400;

export interface TermLimits {
  readonly terms: number;
  /** Factors and indices of all terms together. */
  readonly factors: number;
}

export const TERM_LIMITS: TermLimits = { terms: MAXIMUM_TERMS, factors: 2000 };

export function refuseBeyond(count: number, maximum: number, what: string): void {
  if (count > maximum) {
    throw new UnsupportedError(
      `the derivative entry by entry has more than ${maximum} ${what}`,
      undefined,
      "name intermediate results and differentiate them one by one",
    );
  }
}

/** The term times a scalar; a product or a sum over an index is taken apart. */
export function multiplyTerm(term: Term, scalar: Expr, names: IndexNames): Term {
  if (scalar.kind === "number") {
    return { ...term, coefficient: Q.multiply(term.coefficient, scalar.value) };
  }
  if (scalar.kind === "product" && scalar.factors.length === 0) {
    const scaled = { ...term, coefficient: Q.multiply(term.coefficient, scalar.coefficient) };
    return scalar.scalars.reduce<Term>((t, s) => multiplyTerm(t, s, names), scaled);
  }
  if (scalar.kind === "bound") {
    const index = names.bound(scalar.size);
    const body = replaceIndices(scalar.body, new Map([[scalar.index, index]]));
    return multiplyTerm({ ...term, bounds: [...term.bounds, index] }, body, names);
  }
  return { ...term, factors: [...term.factors, scalar] };
}

const isTakenApart = (e: Expr): boolean => e.kind === "sum" || e.kind === "product" || e.kind === "bound";

const holdsDelta = (e: Expr): boolean =>
  topological([e], (n) => !isTakenApart(n)).some((n) => isCall(n, DELTA));

/** The term times a scalar, where a sum that has deltas in it is multiplied out. */
export function multiplyOut(term: Term, scalar: Expr, names: IndexNames): Term[] {
  if (scalar.kind === "sum" && holdsDelta(scalar)) {
    return scalar.terms.flatMap((t) => multiplyOut(term, t, names));
  }
  if (scalar.kind === "product" && scalar.scalars.some((s) => s.kind === "sum" && holdsDelta(s))) {
    let terms = [{ ...term, coefficient: Q.multiply(term.coefficient, scalar.coefficient) }] as Term[];
    for (const s of scalar.scalars) terms = terms.flatMap((t) => multiplyOut(t, s, names));
    return terms;
  }
  return [multiplyTerm(term, scalar, names)];
}

export const termsOf = (scalar: Expr, names: IndexNames): Term[] =>
  scalar.kind === "sum"
    ? scalar.terms.flatMap((t) => termsOf(t, names))
    : multiplyOut(ONE_TERM, scalar, names);

/** The names that the term's sums have when it is shown: the first of the pool that are free. */
export function shownBounds(term: Term, names: IndexNames): Map<Expr, Expr> {
  const inTerm = new Set<Expr>(term.factors.flatMap((f) => [...indicesIn(f)]));
  const taken = new Set(names.reserved);
  for (const e of inTerm) {
    if (e.kind === "symbol" && !term.bounds.includes(e)) taken.add(e);
  }
  for (const e of topological(term.factors)) if (e.kind === "bound") taken.add(e.index);
  const pretty = boundIndicesWithout(taken, term.bounds.length);
  return new Map(term.bounds.map((b, n): [Expr, Expr] => [b, pretty[n] as SymbolNode]));
}

/** The term as an expression. */
export function termExpression(term: Term, names: IndexNames): Expr {
  const renamed = shownBounds(term, names);
  const body = product([
    rationalNumber(term.coefficient),
    ...term.factors.map((f) => replaceIndices(f, renamed)),
  ]);
  return [...term.bounds]
    .reverse()
    .reduce((e, b) => bound(renamed.get(b) as SymbolNode, names.sizeOf(b), e), body);
}

/** The sum of the terms; those that are equal but for the names of their sums are collected. */
export const sumExpression = (terms: readonly Term[], names: IndexNames): Expr =>
  terms.length === 0 ? number(0) : sum(terms.map((t) => termExpression(t, names)));

/** Terms that are equal but for the names of their sums, as one. */
export function collectTerms(terms: readonly Term[], names: IndexNames): Term[] {
  const collected = new Map<Expr, Term>();
  for (const term of terms) {
    const key = termExpression({ ...term, coefficient: Q.ONE }, names);
    const known = collected.get(key);
    const coefficient = known ? Q.add(known.coefficient, term.coefficient) : term.coefficient;
    collected.set(key, { ...term, coefficient });
  }
  return [...collected.values()].filter((t) => !Q.isZero(t.coefficient));
}
