import { expect, test } from "vitest";
import { sizeOfTerms } from "../../src/evaluate/verdict/cancellation.ts";
import { matrix, scalarMatrix } from "../../src/matrix/matrix.ts";
import { written } from "./written.ts";

const values = new Map([
  ["A", matrix(2, 2, Float64Array.of(1, 2, 3, 4))],
  ["x", matrix(2, 1, Float64Array.of(0.5, -0.7))],
]);

test("terms that cancel are as large as they are, however little is left of them", () => {
  const { exprs } = written({ x: "vector n", A: "matrix n n" }, "x'*(A + A^2)*x - x'*A*x - x'*A^2*x");
  const [size] = sizeOfTerms(exprs, values, new Map([["n", 2]]));
  expect(size).toBeGreaterThan(0.1);
  expect(size).toBeLessThan(100);
});

test("where the last digits decide about all, nothing is told", () => {
  const { exprs } = written({ c: "scalar" }, "sin(exp(40*c))");
  const at = (c: number) => sizeOfTerms(exprs, new Map([["c", scalarMatrix(c)]]), new Map())[0];
  expect(at(1.2)).toBeNaN();
  expect(at(0.1)).toBeLessThan(1e5);
});
