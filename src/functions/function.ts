/**
 * An entry of the function table: everything the engine knows of one function, in one object.
 *
 *     name inv · shape square · differential −F dX F · entry Σ_k X_ik F_kj = δ_ij · LaTeX X^{-1} · kernel
 *
 * Five names mean the same in every entry: X, Y arguments, F the value, G the cotangent of F,
 * dX a differential, X̄ (xBar in code) the cotangent of X.
 */
import type { Dimension } from "../expression/dimension.ts";
import type { Expr, FunctionHead, Shape, SymbolNode } from "../expression/expr.ts";
import type { Field } from "../matrix/field.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { Digits, PreciseMatrix } from "../matrix/precise.ts";

/** What a shape rule may demand of sizes; during inference the sizes may still be unknowns. */
export interface ShapeRules {
  /** The two sizes are equal, or the input is at fault: `why` completes "… must be equal: ". */
  equal(a: Dimension, b: Dimension, why: string): void;
  readonly unit: Dimension;
  shape(rows: Dimension, cols: Dimension): Shape;
  multiply(a: Dimension, b: Dimension): Dimension;
}

/** From where an argument's entries are drawn in tests and checks. */
export type Domain =
  | "real"
  | "positive"
  | "nonzero"
  /** Entries in (−1, 1). */
  | "unit"
  /** A square matrix with a determinant away from 0. */
  | "invertible"
  /** A square matrix with a positive determinant. */
  | "positive-determinant"
  | "symmetric"
  | "spd"
  | "full-rank"
  | "full-column-rank";

export type Condition =
  | "invertible"
  | "positive"
  | "nonzero"
  | "nonzero-entries"
  /** Entries between −1 and 1. */
  | "unit"
  | "positive-definite"
  | "simple-eigenvalues"
  | "simple-singular-values"
  | "constant-rank"
  | "full-rank"
  | "full-column-rank"
  | "full-row-rank"
  /** The largest modulus is attained once. */
  | "single-peak"
  | "single-largest"
  | "single-smallest";

/**
 * How a function is called. A template has #1, #2 for the arguments (`#1!` is one that needs brackets unless it is a
 * name), #m, #n for the sizes among them, #p, #q for the rows and columns of the second argument, and `$` for the
 * module: np, jnp or torch. Without # it is the name of a function of scalars, which acts on each entry. Code that
 * is no one call stands in brackets. What a language lacks is called by the name of a helper, which is written above:
 * one of the language's own (code/languages), or this.
 */
export type CodeTemplate = string | { readonly call: string; readonly helper: string };

/**
 * By target (code/languages/targets.ts) or family: `python` serves numpy, jax and torch, `any` those that nothing else
 * is said for, where they have what it calls.
 */
export type CodeColumn = Readonly<Partial<Record<string, CodeTemplate>>>;

/** A call that is printed, for what its form may depend on. */
export interface PrintedCall {
  readonly args: readonly Expr[];
  readonly shape: Shape;
  /** The arguments, size arguments, rows and columns as they are printed. */
  readonly texts: readonly string[];
  readonly sizes: readonly string[];
  readonly rows: string;
  readonly cols: string;
  /** Does the formula say sizes that follow from nothing else in it? */
  readonly showsSizes: boolean;
  /** Does something else have one of these names? */
  isTaken(...names: readonly string[]): boolean;
}

export interface LatexCall extends PrintedCall {
  /** What is chosen of print/notation.ts. */
  readonly notation: Readonly<
    Record<"trace" | "vec" | "kronecker" | "determinant" | "norm" | "identity" | "bold", string>
  >;
  /** Is that part printed as one letter, or in brackets of its own? */
  isLetter(part: Expr | undefined): boolean;
  /** Does nothing in e^{f(X)} or |f(X)| say that f(X) is a matrix? */
  readonly hidesShape: boolean;
  /** A constant's letter, bold where the notation has that. */
  bold(letter: string): string;
  /** Sizes as a subscript, where they are shown. */
  mark(...sizes: readonly (string | undefined)[]): string;
}

/**
 * A template as in `latex`, of the arguments or of others; or the text itself, which is then transposed, or binds as a
 * power does; undefined: as it is typed.
 */
type Form =
  | string
  | { readonly template: string; readonly of: readonly Expr[] }
  | { readonly text: string; readonly transposed?: true; readonly raised?: true }
  | undefined;

/** A fresh index symbol that runs from 1 to the size, for index definitions. */
export type FreshIndex = (size: Dimension) => SymbolNode;

interface ModularKernel {
  of(args: readonly Matrix[], sizes: readonly number[], field: Field): Matrix;
}

export interface FunctionEntry extends FunctionHead {
  /** Other spellings in matgrad's text. */
  readonly aliases?: readonly string[];
  /** One line for the reference. */
  readonly summary: string;
  /** Author, year, equation. */
  readonly source?: string;
  /** Number of arguments that are expressions. */
  readonly arity: number;
  /** Number of arguments that are sizes, `ones(m, n)`: after the expressions. `[1, 2]`: one or two. */
  readonly sizeArity?: readonly [number, number];
  shape(args: readonly Shape[], rules: ShapeRules, sizes: readonly Dimension[]): Shape;
  /** What the name means with one argument, where `arity` is another. */
  readonly ofOne?: FunctionEntry;
  /** Element-wise functions: f′ as a formula in matgrad's own text, in x and F = f(x). */
  readonly derivative?: string | ((x: Expr) => Expr);
  /** Element-wise functions: f(−x) as such a formula. */
  readonly negated?: string;
  /** The differential at X in the direction dX, linear in dX: d(X⁻¹) = −F dX F. */
  differential?(args: readonly Expr[], d: readonly Expr[], F: Expr): Expr;
  /** Functions that are linear in each argument: the cotangent of argument `which`, given G. */
  adjoint?(args: readonly Expr[], which: number, G: Expr): Expr;
  /**
   * The entry (i, j) in index notation; i and j are scalar index expressions, from 1.
   * Element-wise functions need none. Absent otherwise: an atom, see `partial`.
   */
  entry?(args: readonly Expr[], i: Expr, j: Expr, fresh: FreshIndex, sizes: readonly Dimension[]): Expr;
  /**
   * For a function without a finite index formula: ∂F_ij / ∂X_pq in index notation, from the equation
   * that defines F (inverse: Σ_k X_ik F_kj = δ_ij). Independent of `differential`.
   */
  partial?(
    args: readonly Expr[],
    F: Expr,
    at: { readonly i: Expr; readonly j: Expr; readonly p: Expr; readonly q: Expr; readonly which: number },
    fresh: FreshIndex,
  ): Expr;
  /**
   * Of what is linear in its last argument, and an atom: with which arguments before the last it is adjoint to itself,
   * Σ_ij f(X, E_pq)_ij G_ij = f(turned X, G)_pq.
   */
  turned?(before: readonly Expr[]): readonly Expr[];
  /** The equation in words or symbols that `partial` differentiates; printed in the reference. */
  readonly equation?: string;
  /** Values; `sizes` are the size arguments as numbers, `shape` is what the value has, where the sizes don't say it. */
  numeric(
    args: readonly Matrix[],
    sizes: readonly number[],
    shape?: readonly [rows: number, cols: number],
  ): Matrix;
  /**
   * Values over a finite field, of a rational function. "exact": those of `numeric`, which adds entries and
   * multiplies at most two, reduced. Absent: any function at all, as far as finite fields can tell.
   */
  readonly modular?: "exact" | ModularKernel["of"];
  /** How a plan computes it, of functions that are fast there, as a formula in X; absent: by `numeric`, or its own way. */
  readonly lowering?: string;
  /** f² over a finite field, where only that is rational. */
  modularSquare?(args: readonly Matrix[], field: Field): number;
  /**
   * Values with any number of digits, for comparisons beyond the accuracy of doubles. Absent: those of `numeric`
   * for a function that adds entries and multiplies at most one of each argument (`modular: "exact"`).
   */
  precise?(args: readonly PreciseMatrix[], sizes: readonly number[], digits: Digits): PreciseMatrix;
  /**
   * Which of its smooth pieces a function with kinks or jumps is on, a whole number for each entry: the two sides
   * of relu are -1 and 1.
   */
  pieces?(args: readonly Matrix[]): readonly number[];
  /** Between which numbers entries of the value always lie. */
  readonly between?: readonly [low: number, high: number];
  /** Element-wise: does it grow with its argument wherever it is defined? */
  readonly increasing?: true;
  /** Of the entries of the value, whatever the arguments. */
  readonly sign?: "positive" | "nonnegative";
  /** Is the value positive where the argument is? */
  readonly keepsPositive?: true;
  /** Can entries be 0 at more than single points? What is analytic, and not 0 everywhere, can't. */
  readonly mayVanish?: true;
  /** Periodic functions: the one that is inverse to it on a part of the line, and turns where a quarter ends. */
  readonly inverse?: string;
  /** Which arguments are plain numbers: all, as places of rows and columns, or the second. */
  readonly numbers?: "places" | "second";
  /** For each argument; absent: real. */
  readonly domain?: readonly Domain[];
  /** What must hold of the first argument for the value to be defined; see problem/answer/conditions.ts. */
  readonly condition?: Condition;
  /** Of a function that is declared only: its gradient or Jacobian, a function too. */
  readonly whole?: FunctionEntry;
  /** LaTeX with #1, #2 for the arguments; `#1!` is one that needs brackets unless it is a single symbol. */
  readonly latex: string;
  /** Text in the same way, where other readers of it lack the function; absent: name(arguments). */
  readonly text?: string;
  /** Unicode text in the same way; absent: name(arguments). */
  readonly unicode?: string;
  /** Where the form depends on more than the arguments; absent, or without an answer: the template, or as it is typed. */
  readonly latexForm?: (call: LatexCall) => Form;
  readonly unicodeForm?: (call: PrintedCall) => Form;
  /** Is it made of sizes and places only, and costs nothing? */
  readonly isConstant?: true;
  /** Of a vector: the function that does the same to each row of a matrix. */
  readonly byRows?: string;
  /** Beside it nothing else says the sizes of an identity. */
  readonly hidesSizes?: true;
  /**
   * One template for all targets, one for each, or by the shape of the first argument; "operator": an operator of the
   * languages. Absent, of a function that isn't in the table: a function that the code is given.
   */
  readonly code?: CodeTemplate | CodeColumn | ((of: Shape) => CodeColumn);
  /** False for what has kinks or jumps, tables or roots: equality of such is decided numerically. */
  readonly rational?: boolean;
}

/** A list of any length, as one of at least three; a pair stays one. */
type Several<L> = L extends readonly (infer T)[]
  ? number extends L["length"]
    ? readonly [T, T, T, ...T[]]
    : L
  : L;
type Written<C> = C extends (...args: infer P) => infer R
  ? (...args: { [I in keyof P]: Several<P[I]> }) => R
  : C;

/** An entry as it is written: its columns are given as many arguments and sizes as it takes. */
export type Definition = { readonly [K in keyof FunctionEntry]: Written<FunctionEntry[K]> };

export const define = (definition: Definition): FunctionEntry => definition;
