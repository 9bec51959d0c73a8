/**
 * A sum whose terms stand between one inverse, as one product: where it vanishes can be read off.
 *
 *     Σ⁻¹ Rᵀ R Σ⁻¹ − N Σ⁻¹  ─▶  Σ⁻¹ (Rᵀ R − N Σ) Σ⁻¹
 */
import { isCall, rationalNumber, sum } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import type { CallNode, Expr } from "../expression/expr.ts";
import { INVERSE } from "../expression/heads.ts";
import { product } from "../expression/product.ts";
import { topological } from "../expression/walk.ts";

/** The form as a product; itself where it is no such sum. */
export function betweenInverses(e: Expr): Expr {
  if (e.kind === "product") {
    const factors = e.factors.map(betweenInverses);
    const isSame = factors.every((f, i) => f === e.factors[i]);
    return isSame ? e : product([rationalNumber(e.coefficient), ...e.scalars, ...factors]);
  }
  if (e.kind !== "sum") return e;
  const P = e.terms.flatMap(factorsOf).find((f) => isCall(f, INVERSE)) as CallNode | undefined;
  const inside = P && e.terms.map((t) => insideOf(t, P));
  if (!P || !inside?.every((t) => t !== undefined) || inside.every((t) => hasFactor(t, P))) return e;
  return product([P, sum(inside), P]);
}

const factorsOf = (e: Expr): readonly Expr[] => (e.kind === "product" ? e.factors : [e]);

const hasFactor = (t: Expr, P: CallNode): boolean => factorsOf(t).includes(P.args[0] as Expr);

/** M of c P M P, c S of c P; with an inverse in M the sum is easier to read. */
function insideOf(t: Expr, P: CallNode): Expr | undefined {
  const factors = factorsOf(t);
  const middle = factors.slice(1, -1);
  const isBare = factors.length === 1;
  if (factors[0] !== P || factors.at(-1) !== P || factors.length === 2) return undefined;
  if (topological(middle).some((f) => isCall(f, INVERSE))) return undefined;
  // P x xᵀ P is an outer product of vectors, which is read and computed at once
  if (middle.some((f) => f.shape.cols === UNIT)) return undefined;
  const scale = t.kind === "product" ? [rationalNumber(t.coefficient), ...t.scalars] : [];
  return product([...scale, ...(isBare ? [P.args[0] as Expr] : middle)]);
}
