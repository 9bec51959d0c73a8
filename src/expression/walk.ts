/**
 * Walkers over expressions, apart from the data. None recurses along the depth of an expression.
 */
import { block, bound, index } from "./blocks.ts";
import { call, isCall, rationalNumber, sum } from "./build.ts";
import type { Dimension } from "./dimension.ts";
import { type CallNode, children, type Expr, type SymbolNode, shapeOf } from "./expr.ts";
import { hadamard, hadamardPower } from "./hadamard.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE, TRANSPOSE } from "./heads.ts";
import { inverse, power, transpose } from "./power.ts";
import { product } from "./product.ts";

export { children } from "./expr.ts";

/** Every node reachable from the roots, children before parents; below a node that `leaf` names none is met. */
export function topological(roots: readonly Expr[], leaf?: (e: Expr) => boolean): Expr[] {
  const seen = new Set<Expr>(roots);
  for (const e of seen) {
    if (leaf?.(e)) continue;
    for (const child of children(e)) seen.add(child);
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

type SizeChange = (size: Dimension) => Dimension;
const sameSize: SizeChange = (size) => size;

/** The same node over other children (one for each of `children(e)`) and, if asked for, of other sizes, normalised. */
export function rebuild(e: Expr, parts: readonly Expr[], sized = sameSize): Expr {
  const [first, second, third] = parts as readonly [Expr, Expr, Expr];
  switch (e.kind) {
    case "number":
    case "symbol":
      return e;
    case "sum":
      return sum(parts);
    case "product":
      return product([rationalNumber(e.coefficient), ...parts]);
    case "power":
      return power(first, second);
    case "call":
      return rebuildCall(e, parts, sized);
    case "index":
      return index(first, second, third);
    case "block": {
      let at = 0;
      return block(e.cells.map((row) => row.map(() => parts[at++] as Expr)));
    }
    case "bound":
      return bound(first as SymbolNode, sized(e.size), second);
  }
}

function rebuildCall(e: CallNode, parts: readonly Expr[], sized: SizeChange): Expr {
  const [first, second] = parts as readonly [Expr, Expr];
  if (isCall(e, TRANSPOSE)) return transpose(first);
  if (isCall(e, INVERSE)) return inverse(first);
  if (isCall(e, HADAMARD)) return hadamard(parts);
  if (isCall(e, HADAMARD_POWER)) return hadamardPower(first, second);
  const sizes = e.sizes.map(sized);
  const { rows, cols } = e.shape;
  return e.fn.normal?.(parts, sizes) ?? call(e.fn, parts, sizes, shapeOf(sized(rows), sized(cols)));
}

/** Rewrites bottom-up: `f` sees each node once, with its children already rewritten. */
export function transform(roots: readonly Expr[], f: (rebuilt: Expr, original: Expr) => Expr): Expr[] {
  const done = new Map<Expr, Expr>();
  for (const e of topological(roots)) {
    const old = children(e);
    const parts = old.map((child) => done.get(child) as Expr);
    const rebuilt = parts.some((p, i) => p !== old[i]) ? rebuild(e, parts) : e;
    done.set(e, f(rebuilt, e));
  }
  return roots.map((root) => done.get(root) as Expr);
}

export function substitute(e: Expr, replacements: ReadonlyMap<Expr, Expr>): Expr {
  return transform([e], (rebuilt, original) => replacements.get(original) ?? rebuilt)[0] as Expr;
}

export function symbolsIn(e: Expr): SymbolNode[] {
  return topological([e]).filter((node): node is SymbolNode => node.kind === "symbol");
}

export function dependsOn(e: Expr, target: Expr): boolean {
  return topological([e]).includes(target);
}

/** The nodes on a path from one of the roots down to one of the targets, children before parents. */
export function nodesAbove(roots: readonly Expr[], targets: readonly Expr[]): Set<Expr> {
  const wanted = new Set(targets);
  const above = new Set<Expr>();
  for (const e of topological(roots)) {
    if (wanted.has(e) || children(e).some((child) => above.has(child))) above.add(e);
  }
  return above;
}
