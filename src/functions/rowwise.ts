/**
 * Sums and softmax by rows and columns, the larger and the smaller of two, the centring matrix.
 */
import { bound, index } from "../expression/blocks.ts";
import { call, negate, number, ones, sizeScalar, subtract, sum } from "../expression/build.ts";
import { type Dimension, UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, shapeOf } from "../expression/expr.ts";
import { hadamard } from "../expression/hadamard.ts";
import { power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { fill, type Matrix } from "../matrix/matrix.ts";
import { fillPrecise, type PreciseMatrix, preciseAt, totalPrecise } from "../matrix/precise.ts";
import { define, type FunctionEntry } from "./function.ts";
import { delta } from "./places.ts";
import { elementwiseCall, LOG_SUM_EXP, preciseSoftmax, SOFTMAX } from "./reductions.ts";

const column = (n: Dimension): Expr => ones(shapeOf(n, UNIT));
const row = (n: Dimension): Expr => ones(shapeOf(UNIT, n));

/** Each row summed and replicated over its columns: X 1 1ᵀ. */
const rowTotals = (X: Expr): Expr => product([X, column(X.shape.cols), row(X.shape.cols)]);

const ROW_SUM: FunctionEntry = define({
  name: "rowsum",
  summary: "sum of each row: X 1, a vector",
  arity: 1,
  shape: ([x], rules) => rules.shape(x.rows, rules.unit),
  normal: ([x]) => product([x, column(x.shape.cols)]),
  numeric: ([x]) => rowwise(x, (entries) => entries.reduce((a, b) => a + b, 0)),
  modular: "exact",
  code: {
    python: "$.sum(#1, axis=1, keepdims=True)",
    julia: "sum(#1, dims=2)",
    octave: "sum(#1, 2)",
    js: "rowSums(#1)",
    torch: "torch.sum(#1, dim=1, keepdim=True)",
  },
  latex: "#1!\\mathbf{1}",
});

const COLUMN_SUM: FunctionEntry = define({
  name: "colsum",
  summary: "sum of each column: 1ᵀ X, a row",
  arity: 1,
  shape: ([x], rules) => rules.shape(rules.unit, x.cols),
  normal: ([x]) => product([row(x.shape.rows), x]),
  numeric: ([x]) =>
    fill(1, x.cols, (_, j) => {
      let total = 0;
      for (let i = 0; i < x.rows; i++) total += x.data[i * x.cols + j] as number;
      return total;
    }),
  modular: "exact",
  code: {
    python: "$.sum(#1, axis=0, keepdims=True)",
    julia: "sum(#1, dims=1)",
    octave: "sum(#1, 1)",
    js: "columnSums(#1)",
    torch: "torch.sum(#1, dim=0, keepdim=True)",
  },
  latex: "\\mathbf{1}^{\\top}#1!",
});

function rowwise(x: Matrix, f: (entries: Float64Array) => number): Matrix {
  return fill(x.rows, 1, (i) => f(x.data.subarray(i * x.cols, (i + 1) * x.cols)));
}

export const ROW_SOFTMAX: FunctionEntry = define({
  name: "softmax_rows",
  sign: "positive",
  between: [0, 1],
  summary: "softmax of each row of a matrix",
  arity: 1,
  shape: ([x]) => x,
  normal: ([x]) => {
    if (isScalar(x)) return number(1);
    return x.shape.rows === UNIT
      ? transpose(call(SOFTMAX, [transpose(x)], [], transpose(x).shape))
      : undefined;
  },
  // dF = F ⊙ (dX − (F ⊙ dX) 1 1ᵀ)
  differential: (_args, [dX], F) =>
    sum([hadamard([F, dX]), negate(hadamard([F, rowTotals(hadamard([F, dX]))]))]),
  entry: ([X], i, j, fresh) => {
    const k = fresh(X.shape.cols);
    const weight = (at: Expr) => elementwiseCall("exp", index(X, i, at));
    return product([weight(j), power(bound(k, X.shape.cols, weight(k)), number(-1))]);
  },
  // differentiate F_ij Σ_k exp(X_ik) = exp(X_ij):  ∂F_ij/∂X_pq = δ_ip F_ij (δ_jq − F_iq)
  partial: (_args, F, { i, j, p, q }) => {
    const Fij = product([delta(i, p), index(F, i, j)]);
    return sum([product([Fij, delta(j, q)]), negate(product([Fij, index(F, i, q)]))]);
  },
  equation: "F_ij Σ_k exp(X_ik) = exp(X_ij)",
  numeric: ([x]) => {
    const totals = rowwise(x, logTotal);
    return fill(x.rows, x.cols, (i, j) =>
      Math.exp((x.data[i * x.cols + j] as number) - (totals.data[i] as number)),
    );
  },
  precise: ([x]) => {
    const rows = Array.from({ length: x.rows }, (_, i) => preciseSoftmax(preciseRow(x, i)));
    return fillPrecise(x.rows, x.cols, (i, j) => preciseAt(rows[i]!, 0, j));
  },
  code: { any: "softmax_rows(#1)", jax: "jax.nn.softmax(#1, axis=1)", torch: "torch.softmax(#1, dim=1)" },
  latex: "\\operatorname{softmax}_{\\mathrm{rows}}(#1)",
});

const preciseRow = ({ cols, data }: PreciseMatrix, i: number): PreciseMatrix => ({
  rows: 1,
  cols,
  data: data.slice(i * cols, (i + 1) * cols),
});

/** log Σ exp without overflow. */
function logTotal(entries: Float64Array): number {
  const top = entries.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return top + Math.log(entries.reduce((total, v) => total + Math.exp(v - top), 0));
}

export const ROW_LOG_SUM_EXP: FunctionEntry = define({
  name: "logsumexp_rows",
  summary: "log of the sum of exp of each row: a vector",
  arity: 1,
  shape: ([x], rules) => rules.shape(x.rows, rules.unit),
  normal: ([x]) =>
    x.shape.rows === UNIT && !isScalar(x)
      ? call(LOG_SUM_EXP, [transpose(x)], [], shapeOf(UNIT, UNIT))
      : undefined,
  // dF = (softmax_rows(X) ⊙ dX) 1
  differential: ([X], [dX]) =>
    product([hadamard([call(ROW_SOFTMAX, [X], [], X.shape), dX]), column(X.shape.cols)]),
  entry: ([X], i, _j, fresh) => {
    const k = fresh(X.shape.cols);
    return elementwiseCall("log", bound(k, X.shape.cols, elementwiseCall("exp", index(X, i, k))));
  },
  // differentiate exp(F_i) = Σ_k exp(X_ik):  ∂F_i/∂X_pq = δ_ip exp(X_iq) / Σ_k exp(X_ik)
  partial: ([X], _F, { i, p, q }) => product([delta(i, p), index(call(ROW_SOFTMAX, [X], [], X.shape), i, q)]),
  equation: "exp(F_i) = Σ_k exp(X_ik)",
  numeric: ([x]) => rowwise(x, logTotal),
  precise: ([x]) =>
    fillPrecise(x.rows, 1, (i) => totalPrecise(preciseRow(x, i).data.map((v) => v.exp())).ln()),
  code: {
    any: "logsumexp_rows(#1)",
    jax: "jax.scipy.special.logsumexp(#1, axis=1, keepdims=True)",
    torch: "torch.logsumexp(#1, dim=1, keepdim=True)",
  },
  latex: "\\operatorname{logsumexp}_{\\mathrm{rows}}(#1)",
});

export const CENTER: FunctionEntry = define({
  name: "center",
  // what it is made with can't be left out: a size that nothing else says
  latexForm: () => undefined,
  summary: "the centring matrix I - 1 1ᵀ/n",
  arity: 0,
  sizeArity: [1, 1],
  shape: (_args, rules, [n]) => rules.shape(n, n),
  transposed: "itself",
  entry: (_args, i, j, _fresh, [n]) => subtract(delta(i, j), power(sizeScalar(n), number(-1))),
  numeric: (_args, [n]) => fill(n, n, (i, j) => (i === j ? 1 : 0) - 1 / n),
  precise: (_args, [n], D) => fillPrecise(n, n, (i, j) => new D(i === j ? 1 : 0).minus(new D(1).div(n))),
  modular: (_args, [n], field) =>
    fill(n, n, (i, j) => field.reduce((i === j ? 1 : 0) + field.p - field.invert(n))),
  code: {
    python: "($.eye(#m) - 1 / #m!)",
    julia: "(Matrix(1.0I, #m, #m) .- 1 / #m!)",
    octave: "(eye(#m) - 1 / #m!)",
    js: "map(identity(#m), (entry) => entry - 1 / #m!)",
    torch: "(torch.eye(#m, dtype=dtype, device=device) - 1 / #m!)",
  },
  latex: "\\operatorname{center}",
});

export const ROWWISE: readonly FunctionEntry[] = [ROW_SUM, COLUMN_SUM, ROW_SOFTMAX, ROW_LOG_SUM_EXP, CENTER];
