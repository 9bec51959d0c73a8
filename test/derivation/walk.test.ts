/**
 * What a reader stumbled over in derivations of problems that no collection has: one for each kind.
 */
import { describe, expect, it } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import type { Style } from "../../src/derivation/step.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { readOptions } from "../../src/options/derive.ts";
import { readingOf } from "../../src/shapes/declarations.ts";
import { readStatements } from "../../src/syntax/read.ts";

function printed(text: string, wrt: string, style: Style, more: readonly string[] = [], format = "unicode") {
  freshStore();
  const request = readOptions(["--wrt", wrt, ...more]);
  const statements = readStatements(text.replaceAll("; ", "\n"), readingOf(new Map(), request.wrt));
  const derived = derive({ ...request, statements }, { ...request, style });
  return printDerivation(derived, { format: format as "unicode" | "latex", closing: false });
}

const COVARIANCE = "Σ : spd d; S : spd d; N : positive scalar; ℓ = -N/2 log(det(Σ)) - N/2 tr(inv(Σ) S)";

describe.each(["elementwise", "perturbation", "index"] as const)("in the style %s", (style) => {
  it("what is made of symmetric matrices is symmetric", () => {
    const text = printed(COVARIANCE, "Σ", style);
    expect(text).not.toMatch(/Gᵀ|Pᵀ|\)ᵀ/);
    expect(text).toContain("−P G P − ½ N P");
  });

  it("a gradient that is not symmetric is projected", () => {
    const text = printed("S : symmetric n; a : n; b : n; f = a' S b", "S", style);
    expect(text).toContain("= ½(a bᵀ + b aᵀ)");
  });

  it("the logarithm of a determinant is not multiplied out", () => {
    const text = printed("S : spd n; A : spd n; f = log(det(S + A)/det(S))", "S", style);
    expect(text).not.toMatch(/s₁₁ s₂₂ −/);
    expect(text).toContain("∂f/∂S = ");
  });
});

describe("names", () => {
  it.each([
    "X : n x d; y : n; w : d; L = sum(log(1 + exp(-y .* (X w))))",
    "X : n x d; y : n; w : d; c : n; L = -sum(c .* (y .* log(sigmoid(X w)) + (1 - y) .* log(1 - sigmoid(X w))))",
  ])("are not given to what is shifted: %s", (text) => {
    for (const style of ["differential", "backprop"] as const) {
      expect(printed(text, "w", style)).not.toMatch(/[a-z] = 𝟏 [+−] [a-z]/);
    }
  });

  it("are not given to a second time: the cotangent that is a value of the problem", () => {
    const text = printed("x : n; W : n x n; y = x + W relu(W x); L = 1/2 ‖y‖^2", "x", "backprop");
    expect(text).not.toContain("ȳ");
    expect(text).toContain("step(z)");
  });

  it("have one accent", () => {
    const text = printed("x : n; W : n x n; x̂ = W tanh(W x); L = ‖x̂ - x‖^2", "W", "differential");
    expect(text).not.toMatch(/\p{M}{2}/u);
  });
});

it("sums over time have one order", () => {
  const net = "h1 = tanh(W h0 + U x1); h2 = tanh(W h1 + U x2); L = 1/2 ‖h2 - t‖^2";
  const text = printed(`W : h x h; U : h x d; x1 : d; x2 : d; h0 : h; t : h; ${net}`, "W,U", "differential");
  expect(text).toContain("∂L/∂W = δ₂ h₁ᵀ + δ₁ h₀ᵀ");
  expect(text).toContain("∂L/∂U = δ₂ x₂ᵀ + δ₁ x₁ᵀ");
});

it("what two lines come from stands beside the first", () => {
  const text = printed("S : spd n; x : n; m : n; d = (x - m)' inv(S) (x - m)", "x,S", "backprop");
  expect(text.match(/from d = /g)).toHaveLength(1);
});

it("the closed forms of several results are one display", () => {
  const net = "H = relu(X V); P = softmax_rows(H W); L = -sum(Y .* log(P))";
  const text = printed(`X : N x d; V : d x h; W : h x c; Y : N x c; ${net}`, "V,W", "backprop");
  expect(text.match(/closed form/g)).toHaveLength(1);
});

describe("conditions and what is given", () => {
  it("are in the problem's names, and only those that no other implies", () => {
    expect(printed("A : m x n; x : n; f = ‖A x‖/‖x‖", "x", "differential")).toContain("\nA x must not be 0.");
    const gram = printed("W : n x n; S : symmetric n; f = tr(W' S W) - log(det(W' W))", "W", "differential");
    expect(gram.match(/must be/g)).toHaveLength(1);
    const triangular = printed(
      "L : lower n; x : n; f = sum(log(diag(L))) + x' inv(L) x",
      "L",
      "differential",
    );
    expect(triangular.match(/must be.*/g)).toEqual(["must be positive."]);
    const square = printed("A : n x n; x : n; f = sum(log(diag(A))) + x' inv(A) x", "A", "differential");
    expect(square.match(/must be/g)).toHaveLength(2);
  });

  it("may name sizes", () => {
    const given = ["--given", "Y ones(k,1) = ones(n,1)"];
    const text = printed(
      "Z : n x k; Y : n x k; L = -sum(Y .* log(softmax_rows(Z)))",
      "Z",
      "differential",
      given,
    );
    expect(text).toContain("As Y 𝟏 = 𝟏");
  });

  it("have the sum of a vector as a product in LaTeX", () => {
    const given = ["--given", "sum(y) = 1"];
    const text = printed("z : n; y : n; L = -y' log(softmax(z))", "z", "differential", given, "latex");
    expect(text).toContain("\\mathbf{1}^{\\top} y = 1");
    expect(text).not.toContain("{sum}");
  });
});

it("no sentence announces a Jacobian and has none", () => {
  const text = printed("z : n; e = exp(z); s = sum(e); p = e/s", "z", "differential");
  expect(text).toMatch(/is the Jacobian: ∂p\/∂z = .*\./);
});

it("a factor in front does not take a line of its own, nor does a sign", () => {
  const text = printed("z : n; y : n; τ : positive scalar; L = -y' log(softmax(z/τ))", "z", "differential");
  expect(text.match(/dz/g)?.length).toBe(3);
  const residual = printed(
    "X : n x p; Y : n x q; B : p x q; L = tr((Y - X B)' (Y - X B))",
    "B",
    "differential",
  );
  expect(residual).not.toContain("(−X dB)");
});
