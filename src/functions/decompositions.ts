/**
 * Matrix functions and decompositions: exponential, Cholesky factor, adjugate.
 */
import { UnsupportedError } from "../errors.ts";
import { bound, index } from "../expression/blocks.ts";
import { call, eye, isCall, isZero, number, ones, sum, zeros } from "../expression/build.ts";
import { type Expr, isScalar, SCALAR } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
import { EYE, SINGLE, TRANSPOSE } from "../expression/heads.ts";
import { inverse, power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { eliminate, scaleModulo } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { fill, identity, type Matrix, map, zip } from "../matrix/matrix.ts";
import { choleskyPrecise, eliminatePrecise, fillPrecise, mapPrecise, preciseAt } from "../matrix/precise.ts";
import { type CodeTemplate, define, type FunctionEntry } from "./function.ts";
import { kronecker, pairIndex, unvec, vec } from "./kronecker.ts";
import { DETERMINANT } from "./matrix.ts";
import { square, squareOnly } from "./structure.ts";

export const EXPONENTIAL: FunctionEntry = define({
  name: "expm",
  latexForm: ({ hidesShape }) => (hidesShape ? "\\operatorname{expm}(#1)" : "e^{#1}"),
  summary: "matrix exponential",
  source: "Higham (2008), Functions of Matrices, ch. 10",
  arity: 1,
  shape: square,
  normal: ([x]) => {
    if (isZero(x)) return eye(x.shape.rows);
    return isCall(x, TRANSPOSE) ? transpose(call(EXPONENTIAL, x.args, [], x.shape)) : undefined;
  },
  // d expm(X) = L(X, dX), the Fréchet derivative
  differential: ([X], [dX]) => frechet(X, dX),
  // the series, term by term: ∂F/∂X_pq = Σ_k Σ_r X^r E_pq X^(k−1−r) / k!, which is L(X, E_pq)
  partial: ([X], _F, { i, j, p, q }) => index(frechet(X, singleEntry(X, p, q)), i, j),
  numeric: ([x]) => linear.expm(x),
  equation: "F = Σ_k X^k / k!",
  code: {
    numpy: "scipy.linalg.expm(#1)",
    jax: "jax.scipy.linalg.expm(#1)",
    torch: "torch.linalg.matrix_exp(#1)",
    julia: "exp(#1)",
    octave: "expm(#1)",
    js: "expm(#1)",
  },
  latex: "e^{#1}",
});

/** L(X, E) = ∫₀¹ e^{sX} E e^{(1−s)X} ds; linear in E, with adjoint L(Xᵀ, ·). */
const FRECHET: FunctionEntry = define({
  name: "expm_frechet",
  summary: "Fréchet derivative of the matrix exponential at X in the direction E",
  source: "Higham (2008), Functions of Matrices, eq. 10.15",
  arity: 2,
  shape: ([x, e], rules) => {
    squareOnly(x, rules);
    rules.equal(x.rows, e.rows, "the direction has the shape of the matrix");
    rules.equal(x.cols, e.cols, "the direction has the shape of the matrix");
    return x;
  },
  normal: ([X, E]) => normalFrechet(X, E),
  // linear in E only
  differential: ([X], [dX, dE]) => {
    if (!isZero(dX)) throw new UnsupportedError("not supported: the second derivative of expm has no rule");
    return frechet(X, dE);
  },
  adjoint: ([X], which, G) => {
    if (which === 1) return frechet(transpose(X), G);
    throw new UnsupportedError("not supported: the second derivative of expm has no rule");
  },
  // linear in E: ∂F/∂E_pq = L(X, E_pq)
  partial: ([X, E], _F, { i, j, p, q, which }) => {
    if (which === 1) return index(frechet(X, singleEntry(E, p, q)), i, j);
    throw new UnsupportedError("not supported: the second derivative of expm has no rule");
  },
  turned: ([X]) => [transpose(X)],
  equation: "F = Σ_k Σ_r X^r E X^(k-1-r) / k!",
  numeric: ([x, e]) => linear.expmFrechet(x, e),
  code: {
    any: "expm_frechet(#1, #2)",
    numpy: "scipy.linalg.expm_frechet(#1, #2, compute_expm=False)",
    jax: "jax.scipy.linalg.expm_frechet(#1, #2, compute_expm=False)",
  },
  latex: "\\operatorname{expm}_{\\mathrm{frechet}}(#1, #2)",
});

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

export const singleEntry = (like: Expr, p: Expr, q: Expr): Expr =>
  call(SINGLE, [p, q], [like.shape.rows, like.shape.cols], like.shape);

const baseOf = (e: Expr): Expr => (e.kind === "power" ? e.base : e);

const frechet = (X: Expr, E: Expr): Expr => normalFrechet(X, E) ?? call(FRECHET, [X, E], [], X.shape);

/** Lower triangle with half of the diagonal: Φ of the Cholesky differential; its own adjoint. */
export const HALF_LOWER: FunctionEntry = define({
  name: "halflower",
  summary: "lower triangle with half of the diagonal",
  arity: 1,
  shape: square,
  normal: ([x]) => {
    if (isScalar(x)) return product([number(1, 2), x]);
    if (isZero(x)) return x;
    const [scalar, body] = splitScalars(x);
    return body === x ? undefined : product([scalar, call(HALF_LOWER, [body], [], x.shape)]);
  },
  adjoint: (_args, _which, G) => HALF_LOWER.normal?.([G], []) ?? call(HALF_LOWER, [G], [], G.shape),
  entry: ([X], i, j) => product([halfLowerEntry(X, i, j), index(X, i, j)]),
  numeric: ([x]) =>
    fill(x.rows, x.cols, (i, j) => (i < j ? 0 : (x.data[i * x.cols + j] as number) * (i === j ? 0.5 : 1))),
  precise: ([x]) =>
    fillPrecise(x.rows, x.cols, (i, j) => preciseAt(x, i, j).times(i < j ? 0 : i === j ? 0.5 : 1)),
  modular: ([x], _sizes, { reduce, invert }) =>
    fill(x.rows, x.cols, (i, j) =>
      i < j ? 0 : reduce((x.data[i * x.cols + j] as number) * (i === j ? invert(2) : 1)),
    ),
  code: {
    python: "($.tril(#1) - $.diag($.diag(#1)) / 2)",
    julia: "(tril(#1) - Diagonal(#1) / 2)",
    octave: "(tril(#1) - diag(diag(#1)) / 2)",
    js: "halflower(#1)",
  },
  latex: "\\operatorname{halflower}(#1)",
});

/** Φ_ij: 1 below the diagonal, ½ on it, 0 above; the entry of Φ of a matrix of ones. */
const halfLowerEntry = (like: Expr, i: Expr, j: Expr): Expr =>
  index(call(HALF_LOWER, [ones(like.shape)], [], like.shape), i, j);

export const CHOLESKY: FunctionEntry = define({
  name: "cholesky",
  aliases: ["chol"],
  summary: "lower Cholesky factor L with L Lᵀ = X, of the symmetric part of X",
  source: "Murray (2016), Differentiation of the Cholesky decomposition, eq. 9",
  arity: 1,
  shape: square,
  // dF = F Φ(F⁻¹ ½(dX + dXᵀ) F⁻ᵀ)
  differential: (_args, [dX], F) => {
    const symmetric = product([number(1, 2), sum([dX, transpose(dX)])]);
    const inner = product([inverse(F), symmetric, transpose(inverse(F))]);
    return product([F, call(HALF_LOWER, [inner], [], F.shape)]);
  },
  // differentiate Σ_k F_ik F_jk = ½(X_ij + X_ji), F lower triangular, with K = F⁻¹:
  // ∂F_ij/∂X_pq = ½ Σ_k F_ik Φ_kj (K_kp K_jq + K_kq K_jp)
  partial: ([X], F, { i, j, p, q }, fresh) => {
    const K = inverse(F);
    const part = (a: Expr, b: Expr): Expr => {
      const k = fresh(X.shape.rows);
      const entries = [index(F, i, k), halfLowerEntry(F, k, j), index(K, k, a), index(K, j, b)];
      return bound(k, X.shape.rows, product([number(1, 2), ...entries]));
    };
    return sum([part(p, q), part(q, p)]);
  },
  numeric: ([x]) => linear.cholesky(x),
  precise: ([x]) => choleskyPrecise(x),
  domain: ["spd"],
  equation: "Σ_k F_ik F_jk = X_ij, F lower triangular",
  condition: "positive-definite",
  code: {
    python: "$.linalg.cholesky((#1! + #1!.T) / 2)",
    julia: "Matrix(cholesky(Symmetric((#1! + #1!') / 2)).L)",
    octave: 'chol((#1! + #1!\') / 2, "lower")',
    js: "cholesky(#1)",
  },
  latex: "\\operatorname{chol}(#1)",
  rational: false,
});

/** I ⊗ F + Fᵀ ⊗ I, whose inverse solves F dF + dF F = dX for vec(dF). */
const sylvester = (F: Expr): Expr => {
  const I = eye(F.shape.rows);
  return sum([kronecker(I, F), kronecker(transpose(F), I)]);
};

/** Convergence is quadratic once it is near; a wide spectrum costs a few steps more. */
const ROOT_STEPS = 30;
const halfSum = (a: Matrix, b: Matrix): Matrix => zip(a, b, (x, y) => (x + y) / 2);

/** The iteration of Denman and Beavers (1976): y ─▶ X^½ and z ─▶ X^−½ from X and I. */
const rootInPython = (identity: string): CodeTemplate => ({
  call: "sqrtm(#1)",
  helper: `def sqrtm(x):
    """Principal square root, by the iteration of Denman and Beavers."""
    y, z = x, ${identity}
    for _ in range(${ROOT_STEPS}):
        y, z = (y + $.linalg.inv(z)) / 2, (z + $.linalg.inv(y)) / 2
    return y`,
});

const SQUARE_ROOT: FunctionEntry = define({
  name: "sqrtm",
  summary: "principal square root F of a matrix, F F = X",
  source: "Higham (2008), Functions of Matrices, ch. 6",
  arity: 1,
  shape: square,
  transposed: "arguments",
  normal: ([x]) => (isScalar(x) ? power(x, number(1, 2)) : isZero(x) || isCall(x, EYE) ? x : undefined),
  // F dF + dF F = dX
  differential: ([X], [dX], F) =>
    unvec(product([inverse(sylvester(F)), vec(dX)]), X.shape.rows, X.shape.rows),
  // differentiate Σ_k F_ik F_kj = X_ij
  partial: ([X], F, { i, j, p, q }) => {
    const n = X.shape.rows;
    return index(inverse(sylvester(F)), pairIndex(j, i, n), pairIndex(q, p, n));
  },
  equation: "Σ_k F_ik F_kj = X_ij",
  numeric: ([x]) => {
    let [y, z] = [x, identity(x.rows)];
    for (let step = 0; step < ROOT_STEPS; step++)
      [y, z] = [halfSum(y, linear.inverse(z)), halfSum(z, linear.inverse(y))];
    return y;
  },
  domain: ["spd"],
  condition: "positive-definite",
  code: {
    python: rootInPython("$.eye(len(x))"),
    torch: rootInPython("torch.eye(len(x), dtype=x.dtype, device=x.device)"),
    any: "sqrtm(#1)",
    julia: "sqrt(#1)",
    js: {
      call: "sqrtm(#1)",
      helper: `function sqrtm(x) {
  let [y, z] = [x, identity(x.length)];
  for (let step = 0; step < ${ROOT_STEPS}; step++)
    [y, z] = [scale(1 / 2, add(y, inverse(z))), scale(1 / 2, add(z, inverse(y)))];
  return y;
}`,
    },
  },
  latex: "\\operatorname{sqrtm}(#1)",
  rational: false,
});

export const ADJUGATE: FunctionEntry = define({
  name: "adj",
  summary: "adjugate det(X) X⁻¹",
  source: "Magnus and Neudecker (1988), ch. 8 sec. 5",
  arity: 1,
  shape: square,
  normal: ([x]) => product([DETERMINANT.normal?.([x], []) ?? call(DETERMINANT, [x], [], SCALAR), inverse(x)]),
  numeric: ([x]) => {
    const d = linear.determinant(x);
    return map(linear.inverse(x), (v) => v * d);
  },
  precise: ([x]) => {
    const { inverse: y, determinant } = eliminatePrecise(x);
    return mapPrecise(y, (v) => v.times(determinant));
  },
  modular: ([x], _sizes, field) => {
    const { inverse: y, determinant } = eliminate(field, x);
    return scaleModulo(field, determinant, y);
  },
  domain: ["invertible"],
  condition: "invertible",
  code: {
    python: "($.linalg.det(#1) * $.linalg.inv(#1))",
    julia: "(det(#1) * inv(#1))",
    octave: "(det(#1) * inv(#1))",
    js: "scale(determinant(#1), inverse(#1))",
  },
  latex: "\\operatorname{adj}(#1)",
});

export const DECOMPOSITIONS: readonly FunctionEntry[] = [
  EXPONENTIAL,
  FRECHET,
  HALF_LOWER,
  CHOLESKY,
  SQUARE_ROOT,
  ADJUGATE,
];
