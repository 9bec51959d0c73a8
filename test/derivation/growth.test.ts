/**
 * Backpropagation through a deep network: the derivation grows with its length, and so do the expressions that are made.
 */
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { number } from "../../src/expression/build.ts";
import { deriveText } from "./problems.ts";

function chain(layers: number): { text: string; wrt: string[] } {
  const lines = ["x : vector n", "y : vector n"];
  const wrt: string[] = [];
  for (let k = 1; k <= layers; k++) {
    lines.push(`W_${k} : matrix n n`);
    lines.push(`a_${k} = tanh(W_${k} ${k === 1 ? "x" : `a_${k - 1}`})`);
    wrt.push(`W_${k}`);
  }
  lines.push(`L = ‖a_${layers} - y‖²`);
  return { text: lines.join("; "), wrt };
}

let asked = 0;
/** The number of the next expression: they are counted. */
const nextId = (): number => number(++asked, 1_000_003).id;

function size(layers: number): { length: number; nodes: number } {
  const { text, wrt } = chain(layers);
  const before = nextId();
  const length = printDerivation(deriveText(text, { style: "backprop", wrt })).length;
  return { length, nodes: nextId() - before };
}

describe("a chain of layers in the style backprop", () => {
  it("takes a document and expressions that are linear in its length", () => {
    const [short, long] = [size(50), size(200)];
    expect(long.length / short.length).toBeLessThan(4.5);
    expect(long.nodes / short.nodes).toBeLessThan(4.5);
  }, 60_000);
});
