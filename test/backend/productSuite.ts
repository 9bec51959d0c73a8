/**
 * Products of a backend: sizes around the edges of its tiles and blocks, all transposes, strides and factors.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Backend, Operand, Place, Workspace } from "../../src/backend/backend.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { at, matrixAt, placed, randomised, straightforward } from "./places.ts";

interface Case {
  readonly rows: number;
  readonly cols: number;
  readonly inner: number;
  readonly transposed?: readonly [boolean, boolean];
  /** How much longer a row's stride is than the row: left, right, out. */
  readonly gaps?: readonly [number, number, number];
  readonly alpha?: number;
  readonly beta?: number;
}

interface Prepared {
  readonly room: Workspace;
  readonly left: Operand;
  readonly right: Operand;
  readonly out: Place;
}

const BOTH = [false, true];
const TRANSPOSES = BOTH.flatMap((l) => BOTH.map((r) => [l, r] as const));
const random = randomFrom(5, "products of a backend");

function prepared(backend: Backend, c: Case): Prepared {
  const [left, right] = c.transposed ?? [false, false];
  const [gapLeft, gapRight, gapOut] = c.gaps ?? [0, 0, 0];
  const sizes = [
    [...(left ? [c.inner, c.rows] : [c.rows, c.inner]), gapLeft],
    [...(right ? [c.cols, c.inner] : [c.inner, c.cols]), gapRight],
    [c.rows, c.cols, gapOut],
  ] as [number, number, number][];
  const [places, entries] = placed(sizes);
  const room = backend.workspace(entries);
  randomised(room.data, random);
  return {
    room,
    left: { ...places[0]!, transposed: left },
    right: { ...places[1]!, transposed: right },
    out: places[2]!,
  };
}

/** Runs the product, and compares it and all that it had to leave alone. */
function expectRight(backend: Backend, c: Case): void {
  const { room, left, right, out } = prepared(backend, c);
  const [alpha, beta] = [c.alpha ?? 1, c.beta ?? 0];
  const before = room.data.slice();
  const run = room.product(left, right, out, alpha, beta);
  const old = beta === 0 ? undefined : matrixAt(before, out);
  if (beta === 0)
    for (let i = 0; i < c.rows; i++) for (let j = 0; j < c.cols; j++) room.data[at(out, i, j)] = NaN;
  run();
  const scale = Math.max(1, c.inner) * 16 * Math.abs(alpha) + Math.abs(beta) * 4 || 1;
  const expected = straightforward(before, left, right);
  let worst = 0;
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j < c.cols; j++) {
      const wanted = alpha * expected[i * c.cols + j]! + (old ? beta * old.data[i * c.cols + j]! : 0);
      const error = Math.abs(room.data[at(out, i, j)]! - wanted) / scale;
      worst = error <= worst ? worst : error;
      room.data[at(out, i, j)] = before[at(out, i, j)]!;
    }
  }
  expect(worst, JSON.stringify(c)).toBeLessThan(4 * Number.EPSILON);
  expect(
    room.data.every((x, i) => x === before[i]),
    `${JSON.stringify(c)} leaves the rest alone`,
  ).toBe(true);
}

export function describeProducts(backend: Backend): void {
  describe("a product", () => {
    it("is right for every size of a square from 1 to 40 and all transposes", () => {
      for (let n = 1; n <= 40; n++) {
        for (const transposed of TRANSPOSES) expectRight(backend, { rows: n, cols: n, inner: n, transposed });
      }
    });

    it("is right for any small sizes, strides and factors", () => {
      const size = fc.integer({ min: 0, max: 40 });
      const gap = fc.integer({ min: 0, max: 5 });
      const factor = fc.constantFrom(0, 1, -1, 0.5, 2);
      fc.assert(
        fc.property(
          fc.record({
            rows: size,
            cols: size,
            inner: size,
            transposed: fc.constantFrom(...TRANSPOSES),
            gaps: fc.tuple(gap, gap, gap),
            alpha: factor,
            beta: factor,
          }),
          (c) => expectRight(backend, c),
        ),
        { numRuns: 400 },
      );
    });

    it("is right where a block ends", () => {
      for (const [rows, cols, inner] of [
        [130, 300, 300],
        [61, 513, 257],
        [64, 5, 256],
        [121, 30, 512],
        [7, 515, 3],
        [130, 66, 1],
      ] as const) {
        for (const transposed of TRANSPOSES) {
          expectRight(backend, { rows, cols, inner, transposed, gaps: [1, 2, 3], alpha: -1.5, beta: 0.25 });
          expectRight(backend, { rows, cols, inner, transposed });
        }
      }
    });

    it("is right for matrices by vectors and vectors by vectors, along rows and down columns", () => {
      for (const length of [1, 2, 3, 4, 5, 31, 300, 2049, 4500]) {
        for (const other of [1, 2, 5, 11]) {
          for (const transposed of TRANSPOSES) {
            for (const gaps of [
              [0, 0, 0],
              [0, 3, 2],
              [1, 0, 0],
            ] as const) {
              const same = { transposed, gaps, beta: 0.5 };
              expectRight(backend, { rows: length, cols: 1, inner: other, ...same });
              expectRight(backend, { rows: 1, cols: length, inner: other, ...same });
              expectRight(backend, { rows: other, cols: 1, inner: length, ...same });
              expectRight(backend, { rows: 1, cols: other, inner: length, ...same });
              expectRight(backend, { rows: length, cols: other, inner: 1, ...same });
            }
          }
        }
      }
    });

    it("lets NaN and infinities through, and only where they belong", () => {
      for (const n of [3, 6, 20, 70]) {
        const { room, left, right, out } = prepared(backend, { rows: n, cols: n, inner: n });
        room.data[at(left, n - 1, n - 1)] = Number.NaN;
        room.data[at(right, 0, n - 1)] = Number.POSITIVE_INFINITY;
        room.product(left, right, out, 1, 0)();
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const value = room.data[at(out, i, j)]!;
            if (i === n - 1) expect(value).toBeNaN();
            else expect(Number.isFinite(value)).toBe(j !== n - 1);
          }
        }
      }
    });

    it("is the same each time it runs", () => {
      const { room, left, right, out } = prepared(backend, { rows: 70, cols: 33, inner: 41 });
      const run = room.product(left, right, out, 1, 0);
      run();
      const first = room.data.slice();
      run();
      expect(room.data).toEqual(first);
    });

    it("is refused where sizes don't fit or a place leaves the workspace", () => {
      const room = backend.workspace(12);
      const place = (offset: number, rows: number, cols: number, stride = cols) => ({
        offset,
        rows,
        cols,
        stride,
      });
      const operand = (p: Place): Operand => ({ ...p, transposed: false });
      const two = operand(place(0, 2, 2));
      expect(() => room.product(two, operand(place(4, 1, 2)), place(8, 2, 2), 1, 0)).toThrow("fit");
      expect(() => room.product(two, two, place(9, 2, 2), 1, 0)).toThrow("place");
      expect(() => room.product(two, two, place(-1, 2, 2), 1, 0)).toThrow("place");
      expect(() => room.product(two, operand(place(4, 2, 2, 1)), place(8, 2, 2), 1, 0)).toThrow("place");
    });
  });

  describe("a workspace", () => {
    it("begins with zeros, and stays one array", () => {
      const room = backend.workspace(1000);
      const { data } = room;
      expect(data.length).toBe(1000);
      expect(data.every((x) => x === 0)).toBe(true);
      expect(room.data).toBe(data);
    });

    it("of more numbers than there is memory says how much that is", () => {
      expect(() => backend.workspace(2 ** 50)).toThrow(UnsupportedError);
      expect(() => backend.workspace(2 ** 50)).toThrow(/1125899906842624 numbers.*MiB/);
    });

    it("knows nothing of another", () => {
      const [one, other] = [backend.workspace(3), backend.workspace(3)];
      one.data.fill(7);
      expect(other.data).toEqual(new Float64Array(3));
    });
  });
}
