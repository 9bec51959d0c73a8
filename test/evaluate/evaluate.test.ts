import { describe, expect, it } from "vitest";
import { ShapeError, UnsupportedError } from "../../src/errors.ts";
import { evaluate } from "../../src/evaluate/values/evaluate.ts";
import { block, bound, index } from "../../src/expression/blocks.ts";
import { eye, number, ones, sizeScalar, sum, symbol, zeros } from "../../src/expression/build.ts";
import { addSizes, sizeOf } from "../../src/expression/dimension.ts";
import { type Expr, SCALAR, shapeOf } from "../../src/expression/expr.ts";
import { hadamard, hadamardPower } from "../../src/expression/hadamard.ts";
import { inverse, power, transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { apply, functionNamed } from "../../src/functions/index.ts";
import * as linear from "../../src/matrix/linear.ts";
import { fill, type Matrix, matrix, multiply, scalarMatrix, transposed } from "../../src/matrix/matrix.ts";
import {
  A,
  a,
  entriesOf,
  i,
  indexSymbol,
  j,
  k,
  m,
  n,
  p,
  sizes,
  value,
  values,
  valuesAt,
  W,
  X,
  x,
} from "./cast.ts";

function expectClose(e: Expr, expected: Matrix): void {
  const found = valuesAt(e);
  expect([found.rows, found.cols]).toEqual([expected.rows, expected.cols]);
  found.data.forEach((v, at) => {
    expect(v).toBeCloseTo(expected.data[at] as number, 11);
  });
}

describe("each kind of node", () => {
  it("numbers, variables and sizes have their values", () => {
    expect(entriesOf(number(3, 4))).toEqual([0.75]);
    expect(entriesOf(x)).toEqual([1, -2, 0.5]);
    expect(entriesOf(sizeScalar(addSizes(m, sizeOf(1))))).toEqual([5]);
  });

  it("a sum adds entry by entry", () => {
    expectClose(
      sum([A, transpose(A), eye(n)]),
      fill(3, 3, (r, c) => (r === c ? 7 : 0.5 * (r + c) - c - r)),
    );
  });

  it("a product multiplies coefficient, scalars and matrices in order", () => {
    const XW = multiply(value("X"), value("W"));
    expectClose(
      product([number(3, 2), a, X, W]),
      fill(4, 2, (r, c) => -3 * (XW.data[r * 2 + c] as number)),
    );
    expectClose(product([number(2), a, a]), scalarMatrix(8));
    expectClose(
      product([a, X]),
      fill(4, 3, (r, c) => -2 * (value("X").data[r * 3 + c] as number)),
    );
  });

  it("transposed factors are folded into the product", () => {
    const G = transposed(value("X"));
    expectClose(product([transpose(X), X]), multiply(G, value("X")));
    expectClose(product([X, transpose(X)]), multiply(value("X"), G));
    expectClose(product([transpose(W), transpose(X)]), transposed(multiply(value("X"), value("W"))));
    expectClose(transpose(X), G);
  });

  it("a chain that is 1×1 is a scalar", () => {
    const chain = product([transpose(x), A, x]);
    expectClose(chain, multiply(transposed(value("x")), multiply(value("A"), value("x"))));
    expectClose(product([chain, chain]), scalarMatrix((entriesOf(chain)[0] as number) ** 2));
  });

  it("powers of scalars and of matrices", () => {
    expect(entriesOf(power(a, number(2)))).toEqual([4]);
    expect(entriesOf(power(a, number(-1)))).toEqual([-0.5]);
    expect(entriesOf(power(sum([a, number(4)]), number(1, 2)))).toEqual([Math.SQRT2]);
    expect(entriesOf(power(a, number(1, 2)))).toEqual([Number.NaN]);
    expectClose(power(A, number(3)), multiply(value("A"), multiply(value("A"), value("A"))));
    expectClose(inverse(power(A, number(2))), linear.matrixPower(value("A"), -2));
  });

  it("a matrix to a symbolic power takes the exponent's value", () => {
    const exponent = symbol("q", SCALAR);
    const at = (q: number) =>
      evaluate([power(A, exponent)], new Map([...values, ["q", scalarMatrix(q)]]), sizes)[0] as Matrix;
    expect(at(3).data).toEqual(linear.matrixPower(value("A"), 3).data);
    expect(at(2.5).data.every(Number.isNaN)).toBe(true);
  });

  it("calls use the table's kernels", () => {
    const det = functionNamed("det");
    if (!det) throw new Error("no det");
    expect(entriesOf(apply(det, [A]))[0]).toBeCloseTo(linear.determinant(value("A")), 12);
    expectClose(inverse(A), linear.inverse(value("A")));
    expectClose(
      ones(shapeOf(m, p)),
      fill(4, 2, () => 1),
    );
    expectClose(
      zeros(shapeOf(m, p)),
      fill(4, 2, () => 0),
    );
    expectClose(
      hadamard([A, transpose(A)]),
      fill(3, 3, (r, c) => (r === c ? 9 : (0.5 * r - c) * (0.5 * c - r))),
    );
    expectClose(
      hadamardPower(A, number(2)),
      fill(3, 3, (r, c) => (r === c ? 9 : (0.5 * r - c) ** 2)),
    );
  });

  it("entries count from 1", () => {
    expect(entriesOf(index(X, number(1), number(1)))).toEqual([1]);
    expect(entriesOf(index(X, number(4), number(2)))[0]).toBeCloseTo(1 + 3 - 2 + 0.9, 12);
    expect(() => valuesAt(index(X, number(5), number(1)))).toThrow("no entry (5, 1) in a 4×3 matrix");
    expect(() => valuesAt(index(X, number(1, 2), number(1)))).toThrow(ShapeError);
  });

  it("blocks are put side by side and below each other", () => {
    const e = block([
      [A, x],
      [transpose(x), number(7)],
    ]);
    const found = valuesAt(e);
    expect([found.rows, found.cols]).toEqual([4, 4]);
    expect(found.data.slice(12)).toEqual(Float64Array.of(1, -2, 0.5, 7));
    expect([3, 7, 11].map((at) => found.data[at])).toEqual([1, -2, 0.5]);
  });
});

describe("sums over an index", () => {
  it("add their body for each value", () => {
    expect(entriesOf(bound(i, n, index(A, i, i)))).toEqual([9]);
    expect(entriesOf(bound(i, n, i))).toEqual([6]);
  });

  it("nest: Σ_i Σ_j x_i A_ij x_j is xᵀ A x", () => {
    const one = number(1);
    const body = product([index(x, i, one), index(A, i, j), index(x, j, one)]);
    expectClose(bound(i, n, bound(j, n, body)), valuesAt(product([transpose(x), A, x])));
  });

  it("have matrix bodies: Σ_i x_i A^i", () => {
    const e = bound(i, n, product([index(x, i, number(1)), power(A, i)]));
    const expected = [1, 2, 3]
      .map((q) => linear.matrixPower(value("A"), q).data.map((v) => v * (value("x").data[q - 1] as number)))
      .reduce((s, t) => s.map((v, at) => v + (t[at] as number)));
    expectClose(e, matrix(3, 3, expected));
  });

  it("count a body that does not depend on the index as often as the index runs", () => {
    expectClose(
      bound(i, n, x),
      fill(3, 1, (r) => 3 * (value("x").data[r] as number)),
    );
  });

  it("may use one index twice, the inner sum within the outer", () => {
    const one = number(1);
    const inner = bound(i, n, index(A, i, j));
    // Σ_i Σ_j x_i (Σ_i A_ij) x_i: the inner i is another one
    const e = bound(
      i,
      n,
      bound(j, n, product([index(x, i, one), inner, power(index(x, i, one), number(2))])),
    );
    const cubes = value("x").data.reduce((s, v) => s + v ** 3, 0);
    expectClose(e, scalarMatrix(cubes * value("A").data.reduce((s, v) => s + v, 0)));
  });

  it("leave an index that none of them binds to the values", () => {
    const e = bound(k, n, product([index(X, i, k), index(W, k, j)]));
    const XW = multiply(value("X"), value("W"));
    const found = evaluate(
      [e],
      new Map([...values, [i.key, scalarMatrix(3)], [j.key, scalarMatrix(2)]]),
      sizes,
    );
    expect(found[0]?.data[0]).toBeCloseTo(XW.data[5] as number, 12);
  });

  it("nested too deep, or too long, are refused before they run", () => {
    const many = Array.from({ length: 30 }, (_, q) => indexSymbol(`i${q}`));
    const body = sum(many.map((s) => index(x, s, number(1))));
    const deep = many.reduce<Expr>((e, s) => bound(s, n, e), body);
    expect(() => valuesAt(deep)).toThrow(UnsupportedError);
    const long = many.slice(0, 20).reduce<Expr>((e, s) => bound(s, sizeOf(50), e), sum(many.slice(0, 20)));
    expect(() => valuesAt(long)).toThrow("multiplications");
  });
});
