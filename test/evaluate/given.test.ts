/**
 * Checks at sizes of the user's: on every backend, entry by entry or along random directions.
 */
import { describe, expect, it } from "vitest";
import type { Backend } from "../../src/backend/backend.ts";
import { BACKEND_NAMES, backendNamed } from "../../src/backend/index.ts";
import { jsBackend } from "../../src/backend/js/js.ts";
import { type Check, checkDerivative } from "../../src/evaluate/verdict/check.ts";
import type { DerivativeKind } from "../../src/evaluate/verdict/claim.ts";
import type { GivenSizes } from "../../src/evaluate/verdict/evaluation.ts";
import { written } from "./written.ts";

const TYPES = {
  X: "matrix m n",
  W: "matrix n p",
  G: "matrix m p",
  A: "matrix n n",
  S: "spd n",
  x: "vector n",
};

const LARGE = new Map([
  ["m", 60],
  ["n", 70],
  ["p", 50],
]);

function check(
  [expr, wrt, derivative]: readonly [string, string, string],
  kind: DerivativeKind,
  at: Partial<GivenSizes> = {},
): Check {
  const problem = written(TYPES, expr, derivative);
  const [value, claimed] = problem.exprs as [(typeof problem.exprs)[0], (typeof problem.exprs)[0]];
  return checkDerivative(
    {
      expr: value,
      wrt: problem.variable(wrt),
      derivative: claimed,
      kind,
      ...(kind === "vjp" && { cotangent: problem.variable("G") }),
    },
    { at: { sizes: LARGE, backend: jsBackend, ...at } },
  );
}

const backends: readonly Backend[] = BACKEND_NAMES.flatMap((name) => {
  try {
    return [backendNamed(name)];
  } catch {
    console.log(`the backend ${name} can't run here: its checks are left out`);
    return [];
  }
});

describe("a check at given sizes", () => {
  it("has the same result on every backend, to rounding", () => {
    for (const backend of backends) {
      const found = check(["tanh(X*W)", "W", "X'*(G .* (1 - tanh(X*W).^2))"], "vjp", { backend });
      expect(found).toMatchObject({ verdict: "verified", samples: 1, backend: backend.name });
      expect(found.sizes).toEqual({ m: 60, n: 70, p: 50 });
      expect(found.method).toContain("random directions");
      expect(found.maxRelError).toBeLessThan(1e-8);
    }
  });

  it("moves each entry where there are few", () => {
    const found = check(["x'*A*x", "x", "(A + A')*x"], "gradient", { sizes: new Map([["n", 40]]) });
    expect(found).toMatchObject({ verdict: "verified" });
    expect(found.method).toContain("entry by entry");
  });

  it("draws from the functions' domains", () => {
    expect(check(["logdet(S) + x'*inv(S)*x", "x", "2*inv(S)*x"], "gradient").verdict).toBe("verified");
  });

  it("refutes what is wrong by a factor or by a single term", () => {
    expect(check(["X*W", "W", "2*X'*G"], "vjp").verdict).toBe("refuted");
    expect(check(["x'*A*x + x'*x", "x", "(A + A')*x"], "gradient").verdict).toBe("refuted");
  });

  it("decides nothing where a value isn't finite or a size is missing", () => {
    expect(
      check(["det(A)", "A", "det(A)*inv(A)'"], "gradient", { sizes: new Map([["n", 400]]) }).verdict,
    ).toBe("inconclusive");
    const unsized = check(["X*W", "W", "X'*G"], "vjp", { sizes: new Map([["m", 4]]) });
    expect(unsized).toMatchObject({ verdict: "inconclusive", reason: "the size n has no value" });
  });

  it("tells how far it is", () => {
    const seen: (readonly [number, number])[] = [];
    check(["X*W", "W", "X'*G"], "vjp", { progress: (done, of) => seen.push([done, of]) });
    expect(seen[0]?.[0]).toBe(1);
    expect(seen.length).toBeGreaterThan(6);
    expect(seen.every(([done, of], i) => done === i + 1 && done <= of)).toBe(true);
  });
});
