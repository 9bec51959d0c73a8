/**
 * Plans give what the evaluator of the checks gives, over the corpora, on every backend that runs here.
 */
import { describe, expect, it } from "vitest";
import { backendNamed } from "../../src/backend/index.ts";
import { compilePlan } from "../../src/compile/plan.ts";
import { chooseSizes, plan, sampleValues } from "../../src/evaluate/index.ts";
import { freshStore } from "../../src/expression/expr.ts";
import type { Matrix } from "../../src/matrix/matrix.ts";
import { answerProblem } from "../../src/problem/batch.ts";
import { linesOf, type Published, read } from "../corpus/published.ts";

const FILES = [
  "cookbook.jsonl",
  "regressions.jsonl",
  "identities.jsonl",
  "../../../shared/accept/cases.jsonl",
];
const problems = FILES.flatMap((file) => linesOf<Published>(file)).filter((p) => p.vars && p.expr && p.wrt);

const backends = (["native", "wasm", "js"] as const).flatMap((name) => {
  try {
    return [backendNamed(name)];
  } catch {
    console.log(`the backend ${name} can't run here: its comparison is left out`);
    return [];
  }
});

/** The largest difference, relative to the largest entry; NaN differs from everything but NaN. */
function distance(a: Matrix, b: Matrix): number {
  if (a.rows !== b.rows || a.cols !== b.cols) return Number.POSITIVE_INFINITY;
  let largest = 1e-300;
  let worst = 0;
  a.data.forEach((x, i) => {
    const y = b.data[i] as number;
    if (Object.is(x, y) || x === y) return;
    largest = Math.max(largest, Math.abs(x));
    worst = Math.max(worst, Number.isNaN(x - y) ? Number.POSITIVE_INFINITY : Math.abs(x - y));
  });
  return worst / largest;
}

describe("plans of the corpora", () => {
  it("are compared for many problems", () => expect(problems.length).toBeGreaterThan(150));

  it.each(problems.map((p, i) => [p.id ?? i, p] as const))(
    "%s equals the evaluator's values",
    (_id, problem) => {
      const answer = answerProblem({ ...problem, check: false });
      expect(answer.error).toBeUndefined();
      freshStore();
      const roots = [read(problem.expr, problem.vars), read(answer.ascii ?? "", problem.vars)];
      const sizes = chooseSizes(roots, 1, 0);
      if (!sizes) throw new Error("no sizes fit");
      const hints = { positive: problem.positive ?? [], spd: problem.spd ?? [] };
      const sample = sampleValues({
        roots: roots.slice(0, 1),
        finite: roots.slice(1),
        sizes,
        seed: 1,
        hints,
      });
      if (typeof sample === "string") throw new Error(sample);
      const expected = plan(roots, sizes).run(sample.values);
      for (const backend of backends) {
        const compiled = compilePlan(roots, sizes, { backend });
        // the second run finds a workspace that the first one has written
        for (let round = 0; round < 2; round++) {
          const found = compiled.run(sample.values);
          expected.forEach((value, k) => {
            expect(distance(value, found[k] as Matrix), `${backend.name}, round ${round}`).toBeLessThan(
              1e-10,
            );
          });
        }
      }
    },
  );
});
