/**
 * What the constructors promise: one node for equal expressions, whatever the order they were written in.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { block, bound, index } from "../../src/expression/blocks.ts";
import { eye, negate, number, subtract, sum, symbol, zeros } from "../../src/expression/build.ts";
import { sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, freshStore, SCALAR, shapeOf } from "../../src/expression/expr.ts";
import { hadamard, hadamardPower } from "../../src/expression/hadamard.ts";
import { inverse, power, transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { substitute, topological } from "../../src/expression/walk.ts";
import { adopt, formulas, written } from "../cast.ts";
import "../matchers.ts";

beforeEach(freshStore);

/** Two texts that are one expression. */
const SAME: readonly (readonly [string, string, string])[] = [
  ["sums commute", "M + N + S", "S + M + N"],
  ["like terms are collected", "x + y + x", "2*x + y"],
  ["A − B is −(B − A)", "M - N", "-(N - M)"],
  ["a sum within a sum is one sum", "M + (N - (S + M))", "N - S"],
  ["terms that cancel leave 0", "x - x", "zeros(n)"],
  ["scalars commute", "a*M*b", "b*a*M"],
  ["numbers are folded", "2*x/4", "x/2"],
  ["equal scalars are a power", "a*b*a", "a^2*b"],
  ["a scalar and its inverse cancel", "a*M/a", "M"],
  ["powers of powers", "(a^2)^3", "a^6"],
  ["a matrix by itself is a power", "M*M*M", "M^3"],
  ["powers of one base add up", "M^2*M^-1", "M"],
  ["a matrix and its inverse cancel", "M*inv(M)*x", "x"],
  ["the inverse of an inverse", "inv(inv(M))", "M"],
  ["inverse and transpose commute", "inv(M')", "inv(M)'"],
  ["the inverse of a power", "inv(M^2)", "M^-2"],
  ["the identity is gone", "A*eye(n)", "A"],
  ["products with 0 are 0", "M*zeros(n,n) + N", "N"],
  ["a transposed product is turned round", "(A*B)'", "B'*A'"],
  ["a transposed transpose", "A''", "A"],
  ["a transposed sum", "(M + N')'", "M' + N"],
  ["a transposed power", "(M^2)'", "M'*M'"],
  ["a scalar is its own transpose", "(x'*M*y)'", "x'*M*y"],
  ["a chain that is 1×1 reads both ways", "x'*M*y", "y'*M'*x"],
  ["a 1×1 chain within a product is a scalar", "x*y'*x*z'", "(y'*x)*(x*z')"],
  ["symmetric", "S'", "S"],
  ["positive definite", "P'", "P"],
  ["diagonal", "D'", "D"],
  ["antisymmetric", "K'", "-K"],
  ["even powers of an antisymmetric matrix", "(K^2)'", "K^2"],
  ["odd powers of an antisymmetric matrix", "(K^3)'", "-K^3"],
  ["orthogonal", "inv(Q)", "Q'"],
  ["orthogonal columns", "Q'*Q*x", "x"],
  ["an inverse of a symmetric matrix is symmetric", "inv(S)'", "inv(S)"],
  ["Hadamard products commute", "x.*y.*z", "z.*x.*y"],
  ["Hadamard powers add up, transposed too", "(M.^-1)'.*M'.*N", "N"],
  ["a Hadamard power of a transpose", "(exp(M').^-1).^3", "(exp(M).^-3)'"],
  ["Hadamard powers add up", "x.*x.*x", "x.^3"],
  ["scalars leave Hadamard products", "(2*x).*(a*y)", "2*a*(x.*y)"],
  ["ones are the unit of the Hadamard product", "x.*ones(n)", "x"],
  ["entry-by-entry quotients", "x./x", "ones(n)"],
  ["a transposed Hadamard product", "(M.*N)'", "M'.*N'"],
  ["an element-wise function of a transpose", "exp(M')", "exp(M)'"],
  ["an entry of a transpose", "A'[1,2]", "A[2,1]"],
  ["an entry of an explicit matrix", "[a, 2; 3, b][2,1]", "3"],
  ["a transposed block", "[M, x; y', a]'", "[M', y; x', a]"],
  ["a sum over an index of a number", "n*a - n*a + 2", "2"],
];

test.each(SAME)("%s: %s is %s", (_why, left, right) => {
  const [a, b] = written(left, right);
  expect(a).toBeExpression(b!);
});

test.each(SAME.map(([why, left]) => [why, left] as const))(
  "%s: writing %s again gives the node",
  (_w, text) => {
    const [a, b] = written(text, text);
    expect(a).toBe(b);
  },
);

const DIFFERENT: readonly (readonly [string, string])[] = [
  ["M*N", "N*M"],
  ["A'*A", "(A*A')[1,1]*eye(n)"],
  ["(a^2)^(1/2)", "a"],
  ["x*y'", "y*x'"],
  ["M .* N", "M*N"],
  ["inv(M*N)", "inv(M)*inv(N)"],
  ["Q*Q", "eye(n)"],
  ["K'", "K"],
];

test.each(DIFFERENT)("%s is not %s", (left, right) => {
  const [a, b] = written(left, right);
  expect(a).not.toBe(b);
});

describe("the orientation that was written first is kept", () => {
  test("of a 1×1 chain", () => {
    const [first, second] = formulas(["x'*M*y", "y'*M'*x"]);
    expect(second).toBe(first);
    freshStore();
    const [reversed] = formulas(["y'*M'*x"]);
    expect(reversed?.kind === "product" && reversed.factors.length).toBe(3);
  });

  test("of a difference", () => {
    const [first] = formulas(["x - y"]);
    expect(first?.kind).toBe("sum");
    const [second] = formulas(["y - x"]);
    expect(second).toBe(negate(first as Expr));
  });
});

test("children have smaller ids than their parents", () => {
  const [e] = written("tr(inv(M + x*y')*exp(N)) + sum_i (x[i]*y[i])");
  for (const node of topological([e as Expr])) {
    for (const child of topological([node])) expect(child.id).toBeLessThanOrEqual(node.id);
  }
});

test("nodes are frozen", () => {
  const [e] = written("2*x'*M*y + a");
  for (const node of topological([e as Expr])) expect(Object.isFrozen(node)).toBe(true);
});

describe("ill-shaped expressions can't be made", () => {
  const [m, n] = [sizeOf("m"), sizeOf("n")];
  const A = () => symbol("A", shapeOf(m, n));
  const M = () => symbol("M", shapeOf(n, n));
  test.each([
    ["a sum of two shapes", () => sum([A(), M()]), "cannot add m×n and n×n"],
    ["a product that does not conform", () => product([A(), A()]), "cannot multiply m×n by m×n"],
    [
      "a Hadamard product of two shapes",
      () => hadamard([A(), M()]),
      "cannot multiply m×n and n×n entry by entry",
    ],
    [
      "a power of a matrix that is not square",
      () => power(A(), number(2)),
      "only a square matrix has powers, and this one is m×n",
    ],
    [
      "an inverse of a matrix that is not square",
      () => inverse(A()),
      "only a square matrix has an inverse, and this one is m×n",
    ],
    ["a block that does not fit", () => block([[A(), M()]]), "an entry of the block is n×n where m×n fits"],
    [
      "an uneven block",
      () => block([[M(), M()], [M()]]),
      "a row of the block has 1 entries and the first has 2",
    ],
  ] as const)("%s", (_what, make, message) => {
    expect(make).toThrow(message);
  });
});

describe("at any length and depth", () => {
  const vector = (name: string) => symbol(name, shapeOf(sizeOf("n"), UNIT));

  test("a sum of 10,000 terms is one node", () => {
    const e = sum(Array.from({ length: 10_000 }, (_, i) => vector(`x${i}`)));
    expect(e.kind === "sum" && e.terms.length).toBe(10_000);
    expect(subtract(e, e)).toBe(zeros(e.shape));
  });

  test("a product of 10,000 factors is one node", () => {
    const n = sizeOf("n");
    const e = product(Array.from({ length: 10_000 }, (_, i) => symbol(`X${i}`, shapeOf(n, n))));
    expect(e.kind === "product" && e.factors.length).toBe(10_000);
    expect(transpose(transpose(e))).toBe(e);
  });

  test("a chain 10,000 deep is walked, substituted in and adopted", () => {
    let e: Expr = vector("x");
    for (let i = 0; i < 10_000; i++) e = hadamardPower(sum([e, vector("y")]), number(2));
    expect(topological([e]).length).toBeGreaterThan(20_000);
    const renamed = substitute(e, new Map([[vector("x"), vector("z")]]));
    expect(substitute(renamed, new Map([[vector("z"), vector("x")]]))).toBe(e);
    freshStore();
    expect(adopt(e).shape).toBe(e.shape);
  });
});

test("a problem's store does not leak into the next one", () => {
  const [first] = written("y'*M'*x");
  const [second] = written("x'*M*y");
  expect(second).not.toBe(first);
  expect(adopt(first as Expr)).toBe(second);
});

test("a sum over an index is 0, or a multiple of its size, where its body is", () => {
  const [i, n] = [symbol("i", SCALAR, undefined, "index"), sizeOf("n")];
  expect(bound(i, n, number(0))).toBe(number(0));
  expect(bound(i, n, number(3))).toBe(product([number(3), symbol("n", SCALAR, undefined, "size")]));
});

test("an entry of 1, 0 and I is known where it can be", () => {
  const [i, n] = [symbol("i", SCALAR, undefined, "index"), sizeOf("n")];
  expect(index(zeros(shapeOf(n, n)), i, i)).toBe(number(0));
  expect(index(formulas(["ones(n)"])[0] as Expr, i, number(1))).toBe(number(1));
  expect(index(eye(n), i, i).kind).toBe("index");
});

describe("an antisymmetric matrix in a 1×1 chain", () => {
  test.each([
    ["x'*K*y", "-y'*K*x"],
    ["x'*K*x", "0"],
    ["x'*K*K*y", "y'*K*K*x"],
    ["x'*(M - M')*y", "y'*(M' - M)*x"],
    ["x'*(M - M')*x", "0"],
    ["a*(ones(n)'*K*M*x)", "-a*(x'*M'*K*ones(n))"],
  ])("%s is %s", (left, right) => {
    const [a, b] = written(left, right);
    expect(a).toBeExpression(b!);
  });

  test("leaves no sign within the chain, whichever way round it is written", () => {
    for (const text of ["x'*A'*u", "ones(n)'*K*M*x", "x'*M'*K*ones(n)"]) {
      const [e] = written(text);
      for (const node of topological([e as Expr])) {
        if (node.kind !== "product") continue;
        expect(node.factors.filter((f) => f.kind === "product")).toEqual([]);
      }
    }
  });
});
