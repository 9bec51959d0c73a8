/**
 * The same expression at given sizes: X (m×k) becomes X (2×2), a size m the number 2.
 *
 *     X W + 1 bᵀ, m = k = n = 2  ─▶  X W + 1 bᵀ with X, W of 2×2, b of 2
 */
import { bound } from "../expression/blocks.ts";
import { call, isCall, number, symbolLike } from "../expression/build.ts";
import { type Dimension, sizeNames, sizeOf, substituteSizes } from "../expression/dimension.ts";
import { type CallNode, type Expr, type Shape, type SymbolNode, shapeOf } from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE, TRANSPOSE } from "../expression/heads.ts";
import { inverse, transpose } from "../expression/power.ts";
import { children, rebuild, topological } from "../expression/walk.ts";
import { entryOf } from "../functions/index.ts";

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
    done.set(
      node,
      resized(
        node,
        children(node).map((child) => done.get(child) as Expr),
        sizes,
      ),
    );
  }
  return done.get(e) as Expr;
}

export const symbolAt = (s: SymbolNode, sizes: Sizes): SymbolNode =>
  symbolLike(s, shapeAt(s.shape, sizes), s.structure);

function resized(e: Expr, parts: readonly Expr[], sizes: Sizes): Expr {
  switch (e.kind) {
    case "symbol": {
      const size = e.role === "size" ? sizes.get(e.name) : undefined;
      return size === undefined ? symbolAt(e, sizes) : number(size);
    }
    case "call":
      return resizedCall(e, parts, sizes);
    case "bound": {
      const [variable, body] = parts as readonly [SymbolNode, Expr];
      return bound(variable, sizeAt(e.size, sizes), body);
    }
    default:
      return rebuild(e, parts);
  }
}

function resizedCall(e: CallNode, parts: readonly Expr[], sizes: Sizes): Expr {
  const [first, second] = parts as readonly [Expr, Expr];
  if (isCall(e, TRANSPOSE)) return transpose(first);
  if (isCall(e, INVERSE)) return inverse(first);
  if (isCall(e, HADAMARD)) return hadamard(parts);
  if (isCall(e, HADAMARD_POWER)) return hadamardPower(first, second);
  const own = e.sizes.map((d) => sizeAt(d, sizes));
  return entryOf(e.fn).normal?.(parts, own) ?? call(e.fn, parts, own, shapeAt(e.shape, sizes));
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
