/**
 * The code for a problem under another name: as it was but for names, and with the same results where it runs.
 */
import { codeFor } from "../../src/code/generate.ts";
import { transliterated } from "../../src/code/names.ts";
import { type SolvedProblem, solveAll } from "../../src/code/solved.ts";
import { LANGUAGES } from "../../src/code/targets.ts";
import { chooseSizes, evaluate, sampleValues } from "../../src/evaluate/index.ts";
import { TARGETS } from "../../src/functions/code.ts";
import type { Target } from "../../src/functions/function.ts";
import {
  compilePython,
  hasInterpreter,
  type Job,
  type Plain,
  PYTHON,
  plain,
  runJavaScript,
  runOctave,
  runPython,
  TORCH,
} from "../code/run.ts";
import { differences, orRefusal, type Printed, read } from "./documents.ts";
import { type Named, renamed } from "./problems.ts";

const NAME = "value_of_all";

const solvedOf = ({ text, wrt, order }: Named): SolvedProblem =>
  solveAll(read(text), { wrt, ...(order && { order }) });

/** With a further name that the language takes for itself. */
function codesOf(problem: Named, reserved?: string): Printed[] {
  if (problem.order && problem.order > 2) return [];
  let solved: SolvedProblem | undefined;
  return TARGETS.flatMap((target) =>
    orRefusal(target, () => {
      solved ??= solvedOf(problem);
      const own = LANGUAGES[target];
      const language =
        reserved === undefined ? own : { ...own, reserved: new Set([...own.reserved, reserved]) };
      return [{ what: target, text: codeFor(solved, language, NAME), surface: "plain" }];
    }),
  );
}

/** The function's own lines, without comments. */
const mainOf = ({ text, ...rest }: Printed): Printed => ({
  ...rest,
  text: text
    .slice(Math.max(0, text.search(new RegExp(`^(?:export function|def|function) .*${NAME}`, "m"))))
    .replace(/"""[\s\S]*?"""|\/\*[\s\S]*?\*\/|^\s*%.*$|^\s*#.*$/gm, "")
    .replace(/#=[\s\S]*?=#/g, "")
    .replace(new RegExp(`^function (?!.*${NAME})[\\s\\S]*`, "m"), ""),
});

const baselines = new Map<string, Printed[]>();

function baseline(problem: Named, reserved: string | undefined): Printed[] {
  const key = `${problem.text}|${problem.wrt}|${reserved}`;
  const known = baselines.get(key) ?? codesOf(problem, reserved).map(mainOf);
  baselines.set(key, known);
  return known;
}

/** A piece of code to be run, and what its results are. */
export interface Posed {
  readonly target: Target;
  readonly about: string;
  readonly job: Job;
  /** Absent where only the syntax is looked at. */
  readonly expected: readonly (readonly number[])[] | undefined;
}

export interface Coded {
  readonly faults: readonly string[];
  readonly posed: readonly Posed[];
}

/** The code of `changed`, in which `from` is called `to`. */
export function coded(problem: Named, changed: Named, from: string, to: string): Coded {
  const codes = codesOf(changed);
  const sample = sampleOf(problem);
  const posed = codes.flatMap(({ what, text }): Posed[] => {
    const target = what as Target;
    if (!TARGETS.includes(target)) return [];
    const job = { code: text, name: NAME, args: sample?.args ?? [] };
    return [{ target, about: `${from} called ${to}`, job, expected: sample?.expected }];
  });
  return { faults: [...repeated(codes), ...compared(problem, from, to, codes.map(mainOf))], posed };
}

/** Lines are broken where they are long: the other name is as long, and the language takes it or doesn't. */
function compared(problem: Named, from: string, to: string, found: readonly Printed[]): string[] {
  const other = "Q".padEnd(transliterated(to).length, "q");
  const like = renamed(problem, from, other);
  if (!like) return [];
  return found.flatMap((own) => {
    const candidates = [undefined, other].map((reserved) =>
      differences(
        baseline(like, reserved).filter(({ what }) => what === own.what),
        [own],
        to,
      ),
    );
    return candidates.find((list) => list.length === 0) ?? (candidates[0] as string[]);
  });
}

const PARAMETERS = new RegExp(`(?:def|function)(?: \\[?.*?\\]? =)? ${NAME}\\((.*?)\\)`);

/** Two parameters of one name. */
const repeated = (codes: readonly Printed[]): string[] =>
  codes.flatMap(({ what, text }) => {
    const names = (PARAMETERS.exec(text)?.[1] ?? "").split(", ");
    return new Set(names).size === names.length ? [] : [`${what}: two parameters are called alike: ${names}`];
  });

interface Sampled {
  readonly args: readonly Plain[];
  readonly expected: readonly (readonly number[])[];
}

const samples = new Map<Named, Sampled | undefined>();

/** Arguments in their order, and the results; undefined for a function that is unknown, and takes one. */
function sampleOf(problem: Named): Sampled | undefined {
  if (!samples.has(problem)) samples.set(problem, problem.order === 3 ? undefined : sampled(problem));
  return samples.get(problem);
}

function sampled(problem: Named): Sampled | undefined {
  const solved = solvedOf(problem);
  const code = codeFor(solved, LANGUAGES.numpy, NAME);
  const roots = [solved.value, ...solved.derivatives.map((d) => d.value)];
  const wrts = solved.derivatives.map((d) => d.wrt);
  const sizes = chooseSizes([...roots, ...wrts], 1, 0) ?? new Map();
  const sample = sampleValues({ roots: [...roots, ...wrts], sizes, seed: 5 });
  if (typeof sample === "string") throw new Error(sample);
  const byName = new Map([...sample.values].map(([name, value]) => [transliterated(name), value]));
  const args = (PARAMETERS.exec(code)?.[1] ?? "").split(", ").map((name) => {
    const value = byName.get(name) ?? byName.get(name.replace(/_$/, ""));
    return value ? plain(value, false) : sizes.get(name);
  });
  if (args.some((arg) => arg === undefined)) return undefined;
  const expected = evaluate(roots, sample.values, sizes).map((m) => [...m.data]);
  return { args: args as Plain[], expected };
}

/** What came of running it, where it isn't what was expected. What takes an unknown function is only read. */
export async function misruns(posed: readonly Posed[]): Promise<string[]> {
  const found: string[] = [];
  for (const [target, run, parse] of RUNS) {
    const own = posed.filter((p) => p.target === target);
    const isRun = ({ expected }: Posed): boolean => expected !== undefined && run !== undefined;
    const [called, read] = [own.filter(isRun), own.filter((p) => !isRun(p))];
    const results = [
      ...((await run?.(called.map((p) => p.job))) ?? []),
      ...(await parse(read.map((p) => p.job))),
    ];
    [...called, ...read].forEach(({ about, job, expected }, k) => {
      const result = results[k] as number[][] | string;
      const isWrong = typeof result === "string" || (k < called.length && !areClose(result, expected ?? []));
      if (isWrong) found.push(`${about}, ${target}: ${JSON.stringify(result)}\n${job.code}`);
    });
  }
  return found;
}

type Run = (jobs: readonly Job[]) => (number[][] | string)[] | Promise<(number[][] | string)[]>;

const inJavaScript =
  (work: (job: Job) => Promise<number[][]>): Run =>
  (jobs) =>
    Promise.all(jobs.map((job) => work(job).catch((error: unknown) => String(error))));

const importOnly = async ({ code }: Job): Promise<number[][]> => {
  await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return [];
};

const nothing: Run = (jobs) => jobs.map(() => []);

/** How a target is run, and how it is only read. */
const RUNS: readonly (readonly [Target, Run | undefined, Run])[] = [
  ["js", inJavaScript(runJavaScript), inJavaScript(importOnly)],
  ...(PYTHON
    ? [["numpy", runPython, compilePython] as const, ["jax", undefined, compilePython] as const]
    : []),
  ...(TORCH ? [["torch", (jobs: readonly Job[]) => runPython(jobs, "torch"), compilePython] as const] : []),
  ...(hasInterpreter("octave") ? [["octave", runOctave, nothing] as const] : []),
];

const areClose = (
  actual: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
): boolean =>
  actual.length === expected.length &&
  actual.every((result, k) => {
    const wanted = expected[k] as readonly number[];
    const scale = Math.max(1, ...wanted.map(Math.abs));
    return result.length === wanted.length && result.every((x, i) => Math.abs(x - wanted[i]!) < 1e-9 * scale);
  });
