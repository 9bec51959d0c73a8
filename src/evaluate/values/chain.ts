/**
 * A product of two or more matrices as steps over slots, in the cheapest order.
 */
import type { Expr, ProductNode } from "../../expression/expr.ts";
import { toNumber } from "../../expression/rational.ts";
import { chainOf, inOrder } from "../../matrix/chain.ts";
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

/** Steps for factors of sizes `dims[0]×dims[1]`, `dims[1]×dims[2]`, …; the last step is the whole product. */
export function chainSteps(dims: readonly number[]): ChainStep[] {
  const count = dims.length - 1;
  const steps: ChainStep[] = [];
  const factors = dims.slice(1).map((cols, at) => ({ at, rows: dims[at] as number, cols }));
  inOrder(factors, chainOf(dims), (left, right) => {
    const { rows, cols: inner } = left;
    steps.push({ left: left.at, right: right.at, rows, inner, cols: right.cols });
    return { at: count + steps.length - 1, rows, cols: right.cols };
  });
  return steps;
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
