/**
 * Nested sums over indices in an order in which they cost little: each factor stands outside the sums over indices
 * that it has not, and the index that fewest others meet is summed first.
 *
 *     Σ_i Σ_j Σ_k a_i B_ij C_jk d_k  ─▶  Σ_i a_i Σ_j B_ij Σ_k C_jk d_k
 */
import { bound } from "../../expression/blocks.ts";
import { isNumber, rationalNumber } from "../../expression/build.ts";
import type { Dimension } from "../../expression/dimension.ts";
import { type BoundNode, type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import { children, symbolsIn, topological, transform } from "../../expression/walk.ts";

/** The same values with fewer multiplications. */
export function withInnerSums(roots: readonly Expr[]): readonly Expr[] {
  const nodes = topological(roots);
  if (!nodes.some((e) => e.kind === "bound")) return roots;
  const taken = takenIntoLarger(nodes, roots);
  const symbols = new Map<Expr, ReadonlySet<Expr>>();
  const symbolsOf = (e: Expr): ReadonlySet<Expr> => {
    const known = symbols.get(e) ?? new Set(symbolsIn(e));
    symbols.set(e, known);
    return known;
  };
  return transform(roots, (e, original) =>
    e.kind === "bound" && !taken.has(original) ? summed(e, symbolsOf) : e,
  );
}

const isFactorSum = (e: Expr): e is BoundNode => e.kind === "bound" && isScalar(e);

/** Sums that stand nowhere but as factors of what a larger sum sums. */
function takenIntoLarger(nodes: readonly Expr[], roots: readonly Expr[]): Set<Expr> {
  const sums = nodes.filter((e) => e.kind === "bound");
  const bodies = new Set<Expr>(sums.map((e) => e.body));
  const taken = new Set<Expr>(sums.flatMap((e) => factorsOf(e.body).filter(isFactorSum)));
  for (const e of nodes) {
    if (e.kind !== "bound" && !(e.kind === "product" && bodies.has(e)))
      for (const child of children(e)) taken.delete(child);
  }
  for (const root of roots) taken.delete(root);
  return taken;
}

function summed(e: BoundNode, symbolsOf: (f: Expr) => ReadonlySet<Expr>): Expr {
  const sizes = new Map<SymbolNode, Dimension>();
  const factors: Expr[] = [e];
  // sums of which one is a factor of the other
  for (let at = 0; at >= 0; at = factors.findIndex(isFactorSum)) {
    const { index, size, body } = factors[at] as BoundNode;
    if (sizes.has(index) || factors.some((f, k) => k !== at && symbolsOf(f).has(index))) return e;
    sizes.set(index, size);
    factors.splice(at, 1, ...factorsOf(body));
  }
  const parts = factors.map((f) => ({
    f,
    has: new Set([...sizes.keys()].filter((index) => symbolsOf(f).has(index))),
  }));
  while (sizes.size > 0) {
    const others = (i: SymbolNode): number =>
      new Set(parts.filter((p) => p.has.has(i)).flatMap((p) => [...p.has])).size;
    const index = [...sizes.keys()].reduce((best, i) => (others(i) < others(best) ? i : best));
    const own = parts.filter((p) => p.has.has(index));
    const rest = parts.filter((p) => !p.has.has(index));
    const has = new Set(own.flatMap((p) => [...p.has]).filter((s) => s !== index));
    const f = bound(index, sizes.get(index) as Dimension, product(own.map((p) => p.f)));
    parts.splice(0, parts.length, ...rest, { f, has });
    sizes.delete(index);
  }
  return product(parts.map((p) => p.f));
}

/** Scalars, and what is a matrix as a whole. */
function factorsOf(e: Expr): Expr[] {
  if (e.kind !== "product") return [e];
  const coefficient = rationalNumber(e.coefficient);
  const matrix = e.factors.length > 0 ? [product(e.factors)] : [];
  return [...(isNumber(coefficient, 1) ? [] : [coefficient]), ...e.scalars, ...matrix];
}
