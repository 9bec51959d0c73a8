import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FUNCTIONS } from "../../src/functions/index.ts";
import { indexDerivative } from "../../src/index/index.ts";
import { equalAtSamples } from "../atSamples.ts";
import { checked, entriesOf, matrixOf, problemOf } from "./problem.ts";

const types =
  "X : n x n; S : n x n; A : m x n; x : n; v : m*n; G_1 : m*n x m*n; H : n x n; u : n; s : scalar; P : symmetric n; Q : symmetric n; ";

/** How a function is called where f(X) of a square matrix won't do; each with the variable. */
const CALLS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  transpose: [["A'", "A"]],
  hadamard: [["X .* S", "X"]],
  hadamard_power: [
    ["X .^ 3", "X"],
    ["X .^ s", "s"],
  ],
  diag: [
    ["diag(x)", "x"],
    ["diag(X)", "X"],
  ],
  vec: [["vec(A)", "A"]],
  unvec: [["unvec(v, m, n)", "v"]],
  kron: [
    ["kron(A, X)", "A"],
    ["kron(A, X)", "X"],
  ],
  kron_left: [
    ["kron_left(G_1, X, m, m)", "G_1"],
    ["kron_left(G_1, X, m, m)", "X"],
  ],
  kron_right: [
    ["kron_right(G_1, S, m, m)", "G_1"],
    ["kron_right(G_1, S, m, m)", "S"],
  ],
  softmax: [["softmax(x)", "x"]],
  logsumexp: [["logsumexp(x)", "x"]],
  eigval: [["eigval(X, 2)", "X"]],
  eigvec: [["eigvec(P + s Q, 1)", "s"]],
  leftsingular: [["leftsingular(A, 1)", "A"]],
  rightsingular: [["rightsingular(A, 1)", "A"]],
  max: [["max(X, S)", "X"]],
  min: [["min(X, S)", "S"]],
  expm_frechet: [["expm_frechet(X, S)", "S"]],
  softmax_rows: [["softmax_rows(A)", "A"]],
  logsumexp_rows: [["logsumexp_rows(A)", "A"]],
  rowsum: [["rowsum(A)", "A"]],
  colsum: [["colsum(A)", "A"]],
  center: [["center(m) * A", "A"]],
  norm_nuclear: [["norm_nuclear(A)", "A"]],
  norm_spectral: [["norm_spectral(A)", "A"]],
  norm_inf: [["norm_inf(A)", "A"]],
  pinv: [["pinv(A)", "A"]],
  inner: [["inner(A, 2*A)", "A"]],
  dot: [["dot(v, 3*v)", "v"]],
  sum: [["sum(A)", "A"]],
  mean: [["mean(A)", "A"]],
  norm1: [["norm1(A)", "A"]],
  norm2: [["norm2(A)", "A"]],
  tril: [["tril(A)", "A"]],
  triu: [["triu(A)", "A"]],
  eye: [["eye(n) * X", "X"]],
  ones: [["ones(m, n) * X", "X"]],
  zeros: [["zeros(m, n) + A", "A"]],
  single: [["single(2, 3, m, n) * X", "X"]],
  commutation: [["commutation(m, n) * v", "v"]],
};

/** Index notation itself, which is no function of a variable; and polar, which has no derivative. */
const OTHERS = new Set(["delta", "quotient", "remainder", "polar"]);

const calls = FUNCTIONS.filter((f) => !OTHERS.has(f.name)).flatMap((f) =>
  (CALLS[f.name] ?? [[`${f.name}(X)`, "X"]]).map(([text, wrt]) => ({ text, wrt })),
);

describe.each(calls)("$text by $wrt", ({ text, wrt }) => {
  const derivative = () => {
    const problem = problemOf({ text: types + text, wrt });
    return { problem, found: indexDerivative(problem) };
  };

  test("has the entry that the numeric column gives", () => {
    const { problem, found } = derivative();
    expect(equalAtSamples(entriesOf(problem, found), problem.value)).toMatchObject({ verdict: "equal" });
  });

  test("has an index derivative that agrees with differences", () => {
    const { problem, found } = derivative();
    expect(checked(problem, matrixOf(found.index, problem, found))).toMatchObject({ verdict: "verified" });
  });

  test("has a matrix form that agrees with differences", () => {
    const { problem, found } = derivative();
    expect(found.matrix).toBeDefined();
    expect(checked(problem, found.matrix as never)).toMatchObject({ verdict: "verified" });
  });
});

test("the element-wise path reads no differential, no adjoint and nothing of src/derivative", () => {
  const folder = new URL("../../src/index/", import.meta.url);
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""))
    .join("\n");
  expect(code).not.toMatch(
    /\.differential|\.adjoint|{[^}]*\b(differential|adjoint)\b[^}]*} = |\/derivative\//,
  );
});
