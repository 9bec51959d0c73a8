/**
 * Singular values: the polar factor, singular vectors, and the norms that are made of them.
 */
import type { Decimal } from "decimal.js";
import { ShapeError } from "../errors.ts";
import { index } from "../expression/blocks.ts";
import { call, number, sum, zeros } from "../expression/build.ts";
import { UNIT } from "../expression/dimension.ts";
import { type Expr, isRow, isVector, SCALAR, shapeOf, shapeText } from "../expression/expr.ts";
import { power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import * as linear from "../matrix/linear.ts";
import { at, fill, type Matrix, map, multiply, scalarMatrix, transposed } from "../matrix/matrix.ts";
import { mapPrecise, type PreciseMatrix, preciseScalar } from "../matrix/precise.ts";
import { type Definition, define, type FunctionEntry } from "./function.ts";
import { inner } from "./matrix.ts";
import { scalars } from "./places.ts";
import { NORM2 } from "./reductions.ts";
import { resolvent } from "./spectral.ts";

const scalarOf: Definition["shape"] = (_args, rules) => rules.shape(rules.unit, rules.unit);

/** U Vᵀ of the thin singular value decomposition. */
function polarFactor(x: Matrix): Matrix {
  const { left, right } = linear.singularValueDecomposition(x);
  return multiply(left, transposed(right));
}

/** The orthonormal polar factor X (XᵀX)^(−1/2) = U Vᵀ. */
const POLAR: FunctionEntry = define({
  name: "polar",
  summary: "orthonormal polar factor U Vᵀ of the singular value decomposition",
  source: "Higham (2008), Functions of Matrices, ch. 8",
  arity: 1,
  shape: ([x]) => x,
  numeric: ([x]) => (x.rows < x.cols ? transposed(polarFactor(transposed(x))) : polarFactor(x)),
  domain: ["full-rank"],
  condition: "full-rank",
  code: "polar(#1)",
  latex: "\\operatorname{polar}(#1)",
  rational: false,
});

const NUCLEAR_NORM: FunctionEntry = define({
  name: "norm_nuclear",
  aliases: ["nuclear"],
  summary: "nuclear norm: sum of the singular values",
  source: "Watson (1992), Linear Algebra and its Applications 170, eq. 2.1",
  arity: 1,
  shape: scalarOf,
  normal: ([x]) => (isVector(x) ? (NORM2.normal?.([x], []) ?? call(NORM2, [x], [], SCALAR)) : undefined),
  // dF = ⟨U Vᵀ, dX⟩
  differential: ([X], [dX]) => inner(call(POLAR, [X], [], X.shape), dX),
  // F = Σ_k u_kᵀ X v_k with ∂u_k ⟂ u_k and ∂v_k ⟂ v_k:  ∂F/∂X_pq = Σ_k (u_k)_p (v_k)_q
  partial: ([X], _F, { p, q }) => index(call(POLAR, [X], [], X.shape), p, q),
  equation: "F = Σ_k σ_k, X v_k = σ_k u_k",
  numeric: ([x]) => scalarMatrix(linear.singularValues(x).reduce((a, b) => a + b, 0)),
  code: {
    python: '$.linalg.norm(#1, "nuc")',
    julia: "sum(svdvals(#1))",
    octave: "sum(svd(#1))",
    js: "total([svd(#1).s])",
  },
  latex: "\\left\\lVert #1\\right\\rVert_{*}",
  unicode: "‖#1‖_*",
  rational: false,
});

/** (σ² I − XᵀX)⁺ for the k-th largest singular value σ. */
const gramResolvent = (X: Expr, k: Expr): Expr => resolvent(product([transpose(X), X]), k);

/** A unit singular vector of a matrix, its largest entry (that of the right one) positive. */
const singularVector = (side: "left" | "right"): FunctionEntry =>
  define({
    name: `${side}singular`,
    numbers: "second",
    summary: `unit ${side} singular vector of the k-th largest singular value, where that is simple`,
    source: "Golub and Van Loan (2013), Matrix Computations, sec. 2.4",
    arity: 2,
    shape: ([x, k], rules) => {
      scalars([k], rules, "the second argument is a number");
      return rules.shape(side === "left" ? x.rows : x.cols, rules.unit);
    },
    // x = (x / ‖x‖) ‖x‖ 1
    normal: ([x, k]) => {
      if (!isVector(x) && !isRow(x)) return undefined;
      if (k.kind === "number" && k.value.n !== k.value.d) {
        throw new ShapeError(
          `a ${shapeText(x.shape)} matrix has one singular value, and this asks for another`,
        );
      }
      if (!isVector(x)) return undefined;
      return side === "right" ? number(1) : product([power(call(NORM2, [x], [], SCALAR), number(-1)), x]);
    },
    // an eigenvector of XᵀX, or of X Xᵀ: dF = R d(XᵀX) F with R = (σ² I − XᵀX)⁺
    differential: ([X, k], [dX], F) => {
      const [Y, dY] = side === "right" ? [X, dX] : [transpose(X), transpose(dX)];
      const dGram = sum([product([transpose(dY), Y]), product([transpose(Y), dY])]);
      return product([gramResolvent(Y, k), dGram, F]);
    },
    // ∂v_i/∂X_pq = R_iq (X v)_p + (R Xᵀ)_ip v_q, and for u with X turned and p and q exchanged
    partial: ([X, k], F, { i, p, q }) => {
      const [Y, a, b] = side === "right" ? [X, p, q] : [transpose(X), q, p];
      const R = gramResolvent(Y, k);
      return sum([
        product([index(R, i, b), index(product([Y, F]), a, number(1))]),
        product([index(product([R, transpose(Y)]), i, a), index(F, b, number(1))]),
      ]);
    },
    equation: "X v = σ u, X' u = σ v, Σ_i u_i^2 = Σ_i v_i^2 = 1",
    numeric: ([x, k]) => {
      const which = (k.data[0] as number) - 1;
      const { vectors } = linear.symmetricEigen(multiply(transposed(x), x));
      const v = fill(x.cols, 1, (i) => at(vectors, i, which));
      if (side === "right") return v;
      const Xv = multiply(x, v);
      const length = Math.sqrt(Xv.data.reduce((total, entry) => total + entry * entry, 0));
      return map(Xv, (entry) => entry / length);
    },
    condition: "simple-singular-values",
    code: `${side}singular(#1, #2)`,
    latex: `\\operatorname{${side}singular}_{#2}(#1)`,
    rational: false,
  });

const LEFT_SINGULAR: FunctionEntry = singularVector("left");
const RIGHT_SINGULAR: FunctionEntry = singularVector("right");

/** The unit singular vectors of the largest singular value. */
const singularVectors = (X: Expr): readonly [Expr, Expr] => [
  call(LEFT_SINGULAR, [X, number(1)], [], shapeOf(X.shape.rows, UNIT)),
  call(RIGHT_SINGULAR, [X, number(1)], [], shapeOf(X.shape.cols, UNIT)),
];

const SPECTRAL_NORM: FunctionEntry = define({
  name: "norm_spectral",
  aliases: ["spectral"],
  summary: "spectral norm: the largest singular value, where it is simple",
  source: "Magnus and Neudecker (1988), ch. 8 thm 7",
  arity: 1,
  shape: scalarOf,
  normal: ([x]) => (isVector(x) ? (NORM2.normal?.([x], []) ?? call(NORM2, [x], [], SCALAR)) : undefined),
  // dF = uᵀ dX v
  differential: ([X], [dX]) => {
    const [u, v] = singularVectors(X);
    return product([transpose(u), dX, v]);
  },
  // X v = F u and Xᵀ u = F v with unit u and v:  ∂F/∂X_pq = u_p v_q
  partial: ([X], _F, { p, q }) => {
    const [u, v] = singularVectors(X);
    return product([index(u, p, number(1)), index(v, q, number(1))]);
  },
  equation: "X v = F u, X' u = F v, Σ_i u_i^2 = Σ_i v_i^2 = 1",
  numeric: ([x]) => scalarMatrix(Math.max(...linear.singularValues(x))),
  code: { python: "$.linalg.norm(#1, 2)", julia: "opnorm(#1)", octave: "norm(#1)", js: "svd(#1).s[0]" },
  latex: "\\left\\lVert #1\\right\\rVert_{2}",
  unicode: "‖#1‖₂",
  rational: false,
});

const largestPrecise = ({ data }: PreciseMatrix): Decimal =>
  data.map((v) => v.abs()).reduce((best, v) => (v.gt(best) ? v : best));

/** sign(x_k) e_k at the entry of largest modulus; constant nearby. */
const PEAK: FunctionEntry = define({
  name: "peak",
  summary: "the sign of the entry of largest modulus, in its place; zeros elsewhere",
  arity: 1,
  shape: ([x]) => x,
  differential: ([X]) => zeros(X.shape),
  partial: () => number(0),
  equation: "F is constant nearby",
  numeric: ([x]) => {
    const top = x.data.reduce((best, v) => Math.max(best, Math.abs(v)), 0);
    return map(x, (v) => (Math.abs(v) === top ? Math.sign(v) : 0));
  },
  precise: ([x]) => {
    const top = largestPrecise(x);
    return mapPrecise(x, (v) => v.div(top).trunc());
  },
  condition: "single-peak",
  code: {
    python: "($.sign(#1) * ($.abs(#1) == $.max($.abs(#1))))",
    julia: "(sign.(#1) .* (abs.(#1) .== maximum(abs, #1)))",
    octave: "(sign(#1) .* (abs(#1) == max(abs((#1)(:)))))",
    js: "peak(#1)",
  },
  latex: "\\operatorname{peak}(#1)",
  rational: false,
});

const MAXIMUM_NORM: FunctionEntry = define({
  name: "norm_inf",
  summary: "largest modulus of the entries, where it is attained once",
  arity: 1,
  shape: scalarOf,
  differential: ([X], [dX]) => inner(call(PEAK, [X], [], X.shape), dX),
  // F = |X_ab| at one place (a, b):  ∂F/∂X_pq = sign(X_ab) δ_ap δ_bq
  partial: ([X], _F, { p, q }) => index(call(PEAK, [X], [], X.shape), p, q),
  equation: "F = |X_ab| for the (a, b) where that is largest",
  numeric: ([x]) => scalarMatrix(x.data.reduce((best, v) => Math.max(best, Math.abs(v)), 0)),
  precise: ([x]) => preciseScalar(largestPrecise(x)),
  code: {
    python: "$.max($.abs(#1))",
    julia: "maximum(abs, #1)",
    octave: "max(abs((#1)(:)))",
    js: "largestModulus(#1)",
  },
  latex: "\\left\\lVert #1\\right\\rVert_{\\infty}",
  unicode: "‖#1‖_∞",
  rational: false,
});

export const SINGULAR: readonly FunctionEntry[] = [
  POLAR,
  NUCLEAR_NORM,
  LEFT_SINGULAR,
  RIGHT_SINGULAR,
  SPECTRAL_NORM,
  PEAK,
  MAXIMUM_NORM,
];
