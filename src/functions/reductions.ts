/**
 * Sums, means, norms, and the functions of machine learning that normalise: softmax, logsumexp.
 */
import { bound, index } from "../expression/blocks.ts";
import {
  call,
  isCall,
  isZero,
  negate,
  number,
  ones,
  rationalNumber,
  sizeScalar,
  sum,
} from "../expression/build.ts";
import { multiplySizes, UNIT } from "../expression/dimension.ts";
import { type Expr, isRow, isScalar, isVector, SCALAR } from "../expression/expr.ts";
import { hadamard, splitScalars } from "../expression/hadamard.ts";
import { HADAMARD, ONES, TRANSPOSE } from "../expression/heads.ts";
import { power, transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import * as Q from "../expression/rational.ts";
import { innerModulo } from "../matrix/field.ts";
import { matrix, scalarMatrix } from "../matrix/matrix.ts";
import { mapPrecise, type PreciseMatrix, preciseScalar, totalPrecise } from "../matrix/precise.ts";
import { ELEMENTWISE } from "./elementwise/elementwise.ts";
import { type Definition, define, type FreshIndex, type FunctionEntry } from "./function.ts";
import { inner } from "./matrix.ts";
import { MASKS } from "./patterns.ts";
import { delta } from "./places.ts";

const toScalar: Definition["shape"] = (_args, rules) => rules.shape(rules.unit, rules.unit);

const vectorOnly: Definition["shape"] = ([x], rules) => {
  rules.equal(x.cols, rules.unit, "the argument is a vector");
  return x;
};

const named = (name: string): FunctionEntry => ELEMENTWISE.find((f) => f.name === name) as FunctionEntry;
export const elementwiseCall = (name: string, x: Expr): Expr => call(named(name), [x], [], x.shape);

/** Σ_ij body(i, j) over all entries of X. */
function sumOver(X: Expr, fresh: FreshIndex, body: (i: Expr, j: Expr) => Expr): Expr {
  const { rows, cols } = X.shape;
  const i = fresh(rows);
  if (cols === UNIT) return bound(i, rows, body(i, number(1)));
  const j = fresh(cols);
  return bound(i, rows, bound(j, cols, body(i, j)));
}

const total = (data: Float64Array, f: (x: number) => number): number => {
  let s = 0;
  for (const x of data) s += f(x);
  return s;
};

export const SUM: FunctionEntry = define({
  name: "sum",
  keepsPositive: true,
  summary: "sum of all entries",
  arity: 1,
  shape: toScalar,
  normal: ([x]) => normalSum(x),
  adjoint: ([X], _which, G) => product([G, ones(X.shape)]),
  entry: ([X], _i, _j, fresh) => sumOver(X, fresh, (i, j) => index(X, i, j)),
  numeric: ([x]) => scalarMatrix(total(x.data, (v) => v)),
  modular: "exact",
  code: { python: "$.sum(#1)", julia: "sum(#1)", octave: "sum((#1)(:))", js: "total(#1)" },
  latex: "\\operatorname{sum}(#1)",
});

/** sum(cX) = c sum(X), sum(Xᵀ) = sum(X), sum(1) counts, sum(x ⊙ y) = xᵀy for vectors. */
function normalSum(x: Expr): Expr | undefined {
  if (isScalar(x)) return x;
  if (isZero(x)) return number(0);
  const [scalar, body] = splitScalars(x);
  if (scalar.kind !== "number" || scalar.value.n !== scalar.value.d) return product([scalar, totalOf(body)]);
  if (isCall(x, ONES)) return sizeScalar(multiplySizes(x.shape.rows, x.shape.cols));
  if (isCall(x, TRANSPOSE)) return totalOf(x.args[0] as Expr);
  if (isCall(x, HADAMARD) && isVector(x)) {
    const [first, ...rest] = x.args as [Expr, ...Expr[]];
    return product([transpose(first), hadamard(rest)]);
  }
  return undefined;
}

/** The sum of all entries. */
export const totalOf = (x: Expr): Expr => normalSum(x) ?? call(SUM, [x], [], SCALAR);

const MEAN: FunctionEntry = define({
  name: "mean",
  keepsPositive: true,
  summary: "mean of all entries",
  arity: 1,
  shape: toScalar,
  normal: ([x]) =>
    product([totalOf(x), power(sizeScalar(multiplySizes(x.shape.rows, x.shape.cols)), number(-1))]),
  numeric: ([x]) => scalarMatrix(total(x.data, (v) => v) / x.data.length),
  precise: ([x]) => preciseScalar(totalPrecise(x.data).div(x.data.length)),
  modular: ([x], _sizes, { reduce, invert }) =>
    scalarMatrix(reduce(reduce(total(x.data, (v) => v)) * invert(x.data.length))),
  code: { python: "$.mean(#1)", julia: "(sum(#1) / length(#1))", octave: "mean((#1)(:))", js: "mean(#1)" },
  latex: "\\operatorname{mean}(#1)",
});

const innerProduct = (columns: Definition["shape"]): Omit<Definition, "name" | "summary"> => ({
  arity: 2,
  shape: (args, rules, sizes) => {
    const [x, y] = args;
    rules.equal(x.rows, y.rows, "the two have as many rows");
    rules.equal(x.cols, y.cols, "the two have as many columns");
    columns(args, rules, sizes);
    return rules.shape(rules.unit, rules.unit);
  },
  normal: ([x, y]) => inner(x, y),
  adjoint: (args, which, G) => product([G, args[1 - which]!]),
  entry: ([X, Y], _i, _j, fresh) => sumOver(X, fresh, (i, j) => product([index(X, i, j), index(Y, i, j)])),
  numeric: ([x, y]) => scalarMatrix(x.data.reduce((sum, v, k) => sum + v * (y.data[k] as number), 0)),
  modular: ([x, y], _sizes, { reduce }) =>
    scalarMatrix(x.data.reduce((sum, v, k) => reduce(sum + reduce(v * (y.data[k] as number))), 0)),
  code: {
    python: "$.sum(#1! * #2!)",
    julia: "sum(#1! .* #2!)",
    octave: "sum((#1! .* #2!)(:))",
    js: "total(hadamard(#1, #2))",
  },
  latex: "\\langle #1, #2\\rangle",
});

/** dot of two matrices is their product for some and their inner product for others, so it is of vectors. */
const INNER_PRODUCTS: readonly Definition[] = [
  { name: "inner", summary: "inner product ⟨X, Y⟩ = tr(X'Y), written ⟨X, Y⟩", ...innerProduct(([x]) => x) },
  { name: "dot", summary: "inner product x'y of two vectors", ...innerProduct(vectorOnly) },
];

/** For functions of a matrix up to sign: f(cX) = |c|^k f(X) with a number c, f(Xᵀ) = f(X). */
function normalNorm(entry: FunctionEntry, x: Expr): Expr | undefined {
  if (isZero(x)) return number(0);
  if (isCall(x, TRANSPOSE)) return call(entry, x.args, [], SCALAR);
  if (x.kind === "product" && (x.coefficient.n !== 1 || x.coefficient.d !== 1)) {
    const bare = product([rationalNumber(Q.invert(x.coefficient)), x]);
    return product([
      rationalNumber(Q.absolute(x.coefficient)),
      normalNorm(entry, bare) ?? call(entry, [bare], [], SCALAR),
    ]);
  }
  return undefined;
}

export const NORM2: FunctionEntry = define({
  name: "norm2",
  lowering: "sqrt(sum(X.*X))",
  latexForm: ({ shape: _, args: [x], notation }) => {
    const letter = x && (isVector(x) || isRow(x)) ? "2" : "F";
    const isMarked = notation.norm === "subscript" || (notation.norm === "frobenius" && letter === "F");
    return `\\lVert #1\\rVert${isMarked ? `_{${letter}}` : ""}`;
  },
  unicodeForm: ({ args: [x] }) => (x && (isVector(x) || isRow(x)) ? "‖#1‖" : "‖#1‖_F"),
  sign: "nonnegative",
  keepsPositive: true,
  aliases: ["norm", "norm_fro", "norm_F", "frobenius"],
  summary: "Euclidean norm of a vector, Frobenius norm of a matrix",
  arity: 1,
  shape: toScalar,
  normal: ([x]) => (isScalar(x) ? elementwiseCall("abs", x) : normalNorm(NORM2, x)),
  // d‖X‖ = ⟨X, dX⟩ / F
  differential: ([X], [dX], F) => product([power(F, number(-1)), inner(X, dX)]),
  entry: ([X], _i, _j, fresh) =>
    power(
      sumOver(X, fresh, (i, j) => power(index(X, i, j), number(2))),
      number(1, 2),
    ),
  // differentiate F² = Σ_ij X_ij²:  2 F ∂F/∂X_pq = 2 X_pq
  partial: ([X], F, { p, q }) => product([index(X, p, q), power(F, number(-1))]),
  equation: "F^2 = Σ_ij X_ij^2",
  numeric: ([x]) => scalarMatrix(Math.sqrt(total(x.data, (v) => v * v))),
  precise: ([x]) => preciseScalar(totalPrecise(x.data.map((v) => v.times(v))).sqrt()),
  modularSquare: ([x], field) => innerModulo(field, x, x),
  code: { python: "$.linalg.norm(#1)", julia: "norm(#1)", octave: 'norm(#1, "fro")', js: "norm(#1)" },
  latex: "\\left\\lVert #1\\right\\rVert",
  rational: false,
});

const NORM1: FunctionEntry = define({
  name: "norm1",
  lowering: "sum(abs(X))",
  sign: "nonnegative",
  keepsPositive: true,
  summary: "sum of the absolute values of all entries",
  arity: 1,
  shape: toScalar,
  normal: ([x]) => (isScalar(x) ? elementwiseCall("abs", x) : normalNorm(NORM1, x)),
  // d‖X‖₁ = ⟨sign(X), dX⟩
  differential: ([X], [dX]) => inner(elementwiseCall("sign", X), dX),
  entry: ([X], _i, _j, fresh) => sumOver(X, fresh, (i, j) => elementwiseCall("abs", index(X, i, j))),
  numeric: ([x]) => scalarMatrix(total(x.data, Math.abs)),
  precise: ([x]) => preciseScalar(totalPrecise(x.data.map((v) => v.abs()))),
  pieces: ([x]) => Array.from(x.data, Math.sign),
  domain: ["nonzero"],
  code: {
    python: "$.sum($.abs(#1))",
    julia: "sum(abs, #1)",
    octave: "sum(abs((#1)(:)))",
    js: "total(map(#1, Math.abs))",
  },
  latex: "\\left\\lVert #1\\right\\rVert_1",
  unicode: "‖#1‖₁",
  rational: false,
});

/** exp(x) over its sum, of all entries; numbers of many digits have exponents of any size. */
export function preciseSoftmax(x: PreciseMatrix): PreciseMatrix {
  const weights = mapPrecise(x, (v) => v.exp());
  const whole = totalPrecise(weights.data);
  return mapPrecise(weights, (w) => w.div(whole));
}

export const SOFTMAX: FunctionEntry = define({
  name: "softmax",
  byRows: "softmax_rows",
  between: [0, 1],
  sign: "positive",
  summary: "exp(x) over its sum, for a vector",
  arity: 1,
  shape: vectorOnly,
  // dF = F ⊙ dx − F (Fᵀ dx)
  differential: (_args, [dX], F) => sum([hadamard([F, dX]), negate(product([F, transpose(F), dX]))]),
  entry: ([X], i, _j, fresh) => {
    const weight = (k: Expr) => elementwiseCall("exp", index(X, k, number(1)));
    return product([weight(i), power(sumOver(X, fresh, weight), number(-1))]);
  },
  // differentiate F_i Σ_k exp(X_k) = exp(X_i):  ∂F_i/∂X_p = F_i (δ_ip − F_p)
  partial: (_args, F, { i, p }) => {
    const [Fi, Fp] = [index(F, i, number(1)), index(F, p, number(1))];
    return sum([product([Fi, delta(i, p)]), negate(product([Fi, Fp]))]);
  },
  equation: "F_i Σ_k exp(X_k) = exp(X_i)",
  numeric: ([x]) => {
    const top = Math.max(...x.data);
    const weights = x.data.map((v) => Math.exp(v - top));
    const whole = total(weights, (v) => v);
    return matrix(
      x.rows,
      1,
      weights.map((w) => w / whole),
    );
  },
  precise: ([x]) => preciseSoftmax(x),
  code: { any: "softmax(#1)", jax: "jax.nn.softmax(#1, axis=0)", torch: "torch.softmax(#1, dim=0)" },
  latex: "\\operatorname{softmax}(#1)",
});

export const LOG_SUM_EXP: FunctionEntry = define({
  name: "logsumexp",
  byRows: "logsumexp_rows",
  aliases: ["lse"],
  summary: "log of the sum of exp(x), for a vector",
  arity: 1,
  shape: (args, rules, sizes) => {
    vectorOnly(args, rules, sizes);
    return rules.shape(rules.unit, rules.unit);
  },
  // dF = softmax(x)ᵀ dx
  differential: ([X], [dX]) => product([transpose(call(SOFTMAX, [X], [], X.shape)), dX]),
  entry: ([X], _i, _j, fresh) =>
    elementwiseCall(
      "log",
      sumOver(X, fresh, (k) => elementwiseCall("exp", index(X, k, number(1)))),
    ),
  // differentiate exp(F) = Σ_k exp(X_k):  ∂F/∂X_p = exp(X_p) / Σ_k exp(X_k)
  partial: ([X], _F, { p }) => index(call(SOFTMAX, [X], [], X.shape), p, number(1)),
  equation: "exp(F) = Σ_k exp(X_k)",
  numeric: ([x]) => {
    const top = Math.max(...x.data);
    return scalarMatrix(top + Math.log(total(x.data, (v) => Math.exp(v - top))));
  },
  precise: ([x]) => preciseScalar(totalPrecise(x.data.map((v) => v.exp())).ln()),
  code: {
    any: "logsumexp(#1)",
    jax: "jax.scipy.special.logsumexp(#1)",
    torch: "torch.logsumexp(#1, dim=(0, 1))",
  },
  latex: "\\operatorname{logsumexp}(#1)",
});

export const REDUCTIONS: readonly FunctionEntry[] = [
  SUM,
  MEAN,
  NORM2,
  NORM1,
  SOFTMAX,
  LOG_SUM_EXP,
  ...MASKS,
  ...INNER_PRODUCTS,
];
