/**
 * Matrix functions and decompositions: exponential, Cholesky factor, adjugate, norms by singular values.
 */
import { UnsupportedError } from "../errors.ts";
import { call, eye, isCall, isZero, number, product, sum, zeros } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, isVector, SCALAR, shapeOf } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
import { EYE, TRANSPOSE } from "../expression/heads.ts";
import { inverse, power, transpose } from "../expression/power.ts";
import * as linear from "../matrix/linear.ts";
import { fill, type Matrix, map, multiply, scalarMatrix, transposed } from "../matrix/matrix.ts";
import type { FunctionEntry } from "./function.ts";
import { DETERMINANT, inner } from "./matrix.ts";
import { NORM2 } from "./reductions.ts";
import { EIGENVECTOR } from "./spectral.ts";
import { square } from "./structure.ts";

const scalarOf: FunctionEntry["shape"] = (_args, rules) => rules.shape(rules.unit, rules.unit);

export const EXPONENTIAL: FunctionEntry = {
  name: "expm",
  summary: "matrix exponential",
  source: "Higham (2008), Functions of Matrices, ch. 10",
  arity: 1,
  shape: square,
  normal: ([x]) => {
    if (isZero(x!)) return eye(x!.shape.rows);
    return isCall(x!, TRANSPOSE) ? transpose(call(EXPONENTIAL, x!.args, [], x!.shape)) : undefined;
  },
  // d expm(X) = L(X, dX), the Fréchet derivative
  differential: ([X], [dX]) => frechet(X!, dX!),
  numeric: ([x]) => linear.expm(x!),
  equation: "F = Σ_k X^k / k!",
  latex: "e^{#1}",
};

/** L(X, E) = ∫₀¹ e^{sX} E e^{(1−s)X} ds; linear in E, with adjoint L(Xᵀ, ·). */
export const FRECHET: FunctionEntry = {
  name: "expm_frechet",
  summary: "Fréchet derivative of the matrix exponential at X in the direction E",
  source: "Higham (2008), Functions of Matrices, eq. 10.15",
  arity: 2,
  shape: ([x, e], rules, sizes) => {
    square([x!], rules, sizes);
    rules.equal(x!.rows, e!.rows, "the direction has the shape of the matrix");
    rules.equal(x!.cols, e!.cols, "the direction has the shape of the matrix");
    return x!;
  },
  normal: ([X, E]) => normalFrechet(X!, E!),
  // linear in E only
  differential: ([X], [dX, dE]) => {
    if (!isZero(dX!)) throw new UnsupportedError("not supported: the second derivative of expm has no rule");
    return frechet(X!, dE!);
  },
  adjoint: ([X], which, G) => {
    if (which === 1) return frechet(transpose(X!), G);
    throw new UnsupportedError("not supported: the second derivative of expm has no rule");
  },
  numeric: ([x, e]) => linear.expmFrechet(x!, e!),
  latex: "L_{\\exp}(#1, #2)",
};

/** L(X, E) = E e^X where E and X commute: E a multiple of I, or both powers of one matrix. */
function normalFrechet(X: Expr, E: Expr): Expr | undefined {
  if (isZero(E)) return zeros(E.shape);
  const [scalar, direction] = splitScalars(E);
  const value = EXPONENTIAL.normal?.([X], []) ?? call(EXPONENTIAL, [X], [], X.shape);
  if (isCall(direction, EYE) || baseOf(direction) === baseOf(splitScalars(X)[1])) {
    return product([scalar, direction, value]);
  }
  if (isCall(X, TRANSPOSE)) return transpose(frechet(X.args[0] as Expr, transpose(E)));
  return direction === E ? undefined : product([scalar, frechet(X, direction)]);
}

const baseOf = (e: Expr): Expr => (e.kind === "power" ? e.base : e);

const frechet = (X: Expr, E: Expr): Expr => normalFrechet(X, E) ?? call(FRECHET, [X, E], [], X.shape);

/** Lower triangle with half of the diagonal: Φ of the Cholesky differential; its own adjoint. */
export const HALF_LOWER: FunctionEntry = {
  name: "halflower",
  summary: "lower triangle with half of the diagonal",
  arity: 1,
  shape: square,
  normal: ([x]) => (isZero(x!) ? x : undefined),
  adjoint: (_args, _which, G) => call(HALF_LOWER, [G], [], G.shape),
  numeric: ([x]) =>
    fill(x!.rows, x!.cols, (i, j) =>
      i < j ? 0 : (x!.data[i * x!.cols + j] as number) * (i === j ? 0.5 : 1),
    ),
  latex: "\\Phi(#1)",
};

export const CHOLESKY: FunctionEntry = {
  name: "cholesky",
  aliases: ["chol"],
  summary: "lower Cholesky factor L with L Lᵀ = X, of the symmetric part of X",
  source: "Murray (2016), Differentiation of the Cholesky decomposition, eq. 9",
  arity: 1,
  shape: square,
  // dF = F Φ(F⁻¹ ½(dX + dXᵀ) F⁻ᵀ)
  differential: (_args, [dX], F) => {
    const symmetric = product([number(1, 2), sum([dX!, transpose(dX!)])]);
    const inner = product([inverse(F), symmetric, transpose(inverse(F))]);
    return product([F, call(HALF_LOWER, [inner], [], F.shape)]);
  },
  numeric: ([x]) => linear.cholesky(x!),
  domain: ["spd"],
  equation: "Σ_k F_ik F_jk = X_ij, F lower triangular",
  condition: "#1 symmetric positive definite",
  latex: "\\operatorname{chol}(#1)",
  rational: false,
};

export const ADJUGATE: FunctionEntry = {
  name: "adj",
  summary: "adjugate det(X) X⁻¹",
  source: "Magnus and Neudecker (1988), ch. 8 sec. 5",
  arity: 1,
  shape: square,
  normal: ([x]) => product([call(DETERMINANT, [x!], [], SCALAR), inverse(x!)]),
  numeric: ([x]) => {
    const d = linear.determinant(x!);
    return map(linear.inverse(x!), (v) => v * d);
  },
  domain: ["invertible"],
  condition: "#1 invertible",
  latex: "\\operatorname{adj}(#1)",
};

/** U Vᵀ of the thin singular value decomposition. */
function polarFactor(x: Matrix): Matrix {
  const { left, right } = linear.singularValueDecomposition(x);
  return multiply(left, transposed(right));
}

/** The orthonormal polar factor X (XᵀX)^(−1/2) = U Vᵀ. */
export const POLAR: FunctionEntry = {
  name: "polar",
  summary: "orthonormal polar factor U Vᵀ of the singular value decomposition",
  source: "Higham (2008), Functions of Matrices, ch. 8",
  arity: 1,
  shape: ([x]) => x!,
  numeric: ([x]) => (x!.rows < x!.cols ? transposed(polarFactor(transposed(x!))) : polarFactor(x!)),
  domain: ["real"],
  condition: "#1 of full rank",
  latex: "\\operatorname{polar}(#1)",
  rational: false,
};

export const NUCLEAR_NORM: FunctionEntry = {
  name: "norm_nuclear",
  aliases: ["nuclear"],
  summary: "nuclear norm: sum of the singular values",
  source: "Watson (1992), Linear Algebra and its Applications 170, eq. 2.1",
  arity: 1,
  shape: scalarOf,
  normal: ([x]) => (isVector(x!) ? (NORM2.normal?.([x!], []) ?? call(NORM2, [x!], [], SCALAR)) : undefined),
  // dF = ⟨U Vᵀ, dX⟩
  differential: ([X], [dX]) => inner(call(POLAR, [X!], [], X!.shape), dX!),
  numeric: ([x]) => scalarMatrix(linear.singularValues(x!).reduce((a, b) => a + b, 0)),
  condition: "#1 of full rank",
  latex: "\\left\\lVert #1\\right\\rVert_{*}",
  unicode: "‖#1‖_*",
  rational: false,
};

export const SPECTRAL_NORM: FunctionEntry = {
  name: "norm_spectral",
  aliases: ["spectral"],
  summary: "spectral norm: the largest singular value, where it is simple",
  source: "Magnus and Neudecker (1988), ch. 8 thm 7",
  arity: 1,
  shape: scalarOf,
  normal: ([x]) => (isVector(x!) ? (NORM2.normal?.([x!], []) ?? call(NORM2, [x!], [], SCALAR)) : undefined),
  // dF = uᵀ dX v = vᵀ Xᵀ dX v / F, with v the unit eigenvector of XᵀX of the largest eigenvalue
  differential: ([X], [dX], F) => {
    const gram = product([transpose(X!), X!]);
    const v = call(EIGENVECTOR, [gram, number(1)], [], shapeOf(X!.shape.cols, UNIT));
    return product([power(F, number(-1)), transpose(v), transpose(X!), dX!, v]);
  },
  numeric: ([x]) => scalarMatrix(Math.max(...linear.singularValues(x!))),
  condition: "the largest singular value of #1 is simple",
  latex: "\\left\\lVert #1\\right\\rVert_{2}",
  unicode: "‖#1‖₂",
  rational: false,
};

/** sign(x_k) e_k at the entry of largest modulus; constant nearby. */
const PEAK: FunctionEntry = {
  name: "peak",
  summary: "the sign of the entry of largest modulus, in its place; zeros elsewhere",
  arity: 1,
  shape: ([x]) => x!,
  adjoint: (_args, _which, G) => zeros(G.shape),
  numeric: ([x]) => {
    const top = x!.data.reduce((best, v) => Math.max(best, Math.abs(v)), 0);
    return map(x!, (v) => (Math.abs(v) === top ? Math.sign(v) : 0));
  },
  latex: "\\operatorname{peak}(#1)",
  rational: false,
};

export const MAXIMUM_NORM: FunctionEntry = {
  name: "norm_inf",
  summary: "largest modulus of the entries, where it is attained once",
  arity: 1,
  shape: scalarOf,
  differential: ([X], [dX]) => inner(call(PEAK, [X!], [], X!.shape), dX!),
  numeric: ([x]) => scalarMatrix(x!.data.reduce((best, v) => Math.max(best, Math.abs(v)), 0)),
  condition: "the largest modulus of #1 is attained once",
  latex: "\\left\\lVert #1\\right\\rVert_{\\infty}",
  unicode: "‖#1‖_∞",
  rational: false,
};

export const DECOMPOSITIONS: readonly FunctionEntry[] = [
  EXPONENTIAL,
  FRECHET,
  HALF_LOWER,
  CHOLESKY,
  ADJUGATE,
  POLAR,
  NUCLEAR_NORM,
  SPECTRAL_NORM,
  PEAK,
  MAXIMUM_NORM,
];
