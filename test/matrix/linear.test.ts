import { all, create, type FactoryFunctionMap, type Matrix as MathMatrix } from "mathjs";
import { describe, expect, it } from "vitest";
import { ShapeError } from "../../src/errors.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import * as linear from "../../src/matrix/linear.ts";
import { at, fill, identity, type Matrix, map, multiply, transposed } from "../../src/matrix/matrix.ts";

const math = create(all as FactoryFunctionMap);
const random = randomFrom(1, "linear algebra");
const general = (rows: number, cols = rows): Matrix => fill(rows, cols, () => random.normal());
const nested = (m: Matrix): number[][] =>
  Array.from({ length: m.rows }, (_, i) => [...m.data.slice(i * m.cols, (i + 1) * m.cols)]);
const flat = (m: number[][] | MathMatrix): number[] =>
  (Array.isArray(m) ? m : (m.toArray() as number[][])).flat();

function expectClose(found: Matrix, expected: ArrayLike<number>, tolerance = 1e-12): void {
  expect(found.data.length).toBe(expected.length);
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  found.data.forEach((x, i) => {
    expect(Math.abs(x - (expected[i] as number)) / scale).toBeLessThan(tolerance);
  });
}

const SIZES = [1, 2, 3, 4, 5, 7];

describe.each(SIZES)("a general matrix of order %i", (n) => {
  const a = general(n);
  const b = general(n, 3);

  it("has mathjs' determinant and its logarithm", () => {
    const expected = math.det(nested(a));
    expect(linear.determinant(a)).toBeCloseTo(expected, 10);
    expect(linear.logAbsDeterminant(a)).toBeCloseTo(Math.log(Math.abs(expected)), 10);
  });

  it("has mathjs' inverse", () => {
    expectClose(linear.inverse(a), flat(math.inv(nested(a))));
  });

  it("solves against several right-hand sides as mathjs does", () => {
    expectClose(multiply(a, linear.solve(a, b)), b.data);
    const column = fill(n, 1, (i) => at(b, i, 0));
    expectClose(linear.solve(a, column), flat(math.lusolve(nested(a), nested(column)) as number[][]), 1e-11);
  });

  it("has mathjs' powers, negative ones too", () => {
    expectClose(linear.matrixPower(a, 5), flat(math.pow(nested(a), 5) as unknown as number[][]), 1e-11);
    expectClose(linear.matrixPower(a, 0), identity(n).data);
    expectClose(multiply(linear.matrixPower(a, -3), linear.matrixPower(a, 3)), identity(n).data, 1e-9);
  });

  it.each([0.01, 0.2, 0.8, 2, 5, 12])("times %f has mathjs' exponential", (factor) => {
    const x = map(a, (v) => (v * factor) / n);
    const expected = flat(math.expm(math.matrix(nested(x))));
    expectClose(linear.expm(x), expected, 1e-11);
    expectClose(multiply(linear.expm(x), linear.expm(map(x, (v) => -v))), identity(n).data, 1e-6);
  });

  it("has mathjs' eigenvalues and eigenvectors in its symmetric part, the largest first", () => {
    const s = fill(n, n, (i, j) => (at(a, i, j) + at(a, j, i)) / 2);
    const { values, vectors } = linear.symmetricEigen(a);
    const expected = (math.eigs(nested(s)).values as number[]).sort((x, y) => y - x);
    expected.forEach((x, i) => {
      expect(values[i]).toBeCloseTo(x, 10);
    });
    const scaled = fill(n, n, (i, j) => at(vectors, i, j) * (values[j] as number));
    expectClose(multiply(s, vectors), scaled.data);
    expectClose(multiply(transposed(vectors), vectors), identity(n).data);
    for (let j = 0; j < n; j++) {
      const column = Array.from({ length: n }, (_, i) => at(vectors, i, j));
      const largest = column.reduce((m, x) => (Math.abs(x) > Math.abs(m) ? x : m), 0);
      expect(largest).toBeGreaterThan(0);
    }
  });

  it("has a Cholesky factor of A Aᵀ + I", () => {
    const p = multiply(a, transposed(a));
    for (let i = 0; i < n; i++) (p.data[i * n + i] as number) += 1;
    const l = linear.cholesky(p);
    expectClose(multiply(l, transposed(l)), p.data);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(at(l, i, j)).toBe(0);
  });
});

describe.each([
  [5, 3],
  [3, 5],
  [4, 1],
  [1, 4],
  [4, 4],
])("a %i×%i matrix", (m, n) => {
  const a = general(m, n);

  it("has mathjs' pseudo-inverse", () => {
    expectClose(linear.pseudoInverse(a), flat(math.pinv(nested(a))));
  });

  it("is rebuilt from its singular values", () => {
    const { left, values, right } = linear.singularValueDecomposition(a);
    const scaled = fill(left.rows, left.cols, (i, j) => at(left, i, j) * (values[j] as number));
    expectClose(multiply(scaled, transposed(right)), a.data);
    expect([...values]).toEqual([...values].sort((x, y) => y - x));
    expect(linear.singularValues(a).length).toBe(Math.min(m, n));
  });

  it("has mathjs' Kronecker products", () => {
    const b = general(2, 3);
    expectClose(linear.kronecker(a, b), flat(math.kron(nested(a), nested(b))));
  });

  it("is stacked column by column, and comes back", () => {
    const v = linear.vec(a);
    expect(v.rows).toBe(m * n);
    expect(v.data[Math.min(1, m - 1)]).toBe(at(a, Math.min(1, m - 1), 0));
    expect(linear.unvec(v, m, n).data).toEqual(a.data);
  });
});

describe("a rank-deficient matrix", () => {
  const a = multiply(general(5, 2), general(2, 4));

  it("has a pseudo-inverse that meets Penrose's four conditions", () => {
    const p = linear.pseudoInverse(a);
    expectClose(multiply(multiply(a, p), a), a.data, 1e-11);
    expectClose(multiply(multiply(p, a), p), p.data, 1e-11);
    expectClose(multiply(a, p), transposed(multiply(a, p)).data, 1e-11);
    expectClose(multiply(p, a), transposed(multiply(p, a)).data, 1e-11);
  });

  it("that is 0 has a pseudo-inverse of 0", () => {
    expectClose(linear.pseudoInverse(fill(2, 3, () => 0)), [0, 0, 0, 0, 0, 0]);
  });
});

describe("the derivative of the exponential", () => {
  it("is what differences give", () => {
    const [a, e] = [general(4), general(4)];
    const h = 1e-5;
    const moved = (s: number) => linear.expm(fill(4, 4, (i, j) => at(a, i, j) + s * at(e, i, j)));
    const [plus, minus] = [moved(h), moved(-h)];
    const expected = plus.data.map((x, i) => (x - (minus.data[i] as number)) / (2 * h));
    expectClose(linear.expmFrechet(a, e), expected, 1e-8);
  });

  it("keeps its digits in a direction that is large beside the matrix", () => {
    const [a, e] = [general(4), general(4)];
    const large = linear.expmFrechet(
      a,
      fill(4, 4, (i, j) => 1e16 * at(e, i, j)),
    );
    const expected = linear.expmFrechet(a, e).data;
    expectClose(
      fill(4, 4, (i, j) => at(large, i, j) / 1e16),
      expected,
      1e-11,
    );
  });
});

describe("outside the domain", () => {
  const singular = fill(3, 3, () => 1);
  const isNaNs = (m: Matrix) => m.data.every(Number.isNaN);

  it("a singular matrix has determinant 0 and no finite inverse", () => {
    expect(linear.determinant(singular)).toBe(0);
    expect(linear.logAbsDeterminant(singular)).toBe(Number.NEGATIVE_INFINITY);
    expect(isNaNs(linear.inverse(singular))).toBe(true);
    expect(isNaNs(linear.matrixPower(singular, -1))).toBe(true);
  });

  it("an indefinite matrix has no Cholesky factor, and a fractional power none at all", () => {
    expect(isNaNs(linear.cholesky(map(identity(2), (x) => -x)))).toBe(true);
    expect(isNaNs(linear.matrixPower(identity(2), 0.5))).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("%f among the entries gives no finite result", (bad) => {
    const a = fill(3, 3, (i, j) => (i === 0 && j === 1 ? bad : i + 2 * j));
    for (const f of [linear.inverse, linear.expm, linear.pseudoInverse, linear.cholesky]) {
      expect(f(a).data.some((x) => !Number.isFinite(x))).toBe(true);
    }
    expect([...linear.symmetricEigen(a).values].every(Number.isFinite)).toBe(false);
    expect([...linear.singularValues(a)].every(Number.isFinite)).toBe(false);
  });

  it("sizes that do not fit are errors", () => {
    expect(() => linear.inverse(general(2, 3))).toThrow(ShapeError);
    expect(() => linear.solve(general(2), general(3))).toThrow("cannot solve 2×2 against 3×3");
    expect(() => linear.unvec(general(5, 1), 2, 3)).toThrow(ShapeError);
  });
});
