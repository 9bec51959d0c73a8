/**
 * Runs written code, many functions in one process: JavaScript's as modules, NumPy's and PyTorch's by the first
 * python3 that has them, Octave's as a folder of function files.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Target } from "../../src/functions/function.ts";
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

type Nested = number | readonly Nested[];

const shapeOf = (value: Nested): number[] =>
  typeof value === "number" ? [] : [value.length, ...(value.length > 0 ? shapeOf(value[0] as Nested) : [])];
const entriesOf = (value: Nested): number[] =>
  typeof value === "number" ? [value] : value.flatMap(entriesOf);
const returned = (value: Nested): Returned => ({ shape: shapeOf(value), data: entriesOf(value) });

async function runJavaScript(jobs: readonly Job[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { code, name, args } of jobs) {
    try {
      const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
        string,
        (...args: readonly unknown[]) => Nested[]
      >;
      const given = args.map((a) =>
        typeof a === "object" && "sine" in a ? (x: number) => Math.sin(x + (a.sine * Math.PI) / 2) : a,
      );
      outcomes.push((module[name] as NonNullable<(typeof module)[string]>)(...given).map(returned));
    } catch (error) {
      outcomes.push(String(error));
    }
  }
  return outcomes;
}

const firstWith = (modules: string): string | undefined =>
  ["python3", "/usr/bin/python3"].find(
    (python) => spawnSync(python, ["-c", `import ${modules}`]).status === 0,
  );

export const PYTHON = firstWith("numpy, scipy.linalg") ?? firstWith("numpy");
export const HAS_SCIPY = PYTHON !== undefined && firstWith("numpy, scipy.linalg") === PYTHON;

/** Debian's python3 has the PyTorch that apt installs. */
const TORCH = firstWith("torch");

const DRIVER = `
import json, sys
MAKE_ARRAY
for line in sys.stdin:
    job = json.loads(line)
    try:
        scope = {}
        exec(compile(job["code"], "code", "exec"), scope)
        args = [array(a) if isinstance(a, list) else sine(a["sine"]) if isinstance(a, dict) else a for a in job["args"]]
        results = scope[job["name"]](*args)
        results = results if isinstance(results, tuple) else (results,)
        print(json.dumps([returned(r) for r in results]))
    except Exception as error:
        print(json.dumps(repr(error)))
`;

const ARRAYS = {
  numpy: `
import numpy as np
np.seterr(all="ignore")
array = lambda a: np.array(a, dtype=float)
sine = lambda k: lambda x: np.sin(x + k * np.pi / 2)
returned = lambda r: {"shape": np.shape(r), "data": np.asarray(r, dtype=float).ravel().tolist()}`,
  torch: `
import torch
torch.set_num_threads(1)
array = lambda a: torch.tensor(a, dtype=torch.float64)
sine = lambda k: lambda x: torch.sin(x + k * torch.pi / 2)
def returned(r):
    r = torch.as_tensor(r, dtype=torch.float64)
    return {"shape": list(r.shape), "data": r.reshape(-1).tolist()}`,
};

function runPython(jobs: readonly Job[], module: "numpy" | "torch"): Outcome[] {
  const python = module === "torch" ? TORCH : PYTHON;
  const driver = DRIVER.replace("MAKE_ARRAY", ARRAYS[module]);
  const { stdout, stderr } = spawnSync(python as string, ["-W", "error::SyntaxWarning", "-c", driver], {
    input: jobs.map((job) => JSON.stringify(job)).join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (stderr) throw new Error(stderr);
  if (jobs.length === 0) return [];
  // Python's JSON has numbers that are none
  const named: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: 1 / 0, "-Infinity": -1 / 0 };
  return stdout
    .trim()
    .split("\n")
    .map((line) =>
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

/** The function files of many jobs and one script that calls each, in one process of Octave. */
function runOctave(jobs: readonly Job[]): Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-octave-"));
  const calls = jobs.map(({ code, args }, i) => {
    const name = `job${i}`;
    writeFileSync(join(folder, `${name}.m`), code.replace(/^(function \[.*?\] = )\w+/, `$1${name}`));
    const outputs = (/^function \[(.*?)\]/.exec(code)?.[1] ?? "").split(", ").length;
    return `r = cell(1, ${outputs});
try
  [r{:}] = ${name}(${args.map(octaveText).join(", ")});
  for k = 1:${outputs}
    printf("%d ", size(r{k})); printf(":"); printf("%.17g ", r{k}.'); printf(";");
  end
  printf("\\n");
catch err
  printf("!%s\\n", strrep(err.message, "\\n", " "));
end`;
  });
  writeFileSync(join(folder, "run_all.m"), `warning("off", "all");\n${calls.join("\n")}`);
  const options = { encoding: "utf8", cwd: folder, maxBuffer: 2 ** 30 } as const;
  const { stdout, stderr } = spawnSync("octave", ["--quiet", "--no-gui", "run_all.m"], options);
  rmSync(folder, { recursive: true });
  const lines = stdout.trimEnd().split("\n");
  if (lines.length !== jobs.length) throw new Error(`octave gave ${lines.length} results: ${stderr}`);
  return lines.map((line) => (line.startsWith("!") ? line.slice(1) : octaveResults(line)));
}

const octaveResults = (line: string): Returned[] =>
  line
    .split(";")
    .slice(0, -1)
    .map((part) => {
      const [shape = [], data = []] = part.split(":").map((list) => list.trim().split(/ +/).filter(Boolean));
      return { shape: shape.map(Number), data: data.map(octaveNumber) };
    });

const octaveNumber = (text: string): number => Number(text.replace("Inf", "Infinity").replace("NA", "NaN"));

function octaveText(value: Plain): string {
  if (typeof value === "number") return `${value}`;
  if ("sine" in value) return `@(x) sin(x + ${value.sine} * pi / 2)`;
  const rows = value.map((row) => (typeof row === "number" ? `${row}` : row.join(", ")));
  return `[${rows.join("; ")}]`;
}

/** The targets whose code is run, where what runs it is there. */
export const RUNNERS: readonly {
  readonly target: Target;
  readonly isThere: boolean;
  readonly run: (jobs: readonly Job[]) => Outcome[] | Promise<Outcome[]>;
}[] = [
  { target: "js", isThere: true, run: runJavaScript },
  { target: "numpy", isThere: PYTHON !== undefined, run: (jobs) => runPython(jobs, "numpy") },
  { target: "torch", isThere: TORCH !== undefined, run: (jobs) => runPython(jobs, "torch") },
  { target: "octave", isThere: hasInterpreter("octave"), run: runOctave },
];
