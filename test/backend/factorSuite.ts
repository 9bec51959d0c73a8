/**
 * Factorisations over a backend: against src/matrix where that is quick, and by their residuals.
 */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Backend, Place, Workspace } from "../../src/backend/backend.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import {
  cholesky,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
} from "../../src/factor/cholesky.ts";
import {
  lowerUpper,
  luDeterminant,
  luInverse,
  luLogAbsDeterminant,
  luSolve,
} from "../../src/factor/lowerUpper.ts";
import { invertTriangle, type Side, solveTriangular } from "../../src/factor/triangle.ts";
import * as linear from "../../src/matrix/linear.ts";
import { fill, identity, type Matrix, multiply, transposed } from "../../src/matrix/matrix.ts";
import { matrixAt, placed, put } from "./places.ts";

const SIZES = [1, 2, 3, 4, 5, 8, 9, 12, 17, 33, 64, 101, 150];
const random = randomFrom(9, "factorisations");
const general = (rows: number, cols = rows): Matrix => fill(rows, cols, () => random.normal());
const largest = (m: Matrix): number =>
  m.data.reduce((most, x) => (Math.abs(x) <= most ? most : Math.abs(x)), 0);
const allNaN = (m: Matrix): boolean => m.data.every(Number.isNaN);

function positiveDefinite(n: number): Matrix {
  const a = general(n);
  const p = multiply(a, transposed(a));
  return fill(n, n, (i, j) => p.data[i * n + j]! / n + (i === j ? 1 : 0));
}

/** The matrices at places with gaps, one more entry for a result after them. */
function room(backend: Backend, ...matrices: Matrix[]): [Workspace, Place[], number] {
  const [places, entries] = placed(matrices.map((m, i) => [m.rows, m.cols, i + 1]));
  const workspace = backend.workspace(entries + 1);
  workspace.data.fill(Number.NaN);
  matrices.forEach((m, i) => {
    put(workspace.data, places[i]!, m);
  });
  return [workspace, places, entries];
}

/** The largest difference, relative to the larger matrix. */
function difference(a: Matrix, b: Matrix): number {
  expect([a.rows, a.cols]).toEqual([b.rows, b.cols]);
  let worst = 0;
  a.data.forEach((x, i) => {
    const error = Math.abs(x - b.data[i]!);
    if (!(error <= worst)) worst = error;
  });
  return worst / Math.max(largest(a), largest(b), Number.MIN_VALUE);
}

/** Well-conditioned: nothing but its own triangle may be read, so the rest is NaN. */
function triangular(n: number, lower: boolean, unit: boolean): { stored: Matrix; meant: Matrix } {
  const inside = (i: number, j: number) => (lower ? j < i : j > i);
  const stored = fill(n, n, (i, j) =>
    i === j
      ? unit
        ? Number.NaN
        : 1 + random.next()
      : inside(i, j)
        ? random.normal() / Math.sqrt(n)
        : Number.NaN,
  );
  const meant = fill(n, n, (i, j) =>
    i === j ? (unit ? 1 : stored.data[i * n + i]!) : inside(i, j) ? stored.data[i * n + j]! : 0,
  );
  return { stored, meant };
}

function describeTriangles(backend: Backend): void {
  it("solves triangular systems of every kind on both sides", () => {
    fc.assert(
      fc.property(
        fc.record({
          n: fc.integer({ min: 1, max: 40 }),
          k: fc.integer({ min: 1, max: 9 }),
          lower: fc.boolean(),
          unit: fc.boolean(),
          turned: fc.boolean(),
          side: fc.constantFrom<Side>("left", "right"),
        }),
        ({ n, k, lower, unit, turned, side }) => {
          const { stored, meant } = triangular(n, lower, unit);
          const b = side === "left" ? general(n, k) : general(k, n);
          const [workspace, [t, x]] = room(backend, stored, b);
          solveTriangular(workspace, { place: t!, lower, unit }, turned, x!, side)();
          const found = matrixAt(workspace.data, x!);
          const factor = turned ? transposed(meant) : meant;
          const back = side === "left" ? multiply(factor, found) : multiply(found, factor);
          expect(
            largest(fill(b.rows, b.cols, (i, j) => back.data[i * b.cols + j]! - b.data[i * b.cols + j]!)),
          ).toBeLessThan(1e-12 * Math.max(1, largest(found)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("inverts triangles in their place", () => {
    for (const n of SIZES) {
      for (const lower of [true, false]) {
        for (const unit of [true, false]) {
          const { stored, meant } = triangular(n, lower, unit);
          const [workspace, [t]] = room(backend, stored);
          invertTriangle(workspace, { place: t!, lower, unit })();
          const found = matrixAt(workspace.data, t!);
          const whole = fill(n, n, (i, j) =>
            Number.isNaN(stored.data[i * n + j]!) ? (i === j ? 1 : 0) : found.data[i * n + j]!,
          );
          expect(difference(multiply(meant, whole), identity(n))).toBeLessThan(1e-12 * largest(whole));
          expect(found.data.filter(Number.isNaN).length).toBe(stored.data.filter(Number.isNaN).length);
        }
      }
    }
  });
}

function describeLowerUpper(backend: Backend): void {
  it.each(SIZES)("has the determinant, inverse and solutions of src/matrix for order %i", (n) => {
    const a = general(n);
    const b = general(n, 3);
    const [workspace, [place, right, turned, inverse], out] = room(backend, a, b, b, general(n));
    const lu = lowerUpper(workspace, place!);
    const { data } = workspace;
    const later = [
      luSolve(workspace, lu, right!),
      luSolve(workspace, lu, turned!, true),
      luInverse(workspace, lu, inverse!),
    ];
    lu.factor();
    for (const run of later) run();
    const size = largest(linear.inverse(a));
    expect(difference(multiply(a, matrixAt(data, right!)), b)).toBeLessThan(1e-12 * Math.max(1, size) * n);
    const back = multiply(transposed(a), matrixAt(data, turned!));
    expect(difference(back, b)).toBeLessThan(1e-12 * Math.max(1, size) * n);
    expect(difference(matrixAt(data, inverse!), linear.inverse(a))).toBeLessThan(
      1e-12 * Math.max(1, size) * n,
    );
    luDeterminant(workspace, lu, out)();
    expect(data[out]! / linear.determinant(a)).toBeCloseTo(1, 9);
    luLogAbsDeterminant(workspace, lu, out)();
    expect(data[out]).toBeCloseTo(linear.logAbsDeterminant(a), 9);
  });

  it("exchanges rows where a pivot is small or zero", () => {
    const a = fill(20, 20, (i, j) => (i + j === 19 ? j + 1 : j > 19 - i ? 1 : 0));
    const [workspace, [place, inverse], out] = room(backend, a, a);
    const lu = lowerUpper(workspace, place!);
    lu.factor();
    luInverse(workspace, lu, inverse!)();
    expect(difference(multiply(a, matrixAt(workspace.data, inverse!)), identity(20))).toBeLessThan(1e-11);
    luDeterminant(workspace, lu, out)();
    expect(workspace.data[out]! / linear.determinant(a)).toBeCloseTo(1, 12);
  });

  it("gives NaN entries, determinant 0 and log −∞ for a singular matrix, and recovers", () => {
    for (const n of [1, 2, 5, 9, 30]) {
      const singular = fill(n, n, (i, j) => (j === n - 1 ? 0 : i + j * j));
      const [workspace, [place, right, inverse], out] = room(backend, singular, general(n, 2), singular);
      const lu = lowerUpper(workspace, place!);
      lu.factor();
      luInverse(workspace, lu, inverse!)();
      luSolve(workspace, lu, right!)();
      expect(allNaN(matrixAt(workspace.data, inverse!))).toBe(true);
      expect(allNaN(matrixAt(workspace.data, right!))).toBe(true);
      for (const [run, value] of [
        [luDeterminant, 0],
        [luLogAbsDeterminant, Number.NEGATIVE_INFINITY],
      ] as const) {
        run(workspace, lu, out)();
        expect(workspace.data[out]).toBe(value);
      }
      put(workspace.data, place!, identity(n));
      lu.factor();
      luInverse(workspace, lu, inverse!)();
      expect(difference(matrixAt(workspace.data, inverse!), identity(n))).toBe(0);
    }
  });

  it("gives NaN where an entry is NaN or infinite", () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const a = fill(12, 12, (i, j) => (i === 7 && j === 3 ? bad : random.normal()));
      const [workspace, [place, inverse], out] = room(backend, a, a);
      const lu = lowerUpper(workspace, place!);
      lu.factor();
      luInverse(workspace, lu, inverse!)();
      expect(matrixAt(workspace.data, inverse!).data.some(Number.isNaN)).toBe(true);
      luDeterminant(workspace, lu, out)();
      expect(workspace.data[out]).toBeNaN();
    }
  });
}

function describeCholesky(backend: Backend): void {
  it.each([...SIZES, 210])("has Cholesky's factor of src/matrix, and what follows, for order %i", (n) => {
    const a = positiveDefinite(n);
    const b = general(n, 4);
    const spare = general(n);
    const [workspace, [place, right, inverse, scratch], out] = room(backend, a, b, spare, spare);
    const { data } = workspace;
    const factor = cholesky(workspace, place!);
    const later = [
      choleskySolve(workspace, place!, right!),
      choleskyInverse(workspace, place!, inverse!, scratch!),
      choleskyLogDeterminant(workspace, place!, out),
    ];
    factor();
    for (const run of later) run();
    expect(difference(matrixAt(data, place!), linear.cholesky(a))).toBeLessThan(1e-12);
    expect(difference(multiply(a, matrixAt(data, right!)), b)).toBeLessThan(1e-11);
    const found = matrixAt(data, inverse!);
    expect(difference(multiply(a, found), identity(n))).toBeLessThan(1e-11);
    expect(found).toEqual(transposed(found));
    expect(data[out]).toBeCloseTo(linear.logAbsDeterminant(a), 9);
  });

  it("takes the symmetric part, as src/matrix does", () => {
    const a = positiveDefinite(25);
    const skewed = fill(25, 25, (i, j) => a.data[i * 25 + j]! + (i - j) / 50);
    const [workspace, [place]] = room(backend, skewed);
    cholesky(workspace, place!)();
    expect(difference(matrixAt(workspace.data, place!), linear.cholesky(skewed))).toBeLessThan(1e-12);
  });

  it("is NaN where the matrix isn't positive definite", () => {
    for (const n of [1, 3, 10, 40]) {
      for (const bad of [0, -1, Number.NaN]) {
        const a = positiveDefinite(n);
        a.data[n * n - 1] = bad;
        const [workspace, [place, inverse, scratch], out] = room(backend, a, a, a);
        cholesky(workspace, place!)();
        choleskyInverse(workspace, place!, inverse!, scratch!)();
        choleskyLogDeterminant(workspace, place!, out)();
        expect(allNaN(matrixAt(workspace.data, place!))).toBe(true);
        expect(allNaN(matrixAt(workspace.data, inverse!))).toBe(true);
        expect(workspace.data[out]).toBeNaN();
      }
    }
  });
}

export function describeFactorisations(backend: Backend): void {
  describe("a factorisation", () => {
    describeTriangles(backend);
    describeLowerUpper(backend);
    describeCholesky(backend);

    it("of what isn't square is refused", () => {
      const [workspace, [place, right]] = room(backend, general(2, 3), general(2, 2));
      expect(() => lowerUpper(workspace, place!)).toThrow("square");
      expect(() => cholesky(workspace, place!)).toThrow("square");
      const triangle = { place: right!, lower: true, unit: false };
      expect(() => solveTriangular(workspace, triangle, false, place!, "right")).toThrow("fit");
    });
  });
}
