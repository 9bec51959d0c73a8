/**
 * A chain of entry-wise operations, run block by block: every step goes over one block of entries, which stays
 * in the first cache, before the next block is begun.
 *
 *     G ⊙ (1 − H ⊙ H), entries 0…255:   r₃ ← H H    r₄ ← 1 − r₃    out ← G r₄    then 256…511
 *
 * Entries are counted row by row. What is read or written entry by entry lies in the workspace, all else in a
 * register of one block.
 */
import type { ElementwiseInput, ElementwiseProgram, ElementwiseStep, Operation } from "../backend.ts";
import { BINARY, UNARY } from "./operations.ts";
import { reduction } from "./reduction.ts";

const BLOCK = 256;

/** Where the block of entries from `start` lies: from `offset + start · advance`, advance 0 or 1. */
export interface Register {
  readonly values: Float64Array;
  readonly offset: number;
  readonly advance: number;
}

/** What is done for the `count` entries from `start`. */
export type Stage = (start: number, count: number) => void;

export function jsElementwise(data: Float64Array, program: ElementwiseProgram): Operation {
  const { inputs, constants, steps, result } = program;
  const entries = program.rows * program.cols;
  const width = Math.min(BLOCK, entries);
  const block = (): Register => ({ values: new Float64Array(width), offset: 0, advance: 0 });
  const inPlace = (offset: number): Register => ({ values: data, offset, advance: 1 });
  const out = inPlace(program.out);

  const registers = [
    ...inputs.map(({ offset, replication }) => (replication === "none" ? inPlace(offset) : block())),
    ...constants.map((value) => ({ ...block(), values: new Float64Array(width).fill(value) })),
    ...steps.map((_, s) => (result === "entries" && s === steps.length - 1 ? out : block())),
  ];
  const last = registers.at(-1);
  if (!last) throw new Error("a program without inputs, constants and steps has no result");
  const firstStep = inputs.length + constants.length;
  const stages: Stage[] = [
    ...inputs.flatMap((input, i) => replicating(data, input, program.cols, registers[i]!.values)),
    ...steps.map((step, s) => running(step, registers, registers[firstStep + s]!)),
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
    data.set(totals, program.out);
  };
}

function inBlocks(stages: readonly Stage[], entries: number): void {
  for (let start = 0; start < entries; start += BLOCK) {
    const count = Math.min(BLOCK, entries - start);
    for (let s = 0; s < stages.length; s++) stages[s]!(start, count);
  }
}

/** Spreads a replicated input into its register; nothing for one that is read where it lies. */
function replicating(
  data: Float64Array,
  { offset, replication }: ElementwiseInput,
  cols: number,
  values: Float64Array,
): Stage[] {
  switch (replication) {
    case "none":
      return [];
    case "scalar":
      return [
        (start) => {
          if (start === 0) values.fill(data[offset]!);
        },
      ];
    case "row":
      return [
        (start, count) => {
          for (let e = 0, j = start % cols; e < count; e++) {
            values[e] = data[offset + j]!;
            if (++j === cols) j = 0;
          }
        },
      ];
    case "column":
      return [
        (start, count) => {
          for (let e = 0, i = Math.floor(start / cols), left = cols - (start % cols); e < count; i++) {
            for (const end = Math.min(count, e + left); e < end; e++) values[e] = data[offset + i]!;
            left = cols;
          }
        },
      ];
  }
}

function running(step: ElementwiseStep, registers: readonly Register[], z: Register): Stage {
  if ("of" in step) {
    const loop = UNARY[step.operation];
    const x = registers[step.of]!;
    return (start, count) => {
      loop(x.values, x.offset + start * x.advance, z.values, z.offset + start * z.advance, count);
    };
  }
  const loop = BINARY[step.operation];
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
