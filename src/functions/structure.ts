/**
 * The functions that the constructors know by themselves: transposes, inverses, entry-by-entry products,
 * and the constant matrices.
 */
import { index } from "../expression/blocks.ts";
import { negate, number, sizeScalar } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import type { Expr, Shape } from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import { EYE, HADAMARD, HADAMARD_POWER, INVERSE, ONES, TRANSPOSE, ZEROS } from "../expression/heads.ts";
import { inverse, power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { eliminate } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { fill, identity, map, matrix, transposed, zip } from "../matrix/matrix.ts";
import { eliminatePrecise, fillPrecise, preciseAt } from "../matrix/precise.ts";
import type { Definition, LatexCall, ShapeRules } from "./function.ts";
import { delta, scalars } from "./places.ts";

/** A vector of ones, its transpose, or a matrix of ones, which always shows its sizes. */
function constantForm(letter: string, { shape, rows, cols, mark }: LatexCall, saysSizes: boolean) {
  if (shape.cols === UNIT) return { text: letter + mark(rows) };
  if (shape.rows === UNIT) return { text: letter + mark(cols), transposed: true } as const;
  return { text: letter + (saysSizes ? `_{${rows} \\times ${cols}}` : mark(rows, cols)) };
}

/** The shape rule of functions from square matrices to square matrices. */
export const square: Definition["shape"] = ([x], rules) => squareOnly(x, rules);

export function squareOnly(x: Shape, rules: ShapeRules): Shape {
  rules.equal(x.rows, x.cols, "the matrix is square");
  return x;
}

export const STRUCTURE: readonly Definition[] = [
  {
    ...TRANSPOSE,
    keepsPositive: true,
    summary: "transpose, written X'",
    arity: 1,
    shape: ([x], rules) => rules.shape(x.cols, x.rows),
    normal: ([x]) => transpose(x),
    adjoint: (_args, _which, G) => transpose(G),
    entry: ([X], i, j) => index(X, j, i),
    numeric: ([x]) => transposed(x),
    modular: "exact",
    code: "operator",
    latex: "#1!^{\\top}",
    unicode: "#1!ᵀ",
  },
  {
    ...INVERSE,
    aliases: ["inverse"],
    summary: "inverse, written inv(X) or X^-1",
    source: "Magnus and Neudecker (1988), ch. 8 thm 3",
    arity: 1,
    shape: square,
    normal: ([x]) => inverse(x),
    // d(X⁻¹) = −F dX F
    differential: (_args, [dX], F) => product([number(-1), F, dX, F]),
    // differentiate Σ_k X_ik F_kj = δ_ij:  ∂F_ij/∂X_pq = −F_ip F_qj
    partial: (_args, F, { i, j, p, q }) => negate(product([index(F, i, p), index(F, q, j)])),
    equation: "Σ_k X_ik F_kj = δ_ij",
    numeric: ([x]) => linear.inverse(x),
    precise: ([x]) => eliminatePrecise(x).inverse,
    modular: ([x], _sizes, field) => eliminate(field, x).inverse,
    domain: ["invertible"],
    condition: "invertible",
    code: { python: "$.linalg.inv(#1)", julia: "inv(#1)", octave: "inv(#1)", js: "inverse(#1)" },
    latex: "#1!^{-1}",
    unicode: "#1!⁻¹",
  },
  {
    ...HADAMARD,
    summary: "entry-by-entry (Hadamard) product, written X .* Y",
    arity: 2,
    shape: ([x, y], rules) => {
      rules.equal(x.rows, y.rows, "the rows of the two factors agree");
      rules.equal(x.cols, y.cols, "the columns of the two factors agree");
      return x;
    },
    normal: (args) => hadamard(args),
    adjoint: (args, which, G) => hadamard([...args.filter((_, k) => k !== which), G]),
    entry: (args, i, j) => product(args.map((a) => index(a, i, j))),
    numeric: (args) => args.reduce((a, b) => zip(a, b, (x, y) => x * y)),
    precise: (args) =>
      args.reduce((a, b) =>
        fillPrecise(a.rows, a.cols, (i, j) => preciseAt(a, i, j).times(preciseAt(b, i, j))),
      ),
    modular: (args, _sizes, field) => args.reduce((a, b) => zip(a, b, (x, y) => field.reduce(x * y))),
    code: "operator",
    latex: "#1! \\odot #2!",
  },
  {
    ...HADAMARD_POWER,
    summary: "each entry to a scalar power, written X .^ k",
    arity: 2,
    shape: ([x, k], rules) => {
      scalars([k], rules, "the exponent is a scalar");
      return x;
    },
    normal: ([x, k]) => hadamardPower(x, k),
    entry: ([X, k], i, j) => power(index(X, i, j), k),
    numeric: ([x, k]) => {
      const exponent = k.data[0] as number;
      if (exponent === 2) return map(x, (v) => v * v);
      if (exponent === 0.5) return map(x, Math.sqrt);
      return map(x, (v) => v ** exponent);
    },
    code: "operator",
    latex: "#1!^{\\odot #2}",
  },
  {
    ...EYE,
    isConstant: true,
    latexForm: ({ notation, isTaken, bold, mark, sizes }) => ({
      text: `${notation.identity === "blackboard" || isTaken("I") ? "\\mathbb{I}" : bold("I")}${mark(sizes[0])}`,
    }),
    unicodeForm: ({ isTaken, showsSizes, sizes: [n = ""] }) => {
      if (isTaken("I")) return undefined;
      if (!showsSizes) return { text: "I" };
      return /[^\p{L}\p{N} ]/u.test(n) ? undefined : { text: `I_${[...n].length === 1 ? n : `{${n}}`}` };
    },
    between: [0, 1],
    sign: "nonnegative",
    mayVanish: true,
    aliases: ["identity"],
    summary: "identity matrix of a size",
    arity: 0,
    sizeArity: [1, 1],
    shape: (_args, rules, [n]) => rules.shape(n, n),
    entry: (_args, i, j) => delta(i, j),
    numeric: (_args, [n]) => identity(n),
    modular: "exact",
    code: {
      python: "$.eye(#m)",
      julia: "Matrix(1.0I, #m, #m)",
      octave: "full(eye(#m))",
      js: "identity(#m)",
      torch: "torch.eye(#m, dtype=dtype, device=device)",
    },
    latex: "I",
  },
  {
    ...ONES,
    isConstant: true,
    latexForm: (call) => constantForm("\\mathbf{1}", call, true),
    unicodeForm: ({ isTaken, shape, rows, cols }) => {
      if (isTaken("𝟏")) return undefined;
      if (shape.cols === UNIT) return { text: "𝟏" };
      return shape.rows === UNIT ? { text: "𝟏", transposed: true } : { text: `𝟏_{${rows}×${cols}}` };
    },
    between: [1, 1],
    sign: "positive",
    summary: "vector or matrix of ones",
    arity: 0,
    sizeArity: [1, 2],
    shape: (_args, rules, [m, n]) => rules.shape(m, n ?? rules.unit),
    entry: () => number(1),
    numeric: (_args, [m, n = 1]) => fill(m, n, () => 1),
    modular: "exact",
    code: {
      python: "$.ones((#m, #n))",
      julia: "ones(#m, #n)",
      octave: "ones(#m, #n)",
      js: "filled(#m, #n, 1)",
      torch: "torch.ones((#m, #n), dtype=dtype, device=device)",
    },
    latex: "\\mathbf{1}",
  },
  {
    ...ZEROS,
    isConstant: true,
    latexForm: (call) => constantForm(call.notation.bold === "none" ? "0" : "\\mathbf{0}", call, false),
    unicode: "0",
    between: [0, 0],
    mayVanish: true,
    summary: "vector or matrix of zeros",
    arity: 0,
    sizeArity: [1, 2],
    shape: (_args, rules, [m, n]) => rules.shape(m, n ?? rules.unit),
    entry: () => number(0),
    numeric: (_args, [m, n = 1]) => matrix(m, n),
    modular: "exact",
    code: {
      python: "$.zeros((#m, #n))",
      julia: "zeros(#m, #n)",
      octave: "zeros(#m, #n)",
      js: "filled(#m, #n, 0)",
      torch: "torch.zeros((#m, #n), dtype=dtype, device=device)",
    },
    latex: "0",
  },
];

/** The size of a square matrix as a scalar. */
export const orderOf = (x: Expr): Expr => sizeScalar(x.shape.rows);
