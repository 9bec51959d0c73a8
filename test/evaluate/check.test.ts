import { describe, expect, it } from "vitest";
import { type Check, type CheckOptions, checkDerivative } from "../../src/evaluate/verdict/check.ts";
import type { DerivativeClaim } from "../../src/evaluate/verdict/claim.ts";
import { number, symbol } from "../../src/expression/build.ts";
import { SCALAR } from "../../src/expression/expr.ts";
import { transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { written } from "./written.ts";

const TYPES = {
  X: "matrix m n",
  W: "matrix n p",
  G: "matrix m p",
  A: "matrix n n",
  B: "matrix n n",
  S: "symmetric n",
  x: "vector n",
  y: "vector n",
  t: "scalar",
};

type Details = Partial<Omit<DerivativeClaim, "expr" | "wrt" | "derivative">> & CheckOptions;

function check(expr: string, wrt: string, derivative: string, details: Details = {}): Check {
  const { kind = "gradient", seed, hints, limits, ...rest } = details;
  const problem = written(TYPES, expr, derivative);
  const claim = {
    expr: problem.exprs[0]!,
    wrt: problem.variable(wrt),
    derivative: problem.exprs[1]!,
    kind,
    ...(kind === "vjp" && { cotangent: problem.variable("G") }),
    ...rest,
  };
  return checkDerivative(claim, {
    ...(seed && { seed }),
    ...(hints && { hints }),
    ...(limits && { limits }),
  });
}

const RIGHT: readonly [string, string, string, Details][] = [
  ["x'*A*x", "x", "(A+A')*x", {}],
  ["logdet(A)", "A", "inv(A)'", {}],
  ["det(A)", "A", "det(A)*inv(A)'", {}],
  ["sum(relu(A*x))", "x", "A'*(0.5*(ones(n)+sign(A*x)))", {}],
  ["sum(log(x))", "x", "x.^-1", {}],
  ["t^3", "t", "3*t^2", {}],
  ["X*W", "X", "G*W'", { kind: "vjp" }],
  ["X*W", "W", "X'*G", { kind: "vjp" }],
  ["A*x", "x", "A", { kind: "jacobian" }],
  ["softmax(x)", "x", "diag(softmax(x)) - softmax(x)*softmax(x)'", { kind: "jacobian" }],
  ["inv(A+t*B)", "t", "-inv(A+t*B)*B*inv(A+t*B)", { kind: "scalar-wrt" }],
  ["X*W", "X", "kron(W', eye(m))", { kind: "tensor" }],
  ["inv(A)", "A", "-kron(inv(A)', inv(A))", { kind: "tensor" }],
  ["x'*A*x", "x", "A+A'", { kind: "hessian" }],
  ["logsumexp(x)", "x", "diag(softmax(x)) - softmax(x)*softmax(x)'", { kind: "hessian" }],
  ["exp(2*t)*x", "t", "4*exp(2*t)*x", { kind: "scalar-wrt", order: 2 }],
  ["norm2(X)^2", "X", "2*eye(m*n)", { kind: "tensor", order: 2 }],
];

describe.each(RIGHT)("the derivative of %s by %s, %s,", (expr, wrt, derivative, details) => {
  it("is verified, with any seed", () => {
    for (const seed of [1, 2, 3]) {
      const found = check(expr, wrt, derivative, { ...details, seed });
      expect(found).toMatchObject({ verdict: "verified", samples: 2, seed });
      expect(found.maxRelError).toBeLessThan(1e-7);
      expect(found.reason).toBeUndefined();
    }
  });

  it.each([
    ["twice", (d: string) => `2*(${d})`],
    ["with the other sign", (d: string) => `-(${d})`],
    ["with one part in ten thousand too much", (d: string) => `1.0001*(${d})`],
    ["times 0/0", (d: string) => `log(-1-t^2)*(${d})`],
    ["times 1/0", (d: string) => `(t-t*tanh(60))^-1*(${d})`],
  ])("is refuted %s", (_, wrong) => {
    expect(check(expr, wrt, wrong(derivative), details).verdict).toBe("refuted");
  });
});

describe("a wrong derivative", () => {
  it.each<[string, string, string, Details]>([
    ["logdet(A)", "A", "inv(A)", {}],
    ["tr(A*B)", "A", "B", {}],
    ["x'*A*x", "x", "2*A*x", {}],
    ["A*x", "x", "A'", { kind: "jacobian" }],
    ["tr(A*A)", "A", "kron(eye(n), eye(n))", { kind: "tensor", order: 2 }],
    ["x'*A*x", "x", "2*A", { kind: "hessian" }],
  ])("of %s by %s, %s, is refuted though its shape fits", (expr, wrt, derivative, details) => {
    const found = check(expr, wrt, derivative, details);
    expect(found.verdict).toBe("refuted");
    expect(found.reason).toMatch(/^relative error/);
  });

  it("of another shape is refuted by its shape", () => {
    expect(check("sum(X)", "X", "ones(n,m)")).toMatchObject({
      verdict: "refuted",
      samples: 0,
      reason: "the derivative is m×n, and this is n×m",
    });
  });

  it("that has no value anywhere is refuted", () => {
    expect(check("sum(x)", "x", "log(-1-x.^2)")).toMatchObject({
      verdict: "refuted",
      reason: "the derivative isn't finite where the function has one",
    });
  });
});

describe("a structured variable", () => {
  it.each<[string, string, Details["structure"]]>([
    ["x'*S*y", "x*y'", undefined],
    ["x'*S*y", "0.5*(x*y'+y*x')", "projection"],
    ["x'*S*y", "x*y'+y*x'-(x*y').*eye(n)", "independent-entries"],
    ["x'*S*y", "(x*y').*eye(n)", "diagonal"],
  ])("has the gradient of %s that its meaning asks for: %s", (expr, derivative, structure) => {
    expect(check(expr, "S", derivative, structure && { structure }).verdict).toBe("verified");
    for (const other of ["projection", "independent-entries", "diagonal"] as const) {
      const free = structure === undefined && other === "projection";
      if (other !== structure && !free) {
        expect(check(expr, "S", derivative, { structure: other }).verdict).toBe("refuted");
      }
    }
  });

  it("is projected on its own structure", () => {
    const hints = { structures: new Map([["A", "antisymmetric" as const]]) };
    const details: Details = { structure: "projection", hints };
    expect(check("x'*A*y", "A", "0.5*(x*y'-y*x')", details).verdict).toBe("verified");
    expect(check("x'*A*y", "A", "0.5*(x*y'+y*x')", details).verdict).toBe("refuted");
  });

  it("that is orthogonal is moved along its tangent space", () => {
    const hints = { structures: new Map([["A", "orthogonal" as const]]) };
    const projected = "B - A*(0.5*(A'*B+B'*A))";
    expect(check("tr(A'*B)", "A", projected, { structure: "projection", hints }).verdict).toBe("verified");
    expect(check("tr(A'*B)", "A", "B", { structure: "projection", hints }).verdict).toBe("refuted");
  });
});

describe("what the differences can't decide", () => {
  it("is inconclusive where the function has no values", () => {
    expect(check("log(-(x'*x))", "x", "x")).toMatchObject({
      verdict: "inconclusive",
      samples: 0,
      reason: "no values were found where the expression is finite: log needs positive entries",
    });
  });

  it("is inconclusive where the function has no derivative nearby", () => {
    const found = check("tr(A^(1*t))", "t", "t", { kind: "scalar-wrt" });
    expect(found.verdict).toBe("inconclusive");
    expect(found.reason).toMatch("no finite numerical derivative");
  });

  it("is inconclusive where the expression can't be evaluated", () => {
    expect(check("sum(X)", "X", "ones(m,n)", { limits: { entries: 3 } })).toMatchObject({
      verdict: "inconclusive",
      reason: "evaluation would keep more than 3 entries at once",
    });
  });

  it("is inconclusive for a kind that doesn't apply", () => {
    expect(check("A*x", "x", "A").reason).toBe("a gradient is of a scalar");
    expect(check("A*x", "x", "A", { kind: "hessian" }).reason).toBe("a Hessian is of a scalar");
    expect(check("x'*x", "x", "x", { kind: "scalar-wrt" }).reason).toBe("scalar-wrt is by a scalar");
  });
});

describe("many entries", () => {
  const types = { X: "matrix 12 11", A: "matrix 11 11", x: "vector 40" };
  it("are checked along random directions", () => {
    const p = written(types, "tr(X*A*X')", "X*(A+A')", "2*X*A");
    const [expr, right, wrong] = p.exprs as [never, never, never];
    const claim = { expr, wrt: p.variable("X"), kind: "gradient" as const };
    const found = checkDerivative({ ...claim, derivative: right });
    expect(found).toMatchObject({
      verdict: "verified",
      method: expect.stringContaining("random directions"),
    });
    expect(checkDerivative({ ...claim, derivative: wrong }).verdict).toBe("refuted");
  });

  it("of a Hessian are checked along random pairs", () => {
    const p = written(types, "logsumexp(x)", "diag(softmax(x)) - softmax(x)*softmax(x)'", "diag(softmax(x))");
    const [expr, right, wrong] = p.exprs as [never, never, never];
    const claim = { expr, wrt: p.variable("x"), kind: "hessian" as const };
    const found = checkDerivative({ ...claim, derivative: right });
    expect(found).toMatchObject({
      verdict: "verified",
      method: expect.stringContaining("random directions"),
    });
    expect(checkDerivative({ ...claim, derivative: wrong }).verdict).toBe("refuted");
  });
});

describe("a second derivative", () => {
  it("is checked against the first one where that is given", () => {
    const p = written(TYPES, "x'*A*x", "A+A'", "(A+A')*x");
    const [expr, derivative, first] = p.exprs as [never, never, never];
    const claim = { expr, wrt: p.variable("x"), derivative, first, kind: "hessian" as const };
    expect(checkDerivative(claim)).toMatchObject({
      verdict: "verified",
      method: expect.stringContaining("differences of the first derivative"),
    });
    const doubled = product([number(2), derivative]);
    expect(checkDerivative({ ...claim, derivative: doubled }).verdict).toBe("refuted");
  });
});

it("a derivative by a variable that the expression does not have is 0", () => {
  const { exprs } = written(TYPES, "x'*x", "0*t");
  const wrt = symbol("unused", SCALAR);
  const [expr, zero] = exprs as [never, never];
  expect(checkDerivative({ expr, wrt, derivative: zero, kind: "gradient" }).verdict).toBe("verified");
  expect(checkDerivative({ expr, wrt, derivative: number(1), kind: "gradient" }).verdict).toBe("refuted");
});

it("a right answer that is transposed twice is still right", () => {
  const { exprs, variable } = written(TYPES, "tr(A*B)", "B'");
  const [expr, derivative] = exprs as [never, never];
  const claim = { expr, wrt: variable("A"), kind: "gradient" as const };
  expect(checkDerivative({ ...claim, derivative: transpose(transpose(derivative)) }).verdict).toBe(
    "verified",
  );
  expect(checkDerivative({ ...claim, derivative: transpose(derivative) }).verdict).toBe("refuted");
});
