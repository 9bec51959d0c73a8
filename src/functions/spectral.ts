/**
 * Eigenvalues, eigenvectors and the pseudo-inverse. The eigenvalue functions are for a symmetric matrix
 * with simple eigenvalues: eigval(A, k) is the k-th largest, eigvec(A, k) its unit eigenvector.
 */
import { index } from "../expression/blocks.ts";
import { call, eye, negate, number, subtract, sum } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, SCALAR, shapeOf, transposedShape } from "../expression/expr.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { eliminate, type Field, multiplyModulo } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { type Matrix, scalarMatrix, transposed } from "../matrix/matrix.ts";
import {
  eliminatePrecise,
  multiplyPrecise,
  type PreciseMatrix,
  transposePrecise,
} from "../matrix/precise.ts";
import { define, type FunctionEntry } from "./function.ts";
import { scalars } from "./places.ts";
import { squareOnly } from "./structure.ts";

const WHICH_IS_SCALAR = "the second argument is a number";

const EIGENVALUE: FunctionEntry = define({
  name: "eigval",
  numbers: "second",
  summary: "k-th largest eigenvalue of a symmetric matrix, where it is simple",
  source: "Magnus (1985), Econometric Theory 1, thm 1",
  arity: 2,
  shape: ([x, k], rules) => {
    squareOnly(x, rules);
    scalars([k], rules, WHICH_IS_SCALAR);
    return rules.shape(rules.unit, rules.unit);
  },
  // dλ = vᵀ dA v
  differential: ([X, k], [dX]) => {
    const v = eigenvector(X, k);
    return product([transpose(v), dX, v]);
  },
  // differentiate Σ_j X_ij v_j = λ v_i, multiply by v_i and sum:  ∂λ/∂X_pq = v_p v_q
  partial: ([X, k], _F, { p, q }) => {
    const v = eigenvector(X, k);
    return product([index(v, p, number(1)), index(v, q, number(1))]);
  },
  equation: "Σ_j X_ij v_j = F v_i, Σ_i v_i² = 1",
  numeric: ([x, k]) => scalarMatrix(linear.eigenpair(x, (k.data[0] as number) - 1).value),
  domain: ["symmetric", "real"],
  condition: "simple-eigenvalues",
  code: "eigval(#1, #2)",
  latex: "\\operatorname{eigval}_{#2}(#1)",
  rational: false,
});

const EIGENVECTOR: FunctionEntry = define({
  name: "eigvec",
  numbers: "second",
  summary: "unit eigenvector of the k-th largest eigenvalue, its largest entry positive",
  source: "Magnus (1985), Econometric Theory 1, thm 1",
  arity: 2,
  shape: ([x, k], rules) => {
    squareOnly(x, rules);
    scalars([k], rules, WHICH_IS_SCALAR);
    return rules.shape(x.rows, rules.unit);
  },
  // dv = (λI − A)⁺ dA v
  differential: ([X, k], [dX], F) => product([resolvent(X, k), dX, F]),
  partial: ([X, k], F, { i, p, q }) => product([index(resolvent(X, k), i, p), index(F, q, number(1))]),
  equation: "Σ_j X_ij F_j = λ F_i, Σ_i F_i² = 1",
  numeric: ([x, k]) => linear.eigenpair(x, (k.data[0] as number) - 1).vector,
  domain: ["symmetric", "real"],
  condition: "simple-eigenvalues",
  code: "eigvec(#1, #2)",
  latex: "\\operatorname{eigvec}_{#2}(#1)",
  rational: false,
});

const eigenvector = (X: Expr, k: Expr): Expr => call(EIGENVECTOR, [X, k], [], shapeOf(X.shape.rows, UNIT));

/** (λI − A)⁺ */
export const resolvent = (X: Expr, k: Expr): Expr => {
  const lambda = call(EIGENVALUE, [X, k], [], SCALAR);
  return pseudoInverse(subtract(product([lambda, eye(X.shape.rows)]), X));
};

export const PSEUDO_INVERSE: FunctionEntry = define({
  name: "pinv",
  summary: "Moore-Penrose inverse, where the rank does not change nearby",
  source: "Golub and Pereyra (1973), SIAM J. Numer. Anal. 10(2), eq. 4.12",
  arity: 1,
  shape: ([x], rules) => rules.shape(x.cols, x.rows),
  // dF = −F dX F + F Fᵀ dXᵀ (I − X F) + (I − F X) dXᵀ Fᵀ F
  differential: ([X], [dX], F) => {
    const { rows, cols } = X.shape;
    const dXt = transpose(dX);
    return sum([
      negate(product([F, dX, F])),
      product([F, transpose(F), dXt, subtract(eye(rows), product([X, F]))]),
      product([subtract(eye(cols), product([F, X])), dXt, transpose(F), F]),
    ]);
  },
  // from the four Penrose equations, with P = I − X F and Q = I − F X:
  // ∂F_ij/∂X_pq = −F_ip F_qj + (F Fᵀ)_iq P_pj + Q_iq (Fᵀ F)_pj
  partial: ([X], F, { i, j, p, q }) => {
    const { rows, cols } = X.shape;
    const P = subtract(eye(rows), product([X, F]));
    const Q = subtract(eye(cols), product([F, X]));
    return sum([
      negate(product([index(F, i, p), index(F, q, j)])),
      product([index(product([F, transpose(F)]), i, q), index(P, p, j)]),
      product([index(Q, i, q), index(product([transpose(F), F]), p, j)]),
    ]);
  },
  equation: "X F X = X, F X F = F, (X F)' = X F, (F X)' = F X",
  numeric: ([x]) => linear.pseudoInverse(x),
  precise: ([x]) => pseudoInversePrecise(x),
  modular: ([x], _sizes, field) => pseudoInverseModulo(field, x),
  domain: ["full-column-rank"],
  condition: "constant-rank",
  code: {
    python: "$.linalg.pinv(#1, 1e-12)",
    julia: "pinv(#1, rtol=1e-12)",
    octave: "pinv(#1, 1e-12 * norm(#1))",
    js: "pinv(#1)",
    torch: "torch.linalg.pinv(#1, rtol=1e-12)",
  },
  latex: "#1!^{+}",
  unicode: "#1!⁺",
});

/** (XᵀX)⁻¹ Xᵀ for full column rank, Xᵀ (X Xᵀ)⁻¹ for full row rank; else NaN entries. */
function pseudoInverseModulo(field: Field, x: Matrix): Matrix {
  const t = transposed(x);
  return x.rows >= x.cols
    ? multiplyModulo(field, eliminate(field, multiplyModulo(field, t, x)).inverse, t)
    : multiplyModulo(field, t, eliminate(field, multiplyModulo(field, x, t)).inverse);
}

function pseudoInversePrecise(x: PreciseMatrix): PreciseMatrix {
  const t = transposePrecise(x);
  return x.rows >= x.cols
    ? multiplyPrecise(eliminatePrecise(multiplyPrecise(t, x)).inverse, t)
    : multiplyPrecise(t, eliminatePrecise(multiplyPrecise(x, t)).inverse);
}

const pseudoInverse = (x: Expr): Expr => call(PSEUDO_INVERSE, [x], [], transposedShape(x.shape));

export const SPECTRAL: readonly FunctionEntry[] = [EIGENVALUE, EIGENVECTOR, PSEUDO_INVERSE];
