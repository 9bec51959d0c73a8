/**
 * Kernels: for a node, a function that reads the operands' values and gives the node's.
 *
 * What happens often (sums, products, transposes, Hadamard products) writes into a buffer that is
 * allocated once; other functions are evaluated by the table's numeric column.
 */
import { ShapeError } from "../../errors.ts";
import type {
  BlockNode,
  CallNode,
  Expr,
  IndexNode,
  PowerNode,
  ProductNode,
  SumNode,
} from "../../expression/expr.ts";
import { HADAMARD, INVERSE, TRANSPOSE } from "../../expression/heads.ts";
import { toNumber } from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { matrixPower } from "../../matrix/linear.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { scaleOf } from "./chain.ts";
import { addWork, allocate, type Context, type Kernel, reserve, type SlotOf, sizeValue } from "./program.ts";

const bufferFor = (context: Context, e: Expr): Matrix => {
  const out = allocate(context, sizeValue(context, e.shape.rows), sizeValue(context, e.shape.cols));
  addWork(context, out.data.length);
  return out;
};

export function sumKernel(context: Context, e: SumNode, slotOf: SlotOf): Kernel {
  const out = bufferFor(context, e);
  const [first, ...rest] = e.terms.map(slotOf) as [number, ...number[]];
  addWork(context, rest.length * out.data.length);
  return (slots) => {
    const { data } = out;
    data.set((slots[first] as Matrix).data);
    for (const slot of rest) {
      const term = (slots[slot] as Matrix).data;
      for (let i = 0; i < data.length; i++) (data[i] as number) += term[i] as number;
    }
    return out;
  };
}

/** Coefficient times scalars, times at most one matrix. */
export function scaledKernel(context: Context, e: ProductNode, slotOf: SlotOf): Kernel {
  const out = bufferFor(context, e);
  const coefficient = toNumber(e.coefficient);
  const scalars = e.scalars.map(slotOf);
  const factor = e.factors[0] && slotOf(e.factors[0]);
  return (slots) => {
    const scale = scaleOf(slots, coefficient, scalars);
    const { data } = out;
    if (factor === undefined) data[0] = scale;
    else {
      const source = (slots[factor] as Matrix).data;
      for (let i = 0; i < data.length; i++) data[i] = scale * (source[i] as number);
    }
    return out;
  };
}

export function powerKernel(context: Context, e: PowerNode, slotOf: SlotOf): Kernel {
  const { inspect } = context;
  const [base, exponent] = [slotOf(e.base), slotOf(e.exponent)];
  const out = bufferFor(context, e);
  const scalar = out.data.length === 1;
  addWork(context, 8 * out.data.length * out.rows);
  return (slots) => {
    const x = slots[base] as Matrix;
    const k = slots[exponent] as Matrix;
    inspect?.(e, [x, k]);
    if (!scalar) return matrixPower(x, k.data[0] as number);
    out.data[0] = scalarPower(x.data[0] as number, k.data[0] as number);
    return out;
  };
}

const scalarPower = (x: number, k: number): number =>
  k === 2 ? x * x : k === -1 ? 1 / x : k === 0.5 ? Math.sqrt(x) : x ** k;

export function callKernel(context: Context, e: CallNode, slotOf: SlotOf): Kernel {
  const kernel = plainCallKernel(context, e, slotOf);
  const { inspect } = context;
  if (!inspect) return kernel;
  const inputs = e.args.map(slotOf);
  return (slots) => {
    inspect(
      e,
      inputs.map((slot) => slots[slot] as Matrix),
    );
    return kernel(slots);
  };
}

function plainCallKernel(context: Context, e: CallNode, slotOf: SlotOf): Kernel {
  const inputs = e.args.map(slotOf);
  const [first] = inputs as [number];
  if (e.fn === TRANSPOSE) {
    const out = bufferFor(context, e);
    return (slots) => transposeInto(slots[first] as Matrix, out);
  }
  if (e.fn === HADAMARD) return hadamardKernel(context, e, inputs);
  const [height, width] = [sizeValue(context, e.shape.rows), sizeValue(context, e.shape.cols)];
  reserve(context, height, width);
  addWork(
    context,
    e.args.reduce((most, a) => Math.max(most, workOf(context, a)), height * width),
  );
  if (e.fn === INVERSE) return (slots) => context.arithmetic.inverse(slots[first] as Matrix);
  const { numeric } = entryOf(e.fn);
  const sizes = e.sizes.map((size) => sizeValue(context, size));
  return (slots) => {
    const value = numeric(
      inputs.map((slot) => slots[slot] as Matrix),
      sizes,
      [height, width],
    );
    if (value.rows !== height || value.cols !== width) {
      throw new Error(`${e.fn.name} gave ${value.rows}×${value.cols}, its shape is ${height}×${width}`);
    }
    return value;
  };
}

/** Of a function of one argument: a factorisation at most. */
function workOf(context: Context, argument: Expr): number {
  const [rows, cols] = [sizeValue(context, argument.shape.rows), sizeValue(context, argument.shape.cols)];
  return rows * cols * Math.min(rows, cols);
}

function transposeInto(x: Matrix, out: Matrix): Matrix {
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) out.data[j * x.rows + i] = x.data[i * x.cols + j] as number;
  }
  return out;
}

function hadamardKernel(context: Context, e: CallNode, inputs: readonly number[]): Kernel {
  const out = bufferFor(context, e);
  addWork(context, inputs.length * out.data.length);
  return (slots) => {
    const { data } = out;
    data.fill(1);
    for (const slot of inputs) {
      const factor = (slots[slot] as Matrix).data;
      for (let i = 0; i < data.length; i++) (data[i] as number) *= factor[i] as number;
    }
    return out;
  };
}

export function indexKernel(context: Context, e: IndexNode, slotOf: SlotOf): Kernel {
  const out = allocate(context, 1, 1);
  const [of, row, column] = [slotOf(e.of), slotOf(e.row), slotOf(e.column)];
  return (slots) => {
    const x = slots[of] as Matrix;
    const i = (slots[row] as Matrix).data[0] as number;
    const j = (slots[column] as Matrix).data[0] as number;
    if (!(i >= 1 && i <= x.rows && j >= 1 && j <= x.cols && Number.isInteger(i) && Number.isInteger(j))) {
      throw new ShapeError(`there is no entry (${i}, ${j}) in a ${x.rows}×${x.cols} matrix`);
    }
    out.data[0] = x.data[(i - 1) * x.cols + j - 1] as number;
    return out;
  };
}

export function blockKernel(context: Context, e: BlockNode, slotOf: SlotOf): Kernel {
  const out = bufferFor(context, e);
  const rows = e.cells.map((row) => row.map(slotOf));
  return (slots) => {
    let top = 0;
    for (const row of rows) {
      let left = 0;
      let height = 0;
      for (const slot of row) {
        const cell = slots[slot] as Matrix;
        placeBlock(out, cell, top, left);
        left += cell.cols;
        height = cell.rows;
      }
      top += height;
    }
    return out;
  };
}

function placeBlock(out: Matrix, cell: Matrix, top: number, left: number): void {
  for (let i = 0; i < cell.rows; i++) {
    out.data.set(cell.data.subarray(i * cell.cols, (i + 1) * cell.cols), (top + i) * out.cols + left);
  }
}
