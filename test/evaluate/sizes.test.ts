import { describe, expect, it } from "vitest";
import { chooseSizes } from "../../src/evaluate/sample/sizes.ts";
import { symbol } from "../../src/expression/build.ts";
import { addSizes, sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { shapeOf } from "../../src/expression/expr.ts";
import { written } from "./written.ts";

const SEEDS = [1, 2, 3, 4, 5];

const sizesOf = (types: Record<string, string>, formulas: string[], which = 0, seed = 1) =>
  Object.fromEntries(chooseSizes(written(types, ...formulas).exprs, seed, which) ?? []);

describe("sizes", () => {
  it.each([0, 1])("of set %i are all different, from 3 up, and derived ones differ too", (which) => {
    for (const seed of SEEDS) {
      const found = sizesOf(
        { A: "matrix m n", B: "matrix n p", x: "vector q", y: "vector p" },
        ["vec(A)", "vec(A*B)", "[x; y]", "kron(x, y)"],
        which,
        seed,
      ) as Record<"m" | "n" | "p" | "q", number>;
      const { m, n, p, q } = found;
      const all = [m, n, p, q, m * n, m * p, p + q, p * q];
      expect(new Set(all).size).toBe(all.length);
      expect(Math.min(m, n, p, q)).toBeGreaterThanOrEqual(3);
    }
  });

  it("differ between the two sets", () => {
    expect(sizesOf({ x: "vector n" }, ["x"], 0)).not.toEqual(sizesOf({ x: "vector n" }, ["x"], 1));
  });

  it("avoid the constants of the problem", () => {
    for (const seed of SEEDS) {
      const { n } = sizesOf({ A: "matrix n 3", B: "matrix 4 n" }, ["B*A"], 0, seed) as { n: number };
      expect([3, 4]).not.toContain(n);
    }
  });

  it("are even where an antisymmetric matrix is inverted", () => {
    for (const which of [0, 1]) {
      const { n } = sizesOf({ K: "antisymmetric n" }, ["logdet(K)"], which) as { n: number };
      expect([n % 2, n >= 4]).toEqual([0, true]);
    }
  });

  it("have room for the entries that are named", () => {
    const { m, n } = sizesOf({ X: "matrix m n" }, ["X[6,2] + X[1,9]"]) as { m: number; n: number };
    expect(m).toBeGreaterThanOrEqual(6);
    expect(n).toBeGreaterThanOrEqual(9);
  });

  it("give XᵀX full rank where it is inverted", () => {
    for (const which of [0, 1]) {
      for (const seed of SEEDS) {
        const { m, n } = sizesOf({ X: "matrix m n" }, ["inv(X'*X)"], which, seed) as { m: number; n: number };
        expect(m).toBeGreaterThan(n);
      }
    }
  });

  it("are none where a size can't be positive", () => {
    const e = symbol("x", shapeOf(addSizes(sizeOf("n"), sizeOf(30), -1), UNIT));
    expect(chooseSizes([e], 1, 0)).toBeUndefined();
  });
});
