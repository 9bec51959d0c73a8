/** Findings about what differs from a commit. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../src/cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "matgrad-changed-"));
const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...words], {
    cwd: folder,
    stdio: "pipe",
  });
const NOTE = join(folder, "note.md");
const wrong = (variable: string) => `Here $\\nabla_${variable} \\|${variable}\\|^2 = ${variable}$.\n\n`;

beforeAll(() => {
  git("init", "-q");
  writeFileSync(NOTE, wrong("u"));
  git("add", ".");
  git("commit", "-qm", "one");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function check(...words: string[]) {
  let [out, error] = ["", ""];
  const status = await run(["check", ...words], {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  return { status, out, error };
}

test("what stood there before is not told", async () => {
  expect(await check("--changed", "HEAD", NOTE)).toMatchObject({ status: 0 });
  expect(await check(NOTE)).toMatchObject({ status: 1 });
});

test("what is new is", async () => {
  writeFileSync(NOTE, wrong("u") + wrong("v"));
  const { status, out } = await check("--changed", "HEAD", NOTE);
  expect(status).toBe(1);
  expect(out).toContain("note.md:3:");
  expect(out).not.toContain("note.md:1:");
});

test("a file that git doesn't know is new", async () => {
  const other = join(folder, "other.md");
  writeFileSync(other, wrong("w"));
  expect(await check("--changed", "HEAD", other)).toMatchObject({ status: 1 });
});

test("a commit that isn't there, and what doesn't go together, are said", async () => {
  expect(await check("--changed", "nowhere", NOTE)).toMatchObject({ status: 2 });
  expect((await check("--changed", "nowhere", NOTE)).error).toContain("git knows no such commit");
  expect((await check("--changed", "HEAD", "--fix", NOTE)).error).toContain("without --fix");
});
