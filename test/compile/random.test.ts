/**
 * Plans of random problems over the whole function table give what the evaluator gives.
 *
 * MATGRAD_PROBLEMS=10000 npx vitest run test/compile/random.test.ts
 */
import { describe, expect, it } from "vitest";
import { jsBackend } from "../../src/backend/js/js.ts";
import { ShapeError } from "../../src/errors.ts";
import { randomProblem } from "../random.ts";
import { largestDistance } from "./compared.ts";

const COUNT = Number(process.env.MATGRAD_PROBLEMS ?? 300);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);

describe("plans of random problems", () => {
  let compared = 0;

  it("equal the evaluator's values", () => {
    for (let seed = SEED; seed < SEED + COUNT; seed++) {
      const problem = randomProblem(seed);
      let found: number | undefined;
      try {
        found = largestDistance(problem, [jsBackend]);
      } catch (error) {
        // the printed answer doesn't say the size of its cotangent
        if (error instanceof ShapeError) continue;
        throw new Error(`${JSON.stringify(problem)}: ${(error as Error).message}`, { cause: error });
      }
      if (found === undefined) continue;
      compared++;
      expect(found, JSON.stringify(problem)).toBeLessThan(1e-9);
    }
  });

  it("are compared nearly always", () => expect(compared).toBeGreaterThan(0.9 * COUNT));
});

describe("two loops over one index", () => {
  it.each([
    ["one within the other", "sum_i u[i]*(sum_i v[i]*u[i])*u[i]"],
    ["one within the other, with an outer index", "sum_i u[i]*(sum_j v[j]*u[i]*(sum_i u[i]*v[j]))*u[i]"],
    ["side by side, of one part", "sum(tanh((sum_i (u + v)[i]*A) + 2*(sum_i (u + v)[i]*A'*A)))"],
  ])("%s", (_title, expr) => {
    const vars = { u: "vector n", v: "vector n", A: "matrix n n" };
    expect(largestDistance({ vars, expr, wrt: "u" }, [jsBackend])).toBeLessThan(1e-12);
  });
});
