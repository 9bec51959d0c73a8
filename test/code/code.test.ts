/**
 * Written code computes what the evaluator computes: the values and the gradients, at random values.
 */

import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { generateCode } from "../../src/code/generate.ts";
import { LANGUAGES, TARGETS } from "../../src/code/languages/targets.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { type CodeProblem, fault, posed, sampled, solved } from "./posed.ts";
import { PROBLEMS } from "./problems.ts";
import { PYTHON, RUNNERS } from "./run.ts";

const statementsOf = (text: string) => parseStatements(text, { functionNames: FUNCTION_NAMES });

const title = ({ text, wrt, order }: CodeProblem) =>
  `${text.replaceAll("\n", "; ")} by ${wrt}${order ? ", twice" : ""}`;

describe.each(RUNNERS)("$target code gives the value and the gradients", ({ target, isThere, run }) => {
  if (!isThere) console.info(`nothing here runs code for ${target}: it is not run`);
  const cases = PROBLEMS.map((p, i) => {
    const sample = sampled(solved(p), 5, 0);
    if (typeof sample === "string") throw new Error(`${title(p)}: ${sample}`);
    return posed(sample, LANGUAGES[target], i % 2 === 0);
  });
  const outcomes = isThere ? run(cases.map((c) => c.job)) : [];
  it.skipIf(!isThere).each(PROBLEMS.map((p, i) => [title(p), i] as const))("%s", async (_, i) => {
    expect(fault(cases[i]!, (await outcomes)[i])).toBeUndefined();
  });
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

  it("for Julia, where it is installed", () => {
    if (spawnSync("julia", ["--version"]).status !== 0) return;
    const codes = PROBLEMS.map(({ text, wrt }) => generateCode(statementsOf(text), { wrt, target: "julia" }));
    const script = 'Meta.parseall(read(stdin, String); filename = "code")';
    const { status, stderr } = spawnSync("julia", ["-e", script], {
      input: codes.join("\n"),
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
  });
});
