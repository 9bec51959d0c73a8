/**
 * What plans do and don't do, by counts: operations, steps, entries; never by time.
 */
import { describe, expect, it } from "vitest";
import { jsBackend } from "../../src/backend/js/js.ts";
import {
  type Compiled,
  compile,
  parse,
  ShapeError,
  UnknownNameError,
  UnsupportedError,
} from "../../src/index.ts";

type Sizes = Parameters<typeof compile>[1]["sizes"];

const planOf = (text: string, wrt: readonly string[], sizes: Sizes, more: object = {}): Compiled =>
  compile(parse(text), { wrt, sizes, backend: "js", check: false, ...more });

const steps = (plan: Compiled, word: string): string[] =>
  plan.steps.map((s) => s.what).filter((what) => what.startsWith(word));
const largestStep = (plan: Compiled): number => Math.max(...plan.steps.map((s) => s.rows * s.cols));

/** Values from 0.1 up, none alike. */
const fillInputs = (plan: Compiled): void => {
  for (const { data } of plan.inputs.values()) data.set(data.map((_, i) => 0.1 + ((7 * i) % 11) / 10));
};

const RIDGE = "X : n x d\nw : d\ny : n\nlambda : scalar\nL = ‖X w - y‖^2 + lambda*‖w‖^2";

describe("a compiled problem", () => {
  it("computes what value and gradient share once", () => {
    const plan = planOf(RIDGE, ["w"], { n: 50, d: 7 });
    expect(steps(plan, "product")).toEqual(["product 50×7 · 7×1", "product 2 · 50×7ᵀ · 50×1"]);
  });

  it("gives value and gradient", () => {
    const plan = planOf(RIDGE, ["w"], { n: 3, d: 2 });
    const { value, derivatives } = plan.run({ X: [1, 2, 3, 4, 5, 6], w: [1, -1], y: [0, 1, 2], lambda: 0.5 });
    // r = (−1, −2, −3)
    expect([...value.data]).toEqual([15]);
    expect(derivatives.map((d) => [d.wrt, ...d.value.data])).toEqual([["w", -43, -57]]);
  });

  it("writes the same arrays at each run, and asks for no further workspace", () => {
    let asked = 0;
    const backend = {
      ...jsBackend,
      workspace: (entries: number) => {
        asked++;
        return jsBackend.workspace(entries);
      },
    };
    const plan = planOf(RIDGE, ["w"], { n: 20, d: 4 }, { backend });
    fillInputs(plan);
    const first = plan.run();
    const [kept] = first.derivatives.map((d) => d.value.data);
    const before = kept?.slice();
    plan.run();
    expect(plan.run().derivatives[0]?.value.data).toBe(kept);
    expect(kept).toEqual(before);
    expect(asked).toBe(1);
  });

  it("keeps one workspace that is little more than the inputs", () => {
    const plan = planOf(RIDGE, ["w"], { n: 2000, d: 100 });
    expect(plan.bytes).toBeLessThan(1.03 * 8 * (2000 * 100 + 2000 + 100));
  });

  it("says which size or value is missing or doesn't fit", () => {
    expect(() => planOf(RIDGE, ["w"], { n: 5 })).toThrow(UnknownNameError);
    expect(() => planOf(RIDGE, ["w"], { X: [5, 3], w: [4, 1] })).toThrow(ShapeError);
    const plan = planOf(RIDGE, ["w"], { X: [5, 3] });
    expect(() => plan.run({ X: [1], w: [1, 2, 3], y: [1, 2, 3, 4, 5], lambda: 1 })).toThrow(
      "X is 5×3, and its value is 1 number",
    );
    expect(() => plan.run({ w: [1, 2, 3] })).toThrow(UnknownNameError);
  });

  it("refuses what passes a limit before memory is taken, and names the term", () => {
    let asked = 0;
    const backend = { ...jsBackend, workspace: (n: number) => jsBackend.workspace(n + 0 * asked++) };
    const text = "x : n\ny : n\nf = sum(exp(x*y'))";
    const sizes = { n: 1e5 };
    expect(() => planOf(text, ["x"], sizes, { backend })).toThrow(UnsupportedError);
    expect(() => planOf(text, ["x"], sizes, { backend })).toThrow("exp(x*y') (100000×100000)");
    expect(() => planOf(RIDGE, ["w"], { n: 1e3, d: 1e3 }, { backend, limits: { flops: 1e6 } })).toThrow(
      "operations",
    );
    expect(asked).toBe(0);
  });

  it("prints its steps with sizes, operations and bytes", () => {
    const text = planOf(RIDGE, ["w"], { n: 50, d: 7 }).explain();
    expect(text).toContain("inputs: X 50×7, w 7×1, y 50×1, lambda 1×1");
    expect(text).toMatch(/X\*w +product 50×7 · 7×1 +50×1 +700 flop +400 B/);
    expect(text).toMatch(/in all: 1\.\d kflop, \d\.\d kB, of them 3\.\d kB inputs/);
  });
});

describe("products", () => {
  it("are ordered by their sizes: from the vector side", () => {
    const plan = planOf("A : m x n\nB : n x p\nx : p\ny = A B x", [], { m: 40, n: 30, p: 20 });
    expect(plan.flops).toBe(2 * (30 * 20 + 40 * 30));
  });

  it("share a stretch with a gradient, transposed or not", () => {
    const text = "A : symmetric n\nX : n x p\nf = logdet(X'*A*X)";
    const plan = planOf(text, ["X"], { n: 60, p: 5 });
    expect(steps(plan, "product").filter((what) => what.includes("60×60"))).toHaveLength(1);
    expect(steps(plan, "factor")).toEqual(["factor, symmetric"]);
  });

  it("within a trace are summed entry by entry, in the cheaper order", () => {
    const text = "A : m x m\nX : m x n\nB : n x n\nC : m x m\nf = tr(A X B X' C)";
    const plan = planOf(text, ["X"], { m: 100, n: 4 });
    // 4 products of 100×100 with 100×4, never one of 100×100 with 100×100
    expect(plan.flops).toBeLessThan(4.3 * 2 * 100 * 100 * 4);
    expect(largestStep(plan)).toBe(400);
  });

  it("never form a diagonal matrix that is only multiplied", () => {
    const plan = planOf("X : m x n\nv : m\nY = diag(v)*X", ["v"], { m: 300, n: 4 });
    expect(largestStep(plan)).toBe(1200);
    const hessian = planOf("X : m x n\nw : n\nf = sum(softplus(X w))", ["w"], { m: 300, n: 4 }, { order: 2 });
    expect(largestStep(hessian)).toBe(1200);
  });

  it("never form a Kronecker product that is applied", () => {
    const text = "A : m x m\nB : n x n\nX : n x m\nf = vec(X)'*kron(A, B)*vec(X)";
    const plan = planOf(text, ["X"], { m: 30, n: 40 });
    expect(largestStep(plan)).toBeLessThanOrEqual(1600);
    const left = planOf("X : m x n\nA : m x m\nf = vec(X)'*kron(eye(n), A)*vec(X)", ["X"], { m: 30, n: 40 });
    expect(largestStep(left)).toBeLessThanOrEqual(1200);
  });

  it("solve with the factors of a matrix whose inverse is only multiplied", () => {
    const plan = planOf("S : spd n\nx : n\nf = x'*inv(S)*x + logdet(S)", ["x"], { n: 50 });
    expect(steps(plan, "inverse")).toEqual([]);
    expect(steps(plan, "factor")).toHaveLength(1);
    expect(steps(plan, "solve")).toHaveLength(1);
  });

  it("take the inverse where it is a result", () => {
    const plan = planOf("S : spd n\nf = logdet(S)", ["S"], { n: 20 });
    expect(steps(plan, "factor")).toHaveLength(1);
    expect(steps(plan, "inverse")).toHaveLength(1);
  });

  it("of a matrix of ones are sums and replications", () => {
    const plan = planOf("X : m x n\nf = ‖X - ones(m, m)*X/3‖^2", ["X"], { m: 200, n: 3 });
    expect(steps(plan, "product")).toEqual([]);
    expect(largestStep(plan)).toBe(600);
  });
});

describe("entry-wise chains", () => {
  it("are one pass: a bias and a tanh, a cotangent and 1 − H²", () => {
    const text = "X : n x d\nW : d x k\nb : k\nf = sum(tanh(X W + b))";
    const plan = planOf(text, ["W"], { n: 20, d: 3, k: 4 });
    expect(steps(plan, "pass")).toEqual(["pass add, tanh", "pass sum", "pass square, subtract"]);
  });

  it("with a sum are one pass without a matrix", () => {
    const plan = planOf("A : m x n\nB : m x n\nf = tr(A'*B)", [], { m: 100, n: 100 });
    expect(steps(plan, "pass")).toEqual(["pass multiply: sum"]);
    expect(largestStep(plan)).toBe(1);
  });

  it("write over what nobody reads any more", () => {
    const plan = planOf("X : n x n\nY = tanh(exp(X)*X)*X", [], { n: 64 });
    // exp(X), its product, tanh over that, and the result where exp(X) was
    expect(plan.bytes).toBe(8 * 3 * 64 * 64);
  });

  it("have a logarithm of softmax without quotients", () => {
    const text = "Z : n x k\nT : n x k\nL = -sum(T .* log(softmax_rows(Z)))";
    const plan = planOf(text, ["Z"], { n: 2, k: 2 });
    const { value, derivatives } = plan.run({ Z: [2000, 0, 0, 0], T: [1, 0, 0, 1] });
    expect(value.data[0]).toBeCloseTo(Math.log(2));
    expect([...(derivatives[0]?.value.data ?? [])]).toEqual([0, 0, 0.5, -0.5]);
  });
});

describe("factorizations", () => {
  /** A⁻¹ B and B' A⁻¹, A⁻ᵀ B and B' A⁻ᵀ at once, from one factorization. */
  const SIDES = "A : n x n\nB : n x k\nC : n x k\nf = tr(C'*inv(A)*B) + tr(C'*inv(A)'*B)";

  it("serve solves from both sides, transposed or not", () => {
    const plan = planOf(SIDES, ["B", "C"], { n: 3, k: 2 });
    expect(steps(plan, "factor")).toHaveLength(1);
    const A = [0, 2, 1, 3, 1, -1, 1, 0, 4];
    const { value, derivatives } = plan.run({ A, B: [1, 2, 3, 4, 5, 6], C: [1, 0, 0, 1, 1, -1] });
    const inverse = {
      rows: 3,
      cols: 3,
      data: Float64Array.of(-4, 8, 3, 13, 1, -3, 1, -2, 6).map((x) => x / 27),
    };
    // with S = A⁻¹ + A⁻ᵀ: ∂f/∂B = S C, ∂f/∂C = S B
    const at = (i: number, j: number) =>
      (inverse.data[3 * i + j] as number) + (inverse.data[3 * j + i] as number);
    const times = (x: readonly number[]) =>
      [0, 1, 2].flatMap((i) =>
        [0, 1].map((j) => [0, 1, 2].reduce((s, k) => s + at(i, k) * (x[2 * k + j] as number), 0)),
      );
    const byB = times([1, 0, 0, 1, 1, -1]);
    const found = derivatives.flatMap((d) => [...d.value.data]);
    const expected = [...byB, ...times([1, 2, 3, 4, 5, 6])];
    expect(Math.max(...found.map((x, i) => Math.abs(x - (expected[i] as number))))).toBeLessThan(1e-13);
    expect(value.data[0]).toBeCloseTo(
      byB.reduce((s, x, i) => s + x * (i + 1), 0),
      12,
    );
  });

  it("of a symmetric matrix that isn't positive definite are LU, from one run to the next", () => {
    const plan = planOf("S : symmetric n\nb : n\nf = b'*inv(S)*b + logdet(S)", ["b"], { n: 2 });
    expect(steps(plan, "factor")).toEqual(["factor, symmetric"]);
    const definite = [...(plan.run({ S: [2, 1, 1, 2], b: [1, 0] }).derivatives[0]?.value.data ?? [])];
    expect(definite.map((x) => Math.round(3 * x))).toEqual([4, -2]);
    const indefinite = plan.run({ S: [0, 1, 1, 0], b: [1, 2] });
    expect([...(indefinite.derivatives[0]?.value.data ?? [])]).toEqual([4, 2]);
    expect(indefinite.value.data[0]).toBe(4);
    plan.run({ S: [2, 1, 1, 2], b: [1, 0] });
    expect([...(plan.result.derivatives[0]?.value.data ?? [])]).toEqual(definite);
  });
});
