import { describe, expect, test } from "vitest";
import { number, ones, subtract, sum, symbol } from "../../src/expression/build.ts";
import { sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, freshStore, shapeOf } from "../../src/expression/expr.ts";
import { hadamard, hadamardPower } from "../../src/expression/hadamard.ts";
import { transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { elementwiseCall } from "../../src/functions/reductions.ts";
import { latexAnswer, toLatex, toLatexWithDefinitions } from "../../src/print/latex.ts";
import { printAnswer, toText, toTextWithDefinitions } from "../../src/print/text.ts";
import { unicodeAnswer } from "../../src/print/unicode.ts";
import { countOperations } from "./operations.ts";

const n = sizeOf("n");
const square = shapeOf(n, n);
const vector = shapeOf(n, UNIT);

/** The gradient of Σ h_N for h_i = tanh(W_i h_{i−1}), by x. */
function networkGradient(layers: number): Expr {
  freshStore();
  let h: Expr = symbol("x", vector);
  const outputs: Expr[] = [];
  for (let i = 1; i <= layers; i++) {
    h = elementwiseCall("tanh", product([symbol(`W${i}`, square), h]));
    outputs.push(h);
  }
  let g: Expr = ones(vector);
  for (let i = layers; i >= 1; i--) {
    const slope = subtract(ones(vector), hadamardPower(outputs[i - 1]!, number(2)));
    g = product([transpose(symbol(`W${i}`, square)), hadamard([g, slope])]);
  }
  return g;
}

/** A tree of 2^depth leaves, as a DAG of a few nodes a level. */
function doubled(depth: number): Expr {
  freshStore();
  let e: Expr = symbol("x", vector);
  for (let i = 0; i < depth; i++) e = sum([product([symbol("A", square), e]), elementwiseCall("tanh", e)]);
  return e;
}

describe("definitions", () => {
  test("a network of two layers has its outputs named", () => {
    expect(printAnswer(networkGradient(2))).toEqual({
      text: "r = tanh(W1*x); W1'*((W2'*(ones(n) - tanh(W2*r).^2)) .* (ones(n) - r.^2))",
      ops: 11,
    });
  });

  test("a network of 1,000 layers is linear in length and operations", () => {
    const [small, large] = [printAnswer(networkGradient(100)), printAnswer(networkGradient(1000))];
    expect(large.text.length).toBeLessThan(12 * small.text.length);
    expect(large.ops).toBe(6 * 1000 - 1);
    expect(countOperations(large.text)).toBe(large.ops);
    expect(large.text).toMatch(/^A1 = tanh\(W1\*x\); A2 = tanh\(W2\*A1\); /);
  });

  test("a tree of 2^200 leaves has linear answers, and is refused as one formula", () => {
    const e = doubled(200);
    expect(printAnswer(e).ops).toBe(3 * 200);
    expect(latexAnswer(e).length).toBeLessThan(20_000);
    expect(unicodeAnswer(e).length).toBeLessThan(20_000);
    expect(() => toText(e)).toThrow("more than 2000000 characters");
    expect(() => toLatex(e)).toThrow("too long to be written out");
  });

  test("a chain of 5,000 functions is printed without recursion", () => {
    freshStore();
    let e: Expr = symbol("x", vector);
    for (let i = 0; i < 5000; i++) e = elementwiseCall("tanh", e);
    expect(toText(e)).toBe(`${"tanh(".repeat(5000)}x${")".repeat(5000)}`);
    expect(printAnswer(e).text).toMatch(/^A1 = (tanh\(){12,13}x\)+; /);
    expect(printAnswer(e).ops).toBe(5000);
  });

  test("a sum of 10,000 terms nests in groups", () => {
    freshStore();
    const terms = Array.from({ length: 10_000 }, (_, i) => symbol(`x${i}`, vector));
    const { text, ops } = printAnswer(sum(terms));
    expect(ops).toBe(9999);
    expect(countOperations(text)).toBe(9999);
    expect(text.startsWith("(x0 + x1 + ")).toBe(true);
  });

  test("names leave the problem's own alone", () => {
    freshStore();
    const [S, P] = [symbol("S", square), symbol("P", square)];
    const e = product([elementwiseCall("exp", sum([S, P])), P, elementwiseCall("exp", sum([S, P])), S]);
    expect(printAnswer(e, { taken: ["Q"] }).text).toBe("R = exp(S + P); R*P*R*S");
  });

  test("results of several roots share their definitions", () => {
    freshStore();
    const [A, x] = [symbol("A", square), symbol("x", vector)];
    const r = product([A, x]);
    const { definitions, results, ops } = toTextWithDefinitions([
      elementwiseCall("exp", r),
      elementwiseCall("log", r),
    ]);
    expect(definitions.map(({ name, text, value }) => [name, text, value])).toEqual([["r", "A*x", r]]);
    expect(results).toEqual(["exp(r)", "log(r)"]);
    expect(ops).toBe(3);
  });

  test("the LaTeX has the same definitions", () => {
    const { definitions, results } = toLatexWithDefinitions([networkGradient(2)]);
    expect(definitions.map(({ name, text }) => `${name} = ${text}`)).toEqual(["r = \\tanh(W_{1} x)"]);
    expect(results).toEqual([
      "W_{1}^{\\top}((W_{2}^{\\top}(\\mathbf{1} - \\tanh(W_{2} r)^{\\odot 2})) \\odot (\\mathbf{1} - r^{\\odot 2}))",
    ]);
  });
});
