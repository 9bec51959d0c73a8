/**
 * Each rule's law is its test: it holds at random matrices, and rewriting finds it.
 */
import { describe, expect, test } from "vitest";
import { gradient } from "../../src/derivative/differentiate.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { areEqual } from "../../src/evaluate/index.ts";
import { symbol } from "../../src/expression/build.ts";
import type { Expr } from "../../src/expression/expr.ts";
import { adopt } from "../../src/expression/walk.ts";
import type { Rule } from "../../src/simplify/rule.ts";
import { RULES, simplify } from "../../src/simplify/simplify.ts";
import { written } from "../cast.ts";
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

test("names of rules are unique", () => {
  expect(new Set(RULES.map((r) => r.name)).size).toBe(RULES.length);
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
