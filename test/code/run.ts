/**
 * Runs written code: JavaScript as a module, NumPy's by the first python3 that has it, many at once.
 */
import { spawnSync } from "node:child_process";
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

const DRIVER = `
import json, sys
import numpy as np
for line in sys.stdin:
    job = json.loads(line)
    try:
        scope = {}
        exec(compile(job["code"], "code", "exec"), scope)
        args = [np.array(a, dtype=float) if isinstance(a, list) else a for a in job["args"]]
        results = scope[job["name"]](*args)
        results = results if isinstance(results, tuple) else (results,)
        print(json.dumps([np.asarray(r, dtype=float).ravel().tolist() for r in results]))
    except Exception as error:
        print(json.dumps(repr(error)))
`;

/** The flat results of each, or what Python said. */
export function runPython(jobs: readonly Job[]): (number[][] | string)[] {
  const input = jobs.map((job) => JSON.stringify(job)).join("\n");
  const { stdout, stderr } = spawnSync(PYTHON as string, ["-W", "error::SyntaxWarning", "-c", DRIVER], {
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
