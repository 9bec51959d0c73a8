/**
 * Written code computes what the evaluator computes: the values and the gradients, at random values.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeFor, generateCode } from "../../src/code/generate.ts";
import { transliterated } from "../../src/code/names.ts";
import { solveAll } from "../../src/code/solved.ts";
import { LANGUAGES } from "../../src/code/targets.ts";
import { chooseSizes, evaluate, sampleValues } from "../../src/evaluate/index.ts";
import { TARGETS } from "../../src/functions/code.ts";
import type { Target } from "../../src/functions/function.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { type CodeProblem, PROBLEMS } from "./problems.ts";
import {
  hasInterpreter,
  type Job,
  PYTHON,
  plain,
  runJavaScript,
  runOctave,
  runPython,
  TORCH,
} from "./run.ts";

const statementsOf = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });

/** The call of the code at a sample, and what it should give. */
function posed({ text, wrt, order }: CodeProblem, target: Target, flat: boolean) {
  const problem = solveAll(statementsOf(text), { wrt, ...(order && { order }) });
  const code = codeFor(problem, LANGUAGES[target], "f_code");
  const roots = [problem.value, ...problem.derivatives.map((d) => d.value)];
  const sizes = chooseSizes(roots, 1, 0) ?? new Map();
  const sample = sampleValues({ roots, sizes, seed: 5 });
  if (typeof sample === "string") throw new Error(sample);
  const expected = evaluate(roots, sample.values, sizes);
  const byName = new Map([...sample.values].map(([name, value]) => [transliterated(name), value]));
  const [, list = ""] = /(?:def|function)(?: \[.*?\] =)? f_code\((.*?)\)/.exec(code) ?? [];
  const args = list.split(", ").map((name) => {
    const value = byName.get(name) ?? byName.get(name.replace(/_$/, ""));
    if (!value) throw new Error(`the code takes ${name}`);
    return plain(value, flat);
  });
  const job: Job = { code, name: "f_code", args };
  return { job, expected: expected.map((m) => [...m.data]) };
}

function expectClose(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expect(actual.map((r) => r.length)).toEqual(expected.map((r) => r.length));
  actual.forEach((result, k) => {
    const wanted = expected[k] as readonly number[];
    const scale = Math.max(1, ...wanted.map(Math.abs));
    result.forEach((entry, i) => {
      expect(Math.abs(entry - (wanted[i] as number)) / scale).toBeLessThan(1e-9);
    });
  });
}

const title = ({ text, wrt, order }: CodeProblem) =>
  `${text.replaceAll("\n", "; ")} by ${wrt}${order ? ", twice" : ""}`;

/** The targets that are run in a process of their own, where what runs them is there. */
const RUNNERS = [
  ["numpy", PYTHON !== undefined, (jobs: readonly Job[]) => runPython(jobs)],
  ["torch", TORCH !== undefined, (jobs: readonly Job[]) => runPython(jobs, "torch")],
  ["octave", hasInterpreter("octave"), runOctave],
] as const;

describe.each(RUNNERS)("%s code gives the value and the gradients", (target, isThere, runAll) => {
  if (!isThere) console.info(`nothing here runs code for ${target}: it is not run`);
  const cases = PROBLEMS.map((p, i) => ({ p, ...posed(p, target, target !== "octave" && i % 2 === 0) }));
  const results = isThere ? runAll(cases.map((c) => c.job)) : [];
  it.skipIf(!isThere).each(cases.map((c, i) => [title(c.p), c, results[i]] as const))(
    "%s",
    (_, { job, expected }, result) => {
      if (!Array.isArray(result)) throw new Error(`${result}\n${job.code}`);
      expectClose(result, expected);
    },
  );
});

/** Without eigenvalues and singular values, which JavaScript's code does not have. */
const lacking = (text: string) => /eigval|norm_nuclear/.test(text);

describe("JavaScript code gives the value and the gradients", () => {
  it.each(PROBLEMS.filter((p) => !lacking(p.text)).map((p, i) => [title(p), p, i] as const))(
    "%s",
    async (_, problem, i) => {
      const { job, expected } = posed(problem, "js", i % 2 === 1);
      expectClose(await runJavaScript(job), expected);
    },
  );

  it.each(PROBLEMS.filter((p) => lacking(p.text)).map((p) => [title(p), p] as const))(
    "%s: is refused",
    (_, { text, wrt }) => {
      expect(() => generateCode(statementsOf(text), { wrt, target: "js" })).toThrow(/no code for js/);
    },
  );
});

describe("code is the same as before", () => {
  const shown = [0, 3, 6, 8, 12, PROBLEMS.findIndex((p) => p.order === 2)];
  it.each(TARGETS)("%s", (target) => {
    const text = shown.map((i) => {
      const { text: statements, wrt, order } = PROBLEMS[i] as CodeProblem;
      return generateCode(statementsOf(statements), { wrt, target, ...(order && { order }) });
    });
    expect(text.join("\n\n")).toMatchSnapshot();
  });
});

describe("code is well-formed", () => {
  it.skipIf(!PYTHON)("for JAX and PyTorch as Python", () => {
    const codes = PROBLEMS.flatMap(({ text, wrt }) =>
      (["jax", "torch"] as const).map((target) => generateCode(statementsOf(text), { wrt, target })),
    );
    const script = "import ast, json, sys\nfor code in json.load(sys.stdin): ast.parse(code)";
    const { stderr } = spawnSync(PYTHON as string, ["-c", script], { input: JSON.stringify(codes) });
    expect(String(stderr)).toBe("");
  });

  it("in lines of at most 100 characters", () => {
    const lines = PROBLEMS.flatMap(({ text, wrt }) =>
      generateCode(statementsOf(text), { wrt, target: "numpy" }).split("\n"),
    );
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it.each([
    ["octave", "m", (path: string) => ["--quiet", "--eval", `__parse_file__("${path}")`]],
    ["julia", "jl", (path: string) => ["-e", `Meta.parseall(read("${path}", String); filename = "${path}")`]],
  ] as const)("for %s, where it is installed", (target, ending, args) => {
    if (!hasInterpreter(target)) return;
    const folder = mkdtempSync(join(tmpdir(), "matgrad-"));
    PROBLEMS.forEach(({ text, wrt }, i) => {
      const path = join(folder, `f${i}.${ending}`);
      writeFileSync(path, generateCode(statementsOf(text), { wrt, target, name: `f${i}` }));
      const { status, stderr } = spawnSync(target, args(path), { encoding: "utf8" });
      expect(status, stderr).toBe(0);
    });
  });
});
