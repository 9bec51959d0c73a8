/**
 * How large the terms are of which a value is what is left: where everything cancels, rounding leaves a residue,
 * and a residue is small beside those terms, never beside itself.
 *
 *     x'(A − Aᵀ)x is 1e-16, its terms are about 1  ─▶  1
 *
 * Each input and intermediate result is made a little wrong, at random; what that does to the value, divided by how wrong, is
 * the size of the terms. Source: J. Vignes (1993), A stochastic arithmetic for reliable scientific computation.
 */
import { MatrixCalculusError } from "../../errors.ts";
import type { Expr } from "../../expression/expr.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import { randomFrom } from "../sample/random.ts";
import { type PlanOptions, plan, type Sizes, type Values } from "../values/evaluate.ts";

/** Small beside 1, large beside rounding. */
export const DISTURBANCE = 2 ** -20;
/** For what is so badly conditioned that the other leaves nothing of it, as inv(expm(X)) of a large X. */
const FINE_DISTURBANCE = 2 ** -44;
/** Of a result that changes by more than this part of itself nothing is left. */
const SATURATED = 1 / 8;
/** Rounding of a few hundred operations stays below it. */
export const ROUNDING = 2 ** -43;

/** Beside it: what it does is in proportion, within this, or nothing of the value is more than chance. */
const FINEST_DISTURBANCE = 2 ** -48;
const PROPORTION = 4;

/**
 * For each expression the size of what cancels in it: 0 where that can't be told, NaN where the last digits of what
 * it is made of decide about all of it, as in sin(exp(40 x)).
 */
export function sizeOfTerms(
  roots: readonly Expr[],
  values: Values,
  sizes: Sizes,
  options: PlanOptions = {},
): number[] {
  try {
    const compiled = plan(roots, sizes, options);
    const steady = compiled.run(values);
    const termsIn = (by: number, draw: number): number[] => {
      const disturb = disturbance(by, draw);
      const inputs = new Map(values);
      for (const { key, role } of compiled.symbols) {
        if (role !== "index") inputs.set(key, disturbed(values.get(key) as Matrix, disturb));
      }
      const moved = plan(roots, sizes, { ...options, disturb }).run(inputs);
      return steady.map((m, k) => termsFrom(m, moved[k] as Matrix, by));
    };
    // what one draw happens to leave as it is, another shows
    const termsBy = (by: number): number[] => {
      const [one, other] = [termsIn(by, 1), termsIn(by, 2)];
      return one.map((size, k) => Math.max(size, other[k] as number));
    };
    const terms = termsBy(DISTURBANCE);
    const isSaturated = (size: number, by: number, k: number): boolean =>
      size * by > SATURATED * (steady[k] as Matrix).data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    if (!terms.some((size, k) => isSaturated(size, DISTURBANCE, k))) return terms;
    const finest = termsBy(FINEST_DISTURBANCE);
    return termsBy(FINE_DISTURBANCE).map((fine, k) => {
      const size = terms[k] as number;
      if (!isSaturated(size, DISTURBANCE, k)) return Math.max(size, fine);
      const grows = isSaturated(fine, FINE_DISTURBANCE, k) && fine > PROPORTION * size;
      return grows || (finest[k] as number) > PROPORTION * fine ? Number.NaN : Math.max(size, fine);
    });
  } catch (error) {
    // a kernel that takes symmetric matrices only
    if (error instanceof MatrixCalculusError) return roots.map(() => 0);
    throw error;
  }
}

/** Makes each entry a little wrong; what is symmetric stays so. */
export function disturbance(by = DISTURBANCE, draw = 1): (result: Matrix) => void {
  const random = randomFrom(draw, "disturbance");
  // of sizes that differ: of two that are equal and opposite nothing would be seen
  const factor = (): number => {
    const part = random.uniform(-1, 1);
    return 1 + by * (part < 0 ? part - 1 : part + 1);
  };
  return (result) => {
    const { rows, data } = result;
    const isSymmetric = hasSymmetry(result);
    for (let i = 0; i < data.length; i++) {
      const [row, column] = [Math.floor(i / rows), i % rows];
      data[i] =
        isSymmetric && column < row ? (data[column * rows + row] as number) : (data[i] as number) * factor();
    }
  };
}

const hasSymmetry = ({ rows, cols, data }: Matrix): boolean =>
  rows === cols && data.every((x, i) => x === data[(i % rows) * rows + Math.floor(i / rows)]);

/** A copy, a little wrong. */
export function disturbed(m: Matrix, disturb: (result: Matrix) => void): Matrix {
  const own = matrix(m.rows, m.cols, m.data.slice());
  disturb(own);
  return own;
}

/** How large the terms are, from the value and the value where everything is a little wrong. */
export function termsFrom(a: Matrix, b: Matrix, by = DISTURBANCE): number {
  const gap = a.data.reduce((most, x, i) => Math.max(most, Math.abs(x - (b.data[i] as number))), 0);
  return Number.isFinite(gap) ? gap / by : 0;
}
