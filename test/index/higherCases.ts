/**
 * Functions in matgrad's text and, entry by entry, as mathjs reads them: the oracle of higher derivatives.
 *
 *     norm2(x) at n = 3  ─▶  sqrt(x1^2 + x2^2 + x3^2)
 */
export interface HigherCase {
  readonly text: string;
  readonly wrt: string;
  readonly order: number;
  readonly sizes: Readonly<Record<string, number>>;
  /** The value's entry in a row and a column, from 1, with entries of variables written x1, X12, A12. */
  readonly oracle: (row: number, column: number) => string;
}

const N = 3;
const over = (count: number, f: (k: number) => string): string =>
  `(${Array.from({ length: count }, (_, k) => `(${f(k + 1)})`).join(" + ")})`;
const sum = (f: (k: number) => string): string => over(N, f);
const A = (i: number, j: number): string => `A${i}${j}`;
const X = (i: number, j: number): string => `X${i}${j}`;
const Ax = (i: number): string => sum((k) => `${A(i, k)} * x${k}`);
const xAx = sum((i) => `x${i} * ${Ax(i)}`);
const squares = sum((i) => `x${i}^2`);
const exps = sum((k) => `exp(x${k})`);
const det = `(X11 * X22 - X12 * X21)`;
const cofactor = (i: number, j: number): string => `${(i + j) % 2 === 0 ? "" : "-"}X${3 - i}${3 - j}`;
/** (X⁻¹)_ij of a 2×2 matrix. */
const inverse = (i: number, j: number): string => `(${cofactor(j, i)} / ${det})`;
/** (X^k)_ij of a 2×2 matrix. */
const power = (k: number, i: number, j: number): string =>
  k === 1 ? X(i, j) : over(2, (l) => `${X(i, l)} * ${power(k - 1, l, j)}`);
const trace = (f: (i: number) => string): string => over(2, f);

const vector = (text: string, order: number, oracle: (row: number) => string): HigherCase => ({
  text: `x : vector n; A : matrix n n; ${text}`,
  wrt: "x",
  order,
  sizes: { n: N },
  oracle,
});
const matrix = (text: string, order: number, oracle: HigherCase["oracle"]): HigherCase => ({
  text: `X : matrix n n; A : matrix n n; ${text}`,
  wrt: "X",
  order,
  sizes: { n: 2 },
  oracle,
});

export const HIGHER_CASES: readonly HigherCase[] = [
  vector("sum(x.^5)", 3, () => sum((i) => `x${i}^5`)),
  vector("sum(x.^5)", 4, () => sum((i) => `x${i}^5`)),
  vector("sum(exp(x))", 4, () => exps),
  vector("sum(tanh(x))", 3, () => sum((i) => `tanh(x${i})`)),
  vector("sum(tanh(A*x))", 3, () => sum((i) => `tanh(${Ax(i)})`)),
  vector("sum(sigmoid(x))", 3, () => sum((i) => `1/(1 + exp(-x${i}))`)),
  vector("sum(sin(x).*cos(A*x))", 3, () => sum((i) => `sin(x${i}) * cos(${Ax(i)})`)),
  vector("norm2(x)", 3, () => `sqrt${squares}`),
  vector("norm2(x)", 4, () => `sqrt${squares}`),
  vector("norm2(x)^3", 3, () => `(${squares})^(3/2)`),
  vector("1/(x'*x)", 3, () => `1/${squares}`),
  vector("log(x'*x)", 3, () => `log(${squares})`),
  vector("exp(x'*A*x)", 3, () => `exp(${xAx})`),
  vector("(x'*A*x)^2", 3, () => `(${xAx})^2`),
  vector("(x'*A*x)^2", 4, () => `(${xAx})^2`),
  vector("x'*A*x/(x'*x)", 3, () => `${xAx}/${squares}`),
  vector("logsumexp(x)", 3, () => `log(${exps})`),
  vector("logsumexp(x)", 4, () => `log(${exps})`),
  vector("softmax(x)", 2, (i) => `exp(x${i})/${exps}`),
  vector("softmax(x)", 3, (i) => `exp(x${i})/${exps}`),
  vector("A*x.^3", 3, (i) => sum((k) => `${A(i, k)} * x${k}^3`)),
  vector("x*(x'*x)", 3, (i) => `x${i} * ${squares}`),
  vector("sum_i(sum_j(x[i]^2*A[i,j]*x[j]^2))", 3, () =>
    sum((i) => sum((j) => `x${i}^2 * ${A(i, j)} * x${j}^2`)),
  ),
  vector("sum_i(x[i]^3*x[1])", 3, () => sum((i) => `x${i}^3 * x1`)),
  matrix("det(X)", 3, () => det),
  matrix("det(X)^2", 3, () => `${det}^2`),
  matrix("log(det(X))", 3, () => `log(${det})`),
  matrix("logdet(X)", 4, () => `log(${det})`),
  matrix("inv(X)", 2, inverse),
  matrix("inv(X)", 3, inverse),
  matrix("tr(inv(X)*A)", 3, () => trace((i) => over(2, (k) => `${inverse(i, k)} * ${A(k, i)}`))),
  matrix("tr(X^3)", 3, () => trace((i) => power(3, i, i))),
  matrix("tr(X^4)", 4, () => trace((i) => power(4, i, i))),
  matrix("X^3", 2, (i, j) => power(3, i, j)),
  matrix("norm2(X)", 3, () => `sqrt${over(2, (i) => over(2, (j) => `X${i}${j}^2`))}`),
  matrix("tr(X'*X*X'*X)", 3, () =>
    trace((i) =>
      over(2, (k) => over(2, (j) => over(2, (l) => `${X(k, i)} * ${X(k, j)} * ${X(l, j)} * ${X(l, i)}`))),
    ),
  ),
  matrix("sum(exp(X).*A)", 3, () => over(2, (i) => over(2, (j) => `exp(${X(i, j)}) * ${A(i, j)}`))),
  matrix("diag(X*X)", 2, (i) => power(2, i, i)),
  matrix("X[1,2]^2*X[2,2]", 3, () => "X12^2 * X22"),
  matrix("sum_i(X[i,i]^4)", 3, () => trace((i) => `${X(i, i)}^4`)),
];
