/**
 * The code of every published derivative, run in every target that runs here: its value is the evaluator's, and
 * its derivative that of the answer to the line in a batch. Without MATGRAD_CODE a part of them, the same each time.
 *
 * MATGRAD_CODE=1 npx vitest run test/code/corpus.test.ts
 */

import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/code/languages/targets.ts";
import { evaluate } from "../../src/evaluate/index.ts";
import { scalarMatrix } from "../../src/matrix/matrix.ts";
import type { ProblemAnswer } from "../../src/problem/answer/answer.ts";
import { answerProblem } from "../../src/problem/batch.ts";
import { linesOf, read } from "../corpus/published.ts";
import { type Line, problemOf } from "./lines.ts";
import { atValues, fault, type Posed, posed, type Sampled } from "./posed.ts";
import { RUNNERS } from "./run.ts";

/** Some stand beside a checkout, not in it. */
const FILES = [
  ...["cookbook.jsonl", "identities.jsonl", "regressions.jsonl"],
  ...["../../../shared/accept/cases.jsonl", "../../../shared/accept/public.jsonl"],
];
/** One line in so many. */
const SHARE = process.env.MATGRAD_CODE === undefined ? 4 : 1;
const LINES = FILES.flatMap((file) => linesOf<Partial<Line> & { readonly eq?: string }>(file))
  .filter((line): line is Line & { readonly eq?: string } => line.expr !== undefined)
  .map((line, i) => ({ ...line, id: `${i}: ${line.id ?? line.eq}` }))
  .filter((_, i) => i % SHARE === 0);
const SIZE_SETS = 8;

/** The results as the batch's answer gives them; a matrix by a matrix is another question there. */
function answered(line: Line, sample: Sampled, { ascii, kind }: ProblemAnswer): Sampled {
  const [derivative] = sample.problem.derivatives.slice(-1);
  if (ascii === undefined || derivative?.kind !== kind || derivative.order !== (line.order ?? 1))
    return sample;
  // the k of X^k may be read as a size or as a variable
  const numbers = [...sample.sizes].map(([name, size]) => [name, scalarMatrix(size)] as const);
  const values = new Map([...numbers, ...sample.values]);
  const [value] = evaluate([read(ascii, line.vars)], values, sample.sizes);
  return { ...sample, expected: [...sample.expected.slice(0, -1), value!] };
}

/** At some sizes, 1 and 2 among them, or at others where it has no values there. */
function prepared(line: Line, i: number): ReadonlyMap<string, Posed> {
  const answer = answerProblem({ ...line, check: false });
  if (answer.error) throw new Error(`${line.id}: ${answer.error.message}`);
  let sample: Sampled | string = "";
  for (let set = 0; typeof sample === "string" && set < SIZE_SETS; set++)
    sample = atValues(problemOf(line), i, (i + set) % SIZE_SETS);
  if (typeof sample === "string") throw new Error(`${line.id}: ${sample}`);
  const full = answered(line, sample, answer);
  return new Map(RUNNERS.map(({ target }) => [target, posed(full, LANGUAGES[target], i % 2 === 0)]));
}

const CASES = LINES.map(prepared);

describe.each(RUNNERS.filter((r) => r.isThere))("published derivatives in $target", ({ target, run }) => {
  const outcomes = run(CASES.map((c) => (c.get(target) as Posed).job));
  it.each(LINES.map((line, i) => [line.id, i] as const))("%s", async (_, i) => {
    expect(fault(CASES[i]?.get(target) as Posed, (await outcomes)[i])).toBeUndefined();
  });
});
