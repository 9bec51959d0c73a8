/**
 * A problem's value and derivative by a compiled plan, beside the evaluator of the checks.
 */
import type { Backend } from "../../src/backend/backend.ts";
import { BACKEND_NAMES, backendNamed } from "../../src/backend/index.ts";
import { compilePlan } from "../../src/compile/plan.ts";
import { chooseSizes, plan, sampleValues } from "../../src/evaluate/index.ts";
import { freshStore } from "../../src/expression/expr.ts";
import type { Matrix } from "../../src/matrix/matrix.ts";
import { answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { read } from "../corpus/published.ts";

/** The backends that run here; which don't is said once. */
export const BACKENDS: readonly Backend[] = BACKEND_NAMES.flatMap((name) => {
  try {
    return [backendNamed(name)];
  } catch {
    console.log(`the backend ${name} can't run here: its comparisons are left out`);
    return [];
  }
});

/** The largest difference, relative to the largest entry (1e-6 at least); what is finite differs from what isn't. */
function distance(a: Matrix, b: Matrix): number {
  if (a.rows !== b.rows || a.cols !== b.cols) return Number.POSITIVE_INFINITY;
  let largest = 1e-6;
  let worst = 0;
  a.data.forEach((x, i) => {
    const y = b.data[i] as number;
    if (Object.is(x, y) || x === y) return;
    largest = Math.max(largest, Math.abs(x));
    worst = Math.max(worst, Number.isNaN(x - y) ? Number.POSITIVE_INFINITY : Math.abs(x - y));
  });
  return worst / largest;
}

/** Of all values, on each backend, in each of two runs; undefined where the problem has no values to compare. */
export function largestDistance(problem: BatchProblem, backends: readonly Backend[]): number | undefined {
  // what the corpora say is given is for readers
  const answer = answerProblem({ ...problem, given: "", check: false });
  if (answer.ascii === undefined) return undefined;
  freshStore();
  const vars = problem.vars ?? {};
  const roots = [read(problem.expr, vars), read(answer.ascii, vars)];
  const sizes = chooseSizes(roots, 1, 0);
  if (!sizes) return undefined;
  const hints = { positive: problem.positive ?? [], spd: problem.spd ?? [] };
  const sample = sampleValues({ roots: roots.slice(0, 1), finite: roots.slice(1), sizes, seed: 1, hints });
  if (typeof sample === "string") return undefined;
  const expected = plan(roots, sizes).run(sample.values);
  const distances = backends.flatMap((backend) => {
    const compiled = compilePlan(roots, sizes, { backend });
    // the second run finds a workspace that the first one has written
    return [1, 2].flatMap(() => {
      const found = compiled.run(sample.values);
      return expected.map((value, k) => distance(value, found[k] as Matrix));
    });
  });
  return Math.max(...distances);
}
