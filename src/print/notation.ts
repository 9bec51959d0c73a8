/**
 * The table of everything about notation that a reader can choose. The command line's flags, the help and the
 * documentation are read off it; `Notation` is its resolved form.
 *
 *     resolveNotation({ transpose: "T", digits: "3" })  ─▶  { layout: "shape", …, transpose: "T", digits: 3 }
 */
import { UnknownNameError, UnsupportedError } from "../errors.ts";

interface Choice<V extends string> {
  readonly kind: "choice";
  /** The default comes first. */
  readonly values: readonly V[];
  readonly help: string;
}
/** A short text of a given form. */
interface Words {
  readonly kind: "text";
  readonly form: RegExp;
  readonly example: string;
  readonly default: string;
  readonly help: string;
}
interface Count {
  readonly kind: "count";
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
  readonly help: string;
}
export type NotationOption = Choice<string> | Words | Count;

const choice = <const V extends string>(help: string, ...values: readonly V[]): Choice<V> => ({
  kind: "choice",
  values,
  help,
});

export const NOTATION = {
  layout: choice(
    "layout of derivatives: shape of the variable, or all in numerator or denominator layout",
    "shape",
    "numerator",
    "denominator",
  ),
  derivative: choice("how a derivative is written: ∂f/∂X, ∇_X f or D_X f", "fraction", "nabla", "operator"),
  transpose: choice(
    "mark of the transpose: \\top, T, \\mathsf{T}, \\intercal, or a prime",
    "top",
    "T",
    "sans",
    "intercal",
    "prime",
  ),
  inverseTranspose: choice("transposed inverse: X^{-\\top} or (X^{-1})^{\\top}", "joined", "separate"),
  bold: choice("what is bold", "none", "vectors", "matrices", "all"),
  boldStyle: choice("bold by \\boldsymbol (italic) or \\mathbf (upright)", "italic", "upright"),
  d: choice("the d of a differential", "upright", "italic"),
  hadamard: choice("entry-by-entry product: \\odot or \\circ", "odot", "circ"),
  division: choice("entry-by-entry division: \\oslash or a fraction", "oslash", "fraction"),
  kronecker: choice("Kronecker product: \\otimes, or in a box", "otimes", "boxtimes"),
  vec: choice("stacked columns: vec or Vec", "vec", "Vec"),
  trace: choice("trace: tr or Tr", "tr", "Tr"),
  determinant: choice("determinant: \\det(X) or |X|", "det", "bars"),
  innerProduct: choice("inner product of matrices: tr(AᵀB), ⟨A, B⟩ or A : B", "trace", "angle", "colon"),
  norm: choice("norms: ‖X‖_F for matrices only, ‖x‖_2 and ‖X‖_F, or bare", "frobenius", "subscript", "bare"),
  identity: choice("identity matrix: I or \\mathbb{I}", "italic", "blackboard"),
  sizes: choice(
    "sizes of I and 1 as subscripts: beside Kronecker products, always, never",
    "kronecker",
    "always",
    "never",
  ),
  product: choice("products side by side, or with \\cdot", "juxtaposed", "cdot"),
  numbers: choice("coefficients as fractions or as decimals", "fractions", "decimals"),
  digits: {
    kind: "count",
    minimum: 1,
    maximum: 15,
    default: 4,
    help: "digits of a decimal coefficient",
  } as Count,
  brackets: choice("brackets of a block: [ ] or ( )", "bmatrix", "pmatrix"),
  entries: choice("entries of a matrix X: x_{ij}, X_{ij} or [X]_{ij}", "lowercase", "same", "bracketed"),
  indices: {
    kind: "text",
    form: /^[a-zα-ω](,[a-zα-ω])+$/u,
    example: "i,j,k,l",
    default: "i,j,k,l",
    help: "names of indices, in the order in which they are taken",
  } as Words,
  summation: choice("sums over an index with \\sum, or left out (Einstein)", "explicit", "einstein"),
  derivation: choice(
    "derivation: steps with reasons beside them, reasons as lines, or none",
    "steps",
    "lines",
    "none",
  ),
  numbered: choice("equation numbers", "off", "on"),
  given: choice("the declarations and what was assumed, in words", "on", "off"),
  wrapper: choice(
    "what is put around a display: what the format has, \\[ \\], $$ for each line, equation, align*, or nothing",
    "usual",
    "brackets",
    "dollars",
    "equation",
    "align",
    "none",
  ),
  macros: choice("macros such as \\tran{X}, with a preamble of \\newcommand", "off", "on"),
  kinks: choice(
    "say where a function has no derivative, and what was taken for it there",
    "stated",
    "silent",
  ),
} as const;

export type NotationName = keyof typeof NOTATION;

type ValueOf<O> = O extends Choice<infer V> ? V : O extends Words ? string : number;

/** One value for each row of the table. */
export type Notation = { readonly [N in NotationName]: ValueOf<(typeof NOTATION)[N]> };

const rows = Object.entries(NOTATION) as [NotationName, NotationOption][];

export const defaultOf = (option: NotationOption): string | number =>
  option.kind === "choice" ? (option.values[0] as string) : option.default;

export const DEFAULT_NOTATION: Notation = Object.freeze(
  Object.fromEntries(rows.map(([name, option]) => [name, defaultOf(option)])),
) as Notation;

/** What may be given for a row, for messages and help. */
export function valuesText(option: NotationOption): string {
  switch (option.kind) {
    case "choice":
      return option.values.join(", ");
    case "text":
      return `a name such as ${option.example}`;
    case "count":
      return `${option.minimum} to ${option.maximum}`;
  }
}

/**
 * The defaults with the given values in their place; a number may be given as text.
 * @throws UnknownNameError for a name, UnsupportedError for a value that the table has not
 */
export function resolveNotation(given: Readonly<Record<string, string | number | undefined>>): Notation {
  const resolved: Record<string, string | number> = { ...DEFAULT_NOTATION };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const option = rows.find(([row]) => row === name)?.[1];
    if (!option) {
      const known = rows.map(([row]) => row).join(", ");
      throw new UnknownNameError(`there is no option ${name}`, undefined, `the options are ${known}`);
    }
    resolved[name] = checked(name, option, value);
  }
  return Object.freeze(resolved) as Notation;
}

function checked(name: string, option: NotationOption, value: string | number): string | number {
  const number = typeof value === "number" ? value : Number(value);
  const fits =
    option.kind === "choice"
      ? option.values.includes(String(value))
      : option.kind === "text"
        ? option.form.test(String(value))
        : Number.isInteger(number) && number >= option.minimum && number <= option.maximum;
  if (!fits) {
    throw new UnsupportedError(
      `the option ${name} cannot be ${value}`,
      undefined,
      `it takes ${valuesText(option)}`,
    );
  }
  return option.kind === "count" ? number : String(value);
}
