/**
 * What must be computed, in which order, and what that may cost: the plan of an expression DAG before it
 * is compiled.
 *
 *     tr(A B) + tr(A)  ─▶  A, B, A·B, tr(A·B), tr(A), the sum
 *
 * The body of an indexed sum is a scope of its own: it has the nodes that depend on the index; the others
 * are computed once, outside. So two sums may use the same index, one within the other.
 */
import { UnknownNameError, UnsupportedError } from "../../errors.ts";
import { type Dimension, evaluateSize } from "../../expression/dimension.ts";
import type { BoundNode, CallNode, Expr, PowerNode, SymbolNode } from "../../expression/expr.ts";
import { TRANSPOSE } from "../../expression/heads.ts";
import { children, topological } from "../../expression/walk.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import type { Arithmetic } from "./arithmetic.ts";

/** Reads its operands' slots; the result is a matrix that only this kernel ever overwrites. */
export type Kernel = (slots: readonly Matrix[]) => Matrix;

export interface Instruction {
  readonly slot: number;
  readonly inputs: readonly number[];
  readonly kernel: Kernel;
}

/** Sees the arguments of each call and power as it is evaluated, in every round of a sum as well. */
export type Inspector = (node: CallNode | PowerNode, args: readonly Matrix[]) => void;

export interface Limits {
  /** Entries of all values together. */
  readonly entries: number;
  /** Multiplications, roughly, of one evaluation. */
  readonly work: number;
}

export interface Context {
  readonly sizes: ReadonlyMap<string, number>;
  readonly arithmetic: Arithmetic;
  readonly inspect: Inspector | undefined;
  /** Changes each result as it is made. */
  readonly disturb: ((result: Matrix) => void) | undefined;
  /** What isn't disturbed. */
  readonly places: ReadonlySet<Expr>;
  readonly limits: Limits;
  readonly slots: Matrix[];
  /** For each bound node: the nodes of its body that depend on its index, and the others that these use. */
  readonly scopes: ReadonlyMap<BoundNode, Scope>;
  entries: number;
  work: number;
  /** The sums around what is being compiled now, and how many values each index takes in an evaluation of it. */
  loops: ReadonlyMap<SymbolNode, number>;
  depth: number;
  /** What sums within sums remember; forgotten when the outermost begins. */
  memories: Map<number, Matrix>[];
}

export interface Scope {
  /** The indices that the sum itself depends on. */
  readonly free: ReadonlySet<SymbolNode>;
  readonly inside: readonly Expr[];
  readonly outside: readonly Expr[];
}

export type SlotOf = (e: Expr) => number;

/** A size as a number. */
export function sizeValue(context: Pick<Context, "sizes">, size: Dimension): number {
  const value = evaluateSize(size, context.sizes);
  if (value === undefined) throw new UnknownNameError(`the size ${size.key} has no value`);
  return value;
}

/** A matrix to write values into; counted against the limit. */
export function allocate(context: Context, rows: number, cols: number): Matrix {
  reserve(context, rows, cols);
  return matrix(rows, cols);
}

/** Counts a matrix that a kernel will make. */
export function reserve(context: Context, rows: number, cols: number): void {
  context.entries += rows * cols;
  if (!(context.entries <= context.limits.entries)) {
    throw new UnsupportedError(
      `evaluation would keep more than ${context.limits.entries} entries at once`,
      undefined,
      "choose smaller sizes, or raise the limit",
    );
  }
}

export function addWork(context: Context, work: number): void {
  let rounds = 1;
  for (const count of context.loops.values()) rounds *= count;
  context.work += work * rounds;
  if (!(context.work <= context.limits.work)) {
    throw new UnsupportedError(
      `evaluation would take more than ${context.limits.work} multiplications`,
      undefined,
      "choose smaller sizes, or raise the limit",
    );
  }
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
