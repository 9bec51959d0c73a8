/**
 * Entry-wise operations of the wasm backend, two entries at once: the loops of src/backend/js/operations.ts that
 * are single instructions, and exponentials. Positions are counted in doubles from the start of the memory.
 *
 *     multiply(x, y, z, 4):   z[0…3] ← x[0…3] · y[0…3]
 */

import { exponential, hyperbolicTangent, logistic } from "./exponential";

// The operation is a constant wherever these two are written, and nothing is left of the choice.

// @ts-ignore: decorator
@inline
const NEGATE = 0, ABS = 1, SQRT = 2, RELU = 3, RECIPROCAL = 4, SQUARE = 5, EXP = 6, TANH = 7, SIGMOID = 8;
// @ts-ignore: decorator
@inline
const ADD = 0, SUBTRACT = 1, MULTIPLY = 2, DIVIDE = 3, MIN = 4, MAX = 5;

// @ts-ignore: decorator
@inline
function ofOne(operation: i32, x: v128): v128 {
  if (operation == NEGATE) return f64x2.neg(x);
  if (operation == ABS) return f64x2.abs(x);
  if (operation == SQRT) return f64x2.sqrt(x);
  if (operation == RELU) return f64x2.max(x, f64x2.splat(0));
  if (operation == RECIPROCAL) return f64x2.div(f64x2.splat(1), x);
  if (operation == EXP) return exponential(x);
  if (operation == TANH) return hyperbolicTangent(x);
  if (operation == SIGMOID) return logistic(x);
  return f64x2.mul(x, x);
}

// @ts-ignore: decorator
@inline
function ofTwo(operation: i32, x: v128, y: v128): v128 {
  if (operation == ADD) return f64x2.add(x, y);
  if (operation == SUBTRACT) return f64x2.sub(x, y);
  if (operation == MULTIPLY) return f64x2.mul(x, y);
  if (operation == DIVIDE) return f64x2.div(x, y);
  if (operation == MIN) return f64x2.min(x, y);
  return f64x2.max(x, y);
}

// @ts-ignore: decorator
@inline
function unary(operation: i32, x: i32, z: i32, count: i32): void {
  let i = <usize>(x << 3);
  let k = <usize>(z << 3);
  for (const end = k + (<usize>(count & ~1) << 3); k < end; i += 16, k += 16) {
    v128.store(k, ofOne(operation, v128.load(i)));
  }
  if (count & 1) v128.store64_lane(k, ofOne(operation, v128.load64_zero(i)), 0);
}

// @ts-ignore: decorator
@inline
function binary(operation: i32, x: i32, y: i32, z: i32, count: i32): void {
  let i = <usize>(x << 3);
  let j = <usize>(y << 3);
  let k = <usize>(z << 3);
  for (const end = k + (<usize>(count & ~1) << 3); k < end; i += 16, j += 16, k += 16) {
    v128.store(k, ofTwo(operation, v128.load(i), v128.load(j)));
  }
  if (count & 1) v128.store64_lane(k, ofTwo(operation, v128.load64_zero(i), v128.load64_zero(j)), 0);
}

export function negate(x: i32, z: i32, count: i32): void {
  unary(NEGATE, x, z, count);
}
export function abs(x: i32, z: i32, count: i32): void {
  unary(ABS, x, z, count);
}
export function sqrt(x: i32, z: i32, count: i32): void {
  unary(SQRT, x, z, count);
}
export function relu(x: i32, z: i32, count: i32): void {
  unary(RELU, x, z, count);
}
export function reciprocal(x: i32, z: i32, count: i32): void {
  unary(RECIPROCAL, x, z, count);
}
export function square(x: i32, z: i32, count: i32): void {
  unary(SQUARE, x, z, count);
}
export function add(x: i32, y: i32, z: i32, count: i32): void {
  binary(ADD, x, y, z, count);
}
export function subtract(x: i32, y: i32, z: i32, count: i32): void {
  binary(SUBTRACT, x, y, z, count);
}
export function multiply(x: i32, y: i32, z: i32, count: i32): void {
  binary(MULTIPLY, x, y, z, count);
}
export function divide(x: i32, y: i32, z: i32, count: i32): void {
  binary(DIVIDE, x, y, z, count);
}
export function min(x: i32, y: i32, z: i32, count: i32): void {
  binary(MIN, x, y, z, count);
}
export function max(x: i32, y: i32, z: i32, count: i32): void {
  binary(MAX, x, y, z, count);
}
export function exp(x: i32, z: i32, count: i32): void {
  unary(EXP, x, z, count);
}
export function tanh(x: i32, z: i32, count: i32): void {
  unary(TANH, x, z, count);
}
export function sigmoid(x: i32, z: i32, count: i32): void {
  unary(SIGMOID, x, z, count);
}
