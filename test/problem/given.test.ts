/**
 * What is known besides the declarations: read from words, used where it makes an answer shorter.
 */
import { describe, expect, test } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { answers } from "../../src/problem/answer/answers.ts";
import { answerProblem } from "../../src/problem/batch.ts";
import { equationsIn, readGiven } from "../../src/problem/given.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

const statements = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });
const answer = (text: string, wrt: string, ...given: string[]) =>
  answers(statements(text), { wrt: [wrt], ...readGiven(given) })[0];

describe("assumptions are read", () => {
  test.each([
    ["A symmetric, P is spd", { A: "symmetric", P: "spd" }],
    ["A' = A", { A: "symmetric" }],
    ["A = A'", { A: "symmetric" }],
    ["K' = -K", { K: "antisymmetric" }],
    ["Q orthogonal; x > 0", { Q: "orthogonal", x: "positive" }],
  ])("%s: structures", (text, structures) => {
    expect(Object.fromEntries(readGiven([text]).structures)).toEqual(structures);
    expect(readGiven([text]).equations).toEqual([]);
  });

  test("as equations, also several, with commas in brackets", () => {
    expect(readGiven(["sum(y) = 1, min(a, b) = c"]).equations).toHaveLength(2);
  });

  test.each(["foo", "A ≠ 0", "a = b = c"])("%s is refused", (text) => {
    expect(() => readGiven([text])).toThrow(/is no assumption that can be used/);
  });

  test.each([
    ["Q : n x n\nf = tr(Q A)", "A", "Q' Q = I", "Q'"],
    ["Q : n x n\nf = ‖Q x - y‖²", "x", "I = Q Q'", "2*(x - Q'*y)"],
    ["U : n x k\nf = ‖U x - y‖²", "x", "U' U = I", "2*(x - U'*y)"],
    ["U : n x k\nf = ‖(I - U U') x‖²", "x", "U' U = I", "2*(eye(n) - U*U')*x"],
    ["U : n x k\nf = ‖(I - U U') x‖²", "x", "U U' = I", "zeros(n)"],
    ["f = ‖(I - u u') x‖²", "x", "u' u = 1", "2*(eye(n) - u*u')*x"],
  ])("%s by %s, given %s, is %s whatever the sizes", (text, wrt, given, ascii) => {
    const found = answer(text, wrt, given);
    expect(found).toMatchObject({ ok: true, check: { verdict: "verified" } });
    expect(found?.ascii).toBe(ascii);
  });

  test("from prose only where they are equations in matgrad's text", () => {
    const known = new Set(["x", "y", "a", "A", "B", "X"]);
    expect(equationsIn("X symmetric; off-diagonal entries move together", known)).toEqual([]);
    expect(equationsIn("x != a", known)).toEqual([]);
    expect(equationsIn("A, B symmetric; sum(y) = 1", known)).toHaveLength(1);
    expect(equationsIn("A, B symmetric; P = halflower(A)", known)).toEqual([]);
    expect(equationsIn("the sum of y = one (", known)).toEqual([]);
  });
});

describe("an equation", () => {
  const crossEntropy = "L = -y' * log(softmax(z))";

  test("shortens the answer, which says so and is verified where it holds", () => {
    expect(answer(crossEntropy, "z")?.ascii).toBe("sum(y)*softmax(z) - y");
    const found = answer(crossEntropy, "z", "sum(y) = 1");
    expect(found).toMatchObject({ ok: true, ascii: "softmax(z) - y", check: { verdict: "verified" } });
    expect(found?.assumed).toContain("sum(y) = 1");
  });

  test("that isn't needed isn't said", () => {
    const found = answer("L = ‖A z - y‖²", "z", "sum(y) = 1");
    expect(found?.ascii).toBe("2*A'*(A*z - y)");
    expect(found?.assumed).not.toContain("sum(y) = 1");
  });

  test("is put in after the derivative is taken, so a constrained variable may move", () => {
    const found = answer("f = x'*A*x/(x'*x)", "x", "x'*x = 1");
    expect(found).toMatchObject({ ok: true, check: { verdict: "verified" } });
    expect(found?.ascii).toBe("(A' - 2*(x'*A*x)*eye(n) + A)*x");
  });

  test("between matrices is found in longer products", () => {
    const shorter = answer("f = tr(C*A*B*X*P*P)", "X", "A*B = P");
    expect(shorter).toMatchObject({ ok: true, check: { verdict: "verified" } });
    expect(shorter?.ascii).toMatch(/^(?!.*\bA\b)/);
  });

  test("about something that does not occur is refused", () => {
    expect(() => answer(crossEntropy, "z", "sum(q) = 1")).toThrow("q, of which something is given");
  });

  test("that nothing satisfies leaves the answer unverified", () => {
    const found = answer(crossEntropy, "z", "y'*y = -1");
    expect(found?.check?.verdict).toBe("inconclusive");
    expect(found?.check?.reason).toContain("no values satisfy what is given");
  });

  test("stands in the field given of a batch line", () => {
    const line = {
      vars: { y: "vector n", z: "vector n" },
      expr: "-y'*log(softmax(z))",
      wrt: "z",
      given: "y is a distribution; sum(y) = 1",
    };
    expect(answerProblem(line)).toMatchObject({ ok: true, ascii: "softmax(z) - y" });
  });

  test("is said first and used last in a derivation", () => {
    const derived = derive(
      { statements: statements(crossEntropy), equations: readGiven(["sum(y) = 1"]).equations },
      { wrt: ["z"] },
    );
    const text = printDerivation(derived, { format: "unicode" });
    expect(text).toContain("It is known that sum(y) = 1.");
    expect(derived.derivation.results[0]?.sides).toHaveLength(2);
    expect(text).toContain("∂L/∂z = softmax(z) − y");
  });
});

describe("conditions", () => {
  const said = (text: string, wrt: string) =>
    derive({ statements: statements(text) }, { wrt: [wrt] }).derivation.remarks.map((r) => r.key);

  test("of the value and of the results are said in a derivation", () => {
    expect(said("X : n x n\nL = log(det(X))", "X")).toEqual(["condition.positive"]);
    expect(said("L = ‖x‖", "x")).toEqual(["condition.nonzero"]);
  });

  test("that nothing needs aren't", () => {
    expect(said("L = ‖A x‖²", "x")).toEqual([]);
    expect(said("L = sum(log(1 + exp(x)))", "x")).toEqual([]);
  });
});

describe("words for a structure", () => {
  test.each([
    ["P skew hankel", "skewhankel"],
    ["P is a positive definite matrix", "spd"],
    ["P symmetric positive definite", "spd"],
    ["P lower triangular", "lower"],
  ])("%s", (text, structure) => {
    expect(readGiven([text]).structures.get("P")).toBe(structure);
  });

  test("are one structure", () => {
    expect(() => readGiven(["P symmetric circulant"])).toThrow("one of symmetric and circulant, not as both");
    expect(() => answer("P : symmetric circulant n; L = tr(P)", "P")).toThrow("not as both");
  });

  test("are all of them known", () => {
    expect(() => readGiven(["P not symmetric"])).toThrow("no assumption that can be used");
    expect(() => readGiven(["P symmetric mostly"])).toThrow("no assumption that can be used");
  });
});
