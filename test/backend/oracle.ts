/**
 * What each entry-wise operation is of one number, by Math: the tests' own account of it.
 */
import type {
  BinaryOperation,
  ElementwiseProgram,
  Replication,
  UnaryOperation,
} from "../../src/backend/backend.ts";

export const UNARY: Readonly<Record<UnaryOperation, (x: number) => number>> = {
  negate: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  sinh: Math.sinh,
  cosh: Math.cosh,
  sigmoid: (x) => (x < 0 ? Math.exp(x) : 1) / (1 + Math.exp(-Math.abs(x))),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  relu: (x) => Math.max(x, 0),
  reciprocal: (x) => 1 / x,
  square: (x) => x * x,
};
export const BINARY: Readonly<Record<BinaryOperation, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  power: (x, y) => x ** y,
  min: Math.min,
  max: Math.max,
};

/** How many numbers an input has, by its replication. */
export const lengthOf = (replication: Replication, rows: number, cols: number): number =>
  ({ none: rows * cols, scalar: 1, row: cols, column: rows })[replication];

/** The last register at entry (i, j). */
export function valueAt(data: Float64Array, program: ElementwiseProgram, i: number, j: number): number {
  const at = { none: i * program.cols + j, scalar: 0, row: j, column: i };
  const registers = program.inputs.map(({ offset, replication }) => data[offset + at[replication]] as number);
  registers.push(...program.constants);
  const read = (register: number): number => registers[register] as number;
  for (const step of program.steps) {
    registers.push(
      "of" in step
        ? UNARY[step.operation](read(step.of))
        : BINARY[step.operation](read(step.left), read(step.right)),
    );
  }
  return registers.at(-1) as number;
}
