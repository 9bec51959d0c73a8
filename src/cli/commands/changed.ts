/**
 * Which lines of a file differ from a commit, by git: for findings about what somebody changed.
 *
 *     @@ -4,0 +5,2 @@  ─▶  lines 5 and 6
 */
import { spawnSync } from "node:child_process";
import { basename, dirname } from "node:path";
import { UsageError } from "../../options/usage.ts";
import { printable } from "../../printable.ts";

/** A range of lines, from 1, both ends included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

const HUNK = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm;

/**
 * All lines of a file that git doesn't know.
 * @throws UsageError where there is no git, no repository or no such commit
 */
export function changedLines(file: string, commit: string): Lines[] {
  const name = basename(file);
  const git = (...words: string[]) =>
    spawnSync("git", ["-C", dirname(file), ...words], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const known = git("ls-files", "--error-unmatch", "--", name);
  if (known.error) throw new UsageError("--changed needs git, and there is none");
  const there = git("rev-parse", "--verify", "--quiet", `${commit}^{commit}`);
  if (there.status !== 0) {
    throw new UsageError(
      `--changed ${printable(commit)}: git knows no such commit where ${printable(file)} is`,
    );
  }
  if (known.status !== 0) return [{ first: 1, last: Number.POSITIVE_INFINITY }];
  const { stdout } = git("diff", "--unified=0", "--no-color", "--no-ext-diff", commit, "--", name);
  return [...stdout.matchAll(HUNK)].flatMap(([, first, count = "1"]) =>
    Number(count) === 0 ? [] : [{ first: Number(first), last: Number(first) + Number(count) - 1 }],
  );
}

/** Does anything between two lines lie in one of the ranges? */
export const touches = (lines: readonly Lines[], from: number, to: number): boolean =>
  lines.some(({ first, last }) => from <= last && to >= first);
