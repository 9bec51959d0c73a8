/**
 * native.ts in a process of its own for each pairing, since OpenBLAS chooses its core but once when it is loaded.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { python } from "./python.ts";

export interface NativeRow {
  readonly case: string;
  /** GF/s, medians. */
  readonly native: number;
  readonly openblas: number;
  /** Median of the rounds' ratios of speed, native over OpenBLAS; and that of both sides' best rounds. */
  readonly ratio: number;
  readonly bestRatio: number;
  readonly nanoseconds: number;
}

export interface NativeRun {
  readonly engine: string;
  readonly core: string;
  readonly threads: number;
  readonly results: readonly NativeRow[];
}

export interface NativeRuns {
  readonly own: NativeRun;
  /** Where another instruction set is chosen. */
  readonly avx2?: NativeRun;
  readonly twoThreads: NativeRun;
}

const ON_TWO_THREADS = "256,512,1024,2048";

function run(options: readonly string[]): NativeRun {
  const script = fileURLToPath(new URL("native.ts", import.meta.url));
  console.log(`native ${options.join(" ")}`);
  return JSON.parse(execFileSync("npx", ["tsx", script, ...options], { encoding: "utf8" }));
}

/** Undefined where NumPy is missing. */
export function nativeRuns(): NativeRuns | undefined {
  if (!python) return undefined;
  const own = run([]);
  return {
    own,
    ...(own.engine === "avx2" ? {} : { avx2: run(["--engine", "avx2", "--coretype", "Haswell"]) }),
    twoThreads: run(["--threads", "2", "--only", ON_TWO_THREADS]),
  };
}
