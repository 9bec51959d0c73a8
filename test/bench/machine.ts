/**
 * Where figures were measured: names, versions, and the most that a core can do (peak.c), by width of its vectors.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nativeDetail } from "../../src/backend/native/native.ts";
import { numpyFacts } from "./python.ts";

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly compiler: string;
  readonly numpy: string;
  readonly openblas: string;
  readonly core: string;
  readonly native: string;
  /** GF/s of one core with vectors of so many doubles; those that it has. */
  readonly peak: readonly { readonly doubles: number; readonly speed: number }[];
  /** Tasks that wanted a core in the minute before. */
  readonly load: number;
}

const WIDTHS = [
  { doubles: 2, flag: "sse2" },
  { doubles: 4, flag: "avx2" },
  { doubles: 8, flag: "avx512f" },
];

function peak(): Machine["peak"] {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-peak-"));
  const source = fileURLToPath(new URL("peak.c", import.meta.url));
  const offered = spawnSync("cc", ["-march=native", "-dM", "-E", "-x", "c", "/dev/null"], {
    encoding: "utf8",
  });
  try {
    return WIDTHS.filter(({ flag }) => offered.stdout?.includes(`__${flag.toUpperCase()}__`)).map(
      ({ doubles }) => {
        const program = join(folder, `peak${doubles}`);
        const width = `-DBYTES=${8 * doubles}`;
        execFileSync("cc", ["-O2", "-march=native", "-ffp-contract=fast", width, source, "-o", program]);
        return { doubles, speed: Number(execFileSync(program, { encoding: "utf8" })) };
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function machine(): Machine {
  const facts = numpyFacts();
  const compiler = spawnSync("cc", ["--version"], { encoding: "utf8" }).stdout?.split("\n")[0] ?? "none";
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? "unknown",
    cores: processors.length,
    node: process.version,
    compiler,
    numpy: facts?.numpy ?? "none",
    openblas: facts?.openblas ?? "none",
    core: facts?.core ?? "none",
    native: nativeDetail(),
    peak: peak(),
    load: Math.round(10 * (loadavg()[0] as number)) / 10,
  };
}
