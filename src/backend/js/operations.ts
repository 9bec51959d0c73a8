/**
 * The entry-wise operations as loops over `count` entries of arrays of doubles.
 *
 *     LOOPS.multiply(x, 0, y, 8, z, 16, 4):   z[16…19] ← x[0…3] · y[8…11]
 *
 * Each has a loop of its own, so that the compiler sees one operation in it and no call.
 */
import type { BinaryOperation, UnaryOperation } from "../backend.ts";

export type UnaryLoop = (x: Float64Array, i: number, z: Float64Array, k: number, count: number) => void;
export type BinaryLoop = (
  x: Float64Array,
  i: number,
  y: Float64Array,
  j: number,
  z: Float64Array,
  k: number,
  count: number,
) => void;

/** 1 / (1 + e⁻ˣ), for x < 0 as eˣ / (1 + eˣ): neither side overflows. */
function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
}

/** log(1 + eˣ) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

export const UNARY: Readonly<Record<UnaryOperation, UnaryLoop>> = {
  negate: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = -x[i + e]!;
  },
  abs: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.abs(x[i + e]!);
  },
  sign: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.sign(x[i + e]!);
  },
  sqrt: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.sqrt(x[i + e]!);
  },
  exp: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.exp(x[i + e]!);
  },
  log: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.log(x[i + e]!);
  },
  sin: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.sin(x[i + e]!);
  },
  cos: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.cos(x[i + e]!);
  },
  tan: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.tan(x[i + e]!);
  },
  tanh: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.tanh(x[i + e]!);
  },
  sinh: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.sinh(x[i + e]!);
  },
  cosh: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.cosh(x[i + e]!);
  },
  sigmoid: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = sigmoid(x[i + e]!);
  },
  softplus: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = softplus(x[i + e]!);
  },
  relu: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.max(x[i + e]!, 0);
  },
  reciprocal: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = 1 / x[i + e]!;
  },
  square: (x, i, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = x[i + e]! * x[i + e]!;
  },
};

export const BINARY: Readonly<Record<BinaryOperation, BinaryLoop>> = {
  add: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = x[i + e]! + y[j + e]!;
  },
  subtract: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = x[i + e]! - y[j + e]!;
  },
  multiply: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = x[i + e]! * y[j + e]!;
  },
  divide: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = x[i + e]! / y[j + e]!;
  },
  power: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = x[i + e]! ** y[j + e]!;
  },
  min: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.min(x[i + e]!, y[j + e]!);
  },
  max: (x, i, y, j, z, k, count) => {
    for (let e = 0; e < count; e++) z[k + e] = Math.max(x[i + e]!, y[j + e]!);
  },
};
