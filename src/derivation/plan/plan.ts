/**
 * Names for the inner expressions of a problem, so that each named value is one or two operations.
 *
 *     L = ‖X w − y‖²         ─▶  r = X w − y, L = ‖r‖²
 *     Y = W_2 tanh(W_1 x)    ─▶  u = W_1 x, v = tanh(u), Y = W_2 v
 */
import { isCall, madeSymbol, rationalNumber } from "../../expression/build.ts";
import {
  type CallNode,
  children,
  type Expr,
  isRow,
  isScalar,
  type SymbolNode,
} from "../../expression/expr.ts";
import { splitScalars } from "../../expression/hadamard.ts";
import { HADAMARD_POWER, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { rebuild, topological } from "../../expression/walk.ts";
import { entryOf } from "../../functions/index.ts";
import type { Setup } from "../style.ts";
import { replacedRun, withLogDeterminants, withSoftplus } from "./lemmas.ts";
import { type NameSource, nameSource, type Sort } from "./names.ts";
import { structureOf } from "./symmetry.ts";

/** A named value, in terms of earlier ones. */
export interface Stage {
  readonly symbol: SymbolNode;
  readonly value: Expr;
  /** Named by us, not by the problem. */
  readonly introduced: boolean;
  /** Depends on what is differentiated by. */
  readonly moves: boolean;
}

/** What a style may ask of a node before it names it. */
export interface Facts {
  readonly node: Expr;
  /** The nodes that it stands in, as it is or transposed. */
  readonly parents: readonly Expr[];
  /** Stands as a term of the whole value, and nowhere else. */
  readonly isTerm: boolean;
  /** Stands as the argument of a function that is not linear in it, or as the base of a power. */
  readonly isNonlinearArgument: boolean;
}

/** The definitions with what they are made of; the root is the last. `wants` says what gets a name, and of which sort. */
export function plan(setup: Setup, wants: (facts: Facts) => Sort | undefined): Stage[] {
  const moving = new Set<Expr>(setup.wrt);
  const parts = setup.definitions.map((d) => ({
    own: d.symbol,
    ...namedParts(d.value, moving, wants, d.symbol),
  }));
  const nameOf = nameSource(
    setup.taken,
    parts.flatMap((p) => [...p.named]),
  );
  return parts.flatMap(({ own, value, named, turned, isMoving }): Stage[] => {
    if (setup.wrt.includes(own)) return [];
    return isMoving
      ? stagesOf(own, value, named, turned, nameOf)
      : [{ symbol: own, value, introduced: false, moves: false }];
  });
}

/** Of these, those that depend on what is differentiated by; log det X and log(1 + eᵘ) as one function. */
export const movingPlan = (setup: Setup, wants: (facts: Facts) => Sort | undefined): Stage[] =>
  plan(
    {
      ...setup,
      definitions: setup.definitions.map((d) => ({
        ...d,
        value: withSoftplus(withLogDeterminants(d.value)),
      })),
    },
    wants,
  ).filter((s) => s.moves);

interface Parts {
  readonly value: Expr;
  /** Nodes that get a name; of two that are transposes of one another, one. */
  readonly named: ReadonlyMap<Expr, Sort>;
  readonly turned: ReadonlyMap<Expr, Expr>;
  readonly isMoving: boolean;
}

/** Adds the definition to `moving` where its value moves. */
function namedParts(
  value: Expr,
  moving: Set<Expr>,
  wants: (facts: Facts) => Sort | undefined,
  own: SymbolNode,
): Parts {
  const nodes = topological([value]);
  const turned = turnedOver(nodes);
  const above = new Set<Expr>();
  for (const e of nodes) if (moving.has(e) || children(e).some((c) => above.has(c))) above.add(e);
  const indexed = nodesWithIndices(nodes);
  const canonical = (e: Expr): Expr => turned.get(e) ?? e;
  const parents = new Map<Expr, Expr[]>();
  const arguments_ = new Set<Expr>();
  for (const e of nodes) {
    for (const child of children(e)) {
      if (!above.has(child)) continue;
      const own = canonical(isCall(child, TRANSPOSE) ? (child.args[0] as Expr) : child);
      // of a chain and its transpose one is looked at
      if (!isCall(e, TRANSPOSE)) parents.set(own, [...(parents.get(own) ?? []), e]);
      if (isNonlinear(e, child)) {
        arguments_.add(own);
        // of −y ⊙ (X w) the part without the sign
        if (isNegated(own) && own.kind === "product" && own.factors.length === 1)
          arguments_.add(canonical(own.factors[0] as Expr));
      }
    }
  }
  const named = new Map<Expr, Sort>();
  for (const e of nodes) {
    const node = canonical(e);
    if (!above.has(e) || isBare(node) || node === canonical(value) || indexed.has(e)) continue;
    const own = parents.get(node) ?? [];
    const isTerm = own.length === 1 && value.kind === "sum" && value.terms.includes(e);
    const sort = wants({ node, parents: own, isTerm, isNonlinearArgument: arguments_.has(node) });
    if (sort) named.set(node, sort);
  }
  const isMoving = above.has(value);
  if (isMoving) moving.add(own);
  return { value, named, turned, isMoving };
}

/** Nodes with the index of a sum over it in them: they have no value outside the sum. */
function nodesWithIndices(nodes: readonly Expr[]): Set<Expr> {
  const free = new Map<Expr, ReadonlySet<Expr>>();
  for (const e of nodes) {
    const own = new Set<Expr>(e.kind === "symbol" && e.role === "index" ? [e] : []);
    for (const child of children(e)) for (const i of free.get(child) ?? []) own.add(i);
    if (e.kind === "bound") own.delete(e.index);
    if (own.size > 0) free.set(e, own);
  }
  return new Set(free.keys());
}

/** Of A B and Bᵀ Aᵀ, the one that is written as the other's transpose; a row as that of a column. */
function turnedOver(nodes: readonly Expr[]): Map<Expr, Expr> {
  const present = new Set(nodes);
  const marks = (e: Expr): number => children(e).filter((c) => isCall(c, TRANSPOSE)).length;
  const turned = new Map<Expr, Expr>();
  for (const e of nodes) {
    if (isScalar(e) || (e.kind !== "sum" && e.kind !== "product")) continue;
    const other = transpose(e);
    if (other === e) continue;
    const isWorse = marks(other) < marks(e) || (marks(other) === marks(e) && other.id < e.id);
    if (isRow(e) || (present.has(other) && isWorse && !turned.has(other))) turned.set(e, other);
  }
  return turned;
}

/** A symbol, a number, or either with a transpose or coefficient. */
const isBare = (e: Expr): boolean =>
  e.kind === "symbol" ||
  e.kind === "number" ||
  e.kind === "index" ||
  (isCall(e, TRANSPOSE) && isBare(e.args[0] as Expr)) ||
  (e.kind === "product" && e.scalars.length + e.factors.length === 1);

export const isNegated = (e: Expr): boolean => e.kind === "product" && e.coefficient.n < 0;

/** Is the node not linear in this child? */
function isNonlinear(e: Expr, child: Expr): boolean {
  if (e.kind === "power") return e.base === child && !(e.base.kind === "call" && e.base.fn.name === "norm2");
  if (e.kind !== "call" || isCall(e, TRANSPOSE)) return false;
  return isNonlinearCall(e);
}

/** A function whose differential is not the function itself. */
export const isNonlinearCall = (e: CallNode): boolean =>
  isCall(e, HADAMARD_POWER) || entryOf(e.fn).adjoint === undefined;

function stagesOf(
  own: SymbolNode,
  value: Expr,
  named: ReadonlyMap<Expr, Sort>,
  turned: ReadonlyMap<Expr, Expr>,
  nameOf: NameSource,
): Stage[] {
  const stages: Stage[] = [];
  const symbols = new Map<Expr, SymbolNode>();
  const done = new Map<Expr, Expr>();
  for (const e of topological([value])) {
    const old = children(e);
    const parts = old.map((child) => done.get(child) as Expr);
    const plain = parts.some((p, i) => p !== old[i]) ? rebuild(e, parts) : e;
    const rebuilt = withRuns(e, symbols, done) ?? plain;
    const node = turned.get(e) ?? e;
    if (e === value || !named.has(node)) {
      done.set(e, rebuilt);
      continue;
    }
    let name = symbols.get(node);
    if (!name) {
      const stageValue = node === e ? rebuilt : transpose(rebuilt);
      name = madeSymbol(nameOf(node, named.get(node) as Sort, own), node.shape, structureOf(node));
      symbols.set(node, name);
      stages.push({ symbol: name, value: stageValue, introduced: true, moves: true });
    }
    done.set(e, node === e ? name : transpose(name));
  }
  stages.push({ symbol: own, value: done.get(value) as Expr, introduced: false, moves: true });
  return stages;
}

/** A product in which the factors of named products, W x in yᵀ W x, are replaced by the names. */
function withRuns(
  e: Expr,
  symbols: ReadonlyMap<Expr, SymbolNode>,
  done: ReadonlyMap<Expr, Expr>,
): Expr | undefined {
  if (e.kind !== "product" || e.factors.length < 3) return undefined;
  let factors: Expr[] = [...e.factors];
  for (const [node, name] of symbols) {
    if (node.kind !== "product" || splitScalars(node)[1] !== node) continue;
    const turned = transpose(node);
    if (node.factors.length < factors.length) factors = replacedRun(factors, node.factors, name);
    if (turned.kind === "product" && turned.factors.length < factors.length) {
      factors = replacedRun(factors, turned.factors, transpose(name));
    }
  }
  if (factors.length === e.factors.length) return undefined;
  const scalars = e.scalars.map((s) => done.get(s) as Expr);
  return product([rationalNumber(e.coefficient), ...scalars, ...factors.map((f) => done.get(f) ?? f)]);
}

/** The stages' symbols with what they stand for, names that we introduced only. */
export function introducedValues(stages: readonly Stage[]): Map<Expr, Expr> {
  return new Map(stages.filter((s) => s.introduced).map((s) => [s.symbol, s.value]));
}
