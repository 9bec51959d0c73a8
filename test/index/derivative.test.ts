import { describe, expect, test } from "vitest";
import { indexDerivative } from "../../src/index/index.ts";
import { equalAtSamples } from "../atSamples.ts";
import { type Asked, checked, entriesOf, matrixOf, problemOf } from "./problem.ts";

const types =
  "A : p x m; B : n x q; C : p x q; S : n x n; T : n x n; M : m x n; X : m x n; Y : n x n; " +
  "x : n; y : m; z : n; a : p; b : q; s : scalar; t : scalar; f : function; ";

const gradients: readonly (readonly [string, string])[] = [
  ["x' S x", "x"],
  ["tr(A X B C')", "X"],
  ["‖A X B − C‖^2", "X"],
  ["‖X x − y‖", "X"],
  ["y' X x / (x' x)", "x"],
  ["a' A X X' y", "X"],
  ["tr(Y^3) + tr(S Y)", "Y"],
  ["tr(S Y^9)", "Y"],
  ["z' Y^m x", "Y"],
  ["tr(expm(S Y) S)", "Y"],
  ["logsumexp(log(diag(Y' Y + 1)))", "Y"],
  ["sum(max(X, M) .* X)", "X"],
  ["-sum(M .* log(softmax_rows(X S)))", "X"],
  ["det(Y)", "Y"],
  ["logdet(X' M + S)", "X"],
  ["tr(inv(Y) S)", "Y"],
  ["x' inv(S + x z') z", "x"],
  ["sum(exp(A X B))", "X"],
  ["sum(tanh(X) .* M)", "X"],
  ["norm1(X x)", "X"],
  ["norm2(X .* M)", "X"],
  ["logsumexp(S x)", "x"],
  ["z' softmax(S x)", "x"],
  ["-z' log(softmax(S x))", "S"],
  ["x' diag(z) x", "z"],
  ["sum(diag(Y) .* x)", "Y"],
  ["vec(X)' vec(M)", "X"],
  ["‖kron(Y, S)‖^2", "Y"],
  ["‖[X, M]‖^2 + sum([X; M])", "X"],
  ["sum([S, x; z', s] * [x; t])", "x"],
  ["X[1,2] * X[2,1]", "X"],
  ["(X S)[2,3]", "X"],
  ["sum_i x[i]^2 z[i]", "x"],
  ["sum_i (y[i] - sum_j X[i,j] x[j])^2", "x"],
  ["sum_i log(1 + exp(-y[i] (X x)[i]))", "x"],
  ["(x' z)^3 + sqrt(x' S x + 1)", "x"],
  ["f(x' S z)", "x"],
  ["sum(f(X S))", "X"],
  ["sum(X.^3 ./ (1 + M.^2))", "X"],
  ["sum(X.^s)", "X"],
  ["sum(relu(X x) .* sigmoid(y))", "X"],
  ["sum(tril(Y) .* S)", "Y"],
  ["x' pinv(X) y", "X"],
  ["tr(Y) det(Y) x' x", "Y"],
  ["‖x − s z‖^2", "s"],
];

const vjps: readonly (readonly [string, string])[] = [
  ["A X B", "X"],
  ["X' M S", "X"],
  ["X S + y x'", "x"],
  ["inv(Y)", "Y"],
  ["Y^3", "Y"],
  ["Y^-2", "Y"],
  ["softmax(S x)", "x"],
  ["vec(X S)", "X"],
  ["kron(Y, x)", "x"],
  ["kron(Y, S)", "S"],
  ["diag(x) S diag(x)", "x"],
  ["[1, X] * [x'; S]", "X"],
  ["unvec(vec(X) .* vec(M), m, n)", "X"],
  ["commutation(m, n) vec(X)", "X"],
  ["tr(Y) Y'", "Y"],
  ["tanh(X x) .* y", "X"],
];

const others: readonly Asked[] = [
  { text: "X x", wrt: "x", kind: "jacobian" },
  { text: "exp(S x) .* z", wrt: "x", kind: "jacobian" },
  { text: "x x' z", wrt: "x", kind: "jacobian" },
  { text: "x / ‖x‖", wrt: "x", kind: "jacobian" },
  { text: "[x; s x]", wrt: "x", kind: "jacobian" },
  { text: "vec(M diag(x) S)", wrt: "x", kind: "jacobian" },
  { text: "A X B", wrt: "X", kind: "tensor" },
  { text: "X'", wrt: "X", kind: "tensor" },
  { text: "X S X'", wrt: "X", kind: "tensor" },
  { text: "inv(Y)", wrt: "Y", kind: "tensor" },
  { text: "sin(A X B)", wrt: "X", kind: "tensor" },
  { text: "X .* X", wrt: "X", kind: "tensor" },
  { text: "kron(X, a)", wrt: "X", kind: "tensor" },
  { text: "S^2", wrt: "S", kind: "tensor" },
  { text: "tr(Y) S", wrt: "Y", kind: "tensor" },
  { text: "diag(x) s^2 + exp(s) S", wrt: "s" },
  { text: "inv(S + s T)", wrt: "s" },
  { text: "logdet(S + s T)", wrt: "s", order: 2 },
  { text: "x' S x + logsumexp(x)", wrt: "x", kind: "gradient", order: 2 },
  { text: "sum(log(1 + exp(X x)))", wrt: "x", kind: "gradient", order: 2 },
  { text: "‖x‖^3", wrt: "x", kind: "gradient", order: 2 },
  { text: "tr(X' M S X' M)", wrt: "X", kind: "gradient", order: 2 },
  { text: "sum(exp(A X B))", wrt: "X", kind: "gradient", order: 2 },
  { text: "sum(tanh(X S) .* M)", wrt: "X", kind: "gradient", order: 2 },
  { text: "logdet(Y)", wrt: "Y", kind: "gradient", order: 2 },
];

const all: readonly Asked[] = [...gradients, ...vjps]
  .map(([text, wrt]): Asked => ({ text, wrt }))
  .concat(others);

describe.each(
  all.map((asked) => [`${asked.text}, ${asked.kind ?? ""} ${asked.order ?? 1}, by ${asked.wrt}`, asked]),
)("%s", (_title, asked) => {
  const derivative = () => {
    const problem = problemOf({ ...(asked as Asked), text: types + (asked as Asked).text });
    return { problem, found: indexDerivative(problem) };
  };

  test("the entry is the value's", () => {
    const { problem, found } = derivative();
    expect(equalAtSamples(entriesOf(problem, found), problem.value)).toMatchObject({ verdict: "equal" });
  });

  test("the index form agrees with differences, before and after contraction", () => {
    const { problem, found } = derivative();
    const last = found.summed ?? found.stages.at(-1);
    expect(last?.contracted).toBe(found.index);
    expect(checked(problem, matrixOf(found.index, problem, found))).toMatchObject({ verdict: "verified" });
    if (!last) return;
    const [raw, contracted] = [last.raw, last.contracted].map((e) => matrixOf(e, problem, found));
    expect(equalAtSamples(raw as never, contracted as never)).toMatchObject({ verdict: "equal" });
  });

  test("the matrix form exists and agrees with differences", () => {
    const { problem, found } = derivative();
    expect(found.matrix).toBeDefined();
    expect(checked(problem, found.matrix as never)).toMatchObject({ verdict: "verified" });
  });
});
