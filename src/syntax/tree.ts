/**
 * Syntax: what was written, with its place in the text and no meaning.
 *
 * Sums and products are flat, so that a sum of 10,000 terms is one node and not a tree 10,000 deep.
 *
 *     X W + b  ─▶  sum [ + product [ X, (juxtaposed) W ], + b ]
 */
import type { Span } from "../errors.ts";

/** `@` is a product of matrices, as in NumPy: neither side is a scalar. */
export type ProductOperator = "*" | "@" | "/" | ".*" | "./" | "kron" | "juxtaposed";

export interface SumTerm {
  readonly sign: "+" | "-";
  readonly term: Syntax;
}

export interface ProductFactor {
  /** How this factor is joined to the one before; the first factor of a product has "*". */
  readonly operator: ProductOperator;
  readonly factor: Syntax;
}

/** One index of `X[i, :]`: an expression, or `:` for all, or `from:to` (both inclusive, from 1). */
export type IndexSyntax =
  | { readonly kind: "at"; readonly index: Syntax }
  | { readonly kind: "range"; readonly from: Syntax; readonly to: Syntax }
  | { readonly kind: "all" };

export type Syntax =
  | { readonly kind: "number"; readonly text: string; readonly span: Span }
  | {
      readonly kind: "name";
      readonly name: string;
      readonly span: Span;
      /** LaTeX: the derivative that the name ∂L/∂W stands for. */
      readonly derivative?: DerivativeSyntax;
      /** LaTeX: of the differential dX the X. */
      readonly differential?: string;
    }
  | { readonly kind: "sum"; readonly terms: readonly SumTerm[]; readonly span: Span }
  | { readonly kind: "product"; readonly factors: readonly ProductFactor[]; readonly span: Span }
  /** Unary minus inside a product, `a * -b`; a leading minus of a term is a sum of one term. */
  | { readonly kind: "negate"; readonly of: Syntax; readonly span: Span }
  | {
      readonly kind: "power";
      readonly base: Syntax;
      readonly exponent: Syntax;
      /** `.^`: entry by entry. */
      readonly elementwise: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "transpose";
      readonly of: Syntax;
      readonly span: Span;
      /** LaTeX: written with a prime, which may also be part of a name. */
      readonly prime?: boolean;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Syntax[]; readonly span: Span }
  /** `‖x‖`, `‖x‖_1`, `‖X‖_F`, `‖x‖_2`, `‖x‖_∞`, `‖X‖_*`; `|x|` has which = "abs". */
  | {
      readonly kind: "norm";
      readonly of: Syntax;
      readonly which: "none" | "1" | "2" | "F" | "inf" | "nuclear" | "abs";
      readonly span: Span;
    }
  | { readonly kind: "block"; readonly rows: readonly (readonly Syntax[])[]; readonly span: Span }
  | {
      readonly kind: "entry";
      readonly of: Syntax;
      readonly indices: readonly IndexSyntax[];
      readonly span: Span;
    }
  /** `sum_i body`, `sum_(i=1)^m body`, `Σ_i body`: a sum over an index; \prod_i: a product. */
  | {
      readonly kind: "indexed-sum";
      readonly isProduct?: true;
      readonly index: string;
      readonly from: Syntax | undefined;
      readonly to: Syntax | undefined;
      readonly body: Syntax;
      readonly span: Span;
    };

/** \frac{\partial L}{\partial W}, \nabla_W L, \operatorname{D} F(X), \mathrm{d} f. */
export interface DerivativeSyntax {
  readonly operator: "partial" | "d" | "nabla" | "D";
  /** Undefined where only the operator is written. */
  readonly of: Syntax | undefined;
  /** Empty for \nabla L, whose variable is understood, and for D and d. */
  readonly by: readonly Syntax[];
  readonly order: number;
  /** \frac{\partial L}{a}: the ∂ is understood before this place. */
  readonly missingPartial: Span | undefined;
}

/** A declared type, `m x k`, `symmetric n`, `function m x n -> scalar`. */
export interface TypeSyntax {
  /** scalar, vector, matrix, or a structure: symmetric, antisymmetric, diagonal, lower, upper, orthogonal, spd, function. */
  readonly words: readonly string[];
  /** Sizes in the order written; for a function type those of its argument. */
  readonly sizes: readonly Syntax[];
  /** What a function type returns. */
  readonly result: TypeSyntax | undefined;
  readonly span: Span;
}

export type Statement =
  | {
      readonly kind: "declaration";
      readonly names: readonly NameSyntax[];
      readonly type: TypeSyntax;
      readonly span: Span;
    }
  /** `Y = X W + b`, `L(w) = ‖w‖²` (parameters are listed, they only name the variables). */
  | {
      readonly kind: "definition";
      readonly name: string;
      readonly nameSpan: Span;
      readonly parameters: readonly string[];
      readonly value: Syntax;
      readonly span: Span;
      readonly choices?: readonly Choice[];
    }
  | {
      readonly kind: "expression";
      readonly value: Syntax;
      readonly span: Span;
      readonly choices?: readonly Choice[];
    };

/** A reading that was chosen where another, of another shape, is possible; the writer is told. */
export type Choice =
  | { readonly kind: "number"; readonly name: string; readonly is: string }
  /** α where alpha is declared. */
  | { readonly kind: "spelling"; readonly name: string; readonly is: string }
  /** The 1 of w'1. */
  | { readonly kind: "ones"; readonly where: string }
  /** A run of letters, with a capital among them. */
  | { readonly kind: "name"; readonly name: string }
  /** |A| of a matrix. */
  | { readonly kind: "entries"; readonly where: string }
  /** A function of a vector that is taken of each row of a matrix. */
  | { readonly kind: "rows"; readonly name: string }
  /** x_i, of an undeclared x, that is row i of a matrix x. */
  | { readonly kind: "samples"; readonly name: string; readonly where: string }
  /** An undeclared name that is something else than convention has it. */
  | { readonly kind: "scalar" | "vector" | "matrix"; readonly name: string };

export interface NameSyntax {
  readonly name: string;
  readonly span: Span;
}
