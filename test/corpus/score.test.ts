/**
 * The identities by the scorer of the accept folder, which shares no code with matgrad, where python3 with
 * numpy is there and that folder too.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { answerProblem } from "../../src/problem/batch.ts";
import { linesOf, type Published } from "./published.ts";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const SCORER = path("score.py");
const IDENTITIES = path("identities.jsonl");

/** Why the scorer can't run here; undefined where it can. */
function missing(): string | undefined {
  if (!existsSync(path("../../../shared/accept/reference.py"))) return "there is no accept folder beside it";
  const numpy = spawnSync("python3", ["-c", "import numpy"]);
  return numpy.status === 0 ? undefined : "there is no python3 with numpy";
}

const why = missing();
if (why) console.log(`the scorer of the identities is left out: ${why}`);

const scored = (...args: string[]): string => {
  const { stdout, stderr } = spawnSync("python3", [SCORER, ...args], { encoding: "utf8" });
  return stdout + stderr;
};

test.skipIf(why)("the published forms are right by numbers of their own", () => {
  expect(scored("--check", IDENTITIES)).toMatch(/: \d+ lines, 0 failed/);
}, 60_000);

test.skipIf(why)("every answer is right and as short as the published form", () => {
  const lines = linesOf<Published>("identities.jsonl");
  const folder = mkdtempSync(join(tmpdir(), "identities-"));
  const answers = join(folder, "answers.jsonl");
  writeFileSync(answers, lines.map((line) => `${JSON.stringify(answerProblem(line))}\n`).join(""));
  const n = lines.length;
  const summary = scored("-v", "--answers", answers, IDENTITIES);
  rmSync(folder, { recursive: true });
  expect(summary).toContain(`${n} of ${n} right`);
  expect(summary).toContain(`${n} of ${n} as short as the published form`);
}, 120_000);
