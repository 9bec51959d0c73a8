/**
 * What must be computed, and in which order, for the values of some expressions.
 *
 *     tr(A B) + tr(A)  ─▶  A, B, A·B, tr(A·B), tr(A), the sum
 *
 * The body of an indexed sum is a scope of its own: it has the nodes that depend on the index; the others
 * are computed once, outside. So two sums may use the same index, one within the other.
 */
import { UnknownNameError } from "../../errors.ts";
import { type Dimension, evaluateSize } from "../../expression/dimension.ts";
import type { BoundNode, Expr, SymbolNode } from "../../expression/expr.ts";
import { TRANSPOSE } from "../../expression/heads.ts";
import { children, topological } from "../../expression/walk.ts";

export interface Scope {
  /** The indices that the sum itself depends on. */
  readonly free: ReadonlySet<SymbolNode>;
  readonly inside: readonly Expr[];
  readonly outside: readonly Expr[];
}

/** A size as a number. */
export function sizeValue(
  { sizes }: { readonly sizes: ReadonlyMap<string, number> },
  size: Dimension,
): number {
  const value = evaluateSize(size, sizes);
  if (value === undefined) throw new UnknownNameError(`the size ${size.key} has no value`);
  return value;
}

/** A transposed factor is folded into the product: its transpose isn't computed. */
export const folded = (factor: Expr): Expr =>
  factor.kind === "call" && factor.fn === TRANSPOSE ? (factor.args[0] as Expr) : factor;

/** The nodes whose values a node's kernel reads. */
export function operands(e: Expr, scopes: ReadonlyMap<BoundNode, Scope>): readonly Expr[] {
  if (e.kind === "product" && e.factors.length > 1) return [...e.scalars, ...e.factors.map(folded)];
  if (e.kind === "bound") return (scopes.get(e) as Scope).outside;
  return children(e);
}

const NONE: ReadonlySet<SymbolNode> = new Set();

/** The index symbols that each node depends on: those that no sum within the node binds. */
function freeIndices(nodes: readonly Expr[]): Map<Expr, ReadonlySet<SymbolNode>> {
  const free = new Map<Expr, ReadonlySet<SymbolNode>>();
  for (const e of nodes) {
    let own = NONE;
    if (e.kind === "symbol" && e.role === "index") own = new Set([e]);
    else if (e.kind === "bound") own = without(free.get(e.body) as ReadonlySet<SymbolNode>, e.index);
    else for (const child of children(e)) own = union(own, free.get(child) as ReadonlySet<SymbolNode>);
    free.set(e, own);
  }
  return free;
}

function union(a: ReadonlySet<SymbolNode>, b: ReadonlySet<SymbolNode>): ReadonlySet<SymbolNode> {
  if (b.size === 0 || a === b) return a;
  return a.size === 0 ? b : new Set([...a, ...b]);
}

const without = (set: ReadonlySet<SymbolNode>, index: SymbolNode): ReadonlySet<SymbolNode> =>
  set.has(index) ? new Set([...set].filter((s) => s !== index)) : set;

/** The scope of every sum below the roots. */
export function findScopes(roots: readonly Expr[]): Map<BoundNode, Scope> {
  const scopes = new Map<BoundNode, Scope>();
  const nodes = topological(roots);
  if (!nodes.some((e) => e.kind === "bound")) return scopes;
  const free = freeIndices(nodes);
  for (const e of nodes) {
    if (e.kind !== "bound") continue;
    const depends = (node: Expr) => (free.get(node) as ReadonlySet<SymbolNode>).has(e.index);
    const reached = reachable([e.body], (node) => (depends(node) ? operands(node, scopes) : []));
    scopes.set(e, {
      free: free.get(e) as ReadonlySet<SymbolNode>,
      inside: reached.filter(depends),
      outside: reached.filter((node) => !depends(node)),
    });
  }
  return scopes;
}

/** Every node that the roots need, operands before results. */
export function reachable(roots: readonly Expr[], next: (e: Expr) => readonly Expr[]): Expr[] {
  const seen = new Set<Expr>(roots);
  for (const e of seen) for (const operand of next(e)) seen.add(operand);
  return [...seen].sort((a, b) => a.id - b.id);
}
