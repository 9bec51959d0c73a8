/**
 * The rational normal form of what is entry by entry: it is equal, no longer, and final.
 *
 * MATGRAD_CAMPAIGN=20000 tries that many random expressions.
 */
import { describe, expect, test } from "vitest";
import { areEqual } from "../../src/evaluate/index.ts";
import { isZero } from "../../src/expression/build.ts";
import { type Expr, freshStore } from "../../src/expression/expr.ts";
import { costDifference } from "../../src/simplify/cost.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { CAST, formulas, written } from "../cast.ts";
import { ENTRYWISE_TYPES, randomEntrywise } from "./entrywise.ts";
import { randomTogether } from "./together.ts";
import "../matchers.ts";
import { drawn } from "../sample.ts";

describe("what cancels is gone", () => {
  test.each([
    ["M.*(S./M - N)", "S - M.*N"],
    ["eye(n).*(M - M.*eye(n))", "zeros(n,n)"],
    ["diag(x.^-1)*(diag(x) - x*x')", "eye(n) - ones(n)*x'"],
    ["(y./x - (ones(n)-y)./(ones(n)-x)).*x.*(ones(n)-x)", "y - x"],
    ["x./(x+y) + y./(x+y)", "ones(n)"],
    ["1/(1+a) - a/(1+a)^2", "(1+a)^-2"],
    ["a/(a+b)^2 - 1/(a+b) + b/(a+b)^2", "0"],
    ["(ones(n)+x.^2).^(-1/2) - x.^2.*(ones(n)+x.^2).^(-3/2)", "(ones(n)+x.^2).^(-3/2)"],
    ["sigmoid(a) + sigmoid(-a) - 1", "0"],
    // 1 1ᵀ within a product stands between a column and a row, or between a column and a number
    ["(((x*ones(1,n)).*M)*ones(n,m)*u)./x - (ones(m)'*u)*(M*ones(n))", "zeros(n)"],
    ["(((x*ones(1,n)).*M)*ones(n,m)*u)./x - M*ones(n)", "(ones(m)'*u - 1)*(M*ones(n))"],
    ["(M*ones(n,m)*A)./(M*ones(n)*ones(1,n))", "ones(n,m)*A"],
    // one trace in other words
    ["tr(M*N) - tr(N*M)", "0"],
    ["tr(M*N*S) - tr(S*N'*M')", "0"],
    ["tr(M*N*S + M) - tr(S*M*N)", "tr(M)"],
    ["tr(M*N)/tr(N'*M')", "1"],
    ["sum(M.*N) - tr(N'*M)", "0"],
    ["sum(M*x) - ones(n)'*M*x", "0"],
    ["vec(M)'*vec(N) - tr(M'*N)", "0"],
    ["x'*M'*M*x - norm2(M*x)^2", "0"],
    ["tr(K*S)", "0"],
    ["(ones(n,n)*x - sum(x)*ones(n))/n", "zeros(n)"],
    // what is known of determinants, of f(−x), and of squares
    ["log(det(P)) - logdet(P)", "0"],
    ["logdet(inv(P)) + log(abs(det(P)))", "0"],
    ["det(M*N)/det(N)", "det(M)"],
    ["det(M)*det(inv(M))", "1"],
    ["relu(x) - relu(-x)", "x"],
    ["softplus(a) - softplus(-a)", "a"],
    ["tanh(x-y) + tanh(y-x)", "zeros(n)"],
    ["abs(x) - abs(-x)", "zeros(n)"],
    ["sign(x).*abs(x)", "x"],
    ["a*sin(b)^2 + a*cos(b)^2", "a"],
    ["cosh(x).^2 - sinh(x).^2", "ones(n)"],
    ["(x*y').*((x.^-1)*(y.^-1)')", "ones(n,n)"],
  ])("%s = %s", (text, expected) => {
    const [e, form] = written(text, expected);
    expect(simplify(e as Expr)).toBeExpression(simplify(form as Expr));
  });

  // near what cancels
  test.each([
    "tr(M*N*S) - tr(M*S*N)",
    "tr(K*M)",
    "sum(M.*N) - tr(M*N)",
    "relu(x) + relu(-x)",
    "sin(a)^2 - cos(a)^2",
    "sin(a)^2 + cos(b)^2",
    "cos(x) + cos(-x) - x",
    "log(det(M*M')) - logdet(M)",
    "x'*M*M*x - norm2(M*x)^2",
  ])("%s is not 0", (text) => {
    const [e] = written(text);
    expect(isZero(simplify(e as Expr))).toBe(false);
  });

  test.each(["x.*(ones(n)-x)", "2*tanh(x).*(ones(n)-tanh(x).^2)", "(a+b)*(x+y)", "x*y' + y*x'"])(
    "%s, where nothing cancels, stays",
    (text) => {
      const [e] = written(text);
      expect(simplify(e as Expr)).toBeExpression(e as Expr);
    },
  );
});

function fault(seed: number, text: string, types = ENTRYWISE_TYPES): string | undefined {
  freshStore();
  let e: Expr;
  try {
    [e] = formulas([text], types) as [Expr];
  } catch (error) {
    return `${seed} ${text}: ${(error as Error).message}`;
  }
  const form = simplify(e);
  // what two parts shared may be lost where one of them gets shorter
  const longer = costDifference(form, e);
  if (longer > MOST_LOST) return `${seed} ${text}: longer by ${longer}`;
  if (longer > 0) tally.longer += 1;
  if (simplify(form) !== form) return `${seed} ${text}: not final`;
  const found = areEqual(e, form, { seed });
  tally[found.verdict] += 1;
  if (form !== e) tally.changed += 1;
  return found.verdict === "different" ? `${seed} ${text}: different` : undefined;
}

const tally = { equal: 0, undecided: 0, different: 0, changed: 0, longer: 0 };
/** Operations of a part that is computed twice. */
const MOST_LOST = 8;
const RANDOM = drawn("MATGRAD_CAMPAIGN", 1000, 2500);

test("random expressions keep their value, get no longer, and their form is final", {
  timeout: 3_600_000,
}, () => {
  const faults: string[] = [];
  for (let seed = 1; seed <= RANDOM; seed++) {
    const found = fault(seed, randomEntrywise(seed));
    if (found) faults.push(found);
  }
  if (process.env.MATGRAD_CAMPAIGN) console.log(tally);
  expect(faults).toEqual([]);
  // where rounding or a domain leaves it open, nothing was shown
  expect(tally.undecided).toBeLessThan(RANDOM / 20);
  expect(tally.longer).toBeLessThan(RANDOM / 100);
  expect(tally.changed).toBeGreaterThan(RANDOM / 8);
});

test("random sums of what rules put together and take apart keep their value", { timeout: 3_600_000 }, () => {
  const faults: string[] = [];
  for (let seed = 1; seed <= RANDOM; seed++) {
    const found = fault(seed, randomTogether(seed), CAST);
    if (found) faults.push(found);
  }
  if (process.env.MATGRAD_CAMPAIGN) console.log(tally);
  expect(faults).toEqual([]);
});
