/** What is run on pull requests and before commits, as the files say it, with this checkout's program. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "matgrad-action-"));
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** The script of the step that checks. */
const SCRIPT = (/run: \|\n([\s\S]*?)\n {4}- /.exec(read("action.yml"))?.[1] ?? "").replace(/^ {8}/gm, "");

beforeAll(() => {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  // npx --yes matgrad@VERSION is this checkout's program, and so is matgrad
  const program = join(ROOT, "dist", "matgrad.js");
  writeFileSync(join(bin, "npx"), `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${program}" "$@"\n`);
  writeFileSync(join(bin, "matgrad"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  for (const name of ["npx", "matgrad"]) chmodSync(join(bin, name), 0o755);
  mkdirSync(join(folder, "notes", "deep"), { recursive: true });
  writeFileSync(join(folder, "notes", "deep", "a b.md"), "Here $\\nabla_u \\|u\\|^2 = u$.\n");
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words], { cwd: folder });
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "base");
});
afterAll(() => rmSync(folder, { recursive: true }));

function script(inputs: Readonly<Record<string, string>>) {
  const output = join(folder, "output");
  writeFileSync(output, "");
  const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}`, GITHUB_OUTPUT: output };
  const defaults = { FILES: "**/*.md", CHANGED: "", VERSION: "latest", ARGUMENTS: "", RUNNER_TEMP: folder };
  const { status, stdout } = spawnSync("bash", ["-e", "-c", SCRIPT], {
    cwd: folder,
    env: { ...env, ...defaults, ...inputs },
    encoding: "utf8",
  });
  return { status, stdout, output: readFileSync(output, "utf8") };
}

test("the action writes what it finds as SARIF, and its status", () => {
  const { status, output } = script({ CHANGED: "HEAD" });
  expect(status).toBe(0);
  expect(output).toContain("status=1");
  const sarif = JSON.parse(readFileSync(join(folder, "matgrad.sarif"), "utf8"));
  expect(sarif.runs[0].results).toHaveLength(1);
});

test("the action passes options on, and says where no note is", () => {
  const { ruleId } = JSON.parse(readFileSync(join(folder, "matgrad.sarif"), "utf8")).runs[0].results[0];
  expect(script({ ARGUMENTS: `--rule ${ruleId}=off` }).output).toContain("status=0");
  expect(script({ FILES: "*.tex" })).toMatchObject({ status: 2, stdout: "no notes match *.tex\n" });
});

test("the hooks before a commit run as they are written", () => {
  const entries = [...read(".pre-commit-hooks.yaml").matchAll(/entry: matgrad (.*)/g)].map(
    ([, words]) => words,
  );
  expect(entries).toEqual(["check --no-warnings", "render --check"]);
  const run = (words: string) =>
    spawnSync("matgrad", [...words.split(" "), "notes/deep/a b.md"], {
      cwd: folder,
      env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` },
    }).status;
  expect(entries.map((words) => run(words as string))).toEqual([1, 0]);
});
