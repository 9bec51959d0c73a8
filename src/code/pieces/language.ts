/**
 * What a target must say for itself, so that one layout writes code in all of them.
 *
 * Values are two-dimensional everywhere (a vector is a column, n×1) and scalars are numbers: X w is one
 * operation in each target whatever the sizes are, and x yᵀ can't be taken for xᵀ y.
 */
import type { Rational } from "../../expression/rational.ts";
import type { Target } from "../../functions/function.ts";
import type { Piece } from "./piece.ts";
import { type Code, wordsIn } from "./text.ts";

/** Matrices as operators or calls; a "scalar" is a number in the target. */
export interface Language {
  readonly target: Target;
  readonly number: (value: Rational) => Piece;
  readonly pi: Code | string;
  readonly transpose: (x: Piece) => Piece;
  readonly multiply: (a: Piece, b: Piece) => Piece;
  /** A⁻¹ B without the inverse. */
  readonly solve: (a: Piece, b: Piece) => Piece;
  /** The scalar of a 1×1 matrix. */
  readonly scalarOf: (x: Piece) => Piece;
  readonly hadamard: (a: Piece, b: Piece) => Piece;
  readonly quotient: (a: Piece, b: Piece) => Piece;
  /** Each entry to a power. */
  readonly entryPower: (base: Piece, exponent: Piece) => Piece;
  readonly scalarPower: (base: Piece, exponent: Piece) => Piece;
  readonly matrixPower: (base: Piece, exponent: Piece) => Piece;
  readonly scale: (factor: Piece, x: Piece) => Piece;
  readonly divide: (x: Piece, by: Piece) => Piece;
  readonly negate: (x: Piece) => Piece;
  /** a ± b; `spread` where one of them is replicated. */
  readonly add: (a: Piece, b: Piece, spread: boolean) => Piece;
  /** Does a column, row or scalar fit beside a matrix by itself? */
  readonly replicates: boolean;
  /** A function of scalars on each entry; a name that is a string is of the target's or a helper's. */
  readonly entrywise: (name: Code | string, args: readonly Piece[]) => Piece;
  readonly block: (cells: readonly (readonly Piece[])[]) => Piece;
  /** Entry (row, column), from 1; numbers where they are known. */
  readonly entry: (x: Piece, row: Piece | number, column: Piece | number) => Piece;
  /** Σ of body over an index from 1 to size. */
  readonly indexedSum: (index: string, size: Piece, body: Piece) => Piece;
  /** The operators of scalars, where they are others than those of matrices. */
  readonly scalars?: Partial<Language>;
  /** Do its functions of scalars take plain numbers? */
  readonly takesNumbers?: false;
  /** What the function is called unless the user says so. */
  readonly functionName?: string;
  /** What somebody must know of vectors that aren't taken as they come. */
  readonly vectors?: string;
  /** Is code of its kind run by the project's own tests? */
  readonly isRun: boolean;
  /** What the name of a vector as it was given ends in. */
  readonly given: string;
  /** Rows (axis 1) or columns (axis 2) of an argument. */
  readonly sizeOf: (name: string, axis: 1 | 2) => string;
  /** Words that no variable may have as its name, besides the functions in the code. */
  readonly reserved: ReadonlySet<string>;
  readonly shell: Shell;
}

export interface Argument {
  /** What it is called in the problem. */
  readonly of: string;
  readonly name: string;
  readonly isVector: boolean;
  readonly isScalar: boolean;
  readonly isSize: boolean;
  /** A function rather than a value. */
  readonly isFunction: boolean;
  /** A name for the vector as it was given, or its shape, where a result takes that shape. */
  readonly given: string | undefined;
}

interface Output {
  readonly name: string;
  /** The `given` of the vector whose shape the result takes, if it is a gradient by one. */
  readonly like: string | undefined;
}

/** One function, to be written. */
export interface FunctionParts {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly documentation: readonly string[];
  /** Sizes read off the arguments: name and code. */
  readonly sizes: readonly (readonly [string, string])[];
  readonly body: readonly (readonly [string, Code])[];
  readonly outputs: readonly Output[];
}

type Shell = (parts: FunctionParts) => string;

/** The helpers that code needs, and those that they need, in the order of the table. */
export function helpersFor(needs: ReadonlySet<string>, helpers: ReadonlyMap<string, string>): string[] {
  const used = new Set(needs);
  for (const name of used) for (const needed of wordsIn(helpers.get(name) ?? "")) used.add(needed);
  return [...helpers].filter(([name]) => used.has(name)).map(([, text]) => text);
}
