/**
 * What undeclared names, bare scalars and bias vectors mean, and that what was assumed is said.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { freshStore, shapeText } from "../../src/expression/expr.ts";
import { elaborated, type Types } from "../cast.ts";
import "../matchers.ts";

beforeEach(freshStore);

/** Text, shape of the value, what was assumed. */
const ASSUMED: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "X W + b",
    "m×p",
    ["X is m×n", "W is n×p", "b is a vector of p", "the vector b is added to every row of X W"],
  ],
  ["x'*A*x", "scalar", ["x is a vector of n", "A is n×n"]],
  ["2c", "n×1", ["c is a vector of n"]],
  ["x'x + 2c", "scalar", ["x is a vector of n", "c is a scalar"]],
  ["z@w", "m×p", ["z is m×n", "w is n×p"]],
  ["𝟏ᵀ x", "scalar", ["x is a vector of n"]],
  ["α x", "n×1", ["α is a scalar", "x is a vector of n"]],
  ["I + A", "n×n", ["A is n×n"]],
  ["A*x + I*y", "m×1", ["A is m×n", "x is a vector of n", "y is a vector of m"]],
  ["e_3'A", "1×n", ["A is m×n"]],
  ["[1, X]", "m×n+1", ["X is m×n"]],
  ["[1, X; 0, 2]", "m+1×n+1", ["X is m×n"]],
  ["1 - exp(x)", "n×1", ["x is a vector of n", "the scalar 1 is added to every entry of exp(x)"]],
  ["A(x+y) + 0 A x", "n×1", ["x is a vector of m", "y is a vector of m", "A is n×m"]],
  ["Y = X W; tr(Y'Y)", "scalar", ["X is m×n", "W is n×p"]],
  // a size that is written is no letter for another, and stands as a number too
  ["sum_(i=1)^n (X[i,:]*w - y[i])^2", "scalar", ["X is n×m", "w is a vector of m", "y is a vector of n"]],
  ["1/n*sum_(i=1)^n X[i,:]*w", "scalar", ["X is n×m", "w is a vector of m"]],
  ["1/m*ones(m)'*A*x", "scalar", ["A is m×n", "x is a vector of n"]],
  ["x'*x/n + sum(unvec(v,m,n))", "scalar", ["v is a vector of m*n", "x is a vector of p"]],
];

test.each(ASSUMED)("%s is %s", (text, shape, assumed) => {
  const found = elaborated(text, {});
  expect(shapeText(found.value.shape)).toBe(shape);
  expect([...found.assumed].sort()).toEqual([...assumed].sort());
});

const TYPES: Types = { X: "matrix m n", b: "vector n", c: "vector m", a: "scalar", M: "matrix n n" };

/** What is written, and the same without a convention. */
const SHORT: readonly (readonly [string, string])[] = [
  ["X + b", "X + ones(m)*b'"],
  ["X + b'", "X + ones(m)*b'"],
  ["X + c", "X + c*ones(n)'"],
  ["X - b", "X - ones(m)*b'"],
  ["X + 1", "X + ones(m,n)"],
  ["1 - X", "ones(m,n) - X"],
  ["a + b", "a*ones(n) + b"],
  ["I + M", "eye(n) + M"],
  ["2 I + M", "2*eye(n) + M"],
  ["[1, X]", "[ones(m), X]"],
  ["[X, 0; 1, a]", "[X, zeros(m); ones(1,n), a]"],
  ["X[2,:]", "single(1,2,1,m)*X"],
  ["X[:,1]", "X*single(1,1,n,1)"],
  ["sum_i b[i]*X[:,i]", "sum_i (b[i]*X[:,i])"],
  ["1/2 b'b", "(1/2)*(b'*b)"],
  ["-b'b", "-(b'*b)"],
  ["‖b‖^2", "norm2(b)^2"],
  ["m*a", "a*m"],
];

test.each(SHORT)("%s means %s", (short, long) => {
  const left = elaborated(short, TYPES).value;
  const right = elaborated(long, TYPES).value;
  expect(left).toBeExpression(right);
});

describe("a declaration wins over convention", () => {
  test("a declared lower-case matrix is a matrix", () => {
    const { value, assumed } = elaborated("x : m x n; y : vector n; x*y", {});
    expect([shapeText(value.shape), assumed]).toEqual(["m×1", []]);
  });

  test("a declared I or e_1 is a variable", () => {
    const { variables } = elaborated("I : vector n; e_1 : vector n; I'e_1", {});
    expect([...variables.keys()]).toEqual(["I", "e_1"]);
  });
});

test("names of objects' prototypes are names", () => {
  const { value, variables } = elaborated(
    "constructor : n x n; __proto__ : vector n; constructor*__proto__",
    {},
  );
  expect(shapeText(value.shape)).toBe("n×1");
  expect([...variables.keys()]).toEqual(["constructor", "__proto__"]);
});

test("sizes that nothing names get names of their own", () => {
  const { variables } = elaborated("m*A*B", {});
  const sizes = [...variables.values()].flatMap((v) => [v.shape.rows.key, v.shape.cols.key]);
  expect(sizes.filter((s) => s === "m")).toEqual([]);
});
