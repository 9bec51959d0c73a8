/**
 * Runs written code: JavaScript as a module, NumPy's by the first python3 that has it, many at once.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Matrix } from "../../src/matrix/matrix.ts";

/** A number, a flat vector or rows. */
export type Plain = number | readonly number[] | readonly (readonly number[])[];

export interface Job {
  readonly code: string;
  readonly name: string;
  readonly args: readonly Plain[];
}

/** A column is given flat or as a column. */
export function plain({ rows, cols, data }: Matrix, flat: boolean): Plain {
  if (rows === 1 && cols === 1) return data[0] as number;
  if (cols === 1 && flat) return [...data];
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);
}

const flattened = (value: unknown): number[] =>
  Array.isArray(value) ? value.flatMap(flattened) : [value as number];

export async function runJavaScript({ code, name, args }: Job): Promise<number[][]> {
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    (...args: readonly Plain[]) => unknown[]
  >;
  return module[name]!(...args).map(flattened);
}

const has = (python: string, module: string): boolean =>
  spawnSync(python, ["-c", `import ${module}`]).status === 0;

export const PYTHON = ["python3", "/usr/bin/python3"].find((python) => has(python, "numpy"));
export const HAS_SCIPY = PYTHON !== undefined && has(PYTHON, "scipy.linalg");

/** Debian's python3 has the PyTorch that apt installs. */
export const TORCH = ["python3", "/usr/bin/python3"].find((python) => has(python, "torch"));

const DRIVER = `
import json, sys
MAKE_ARRAY
for line in sys.stdin:
    job = json.loads(line)
    try:
        scope = {}
        exec(compile(job["code"], "code", "exec"), scope)
        args = [array(a) if isinstance(a, list) else a for a in job["args"]]
        results = scope[job["name"]](*args)
        results = results if isinstance(results, tuple) else (results,)
        print(json.dumps([entries(r) for r in results]))
    except Exception as error:
        print(json.dumps(repr(error)))
`;

const ARRAYS = {
  numpy: `
import numpy as np
array = lambda a: np.array(a, dtype=float)
entries = lambda r: np.asarray(r, dtype=float).ravel().tolist()`,
  torch: `
import torch
array = lambda a: torch.tensor(a, dtype=torch.float64)
entries = lambda r: torch.as_tensor(r, dtype=torch.float64).reshape(-1).tolist()`,
};

/** The flat results of each, or what Python said. */
export function runPython(
  jobs: readonly Job[],
  module: "numpy" | "torch" = "numpy",
): (number[][] | string)[] {
  const input = jobs.map((job) => JSON.stringify(job)).join("\n");
  const python = module === "torch" ? TORCH : PYTHON;
  const driver = DRIVER.replace("MAKE_ARRAY", ARRAYS[module]);
  const { stdout, stderr } = spawnSync(python as string, ["-W", "error::SyntaxWarning", "-c", driver], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (stderr) throw new Error(stderr);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as number[][] | string);
}

/** Is an interpreter there? If not, that is said once. */
export function hasInterpreter(command: string): boolean {
  const found = spawnSync(command, ["--version"]).status === 0;
  if (!found) console.info(`${command} is not installed: its code is compared with snapshots only`);
  return found;
}

/** The function files of many jobs and one script that calls each, in one process of Octave. */
export function runOctave(jobs: readonly Job[]): (number[][] | string)[] {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-octave-"));
  const calls = jobs.map(({ code, args }, i) => {
    const name = `job${i}`;
    writeFileSync(join(folder, `${name}.m`), code.replace(/^(function \[.*?\] = )\w+/, `$1${name}`));
    const outputs = (/^function \[(.*?)\]/.exec(code)?.[1] ?? "").split(", ").length;
    return `r = cell(1, ${outputs});
try
  [r{:}] = ${name}(${args.map(octaveText).join(", ")});
  for k = 1:${outputs}
    printf("%.17g ", r{k}.'); printf(";");
  end
  printf("\\n");
catch err
  printf("!%s\\n", strrep(err.message, "\\n", " "));
end`;
  });
  writeFileSync(join(folder, "run_all.m"), calls.join("\n"));
  const options = { encoding: "utf8", cwd: folder, maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr } = spawnSync("octave", ["--quiet", "--no-gui", "run_all.m"], options);
  rmSync(folder, { recursive: true });
  const lines = stdout.trimEnd().split("\n");
  if (lines.length !== jobs.length) throw new Error(`octave gave ${lines.length} results: ${stderr}`);
  return lines.map((line) =>
    line.startsWith("!")
      ? line.slice(1)
      : line
          .split(";")
          .slice(0, -1)
          .map((part) => part.trim().split(/ +/).map(Number)),
  );
}

function octaveText(value: Plain): string {
  if (typeof value === "number") return `${value}`;
  const rows = value.map((row) => (typeof row === "number" ? `${row}` : row.join(", ")));
  return `[${rows.join("; ")}]`;
}
