/**
 * Derivatives by differences: of what a setting defines, by one of its symbols.
 *
 *     ∂L/∂Z_1 with L = ‖A_2 − y‖², A_2 = W_2 tanh(Z_1)  ─▶  differences of L along each entry of Z_1
 */
import { UncheckedError } from "../../errors.ts";
import {
  applied,
  directionsOf,
  entryDirections,
  pairing,
  randomDirections,
  stacked,
  structuredDirection,
} from "../../evaluate/sample/directions.ts";
import { plan, type Sizes } from "../../evaluate/values/evaluate.ts";
import { sizeOfTerms } from "../../evaluate/verdict/cancellation.ts";
import { alongStencil, differences, estimateBeside, TOLERANCE } from "../../evaluate/verdict/differences.ts";
import { type Expr, isScalar, type SymbolNode } from "../../expression/expr.ts";
import { substitute, symbolsIn, topological } from "../../expression/walk.ts";
import { fill, type Matrix, matrix } from "../../matrix/matrix.ts";
import { isSymmetric } from "../plan/symmetry.ts";
import type { Differenced, Setting } from "../step.ts";
import type { Known } from "./values.ts";

/** Entries times operations up to which a derivative is measured entry by entry. */
const MOST_WORK = 200_000;
const FEW_DIRECTIONS = 2;
/** Differences with a larger estimated error decide nothing. */
const WORST_ESTIMATE = 1e-4;
/** Errors up to this many times the bound neither verify nor refute. */
const MARGIN = 10;

const tooRough = (by: SymbolNode): UncheckedError =>
  new UncheckedError(`the numerical derivative by ${by.key} is too rough`);

/** What an equation says that the derivative is, and how large a residue of rounding may be in it. */
interface Stated {
  readonly value: Matrix;
  readonly residue: () => number;
}

/** `of` as a function of `by`: what depends on `by` is written out, everything else keeps its value. */
function asFunctionOf(
  { of, by }: Differenced,
  defined: Setting["defined"],
  order: readonly SymbolNode[],
): Expr {
  const moving = new Map<Expr, Expr>();
  const depends = new Set<Expr>([by]);
  for (const symbol of order) {
    if (symbol === by) continue;
    const value = defined.get(symbol) as Expr;
    if (!symbolsIn(value).some((s) => depends.has(s))) continue;
    depends.add(symbol);
    moving.set(symbol, substitute(value, moving));
  }
  return substitute(of, moving);
}

/**
 * The derivative at the known values. `stated` is compared with differences, entry by entry or, where
 * that is much work, along random directions; without it, the value itself is made from differences.
 * @throws UnsupportedError where the differences can't tell.
 */
export function measure(
  derivative: Differenced,
  setting: Setting,
  order: readonly SymbolNode[],
  known: Known,
  sizes: Sizes,
  stated: Stated | undefined,
): { readonly value: Matrix; readonly error: number } {
  const { by } = derivative;
  const expression = derivative.isLocal ? derivative.of : asFunctionOf(derivative, setting.defined, order);
  const compiled = plan([expression], sizes);
  compiled.run(known);
  const x = known.get(by.key) as Matrix;
  const field = (point: Matrix) => stacked(compiled.rerun(by.key, point)[0] as Matrix);
  const work = x.data.length * topological([expression]).length;
  const directions = stated ? directionsFor(by, x, work) : entryDirections(x);
  const [terms] = sizeOfTerms([expression], known, sizes);
  const found = differences(field, x, directions.map(alongStencil), terms);
  if (!(found.error < WORST_ESTIMATE)) throw tooRough(by);
  if (!stated)
    return {
      value: arranged(found.values, derivative, x, known, sizes, expression),
      error: found.error * found.scale,
    };
  const { gap, scale } = largestGap(
    stated.value,
    directions,
    found.values,
    found.scale,
    isScalar(derivative.of),
  );
  const bound = Math.max(TOLERANCE, 5 * found.error);
  const error = gap / scale < bound || gap > stated.residue() ? gap / scale : 0;
  if (error >= bound && (error < MARGIN * bound || !(estimateBeside(found, error) < WORST_ESTIMATE))) {
    throw tooRough(by);
  }
  if (!(error < bound)) {
    throw new Error(`the derivative by ${by.key} is off by ${error.toExponential(1)} against differences`);
  }
  return { value: stated.value, error };
}

/** Along which what is stated is compared: of what is symmetric by itself, only along symmetric matrices. */
function directionsFor(by: SymbolNode, x: Matrix, work: number): Matrix[] {
  const all = work > MOST_WORK ? randomDirections(x, FEW_DIRECTIONS, 1, by.key) : directionsOf(x, 1, by.key);
  return isSymmetric(by) ? all.map((v) => structuredDirection(v, "projection", "symmetric", x)) : all;
}

/** Columns of differences in the shape of the derivative. */
function arranged(
  columns: readonly Float64Array[],
  { of, by }: Differenced,
  x: Matrix,
  known: Known,
  sizes: Sizes,
  expression: Expr,
): Matrix {
  if (isScalar(of)) {
    return matrix(
      x.rows,
      x.cols,
      Float64Array.from(columns, (c) => c[0] as number),
    );
  }
  const [value] = plan([expression], sizes).run(known) as [Matrix];
  const first = columns[0] as Float64Array;
  if (isScalar(by)) return fill(value.rows, value.cols, (i, j) => first[j * value.rows + i] as number);
  const order = stacked(
    matrix(
      x.rows,
      x.cols,
      Float64Array.from(columns, (_, k) => k),
    ),
  );
  return fill(first.length, x.data.length, (i, j) => columns[order[j] as number]?.[i] as number);
}

/** Between the differences and what a stated derivative says along each direction; and the largest of both. */
function largestGap(
  stated: Matrix,
  directions: readonly Matrix[],
  values: readonly Float64Array[],
  scale: number,
  isGradient: boolean,
): { readonly gap: number; readonly scale: number } {
  let gap = 0;
  let largest = scale;
  directions.forEach((v, k) => {
    const says = isGradient
      ? pairing(stated, v)
      : v.data.length === 1
        ? stacked(stated).map((entry) => entry * (v.data[0] as number))
        : applied(stated, v);
    const found = values[k] as Float64Array;
    if (says.length !== found.length) throw new Error("a stated derivative has the wrong shape");
    says.forEach((claimed, i) => {
      gap = Math.max(gap, Math.abs(claimed - (found[i] as number))); // NaN stays NaN
      largest = Math.max(largest, Math.abs(claimed));
    });
  });
  return { gap, scale: largest };
}
