/**
 * Claimed derivatives and what is judged of them.
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answerLine } from "../../src/problem/batch.ts";

const TYPES = {
  X: "matrix m n",
  W: "matrix n p",
  A: "matrix n n",
  B: "matrix n n",
  S: "symmetric n",
  w: "vector n",
  x: "vector n",
  a: "vector n",
  y: "vector m",
  z: "vector n",
  b: "vector p",
  c: "scalar",
};

interface Asked {
  readonly layout?: string;
  readonly kind?: string;
  readonly order?: number;
  readonly structure?: string;
  readonly vars?: Readonly<Record<string, string>>;
}

const judged = (expr: string, wrt: string, claim: string, asked: Asked = {}) => {
  const vars = { ...TYPES, ...(asked.kind === "vjp" && { G: "matrix m p" }), ...asked.vars };
  return answerLine(JSON.stringify({ layout: "gradient", ...asked, vars, expr, wrt, claim }));
};

describe("a right claim", () => {
  test.each([
    ["norm2(X*w-y)^2", "w", "2*X'*(X*w-y)"],
    ["norm2(X*w-y)^2", "w", "2*(X'*X*w-X'*y)"],
    ["x'*A*x", "x", "A*x+A'*x"],
    ["x'*S*x", "x", "2*S*x"],
    ["logdet(A)", "A", "inv(A')"],
    ["sum(tanh(x))", "x", "1-tanh(x).^2"],
    ["sum(sigmoid(x))", "x", "exp(-x)./(1+exp(-x)).^2"],
    ["tr(A)", "A", "I"],
    ["x'*x", "a", "0"],
    ["norm2(x)", "x", "x/sqrt(x'*x)"],
    ["r = X*w-y; r'*r", "w", "2*X'*r"],
    ["norm2(X*w-y)^2", "w", "r = X*w-y; 2*X'*r"],
  ])("%s by %s: %s", (expr, wrt, claim) => {
    expect(judged(expr, wrt, claim)).toMatchObject({
      ok: true,
      verdict: "right",
      check: { verdict: "verified" },
    });
  });
});

describe("a wrong claim is told what is wrong with it:", () => {
  test.each<[string, string, string, string, Asked?]>([
    ["norm2(X*w-y)^2", "w", "X'*(X*w-y)", "the factor 2 is missing"],
    ["norm2(X*w-y)^2/2", "w", "2*X'*(X*w-y)", "it is 2 times too large"],
    ["norm2(X*w-y)^2", "w", "2*X'*(y-X*w)", "the sign is wrong"],
    ["norm2(X*w-y)^2+c*w'*w", "w", "2*X'*(X*w-y)+c*w", "the term c*w lacks the factor 2"],
    ["x'*A*x", "x", "2*A*x", "it holds only if A is symmetric"],
    ["tr(A*X'*X)", "X", "2*X*A", "it holds only if A is symmetric"],
    ["tr(A*B*A*B)", "A", "2*A'*B'*B'", "it holds only if A and B commute"],
    ["-z'*log(softmax(x))", "x", "softmax(x)-z", "it holds only if the entries of z sum to 1"],
    ["det(A)", "A", "det(A)*inv(A)", "it is transposed"],
    ["det(A)", "A", "inv(A)'", "that is the derivative of the logarithm of the function"],
    ["norm2(x)", "x", "2*x", "that is the derivative of the square of the function"],
    ["x'*A*B*x", "x", "A*B*x+B*A'*x", "a transpose is missing on B"],
    [
      "tr(A*X'*X*B)",
      "X",
      "X*(A*B+A'*B')'",
      "the factors of A*B are in the wrong order (as it stands it holds only if A and B commute)",
    ],
    ["(x'*A*x)/(x'*x)", "x", "(A+A')*x/(x'*x)", "is missing (x occurs more than once)"],
    ["tr(X*A*X'*X*B*X')", "X", "X*A*X'*X*B", "is missing"],
    ["sum(tanh(x))", "x", "1-tanh(x)", "a square is missing on tanh(x)"],
    ["sum(relu(A*x))", "x", "A'*ones(n)", "the derivative of relu is missing"],
    ["a'*exp(x)", "x", "z.*exp(x)", "z stands where a should"],
    ["a'*exp(x)", "a", "a.*exp(x)", "the factor a should not be there"],
    ["sum(cos(x))", "x", "sin(x)", "the sign is wrong"],
    ["sum(sin(x))", "x", "sin(x)", "sin stands where cos should"],
    ["sum(log(1+exp(-x)))", "x", "-sigmoid(x)", "the sign of x within sigmoid(x) is wrong"],
    ["a'*A*x", "a", "A'*a", "that is the derivative by x"],
    ["logdet(S)", "S", "inv(S)", "the entries are taken as free", { structure: "independent-entries" }],
    ["A*x", "x", "A'", "the form of the denominator layout", { kind: "jacobian", layout: "numerator" }],
    ["x'*x", "x", "2*x'", "a row where the layout has a column"],
    ["x'*x", "x", "2*x", "a column where the layout has a row", { layout: "numerator" }],
    ["X*W+ones(m)*b'", "b", "G", "the sum over its rows is missing", { kind: "vjp" }],
    ["X*W+ones(m)*b'", "X", "W*G'", "it is transposed", { kind: "vjp" }],
    ["norm2(X*w-y)^2", "w", "2*X*X'", "it is m×m, and the derivative is n×n", { order: 2 }],
  ])("%s by %s: %s: %s", (expr, wrt, claim, words, asked = {}) => {
    const found = judged(expr, wrt, claim, asked);
    expect(found).toMatchObject({ ok: true, verdict: "wrong", why: expect.stringContaining(words) });
    // what it should be is right
    const correct = judged(expr, wrt, found.correct!.ascii, asked);
    expect(correct.verdict).toBe("right");
  });
});

describe("an ill-formed claim says why:", () => {
  test.each<[string, string, string, string, Asked?]>([
    ["X*W+ones(m)*b'", "X", "G*W", "a transpose is missing on W", { kind: "vjp" }],
    ["X*W+ones(m)*b'", "X", "W'*G", "the factors of W'*G are in the wrong order", { kind: "vjp" }],
    ["norm2(X*w-y)^2", "w", "2*X*(X*w-y)", "a transpose is missing on X"],
    ["norm2(X*w-y)^2", "w", "2*(X", "it can't be read"],
    ["norm2(X*w-y)^2", "w", "X+A", "its shapes don't conform"],
  ])("%s by %s: %s: %s", (expr, wrt, claim, words, asked = {}) => {
    expect(judged(expr, wrt, claim, asked)).toMatchObject({
      verdict: "ill-formed",
      why: expect.stringContaining(words),
    });
  });
});

describe("what is not decided is unclear:", () => {
  test.each([
    ["x'*x", "x", "Q*x", "Q is not declared"],
    ["x'*x", "x", "2*x+log(-1-x'*x)*x", "no values were found"],
    ["x'*x", "x", "2*exp(2*log(x))./x", "agree for x > 0 only"],
    ["x'*x", "x", "2*x+relu(sin(x)+cos(x)-1.5)", "the argument of relu is positive"],
  ])("%s by %s: %s", (expr, wrt, claim, words) => {
    expect(judged(expr, wrt, claim)).toMatchObject({
      verdict: "unclear",
      why: expect.stringContaining(words),
    });
  });
});

describe("without a layout", () => {
  const free = (expr: string, wrt: string, claim: string) =>
    answerLine(JSON.stringify({ vars: TYPES, expr, wrt, claim }));

  test("a row is right for a vector, and the layout is named", () => {
    expect(free("x'*A*x", "x", "x'*(A+A')")).toMatchObject({
      verdict: "right",
      why: expect.stringMatching(/^right in numerator layout/),
    });
    expect(free("X*x", "x", "X'")).toMatchObject({
      verdict: "right",
      why: expect.stringMatching(/^right in denominator layout/),
    });
  });

  test("a transposed matrix is wrong", () => {
    expect(free("det(A)", "A", "det(A)*inv(A)").verdict).toBe("wrong");
  });
});

test("an unknown function has its derivative", () => {
  const line = { expr: "f : function; sum(f(X))", wrt: "X" };
  expect(answerLine(JSON.stringify({ ...line, claim: "f'(X)" })).verdict).toBe("right");
  expect(answerLine(JSON.stringify({ ...line, claim: "f(X)" })).verdict).toBe("wrong");
});

test("a problem that is itself at fault is an error and no verdict", () => {
  const found = judged("x'*(A", "x", "2*x");
  expect(found.ok).toBe(false);
  expect(found.verdict).toBeUndefined();
});

const CLAIMS = "../shared/accept/claims.jsonl";

describe.skipIf(!existsSync(CLAIMS))(`the claims of ${CLAIMS} (skipped where there is no such file)`, () => {
  const lines = existsSync(CLAIMS)
    ? readFileSync(CLAIMS, "utf8")
        .split("\n")
        .filter((l) => l.trim())
    : [];

  test.each(lines.map((line) => JSON.parse(line)))("$id: $expr by $wrt: $claim is $verdict", (row) => {
    const { verdict, why: _why, numeric_check: _check, ...asked } = row;
    const found = answerLine(JSON.stringify(asked));
    expect(found.verdict === "ill-formed" ? "wrong" : found.verdict).toBe(verdict);
  });
});
