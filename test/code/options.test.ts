/**
 * Every option of `matgrad code` in every target: it changes the text, and where that can be run it is right.
 */

import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../../src/cli/commands/code.ts";
import { run } from "../../src/cli/run.ts";
import { LANGUAGES, TARGETS, type Target } from "../../src/code/languages/targets.ts";
import { givenOption } from "../../src/options/given.ts";
import { atValues, type CodeProblem, fault, type Posed, posed } from "./posed.ts";
import { RUNNERS } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "matgrad-options-"));
const [source, written] = ["source.matgrad", "written"].map((name) => join(folder, name)) as [string, string];

async function matgrad(...args: string[]): Promise<{ status: number; text: string }> {
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  return { status: await run(["code", ...args], { out: write, error: write }), text };
}

/** What is given, and the problem that this is; `without` is what is given without the option. */
interface Trial {
  readonly args: readonly string[];
  readonly without: readonly string[];
  readonly problem: CodeProblem;
  readonly name?: string;
}

const trial = (
  statements: readonly string[],
  option: readonly string[],
  problem: Partial<CodeProblem> & { readonly wrt: readonly string[] },
  more: Partial<Trial> = {},
): Trial => ({
  ...{ args: [...statements, ...option], without: statements },
  ...more,
  problem: { text: statements.filter((s) => !s.startsWith("-")).join("\n"), ...problem },
});

const QUADRATIC = ["A : n x n", "x : n", "f = x'*A*x"];
const SYMMETRIC = ["S : symmetric n", "x : n", "f = x'*S*x"];
writeFileSync(source, QUADRATIC.join("\n"));

const TRIALS: Readonly<Record<string, readonly Trial[]>> = {
  wrt: [
    trial(QUADRATIC, ["--wrt", "x"], { wrt: ["x"] }),
    trial(QUADRATIC, ["-w", "A"], { wrt: ["A"] }),
    trial(QUADRATIC, ["-w", "x,A"], { wrt: ["x", "A"] }),
  ],
  name: [trial(QUADRATIC, ["--name", "quadratic"], { wrt: ["A", "x"] }, { name: "quadratic" })],
  order: [trial(QUADRATIC, ["--order", "2"], { wrt: ["A", "x"], order: 2 })],
  cotangent: [trial(["X W"], ["--cotangent", "Y_bar"], { wrt: ["X", "W"], cotangent: "Y_bar" })],
  given: [
    trial(QUADRATIC, ["--given", "A symmetric"], {
      wrt: ["A", "x"],
      ...givenOption(["A symmetric"]),
    }),
    trial(QUADRATIC, ["--given", "A spd"], { wrt: ["A", "x"], ...givenOption(["A spd"]) }),
    trial(["z : n", "y : n", "f = -y'*log(softmax(z))"], ["--given", "sum(y) = 1"], {
      ...{ wrt: ["z", "y"], ...givenOption(["sum(y) = 1"]) },
    }),
  ],
  structure: [
    trial(SYMMETRIC, ["--structure", "independent-entries"], {
      wrt: ["S", "x"],
      structure: "independent-entries",
    }),
    trial(["A : n x n", "S : symmetric n", "f = tr(A*S)"], ["--structure", "free"], {
      ...{ wrt: ["A", "S"], structure: "free" as const },
    }),
  ],
  file: [trial(QUADRATIC.slice(2), ["--file", source], { wrt: ["A", "x"] }, { args: ["--file", source] })],
};

const JOBS = Object.entries(TRIALS).flatMap(([option, trials]) =>
  trials.flatMap((t) => TARGETS.map((target) => ({ option, target, t }))),
);

const commandLine = (args: readonly string[], target: Target) => [...args, "--target", target];
const nameIn = ({ name }: Trial, target: Target) =>
  name ?? LANGUAGES[target].functionName ?? "value_and_gradients";

describe("options of code", () => {
  it("are all tried, besides those that are about the run", () => {
    const others = ["target", "strict", "output", "seed"];
    expect([...Object.keys(TRIALS), ...others].sort()).toEqual(Object.keys(command.options).sort());
  });

  it.each(JOBS.map((j) => [j.option, j.target, j.t] as const))(
    "--%s changes the text for %s",
    async (_, target, t) => {
      const { status, text } = await matgrad(...commandLine(t.args, target));
      expect(status, text).toBe(0);
      expect(text).not.toBe((await matgrad(...commandLine(t.without, target))).text);
    },
  );

  it.each(RUNNERS.filter((r) => r.isThere))(
    "give code that is right in $target",
    async ({ target, run: runAll }) => {
      const posedOnes: Posed[] = [];
      for (const t of Object.values(TRIALS).flat()) {
        const problem = t.args[0] === "--file" ? { ...t.problem, text: QUADRATIC.join("\n") } : t.problem;
        const { text } = await matgrad(...commandLine(t.args, target));
        const sample = atValues({ structure: "projection", ...problem }, 3, 1);
        if (typeof sample === "string") throw new Error(sample);
        const own = posed(sample, LANGUAGES[target], true);
        posedOnes.push({ ...own, job: { ...own.job, code: text, name: nameIn(t, target) } });
      }
      const outcomes = await runAll(posedOnes.map((p) => p.job));
      expect(posedOnes.flatMap((p, i) => fault(p, outcomes[i]) ?? [])).toEqual([]);
    },
  );
});

describe.each(TARGETS)("about the run, for %s", (target) => {
  it("--seed gives the same code but for the error that was found", async () => {
    const [one, two] = await Promise.all(
      ["1", "2"].map((seed) => matgrad(...commandLine([...QUADRATIC, "--seed", seed], target))),
    );
    const plain = (text: string) => text.replace(/\(largest relative error .*?\)/, "");
    expect(plain(one!.text)).toBe(plain(two!.text));
  });

  it("--strict refuses what nothing declares", async () => {
    expect((await matgrad(...commandLine([...QUADRATIC, "--strict"], target))).status).toBe(0);
    const { status, text } = await matgrad(...commandLine(["x'*A*x", "--strict"], target));
    expect(status).toBe(1);
    expect(text).toContain("declare");
  });

  it("--output writes what is printed without it", async () => {
    const { text } = await matgrad(...commandLine(QUADRATIC, target));
    expect((await matgrad(...commandLine([...QUADRATIC, "-o", written], target))).status).toBe(0);
    expect(readFileSync(written, "utf8")).toBe(text);
  });
});
