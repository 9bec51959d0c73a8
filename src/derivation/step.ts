/**
 * A derivation as data: sections of steps, each with the equations it shows and why they hold.
 *
 * A *style* makes it, a *printer* turns it into LaTeX, Markdown, HTML, Unicode or JSON, a *locale* has
 * the sentences. Every side of an equation is an expression with a value in the section's setting, so
 * that each line is evaluated against the one before it (check.ts); a derivation in which two sides
 * differ is never printed.
 *
 *     ∂L/∂w_11 = (∂L/∂y_11) x_11 + (∂L/∂y_21) x_21 = g_11 x_11 + g_21 x_21
 */

import type { SampleHints } from "../evaluate/index.ts";
import type { Expr, Shape, SymbolNode } from "../expression/expr.ts";

/** A piece of mathematics as it is shown. Its value is what the check compares. */
export type Shown =
  | { readonly kind: "expression"; readonly value: Expr }
  /** Pieces side by side, `AB` as written, not multiplied out. */
  | { readonly kind: "product"; readonly parts: readonly Shown[]; readonly value: Expr }
  | { readonly kind: "sum"; readonly parts: readonly Shown[]; readonly value: Expr }
  /** `\underbrace{of}_{label}`; the label is a claim too: label and piece have one value. */
  | { readonly kind: "brace"; readonly of: Shown; readonly label: Shown; readonly value: Expr }
  /**
   * A matrix of pieces: partial derivatives, written-out entries. With `at`, the cells stand in those
   * rows and columns of a larger matrix, from 1, and dots are printed where one does not follow the other.
   */
  | {
      readonly kind: "matrix";
      readonly cells: readonly (readonly Shown[])[];
      readonly at?: { readonly rows: readonly Expr[]; readonly columns: readonly Expr[] };
      readonly value: Expr;
    }
  | { readonly kind: "transpose"; readonly of: Shown; readonly value: Expr }
  /** `tr(of)` as written. */
  | { readonly kind: "trace"; readonly of: Shown; readonly value: Expr }
  /**
   * ∂of/∂by; `value` is a symbol that the setting gives a value by differences. Order 2: ∂²of/∂by∂byᵀ.
   * With `more` variables: ∂³of/∂by∂more∂more, of entries.
   */
  | {
      readonly kind: "derivative";
      readonly of: Shown;
      readonly by: Shown;
      readonly order?: 2;
      /** ∂²of/∂by∂acrossᵀ, a block of the Hessian by two variables. */
      readonly across?: Shown;
      readonly more?: readonly Shown[];
      readonly value: SymbolNode;
    }
  | { readonly kind: "differential"; readonly of: Shown; readonly value: Expr };

/** `a = b = c`: all sides have one value. */
export interface Equation {
  readonly sides: readonly Shown[];
  /** Said in the margin: "d(XW) = dX W + X dW". Plain mathematics or a sentence. */
  readonly reason?: Sentence;
  /**
   * Of the last side to the one before it, in a setting with a vanishing h: `≈` up to terms of order h²,
   * `→` in the limit. `at`: equal at the points that are spoken of, a condition and no claim. Absent: equal.
   */
  readonly relation?: "approximately" | "tends" | "at";
}

/** `X ∈ ℝ^{m×k}`. */
export interface Membership {
  readonly kind: "membership";
  readonly of: Shown;
  readonly shape: Shape;
}

/** What can stand in a place of a sentence: text (escaped by the printer), or mathematics. */
export type Place =
  | Shown
  | Equation
  | Membership
  | Sentence
  | string
  | readonly (Shown | Equation | Membership)[]
  | readonly Sentence[];

/**
 * A sentence of the locale with mathematics or text in its places; its equations are checked too. A place
 * that holds a list with equations is set as a display, a list of sentences within the line.
 */
export interface Sentence {
  readonly key: string;
  readonly places?: Readonly<Record<string, Place>>;
}

export interface Step {
  /** The named rule: of the style, the function table or the simplifier. */
  readonly rule: string;
  readonly text: readonly Sentence[];
  readonly equations: readonly Equation[];
  /**
   * display: a block each · aligned: one block, one line an equation, aligned at the first `=` (an equation
   * that begins with the side that the one before ends with goes on from it: `= …`) · grid: aligned,
   * `columns` to a line · boxed: in a frame.
   */
  readonly layout: "display" | "aligned" | "grid" | "boxed";
  /** For a grid; 2. */
  readonly columns?: number;
  /** Positions of the steps of the whole derivation that this one uses, from 0. */
  readonly from: readonly number[];
}

/** d of / d by. */
export interface Differenced {
  readonly of: Expr;
  readonly by: SymbolNode;
  /** Every other symbol in `of` keeps its value: what is defined in terms of `by` does not move. */
  readonly isLocal?: true;
}

/**
 * Where symbols get their values. A *given* one is sampled; a *defined* one has the value of an
 * expression in others; a *differenced* one is the numerical derivative of `of` by one symbol: of the
 * shape of `by` for a scalar, of the shape of `of` by a scalar, d of_i/d by_j for vectors.
 * `of` may contain defined symbols: all but `by` are expanded, unless it is local.
 */
export interface Setting {
  readonly defined: ReadonlyMap<SymbolNode, Expr>;
  readonly differenced: ReadonlyMap<SymbolNode, Differenced>;
  /** A perturbation: an equation with a `relation` holds up to terms in this symbol; checked at three values of it. */
  readonly vanishing?: SymbolNode;
  /** What is known of the variables beside their structure. */
  readonly hints?: SampleHints;
}

export interface Section {
  readonly title: Sentence | undefined;
  readonly steps: readonly Step[];
  readonly setting: Setting;
}

export interface Derivation {
  readonly style: Style;
  /** What the problem is: variables with shapes, definitions, assumptions, layout. */
  readonly given: readonly Sentence[];
  readonly sections: readonly Section[];
  /** The results, boxed at the end; they hold in the setting of the last section. */
  readonly results: readonly Equation[];
  readonly remarks: readonly Sentence[];
}

export type Style = "matrix" | "elementwise" | "index" | "differential" | "backprop" | "perturbation";
