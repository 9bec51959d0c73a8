/**
 * Random problems, over the whole function table and of the kinds that code gets wrong first, at random sizes
 * with 1 and 2 among them: their code runs in every target that runs here, and gives the evaluator's numbers.
 *
 * MATGRAD_CODE=2000 npx vitest run test/code/campaign.test.ts
 */

import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/code/languages/targets.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { type RandomProblem, randomProblem } from "../random.ts";
import { drawn } from "../sample.ts";
import { problemOf } from "./lines.ts";
import { atValues, type CodeProblem, fault, type Posed, posed, type Sampled } from "./posed.ts";
import { program } from "./programs.ts";
import { RUNNERS } from "./run.ts";

const COUNT = drawn("MATGRAD_CODE", 50, 100);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);
const SIZE_SETS = 9;
/** Part of the problems that matgrad has no derivative for, or no values. */
const MOST_LEFT_OUT = 0.05;

interface Case {
  readonly title: string;
  /** By target; or why there is no code. */
  readonly posed: ReadonlyMap<string, Posed> | string;
}

function prepared(problem: CodeProblem, seed: number): Case {
  const title = `seed ${seed}: ${problem.text.replaceAll("\n", "; ")} by ${problem.wrt.join(", ")}`;
  try {
    let sample: Sampled | string = "";
    for (let set = 0; typeof sample === "string" && set < SIZE_SETS; set++)
      sample = atValues(problem, seed, (seed + set) % SIZE_SETS);
    if (typeof sample === "string") return { title, posed: sample };
    const full = sample;
    return {
      title,
      posed: new Map(RUNNERS.map(({ target }) => [target, posed(full, LANGUAGES[target], seed % 2 === 0)])),
    };
  } catch (error) {
    if (error instanceof UnsupportedError) return { title, posed: error.message };
    throw new Error(`${title}: ${(error as Error).message}`, { cause: error });
  }
}

/** The polar factor has no derivative. */
function differentiable(seed: number): RandomProblem {
  const problem = randomProblem(seed);
  return problem.expr.includes("polar(") ? differentiable(seed + FAR) : problem;
}
const FAR = 1_000_000;

const GENERATORS = {
  "over the table": (seed: number) => problemOf(differentiable(seed)),
  "that code gets wrong first": program,
};

describe.each(Object.entries(GENERATORS))("random problems %s", (_, generate) => {
  const cases = Array.from({ length: COUNT }, (_, k) => prepared(generate(SEED + k), SEED + k));
  const able = cases.filter(
    (c): c is Case & { posed: ReadonlyMap<string, Posed> } => typeof c.posed !== "string",
  );

  it("have code", () => {
    const others = cases.filter((c) => typeof c.posed === "string").map((c) => `${c.title}: ${c.posed}`);
    expect(others.filter((why) => /has no code for/.test(why))).toEqual([]);
    expect(others.length, others.join("\n")).toBeLessThan(MOST_LEFT_OUT * COUNT);
  });

  it.each(RUNNERS.filter((r) => r.isThere))(
    "are right in $target",
    async ({ target, run }) => {
      const jobs = able.map((c) => c.posed.get(target) as Posed);
      const outcomes = await run(jobs.map((j) => j.job));
      const faults = jobs.map((job, i) => fault(job, outcomes[i]));
      expect(faults.flatMap((f, i) => (f === undefined ? [] : [`${able[i]?.title}: ${f}`]))).toEqual([]);
    },
    600_000,
  );
});
