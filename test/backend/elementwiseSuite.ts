/**
 * Random chains of entry-wise operations against one entry after another.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  Backend,
  BinaryOperation,
  ElementwiseProgram,
  ElementwiseStep,
  Replication,
  UnaryOperation,
} from "../../src/backend/backend.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { BINARY, lengthOf, UNARY, valueAt } from "./oracle.ts";
import { randomised } from "./places.ts";

const UNARY_NAMES = Object.keys(UNARY) as UnaryOperation[];
const BINARY_NAMES = Object.keys(BINARY) as BinaryOperation[];
const REPLICATIONS: readonly Replication[] = ["none", "scalar", "row", "column"];
const RESULTS = ["entries", "sum", "row-sums", "column-sums"] as const;

const random = randomFrom(8, "entry-wise operations of a backend");

function expected(data: Float64Array, program: ElementwiseProgram): number[] {
  const { rows, cols, result } = program;
  const entries = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_, j) => valueAt(data, program, i, j)),
  );
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  switch (result) {
    case "entries":
      return entries.flat();
    case "sum":
      return [sum(entries.flat())];
    case "row-sums":
      return entries.map(sum);
    case "column-sums":
      return Array.from({ length: cols }, (_, j) => sum(entries.map((row) => row[j]!)));
  }
}

/** Equal up to rounding, which a sum that cancels and a function near its pole make larger. */
function expectClose(found: ArrayLike<number>, wanted: readonly number[], size: number, what: string): void {
  const wrong = wanted.findIndex((x, i) => {
    const y = found[i]!;
    return Number.isFinite(x) ? !(Math.abs(y - x) / Math.max(size, Math.abs(x)) < 1e-11) : !Object.is(x, y);
  });
  if (wrong >= 0) expect(found[wrong], `entry ${wrong} of ${what}`).toBe(wanted[wrong]);
}

const same = (x: Float64Array, y: Float64Array): boolean => x.every((value, i) => Object.is(value, y[i]));

/** Inputs one after another from entry 2 on, the result after them. */
function laidOut(
  rows: number,
  cols: number,
  replications: readonly Replication[],
  constants: readonly number[],
  steps: readonly ElementwiseStep[],
  result: ElementwiseProgram["result"],
): ElementwiseProgram {
  let out = 2;
  const inputs = replications.map((replication) => {
    const offset = out;
    out += lengthOf(replication, rows, cols);
    return { offset, replication };
  });
  return { rows, cols, inputs, constants, steps, result, out };
}

function expectRight(backend: Backend, program: ElementwiseProgram): void {
  const room = backend.workspace(program.out + program.rows * program.cols + 3);
  randomised(room.data, random);
  const run = room.elementwise(program);
  // prepared before the numbers are there, and run more than once
  for (let round = 0; round < 2; round++) {
    randomised(room.data, random);
    const before = room.data.slice();
    const wanted = expected(before, program);
    run();
    const { out } = program;
    const terms = program.result === "entries" ? 1 : Math.max(1, program.rows * program.cols);
    expectClose(room.data.subarray(out, out + wanted.length), wanted, terms, JSON.stringify(program));
    before.set(room.data.subarray(out, out + wanted.length), out);
    expect(same(room.data, before), `${JSON.stringify(program)} leaves the rest alone`).toBe(true);
  }
}

/** Steps over registers before them; only operations that keep random chains within reach. */
const chain: fc.Arbitrary<ElementwiseProgram> = fc
  .record({
    rows: fc.integer({ min: 1, max: 40 }),
    cols: fc.integer({ min: 1, max: 40 }),
    replications: fc.array(fc.constantFrom(...REPLICATIONS), { minLength: 1, maxLength: 4 }),
    constants: fc.array(fc.constantFrom(0.5, 1, -2), { maxLength: 2 }),
    choices: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 6 }),
    result: fc.constantFrom(...RESULTS),
  })
  .map(({ rows, cols, replications, constants, choices, result }) => {
    const tame: readonly (UnaryOperation | BinaryOperation)[] = [
      ...(["negate", "abs", "sin", "cos", "tanh", "sigmoid", "softplus", "relu"] as const),
      ...(["add", "subtract", "multiply", "min", "max"] as const),
    ];
    const first = replications.length + constants.length;
    const steps = choices.map(([o, x, y], s): ElementwiseStep => {
      const operation = tame[o % tame.length]!;
      return operation in UNARY
        ? { operation: operation as UnaryOperation, of: x % (first + s) }
        : { operation: operation as BinaryOperation, left: x % (first + s), right: y % (first + s) };
    });
    return laidOut(rows, cols, replications, constants, steps, result);
  });

export function describeElementwise(backend: Backend): void {
  describe("a chain of entry-wise operations", () => {
    it.each(UNARY_NAMES)("has %s", (operation) => {
      expectRight(backend, laidOut(3, 7, ["none"], [], [{ operation, of: 0 }], "entries"));
      const hostile = [0, -0, 1, -1, 800, -800, 1e-300, Infinity, -Infinity, NaN];
      const program = laidOut(1, hostile.length, ["none"], [], [{ operation, of: 0 }], "entries");
      const room = backend.workspace(program.out + hostile.length);
      room.data.set(hostile, 2);
      room.elementwise(program)();
      const wanted = hostile.map(UNARY[operation]);
      expectClose(room.data.subarray(program.out), wanted, 1e-300, operation);
    });

    it.each(BINARY_NAMES)("has %s", (operation) => {
      const steps: ElementwiseStep[] = [{ operation, left: 0, right: 1 }];
      for (const other of REPLICATIONS) {
        expectRight(backend, laidOut(5, 3, ["none", other], [], steps, "entries"));
        expectRight(backend, laidOut(5, 3, [other, "none"], [], steps, "entries"));
      }
      expectRight(backend, laidOut(4, 4, ["none"], [2.5], steps, "entries"));
    });

    it("has min and max that let NaN through", () => {
      for (const operation of ["min", "max"] as const) {
        const program = laidOut(1, 2, ["none", "none"], [], [{ operation, left: 0, right: 1 }], "entries");
        const room = backend.workspace(program.out + 2);
        room.data.set([NaN, 1, 2, NaN], 2);
        room.elementwise(program)();
        expect([...room.data.subarray(program.out)]).toEqual([NaN, NaN]);
      }
    });

    it("is what its steps are one after another", () => {
      fc.assert(
        fc.property(chain, (program) => expectRight(backend, program)),
        { numRuns: 300 },
      );
    });

    it("goes over many blocks", () => {
      const steps: ElementwiseStep[] = [
        { operation: "multiply", left: 0, right: 1 },
        { operation: "subtract", left: 4, right: 5 },
        { operation: "multiply", left: 6, right: 2 },
        { operation: "add", left: 7, right: 3 },
      ];
      for (const result of RESULTS) {
        for (const [rows, cols] of [
          [61, 73],
          [1, 1025],
          [1025, 1],
          [3, 700],
        ] as const) {
          expectRight(backend, laidOut(rows, cols, ["none", "row", "column", "scalar"], [1], steps, result));
        }
      }
    });

    it("may write over an input that is read entry by entry", () => {
      const [rows, cols] = [23, 31];
      const steps: ElementwiseStep[] = [
        { operation: "square", of: 0 },
        { operation: "subtract", left: 1, right: 2 },
        { operation: "multiply", left: 3, right: 0 },
      ];
      const apart = laidOut(rows, cols, ["none"], [1], steps, "entries");
      const room = backend.workspace(apart.out);
      randomised(room.data, random);
      const wanted = expected(room.data, apart);
      room.elementwise({ ...apart, out: 2 })();
      expectClose(room.data.subarray(2), wanted, 1, "in place");
    });

    it("of no entries gives nothing, and sums of 0", () => {
      const room = backend.workspace(4);
      const program = (rows: number, cols: number, result: ElementwiseProgram["result"]) => ({
        ...laidOut(rows, cols, ["none"], [], [{ operation: "exp", of: 0 } as const], result),
        out: 0,
      });
      room.data.fill(5);
      room.elementwise(program(0, 3, "entries"))();
      expect([...room.data]).toEqual([5, 5, 5, 5]);
      room.elementwise(program(0, 3, "column-sums"))();
      expect([...room.data]).toEqual([0, 0, 0, 5]);
      room.data.fill(5);
      room.elementwise(program(2, 0, "row-sums"))();
      expect([...room.data]).toEqual([0, 0, 5, 5]);
    });
  });
}
