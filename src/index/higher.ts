/**
 * Derivatives of any order in index notation.
 *
 *     f = ‖x‖  ─▶  ∂²f/∂x_i∂x_j = δ_ij/‖x‖ − x_i x_j/‖x‖³, ∂³f/∂x_i∂x_j∂x_k = 3 x_i x_j x_k/‖x‖⁵ − (…)/‖x‖³
 *
 * Each order differentiates the terms of the one before, contracts every δ that meets a sum, and writes what
 * deltas say: of the indices that they make equal only the first stands elsewhere in the term.
 */
import { UnsupportedError } from "../errors.ts";
import { bound } from "../expression/blocks.ts";
import { isCall, splitCoefficient } from "../expression/build.ts";
import { type BoundNode, type Expr, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { DELTA, HADAMARD, ONES, SINGLE } from "../expression/heads.ts";
import { topological, transform } from "../expression/walk.ts";
import { delta } from "../functions/places.ts";
import { type Dependence, dependenceOn } from "./dependence.ts";
import { differentiateTerms, type Entry } from "./differentiate.ts";
import { entryFormula, entryStep } from "./entries.ts";
import { arrangedTerms, inOrder } from "./lifting/arrange.ts";
import { contractTerm } from "./terms/contract.ts";
import {
  entryAt,
  type IndexNames,
  indexNames,
  indicesIn,
  innerIndices,
  ROW_NAMES,
  replaceIndices,
} from "./terms/indices.ts";
import {
  collectTerms,
  multiplyTerm,
  sumExpression,
  TERM_LIMITS,
  type Term,
  type TermLimits,
  termsOf,
} from "./terms/term.ts";

export interface HigherProblem {
  readonly value: Expr;
  /** A symbol with all entries free. */
  readonly wrt: SymbolNode;
  /** A whole number from 1. */
  readonly order: number;
  /** The variable of each order, where they aren't all `wrt`. */
  readonly by?: readonly SymbolNode[];
  /** Further expressions whose names the indices must not have. */
  readonly beside?: readonly Expr[];
  readonly limits?: Partial<TermLimits> | undefined;
  /** A shorter form of a scalar or matrix: the forms are printed with it. */
  readonly shorter?: (e: Expr) => Expr;
}

export interface HigherStage {
  /** As differentiated, with all deltas. */
  readonly raw: () => Expr;
  /** Contracted, like terms collected. */
  readonly form: Expr;
}

export interface HigherDerivative {
  /** The indices of the value's entry; the number 1 where it has one row or column. */
  readonly value: { readonly i: Expr; readonly j: Expr };
  /** Of each entry differentiated by, in order. */
  readonly wrt: readonly { readonly p: Expr; readonly q: Expr }[];
  /** The value's entry. */
  readonly entry: Expr;
  /** The same, written out. */
  readonly formula: Expr;
  /** One for each order from 1. */
  readonly stages: readonly HigherStage[];
}

const MOST_ORDER = 64;

/** @throws UnsupportedError where there are more orders than anybody reads */
export function requireOrder(order: number): void {
  if (order <= MOST_ORDER) return;
  throw new UnsupportedError(
    `not supported: a derivative of order ${order}: at most ${MOST_ORDER} are taken`,
  );
}

/**
 * The derivatives up to an order, entry by entry.
 * @throws UnsupportedError where a function lacks `entry` and `partial`, or there are more terms than the limits
 */
export function higherDerivative(problem: HigherProblem): HigherDerivative {
  const { value, wrt, order, beside = [], shorter = (e) => e } = problem;
  requireOrder(order);
  const variables = problem.by ?? Array.from({ length: order }, () => wrt);
  const rows = variables.every((v) => isVector(v) || isScalar(v)) && (isScalar(value) || isVector(value));
  const roots = [value, ...variables, ...beside];
  const inner = innerIndices(indexNames(roots).reserved);
  const names = indexNames([...roots, ...inner], rows ? ROW_NAMES : undefined);
  const i = names.free(value.shape.rows);
  const j = names.free(value.shape.cols);
  const entries = variables.map((v): Entry => {
    return { wrt: v, p: names.free(v.shape.rows), q: names.free(v.shape.cols) };
  });
  const free = [i, j, ...entries.flatMap(({ p, q }) => [p, q])].filter((e) => e.kind === "symbol");
  const dependence = new Map(variables.map((v) => [v, dependenceOn(v)] as const));
  const limits = { ...TERM_LIMITS, ...problem.limits };
  const entry = entryAt(value, i, j);
  const formula = entryFormula(value, i, j, names);
  let terms: readonly Term[] = contractedAll(termsOf(entry, names), names);
  const stages = entries.map((by): HigherStage => {
    const raw = differentiateTerms(terms, by, names, dependence.get(by.wrt) as Dependence, limits);
    const contracted = contractedAll(raw, names);
    terms = collectTerms(
      contracted.map((t) => {
        const plain = withNamedSums(withEqualIndices(t, free, names), inner, names);
        return { ...plain, factors: inOrder(plain.factors, free) };
      }),
      names,
    );
    return {
      raw: () =>
        sumExpression(
          raw.map((t) => withNamedSums(t, inner, names)),
          names,
        ),
      form: arrangedTerms(terms, { names, free, shorter }),
    };
  });
  return {
    value: { i, j },
    wrt: entries.map(({ p, q }) => ({ p, q })),
    entry,
    formula,
    stages,
  };
}

/** Contracted, and again where the rows and columns that an index picks have become entries. */
const contractedAll = (terms: readonly Term[], names: IndexNames): Term[] =>
  terms
    .flatMap((t) => contractTerm(t, names) ?? [])
    .map((t) => withPickedEntries(t, names))
    .flatMap((t) => contractTerm(t, names) ?? []);

/** (Xᵀ e_k)_j = X_kj, (e_k)_j = δ_kj and (1 − σ(z))_k = 1 − σ(z_k) */
function withPickedEntries(term: Term, names: IndexNames): Term {
  const bare: Term = { ...term, factors: [] };
  return term.factors
    .flatMap((f) => transform([f], (e) => pickedEntry(e, names)))
    .reduce((t, f) => multiplyTerm(t, f, names), bare);
}

function pickedEntry(e: Expr, names: IndexNames): Expr {
  if (e.kind !== "index" || !(picks(e.of) || isOfFunctions(e.of))) return e;
  const step = entryStep(e, e.row, e.column, names) ?? e;
  if (!picks(e.of)) return step === e ? e : (transform([step], (s) => pickedEntry(s, names))[0] as Expr);
  const [opened] = transform([step], (s) =>
    s.kind === "index" && isCall(s.of, SINGLE) ? (entryStep(s, s.row, s.column, names) ?? s) : s,
  ) as [Expr];
  const parts = termsOf(opened, names).flatMap((t) => contractTerm(t, names) ?? []);
  return sumExpression(parts, names);
}

const picks = (e: Expr): boolean => isCall(e, SINGLE) || (e.kind === "product" && e.factors.some(picks));

/** A function of entries, a multiple of one, or a sum with one or with ones in it. */
function isOfFunctions(e: Expr): boolean {
  if (e.kind === "sum") return e.terms.some((t) => isCall(splitCoefficient(t)[1], ONES) || isOfFunctions(t));
  const [, body] = splitCoefficient(e);
  return body.kind === "call" ? body.fn.elementwise === true || isCall(body, HADAMARD) : body !== e;
}

/** δ_ij f(i, j) = δ_ij f(i, i): of the free indices that deltas make equal, the first stands for all. */
function withEqualIndices(term: Term, free: readonly Expr[], names: IndexNames): Term {
  const leader = new Map<Expr, Expr>();
  const first = (e: Expr): Expr => {
    let top = e;
    for (let next = leader.get(top); next; next = leader.get(top)) top = next;
    return top;
  };
  const rest = term.factors.filter((f) => {
    const [a, b] = f.kind === "call" && isCall(f, DELTA) ? f.args : [];
    if (!a || !b || !free.includes(a) || !free.includes(b) || names.sizeOf(a) !== names.sizeOf(b))
      return true;
    const [left, right] = [first(a), first(b)];
    if (left === right) return false;
    if (free.indexOf(left) < free.indexOf(right)) leader.set(right, left);
    else leader.set(left, right);
    return false;
  });
  if (leader.size === 0) return term;
  const to = new Map([...leader.keys()].map((e) => [e, first(e)] as const));
  const deltas = free.filter((e) => to.has(e)).map((e) => delta(to.get(e) as Expr, e));
  const bare: Term = { ...term, factors: [] };
  const replaced = rest.reduce((t, f) => multiplyTerm(t, replaceIndices(f, to), names), bare);
  return { ...replaced, factors: [...replaced.factors, ...deltas] };
}

/** Sums within functions and powers get the first inner names that are free: equal ones are one node then. */
function withNamedSums(term: Term, inner: readonly SymbolNode[], names: IndexNames): Term {
  const bare: Term = { ...term, factors: [] };
  return term.factors
    .flatMap((f) => transform([f], (e) => (e.kind === "bound" ? named(e, inner) : e)))
    .reduce((t, f) => multiplyTerm(t, f, names), bare);
}

function named(e: BoundNode, inner: readonly SymbolNode[]): Expr {
  const taken = new Set<Expr>([...indicesIn(e.body)].filter((i) => i !== e.index));
  for (const node of topological([e.body])) if (node.kind === "bound") taken.add(node.index);
  const own = inner.find((n) => !taken.has(n));
  if (!own || own === e.index) return e;
  return bound(own, e.size, replaceIndices(e.body, new Map<Expr, Expr>([[e.index, own]])));
}
