/**
 * Functions of a whole matrix: trace, determinant, diagonals, stacking, Kronecker products.
 */

import { bound, index } from "../expression/blocks.ts";
import { call, eye, isCall, isZero, number, ones, zeros } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, isVector, SCALAR, shapeOf } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
import { DIAG, EYE, ONES, TRANSPOSE } from "../expression/heads.ts";
import { inverse, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { eliminate } from "../matrix/field.ts";
import * as linear from "../matrix/linear.ts";
import { at, fill, scalarMatrix } from "../matrix/matrix.ts";
import { eliminatePrecise, preciseScalar } from "../matrix/precise.ts";
import { hasValues } from "../structures.ts";
import { type Definition, define, type FunctionEntry, type LatexCall } from "./function.ts";
import { delta } from "./places.ts";
import { orderOf, square } from "./structure.ts";

const scalarOfSquare: Definition["shape"] = (args, rules, sizes) => {
  square(args, rules, sizes);
  return rules.shape(rules.unit, rules.unit);
};

export const TRACE: FunctionEntry = define({
  name: "tr",
  latexForm: ({ notation }) => `\\operatorname{${notation.trace}}(#1)`,
  aliases: ["trace"],
  summary: "trace: sum of the diagonal",
  arity: 1,
  shape: scalarOfSquare,
  normal: ([x]) => normalTrace(x),
  adjoint: ([X], _which, G) => product([G, eye(X.shape.rows)]),
  entry: ([X], _i, _j, fresh) => {
    const k = fresh(X.shape.rows);
    return bound(k, X.shape.rows, index(X, k, k));
  },
  numeric: ([x]) => {
    let total = 0;
    for (let i = 0; i < x.rows; i++) total += at(x, i, i);
    return scalarMatrix(total);
  },
  modular: "exact",
  code: { python: "$.trace(#1)", julia: "tr(#1)", octave: "trace(#1)", js: "trace(#1)" },
  latex: "\\operatorname{tr}(#1)",
});

/** tr(cX) = c tr(X), tr(Xᵀ) = tr(X), tr(I) = n, tr(A x yᵀ) = yᵀ A x. */
function normalTrace(x: Expr): Expr | undefined {
  if (isScalar(x)) return x;
  if (isZero(x)) return number(0);
  const [scalar, body] = splitScalars(x);
  if (scalar.kind !== "number" || scalar.value.n !== scalar.value.d) return product([scalar, trace(body)]);
  if (isCall(x, TRANSPOSE)) return trace(x.args[0] as Expr);
  if (isCall(x, EYE) || isCall(x, ONES)) return orderOf(x);
  if (x.kind === "product") {
    const cut = x.factors.findIndex((f, i) => i > 0 && f.shape.rows === UNIT);
    if (cut > 0) return product([...x.factors.slice(cut), ...x.factors.slice(0, cut)]);
  }
  return undefined;
}

export const trace = (x: Expr): Expr => normalTrace(x) ?? call(TRACE, [x], [], SCALAR);

/** ⟨A, B⟩ = tr(AᵀB) = Σ A_ij B_ij. */
export const inner = (a: Expr, b: Expr): Expr =>
  isScalar(a) ? product([a, b]) : trace(product([transpose(a), b]));

export const DETERMINANT: FunctionEntry = define({
  name: "det",
  latexForm: ({ notation, hidesShape }) =>
    notation.determinant === "bars" && !hidesShape ? "\\lvert #1\\rvert" : "\\det(#1)",
  unicode: "det(#1)",
  aliases: ["determinant"],
  summary: "determinant",
  source: "Magnus and Neudecker (1988), ch. 8 thm 1",
  arity: 1,
  shape: scalarOfSquare,
  normal: ([x]) => (isCall(x, TRANSPOSE) ? call(DETERMINANT, x.args, [], SCALAR) : undefined),
  // d det X = F tr(X⁻¹ dX)
  differential: ([X], [dX], F) => product([F, trace(product([inverse(X), dX]))]),
  // expansion along row p: ∂F/∂X_pq is the cofactor of X_pq, F (X⁻¹)_qp
  partial: ([X], F, { p, q }) => product([F, index(inverse(X), q, p)]),
  equation: "F = Σ_q X_pq C_pq, with cofactors C_pq = F (X⁻¹)_qp",
  numeric: ([x]) => scalarMatrix(linear.determinant(x)),
  precise: ([x]) => preciseScalar(eliminatePrecise(x).determinant),
  modular: ([x], _sizes, field) => scalarMatrix(eliminate(field, x).determinant),
  domain: ["invertible"],
  code: { python: "$.linalg.det(#1)", julia: "det(#1)", octave: "det(#1)", js: "determinant(#1)" },
  latex: "\\det(#1)",
});

export const isDeclaredDefinite = (x: Expr | undefined): boolean =>
  x?.kind === "symbol" && hasValues(x.structure, "definite");

/** log det Σ of what is positive definite, else log |det X|. */
export function logDeterminantForm(
  { notation, hidesShape, isLetter }: LatexCall,
  of: Expr | undefined,
): string {
  if (notation.determinant === "bars" && !hidesShape) return "\\log\\lvert #1\\rvert";
  const determinant = isLetter(of) ? "\\det #1" : "\\det(#1)";
  return isDeclaredDefinite(of) ? `\\log${determinant}` : `\\log\\lvert ${determinant}\\rvert`;
}

export const LOG_DETERMINANT: FunctionEntry = define({
  name: "logdet",
  latexForm: (printed) => logDeterminantForm(printed, printed.args[0]),
  unicode: "log|det(#1)|",
  summary: "log |det X|",
  source: "Magnus and Neudecker (1988), ch. 8 thm 2",
  arity: 1,
  shape: scalarOfSquare,
  normal: ([x]) => (isCall(x, TRANSPOSE) ? call(LOG_DETERMINANT, x.args, [], SCALAR) : undefined),
  // d log|det X| = tr(X⁻¹ dX)
  differential: ([X], [dX]) => trace(product([inverse(X), dX])),
  // ∂ log|det X| / ∂X_pq = C_pq / det X = (X⁻¹)_qp
  partial: ([X], _F, { p, q }) => index(inverse(X), q, p),
  equation: "F = log |Σ_q X_pq C_pq|, with cofactors C_pq = det(X) (X⁻¹)_qp",
  numeric: ([x]) => scalarMatrix(linear.logAbsDeterminant(x)),
  precise: ([x]) => preciseScalar(eliminatePrecise(x).determinant.abs().ln()),
  pieces: ([x]) => [Math.sign(linear.determinant(x))],
  domain: ["invertible"],
  condition: "invertible",
  code: {
    python: "$.linalg.slogdet(#1)[1]",
    julia: "logabsdet(#1)[1]",
    octave: "sum(log(abs(diag(lu(#1)))))",
    js: "logAbsDeterminant(#1)",
  },
  latex: "\\log\\lvert\\det(#1)\\rvert",
});

const DIAGONAL: FunctionEntry = define({
  ...DIAG,
  mayVanish: true,
  summary: "diagonal matrix of a vector; the diagonal of a matrix as a vector",
  arity: 1,
  shape: ([x], rules) => {
    if (x.cols === rules.unit) return rules.shape(x.rows, x.rows);
    rules.equal(x.rows, x.cols, "the matrix is square");
    return rules.shape(x.rows, rules.unit);
  },
  normal: ([x]) => normalDiagonal(x),
  adjoint: (_args, _which, G) => diagonal(G),
  entry: ([X], i, j) => (isVector(X) ? product([delta(i, j), index(X, i, number(1))]) : index(X, i, i)),
  numeric: ([x]) =>
    x.cols === 1
      ? fill(x.rows, x.rows, (i, j) => (i === j ? at(x, i, 0) : 0))
      : fill(x.rows, 1, (i) => at(x, i, i)),
  modular: "exact",
  code: ({ rows, cols }) =>
    rows !== UNIT && cols === UNIT
      ? {
          python: "$.diag(#1!.ravel())",
          julia: "Matrix(Diagonal(vec(#1)))",
          octave: "full(diag(#1))",
          js: "diagonalMatrix(#1)",
          torch: "torch.diag(#1!.reshape(-1))",
        }
      : {
          python: "$.diag(#1).reshape(-1, 1)",
          julia: "reshape(diag(#1), :, 1)",
          octave: "diag(#1)",
          js: "diagonalOf(#1)",
        },
  latex: "\\operatorname{diag}(#1)",
});

/** diag(cX) = c diag(X), diag(Xᵀ) = diag(X), diag(1) = I, diag(diag(v)) = v. */
function normalDiagonal(x: Expr): Expr | undefined {
  if (isScalar(x)) return x;
  if (isZero(x)) return zeros(shapeOf(x.shape.rows, isVector(x) ? x.shape.rows : UNIT));
  if (x.shape.rows === UNIT) return diagonal(transpose(x));
  const [scalar, body] = splitScalars(x);
  if (scalar.kind !== "number" || scalar.value.n !== scalar.value.d) return product([scalar, diagonal(body)]);
  if (isCall(x, ONES) && isVector(x)) return eye(x.shape.rows);
  if (isCall(x, ONES) || isCall(x, EYE)) return ones(shapeOf(x.shape.rows, UNIT));
  if (isVector(x)) return undefined;
  if (isCall(x, TRANSPOSE)) return diagonal(x.args[0] as Expr);
  if (isCall(x, DIAG)) return x.args[0];
  return undefined;
}

export function diagonal(x: Expr): Expr {
  const n = x.shape.rows;
  return normalDiagonal(x) ?? call(DIAGONAL, [x], [], shapeOf(n, isVector(x) ? n : UNIT));
}

export const MATRIX: readonly FunctionEntry[] = [TRACE, DETERMINANT, LOG_DETERMINANT, DIAGONAL];
