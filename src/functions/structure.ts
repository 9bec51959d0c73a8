/**
 * The functions that the constructors know by themselves: transposes, inverses, entry-by-entry products,
 * and the constant matrices.
 */
import { index } from "../expression/blocks.ts";
import { call, isNumber, negate, number, sizeScalar } from "../expression/build.ts";
import { type Expr, SCALAR, type Shape } from "../expression/expr.ts";
import { hadamard, hadamardPower } from "../expression/hadamard.ts";
import {
  DELTA,
  EYE,
  HADAMARD,
  HADAMARD_POWER,
  INVERSE,
  ONES,
  QUOTIENT,
  REMAINDER,
  SINGLE,
  TRANSPOSE,
  ZEROS,
} from "../expression/heads.ts";
import { inverse, power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { eliminate } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { fill, identity, map, matrix, scalarMatrix, transposed, zip } from "../matrix/matrix.ts";
import { eliminatePrecise, fillPrecise, preciseAt } from "../matrix/precise.ts";
import type { Definition, ShapeRules } from "./function.ts";

export const delta = (i: Expr, j: Expr): Expr => {
  if (i === j) return number(1);
  if (i.kind === "number" && j.kind === "number") return number(isNumber(i, j.value.n) ? 1 : 0);
  return call(DELTA, [i, j], [], SCALAR);
};

/** The arguments are numbers: indices, exponents. */
export const scalars = (args: readonly Shape[], rules: ShapeRules, why: string): void => {
  for (const { rows, cols } of args) {
    rules.equal(rows, rules.unit, why);
    rules.equal(cols, rules.unit, why);
  }
};

const ofIndices: Definition["shape"] = (args, rules) => {
  scalars(args, rules, "an index is a number");
  return rules.shape(rules.unit, rules.unit);
};

/** The shape rule of functions from square matrices to square matrices. */
export const square: Definition["shape"] = ([x], rules) => squareOnly(x, rules);

export function squareOnly(x: Shape, rules: ShapeRules): Shape {
  rules.equal(x.rows, x.cols, "the matrix is square");
  return x;
}

export const STRUCTURE: readonly Definition[] = [
  {
    ...TRANSPOSE,
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
  {
    ...SINGLE,
    summary: "single-entry matrix E_ij: 1 at (i, j), 0 elsewhere; single(i, j, m, n)",
    arity: 2,
    sizeArity: [2, 2],
    shape: (args, rules, [m, n]) => {
      scalars(args, rules, "the first two arguments are a row and a column");
      return rules.shape(m, n);
    },
    entry: ([p, q], i, j) => product([delta(i, p), delta(j, q)]),
    numeric: ([p, q], [m, n]) => fill(m, n, (i, j) => (i + 1 === p.data[0] && j + 1 === q.data[0] ? 1 : 0)),
    modular: "exact",
    code: {
      any: "single(#1, #2, #m, #n)",
      torch: "single(#1, #2, torch.zeros((#m, #n), dtype=dtype, device=device))",
    },
    latex: "E_{#1#2}",
  },
  {
    ...DELTA,
    aliases: ["δ"],
    summary: "Kronecker delta of two indices",
    arity: 2,
    shape: ofIndices,
    numeric: ([i, j]) => scalarMatrix(i.data[0] === j.data[0] ? 1 : 0),
    modular: "exact",
    code: {
      python: "float(#1! == #2!)",
      julia: "float(#1! == #2!)",
      octave: "double(#1! == #2!)",
      js: "Number(#1! === #2!)",
    },
    latex: "\\delta_{#1#2}",
    rational: true,
  },
  {
    ...QUOTIENT,
    summary: "which block of p an index is in: (i - 1) div p + 1",
    arity: 1,
    sizeArity: [1, 1],
    shape: ofIndices,
    numeric: ([i], [p]) => scalarMatrix(Math.floor(((i.data[0] as number) - 1) / p) + 1),
    modular: "exact",
    code: {
      python: "((#1! - 1) // #m! + 1)",
      julia: "(div(#1! - 1, #m) + 1)",
      octave: "(floor((#1! - 1) / #m!) + 1)",
      js: "(Math.floor((#1! - 1) / #m!) + 1)",
    },
    latex: "\\operatorname{quotient}(#1)",
  },
  {
    ...REMAINDER,
    summary: "the place of an index within its block of p: (i - 1) mod p + 1",
    arity: 1,
    sizeArity: [1, 1],
    shape: ofIndices,
    numeric: ([i], [p]) => scalarMatrix((((i.data[0] as number) - 1) % p) + 1),
    modular: "exact",
    code: {
      python: "((#1! - 1) % #m! + 1)",
      julia: "mod1(#1, #m)",
      octave: "(mod(#1! - 1, #m) + 1)",
      js: "((#1! - 1) % #m! + 1)",
    },
    latex: "\\operatorname{remainder}(#1)",
  },
];

/** The size of a square matrix as a scalar. */
export const orderOf = (x: Expr): Expr => sizeScalar(x.shape.rows);
