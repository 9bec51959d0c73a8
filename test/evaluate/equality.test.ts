/**
 * Equality of expressions, by the path that decides it.
 */
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/evaluate/values/evaluate.ts";
import { areEqual } from "../../src/evaluate/verdict/equality.ts";
import { bound } from "../../src/expression/blocks.ts";
import { number, sum, symbol } from "../../src/expression/build.ts";
import { sizeOf } from "../../src/expression/dimension.ts";
import { type Expr, SCALAR, type SymbolNode } from "../../src/expression/expr.ts";
import { product } from "../../src/expression/product.ts";
import { elementwiseCall } from "../../src/functions/reductions.ts";
import type { Matrix } from "../../src/matrix/matrix.ts";
import { RULES } from "../../src/simplify/simplify.ts";
import { written as inCast } from "../cast.ts";
import { written } from "./written.ts";

const TYPES = {
  A: "matrix n n",
  B: "matrix n n",
  X: "matrix m n",
  U: "matrix n p",
  C: "matrix p p",
  V: "matrix p n",
  M: "matrix 2 2",
  K: "antisymmetric n",
  S: "symmetric n",
  D: "diagonal n",
  x: "vector n",
  y: "vector n",
  t: "scalar",
};

const tanh = (e: Expr): Expr => elementwiseCall("tanh", e);

const compare = (left: string, right: string) => {
  const { exprs } = written(TYPES, left, right);
  return { exprs, found: areEqual(exprs[0]!, exprs[1]!) };
};

describe("equal, over finite fields:", () => {
  test.each([
    ["a trace turned round", "tr(A*B)", "tr(B*A)"],
    ["a square written out", "(A+B)^2", "A^2+A*B+B*A+B^2"],
    ["the inverse of a product", "inv(A*B)", "inv(B)*inv(A)"],
    ["push-through", "X'*inv(eye(m)+X*X')", "inv(eye(n)+X'*X)*X'"],
    ["Woodbury", "inv(A+U*C*V)", "inv(A)-inv(A)*U*inv(inv(C)+V*inv(A)*U)*V*inv(A)"],
    ["the determinant lemma", "det(A+x*y')", "det(A)*(1+y'*inv(A)*x)"],
    ["Sylvester's determinants", "det(eye(m)+X*X')", "det(eye(n)+X'*X)"],
    ["Cayley and Hamilton at 2×2", "M^2-tr(M)*M+det(M)*eye(2)", "zeros(2,2)"],
    ["a commutation matrix", "commutation(m,n)*vec(X)", "vec(X')"],
    ["a norm to the fourth", "norm2(X)^4", "tr(X'*X)*tr(X*X')"],
    ["the determinant of a Kronecker product", "det(kron(A,B))", "det(A*B)^n"],
  ])("%s", (_name, left, right) => {
    const { found } = compare(left, right);
    expect(found).toMatchObject({ verdict: "equal", path: "finite field" });
    expect(found.errorExponent).toBeLessThanOrEqual(-60);
    expect(found.tried.every((t) => t.verdict === "equal")).toBe(true);
  });
});

describe("different, over finite fields:", () => {
  test.each([
    ["factors swapped", "A*B", "B*A"],
    ["a square as if they commuted", "(A+B)^2", "A^2+2*A*B+B^2"],
    ["the inverse of a product in the wrong order", "inv(A*B)", "inv(A)*inv(B)"],
    ["the inverse of a sum", "inv(A+B)", "inv(A)+inv(B)"],
    ["Cayley and Hamilton's 2×2 form", "A^2-tr(A)*A+det(A)*eye(n)", "zeros(n,n)"],
    ["2×2's adjugate", "tr(A)*eye(n)-A", "det(A)*inv(A)"],
    ["a trace of three turned round", "tr(A*B*S)", "tr(B*A*S)"],
    ["a determinant as if it were linear", "det(2*A)", "2*det(A)"],
    ["an antisymmetric determinant of even order", "det(K)", "0"],
    ["symmetric times diagonal", "S*D", "D*S"],
    ["a lost transpose", "x'*A*y", "x'*A'*y"],
  ])("%s", (_name, left, right) => {
    const { exprs, found } = compare(left, right);
    expect(found).toMatchObject({ verdict: "different", path: "finite field" });
    expect(found.tried.map((t) => t.verdict)).toEqual(["different", "different"]);
    const { witness } = found;
    if (!witness) throw new Error("no witness");
    const [a, b] = evaluate(exprs, witness.values, witness.sizes) as [Matrix, Matrix];
    const at = (witness.row - 1) * a.cols + witness.column - 1;
    expect([a.data[at], b.data[at]]).toEqual([witness.left, witness.right]);
    expect(witness.left).not.toBe(witness.right);
  });
});

describe("by values, where functions are not rational:", () => {
  test.each([
    ["sin(x+y)", "sin(x).*cos(y)+cos(x).*sin(y)", "equal"],
    ["logdet(A*B)", "logdet(A)+logdet(B)", "equal"],
    ["tanh(x)", "2*sigmoid(2*x)-1", "equal"],
    ["sqrt(t^2)", "t", "different"],
    ["exp(A)", "exp(A')", "different"],
    ["norm2(x+y)", "norm2(x)+norm2(y)", "different"],
  ] as const)("%s and %s: %s", (left, right, verdict) => {
    expect(compare(left, right).found).toMatchObject({ verdict, path: "numeric" });
  });
});

describe("without values:", () => {
  test.each([
    ["A*x+y", "y+A*x", "same expression", "equal"],
    ["diag(x)*y", "x.*y", "same expression", "equal"],
    ["x*y'", "x'*y", "shapes", "different"],
  ])("%s and %s by %s", (left, right, path, verdict) => {
    expect(compare(left, right).found).toMatchObject({ verdict, path, trials: 0 });
  });
});

describe("undecided:", () => {
  test.each([
    ["log(-1-t^2)", "t", "no values were found"],
    ["inv(x*y')", "A", "well-conditioned"],
    ["log(t^2)", "2*log(t)", "they agree for t > 0 only"],
  ])("%s and %s", (left, right, reason) => {
    expect(compare(left, right).found).toMatchObject({
      verdict: "undecided",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("what is nested deep", () => {
  test("is compared without recursion", () => {
    const { exprs, variable } = written(TYPES, "x", "2*x");
    const [A, half] = [variable("x"), number(1, 2)];
    const horner = (start: Expr): Expr => {
      let e = start;
      for (let k = 0; k < 3000; k++) e = sum([tanh(e), A]);
      return e;
    };
    const [left, right] = [horner(exprs[0]!), product([half, horner(exprs[1]!)])];
    expect(areEqual(left, right).verdict).toBe("different");
  });

  test("in sums over indices is refused, not tried", () => {
    const { exprs } = written(TYPES, "x'*y");
    let e = exprs[0]!;
    const indices = Array.from(
      { length: 40 },
      (_, k) => symbol(`i${k}`, SCALAR, undefined, "index") as SymbolNode,
    );
    e = product([e, ...indices]);
    for (const i of indices) e = bound(i, sizeOf("n"), e);
    expect(areEqual(e, product([e, e]))).toMatchObject({
      verdict: "undecided",
      reason: expect.stringContaining("multiplications"),
    });
  });
});

test("the same seed gives the same answer, another seed other primes", () => {
  const { exprs } = written(TYPES, "inv(A*B)", "inv(B)*inv(A)");
  const [left, right] = exprs as [(typeof exprs)[0], (typeof exprs)[0]];
  expect(areEqual(left!, right!, { seed: 4 })).toEqual(areEqual(left!, right!, { seed: 4 }));
  expect(areEqual(left!, right!, { seed: 4 }).primes).not.toEqual(
    areEqual(left!, right!, { seed: 5 }).primes,
  );
});

describe("the law of the rewrite rule", () => {
  test.each(RULES.map((rule) => [rule.name, rule.law] as const))("%s is found equal", (_name, law) => {
    const [left, right] = inCast(...law);
    expect(areEqual(left!, right!).verdict).toBe("equal");
  });
});
