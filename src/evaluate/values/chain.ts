/**
 * The cheapest order to multiply a chain of matrices in.
 *
 *     A (m×n) · B (n×p) · x (p×1)  ─▶  B x first, then A (B x)
 *
 * Source: S. Godbole (1973), On efficient computation of matrix chain products: dynamic programming, O(k³).
 */
import type { Expr, ProductNode } from "../../expression/expr.ts";
import { toNumber } from "../../expression/rational.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import { addWork, allocate, type Context, folded, type Kernel, type SlotOf, sizeValue } from "./program.ts";

/** One product: of two operands by number, the given factors first, then earlier results in order. */
interface ChainStep {
  readonly left: number;
  readonly right: number;
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/** Chains longer than this are multiplied from the end whose outer size is the smaller one. */
const LONGEST_PLANNED = 24;

/** Steps for factors of sizes `dims[0]×dims[1]`, `dims[1]×dims[2]`, …; the last step is the whole product. */
export function chainSteps(dims: readonly number[]): ChainStep[] {
  const count = dims.length - 1;
  const split = count <= LONGEST_PLANNED ? cheapestSplits(dims) : undefined;
  const fromTheRight = (dims[count] as number) <= (dims[0] as number);
  const steps: ChainStep[] = [];
  const waiting: { first: number; last: number; opened: boolean }[] = [
    { first: 0, last: count - 1, opened: false },
  ];
  const results: number[] = [];
  for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
    const { first, last } = top;
    const at = split ? (split[first * count + last] as number) : fromTheRight ? first : last - 1;
    if (first === last) results.push(first);
    if (first < last && !top.opened) {
      top.opened = true;
      waiting.push({ first: at + 1, last, opened: false }, { first, last: at, opened: false });
      continue;
    }
    waiting.pop();
    if (first === last) continue;
    const right = results.pop() as number;
    const left = results.pop() as number;
    const [rows, inner, cols] = [dims[first], dims[at + 1], dims[last + 1]] as [number, number, number];
    results.push(count + steps.length);
    steps.push({ left, right, rows, inner, cols });
  }
  return steps;
}

/** split[i·count + j]: the last product of factors i … j is (i … split)(split+1 … j). */
function cheapestSplits(dims: readonly number[]): Int32Array {
  const count = dims.length - 1;
  const cost = new Float64Array(count * count);
  const split = new Int32Array(count * count);
  for (let length = 2; length <= count; length++) {
    for (let i = 0; i + length <= count; i++) {
      const j = i + length - 1;
      let best = Number.POSITIVE_INFINITY;
      for (let k = i; k < j; k++) {
        const own = (dims[i] as number) * (dims[k + 1] as number) * (dims[j + 1] as number);
        const total = (cost[i * count + k] as number) + (cost[(k + 1) * count + j] as number) + own;
        if (total >= best) continue;
        best = total;
        split[i * count + j] = k;
      }
      cost[i * count + j] = best;
    }
  }
  return split;
}

/** Coefficient times the values of some scalars. */
export function scaleOf(slots: readonly Matrix[], coefficient: number, scalars: readonly number[]): number {
  let scale = coefficient;
  for (const slot of scalars) scale *= (slots[slot] as Matrix).data[0] as number;
  return scale;
}

interface PlannedStep extends ChainStep {
  readonly transposeLeft: boolean;
  readonly transposeRight: boolean;
  readonly out: Matrix;
}

/** A product of two or more matrices, in the cheapest order, transposes folded in. */
export function chainKernel(context: Context, e: ProductNode, slotOf: SlotOf): Kernel {
  const { arithmetic } = context;
  const flipped = e.factors.map((f) => folded(f) !== f);
  const inputs = e.factors.map((f) => slotOf(folded(f)));
  const dims = e.factors.map((f) => sizeValue(context, f.shape.rows));
  dims.push(sizeValue(context, (e.factors.at(-1) as Expr).shape.cols));
  const steps: PlannedStep[] = chainSteps(dims).map((step) => {
    addWork(context, step.rows * step.inner * step.cols);
    const out = allocate(context, step.rows, step.cols);
    return {
      ...step,
      transposeLeft: flipped[step.left] ?? false,
      transposeRight: flipped[step.right] ?? false,
      out,
    };
  });
  const coefficient = toNumber(e.coefficient);
  const scalars = e.scalars.map(slotOf);
  const results = [...inputs.map(() => matrix(0, 0)), ...steps.map((step) => step.out)];
  const { data } = results.at(-1) as Matrix;
  return (slots) => {
    for (let i = 0; i < inputs.length; i++) results[i] = slots[inputs[i] as number] as Matrix;
    for (const { left, right, transposeLeft, transposeRight, out } of steps) {
      arithmetic.multiply(
        results[left] as Matrix,
        transposeLeft,
        results[right] as Matrix,
        transposeRight,
        out,
      );
    }
    const scale = scaleOf(slots, coefficient, scalars);
    if (scale !== 1) for (let i = 0; i < data.length; i++) (data[i] as number) *= scale;
    return results.at(-1) as Matrix;
  };
}
