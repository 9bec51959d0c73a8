/** What people type that has another reading than they mean: each is an error that asks, or is said. */
import { describe, expect, it, test } from "vitest";
import { MatrixCalculusError } from "../../src/errors.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { equalTexts } from "../../src/problem/equal.ts";
import { judgeTexts } from "../../src/problem/judgeTexts.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { readStatements } from "../../src/syntax/read.ts";

const read = (text: string) => elaborate(readStatements(text, { functionNames: FUNCTION_NAMES }));

function errorOf(text: string): MatrixCalculusError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof MatrixCalculusError) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe("is an error that asks", () => {
  it.each([
    ["x : n; x(1)", "may be an entry of x or a product", "x[1]"],
    ["x : n; sum_i x(i)^2", "may be an entry of x or a product", "x[i]"],
    ["A : n x n; A^t A", "may be a power or the transpose", "A'"],
    ["tr(B^H B)", "may be a power or the transpose", "B'"],
    ["X : m x n; Xᵗ X", "may be a power or the transpose", "X'"],
    ["A symmetric; x'A x", "says what a matrix is", "A : symmetric n"],
    ["A : symmetric; x'A x", "has a size, and here is none", "symmetric n"],
    ["d/dx x'x", "d/dx is a derivative", "ask for the derivative"],
    ["x'x dg/dx", "dg/dx is a derivative", "ask for the derivative"],
    ["x'x/0", "divides by 0", undefined],
    ["x ./ 0.00", "divides by 0", undefined],
    ["x : n; x[end]", "end is no index", "x[n]"],
    ["x : n; x[-1]", "indices run from 1", undefined],
    ["x : n; x[0]", "indices run from 1", undefined],
    ["NaN x", "is no number", "finite"],
    ["x + Inf", "is no number", "finite"],
    ["[1 2 3]", "separated by ','", "[1, 2; 3, 4]"],
    ["[x 2; 3 y]", "separated by ','", "[1, 2; 3, 4]"],
    ["np.sum(x)", "stands behind a name", "sum(x)"],
    ["x.sum()", "stands behind a name", "sum(x)"],
    ["np.linalg.norm(x)", "stands behind a name", "norm(x)"],
    ["f : function; x'f", "is a function and has no argument", "f("],
    ["50% x", "per cent", "0.5"],
    ["<x, y>", "less-than", "⟨x, y⟩"],
    ["1e400 x", "too large", "1e308"],
    ["1e-400 x", "too small", "1e-320"],
  ])("%s", (text, facts, hint) => {
    const error = errorOf(text);
    expect(error.message).toContain(facts);
    if (hint !== undefined) expect(error.hint).toContain(hint);
    expect(error.span).toBeDefined();
  });
});

describe("is read as it is meant", () => {
  it.each([
    ["c : scalar; c(2) x", "c : scalar; 2 c x"],
    ["H : scalar; t : scalar; x^t H", "H : scalar; t : scalar; H x^t"],
    ["end : scalar; end x", "end : scalar; x end"],
    ["dx : n; d : scalar; d/2 dx", "dx : n; d : scalar; 0.5 d dx"],
    ["[(1)(2), 3]", "[2, 3]"],
    ["ｘ＝３；　ｘ＋１", "4"],
    ["x : real; x^2", "x : scalar; x^2"],
    ["x : real vector n; x'x", "x : n; x'x"],
    ["x'x; % a comment", "x'x"],
    ["x'x % a comment", "x'x"],
  ])("%s", (left, right) => {
    expect(equalTexts(left, right).verdict).toBe("equal");
  });

  it.each([
    ["θ' Σ^-1 θ", "θ", "n×1"],
    ["(x - μ)ᵀ Σ⁻¹ (x - μ)", "μ", "n×1"],
    ["x^n", "x", "1×1"],
    ["a^t", "t", "1×1"],
    ["λ*(w'1 - 1)", "λ", "1×1"],
  ])("%s has %s of %s", (text, name, shape) => {
    const found = read(text).variables.get(name);
    expect(`${found?.shape.rows.key}×${found?.shape.cols.key}`).toBe(shape);
  });
});

test.each([
  ["x'e", "vector"],
  ["z@w", "matrix"],
  ["tr(AB)", "name"],
  ["|A| x", "entries"],
  ["θ'θ", "vector"],
])("what is chosen for %s is said: %s", (text, kind) => {
  expect(read(text).choices.map((choice) => choice.kind)).toContain(kind);
});

describe("the left side of a claim", () => {
  const verdict = (claim: string, text = "f = x'A x") => judgeTexts([text], { wrt: "x", claim });

  it.each([
    "df/dx = ",
    "∂f/∂x = ",
    "∂L / ∂x := ",
    "∇f = ",
    "∇_x f(x) = ",
    "grad f = ",
    "f'(x) = ",
    "= ",
    "g = ",
  ])("%s is understood", (head) => {
    expect(verdict(`${head}(A + A')x`).verdict).toBe("right");
    expect(verdict(`${head}2 A x`).verdict).toBe("wrong");
  });

  it.each(["∂f/∂A = ", "∇_A f = ", "f'(A) = "])("%s is by something else", (head) => {
    expect(verdict(`${head}(A + A')x`)).toMatchObject({
      verdict: "unclear",
      why: expect.stringContaining("by A"),
    });
  });
});

test("an error in the second formula is shown in the second", () => {
  const at = (left: string, right: string): number | undefined => {
    try {
      equalTexts(left, right);
    } catch (error) {
      return (error as MatrixCalculusError).span?.start;
    }
    return undefined;
  };
  expect(at("x'x", "x + )")).toBe("x'x\nx + ".length);
});
