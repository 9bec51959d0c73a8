/**
 * Matrix functions and decompositions: exponential, Cholesky factor, adjugate, norms by singular values.
 */
import { UnsupportedError } from "../errors.ts";
import { bound, index } from "../expression/blocks.ts";
import { call, eye, isCall, isZero, number, ones, product, sum, zeros } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, isVector, SCALAR, shapeOf } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
import { EYE, SINGLE, TRANSPOSE } from "../expression/heads.ts";
import { inverse, transpose } from "../expression/power.ts";
import { eliminate, scaleModulo } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { at, fill, type Matrix, map, multiply, scalarMatrix, transposed } from "../matrix/matrix.ts";
import type { FunctionEntry } from "./function.ts";
import { DETERMINANT, inner } from "./matrix.ts";
import { NORM2 } from "./reductions.ts";
import { resolvent } from "./spectral.ts";
import { scalars, square } from "./structure.ts";

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
  // the series, term by term: ∂F/∂X_pq = Σ_k Σ_r X^r E_pq X^(k−1−r) / k!, which is L(X, E_pq)
  partial: ([X], _F, { i, j, p, q }) => index(frechet(X!, singleEntry(X!, p, q)), i, j),
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
  // linear in E: ∂F/∂E_pq = L(X, E_pq)
  partial: ([X, E], _F, { i, j, p, q, which }) => {
    if (which === 1) return index(frechet(X!, singleEntry(E!, p, q)), i, j);
    throw new UnsupportedError("not supported: the second derivative of expm has no rule");
  },
  equation: "F = Σ_k Σ_r X^r E X^(k-1-r) / k!",
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

const singleEntry = (like: Expr, p: Expr, q: Expr): Expr =>
  call(SINGLE, [p, q], [like.shape.rows, like.shape.cols], like.shape);

const baseOf = (e: Expr): Expr => (e.kind === "power" ? e.base : e);

const frechet = (X: Expr, E: Expr): Expr => normalFrechet(X, E) ?? call(FRECHET, [X, E], [], X.shape);

/** Lower triangle with half of the diagonal: Φ of the Cholesky differential; its own adjoint. */
export const HALF_LOWER: FunctionEntry = {
  name: "halflower",
  summary: "lower triangle with half of the diagonal",
  arity: 1,
  shape: square,
  normal: ([x]) => {
    if (isZero(x!)) return x;
    const [scalar, body] = splitScalars(x!);
    return body === x || isScalar(x!) ? undefined : product([scalar, call(HALF_LOWER, [body], [], x!.shape)]);
  },
  adjoint: (_args, _which, G) => call(HALF_LOWER, [G], [], G.shape),
  entry: ([X], i, j) => product([halfLowerEntry(X!, i, j), index(X!, i, j)]),
  numeric: ([x]) =>
    fill(x!.rows, x!.cols, (i, j) =>
      i < j ? 0 : (x!.data[i * x!.cols + j] as number) * (i === j ? 0.5 : 1),
    ),
  modular: ([x], _sizes, { reduce, invert }) =>
    fill(x!.rows, x!.cols, (i, j) =>
      i < j ? 0 : reduce((x!.data[i * x!.cols + j] as number) * (i === j ? invert(2) : 1)),
    ),
  latex: "\\Phi(#1)",
};

/** Φ_ij: 1 below the diagonal, ½ on it, 0 above; the entry of Φ of a matrix of ones. */
const halfLowerEntry = (like: Expr, i: Expr, j: Expr): Expr =>
  index(call(HALF_LOWER, [ones(like.shape)], [], like.shape), i, j);

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
  // differentiate Σ_k F_ik F_jk = ½(X_ij + X_ji), F lower triangular, with K = F⁻¹:
  // ∂F_ij/∂X_pq = ½ Σ_k F_ik Φ_kj (K_kp K_jq + K_kq K_jp)
  partial: ([X], F, { i, j, p, q }, fresh) => {
    const K = inverse(F);
    const part = (a: Expr, b: Expr): Expr => {
      const k = fresh(X!.shape.rows);
      const entries = [index(F, i, k), halfLowerEntry(F, k, j), index(K, k, a), index(K, j, b)];
      return bound(k, X!.shape.rows, product([number(1, 2), ...entries]));
    };
    return sum([part(p, q), part(q, p)]);
  },
  numeric: ([x]) => linear.cholesky(x!),
  domain: ["spd"],
  equation: "Σ_k F_ik F_jk = X_ij, F lower triangular",
  condition: "positive-definite",
  latex: "\\operatorname{chol}(#1)",
  rational: false,
};

export const ADJUGATE: FunctionEntry = {
  name: "adj",
  summary: "adjugate det(X) X⁻¹",
  source: "Magnus and Neudecker (1988), ch. 8 sec. 5",
  arity: 1,
  shape: square,
  normal: ([x]) =>
    product([DETERMINANT.normal?.([x!], []) ?? call(DETERMINANT, [x!], [], SCALAR), inverse(x!)]),
  numeric: ([x]) => {
    const d = linear.determinant(x!);
    return map(linear.inverse(x!), (v) => v * d);
  },
  modular: ([x], _sizes, field) => {
    const { inverse: y, determinant } = eliminate(field, x!);
    return scaleModulo(field, determinant, y);
  },
  domain: ["invertible"],
  condition: "invertible",
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
  condition: "full-rank",
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
  // F = Σ_k u_kᵀ X v_k with ∂u_k ⟂ u_k and ∂v_k ⟂ v_k:  ∂F/∂X_pq = Σ_k (u_k)_p (v_k)_q
  partial: ([X], _F, { p, q }) => index(call(POLAR, [X!], [], X!.shape), p, q),
  equation: "F = Σ_k σ_k, X v_k = σ_k u_k",
  numeric: ([x]) => scalarMatrix(linear.singularValues(x!).reduce((a, b) => a + b, 0)),
  latex: "\\left\\lVert #1\\right\\rVert_{*}",
  unicode: "‖#1‖_*",
  rational: false,
};

/** (σ² I − XᵀX)⁺ for the k-th largest singular value σ. */
const gramResolvent = (X: Expr, k: Expr): Expr => resolvent(product([transpose(X), X]), k);

/** A unit singular vector of a matrix, its largest entry (that of the right one) positive. */
const singularVector = (side: "left" | "right"): FunctionEntry => ({
  name: `${side}singular`,
  summary: `unit ${side} singular vector of the k-th largest singular value, where that is simple`,
  source: "Golub and Van Loan (2013), Matrix Computations, sec. 2.4",
  arity: 2,
  shape: ([x, k], rules) => {
    scalars([k!], rules, "the second argument is a number");
    return rules.shape(side === "left" ? x!.rows : x!.cols, rules.unit);
  },
  // an eigenvector of XᵀX, or of X Xᵀ: dF = R d(XᵀX) F with R = (σ² I − XᵀX)⁺
  differential: ([X, k], [dX], F) => {
    const [Y, dY] = side === "right" ? [X!, dX!] : [transpose(X!), transpose(dX!)];
    const dGram = sum([product([transpose(dY), Y]), product([transpose(Y), dY])]);
    return product([gramResolvent(Y, k!), dGram, F]);
  },
  // ∂v_i/∂X_pq = R_iq (X v)_p + (R Xᵀ)_ip v_q, and for u with X turned and p and q exchanged
  partial: ([X, k], F, { i, p, q }) => {
    const [Y, a, b] = side === "right" ? [X!, p, q] : [transpose(X!), q, p];
    const R = gramResolvent(Y, k!);
    return sum([
      product([index(R, i, b), index(product([Y, F]), a, number(1))]),
      product([index(product([R, transpose(Y)]), i, a), index(F, b, number(1))]),
    ]);
  },
  equation: "X v = σ u, X' u = σ v, Σ_i u_i^2 = Σ_i v_i^2 = 1",
  numeric: ([x, k]) => {
    const which = (k!.data[0] as number) - 1;
    const { vectors } = linear.symmetricEigen(multiply(transposed(x!), x!));
    const v = fill(x!.cols, 1, (i) => at(vectors, i, which));
    if (side === "right") return v;
    const Xv = multiply(x!, v);
    const length = Math.sqrt(Xv.data.reduce((total, entry) => total + entry * entry, 0));
    return map(Xv, (entry) => entry / length);
  },
  condition: "simple-singular-values",
  latex: side === "left" ? "u_{#2}(#1)" : "v_{#2}(#1)",
  rational: false,
});

export const LEFT_SINGULAR: FunctionEntry = singularVector("left");
export const RIGHT_SINGULAR: FunctionEntry = singularVector("right");

/** The unit singular vectors of the largest singular value. */
const singularVectors = (X: Expr): readonly [Expr, Expr] => [
  call(LEFT_SINGULAR, [X, number(1)], [], shapeOf(X.shape.rows, UNIT)),
  call(RIGHT_SINGULAR, [X, number(1)], [], shapeOf(X.shape.cols, UNIT)),
];

export const SPECTRAL_NORM: FunctionEntry = {
  name: "norm_spectral",
  aliases: ["spectral"],
  summary: "spectral norm: the largest singular value, where it is simple",
  source: "Magnus and Neudecker (1988), ch. 8 thm 7",
  arity: 1,
  shape: scalarOf,
  normal: ([x]) => (isVector(x!) ? (NORM2.normal?.([x!], []) ?? call(NORM2, [x!], [], SCALAR)) : undefined),
  // dF = uᵀ dX v
  differential: ([X], [dX]) => {
    const [u, v] = singularVectors(X!);
    return product([transpose(u), dX!, v]);
  },
  // X v = F u and Xᵀ u = F v with unit u and v:  ∂F/∂X_pq = u_p v_q
  partial: ([X], _F, { p, q }) => {
    const [u, v] = singularVectors(X!);
    return product([index(u, p, number(1)), index(v, q, number(1))]);
  },
  equation: "X v = F u, X' u = F v, Σ_i u_i^2 = Σ_i v_i^2 = 1",
  numeric: ([x]) => scalarMatrix(Math.max(...linear.singularValues(x!))),
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
  differential: ([X]) => zeros(X!.shape),
  partial: () => number(0),
  equation: "F is constant nearby",
  numeric: ([x]) => {
    const top = x!.data.reduce((best, v) => Math.max(best, Math.abs(v)), 0);
    return map(x!, (v) => (Math.abs(v) === top ? Math.sign(v) : 0));
  },
  condition: "single-peak",
  latex: "\\operatorname{peak}(#1)",
  rational: false,
};

export const MAXIMUM_NORM: FunctionEntry = {
  name: "norm_inf",
  summary: "largest modulus of the entries, where it is attained once",
  arity: 1,
  shape: scalarOf,
  differential: ([X], [dX]) => inner(call(PEAK, [X!], [], X!.shape), dX!),
  // F = |X_ab| at one place (a, b):  ∂F/∂X_pq = sign(X_ab) δ_ap δ_bq
  partial: ([X], _F, { p, q }) => index(call(PEAK, [X!], [], X!.shape), p, q),
  equation: "F = |X_ab| for the (a, b) where that is largest",
  numeric: ([x]) => scalarMatrix(x!.data.reduce((best, v) => Math.max(best, Math.abs(v)), 0)),
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
  LEFT_SINGULAR,
  RIGHT_SINGULAR,
  SPECTRAL_NORM,
  PEAK,
  MAXIMUM_NORM,
];
