/**
 * The styles differential and backprop on problems of many kinds: each derivation checks out and prints.
 */
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { LOCALES } from "../../src/derivation/locales/index.ts";
import type { LocaleName } from "../../src/derivation/locales/locale.ts";
import { DEFAULT_NOTATION } from "../../src/print/notation.ts";
import { oneIn } from "../sample.ts";
import { CASES, deriveCase, deriveText } from "./problems.ts";
import { renderAll } from "./rendered.ts";

const LOCALE_NAMES = Object.keys(LOCALES) as LocaleName[];

describe.each(["differential", "backprop"] as const)("the style %s", (style) => {
  it.each(CASES)("derives $name", (problem) => {
    const derived = deriveCase(problem, style);
    expect(derived.report.largestError).toBeLessThan(1e-9);
    expect(derived.report.derivatives).toBeGreaterThan(0);
    expect(derived.derivation.results.length).toBe(problem.wrt.length);
    for (const locale of oneIn(LOCALE_NAMES.length, LOCALE_NAMES, CASES.indexOf(problem))) {
      expect(renderAll(printDerivation(derived, { locale }))).toBeGreaterThan(2);
    }
  });
});

const SECOND_ORDER = CASES.filter(({ name }) =>
  [
    "ridge regression",
    "the quadratic form",
    "a trace with X twice",
    "logistic regression",
    "scalars",
  ].includes(name),
);

describe("second derivatives", () => {
  it.each(SECOND_ORDER)("of $name are read off the differential of the gradient", (problem) => {
    const derived = deriveCase({ ...problem, options: { order: 2 } }, "differential");
    const n = problem.wrt.length;
    expect(derived.derivation.results.length).toBe(n + (n * (n + 1)) / 2);
    renderAll(printDerivation(derived));
  });
});

it("names no part of a sum that has another value at each index", () => {
  const text = "X : m x n\nmu : n\nS : n x n\nf = sum_i (X[i,:]' - mu)' inv(S) (X[i,:]' - mu)";
  const derived = deriveText(text, { wrt: ["X", "mu", "S"], style: "differential" });
  expect(derived.derivation.results.length).toBe(3);
});

describe("a whole derivation", () => {
  const print = (name: string, style: "differential" | "backprop", options = {}): string => {
    const problem = CASES.find((c) => c.name === name);
    if (!problem) throw new Error(`there is no problem ${name}`);
    return printDerivation(deriveCase({ ...problem, options }, style), { closing: false });
  };
  it.each([
    ["a linear layer", "differential", {}],
    ["ridge regression", "differential", { order: 2 }],
    ["the log determinant of a Gram matrix", "differential", {}],
    ["a Jacobian of softmax", "differential", {}],
    ["an attention score", "differential", {}],
    ["a trace with X twice", "differential", { order: 2 }],
    ["a two-layer network", "backprop", {}],
    ["an autoencoder with tied weights", "backprop", {}],
    ["a recurrence with one W", "backprop", {}],
    ["softmax and cross entropy", "backprop", {}],
  ] as const)("of %s in the style %s reads like a page", (name, style, options) => {
    expect(print(name, style, options)).toMatchSnapshot();
  });
});

describe("notation", () => {
  const derived = () => deriveText("X : matrix m k; W : matrix k n; Y = X W", { wrt: ["W"] });
  it("writes a gradient as nabla where asked", () => {
    const text = printDerivation(derived(), { notation: { ...DEFAULT_NOTATION, derivative: "nabla" } });
    expect(text).toContain("\\nabla_{W} L");
    expect(text).not.toContain("\\frac{\\partial");
  });
  it("transposes the results in numerator layout and says so", () => {
    const text = printDerivation(derived(), { notation: { ...DEFAULT_NOTATION, layout: "numerator" } });
    expect(text).toContain("\\boxed{\\;\\frac{\\partial L}{\\partial W} = G^{\\top} X\\;}");
    expect(text).toContain("numerator layout");
  });
  it("writes reasons as lines of their own where asked", () => {
    const text = printDerivation(derived(), { notation: { ...DEFAULT_NOTATION, derivation: "lines" } });
    expect(text).not.toContain("\\text{");
    renderAll(text);
  });
  it.each(["dollars", "align", "equation"] as const)("takes the wrapper %s", (wrapper) => {
    renderAll(printDerivation(derived(), { notation: { ...DEFAULT_NOTATION, wrapper } }));
  });
});

describe("a variable with a declared structure", () => {
  it.each([
    ["S : symmetric n; A : matrix n n; L = tr(A S)", "S", "\\frac{1}{2} (A + A^{\\top})"],
    ["S : spd n; A : matrix n n; L = logdet(S) + tr(A A' S)", "S", "S^{-1} + A A^{\\top}"],
    ["K : antisymmetric n; A : matrix n n; L = tr(A K)", "K", "\\frac{1}{2} (A^{\\top} - A)"],
    ["D : diagonal n; A : matrix n n; L = tr(A D)", "D", "I \\odot A^{\\top}"],
  ])("gets the projected gradient: %s", (text, by, projected) => {
    const print = printDerivation(deriveText(text, { wrt: [by] }));
    expect(print.replace(/\s+/g, "")).toContain(projected.replace(/\s+/g, ""));
    renderAll(print);
  });
});
