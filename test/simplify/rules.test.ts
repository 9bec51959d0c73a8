/**
 * Each rule's law is its test: it holds at random matrices, and rewriting finds it.
 */
import { describe, expect, test } from "vitest";
import { gradient } from "../../src/derivative/differentiate.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { areEqual } from "../../src/evaluate/index.ts";
import { symbol } from "../../src/expression/build.ts";
import type { Expr } from "../../src/expression/expr.ts";
import { APART_RULES } from "../../src/simplify/apart/apart.ts";
import type { Rule } from "../../src/simplify/rule.ts";
import { isIdentical, RULES, simplify } from "../../src/simplify/simplify.ts";
import { adopt, written } from "../cast.ts";
import { posed } from "../problem/posed.ts";
import { randomProblem } from "../random.ts";
import "../matchers.ts";

/** Is the law true, by its values at random matrices? */
function verdictOf(law: readonly [string, string]): string {
  const [left, right] = written(...law);
  return areEqual(left!, right!).verdict;
}

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (_name, rule: Rule) => {
  test("its two sides have equal values", () => {
    const [left, right] = written(...rule.law);
    expect(left).toEqualNumerically(right!);
  });

  test("its two sides are different expressions before rewriting", () => {
    const [left, right] = written(...rule.law);
    expect(left).not.toBeExpression(right!);
  });

  test("rewriting takes the left side to the form of the right side", () => {
    const [left, right] = written(...rule.law);
    expect(simplify(left!)).toBeExpression(simplify(right!));
  });

  test("its form is final", () => {
    const form = simplify(written(rule.law[0])[0]!);
    expect(simplify(form)).toBeExpression(form);
  });
});

describe.each(APART_RULES.map((rule) => [rule.name, rule] as const))("%s", (_name, rule: Rule) => {
  test("its two sides have equal values", () => {
    const [left, right] = written(...rule.law);
    expect(left).toEqualNumerically(right!);
  });

  test("its two sides are one function", () => {
    const [left, right] = written(...rule.law);
    expect(left).not.toBeExpression(right!);
    expect(isIdentical(left!, right!)).toBe(true);
  });
});

test("names of rules are unique", () => {
  const all = [...RULES, ...APART_RULES];
  expect(new Set(all.map((r) => r.name)).size).toBe(all.length);
});

/** Laws that no rule says, and several together do. */
test.each([
  ["exp(a)*exp(b)", "exp(a+b)"],
  ["exp(2*a)/exp(a)", "exp(a)"],
  ["exp(x)./exp(y)", "exp(x-y)"],
  ["exp(a+b)*(1+exp(a))", "exp(a+b)+exp(2*a+b)"],
  ["log(exp(a)*exp(b))", "a+b"],
  ["inv(M*P*M')", "inv(M)'*inv(P)*inv(M)"],
  ["N*inv(2*M*N)*M", "eye(n)/2"],
  ["softmax(x - max(x))", "softmax(x)"],
  ["softmax_rows(A + u*ones(1,n) - 3*ones(m,n))", "softmax_rows(A)"],
  ["exp(x-max(x))/sum(exp(x-max(x)))", "softmax(x)"],
  ["max(x) + log(sum(exp(x-max(x))))", "logsumexp(x)"],
  ["exp(A-logsumexp_rows(A)*ones(1,n))", "softmax_rows(A)"],
  ["norm2(Q*x)^2", "x'*x"],
  ["norm2(Q'*M*Q)", "norm2(M)"],
  ["det(Q*M*Q')^2*det(Q)^4", "det(M)^2"],
  ["logdet(Q*P*Q)", "logdet(P)"],
  ["det(-M)", "(-1)^n*det(M)"],
  ["det(2*M*inv(N))", "2^n*det(M)/det(N)"],
  ["logdet(3*inv(P))", "n*log(3) - logdet(P)"],
  ["relu(x) + relu(-x)", "abs(x)"],
  ["relu(x-y) + relu(y-x)", "abs(x-y)"],
  ["relu(a)*relu(-a)", "0"],
  ["relu(x).^2 + relu(-x).^2", "x.^2"],
  ["(abs(x)+x)/2", "relu(x)"],
  ["max(x,y) + min(x,y)", "x + y"],
  ["max(x,y) - min(x,y)", "abs(x-y)"],
  ["sqrt(x.^2) - abs(-x)", "zeros(n)"],
  ["erf(x) + erfc(x)", "ones(n)"],
  ["cosh(a) - sinh(a)", "exp(-a)"],
  ["inv(eye(n)+S*P)*S", "inv(inv(S)+P)"],
  ["P - P*A'*inv(eye(m)+A*P*A')*A*P", "inv(inv(P)+A'*A)"],
  ["inv(P) - inv(P)*A'*inv(eye(m)+A*inv(P)*A')*A*inv(P)", "inv(P+A'*A)"],
  ["inv(A'*A+a*eye(n))*A'", "A'*inv(A*A'+a*eye(m))"],
  ["y - S*inv(S+a*eye(n))*y", "a*inv(S+a*eye(n))*y"],
  ["inv(M) - inv(M+N)", "inv(M)*N*inv(M+N)"],
  ["M*inv(M+N)*N", "N*inv(M+N)*M"],
  ["log(softmax(x))", "x - logsumexp(x)"],
  ["eye(n).*(inv(D) + x*y')", "inv(D) + diag(x.*y)"],
  ["eye(n).*(D^2*inv(D) + 2*eye(n))", "D + 2*eye(n)"],
  ["expm(M)*expm(-M)", "eye(n)"],
])("%s = %s", (left, right) => {
  const [a, b] = written(left, right);
  expect(a).not.toBeExpression(b!);
  expect(isIdentical(a!, b!)).toBe(true);
});

test.each([
  ["exp(a)*exp(b)", "exp(a*b)"],
  ["softmax(x + y)", "softmax(x)"],
  ["logsumexp(x + a*ones(n))", "logsumexp(x)"],
  ["softmax_rows(A + ones(m)*x')", "softmax_rows(A)"],
  ["norm2(M*x)", "norm2(x)"],
  ["norm1(Q*x)", "norm1(x)"],
  ["det(Q)", "1"],
  ["det(Q*M)", "det(M)"],
  ["det(2*M)", "2*det(M)"],
  ["norm2(a*x)", "a*norm2(x)"],
  ["sqrt(a^2)", "a"],
  ["relu(x) - relu(-x)", "abs(x)"],
  ["max(x,y) - min(x,y)", "x - y"],
  ["inv(M*N)", "inv(M)*inv(N)"],
  ["M*inv(M+N)*N", "M*inv(N+M)*M"],
  ["expm(M)*expm(N)", "expm(M+N)"],
  ["P - P*A'*inv(2*eye(m)+A*P*A')*A*P", "inv(inv(P)+A'*A)"],
])("%s is not %s", (left, right) => {
  const [a, b] = written(left, right);
  expect(isIdentical(a!, b!)).toBe(false);
});

test.each([
  ["diag(x)*A'", "x.*A'"],
  ["(M*N)'", "M'*N'"],
  ["inv(M*N)", "inv(M)*inv(N)"],
  ["tr(M*N*S)", "tr(N*M*S)"],
  ["diag(M*diag(x)*N)", "(M.*N)*x"],
  ["1-sigmoid(a)", "sigmoid(a)"],
  ["det(2*M)", "2*det(M)"],
] as const)("a false law is found out: %s = %s", (left, right) => {
  const verdict = (() => {
    try {
      return verdictOf([left, right]);
    } catch {
      return "ill-formed";
    }
  })();
  expect(["different", "ill-formed"]).toContain(verdict);
});

const RANDOM_EXPRESSIONS = 500;

/** The value of a random problem and its gradient, where every function in it has a rule. */
function randomExpressions(seed: number): Expr[] {
  const { value, question } = posed(randomProblem(seed));
  try {
    return [value, gradient(value, question.wrt, symbol("G", value.shape))];
  } catch (error) {
    if (error instanceof UnsupportedError) return [value];
    throw error;
  }
}

test("rewriting ends, at a form that is final, on random expressions", () => {
  for (let seed = 1; seed <= RANDOM_EXPRESSIONS; seed++) {
    for (const e of randomExpressions(seed)) {
      const form = simplify(e);
      expect(simplify(form)).toBeExpression(form);
    }
  }
});

test("rewriting from the other end of a store gives the same form", () => {
  // the order in which expressions were made must not decide the form
  for (let seed = 1; seed <= 100; seed++) {
    const first = simplify(posed(randomProblem(seed)).value);
    const { value } = posed(randomProblem(seed));
    expect(simplify(value)).toBeExpression(adopt(first));
  }
});
