/**
 * Entry-wise programs beside Math. Operations that IEEE rounds exactly agree bit for bit in any chain, zeros'
 * signs and NaN included; the others agree to a few units in the last place.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  Backend,
  BinaryOperation,
  ElementwiseProgram,
  ElementwiseStep,
  Replication,
  UnaryOperation,
} from "../../../src/backend/backend.ts";
import { lengthOf, UNARY, valueAt } from "../oracle.ts";
import { ENGINES, randomNumbers } from "./engines.ts";

const EXACT_UNARY = ["negate", "abs", "sign", "sqrt", "relu", "reciprocal", "square"] as const;
const EXACT_BINARY = ["add", "subtract", "multiply", "divide", "min", "max"] as const;

/** The result, entry by entry, before any sum. */
const plainEntries = (p: ElementwiseProgram, data: Float64Array): number[] =>
  Array.from({ length: p.rows * p.cols }, (_, at) => valueAt(data, p, Math.floor(at / p.cols), at % p.cols));

const SPECIAL = [0, -0, 1, -1, Number.NaN, Infinity, -Infinity, 5e-324, -2.5e-310, 1.7e308, 0.1, -3, 1e-20];

interface Drawn {
  readonly rows: number;
  readonly cols: number;
  readonly replications: readonly Replication[];
  readonly constants: readonly number[];
  readonly picks: readonly (readonly [operation: number, left: number, right: number])[];
  readonly seed: number;
  readonly special: boolean;
}

const DRAWN: fc.Arbitrary<Drawn> = fc.record({
  rows: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 60, max: 200 })),
  cols: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 120, max: 600 })),
  replications: fc.array(fc.constantFrom<Replication>("none", "scalar", "row", "column"), { maxLength: 4 }),
  constants: fc.array(fc.constantFrom(...SPECIAL), { minLength: 1, maxLength: 2 }),
  picks: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)), { maxLength: 9 }),
  seed: fc.nat(1000),
  special: fc.boolean(),
});

/** A program of operations that are rounded exactly. */
function programOf(drawn: Drawn, result: ElementwiseProgram["result"]): ElementwiseProgram {
  let end = 0;
  const inputs = drawn.replications.map((replication) => {
    const offset = end;
    end += lengthOf(replication, drawn.rows, drawn.cols);
    return { offset, replication };
  });
  const given = inputs.length + drawn.constants.length;
  const all = [...EXACT_UNARY, ...EXACT_BINARY];
  const steps = drawn.picks.map(([o, l, r], i): ElementwiseStep => {
    const operation = all[o % all.length] as (typeof all)[number];
    const [left, right] = [l % (given + i), r % (given + i)];
    const unary = EXACT_UNARY.find((name) => name === operation);
    return unary ? { operation: unary, of: left } : { operation: operation as BinaryOperation, left, right };
  });
  return { rows: drawn.rows, cols: drawn.cols, inputs, constants: drawn.constants, steps, result, out: end };
}

function workspaceFor(backend: Backend, program: ElementwiseProgram, drawn: Drawn) {
  const room = backend.workspace(
    program.out + Math.max(program.rows * program.cols, program.rows, program.cols, 1),
  );
  room.data.set(randomNumbers(program.out, drawn.seed));
  if (drawn.special)
    room.data.set(room.data.map((x) => SPECIAL[Math.floor(Math.abs(x) * SPECIAL.length)] as number));
  return room;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function unitsApart(got: number, wanted: number): number {
  if (Object.is(got, wanted)) return 0;
  if (!Number.isFinite(got) || !Number.isFinite(wanted)) return Infinity;
  const unit = Math.max(2 ** (Math.floor(Math.log2(Math.abs(wanted) || 5e-324)) - 52), 5e-324);
  return Math.abs(got - wanted) / unit;
}

/** One operation on values. */
function applied(
  backend: Backend,
  step: ElementwiseStep,
  ...values: readonly (readonly number[])[]
): number[] {
  const count = values[0]?.length as number;
  const room = backend.workspace(count * (values.length + 1));
  for (const [i, list] of values.entries()) room.data.set(list, i * count);
  room.elementwise({
    ...{ rows: 1, cols: count, constants: [], steps: [step], result: "entries", out: count * values.length },
    inputs: values.map((_, i) => ({ offset: i * count, replication: "none" })),
  })();
  return [...room.data.subarray(count * values.length)];
}

const spread = (count: number, low: number, high: number): number[] =>
  [...randomNumbers(count, count)].map((u) => low + ((high - low) * (u + 1)) / 2);

const ARGUMENTS: readonly number[] = [
  ...SPECIAL,
  ...spread(500, -1, 1),
  ...spread(500, -50, 50),
  ...spread(500, -760, 760),
  ...spread(300, -1e6, 1e6),
  ...spread(100, 0, 1e-300),
  ...[
    709.782712893384, 709.7827128933841, -745.13, -745.14, 710.4758600739439, 1e22, -1e300, 20,
    1.5707963267948966,
  ],
];

describe.each(ENGINES.filter(({ name }) => /^\w+, threads: 1$/.test(name)))(
  "entry-wise programs by $name",
  ({ backend }) => {
    test("of exactly rounded operations agree bit for bit", () => {
      fc.assert(
        fc.property(DRAWN, (drawn) => {
          const program = programOf(drawn, "entries");
          const { data, elementwise } = workspaceFor(backend, program, drawn);
          const wanted = plainEntries(program, data);
          elementwise(program)();
          const got = data.subarray(program.out);
          const wrong = wanted.findIndex((w, i) => !Object.is(w, got[i]));
          expect([wrong, got[wrong], wanted[wrong]]).toEqual([-1, undefined, undefined]);
        }),
        { numRuns: 150 },
      );
    });

    test("are summed over all, rows and columns", () => {
      fc.assert(
        fc.property(DRAWN, fc.constantFrom("sum", "row-sums", "column-sums"), (drawn, result) => {
          const finite = { ...drawn, special: false, constants: [2], picks: drawn.picks.slice(0, 2) };
          const program = programOf(finite, result as ElementwiseProgram["result"]);
          const { data, elementwise } = workspaceFor(backend, program, finite);
          const { rows, cols } = program;
          const entries = plainEntries(program, data);
          const groups: number[][] = Array.from(
            { length: { sum: 1, "row-sums": rows, "column-sums": cols }[result as "sum"] },
            () => [],
          );
          entries.forEach((value, i) => {
            const group = { sum: 0, "row-sums": Math.floor(i / cols), "column-sums": i % cols }[
              result as "sum"
            ];
            (groups[group] as number[]).push(value);
          });
          elementwise(program)();
          groups.forEach((values, g) => {
            const [got, wanted] = [data[program.out + g] as number, sum(values)];
            const size = sum(values.map(Math.abs));
            const near = Math.abs(got - wanted) <= 1e-15 * values.length * size;
            expect(near || Object.is(got, wanted) || !Number.isFinite(size)).toBe(true);
          });
        }),
        { numRuns: 100 },
      );
    });

    test("add up without the error of a running sum", () => {
      const count = 1_000_003;
      const room = backend.workspace(count + 1);
      room.data.fill(0.1, 0, count);
      const add = (rows: number, cols: number, result: ElementwiseProgram["result"]) => {
        const inputs = [{ offset: 0, replication: "none" }] as const;
        room.elementwise({ rows, cols, inputs, constants: [], steps: [], result, out: count })();
        return Math.abs((room.data[count] as number) / (0.1 * count) - 1);
      };
      expect(add(1, count, "sum")).toBeLessThan(3e-15);
      expect(add(1, count, "row-sums")).toBeLessThan(3e-15);
      expect(add(count, 1, "sum")).toBeLessThan(3e-15);
    });

    test.each(Object.keys(UNARY) as UnaryOperation[])("%s is within a few units of Math", (operation) => {
      const got = applied(backend, { operation, of: 0 }, ARGUMENTS);
      const wrong = ARGUMENTS.flatMap((x, i) => {
        const wanted = UNARY[operation](x);
        const near = unitsApart(got[i] as number, wanted) <= 5;
        return near ? [] : [`${operation}(${x}) = ${got[i]}, not ${wanted}`];
      });
      expect(wrong).toEqual([]);
    });

    test("powers are JavaScript's, for constant exponents and others", () => {
      const bases = [...SPECIAL, ...spread(60, -4, 4), 2, -2, 9];
      for (const exponent of [2, 3, -1, 0.5, 0, 1, -2, 7, 1.5, Number.NaN, Infinity, -Infinity]) {
        const exponents = bases.map(() => exponent);
        const got = applied(backend, { operation: "power", left: 0, right: 1 }, bases, exponents);
        const wrong = bases.filter((x, i) => !(unitsApart(got[i] as number, x ** exponent) <= 2));
        expect([exponent, wrong]).toEqual([exponent, []]);
      }
      const exponents = bases.map((_, i) => (i % 7) - 3);
      const got = applied(backend, { operation: "power", left: 0, right: 1 }, bases, exponents);
      const wrong = bases.filter(
        (x, i) => !(unitsApart(got[i] as number, x ** (exponents[i] as number)) <= 2),
      );
      expect(wrong).toEqual([]);
    });

    test("may write over an input that is read entry by entry", () => {
      const [rows, cols] = [7, 300];
      const { data, elementwise } = backend.workspace(rows * cols + cols);
      data.set(randomNumbers(rows * cols + cols, 5));
      const program: ElementwiseProgram = {
        ...{ rows, cols, constants: [], result: "entries", out: 0 },
        inputs: [
          { offset: 0, replication: "none" },
          { offset: rows * cols, replication: "row" },
        ],
        steps: [
          { operation: "multiply", left: 0, right: 0 },
          { operation: "add", left: 2, right: 1 },
          { operation: "subtract", left: 3, right: 0 },
        ],
      };
      const wanted = plainEntries(program, data);
      elementwise(program)();
      expect([...data.subarray(0, rows * cols)]).toEqual(wanted);
    });

    test("refuse registers that aren't there and places outside of the workspace", () => {
      const { elementwise } = backend.workspace(8);
      const inputs = [{ offset: 0, replication: "none" }] as const;
      const base: ElementwiseProgram = {
        ...{ rows: 2, cols: 2, inputs, constants: [], steps: [] },
        ...{ result: "entries", out: 4 },
      };
      expect(() => elementwise({ ...base, steps: [{ operation: "add", left: 0, right: 1 }] })).toThrow(
        "register",
      );
      expect(() => elementwise({ ...base, out: 5 })).toThrow("outside");
      expect(() => elementwise({ ...base, inputs: [] })).toThrow("without registers");
    });
  },
);
