import { describe, expect, it } from "vitest";
import { chainSteps } from "../../src/evaluate/values/kernels.ts";

describe("the order of a chain", () => {
  const cost = (dims: readonly number[]) =>
    chainSteps(dims).reduce((total, s) => total + s.rows * s.inner * s.cols, 0);

  it("is the cheapest", () => {
    expect(cost([100, 100, 100, 1])).toBe(20_000);
    expect(cost([1, 100, 100, 100])).toBe(20_000);
    // Cormen, Leiserson, Rivest, Stein (2009), section 15.2
    expect(cost([30, 35, 15, 5, 10, 20, 25])).toBe(15_125);
  });

  it("of a thousand factors is found at once, towards the thin end", () => {
    expect(cost([...Array.from({ length: 1000 }, () => 50), 1])).toBe(999 * 50 * 50);
    expect(cost([1, ...Array.from({ length: 1000 }, () => 50)])).toBe(999 * 50 * 50);
  });
});
