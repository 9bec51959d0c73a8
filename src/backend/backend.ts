/**
 * What the evaluator asks of a backend: room for a plan's numbers, and operations within it that are prepared
 * once and run often.
 *
 *     const room = backend.workspace(12);                      // 12 doubles
 *     const run = room.product(A, transposedB, C, 1, 0);       // C ← A Bᵀ, by offsets
 *     room.data.set(values, A.offset); run(); room.data.subarray(C.offset, …)
 *
 * A plan takes one workspace of its whole size, so that its operands stay where the backend wants them (the
 * memory of a WebAssembly instance, an arena whose address the addon knows) and nothing is copied per product.
 */

/** A matrix within a workspace, row by row. */
export interface Place {
  /** Of entry (1, 1), in doubles. */
  readonly offset: number;
  readonly rows: number;
  readonly cols: number;
  /** From one row to the next, in doubles; at least `cols`. */
  readonly stride: number;
}

/** What a product reads: the matrix at a place, or its transpose. */
export interface Operand extends Place {
  readonly transposed: boolean;
}

/** A prepared operation; running it allocates nothing. */
export type Operation = () => void;

export interface Workspace {
  /** All of it; the same array as long as the workspace lives. */
  readonly data: Float64Array;
  /**
   * out ← alpha · op(left) · op(right) + beta · out, for matrices and vectors of any sizes that fit (n×1 and 1×n
   * are vectors; inner size 1 is an outer product). `out` overlaps no operand; beta 0 doesn't read it.
   */
  product(left: Operand, right: Operand, out: Place, alpha: number, beta: number): Operation;
  /** One pass over entries, see ElementwiseProgram. */
  elementwise(program: ElementwiseProgram): Operation;
}

export interface Backend {
  readonly name: "native" | "wasm" | "js";
  /**
   * Zeros.
   * @throws UnsupportedError where there isn't that much memory
   */
  workspace(entries: number): Workspace;
}

/** How an input meets the entries of the pass: entry by entry, or replicated from 1×1, 1×cols or rows×1. */
export type Replication = "none" | "scalar" | "row" | "column";

export interface ElementwiseInput {
  readonly offset: number;
  readonly replication: Replication;
}

export type UnaryOperation =
  | "negate"
  | "abs"
  | "sign"
  | "sqrt"
  | "exp"
  | "log"
  | "sin"
  | "cos"
  | "tan"
  | "tanh"
  | "sinh"
  | "cosh"
  | "sigmoid"
  | "softplus"
  | "relu"
  | "reciprocal"
  | "square";
export type BinaryOperation = "add" | "subtract" | "multiply" | "divide" | "power" | "min" | "max";

/** Registers: the inputs in order, then the constants, then each step's result. */
export type ElementwiseStep =
  | { readonly operation: UnaryOperation; readonly of: number }
  | { readonly operation: BinaryOperation; readonly left: number; readonly right: number };

/**
 * A chain of entry-wise operations fused into one pass over rows × cols entries; the last register is the result.
 *
 *     G ⊙ (1 − H ⊙ H):  inputs G, H; constants 1; steps H·H, 1 − r₃, G·r₄
 *
 * A result may be written over an input that is read entry by entry.
 */
export interface ElementwiseProgram {
  readonly rows: number;
  readonly cols: number;
  readonly inputs: readonly ElementwiseInput[];
  readonly constants: readonly number[];
  readonly steps: readonly ElementwiseStep[];
  /** Entry by entry; or the sum of all (1×1), of each row (rows×1), of each column (1×cols). */
  readonly result: "entries" | "sum" | "row-sums" | "column-sums";
  /** The result is dense at this offset. */
  readonly out: number;
}
