/**
 * The answers of this checkout beside those of another commit: `npm run same -- REF`, or `-- PROGRAM` where its
 * dist/matgrad.js is built. Every byte but the milliseconds is compared, for what must not change while the code is
 * rebuilt.
 *
 *     corpora ─▶ batch    gallery ─▶ derive, check    seeds ─▶ check --json
 *
 * Prints what differs, one line an answer, and leaves with 1 if anything does.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SHOWN = 200;

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(ROOT, folder, name));

/** What is asked of both; the inputs are those of this checkout. */
const ASKED: readonly (readonly string[])[] = [
  ...filesIn("test/corpus", ".jsonl").map((file) => ["batch", file]),
  ...filesIn("docs/gallery", ".matgrad").map((file) => ["derive", file]),
  ...filesIn("docs/gallery", ".md").map((file) => ["check", "--json", "--all", file]),
  ...filesIn("test/note/seeds", ".md").map((file) => ["check", "--json", "--all", file]),
];

/** The program of another commit, built in a folder of its own. */
function built(ref: string, folder: string): string {
  const git = (...words: string[]) => execFileSync("git", words, { cwd: ROOT, stdio: "pipe" });
  git("worktree", "add", "--detach", folder, ref);
  const lock = "package-lock.json";
  const same = spawnSync("git", ["diff", "--quiet", ref, "--", lock], { cwd: ROOT }).status === 0;
  if (same) symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  if (same && existsSync(join(ROOT, "build"))) symlinkSync(join(ROOT, "build"), join(folder, "build"));
  execFileSync("npm", same ? ["run", "build"] : ["ci"], { cwd: folder, stdio: "pipe" });
  return join(folder, "dist", "matgrad.js");
}

/** Its answer by lines, without what differs from run to run. */
function answer(program: string, words: readonly string[]): string[] {
  const run = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const lines = `${run.stdout}${run.stderr}exit ${run.status}`.split("\n");
  return lines.map((line) => line.replace(/"ms": ?[\d.e-]+/g, '"ms":0'));
}

function compare(before: string, after: string): number {
  let different = 0;
  for (const words of ASKED) {
    const [old, now] = [answer(before, words), answer(after, words)];
    for (let n = 0; n < Math.max(old.length, now.length); n += 1) {
      if (old[n] === now[n]) continue;
      different += 1;
      console.log(`${words.join(" ").replaceAll(ROOT, "")}:${n + 1}`);
      console.log(`  - ${old[n]?.slice(0, SHOWN) ?? "nothing"}\n  + ${now[n]?.slice(0, SHOWN) ?? "nothing"}`);
    }
  }
  return different;
}

const ref = process.argv[2];
if (!ref) {
  console.error("which commit? npm run same -- REF");
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), "matgrad-same-"));
  try {
    const before = ref.endsWith(".js") ? ref : built(ref, join(folder, "before"));
    const different = compare(before, join(ROOT, "dist", "matgrad.js"));
    console.log(different ? `${different} lines differ` : "every answer is the same");
    process.exitCode = different ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    execFileSync("git", ["worktree", "prune"], { cwd: ROOT });
  }
}
