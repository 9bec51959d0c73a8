/**
 * Derivatives that no matrix holds, through the batch, the library and the program.
 *
 * MATGRAD_PROBLEMS=1000 npx vitest run test/problem/higher.test.ts
 */
import { describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.ts";
import { differentiate, parse } from "../../src/index.ts";
import { answerLine, answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { randomProblem } from "../random.ts";

const answer = (problem: BatchProblem) => answerProblem(problem);
const X = { X: "matrix n n" };

describe("what has no Kronecker form is answered in index notation", () => {
  test.each<[string, BatchProblem, string]>([
    ["the diagonal of a matrix", { vars: X, expr: "diag(X)", wrt: "X" }, "delta(i, j)*delta(i, p)"],
    ["a diagonal matrix", { vars: { x: "vector n" }, expr: "diag(x)", wrt: "x" }, "delta(i, j)*delta(i, p)"],
    [
      "a sum over an index",
      { vars: X, expr: "sum_i(X[i,i]^3)", wrt: "X", order: 2 },
      "6*X[j,j]*delta(j, p)*delta(j, q)*delta(j, r)",
    ],
    [
      "norms of rows",
      { vars: { X: "matrix n m" }, expr: "sum_i(norm2(X[i,:])^2)", wrt: "X", order: 2 },
      "2*delta(j, q)*delta(p, r)",
    ],
    [
      "a vector twice",
      { vars: { x: "vector n", A: "matrix n n" }, expr: "A*x.^2", wrt: "x", order: 2 },
      "2*A[i,j]*delta(j, k)",
    ],
    [
      "an inverse twice",
      { vars: X, expr: "inv(X)", wrt: "X", order: 2 },
      "inv(X)[i,u]*inv(X)[q,j]*inv(X)[v,p] + inv(X)[i,p]*inv(X)[v,j]*inv(X)[q,u]",
    ],
    [
      "a matrix function",
      { vars: X, expr: "expm(X)", wrt: "X", kind: "tensor" },
      "expm_frechet(X, single(p, q, n, n))[i,j]",
    ],
    [
      "a product with its cotangent, thrice",
      { vars: X, expr: "X*X*X", wrt: "X", kind: "vjp", order: 3 },
      "G[u,q]*delta(i, v)*delta(j, p)",
    ],
  ])("%s", (_title, problem, expected) => {
    const { ok, kind, index, ascii, check } = answer(problem);
    expect([ok, kind, ascii, check?.verdict]).toEqual([true, "index", undefined, "verified"]);
    expect(index?.ascii).toContain(expected);
  });

  test("blocks are one problem with offsets in the deltas", () => {
    const vars = { X: "matrix n m", Y: "matrix k m" };
    const { kind, check } = answer({ vars, expr: "[X; Y; X]", wrt: "X" });
    expect([kind, check?.verdict]).toEqual(["index", "verified"]);
  });

  test("the index form may be asked for where there is a matrix form", () => {
    const found = answer({ vars: X, expr: "det(X)", wrt: "X", kind: "index", order: 2 });
    expect(found.kind).toBe("index");
    expect(found.index?.ascii).toBe("det(X)*(inv(X)[j,i]*inv(X)[q,p] - inv(X)[q,i]*inv(X)[j,p])");
  });
});

describe("an answer of order 3", () => {
  const problem: BatchProblem = { id: 1, vars: { x: "vector n" }, expr: "sum(x.^4)", wrt: "x", order: 3 };

  test("says of what it is the entry, in which indices, and how many they are", () => {
    const { ms, check, ...rest } = answer(problem);
    expect(rest).toEqual({
      id: 1,
      ok: true,
      wrt: "x",
      kind: "index",
      shape: "n×n×n",
      shapes: { x: "n×1" },
      latex:
        "\\frac{\\partial^{3} f}{\\partial x_{i}\\,\\partial x_{j}\\,\\partial x_{k}} = 24 x_{i} \\delta_{ij} \\delta_{ik}",
      unicode: "∂³f/∂x_i∂x_j∂x_k = 24 x_i δ_ij δ_ik",
      ops: 5,
      index: {
        ascii: "24*x[i]*delta(i, j)*delta(i, k)",
        latex: "24 x_{i} \\delta_{ij} \\delta_{ik}",
        of: {
          ascii: "d^3 f / (d x[i] d x[j] d x[k])",
          latex: "\\frac{\\partial^{3} f}{\\partial x_{i}\\,\\partial x_{j}\\,\\partial x_{k}}",
        },
      },
    });
    expect([check?.verdict, check?.samples, typeof ms]).toEqual(["verified", 2, "number"]);
    expect(check?.method).toContain("and the matrix path");
  });

  test("by a scalar is in matrix form, every order below it checked", () => {
    const vars = { t: "scalar", A: "matrix n n" };
    const { ascii, kind, check } = answer({ vars, expr: "expm(t*A)", wrt: "t", order: 5 });
    expect([ascii, kind, check?.verdict]).toEqual(["A^5*expm(t*A)", "scalar-wrt", "verified"]);
  });

  test("by a structured variable is by its entries as if they were free, and says so", () => {
    const statements = parse("S : symmetric n; logdet(S)");
    const { kind, assumed } = differentiate(statements, { wrt: "S", order: 3 });
    expect(kind).toBe("index");
    expect(assumed).toContain(
      "the derivative is by the entries of S as if they were free, though it is symmetric",
    );
  });

  test("with more terms than the limit is refused", () => {
    const statements = parse("X : matrix n n; tr(inv(X)*inv(X))");
    const ask = (terms: number) => differentiate(statements, { wrt: "X", order: 3, limits: { terms } });
    expect(() => ask(20)).toThrow("the derivative entry by entry has more than");
    expect(ask(400).check?.verdict).toBe("verified");
  });

  test.each<[string, BatchProblem, string]>([
    [
      "no rule",
      { vars: X, expr: "expm(X)", wrt: "X", order: 3 },
      "the second derivative of expm has no rule",
    ],
    [
      "no entry formula",
      { vars: X, expr: "nuclear(X)", wrt: "X", order: 3 },
      "not supported: a derivative of order 3",
    ],
    ["a claim", { ...problem, claim: "x" }, "not supported: a claim about order 3"],
  ])("is refused with the reason: %s", (_title, asked, message) => {
    const { ok, error } = answer(asked);
    expect([ok, error?.message]).toEqual([false, expect.stringContaining(message)]);
  });

  test.each([0, -1, 1.5, "2", true])("an order of %j is no order", (order) => {
    const { ok, error } = answerLine(JSON.stringify({ ...problem, order }));
    expect([ok, error?.message]).toEqual([
      false,
      `"order" is a whole number from 1, and this is ${JSON.stringify(order)}`,
    ]);
  });
});

describe("the program", () => {
  async function matgrad(...args: string[]) {
    let out = "";
    let error = "";
    const streams = {
      out: (text: string) => {
        out += text;
      },
      error: (text: string) => {
        error += text;
      },
    };
    return { status: await run(args, streams), out, error };
  }

  test("derives order 3 in the style index, one derivative a step", async () => {
    const { out } = await matgrad(
      "derive",
      "x : n",
      "f = ‖x‖",
      "--wrt",
      "x",
      "--order",
      "3",
      "--format",
      "unicode",
    );
    expect(out).toContain("∂f/∂x_i = ");
    expect(out).toContain("∂²f/∂x_i∂x_j = ");
    expect(out).toContain("= 3 x_i x_j x_k/‖x‖⁵ − (x_j δ_ik + x_i δ_jk + x_k δ_ij)/‖x‖³");
  });

  test("derives the second derivative of a matrix in the style index", async () => {
    const { out, status } = await matgrad(
      "derive",
      "X : n x n",
      "Y = X^2",
      "--wrt",
      "X",
      "--order",
      "2",
      "--style",
      "index",
    );
    expect(status).toBe(0);
    expect(out).toContain("\\frac{\\partial^{2} y_{ij}}{\\partial x_{pq}\\,\\partial x_{uv}}");
  });

  test("says which style has order 3", async () => {
    const { out, status } = await matgrad("derive", "x : n", "x'x", "--order", "3", "--style", "backprop");
    expect(status).toBe(0);
    expect(out).toContain("The style backprop does not treat this (derivatives of order 3); the style index");
  });

  test("answers as data", async () => {
    const { out } = await matgrad("derive", "x : n", "x'x * x'x", "--wrt", "x", "--order", "3", "--json");
    const { kind, index, steps, check } = JSON.parse(out);
    expect([kind, index.ascii, check.verdict]).toEqual([
      "index",
      "8*(x[j]*delta(i, k) + x[i]*delta(j, k) + x[k]*delta(i, j))",
      "verified",
    ]);
    expect(steps.length).toBeGreaterThanOrEqual(3);
  });

  test("refuses an order that is none", async () => {
    const { status, error } = await matgrad("derive", "x'x", "--order", "0");
    expect([status, error]).toEqual([
      2,
      expect.stringContaining("--order takes a whole number from 1, not 0"),
    ]);
  });
});

// ---- random problems

const COUNT = Math.min(Number(process.env.MATGRAD_PROBLEMS ?? 60), 5000);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);

describe("random problems of order 3", () => {
  const verdicts: string[] = [];

  test.each(Array.from({ length: COUNT }, (_, n) => SEED + n))(
    "seed %i",
    (seed) => {
      const line = { ...randomProblem(seed), order: 3 };
      const { ok, check, error } = answer(line);
      // nothing is ever withheld: what is derived is right
      expect([JSON.stringify(line), check?.verdict === "refuted"]).toEqual([JSON.stringify(line), false]);
      if (!ok) expect(error?.message).toMatch(/not supported|more than/);
      verdicts.push(ok ? (check?.verdict ?? "none") : "unsupported");
    },
    300_000,
  );

  test("are verified for the most part", () => {
    expect(verdicts.filter((v) => v === "verified").length).toBeGreaterThan(0.85 * COUNT);
  });
});
