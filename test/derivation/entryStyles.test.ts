/**
 * The styles with entries on problems of many kinds: each derivation checks out and prints in three languages.
 */
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { LOCALES } from "../../src/derivation/locales/index.ts";
import type { LocaleName } from "../../src/derivation/locales/locale.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { oneIn } from "../sample.ts";
import { CASES, type Case, deriveCase, deriveText } from "./problems.ts";
import { renderAll } from "./rendered.ts";

const LOCALE_NAMES = Object.keys(LOCALES) as LocaleName[];

const OWN: readonly Case[] = [
  ["a row vector", "W : matrix m n; x : vector m; y = x' W", "W x"],
  ["both sides of a product", "A : matrix m n; X : matrix n p; B : matrix p q; Y = A X B", "X"],
  ["a product with itself", "X : matrix m n; Y = X' X", "X"],
  [
    "a layer of an unknown function",
    "f : function; W : matrix m n; x : vector n; b : vector m; y = f(W x + b)",
    "W b",
  ],
  ["blocks", "A : matrix m n; B : matrix m p; w : vector n+p; y = [A, B] w", "w"],
  ["a quotient of entries", "X : matrix m n; Y : matrix m n; L = sum(X ./ Y)", "X Y"],
].map(([name, text, wrt]) => ({ name, text, wrt: wrt!.split(" ") }) as Case);

describe.each(["elementwise", "perturbation", "index"] as const)("the style %s", (style) => {
  it.each([...CASES, ...OWN])("derives $name", (problem) => {
    const derived = deriveCase({ ...problem, options: { ...problem.options, kind: "gradient" } }, style);
    expect(derived.report.largestError).toBeLessThan(1e-8);
    expect(derived.report.derivatives).toBeGreaterThan(0);
    expect(derived.derivation.results.length).toBeGreaterThanOrEqual(problem.wrt.length);
    for (const locale of oneIn(LOCALE_NAMES.length, LOCALE_NAMES, CASES.indexOf(problem) + 1)) {
      expect(renderAll(printDerivation(derived, { locale }))).toBeGreaterThan(2);
    }
  });
});

describe("a whole derivation", () => {
  it.each([
    ["a linear layer", "X : matrix m k; W : matrix k n; b : vector n; Y = X W + b", "W", "elementwise"],
    ["a linear layer", "X : matrix m k; W : matrix k n; b : vector n; Y = X W + b", "W b", "index"],
    ["a tanh layer", "W : matrix m n; x : vector n; h = tanh(W x); L = h' h / 2", "W", "perturbation"],
    [
      "softmax regression",
      "W : matrix k n; x : vector n; y : vector k; p = softmax(W x); L = -y' log(p)",
      "W",
      "elementwise",
    ],
    ["an inverse", "A : matrix n n; X : matrix n n; L = tr(A inv(X))", "X", "index"],
  ] as const)("of %s reads like a page (%s, by %s, %s)", (_, text, wrt, style) => {
    const derived = deriveText(text, { style, wrt: wrt.split(" ") });
    expect(printDerivation(derived, { closing: false })).toMatchSnapshot();
  });
});

describe("names of entries", () => {
  const print = (options: Parameters<typeof deriveText>[1]): string =>
    printDerivation(
      deriveText("W : matrix m n; x : vector n; y = W x", { style: "elementwise", wrt: ["W"], ...options }),
    );

  it("have commas, the column first, a start at 0, or are letters, as asked", () => {
    expect(print({ entries: { form: "commas" } })).toContain("w_{1,2}");
    expect(print({ entries: { form: "indexed", transposed: new Set(["W"]) } })).toContain("w_{11} & w_{21}");
    expect(print({ entries: { form: "indexed", origin: new Map([["x", [0, 1]]]) } })).toContain("x_{0}");
    expect(print({ entries: { form: "indexed", letters: new Map([["y", ["a", "b"]]]) } })).toContain(
      "a \\\\ b",
    );
  });

  it("of the letters leave out what has a meaning", () => {
    const text = print({ entries: { form: "letters" } });
    expect(text).toContain("a & b \\\\ c & d");
    expect(text).toMatch(/The letters \$g\$.* are not used/);
  });

  it("are refused where a given letter has a meaning or one is missing", () => {
    const given = (letters: string[]) =>
      print({ entries: { form: "indexed", letters: new Map([["y", letters]]) } });
    expect(() => given(["x", "b"])).toThrow(UnsupportedError);
    expect(() => given(["a"])).toThrow("y has 2 entries, and 1 names were given");
  });

  it("stand for as many entries as the sizes say", () => {
    expect(print({ sizes: new Map([["W", [3, 2]]]) })).toContain("w_{32}");
    expect(print({ sizes: new Map([["*", 3]]) })).toContain("w_{33}");
    expect(() => print({ sizes: new Map([["W", [9, 9]]]) })).toThrow("too large to be written out");
  });
});
