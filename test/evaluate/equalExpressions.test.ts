import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/evaluate/values/evaluate.ts";
import { areEqual } from "../../src/evaluate/verdict/equality.ts";
import type { Matrix } from "../../src/matrix/matrix.ts";
import { written } from "./written.ts";

const TYPES = {
  A: "matrix n n",
  B: "matrix n n",
  X: "matrix m n",
  x: "vector n",
  y: "vector n",
  t: "scalar",
};
const compare = (left: string, right: string) => {
  const { exprs } = written(TYPES, left, right);
  return { exprs, found: areEqual(exprs[0]!, exprs[1]!) };
};

describe("equal expressions", () => {
  it.each([
    ["inv(A*B)", "inv(B)*inv(A)"],
    ["logdet(A*B)", "logdet(A)+logdet(B)"],
    ["tr(A*B)", "sum(A'.*B)"],
    ["vec(A*X'*X)", "kron(X'*X, A)*vec(eye(n))"],
    ["log(exp(t)*exp(t))", "2*t"],
    ["sum_i(x[i]*y[i])", "x'*y"],
    ["X'*inv(eye(m)+X*X')", "inv(eye(n)+X'*X)*X'"],
  ])("%s and %s are found equal", (left, right) => {
    expect(compare(left, right).found).toMatchObject({ verdict: "equal" });
  });

  it("that are one node need no sample", () => {
    expect(compare("A*x+y", "y+A*x").found).toMatchObject({ verdict: "equal", trials: 0 });
  });
});

describe("different expressions", () => {
  it.each([
    ["inv(A*B)", "inv(A)*inv(B)"],
    ["det(A+B)", "det(A)+det(B)"],
    ["A*B*x", "B*A*x"],
    ["x'*A*y", "x'*A'*y"],
    ["sqrt(t^2)", "1.0001*t"],
    ["exp(t)", "1.0000001*exp(t)"],
  ])("%s and %s are told apart", (left, right) => {
    const { exprs, found } = compare(left, right);
    expect(found.verdict).toBe("different");
    const { witness } = found;
    if (!witness) throw new Error("no witness");
    const [a, b] = evaluate(exprs, witness.values, witness.sizes) as [Matrix, Matrix];
    const at = (witness.row - 1) * a.cols + witness.column - 1;
    expect([a.data[at], b.data[at]]).toEqual([witness.left, witness.right]);
    expect(witness.left).not.toBe(witness.right);
  });

  it("of different shapes differ without a sample", () => {
    expect(compare("x*y'", "x'*y").found).toMatchObject({
      verdict: "different",
      trials: 0,
      reason: "the first is n×n and the second scalar",
    });
  });
});

describe("what can't be decided", () => {
  it("is undecided where one side has no values", () => {
    expect(compare("log(-1-t^2)", "t").found).toMatchObject({
      verdict: "undecided",
      reason: expect.stringContaining("no values were found"),
    });
  });
});
