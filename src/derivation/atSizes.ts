/**
 * The same expression at given sizes: X (m×k) becomes X (2×2), a size m the number 2.
 *
 *     X W + 1 bᵀ, m = k = n = 2  ─▶  X W + 1 bᵀ with X, W of 2×2, b of 2
 */
import { number, symbolLike } from "../expression/build.ts";
import { type Dimension, sizeNames, sizeOf, substituteSizes } from "../expression/dimension.ts";
import { type Expr, type Shape, type SymbolNode, shapeOf } from "../expression/expr.ts";
import { children, rebuild, topological } from "../expression/walk.ts";

export type Sizes = ReadonlyMap<string, number>;

const sizeAt = (d: Dimension, sizes: Sizes): Dimension =>
  substituteSizes(d, (name) => {
    const value = sizes.get(name);
    return value === undefined ? undefined : sizeOf(value);
  });

const shapeAt = (shape: Shape, sizes: Sizes): Shape =>
  shapeOf(sizeAt(shape.rows, sizes), sizeAt(shape.cols, sizes));

/** The expression with numbers for its sizes; names that `sizes` lacks stay. */
export function atSizes(e: Expr, sizes: Sizes): Expr {
  const done = new Map<Expr, Expr>();
  for (const node of topological([e])) {
    const parts = children(node).map((child) => done.get(child) as Expr);
    done.set(node, resized(node, parts, sizes));
  }
  return done.get(e) as Expr;
}

export const symbolAt = (s: SymbolNode, sizes: Sizes): SymbolNode =>
  symbolLike(s, shapeAt(s.shape, sizes), s.structure);

function resized(e: Expr, parts: readonly Expr[], sizes: Sizes): Expr {
  if (e.kind !== "symbol") return rebuild(e, parts, (d) => sizeAt(d, sizes));
  const size = e.role === "size" ? sizes.get(e.name) : undefined;
  return size === undefined ? symbolAt(e, sizes) : number(size);
}

/** The size names of some expressions, in the order they are met. */
export function sizeNamesOf(roots: readonly Expr[]): string[] {
  const names = new Set<string>();
  const add = (d: Dimension) => sizeNames(d).forEach((name) => void names.add(name));
  for (const e of topological(roots)) {
    add(e.shape.rows);
    add(e.shape.cols);
    if (e.kind === "call") e.sizes.forEach(add);
    if (e.kind === "bound") add(e.size);
    if (e.kind === "symbol" && e.role === "size") names.add(e.name);
  }
  return [...names];
}
