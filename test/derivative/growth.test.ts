/**
 * How derivatives grow: counted in nodes, not measured in seconds.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { differential, gradient } from "../../src/derivative/differentiate.ts";
import { number, sum, symbol } from "../../src/expression/build.ts";
import { sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, freshStore, type SymbolNode, shapeOf } from "../../src/expression/expr.ts";
import { power, transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { topological } from "../../src/expression/walk.ts";
import { elementwiseCall, totalOf } from "../../src/functions/reductions.ts";
import { toTextWithDefinitions } from "../../src/print/text.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { elaborated } from "../cast.ts";

beforeEach(freshStore);

const n = sizeOf("n");
const vector = (name: string): SymbolNode => symbol(name, shapeOf(n, UNIT));
const square = (name: string): SymbolNode => symbol(name, shapeOf(n, n));
const count = (e: Expr): number => topological([e]).length;

/** ‖tanh(W_L … tanh(W_1 x))‖² */
function tanhChain(layers: number): { readonly loss: Expr; readonly x: SymbolNode; readonly W: SymbolNode } {
  const x = vector("x");
  let h: Expr = x;
  for (let l = 1; l <= layers; l++) h = elementwiseCall("tanh", product([square(`W${l}`), h]));
  return { loss: product([transpose(h), h]), x, W: square("W1") };
}

/** Nodes for each layer more. */
const slope = (f: (layers: number) => number, at: number): number => (f(2 * at) - f(at)) / at;

describe("a chain of L layers of tanh", () => {
  const gradientNodes = (layers: number): number => {
    freshStore();
    const { loss, W } = tanhChain(layers);
    return count(gradient(loss, W));
  };
  const simplifiedNodes = (layers: number): number => {
    freshStore();
    const { loss, W } = tanhChain(layers);
    return count(simplify(gradient(loss, W)));
  };
  const operations = (layers: number): number => {
    freshStore();
    const { loss, W } = tanhChain(layers);
    return toTextWithDefinitions([simplify(gradient(loss, W))]).ops;
  };

  test.each([
    ["the gradient", gradientNodes, 12],
    ["its simplified form", simplifiedNodes, 12],
    ["the operations that are printed", operations, 12],
  ])("%s grows with L and not faster", (_what, measure, most) => {
    const [small, large] = [slope(measure, 20), slope(measure, 80)];
    expect(small).toBeGreaterThan(0);
    expect(large).toBeLessThanOrEqual(small * 1.05);
    expect(large).toBeLessThan(most);
  });

  test("the gradient by every weight costs a small multiple of the function", () => {
    const { loss, x } = tanhChain(50);
    const whole = [x, ...Array.from({ length: 50 }, (_, l) => square(`W${l + 1}`))];
    const all = topological(whole.map((w) => gradient(loss, w))).length;
    expect(all / count(loss)).toBeLessThan(8);
  });

  test("forward differentials grow with L too", () => {
    const forward = (layers: number): number => {
      freshStore();
      const { loss, x } = tanhChain(layers);
      return count(differential(loss, x, vector("d")));
    };
    expect(slope(forward, 80)).toBeLessThanOrEqual(slope(forward, 20) * 1.05);
  });
});

describe("long and deep expressions", () => {
  test("a sum of 10,000 terms is differentiated and simplified", () => {
    const x = vector("x");
    const terms = Array.from({ length: 10_000 }, (_, i) => product([transpose(vector(`a${i}`)), x]));
    const g = simplify(gradient(sum(terms), x));
    expect(g.kind === "sum" && g.terms.length).toBe(10_000);
  });

  test("a written sum of 10,000 terms is read and differentiated", () => {
    const text = Array.from({ length: 10_000 }, (_, i) => `${i + 2}*x[${(i % 7) + 1}]^2`).join(" + ");
    const { value, variables } = elaborated(text, { x: "vector n" });
    const g = gradient(value, variables.get("x") as SymbolNode);
    // the places 1 … 7, each with a coefficient
    expect(count(g)).toBeLessThan(100);
  });

  test("an element-wise nesting 1,000 deep is differentiated and simplified", () => {
    const x = vector("x");
    let e: Expr = x;
    for (let i = 0; i < 1000; i++) e = elementwiseCall(i % 2 === 0 ? "tanh" : "sin", e);
    const g = simplify(gradient(totalOf(e), x));
    expect(count(g)).toBeLessThan(8000);
  });

  test("brackets written 150 deep are read and differentiated", () => {
    const depth = 150;
    const text = `${"tanh(".repeat(depth)}x${")".repeat(depth)}`;
    const { value, variables } = elaborated(`sum(${text})`, { x: "vector n" });
    expect(count(gradient(value, variables.get("x") as SymbolNode))).toBeLessThan(8000);
  });

  test("a matrix power with a number is a sum of as many terms", () => {
    const X = square("X");
    const g = gradient(product([transpose(vector("x")), power(X, number(12)), vector("y")]), X);
    expect(g.kind === "sum" && g.terms.length).toBe(12);
  });
});
