/**
 * The functions that the constructors themselves know; the rest of their entries is in functions/.
 */
import type { FunctionHead } from "./expr.ts";

export const TRANSPOSE = { name: "transpose" } as const satisfies FunctionHead;
export const INVERSE = { name: "inv" } as const satisfies FunctionHead;
export const EYE = { name: "eye", transposed: "itself" } as const satisfies FunctionHead;
export const ONES = { name: "ones", transposed: "reversed" } as const satisfies FunctionHead;
export const ZEROS = { name: "zeros", transposed: "reversed" } as const satisfies FunctionHead;
/** single(i, j, m, n): the m×n matrix with a 1 at (i, j), zeros elsewhere. */
export const SINGLE = { name: "single", transposed: "reversed" } as const satisfies FunctionHead;
export const HADAMARD = {
  name: "hadamard",
  commutative: true,
  transposed: "arguments",
} as const satisfies FunctionHead;
/** Each entry to one scalar power. */
export const HADAMARD_POWER = { name: "hadamard_power", elementwise: true } as const satisfies FunctionHead;
/** commutation(m, n) · vec(X) = vec(Xᵀ) for X of m×n. */
export const COMMUTATION = { name: "commutation", transposed: "reversed" } as const satisfies FunctionHead;
/** A vector's diagonal matrix, a matrix's diagonal. */
export const DIAG = { name: "diag", transposed: "itself" } as const satisfies FunctionHead;

// Index notation: functions of index scalars.

/** Kronecker's δ(i, j). */
export const DELTA = { name: "delta", commutative: true } as const satisfies FunctionHead;
/** (i − 1) div p + 1: which block of p the index i is in, from 1. */
export const QUOTIENT = { name: "quotient" } as const satisfies FunctionHead;
/** (i − 1) mod p + 1: its place within the block, from 1. */
export const REMAINDER = { name: "remainder" } as const satisfies FunctionHead;
