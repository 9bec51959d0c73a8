/**
 * What every style gets and gives: a problem made ready (setup.ts) with options, to a derivation.
 */
import type { Expr, Structure, SymbolNode } from "../expression/expr.ts";
import type { FunctionEntry } from "../functions/function.ts";
import type { KnownEquation } from "../simplify/given.ts";
import type { Derivation, Sentence, Setting } from "./step.ts";

/** A definition of the problem, or the value to be differentiated. */
export interface Named {
  readonly symbol: SymbolNode;
  /** As it was written: in variables and the symbols of earlier definitions. */
  readonly value: Expr;
  /** In variables only. */
  readonly expanded: Expr;
}

/** A problem made ready for a style. */
export interface Setup {
  /** Every variable, declared or used, in the order they were met; no definitions. */
  readonly variables: readonly SymbolNode[];
  readonly functions: ReadonlyMap<string, FunctionEntry>;
  /** What is differentiated by: variables or defined symbols, without structure. */
  readonly wrt: readonly SymbolNode[];
  /** In order; the last is what is differentiated (it is given a name where the problem has none). */
  readonly definitions: readonly Named[];
  readonly root: Named;
  /** The scalar at the top: the root, or the unknown loss L of it. */
  readonly loss: SymbolNode;
  /** Where the root is no scalar: G = ∂L/∂Y, of the shape of the root. */
  readonly cotangent: SymbolNode | undefined;
  /** Structures that `wrt` were declared with; the symbols themselves have none. */
  readonly structures: ReadonlyMap<SymbolNode, Structure>;
  /** What a derivative by one of these means. */
  readonly structure: "projection" | "independent-entries" | "free";
  /** What else is known to hold; in variables. */
  readonly equations: readonly KnownEquation[];
  /** 2: the Hessian too. From 3 on the style is index. */
  readonly order: number;
  /**
   * gradient of the (perhaps unknown) loss; jacobian of a vector by a vector; jvp: the differential of the value;
   * hvp: that of the gradient.
   */
  readonly kind: "gradient" | "jacobian" | "jvp" | "hvp";
  /** For jvp and hvp: the name of the direction, where it isn't dX. */
  readonly direction: string | undefined;
  /** Definitions, loss and cotangent have their values here; a style adds its own symbols. */
  readonly setting: Setting;
  /** Names that are in use: a style's new symbols have others (see names.ts). */
  readonly taken: ReadonlySet<string>;
  /** Names in the text of the root, though all that is written with one may cancel. */
  readonly written: ReadonlySet<string>;
  /** Sentences of the elaboration. */
  /** Which readings were chosen; said first. */
  readonly choices: readonly Sentence[];
  readonly assumed: readonly Sentence[];
}

/** How entries are named: w_{12}, a_{1,1}, from 0, transposed, letters. */
export interface EntryNaming {
  readonly form: "indexed" | "commas" | "letters";
  /** Names (of all kinds of entries) that start at 0, by symbol: rows, columns. */
  readonly origin?: ReadonlyMap<string, readonly [number, number]>;
  /** Symbols whose printed entry in row 1, column 2 is called w_21. */
  readonly transposed?: ReadonlySet<string>;
  /** Names given for the entries of a symbol, in reading order: y is [a, b]. */
  readonly letters?: ReadonlyMap<string, readonly string[]>;
  /**
   * The name of ∂L/∂Z by the name of Z. Absent: the cotangent's own name for the last definition that is
   * no scalar, ∂L/∂z_11 for entries of others. "partials": ∂L/∂y_11 for all.
   */
  readonly cotangents?: "partials" | ReadonlyMap<string, string>;
}

export interface StyleOptions {
  /** Sizes that are written out, by size name or by the name of a matrix: {m: 2}, {X: [2, 3]}. Default 2. */
  readonly sizes: ReadonlyMap<string, number | readonly [number, number]>;
  readonly entries: EntryNaming;
  /** high: the lines that are "in the same way" are written out too. */
  readonly detail: "low" | "normal" | "high";
}

/**
 * Makes the derivation of a problem. `given` is what the style adds to the opening (opening.ts), often [].
 * @throws UnsupportedError with one sentence where the style can't treat the problem.
 */
export type StyleFunction = (setup: Setup, options: StyleOptions) => Derivation;
