/**
 * Derivatives along a direction: the differential of a value, and of a gradient.
 */
import { describe, expect, test } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { answers } from "../../src/problem/answer/answers.ts";
import { answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { randomProblem } from "../random.ts";
import { drawn } from "../sample.ts";

const asked = (line: BatchProblem) => {
  const { ascii, kind, check, error, shapes, index } = answerProblem(line);
  return { ascii, kind, verdict: check?.verdict, error: error?.message, shape: shapes?.result, index };
};

const A = "matrix n n";

describe("a Jacobian-vector product", () => {
  test.each([
    [{ X: "matrix m n", A: "matrix m m" }, "X'*A*X", "X", "dX'*A*X + X'*A*dX", "n×n"],
    [{ X: A }, "inv(X)", "X", "S = inv(X); -S*dX*S", "n×n"],
    [{ z: "vector n" }, "softmax(z)", "z", "r = softmax(z); r .* dz - (r'*dz)*r", "vector of n"],
    [{ x: "vector n", A }, "x'*A*x", "x", "dx'*A*x + x'*A*dx", "scalar"],
    [{ X: A }, "logdet(X)", "X", "tr(inv(X)*dX)", "scalar"],
  ])("%j: %s by %s is %s", (vars, expr, wrt, ascii, shape) => {
    const found = asked({ vars: vars as Record<string, string>, expr, wrt, kind: "jvp" });
    expect(found).toMatchObject({ kind: "jvp", verdict: "verified" });
    expect([found.ascii, shape]).toEqual([ascii, shape]);
  });

  test("has an index form that sums over the direction", () => {
    const { index } = asked({ vars: { X: A, B: A }, expr: "B*X", wrt: "X", kind: "jvp" });
    expect(index?.ascii).toBe("sum_k dX[k,j]*B[i,k]");
  });

  test("names its direction as it is told, and refuses one of another shape", () => {
    const vars = { X: "matrix m n", H: "matrix m n", v: "vector n" };
    const line = { vars, expr: "X'*X + 0*H'*H + 0*v*v'", wrt: "X", kind: "jvp" };
    expect(asked({ ...line, direction: "H" }).ascii).toBe("S = H'*X; S + S'");
    expect(asked({ ...line, direction: "v" }).error).toBe(
      "the direction v is n×1, and X is m×n: the two must be equal",
    );
  });
});

describe("a Hessian-vector product", () => {
  test.each([
    [{ x: "vector n", A }, "x'*A*x", "x", undefined, "(A + A')*v"],
    [{ X: "matrix m n" }, "norm2(X'*X)^2", "X", undefined, undefined],
    [{ X: "spd n" }, "logdet(X)", "X", "projection", "S = inv(X); -S*V*S"],
    [{ X: "symmetric n", A }, "tr(X*A*X)", "X", "projection", "S = (A + A')*V; 0.5*(S + S')"],
  ])("%j: %s by %s, structure %s, is %s", (vars, expr, wrt, structure, ascii) => {
    const line: BatchProblem = { vars: vars as Record<string, string>, expr, wrt, kind: "hvp" };
    const found = asked({ ...line, ...(structure && { structure }) });
    expect(found).toMatchObject({ kind: "hvp", verdict: "verified" });
    if (ascii) expect(found.ascii).toBe(ascii);
  });

  test("is of a scalar", () => {
    expect(asked({ vars: { X: A }, expr: "X*X", wrt: "X", kind: "hvp" }).error).toMatch(/scalar/);
  });

  test("is the Hessian times the direction", () => {
    const vars = { x: "vector n", A };
    const line = { vars, expr: "sum(tanh(A*x))", wrt: "x" };
    expect(asked({ ...line, order: 2 }).ascii).toBe("r = tanh(A*x); -2*A'*diag(r .* (ones(n) - r.^2))*A");
    expect(asked({ ...line, kind: "hvp" }).ascii).toBe(
      "r = tanh(A*x); -2*A'*(r .* (ones(n) - r.^2) .* (A*v))",
    );
  });

  test("within the orthogonal matrices is refused", () => {
    const line = { vars: { Q: "orthogonal n", A }, expr: "tr(Q'*A*Q*A)", wrt: "Q", structure: "projection" };
    expect(asked({ ...line, kind: "hvp" }).error).toMatch(/^not supported: .*orthogonal/);
  });
});

test("random problems: along a direction as well", () => {
  const verdicts = new Map<string, number>();
  const count = drawn("MATGRAD_ALONG", 60, 150);
  for (let seed = 70_001; seed <= 70_000 + count; seed++) {
    const { vars, expr, wrt, kind } = randomProblem(seed);
    const line = { vars, expr, wrt, kind: kind === "gradient" ? "hvp" : "jvp" };
    const { ok, check, error } = answerProblem(line);
    const verdict =
      check?.verdict ?? (ok ? "unchecked" : /not supported/.test(error?.message ?? "") ? "none" : "error");
    expect(verdict === "error" || verdict === "refuted" ? JSON.stringify([line, error]) : "").toBe("");
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  expect(verdicts.get("verified")).toBeGreaterThan(0.85 * count);
});

describe("derivations", () => {
  const statements = (...texts: string[]) =>
    parseStatements(texts.join("\n"), { functionNames: FUNCTION_NAMES });

  test("end with the differential", () => {
    const derived = derive(
      { statements: statements("Y = X'*A*X") },
      { kind: "jvp", wrt: ["X"], direction: "H" },
    );
    const text = printDerivation(derived, { format: "unicode" });
    expect(text).toContain("X moves in the direction H, of its own shape.");
    expect(text).toContain("dY = Hᵀ A X + Xᵀ A H");
    expect(text).not.toContain("shape of its variable");
  });

  test("end with the differential of the gradient", () => {
    const derived = derive({ statements: statements("f = x'*A*x") }, { kind: "hvp", wrt: ["x"] });
    const [result] = derived.derivation.results;
    expect(result?.sides[0]?.kind).toBe("differential");
    expect(printDerivation(derived, { format: "unicode" })).toContain("d(∂f/∂x) = (A + Aᵀ) dx");
  });

  test("are in the style differential where another is asked for, which is said", () => {
    const derived = derive({ statements: statements("f = x'*x") }, { kind: "hvp", style: "index" });
    expect(derived.derivation.style).toBe("differential");
    const text = printDerivation(derived, { format: "unicode" });
    expect(text).toContain("The style index does not treat this (derivatives along a direction)");
  });
});

test("the library asks for them by kind", () => {
  const [answer] = answers(parseStatements("f = x'*A*x", { functionNames: FUNCTION_NAMES }), {
    wrt: ["x"],
    kind: "hvp",
    direction: "p",
  });
  expect(answer?.ascii).toBe("(A + A')*p");
});
