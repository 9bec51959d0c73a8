/**
 * What a reader of printed pages stumbled over, each as one of its kind.
 */
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import type { LocaleName } from "../../src/derivation/locales/locale.ts";
import { deriveText } from "./problems.ts";

type Options = Parameters<typeof deriveText>[1];
const text = (problem: string, options: Options, locale: LocaleName = "en"): string =>
  printDerivation(deriveText(problem, options), { format: "md", locale });

const LEAST_SQUARES = "X : n x d; y : n; w : d; L = 1/2 * ‖X w - y‖^2";
const NORMALISED =
  "X : N x D; ε : positive scalar; μ = 1/N * X' 𝟏; C = X - ones(N,1) μ'; v = 1/N * (C .* C)' 𝟏; " +
  "Z = C ./ (ones(N,1) (sqrt(v + ε))')";

describe("names", () => {
  it("are defined before they are used, at low detail too", () => {
    const said = text(LEAST_SQUARES, { style: "backprop", detail: "low", wrt: ["w"] });
    expect(said.indexOf("Let $r = ")).toBeGreaterThan(0);
    expect(said.indexOf("Let $r = ")).toBeLessThan(said.indexOf("\\frac{\\partial L}{\\partial r}"));
  });
  it("have their symmetry said after their definition", () => {
    const said = text("C : spd n; s : positive scalar; K = s C + eye(n); f = log(det(K))", { wrt: ["s"] });
    expect(said).toContain("\\log\\det K");
    expect(said.indexOf("$K$ is symmetric and positive definite")).toBeGreaterThan(
      said.indexOf("K &= s C + I"),
    );
  });
  it("of several letters have room beside them", () => {
    const said = text("Sb : symmetric n; w : n; J = w' Sb w", { wrt: ["w"] });
    expect(said).toContain("w^{\\top}\\, \\mathit{Sb}\\, w");
  });
  it("that the problem has stand in the closed form", () => {
    const said = text("z : n; e = exp(z); s = sum(e); p = e/s", { wrt: ["z"] });
    expect(said).toContain("\\operatorname{diag}(p) - p p^{\\top}\\;}");
  });
});

describe("what is replicated", () => {
  it("is said of names, and not of numbers and values, which the formula shows", () => {
    const said = text("z : n; m : scalar; f = sum((z - log(sum(exp(z))) - m + 1).^2)", { wrt: ["z"] });
    expect(said).toContain("The scalar $m$ is repeated in every entry.");
    expect(said.match(/repeated/g)).toHaveLength(1);
  });
});

describe("reasons", () => {
  it("name the quotient rule where something is divided by what moves", () => {
    const said = text("x : n; s = sum(x); y = x/s", { wrt: ["x"] });
    expect(said).toContain("quotient rule");
    expect(said).not.toContain("differential of a power");
  });
  it("of a scalar brought under a trace are no transpose", () => {
    const said = text("W : m x n; x : n; b : m; y = W x + b", { wrt: ["W", "x"] });
    expect(said).toContain("a scalar is its own trace (cyclic property)");
    expect(said).not.toContain("a matrix and its transpose");
  });
});

describe("formulas", () => {
  it("are turned over as a whole, as they were typed and where two are alike", () => {
    const said = text("X : N x d; μ : d; A : spd d; f = tr((X - ones(N,1) μ') A (X - ones(N,1) μ')')", {
      wrt: ["μ"],
    });
    expect(said).toContain("(X - \\mathbf{1} \\mu^{\\top}) A(X - \\mathbf{1} \\mu^{\\top})^{\\top}");
  });
  it("that are entry by entry have one transpose", () => {
    const said = text("R : m x n; M : m x n; V : n x k; f = ‖M .* R .* M‖^2", { wrt: ["R"] });
    expect(said).not.toMatch(/\^\{\\top\} \\odot \w+\^\{\\top\}/);
  });
  it("have sums of sizes in brackets", () => {
    expect(text("u : p+1 x q; f = sum(u)", { wrt: ["u"] })).toContain("\\mathbb{R}^{(p+1) \\times q}");
  });
});

describe("nothing superfluous", () => {
  it("is said of conditions that hold", () => {
    expect(text(NORMALISED, { wrt: ["X"] })).not.toContain("must");
  });
  it("follows in the same way where everything is shown", () => {
    const logistic = "X : n x d; t : n; w : d; y = sigmoid(X w); E = -t' log(y) - (1 - t)' log(1 - y)";
    const said = text(logistic, { wrt: ["w"], order: 2, detail: "low" });
    expect(said).not.toContain("The others follow");
  });
  it("is said of the shape of scalars, nor of their entries", () => {
    const said = text("a : scalar; b : scalar; f = a/b", { style: "perturbation", detail: "high" });
    expect(said).not.toMatch(/has the shape|Entry by entry/);
    expect(said.match(/\\frac\{\\partial f\}\{\\partial a\} (?:&)?= \\frac\{1\}\{b\}/g)).toHaveLength(2);
  });
  it("is summed over the entries of a scalar", () => {
    const said = text("X : n x n; t = det(X); f = log(t)", { style: "elementwise", wrt: ["X"] });
    expect(said).not.toContain("all entries of $t$");
  });
});

describe("lists of things", () => {
  const product = "A : m x k; B : k x n; C = A B; L = sum(C.^2)";
  it.each([
    ["en", "Wanted: $\\frac{\\partial L}{\\partial A}$ and $\\frac{\\partial L}{\\partial B}$."],
    ["zh", "待求：$\\frac{\\partial L}{\\partial A}$ 和 $\\frac{\\partial L}{\\partial B}$。"],
    ["ja", "求めるのは $\\frac{\\partial L}{\\partial A}$ と $\\frac{\\partial L}{\\partial B}$ である。"],
  ] as const)("end as they do in %s", (locale, wanted) => {
    expect(text(product, { style: "elementwise", wrt: ["A", "B"] }, locale)).toContain(wanted);
  });
});
