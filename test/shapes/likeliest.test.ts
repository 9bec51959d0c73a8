/** Of several readings of undeclared names the likeliest is taken. */
import { describe, expect, test } from "vitest";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

const kindsIn = (text: string): Record<string, string> => {
  const { variables } = elaborate(parseStatements(text, { functionNames: FUNCTION_NAMES }));
  return Object.fromEntries(
    [...variables].map(([name, { shape }]) => [
      name,
      shape.rows.key === "1" ? "scalar" : shape.cols.key === "1" ? "vector" : "matrix",
    ]),
  );
};

describe("the likeliest kinds of undeclared names", () => {
  test.each([
    // a parameter is a vector where its product with the data meets a vector
    [
      "norm2(y - X beta)^2 + lambda norm2(beta)^2",
      { X: "matrix", beta: "vector", y: "vector", lambda: "scalar" },
    ],
    ["(X theta - y)'(X theta - y)", { X: "matrix", theta: "vector", y: "vector" }],
    ["X alpha + b", { X: "matrix", alpha: "vector", b: "vector" }],
    ["gamma .* x + beta", { gamma: "vector", x: "vector", beta: "vector" }],
    // a label or an intercept is a scalar beside an inner product
    ["log(1 + exp(-y w'x))", { w: "vector", x: "vector", y: "scalar" }],
    ["log(1 + exp(-(w'x + b)))", { w: "vector", x: "vector", b: "scalar" }],
    ["max(0, 1 - y w'x)", { w: "vector", x: "vector", y: "scalar" }],
    // an entry that is used as a vector is a sample
    ["sum_i norm2(x_i - mu)^2", { x: "matrix", mu: "vector" }],
    ["sum_i (x_i - mu)' inv(S) (x_i - mu)", { x: "matrix", mu: "vector", S: "matrix" }],
    ["sum_i (y_i - w'x_i)^2", { x: "matrix", w: "vector", y: "vector" }],
    ["sum_i a_i x_i' A x_i", { x: "matrix", a: "vector", A: "matrix" }],
    ["sum_i x_i y_i'", { x: "matrix", y: "matrix" }],
    ["sum_i (x_i - mu)^2", { x: "vector", mu: "scalar" }],
    ["sum_i |x_i - mu|", { x: "vector", mu: "scalar" }],
    // what is replicated by convention still is
    ["X W + b", { X: "matrix", W: "matrix", b: "vector" }],
    ["tanh(X W + b) V + c", { X: "matrix", W: "matrix", b: "vector", V: "matrix", c: "vector" }],
    ["log(1 + exp(x))", { x: "vector" }],
    ["x - log(sum(exp(x)))", { x: "vector" }],
    ["sqrt(v + epsilon)", { v: "vector", epsilon: "scalar" }],
    ["x'A x + mu", { A: "matrix", x: "vector", mu: "scalar" }],
    ["x'x + 2c", { x: "vector", c: "scalar" }],
  ])("%s", (text, kinds) => {
    expect(kindsIn(text)).toEqual(kinds);
  });
});
