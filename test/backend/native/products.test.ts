/**
 * Products of every shape beside plain loops. Whatever lies between the rows of an operand is NaN, so that a
 * read of it would show; whatever lies between the rows of the result must stay.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Backend, Operand } from "../../../src/backend/backend.ts";
import { ENGINES, randomNumbers } from "./engines.ts";

interface Case {
  readonly rows: number;
  readonly cols: number;
  readonly depth: number;
  readonly transposed: readonly [left: boolean, right: boolean];
  /** Doubles between the rows of left, right and the result. */
  readonly gaps: readonly [left: number, right: number, out: number];
  readonly alpha: number;
  readonly beta: number;
}

const PLAIN = { transposed: [false, false], gaps: [0, 0, 0], alpha: 1, beta: 0 } as const;
const BOTH = [false, true] as const;
const UNTOUCHED = 123.5;

function operand(offset: number, rows: number, cols: number, transposed: boolean, gap: number): Operand {
  const [r, c] = transposed ? [cols, rows] : [rows, cols];
  return { offset, rows: r, cols: c, stride: c + gap, transposed };
}

const end = ({ offset, rows, stride }: { offset: number; rows: number; stride: number }) =>
  offset + rows * stride;

const indexIn = (p: Operand, i: number, j: number): number =>
  p.offset + (p.transposed ? j * p.stride + i : i * p.stride + j);

/** What is wrong with the product, if anything. */
function fault(backend: Backend, c: Case): string | undefined {
  const left = operand(3, c.rows, c.depth, c.transposed[0], c.gaps[0]);
  const right = operand(end(left) + 1, c.depth, c.cols, c.transposed[1], c.gaps[1]);
  const out = operand(end(right) + 2, c.rows, c.cols, false, c.gaps[2]);
  const { data, product } = backend.workspace(end(out) + 5);
  data.fill(Number.NaN);
  const random = randomNumbers(c.rows * c.depth + c.depth * c.cols, c.rows + 31 * c.cols + 57 * c.depth);
  let drawn = 0;
  for (let i = 0; i < c.rows; i++)
    for (let k = 0; k < c.depth; k++) data[indexIn(left, i, k)] = random[drawn++] as number;
  for (let k = 0; k < c.depth; k++)
    for (let j = 0; j < c.cols; j++) data[indexIn(right, k, j)] = random[drawn++] as number;
  data.fill(UNTOUCHED, out.offset);
  for (let i = 0; i < c.rows; i++)
    for (let j = 0; j < c.cols; j++) data[indexIn(out, i, j)] = c.beta === 0 ? Number.NaN : i - j;
  product(left, right, out, c.alpha, c.beta)();

  const tolerance = 5e-16 * (c.depth + 4) * Math.abs(c.alpha) + 1e-15 * Math.abs(c.beta) * (c.rows + c.cols);
  const step = c.rows * c.cols * c.depth < 1e6 ? 1 : 13;
  for (let i = 0; i < c.rows; i++) {
    for (let j = i % step; j < c.cols; j += step) {
      let sum = 0;
      for (let k = 0; k < c.depth; k++)
        sum += (data[indexIn(left, i, k)] as number) * (data[indexIn(right, k, j)] as number);
      const wanted = c.alpha * sum + (c.beta === 0 ? 0 : c.beta * (i - j));
      const got = data[indexIn(out, i, j)] as number;
      if (!(Math.abs(got - wanted) <= tolerance))
        return `(${i}, ${j}) is ${got}, not ${wanted}: ${JSON.stringify(c)}`;
    }
  }
  const touched = data.subarray(out.offset).findIndex((value, at) => {
    const inside = at % out.stride < c.cols && at < c.rows * out.stride;
    return !inside && value !== UNTOUCHED;
  });
  return touched < 0 ? undefined : `${touched} behind the result's start is written: ${JSON.stringify(c)}`;
}

const oneTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe.each(ENGINES)("products by $name", ({ backend }) => {
  test("are right for all small shapes", () => {
    const wrong = oneTo(18).flatMap((rows) =>
      oneTo(27).flatMap((cols) =>
        [1, 2, 3, 9].flatMap((depth) =>
          BOTH.flatMap((l) =>
            BOTH.map((r) =>
              fault(backend, { ...PLAIN, rows, cols, depth, transposed: [l, r], gaps: [1, 0, 2] }),
            ),
          ),
        ),
      ),
    );
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test("are right for all square matrices up to 40×40, and their vectors", () => {
    const wrong = oneTo(40).flatMap((n) => [
      fault(backend, { ...PLAIN, rows: n, cols: n, depth: n }),
      fault(backend, { ...PLAIN, rows: n, cols: n, depth: n, transposed: [true, true], alpha: -2, beta: 3 }),
      fault(backend, { ...PLAIN, rows: n, cols: 1, depth: 41 - n }),
      fault(backend, { ...PLAIN, rows: 1, cols: n, depth: 41 - n, transposed: [false, true], beta: 1 }),
    ]);
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test("are right for any strides, transposes and factors", () => {
    const size = fc.integer({ min: 0, max: 70 });
    const gap = fc.integer({ min: 0, max: 5 });
    const factor = fc.constantFrom(0, 1, -1, 0.5, 3);
    const cases = fc.record({
      ...{ rows: size, cols: size, depth: size, alpha: factor, beta: factor },
      transposed: fc.tuple(fc.boolean(), fc.boolean()),
      gaps: fc.tuple(gap, gap, gap),
    });
    fc.assert(
      fc.property(cases, (c) => {
        expect(fault(backend, c)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test("are right in blocks", () => {
    const shapes = [
      [300, 290, 310],
      [17, 270, 250],
      [193, 70, 1030],
      [25, 1100, 64],
      [500, 140, 520],
    ] as const;
    const wrong = shapes.flatMap(([rows, cols, depth]) =>
      BOTH.flatMap((l) =>
        BOTH.map((r) =>
          fault(backend, {
            rows,
            cols,
            depth,
            transposed: [l, r],
            gaps: [0, 3, 1],
            alpha: 0.5,
            beta: l ? 2 : 0,
          }),
        ),
      ),
    );
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test("are right for long vectors", () => {
    const wrong = BOTH.flatMap((l) =>
      BOTH.flatMap((r) =>
        [
          [3000, 1, 70],
          [1, 2500, 67],
          [33, 1, 4100],
          [1, 1, 5000],
          [130, 2100, 1],
        ].map(([rows, cols, depth]) =>
          fault(backend, {
            ...{ rows: rows as number, cols: cols as number, depth: depth as number },
            ...{ transposed: [l, r], gaps: [2, 1, 3], alpha: 2, beta: -1 },
          }),
        ),
      ),
    );
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test("keep a NaN in its row and an infinity in its column", () => {
    for (const n of [2, 7, 25, 100, 280]) {
      const { data, product } = backend.workspace(3 * n * n);
      data.set(randomNumbers(2 * n * n, n));
      data[n] = Number.NaN;
      data[n * n + 1] = Number.POSITIVE_INFINITY;
      const at = (offset: number) => operand(offset, n, n, false, 0);
      product(at(0), at(n * n), at(2 * n * n), 1, 0)();
      const out = data.subarray(2 * n * n);
      const finite = out.map((value, i) =>
        Number(Number.isFinite(value) === (i % n !== 1 && (i < n || i >= 2 * n))),
      );
      expect(finite.every(Boolean)).toBe(true);
    }
  });

  test("of inner size 0 scale what is there", () => {
    expect(fault(backend, { ...PLAIN, rows: 3, cols: 4, depth: 0 })).toBeUndefined();
    expect(fault(backend, { ...PLAIN, rows: 3, cols: 4, depth: 0, beta: 2 })).toBeUndefined();
  });

  test("refuse places outside of the workspace and sizes that don't conform", () => {
    const { product } = backend.workspace(20);
    const at = (offset: number, rows: number, cols: number) => operand(offset, rows, cols, false, 0);
    expect(() => product(at(0, 3, 3), at(9, 3, 3), at(18, 3, 3), 1, 0)).toThrow("outside");
    expect(() => product(at(-1, 2, 2), at(4, 2, 2), at(8, 2, 2), 1, 0)).toThrow("outside");
    expect(() => product(at(0, 2, 3), at(6, 2, 2), at(10, 2, 2), 1, 0)).toThrow("2×3 times 2×2 is not 2×2");
  });

  test("run again and again on the same memory, also after the workspace is let go", () => {
    const operations = oneTo(50).map((value) => {
      const { data, product } = backend.workspace(3);
      data.set([value, 2, 0]);
      const at = (offset: number) => operand(offset, 1, 1, false, 0);
      return { run: product(at(0), at(1), at(2), 1, 1), read: product(at(2), at(1), at(0), 1, 0), data };
    });
    for (const { run, read } of operations) for (const f of [run, run, read]) f();
    expect(operations.map(({ data }) => data[0])).toEqual(oneTo(50).map((value) => 8 * value));
  });
});
