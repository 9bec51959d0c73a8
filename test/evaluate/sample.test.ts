import { describe, expect, it } from "vitest";
import { type Sample, type SampleHints, sampleValues } from "../../src/evaluate/sample/sample.ts";
import { chooseSizes } from "../../src/evaluate/sample/sizes.ts";
import { evaluate } from "../../src/evaluate/values/evaluate.ts";
import { symbol } from "../../src/expression/build.ts";
import { sizeOf } from "../../src/expression/dimension.ts";
import { SCALAR, type Structure, shapeOf } from "../../src/expression/expr.ts";
import { cholesky, determinant, singularValues } from "../../src/matrix/linear.ts";
import { allFinite, at, identity, type Matrix, multiply, transposed } from "../../src/matrix/matrix.ts";
import { written } from "./written.ts";

const SEEDS = [1, 2, 3, 4, 5];

function sampled(types: Record<string, string>, formula: string, seed = 1, hints: SampleHints = {}): Sample {
  const { exprs } = written(types, formula);
  const sizes = chooseSizes(exprs, seed, 0);
  if (!sizes) throw new Error("no sizes");
  const sample = sampleValues({ roots: exprs, sizes, seed, hints });
  if (typeof sample === "string") throw new Error(sample);
  const [value] = evaluate(exprs, sample.values, sizes) as [Matrix];
  expect(allFinite(value)).toBe(true);
  return sample;
}

const entries = (sample: Sample, name: string): number[] => [...(sample.values.get(name)?.data ?? [])];

describe("a sample", () => {
  it("is the same for the same seed, and another for another", () => {
    const of = (seed: number) => entries(sampled({ x: "vector n" }, "x'*x", seed), "x");
    expect(of(7)).toEqual(of(7));
    expect(of(7)).not.toEqual(of(8));
  });

  it("keeps a variable's values when others join the problem", () => {
    const alone = entries(sampled({ x: "vector n" }, "x'*x"), "x");
    expect(entries(sampled({ x: "vector n", c: "scalar" }, "c*x'*x"), "x")).toEqual(alone);
  });

  it.each([
    ["sum(log(X))", (v: number) => v > 0],
    ["sum(sqrt(X))", (v: number) => v > 0],
    ["sum(arcsin(X))", (v: number) => Math.abs(v) < 1],
    ["sum(relu(X))", (v: number) => Math.abs(v) > 0.02],
    ["norm1(X)", (v: number) => Math.abs(v) > 0.02],
    ["sum(X.^-1)", (v: number) => Math.abs(v) > 0.02],
    ["sum(X.^0.5)", (v: number) => v > 0],
  ])("of %s lies in its domain", (formula, holds) => {
    for (const seed of SEEDS) {
      const sample = sampled({ X: "matrix m n" }, formula, seed);
      expect(sample.problems).toEqual([]);
      expect(entries(sample, "X").every(holds)).toBe(true);
    }
  });

  it.each(["log(det(X))", "logdet(X)", "sum(inv(X))", "log(x'*X*x)", "sum(inv(eye(n) - X))"])(
    "of %s lies in the domain of what is inside",
    (formula) => {
      for (const seed of SEEDS) {
        const types = { X: "matrix n n", x: "vector n" };
        expect(sampled(types, formula, seed).problems).toEqual([]);
      }
    },
  );

  it("has no nearly singular matrix where one is inverted", () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const values = singularValues(
        sampled({ X: "matrix n n" }, "sum(inv(X))", seed).values.get("X") as Matrix,
      );
      expect((values[0] as number) / (values.at(-1) as number)).toBeLessThan(1000);
    }
  });

  it("uses both signs where the domain allows it", () => {
    const found = entries(sampled({ X: "matrix m n" }, "sum(relu(X))"), "X");
    expect(found.some((v) => v > 0) && found.some((v) => v < 0)).toBe(true);
  });

  it("takes hints for positive and positive definite variables", () => {
    const hints = { positive: ["x"], spd: ["A", "S"] };
    const sample = sampled({ x: "vector n", A: "matrix n n", S: "symmetric n" }, "x'*(A+S)*x", 1, hints);
    const [A, S] = ["A", "S"].map((name) => sample.values.get(name)) as [Matrix, Matrix];
    expect(entries(sample, "x").every((v) => v > 0)).toBe(true);
    expect(allFinite(cholesky(A)) && allFinite(cholesky(S))).toBe(true);
    expect(transposed(S)).toEqual(S);
    expect(transposed(A)).not.toEqual(A);
  });

  it("draws whole numbers for the exponent of a matrix", () => {
    for (const seed of SEEDS) {
      const [k] = entries(sampled({ X: "matrix n n", k: "scalar" }, "tr(X^k)", seed), "k") as [number];
      expect(Number.isInteger(k) && k >= 2).toBe(true);
    }
  });

  it("prefers the structure that the caller gives", () => {
    const hints = { structures: new Map<string, Structure>([["A", "symmetric"]]) };
    const A = sampled({ A: "matrix n n" }, "tr(A)", 1, hints).values.get("A") as Matrix;
    expect(transposed(A)).toEqual(A);
  });

  it("says what was missed where no values are good, and why where none are finite", () => {
    expect(sampled({ x: "vector n" }, "norm1(diag(x))").problems).toEqual([
      "norm1 needs entries away from 0",
    ]);
    const { exprs } = written({ x: "vector n" }, "log(-(x'*x))");
    const found = sampleValues({ roots: exprs, sizes: new Map([["n", 3]]), seed: 1 });
    expect(found).toBe("no values were found where the expression is finite: log needs positive entries");
  });
});

describe("a structured variable", () => {
  const draw = (structure: Structure): Matrix => {
    const S = symbol("S", shapeOf(sizeOf("n"), sizeOf("n")), structure);
    const sample = sampleValues({ roots: [S], sizes: new Map([["n", 4]]), seed: 3 });
    return (sample as Sample).values.get("S") as Matrix;
  };
  const every = (m: Matrix, holds: (v: number, i: number, j: number) => boolean): boolean =>
    [...m.data.keys()].every((k) => holds(m.data[k] as number, Math.floor(k / m.cols), k % m.cols));

  it.each<[Structure, (m: Matrix) => boolean]>([
    ["symmetric", (m) => every(m, (v, i, j) => v === at(m, j, i))],
    ["antisymmetric", (m) => every(m, (v, i, j) => v === -at(m, j, i)) && determinant(m) !== 0],
    ["diagonal", (m) => every(m, (v, i, j) => (v !== 0) === (i === j))],
    ["lower", (m) => every(m, (v, i, j) => (v !== 0) === i >= j)],
    ["upper", (m) => every(m, (v, i, j) => (v !== 0) === i <= j)],
    ["spd", (m) => allFinite(cholesky(m)) && every(m, (v, i, j) => v === at(m, j, i))],
    ["positive", (m) => every(m, (v) => v > 0)],
    [
      "orthogonal",
      (m) => {
        const product = multiply(transposed(m), m);
        return every(product, (v, i, j) => Math.abs(v - at(identity(4), i, j)) < 1e-14);
      },
    ],
  ])("that is %s has its structure", (structure, holds) => {
    expect(holds(draw(structure))).toBe(true);
  });

  it("that is a scalar is one number", () => {
    const sample = sampleValues({ roots: [symbol("a", SCALAR)], sizes: new Map(), seed: 1 }) as Sample;
    expect(entries(sample, "a")).toHaveLength(1);
  });
});
