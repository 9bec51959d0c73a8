/**
 * What is measured, and the contenders that figures are compared by, as their columns are called.
 */
/** A product; the inverse and log-determinant of an SPD matrix; the inverse of any. */
export const TASKS = ["product", "spd", "inverse"] as const;
export type Task = (typeof TASKS)[number];

export const OPENBLAS = "OpenBLAS";
export const OPENBLAS_AVX2 = "OpenBLAS, AVX2";
export const MATHJS = "mathjs";
export const SIMD = "wasm, SIMD128";
export const RELAXED = "wasm, relaxed SIMD";
