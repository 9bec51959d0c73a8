/** The program, run within the test (`matgrad`) or as a process (`processOf`, which needs the build). */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../src/cli/run.ts";

/** The exit status and what was written. */
export async function matgrad(
  ...args: string[]
): Promise<{ readonly status: number; readonly out: string; readonly error: string }> {
  const written = { out: "", error: "" };
  const status = await run(args, {
    out: (text) => {
      written.out += text;
    },
    error: (text) => {
      written.error += text;
    },
  });
  return { status, ...written };
}

export const PROGRAM = fileURLToPath(new URL("../../dist/matgrad.js", import.meta.url));

/** A line of a shell in which $M is the program. */
export const shell = (line: string, cwd?: string): SpawnSyncReturns<string> =>
  spawnSync("bash", ["-c", line], {
    encoding: "utf8",
    cwd,
    timeout: 50_000,
    env: { ...process.env, M: `${process.execPath} ${PROGRAM}` },
  });

export const folder = mkdtempSync(join(tmpdir(), "matgrad-"));

export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
