/**
 * Symbols and values that the evaluator's tests share.
 */
import { evaluate } from "../../src/evaluate/values/evaluate.ts";
import { symbol } from "../../src/expression/build.ts";
import { sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, SCALAR, shapeOf } from "../../src/expression/expr.ts";
import { fill, type Matrix, matrix, scalarMatrix } from "../../src/matrix/matrix.ts";

export const [m, n, p] = ["m", "n", "p"].map(sizeOf) as [typeof UNIT, typeof UNIT, typeof UNIT];
export const sizes = new Map([
  ["m", 4],
  ["n", 3],
  ["p", 2],
]);
export const X = symbol("X", shapeOf(m, n));
export const W = symbol("W", shapeOf(n, p));
export const A = symbol("A", shapeOf(n, n));
export const x = symbol("x", shapeOf(n, UNIT));
export const a = symbol("a", SCALAR);
export const indexSymbol = (name: string) => symbol(name, SCALAR, undefined, "index");
export const [i, j, k] = ["i", "j", "k"].map(indexSymbol) as [typeof x, typeof x, typeof x];

export const values = new Map<string, Matrix>([
  ["X", fill(4, 3, (r, c) => 1 + r - 2 * c + 0.3 * r * c)],
  ["W", fill(3, 2, (r, c) => 0.5 * r - c)],
  ["A", fill(3, 3, (r, c) => (r === c ? 3 : 0.5 * r - c))],
  ["x", matrix(3, 1, Float64Array.of(1, -2, 0.5))],
  ["a", scalarMatrix(-2)],
]);
export const value = (name: string): Matrix => values.get(name) as Matrix;
export const valuesAt = (e: Expr): Matrix => evaluate([e], values, sizes)[0] as Matrix;
export const entriesOf = (e: Expr): number[] => [...valuesAt(e).data];
