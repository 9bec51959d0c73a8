/**
 * A chain of entry-wise operations, run block by block: every step goes over one block of entries, which stays
 * in the first cache, before the next block is begun.
 *
 *     G ⊙ (1 − H ⊙ H), entries 0…255:   r₃ ← H H    r₄ ← 1 − r₃    out ← G r₄    then 256…511
 *
 * Entries are counted row by row. What is read or written entry by entry lies in the workspace, all else in a
 * register of one block.
 */
import type {
  BinaryOperation,
  ElementwiseInput,
  ElementwiseProgram,
  ElementwiseStep,
  Operation,
  UnaryOperation,
} from "../backend.ts";
import { BINARY, type BinaryLoop, UNARY, type UnaryLoop } from "./operations.ts";
import { reduction } from "./reduction.ts";

export const BLOCK = 256;

/** Where the block of entries from `start` lies: from `offset + start · advance`, advance 0 or 1. */
export interface Register {
  readonly values: Float64Array;
  readonly offset: number;
  readonly advance: number;
}

/** Where a backend's programs run. */
export interface Bench {
  /** What holds the workspace's numbers, from `origin` on. */
  readonly values: Float64Array;
  readonly origin: number;
  /** Room for the block of register number i; any operation may use it between two runs. */
  block(i: number, width: number): Register;
  readonly unary: Readonly<Record<UnaryOperation, UnaryLoop>>;
  readonly binary: Readonly<Record<BinaryOperation, BinaryLoop>>;
}

export const jsBench = (data: Float64Array): Bench => ({
  values: data,
  origin: 0,
  block: (_, width) => ({ values: new Float64Array(width), offset: 0, advance: 0 }),
  unary: UNARY,
  binary: BINARY,
});

/** What is done for the `count` entries from `start`. */
export type Stage = (start: number, count: number) => void;

export function prepareElementwise(bench: Bench, program: ElementwiseProgram): Operation {
  const { inputs, constants, steps, result } = program;
  const { values, origin } = bench;
  const entries = program.rows * program.cols;
  const width = Math.min(BLOCK, entries);
  const inPlace = (offset: number): Register => ({ values, offset: origin + offset, advance: 1 });
  const out = inPlace(program.out);

  const registers: Register[] = [];
  const block = (): Register => bench.block(registers.length, width);
  for (const { offset, replication } of inputs)
    registers.push(replication === "none" ? inPlace(offset) : block());
  for (const _ of constants) registers.push(block());
  steps.forEach((_, s) => {
    registers.push(result === "entries" && s === steps.length - 1 ? out : block());
  });
  const last = registers.at(-1);
  if (!last) throw new Error("a program without inputs, constants and steps has no result");
  const firstStep = inputs.length + constants.length;
  const stages: Stage[] = [
    ...inputs.flatMap((input, i) => replicating(bench, input, program.cols, registers[i]!)),
    ...constants.map((value, i) => filling(registers[inputs.length + i]!, () => value)),
    ...steps.map((step, s) => running(bench, step, registers, registers[firstStep + s]!)),
  ];
  if (result === "entries") {
    if (last !== out) stages.push(copying(last, out));
    return () => inBlocks(stages, entries);
  }
  const { add, totals } = reduction(program, result, last);
  stages.push(add);
  return () => {
    totals.fill(0);
    inBlocks(stages, entries);
    values.set(totals, out.offset);
  };
}

function inBlocks(stages: readonly Stage[], entries: number): void {
  for (let start = 0; start < entries; start += BLOCK) {
    const count = Math.min(BLOCK, entries - start);
    for (let s = 0; s < stages.length; s++) stages[s]!(start, count);
  }
}

/** Fills a whole register before the first block. */
const filling =
  ({ values, offset }: Register, value: () => number): Stage =>
  (start, count) => {
    if (start === 0) values.fill(value(), offset, offset + count);
  };

/** Spreads a replicated input into its register; nothing for one that is read where it lies. */
function replicating(
  { values: data, origin }: Bench,
  input: ElementwiseInput,
  cols: number,
  register: Register,
): Stage[] {
  const { values, offset: to } = register;
  const offset = origin + input.offset;
  switch (input.replication) {
    case "none":
      return [];
    case "scalar":
      return [filling(register, () => data[offset]!)];
    case "row":
      return [
        (start, count) => {
          for (let e = 0, j = start % cols; e < count; e++) {
            values[to + e] = data[offset + j]!;
            if (++j === cols) j = 0;
          }
        },
      ];
    case "column":
      return [
        (start, count) => {
          for (let e = 0, i = Math.floor(start / cols), left = cols - (start % cols); e < count; i++) {
            for (const end = Math.min(count, e + left); e < end; e++) values[to + e] = data[offset + i]!;
            left = cols;
          }
        },
      ];
  }
}

function running(
  { unary, binary }: Bench,
  step: ElementwiseStep,
  registers: readonly Register[],
  z: Register,
): Stage {
  if ("of" in step) {
    const loop = unary[step.operation];
    const x = registers[step.of]!;
    return (start, count) => {
      loop(x.values, x.offset + start * x.advance, z.values, z.offset + start * z.advance, count);
    };
  }
  const loop = binary[step.operation];
  const x = registers[step.left]!;
  const y = registers[step.right]!;
  return (start, count) => {
    const k = z.offset + start * z.advance;
    const i = x.offset + start * x.advance;
    loop(x.values, i, y.values, y.offset + start * y.advance, z.values, k, count);
  };
}

const copying =
  (x: Register, z: Register): Stage =>
  (start, count) => {
    const from = x.offset + start * x.advance;
    const to = z.offset + start * z.advance;
    for (let e = 0; e < count; e++) z.values[to + e] = x.values[from + e]!;
  };
