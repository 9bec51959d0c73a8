import { describe, expect, it } from "vitest";
import { alongStencil, differences, mixedStencil } from "../../src/evaluate/verdict/differences.ts";
import { matrix, scalarMatrix } from "../../src/matrix/matrix.ts";

describe("differences", () => {
  const one = scalarMatrix(1);
  it("know their own error: none for a cubic, large across a kink", () => {
    const along = alongStencil(one);
    const cubic = differences((x) => x.data.map((v) => v ** 3), scalarMatrix(2), [along]);
    expect(cubic.values[0]?.[0]).toBeCloseTo(12, 9);
    expect(cubic.error).toBeLessThan(1e-10);
    const jump = differences((x) => x.data.map((v) => Math.cbrt(v)), scalarMatrix(0), [along]);
    expect(jump.error).toBeGreaterThan(1e-3);
    expect(differences((x) => x.data.map(Math.log), scalarMatrix(-1), [along]).error).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("find mixed second derivatives", () => {
    const at = matrix(2, 1, Float64Array.of(0.7, -1.2));
    const [u, v] = [matrix(2, 1, Float64Array.of(1, 0)), matrix(2, 1, Float64Array.of(0, 1))];
    const f = (x: typeof at) =>
      Float64Array.of(Math.sin(x.data[0] as number) * Math.exp(x.data[1] as number));
    const found = differences(f, at, [mixedStencil(u, v), mixedStencil(u, u)]);
    expect(found.values[0]?.[0]).toBeCloseTo(Math.cos(0.7) * Math.exp(-1.2), 9);
    expect(found.values[1]?.[0]).toBeCloseTo(-Math.sin(0.7) * Math.exp(-1.2), 9);
  });

  it("are unsteady where every usual step is too coarse, and steady where a function is smooth or 0", () => {
    const along = alongStencil(one);
    const unsteadiness = (f: (v: number) => number, terms = 0): number =>
      differences((x) => x.data.map(f), scalarMatrix(0), [along], terms).unsteadiness();
    // beside terms of 1e14 all differences of the usual steps look like 0
    expect(unsteadiness((v) => Math.sin(1e15 * v), 1e14)).toBeGreaterThan(1e-4);
    expect(unsteadiness(Math.exp)).toBeLessThan(1e-8);
    expect(unsteadiness((v) => 1e3 + v - (1e3 + v))).toBe(0);
  });
});
