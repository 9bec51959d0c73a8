/**
 * The expression: typed, immutable, hash-consed nodes of a few fixed kinds.
 *
 * Within one problem equal expressions are the same object, so an expression is a DAG, `===` decides
 * equality and every pass is memoised by identity. Ids grow, and a node's children have smaller ids:
 * sorting the reachable nodes by id is a topological order (see walk.ts), so no pass needs recursion.
 *
 *     2 xᵀ A x  ─▶  product { coefficient 2, scalars [product { factors [xᵀ, A, x] }], factors [] }
 *
 * Nodes are made by the constructors of build.ts only: there is no way to make an ill-shaped one.
 */
import { UnsupportedError } from "../errors.ts";
import type { Structure } from "../structures.ts";
import { type Dimension, UNIT } from "./dimension.ts";
import type { Rational } from "./rational.ts";

/** Rows by columns. A scalar is 1×1, a (column) vector n×1, a row 1×n. The same shape is the same object. */
export interface Shape {
  readonly rows: Dimension;
  readonly cols: Dimension;
}

export type { Structure };

/**
 * What a symbol stands for: a variable of the problem or a size, which have the user's names; an index of a sum,
 * the hole dX of a differential, or another symbol that the program made for itself.
 */
export type Role = "variable" | "size" | "index" | "hole" | "made";

interface Node {
  readonly id: number;
  readonly shape: Shape;
}

/** What the constructors must know of a function; the function table has the rest. */
export interface FunctionHead {
  readonly name: string;
  /** Acts on each entry by itself. */
  readonly elementwise?: boolean;
  /** The order of the arguments does not matter. */
  readonly commutative?: boolean;
  /**
   * f(X)ᵀ is f(X) where that is square, or f of the transposed arguments, or f with its arguments and
   * sizes in reverse order; absent: it is written f(X)ᵀ.
   */
  readonly transposed?: "itself" | "arguments" | "reversed";
  /** The normal form of a call where there is a simpler one: tr(xyᵀ) = yᵀx. Always true, and cheap. */
  normal?(args: readonly Expr[], sizes: readonly Dimension[]): Expr | undefined;
}

export interface NumberNode extends Node {
  readonly kind: "number";
  readonly value: Rational;
}
export interface SymbolNode extends Node {
  readonly kind: "symbol";
  /**
   * Which symbol it is, whatever its shape and structure: values are found by it. The name of a variable or
   * size; of no other symbol is it a name that anybody could write.
   */
  readonly key: string;
  /** What a variable is called; of what the program made, the letter that it has where that is free. */
  readonly name: string;
  readonly role: Role;
  readonly structure: Structure | undefined;
}
export interface SumNode extends Node {
  readonly kind: "sum";
  /** At least two, of one shape, none a sum; like terms are collected. */
  readonly terms: readonly Expr[];
}
export interface ProductNode extends Node {
  readonly kind: "product";
  readonly coefficient: Rational;
  /** Scalar factors; they commute. */
  readonly scalars: readonly Expr[];
  /** Matrix and vector factors in order; a chain that is 1×1 stands alone, without coefficient or scalars. */
  readonly factors: readonly Expr[];
}
export interface PowerNode extends Node {
  readonly kind: "power";
  /** A scalar with any scalar exponent, or a square matrix with a whole exponent ≥ 2 or a symbolic one. */
  readonly base: Expr;
  readonly exponent: Expr;
}
export interface CallNode extends Node {
  readonly kind: "call";
  readonly fn: FunctionHead;
  readonly args: readonly Expr[];
  /** Sizes among the arguments: `ones(m, n)`, `unvec(v, m, n)`. */
  readonly sizes: readonly Dimension[];
}
export interface IndexNode extends Node {
  readonly kind: "index";
  readonly of: Expr;
  /** Scalars from 1: numbers or index symbols. */
  readonly row: Expr;
  readonly column: Expr;
}
export interface BlockNode extends Node {
  readonly kind: "block";
  readonly cells: readonly (readonly Expr[])[];
}
/** Σ over an index from 1 to `size`. */
export interface BoundNode extends Node {
  readonly kind: "bound";
  readonly index: SymbolNode;
  readonly size: Dimension;
  readonly body: Expr;
}

export type Expr =
  | NumberNode
  | SymbolNode
  | SumNode
  | ProductNode
  | PowerNode
  | CallNode
  | IndexNode
  | BlockNode
  | BoundNode;

const shapes = new Map<Dimension, Map<Dimension, Shape>>();

export function shapeOf(rows: Dimension, cols: Dimension): Shape {
  const byCols = shapes.get(rows) ?? new Map<Dimension, Shape>();
  const known = byCols.get(cols);
  if (known) return known;
  const shape = Object.freeze({ rows, cols });
  shapes.set(rows, byCols.set(cols, shape));
  return shape;
}

export const SCALAR: Shape = shapeOf(UNIT, UNIT);

export const transposedShape = (shape: Shape): Shape => shapeOf(shape.cols, shape.rows);
export const isScalar = (e: Expr): boolean => e.shape === SCALAR;
export const isVector = (e: Expr): boolean => e.shape.cols === UNIT && e.shape.rows !== UNIT;
export const isRow = (e: Expr): boolean => e.shape.rows === UNIT && e.shape.cols !== UNIT;
export const isSquare = (e: Expr): boolean => e.shape.rows === e.shape.cols;
/** "m×n" for messages; "scalar" for 1×1. */
export const shapeText = (shape: Shape): string =>
  shape === SCALAR ? "scalar" : `${shape.rows.key}×${shape.cols.key}`;

/**
 * The nodes of the problem at hand. Each verb of the library works in a store of its own, so that neither memory nor
 * the order in which something was first written carries over from one problem to the next, and a verb that is called
 * from within another leaves its problem alone.
 */
let store = new Map<string, Expr>();
let memos = new WeakMap<object, Map<Expr, unknown>>();
let nextId = 1;

export function freshStore(): void {
  store = new Map();
  memos = new WeakMap();
}

/** Works in a store of its own, and comes back to the one before: nothing that it made is left. */
export function inOwnStore<T>(work: () => T): T {
  const before = { store, memos };
  freshStore();
  try {
    return work();
  } finally {
    ({ store, memos } = before);
  }
}

/** For work to be done later, if ever, in the store that there is now. */
export function inThisStore(): <T>(work: () => T) => T {
  const own = { store, memos };
  return (work) => {
    const before = { store, memos };
    ({ store, memos } = own);
    try {
      return work();
    } finally {
      ({ store, memos } = before);
    }
  };
}

/** How many nodes may still be made. */
let allowance = Number.POSITIVE_INFINITY;

/**
 * Work that may make so many nodes, in whatever stores: a measure of what it costs that is the same on every machine.
 * The node after the last throws an UnsupportedError, so does each after it; `isSpent` tells, whatever became of that.
 */
export function makingAtMost<T>(
  nodes: number,
  work: () => T,
): { readonly result: T | undefined; readonly isSpent: boolean } {
  const outer = allowance;
  const own = Math.min(outer, nodes);
  allowance = own;
  try {
    return { result: work(), isSpent: allowance < 0 };
  } catch (error) {
    if (allowance >= 0) throw error;
    return { result: undefined, isSpent: true };
  } finally {
    allowance = outer - (own - allowance);
  }
}

export const find = (key: string): Expr | undefined => store.get(key);

/** Distributes over the union, so that a node without id and shape is still one of the kinds. */
type Unnumbered = Expr extends infer N ? (N extends Expr ? Omit<N, "id" | "shape"> : never) : never;

/** The node with that key, made if the store has none; `alias` is a second key that finds it too. */
export function intern(key: string, shape: Shape, fields: Unnumbered, alias?: string): Expr {
  const known = store.get(key);
  if (known) return known;
  if (--allowance < 0) throw new UnsupportedError("it takes too long");
  const node = Object.freeze({ id: nextId++, shape, ...fields }) as Expr;
  store.set(key, node);
  if (alias !== undefined) store.set(alias, node);
  return node;
}

/** A function of one expression, computed once for each node of the problem. */
export function memoised<T>(compute: (e: Expr) => T): (e: Expr) => T {
  const owner = {};
  return (e) => {
    const memo = (memos.get(owner) ?? new Map()) as Map<Expr, T>;
    if (memo.size === 0) memos.set(owner, memo);
    const known = memo.get(e);
    if (known !== undefined) return known;
    const value = compute(e);
    memo.set(e, value);
    return value;
  };
}

/** The parts of a node, in the order that `rebuild` takes them. */
export function children(e: Expr): readonly Expr[] {
  switch (e.kind) {
    case "number":
    case "symbol":
      return [];
    case "sum":
      return e.terms;
    case "product":
      return e.scalars.length === 0 ? e.factors : [...e.scalars, ...e.factors];
    case "power":
      return [e.base, e.exponent];
    case "call":
      return e.args;
    case "index":
      return [e.of, e.row, e.column];
    case "block":
      return e.cells.flat();
    case "bound":
      return [e.index, e.body];
  }
}
