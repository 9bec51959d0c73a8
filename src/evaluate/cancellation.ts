/**
 * How large the terms are of which a value is what is left: where everything cancels, rounding leaves a residue,
 * and a residue is small beside those terms, never beside itself.
 *
 *     x'(A − Aᵀ)x is 1e-16, its terms are about 1  ─▶  1
 *
 * Each input and intermediate result is made a little wrong, at random; what that does to the value, divided by how wrong, is
 * the size of the terms. Source: J. Vignes (1993), A stochastic arithmetic for reliable scientific computation.
 */
import { MatrixCalculusError } from "../errors.ts";
import type { Expr } from "../expression/expr.ts";
import { type Matrix, matrix } from "../matrix/matrix.ts";
import { type PlanOptions, plan, type Sizes, type Values } from "./evaluate.ts";
import { randomFrom } from "./random.ts";

/** Small beside 1, large beside rounding. */
const DISTURBANCE = 2 ** -20;
/** Rounding of a few hundred operations stays below it. */
export const ROUNDING = 2 ** -43;

/** For each expression the size of what cancels in it: 0 where that can't be told. */
export function sizeOfTerms(
  roots: readonly Expr[],
  values: Values,
  sizes: Sizes,
  options: PlanOptions = {},
): number[] {
  const random = randomFrom(1, "disturbance");
  const disturb = ({ data }: Matrix): void => {
    for (let i = 0; i < data.length; i++) {
      data[i] = (data[i] as number) * (1 + DISTURBANCE * (random.uniform(0, 1) < 0.5 ? -1 : 1));
    }
  };
  try {
    const compiled = plan(roots, sizes, options);
    const steady = compiled.run(values);
    const inputs = new Map(values);
    for (const { key, role } of compiled.symbols) {
      const x = values.get(key) as Matrix;
      if (role === "index") continue;
      const own = matrix(x.rows, x.cols, x.data.slice());
      disturb(own);
      inputs.set(key, own);
    }
    const moved = plan(roots, sizes, { ...options, disturb }).run(inputs);
    return steady.map((m, k) => distance(m, moved[k] as Matrix) / DISTURBANCE);
  } catch (error) {
    // a kernel that takes symmetric matrices only
    if (error instanceof MatrixCalculusError) return roots.map(() => 0);
    throw error;
  }
}

function distance(a: Matrix, b: Matrix): number {
  const gap = a.data.reduce((most, x, i) => Math.max(most, Math.abs(x - (b.data[i] as number))), 0);
  return Number.isFinite(gap) ? gap : 0;
}
