/**
 * Are two formulas the same function, and what would it need?
 */
import { describe, expect, test } from "vitest";
import { number } from "../../src/expression/build.ts";
import { type Declarations, equalTexts } from "../../src/problem/equal.ts";

const UNKNOWN = (f: string): Declarations => ({
  [f]: "function n -> m",
  A: "matrix n k",
  x: "vector k",
  c: "vector m",
});

const SQUARE = { A: "matrix n n", B: "matrix n n" };

describe("equal formulas", () => {
  test.each<[string, string, string, Declarations?]>([
    ["tr(A*B)", "tr(B*A)", "over finite fields"],
    ["(A+B)^2", "A^2+A*B+B*A+B^2", "over finite fields"],
    ["x'*A*y", "y'*A'*x", "the same form"],
    ["sin(x+y)", "sin(x).*cos(y)+cos(x).*sin(y)", "by values"],
    ["r = X*w-y; r'*r", "norm2(X*w-y)^2", "over finite fields"],
    ["x'*A*x", "x'*A'*x", "the same form", SQUARE],
    ["A*B", "B*A", "over finite fields", { A: "diagonal n", B: "diagonal n" }],
    // what is printed is read
    [String.raw`J_{\lambda}(A x)^{\top} c`, "J_lambda(A x)' c", "the same form", UNKNOWN("lambda")],
    [String.raw`J_{\dot{x}}(A x)^{\top} c`, "J_x_dot(A x)' c", "the same form", UNKNOWN("x_dot")],
    [String.raw`J_{\dot{x}}(A x)^{\top} c`, "J_ẋ(A x)' c", "the same form", UNKNOWN("ẋ")],
    [
      String.raw`\nabla \tilde{y}(W x) x^{\top}`,
      "grad_y_tilde(W x) x'",
      "the same form",
      { y_tilde: "function m -> scalar", W: "matrix m n", x: "vector n" },
    ],
    [
      String.raw`\mathbb{1}[z - v^{\top} > 0]^{\top} + v`,
      "step(z' - v) + v",
      "the same form",
      { z: "1 x n", v: "vector n" },
    ],
    ["A^{+} b", "pinv(A)*b", "the same form", { A: "matrix m n", b: "vector m" }],
  ])("%s = %s", (left, right, words, declarations) => {
    expect(equalTexts(left, right, declarations)).toMatchObject({
      verdict: "equal",
      why: expect.stringContaining(words),
    });
  });

  test("are said so with sizes and certainty", () => {
    const { why, tried } = equalTexts("tr(A*B)", "tr(B*A)", SQUARE);
    expect(why).toMatch(/draws at n = 3, 4, 1 and 2: the chance of an error is below 2\^-\d\d$/);
    expect(tried.map((t) => t.verdict)).toEqual(["equal", "equal", "equal", "equal"]);
  });
});

describe("different formulas need", () => {
  test.each<[string, string, string | undefined, Declarations?]>([
    ["A*B", "B*A", "A and B commute", SQUARE],
    ["A*B", "B'*A'", "one of them transposed"],
    ["A", "A'", "one of them transposed", { A: "matrix m n" }],
    ["A*x", "-A*x", "the other sign"],
    ["A*x", "2*A*x", "the factor ½ on the second"],
    ["A+A'", "2*A", "A is symmetric", SQUARE],
    ["A*B+B'*A'", "2*A*B", undefined, SQUARE],
    ["x'*A*y", "y'*A*x", "A is symmetric", SQUARE],
    ["y'*ones(n)*x", "x", "the entries of y sum to 1", { x: "vector n", y: "vector n" }],
    ["(x'*x)*y", "y", "x has length 1"],
    ["eye(n)-A*A'", "eye(n)-A'*A", "A is symmetric", SQUARE],
    ["det(A+B)", "det(A)+det(B)", undefined, SQUARE],
    ["exp(x)", "log(x)", undefined],
  ])("%s and %s: %s", (left, right, needs, declarations) => {
    const found = equalTexts(left, right, declarations);
    expect(found.verdict).toBe("different");
    expect(found.needs).toBe(needs);
  });

  test("equal sizes, where that is all", () => {
    const found = equalTexts("A*(A^-1)", "B*(B^-1)", { A: "matrix n n", B: "matrix m m" });
    expect(found).toMatchObject({ verdict: "different", path: "shapes", needs: "n = m" });
  });

  test("a witness that can be checked", () => {
    const { witness } = equalTexts("A*B", "B*A", SQUARE);
    expect(witness?.left).not.toBe(witness?.right);
    expect(witness?.values.get("A")).toMatchObject({ rows: 3, cols: 3 });
  });
});

test("undeclared shapes are those that let the two have one shape", () => {
  expect(equalTexts("A*B", "B*A").assumed).toEqual(["A is n×n", "B is n×n"]);
});

test("what has no values is undecided", () => {
  expect(equalTexts("log(-1-x'*x)", "1")).toMatchObject({ verdict: "undecided" });
});

let asked = 0;
/** The number of the next expression: they are counted. */
const nextId = (): number => number(++asked, 1_000_003).id;

describe("long sums of different names", () => {
  const sum = (term: (name: string) => string, n: number): string =>
    Array.from({ length: n }, (_, k) => term(`b${k}`)).join(" + ");
  const made = (term: (name: string) => string, n: number): number => {
    const before = nextId();
    expect(equalTexts(sum(term, n), term("b1")).verdict).toBe("different");
    return nextId() - before;
  };

  test.each<[string, (name: string) => string]>([
    ["names", (name) => name],
    ["rectified names", (name) => `relu(${name})`],
    ["fractions", (name) => `1/(1 + ${name}^2)`],
  ])("of %s are compared in work that grows as they do", (_what, term) => {
    expect(made(term, 400) / made(term, 100)).toBeLessThan(4.5);
  });
});
