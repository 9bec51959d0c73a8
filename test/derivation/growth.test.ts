/**
 * Backpropagation through a deep network: the derivation grows with its length, and so does the time.
 */
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents.ts";
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

function size(layers: number): { length: number; seconds: number } {
  const { text, wrt } = chain(layers);
  const start = performance.now();
  const length = printDerivation(deriveText(text, { style: "backprop", wrt })).length;
  return { length, seconds: (performance.now() - start) / 1000 };
}

describe("a chain of layers in the style backprop", () => {
  it("takes a document that is linear in its length", () => {
    const [short, long] = [size(50), size(200)];
    expect(long.length / short.length).toBeLessThan(4.5);
    expect(long.seconds).toBeLessThan(30);
  }, 60_000);
});
