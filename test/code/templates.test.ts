/**
 * Every function of the table has code in every target, and where that can be run it gives what the table's
 * kernel gives.
 */

import { describe, expect, it } from "vitest";
import { codeFor } from "../../src/code/generate.ts";
import { LANGUAGES, TARGETS, type Target } from "../../src/code/languages/targets.ts";
import { hasCode, requireCode } from "../../src/code/pieces/templates.ts";
import type { SolvedProblem } from "../../src/code/solved.ts";
import { UNIT } from "../../src/expression/dimension.ts";
import { freshStore, SCALAR, type SymbolNode } from "../../src/expression/expr.ts";
import { symbolsIn } from "../../src/expression/walk.ts";
import type { FunctionEntry } from "../../src/functions/function.ts";
import { apply, FUNCTIONS } from "../../src/functions/index.ts";
import { argumentsOf, CASES, type Case, isPlace, rawCall, symbolsOf, titleOf } from "../functions/cases.ts";
import { fault, type Posed, posed, sampled } from "./posed.ts";
import { HAS_SCIPY, RUNNERS } from "./run.ts";

function problemOf(c: Case): SolvedProblem {
  freshStore();
  const args = argumentsOf(c, symbolsOf(c));
  // of scalars, and of a scalar and a matrix, there may be a normal form only
  const value = c.shapes.some((s, i) => s === SCALAR && !isPlace(c.entry, i))
    ? apply(c.entry, args, c.sizes)
    : rawCall(c, args);
  const variables = new Map(symbolsIn(value).map((s): [string, SymbolNode] => [s.name, s]));
  const elaborated = {
    ...{
      variables,
      definitions: [],
      value,
      name: "F",
      functions: new Map(),
      assumed: [],
      choices: [],
      sizeNames: new Set<string>(),
      replicated: [],
      equations: [],
      structures: new Map(),
    },
  };
  return { elaborated, value, derivatives: [], cotangent: undefined };
}

/** A vector has no second singular value. */
const RUN = CASES.filter(({ entry, shapes }) => !/singular$/.test(entry.name) || shapes[0]?.cols !== UNIT);

it("every function is in the column or an operator, and an empty template is an error", () => {
  expect(FUNCTIONS.filter((f) => !hasCode(f)).map((f) => f.name)).toEqual([]);
  const [exp] = FUNCTIONS.filter((f) => f.name === "exp") as [FunctionEntry];
  for (const target of TARGETS)
    expect(() => requireCode(LANGUAGES[target], [{ ...exp, code: { any: "exp", [target]: " " } }])).toThrow(
      `exp has no code for ${target}`,
    );
});

describe.each(TARGETS)("every function has code for %s", (target) => {
  it.each(CASES.map((c) => [titleOf(c), c] as const))("%s", (_, c) => {
    expect(codeFor(problemOf(c), LANGUAGES[target])).not.toMatch(/#[1-9mnpq]|\$\.|undefined/);
  });
});

/** The call of the code at a sample, which should give the kernel's value. */
function called(c: Case, target: Target): Posed {
  const sample = sampled(problemOf(c), 3, 0);
  if (typeof sample === "string") throw new Error(`${titleOf(c)}: ${sample}`);
  return posed(sample, LANGUAGES[target], false);
}

describe.each(RUNNERS)("$target code of every function gives its value", ({ target, isThere, run }) => {
  const isSpared = (c: Case) => target === "numpy" && !HAS_SCIPY && c.entry.name.startsWith("expm");
  if (target === "numpy" && !HAS_SCIPY) console.info("no scipy: the NumPy code of expm is not run");
  const cases = isThere ? RUN.filter((c) => !isSpared(c)) : [];
  const jobs = cases.map((c) => called(c, target));
  const outcomes = isThere ? run(jobs.map((j) => j.job)) : [];
  it.skipIf(!isThere).each(RUN.map((c) => [titleOf(c), c] as const))("%s", async (_, c) => {
    const i = cases.indexOf(c);
    if (i >= 0) expect(fault(jobs[i]!, (await outcomes)[i])).toBeUndefined();
  });
});
