/**
 * Every function of the table in every target: its template is used, and where its code can be run it gives
 * what the table's kernel gives.
 */
import { describe, expect, it } from "vitest";
import { codeFor } from "../../src/code/generate.ts";
import { LANGUAGES } from "../../src/code/targets.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { chooseSizes, evaluate, sampleValues } from "../../src/evaluate/index.ts";
import { UNIT } from "../../src/expression/dimension.ts";
import { freshStore, SCALAR, type SymbolNode } from "../../src/expression/expr.ts";
import { symbolsIn } from "../../src/expression/walk.ts";
import { hasCode, OPERATORS, TARGETS } from "../../src/functions/code.ts";
import type { Target } from "../../src/functions/function.ts";
import { apply, FUNCTIONS } from "../../src/functions/index.ts";
import { argumentsOf, CASES, type Case, isPlace, rawCall, symbolsOf, titleOf } from "../functions/cases.ts";
import { HAS_SCIPY, type Job, PYTHON, plain, runJavaScript, runPython } from "./run.ts";

/** What the targets lack, by function. */
const MISSING: Readonly<Partial<Record<Target, readonly string[]>>> = {
  js: [
    ...["eigval", "eigvec", "pinv", "polar", "norm_nuclear", "norm_spectral"],
    ...["leftsingular", "rightsingular"],
  ],
};

function written(c: Case, target: Target) {
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
    },
  };
  const problem = { elaborated, value, derivatives: [], cotangent: undefined };
  return { value, variables, code: codeFor(problem, LANGUAGES[target], "call_of") };
}

/** A vector has no second singular value. */
const RUN = CASES.filter(({ entry, shapes }) => !/singular$/.test(entry.name) || shapes[0]?.cols !== UNIT);

const lacks = (target: Target, c: Case) => MISSING[target]?.includes(c.entry.name) ?? false;

it("every function is in the column or an operator", () => {
  expect(FUNCTIONS.filter((f) => !hasCode(f) && !OPERATORS.has(f.name)).map((f) => f.name)).toEqual([]);
});

describe.each(TARGETS)("every function has code for %s, or is refused by name", (target) => {
  it.each(CASES.map((c) => [titleOf(c), c] as const))("%s", (_, c) => {
    if (lacks(target, c)) {
      expect(() => written(c, target)).toThrow(UnsupportedError);
      expect(() => written(c, target)).toThrow(`${c.entry.name} has no code for ${target}`);
    } else expect(written(c, target).code).not.toMatch(/#[1-9mnpq]|\$\.|undefined/);
  });
});

/** The call of the code at a sample, and the kernel's value. */
function posed(c: Case, target: Target): { readonly job: Job; readonly expected: readonly number[] } {
  const { value, variables, code } = written(c, target);
  const sizes = chooseSizes([value], 1, 0) ?? new Map<string, number>();
  const sample = sampleValues({ roots: [value], sizes, seed: 3 });
  if (typeof sample === "string") throw new Error(`${titleOf(c)}: ${sample}`);
  const [result] = evaluate([value], sample.values, sizes);
  const [, list = ""] = /(?:def|function) call_of\((.*?)\)/.exec(code) ?? [];
  const args = list.split(", ").map((name) => {
    if (!variables.has(name)) return sizes.get(name) as number;
    return plain(sample.values.get(name)!, false);
  });
  return { job: { code, name: "call_of", args: list === "" ? [] : args }, expected: [...result!.data] };
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  actual.forEach((entry, i) => {
    expect(Math.abs(entry - (expected[i] as number)) / scale).toBeLessThan(1e-10);
  });
}

describe("JavaScript code of every function gives its value", () => {
  const cases = RUN.filter((c) => !lacks("js", c));
  it.each(cases.map((c) => [titleOf(c), c] as const))("%s", async (_, c) => {
    const { job, expected } = posed(c, "js");
    const [actual = []] = await runJavaScript(job);
    expectClose(actual, expected);
  });
});

if (PYTHON && !HAS_SCIPY) console.info("no scipy: the NumPy code of expm is not run");

describe.skipIf(!PYTHON)("NumPy code of every function gives its value", () => {
  const cases = RUN.filter((c) => HAS_SCIPY || !c.entry.name.startsWith("expm"));
  const jobs = PYTHON ? cases.map((c) => posed(c, "numpy")) : [];
  const results = PYTHON ? runPython(jobs.map((j) => j.job)) : [];
  it.each(cases.map((c, i) => [titleOf(c), jobs[i], results[i]] as const))("%s", (_, posedCase, result) => {
    if (!Array.isArray(result)) throw new Error(`${result}\n${posedCase?.job.code}`);
    expectClose(result[0] ?? [], posedCase?.expected ?? []);
  });
});
