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
import type { Expr, SymbolNode } from "../expression/expr.ts";

/** A piece of mathematics as it is shown. Its value is what the check compares. */
export type Shown =
  | { readonly kind: "expression"; readonly value: Expr }
  /** Pieces side by side, `AB` as written, not multiplied out. */
  | { readonly kind: "product"; readonly parts: readonly Shown[]; readonly value: Expr }
  | { readonly kind: "sum"; readonly parts: readonly Shown[]; readonly value: Expr }
  /** `\underbrace{of}_{label}`; the label is a claim too: label and piece have one value. */
  | { readonly kind: "brace"; readonly of: Shown; readonly label: Shown; readonly value: Expr }
  /** A matrix of pieces: partial derivatives, written-out entries. */
  | { readonly kind: "matrix"; readonly cells: readonly (readonly Shown[])[]; readonly value: Expr }
  | { readonly kind: "transpose"; readonly of: Shown; readonly value: Expr }
  /** `tr(of)` as written. */
  | { readonly kind: "trace"; readonly of: Shown; readonly value: Expr }
  /** ∂of/∂by, or d of; `value` is a symbol that the setting gives a value by differences. */
  | { readonly kind: "derivative"; readonly of: Shown; readonly by: Shown; readonly value: SymbolNode }
  | { readonly kind: "differential"; readonly of: Shown; readonly value: Expr };

/** `a = b = c`: all sides have one value. */
export interface Equation {
  readonly sides: readonly Shown[];
  /** Said in the margin: "d(XW) = dX W + X dW". Plain mathematics or a sentence. */
  readonly reason?: Sentence;
}

/** A sentence of the locale with mathematics or text in its places. */
export interface Sentence {
  readonly key: string;
  readonly places?: Readonly<Record<string, Shown | string | readonly Shown[]>>;
}

export interface Step {
  /** The named rule: of the style, the function table or the simplifier. */
  readonly rule: string;
  readonly text: readonly Sentence[];
  readonly equations: readonly Equation[];
  /** aligned: one block, one line an equation, aligned at the first `=`; grid: several to a line. */
  readonly layout: "display" | "aligned" | "grid" | "boxed";
  /** Positions of the steps of the whole derivation that this one uses, from 0. */
  readonly from: readonly number[];
}

/**
 * Where symbols get their values. A *given* one is sampled; a *defined* one has the value of an
 * expression in others; a *differenced* one is the numerical derivative of a scalar by one symbol.
 */
export interface Setting {
  readonly defined: ReadonlyMap<SymbolNode, Expr>;
  readonly differenced: ReadonlyMap<SymbolNode, { readonly of: Expr; readonly by: SymbolNode }>;
  /** A perturbation: equations hold in the limit of this symbol to 0, and are checked at three values of it. */
  readonly vanishing?: SymbolNode;
}

export interface Section {
  readonly title: Sentence | undefined;
  readonly steps: readonly Step[];
  readonly setting: Setting;
}

export interface Derivation {
  readonly style: Style;
  readonly given: readonly Sentence[];
  readonly sections: readonly Section[];
  /** The results, boxed at the end. */
  readonly results: readonly Equation[];
  readonly remarks: readonly Sentence[];
}

export type Style = "elementwise" | "index" | "differential" | "backprop" | "perturbation";
