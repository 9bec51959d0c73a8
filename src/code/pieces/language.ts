/**
 * What a target must say for itself, so that one layout writes code in all of them.
 *
 * Values are two-dimensional everywhere (a vector is a column, n×1) and scalars are numbers: X w is one
 * operation in each target whatever the sizes are, and x yᵀ can't be taken for xᵀ y.
 */
import type { Rational } from "../../expression/rational.ts";
import type { CodeTemplate } from "../../functions/function.ts";
import type { PatternLines } from "./patterns.ts";
import type { Piece } from "./piece.ts";
import { type Code, wordsIn } from "./text.ts";

/** Matrices as operators or calls; a "scalar" is a number in the target. */
export interface Language<Target extends string = string> {
  readonly target: Target;
  /** What people call it. */
  readonly title: string;
  /** What the name of a file with its code ends in. */
  readonly extension: string;
  /** What stands for `$` in templates and helpers. */
  readonly module?: string;
  /** The family whose templates it takes where nothing is said for it alone. */
  readonly family?: string;
  /** Its own templates by the names of functions, before those in their entries. */
  readonly functions?: Readonly<Record<string, CodeTemplate>>;
  /** Functions of the table that it has no code for. */
  readonly without?: ReadonlySet<string>;
  /** Functions that are written beside the code that needs them, where it has none, by name. */
  readonly helpers?: Readonly<Record<string, string>>;
  /** The helper that takes a matrix to one whose entries are equal along lines. */
  readonly pattern?: (lines: PatternLines) => string;
  readonly number: (value: Rational) => Piece;
  readonly pi: Code | string;
  readonly transpose: (x: Piece) => Piece;
  readonly multiply: (a: Piece, b: Piece) => Piece;
  /** A⁻¹ B without the inverse. */
  readonly solve: (a: Piece, b: Piece) => Piece;
  /** The scalar of a 1×1 matrix; absent: it is one. */
  readonly scalarOf?: (x: Piece) => Piece;
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
  /** The m×n matrix of entries, a piece in the two indices. */
  readonly entries?: (
    indices: readonly [string, string],
    sizes: readonly [Piece, Piece],
    body: Piece,
  ) => Piece;
  /** What its functions of scalars take for a plain number, where that isn't the number. */
  readonly ofNumber?: (x: Piece) => Piece;
  /** What the function is called unless the user says so. */
  readonly functionName?: string;
  /** What somebody must know of vectors that aren't taken as they come. */
  readonly vectors?: string;
  /** What runs code of its kind in the project's own tests; absent: it is only compared with earlier text. */
  readonly runner?: Runner;
  /** What the name of a vector as it was given ends in. */
  readonly given: string;
  /** Rows (axis 1) or columns (axis 2) of an argument. */
  readonly sizeOf: (name: string, axis: 1 | 2) => string;
  /** Words that no variable may have as its name, besides the functions in the code: its own, and functions of it. */
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

/** The text of a function, with those of these helpers that it needs. */
type Shell = (parts: FunctionParts, helpers: ReadonlyMap<string, string>) => string;

/**
 * A program that runs functions. It is given a job on each line, as JSON: the `code`, the `name` of a function in it,
 * and `args`, each of which is JSON once more: a number, a list, rows, or { sine: k }, a function: the derivative of
 * that order of the sine. It prints a line for each: a list of { shape, data }, or in a string what went wrong.
 */
export interface Runner {
  /** The first that leaves with 0 after the first of the probes, else after the next, is taken. */
  readonly programs: readonly string[];
  readonly probes: readonly (readonly string[])[];
  readonly args: readonly string[];
}

/** A list of words with blanks between. */
export const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** The helpers that code needs, and those that they need, in the order of the table. */
export function helpersFor(needs: ReadonlySet<string>, helpers: ReadonlyMap<string, string>): string[] {
  const used = new Set(needs);
  for (const name of used) for (const needed of wordsIn(helpers.get(name) ?? "")) used.add(needed);
  return [...helpers].filter(([name]) => used.has(name)).map(([, text]) => text);
}
