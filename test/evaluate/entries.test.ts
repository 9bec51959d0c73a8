import { describe, expect, test } from "vitest";
import { checkEntries, type EntriesClaim } from "../../src/evaluate/index.ts";
import { number, sum, symbol } from "../../src/expression/build.ts";
import type { Expr } from "../../src/expression/expr.ts";
import { product } from "../../src/expression/product.ts";
import { higherDerivative } from "../../src/index/index.ts";
import { problemOf } from "../index/problem.ts";

function claimOf(text: string, wrt: string, order: number): EntriesClaim {
  const { value, wrt: by } = problemOf({ text, wrt });
  const found = higherDerivative({ value, wrt: by, order });
  const forms = [found.entry, ...found.stages.map((s) => s.form)];
  return { value, wrt: by, at: found.value, by: found.wrt, forms };
}

const withLast = (claim: EntriesClaim, change: (form: Expr) => Expr): EntriesClaim => ({
  ...claim,
  forms: claim.forms.map((form, n) => (n === claim.forms.length - 1 ? change(form) : form)),
});

const PROBLEMS = [
  ["x : vector n; norm2(x)", "x", 3],
  ["x : vector n; A : matrix n n; (x'*A*x)^2", "x", 4],
  ["X : matrix n n; logdet(X)", "X", 3],
  ["X : matrix m n; A : matrix n p; tanh(X*A)", "X", 2],
] as const;

describe("entries against differences of the order below", () => {
  test.each(PROBLEMS)("a right form is verified: %s by %s, order %i", (text, wrt, order) => {
    const check = checkEntries(claimOf(text, wrt, order));
    expect(check.verdict).toBe("verified");
    expect(check.samples).toBe(2);
    expect(check.maxRelError).toBeLessThan(1e-8);
  });

  test.each(PROBLEMS)(
    "a factor that is off by a thousandth is refuted: %s by %s, order %i",
    (text, wrt, order) => {
      const wrong = withLast(claimOf(text, wrt, order), (form) => product([number(1001, 1000), form]));
      expect(checkEntries(wrong).verdict).toBe("refuted");
    },
  );

  test.each(PROBLEMS)("a missing term is refuted: %s by %s, order %i", (text, wrt, order) => {
    const claim = claimOf(text, wrt, order);
    const wrong = withLast(claim, (form) => (form.kind === "sum" ? sum(form.terms.slice(1)) : number(0)));
    expect(checkEntries(wrong).verdict).toBe("refuted");
  });

  test("a wrong lower order is refuted though the last one follows from it", () => {
    const claim = claimOf("x : vector n; sum(x.^4)", "x", 3);
    const forms = claim.forms.map((form, n) => (n === 0 ? form : product([number(2), form])));
    expect(checkEntries({ ...claim, forms }).verdict).toBe("refuted");
  });

  test("a form that disagrees with a second derivation is refuted", () => {
    const claim = claimOf("x : vector n; sum(x.^3)", "x", 1);
    const d = symbol("d", claim.wrt.shape, undefined, "hole");
    const half = { along: number(0), directions: [d] };
    expect(checkEntries(claim).verdict).toBe("verified");
    const check = checkEntries({ ...claim, second: half });
    expect([check.verdict, check.reason]).toEqual(["refuted", expect.stringContaining("the matrix path")]);
  });

  test("a derivative that is 0 because its terms cancel is verified", () => {
    // det is of the third degree at 3×3
    expect(checkEntries(claimOf("X : matrix 3 3; det(X)", "X", 4)).verdict).toBe("verified");
  });

  test("the same seed gives the same check", () => {
    const claim = claimOf("x : vector n; logsumexp(x)", "x", 3);
    expect(checkEntries(claim, { seed: 5 })).toEqual(checkEntries(claim, { seed: 5 }));
  });
});
