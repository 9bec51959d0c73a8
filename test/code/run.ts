/**
 * Runs written code, many functions in one process: the `runner` of its language.
 */

import { spawnSync } from "node:child_process";
import { LANGUAGES, TARGETS } from "../../src/code/languages/targets.ts";
import type { Language, Runner } from "../../src/code/pieces/language.ts";
import type { Matrix } from "../../src/matrix/matrix.ts";

/** A number, a flat vector, rows, or a function: the derivative of that order of the sine. */
export type Plain = number | readonly number[] | readonly (readonly number[])[] | { readonly sine: number };

export interface Job {
  readonly code: string;
  readonly name: string;
  readonly args: readonly Plain[];
}

/** What a function returned: a scalar has no axes. */
export interface Returned {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** All that it returned, or what was said where it could not run. */
export type Outcome = readonly Returned[] | string;

/** The value of a scalar, of a vector that is given flat, or of what is given as rows. */
export function plain({ rows, cols, data }: Matrix, as: "scalar" | "flat" | "rows"): Plain {
  if (as === "scalar") return data[0] as number;
  if (as === "flat") return [...data];
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);
}

/** The first program that answers to the first of the probes, else to the next. */
const foundFor = ({ programs, probes }: Pick<Runner, "programs" | "probes">) =>
  probes
    .flatMap((probe) => programs.map((program) => ({ program, probe })))
    .find(({ program, probe }) => spawnSync(program, probe).status === 0);

const numpy = foundFor(LANGUAGES.numpy.runner as Runner);
export const PYTHON = numpy?.program;
export const HAS_SCIPY = numpy?.probe.some((word) => word.includes("scipy")) ?? false;

/** What came of the jobs, each as its line says. */
export function runBy(program: string, { args }: Runner, jobs: readonly Job[]): Outcome[] {
  const lines = jobs.map((job) => JSON.stringify({ ...job, args: job.args.map((a) => JSON.stringify(a)) }));
  const { stdout, stderr } = spawnSync(program, args, {
    input: `${lines.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const found = stdout.split("\n").filter((line) => line !== "");
  if (found.length !== jobs.length) throw new Error(`${program} gave ${found.length} results: ${stderr}`);
  // there are numbers that JSON has none of
  const named: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: 1 / 0, "-Infinity": -1 / 0 };
  return found.map((line) =>
    line.startsWith("[")
      ? JSON.parse(line.replace(/-?\b(NaN|Infinity)\b/g, '"$&"'), (_, v) => named[v] ?? v)
      : JSON.parse(line),
  );
}

const READER = `
import json, sys
for k, code in enumerate(json.load(sys.stdin)):
    try:
        compile(code, "code", "exec")
    except SyntaxError as error:
        print(json.dumps([k, repr(error)]))
`;

/** Which of these texts Python's compiler does not take, and what it says. */
export function syntaxErrors(codes: readonly string[]): (readonly [number, string])[] {
  const { stdout } = spawnSync(PYTHON as string, ["-W", "error::SyntaxWarning", "-c", READER], {
    input: JSON.stringify(codes),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Is an interpreter there? If not, that is said once. */
export function hasInterpreter(command: string): boolean {
  const found = spawnSync(command, ["--version"]).status === 0;
  if (!found) console.info(`${command} is not installed: its code is compared with snapshots only`);
  return found;
}

/** What runs the code of a language; undefined where nothing does. */
export function runnerOf({ target, runner }: Language) {
  if (!runner) return undefined;
  const program = foundFor(runner)?.program;
  if (!program) console.info(`nothing here runs code for ${target}: it is compared with snapshots only`);
  return {
    target,
    isThere: program !== undefined,
    run: (jobs: readonly Job[]) => runBy(program as string, runner, jobs),
  };
}

/** The targets whose code is run, where what runs it is there. */
export const RUNNERS = TARGETS.flatMap((target) => {
  const found = runnerOf(LANGUAGES[target]);
  return found ? [{ ...found, target }] : [];
});
