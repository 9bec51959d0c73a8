/**
 * Products and entry-wise programs as the rows of numbers the addon takes, checked against the workspace: the
 * addon trusts them.
 *
 *     1 − H·H  ─▶  places H, 1, slots;  steps (multiply → slot 0), (subtract → result's slot)
 */
import type { ElementwiseProgram, ElementwiseStep, Operand, Place, Replication } from "../backend.ts";

/** In the order of engine/operations.h. */
const OPERATIONS: readonly ElementwiseStep["operation"][] = [
  "negate",
  "abs",
  "sign",
  "sqrt",
  "exp",
  "log",
  "sin",
  "cos",
  "tan",
  "tanh",
  "sinh",
  "cosh",
  "sigmoid",
  "softplus",
  "relu",
  "reciprocal",
  "square",
  "add",
  "subtract",
  "multiply",
  "divide",
  "power",
  "min",
  "max",
];
/** In the orders of program.h. */
const REPLICATIONS: readonly Replication[] = ["none", "scalar", "row", "column"];
const RESULTS: readonly ElementwiseProgram["result"][] = ["entries", "sum", "row-sums", "column-sums"];

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`native backend: ${what}`);
}

function checkRange(offset: number, length: number, entries: number): void {
  const fits = Number.isInteger(offset) && offset >= 0 && offset + length <= entries;
  check(fits, `entries ${offset} to ${offset + length} are outside of a workspace of ${entries}`);
}

function checkPlace({ offset, rows, cols, stride }: Place, entries: number): void {
  const whole = Number.isInteger(rows) && Number.isInteger(cols) && Number.isInteger(stride);
  check(
    whole && rows >= 0 && cols >= 0 && stride >= cols,
    `no matrix has ${rows}×${cols} with stride ${stride}`,
  );
  checkRange(offset, rows === 0 || cols === 0 ? 0 : (rows - 1) * stride + cols, entries);
}

/** From one row, and one column, to the next. */
const stepsOf = ({ transposed, stride }: Operand): [down: number, across: number] =>
  transposed ? [1, stride] : [stride, 1];

const sizeOf = ({ transposed, rows, cols }: Operand): [rows: number, cols: number] =>
  transposed ? [cols, rows] : [rows, cols];

export function productNumbers(
  left: Operand,
  right: Operand,
  out: Place,
  alpha: number,
  beta: number,
  entries: number,
): Float64Array {
  for (const place of [left, right, out]) checkPlace(place, entries);
  const [rows, depth] = sizeOf(left);
  const [rightRows, cols] = sizeOf(right);
  const conform = depth === rightRows && rows === out.rows && cols === out.cols;
  check(conform, `${rows}×${depth} times ${rightRows}×${cols} is not ${out.rows}×${out.cols}`);
  return Float64Array.of(
    ...[rows, cols, depth],
    ...[left.offset, ...stepsOf(left)],
    ...[right.offset, ...stepsOf(right)],
    ...[out.offset, out.stride],
    ...[alpha, beta],
  );
}

const operandsOf = (step: ElementwiseStep): readonly [number, number] =>
  "of" in step ? [step.of, step.of] : [step.left, step.right];

/** How many entries an input has. */
function lengthOf(replication: Replication, rows: number, cols: number): number {
  return { none: rows * cols, scalar: 1, row: cols, column: rows }[replication];
}

interface Slots {
  /** Of each register. */
  readonly places: readonly number[];
  readonly count: number;
}

/**
 * A place for each register: a step's slot is taken over once its result has been read for the last time, so
 * that long chains stay in the cache. The result of the program keeps slot 0.
 */
function allotSlots(steps: readonly ElementwiseStep[], given: number): Slots {
  const lastUse = new Map<number, number>();
  steps.forEach((step, i) => {
    for (const register of operandsOf(step)) lastUse.set(register, i);
  });
  const places = Array.from({ length: given }, (_, i) => i);
  const free: number[] = [];
  let count = 1;
  steps.forEach((step, i) => {
    const register = given + i;
    const slot = i === steps.length - 1 ? 0 : (free.pop() ?? count++);
    places[register] = given + slot;
    for (const read of new Set(operandsOf(step))) {
      if (read >= given && lastUse.get(read) === i) free.push((places[read] as number) - given);
    }
    if (i < steps.length - 1 && !lastUse.has(register)) free.push(slot);
  });
  return { places, count };
}

/** Runs as if entries were in one row where nothing depends on rows. */
function flattened(program: ElementwiseProgram): [rows: number, cols: number] {
  const flat =
    (program.result === "entries" || program.result === "sum") &&
    program.inputs.every(({ replication }) => replication === "none" || replication === "scalar");
  return flat ? [1, program.rows * program.cols] : [program.rows, program.cols];
}

export function programNumbers(program: ElementwiseProgram, entries: number): Float64Array {
  const { inputs, constants, steps, result, out, rows, cols } = program;
  check(
    Number.isInteger(rows) && Number.isInteger(cols) && rows >= 0 && cols >= 0,
    `no pass over ${rows}×${cols}`,
  );
  for (const { offset, replication } of inputs)
    checkRange(offset, lengthOf(replication, rows, cols), entries);
  const outLength = { entries: rows * cols, sum: 1, "row-sums": rows, "column-sums": cols }[result];
  checkRange(out, outLength, entries);
  const given = inputs.length + constants.length;
  check(given + steps.length > 0, "a program without registers");
  steps.forEach((step, i) => {
    const known = operandsOf(step).every((r) => Number.isInteger(r) && r >= 0 && r < given + i);
    check(known, `step ${i} reads a register that isn't there yet`);
  });
  const { places, count } = allotSlots(steps, given);
  return Float64Array.of(
    ...flattened(program),
    ...[inputs.length, constants.length, count, steps.length],
    ...[places[places.length - 1] as number, RESULTS.indexOf(result), out],
    ...inputs.flatMap(({ offset, replication }) => [offset, REPLICATIONS.indexOf(replication)]),
    ...constants,
    ...steps.flatMap((step, i) => [
      OPERATIONS.indexOf(step.operation),
      places[given + i] as number,
      ...operandsOf(step).map((register) => places[register] as number),
    ]),
  );
}
