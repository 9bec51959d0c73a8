/** What is written, where, and that everything else about a file stays as it is. */
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { file, folder, matgrad, shell } from "./program.ts";

const derived = (output: string, ...more: string[]) =>
  matgrad("derive", "x'x", "--wrt", "x", "--style", "matrix", "--format", "unicode", "-o", output, ...more);
const leftovers = () => readdirSync(folder).filter((name) => name.endsWith(".tmp"));

describe("-o", () => {
  it("keeps the mode", async () => {
    const path = file("mode.md", "old");
    chmodSync(path, 0o640);
    expect((await derived(path)).status).toBe(0);
    expect(readFileSync(path, "utf8")).toContain("2 x");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("writes through a symbolic link, also one whose file is not there yet", async () => {
    const path = file("target.md", "old");
    for (const target of [path, join(folder, "new-target.md")]) {
      const link = `${target}.link`;
      symlinkSync(target, link);
      expect((await derived(link)).status).toBe(0);
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(readFileSync(target, "utf8")).toContain("2 x");
    }
  });

  it("keeps hard links, and shortens a longer file", async () => {
    const path = file("hard.md", "old ".repeat(1000));
    const other = join(folder, "other.md");
    linkSync(path, other);
    expect((await derived(path)).status).toBe(0);
    expect(readFileSync(other, "utf8")).toBe(readFileSync(path, "utf8"));
    expect(statSync(other).ino).toBe(statSync(path).ino);
    expect(readFileSync(other, "utf8")).not.toContain("old");
    expect(leftovers()).toEqual([]);
  });

  it("makes a new file, and - is standard output", async () => {
    const path = join(folder, "made.md");
    expect((await derived(path)).out).toBe("");
    expect(existsSync(path)).toBe(true);
    expect((await derived("-")).out).toContain("2 x");
    expect((await derived("/dev/stdout")).out).toContain("2 x");
  });

  it.each([
    [join(folder, "no", "such", "folder.md"), "there is no such folder"],
    [folder, "it is a folder"],
    ["/dev/full", "there is no space left"],
  ])("to %s says why it can't", async (path, why) => {
    const { status, error } = await derived(path);
    expect([status, error]).toEqual([2, `matgrad: cannot write ${path}: ${why}\n`]);
    expect(leftovers()).toEqual([]);
  });

  it("does not overwrite what it reads", async () => {
    const text = "x : n\nf = x'x\n--wrt x\n";
    const path = file("own.matgrad", text);
    const link = join(folder, "own-link.matgrad");
    symlinkSync(path, link);
    for (const args of [
      ["derive", path, "-o", path],
      ["derive", "--file", path, "-o", link],
      ["code", "--file", path, "-o", path],
    ]) {
      const { status, error } = await matgrad(...args);
      expect(status).toBe(2);
      expect(error).toContain("the statements stand in it and would be lost; give --output another name");
      expect(readFileSync(path, "utf8")).toBe(text);
    }
    const piped = shell(`$M derive - -o own.matgrad < own.matgrad`, folder);
    expect([piped.status, readFileSync(path, "utf8")]).toEqual([2, text]);
  });

  it("fills a pipe", () => {
    const { stdout } = shell(
      `mkfifo f; (cat f > got) & $M derive "x'x" -s matrix -o f; wait; cat got`,
      folder,
    );
    expect(stdout).toContain("2 x");
    expect(lstatSync(join(folder, "f")).isFIFO()).toBe(true);
  });
});

describe("a file that can't be read", () => {
  const missing = (name: string) => join(folder, name);
  it.each([
    [["derive", missing("p.matgrad")], "there is no such file"],
    [["derive", `./p`], "there is no such file"],
    [["code", missing("p.matgrad"), "--wrt", "x"], "there is no such file"],
    [["judge", missing("p.matgrad"), "--wrt", "x", "--claim", "x"], "there is no such file"],
    [["check", missing("p.md")], "there is no such file"],
    [["batch", missing("p.jsonl")], "there is no such file"],
    [["derive", folder], "it is a folder"],
    [["check", folder], "it is a folder"],
    [["batch", folder], "it is a folder"],
    [["derive", join(file("plain.md", ""), "below.md")], "what should be a folder on the way to it is none"],
    [["derive", file("binary.matgrad", Uint8Array.of(1, 0, 2))], "it is binary, and should be text in UTF-8"],
    [["batch", file("binary.jsonl", Uint8Array.of(1, 0, 2))], "it is binary, and should be text in UTF-8"],
    [["derive", file("wide.matgrad", Uint8Array.of(0xff, 0xfe, 120, 0))], "it is text in UTF-16"],
    [["derive", file("latin.matgrad", Uint8Array.of(120, 0xe9))], "it is not text in UTF-8"],
  ])("%j", async (args, why) => {
    const { status, out, error } = await matgrad(...args);
    expect([status, out]).toEqual([2, ""]);
    expect(error).toMatch(/^matgrad: cannot read .*\n$/);
    expect(error).toContain(why);
  });
});

test("the mark at the beginning of a file and ends of lines don't matter", async () => {
  const { out } = await matgrad(
    "derive",
    file("bom.matgrad", "\ufeffx : n\r\nf = x'x\r\n--wrt x --json\r\n"),
  );
  expect(JSON.parse(out).ascii).toBe("2*x");
  const line = '{"vars": {"x": "vector n"}, "expr": "x\'*x", "wrt": "x"}';
  const batch = await matgrad("batch", file("bom.jsonl", `\ufeff${line}\r\n${line}\r\n`));
  expect(batch.out.trim().split("\n")).toHaveLength(2);
  expect(batch.status).toBe(0);
});

describe("names of files are printed escaped", () => {
  const NAME = "a\u001b[31m\nb\u202e.md";
  const isPlain = (text: string) => !["\u001b", "\u202e"].some((mark) => text.includes(mark));
  const SHOWN = "a\\u{1b}[31m\\u{a}b\\u{202e}.md";

  it("in reports and errors", async () => {
    const path = file(NAME, "We have $1+1=3$.\n");
    const report = await matgrad("check", path);
    expect(report.out).toContain(SHOWN);
    expect(isPlain(report.out)).toBe(true);
    for (const command of ["derive", "check", "batch"]) {
      const { error } = await matgrad(command, `${path}.no`);
      expect(error).toContain(`${SHOWN}.no`);
      expect(isPlain(error) && !error.trim().includes("\n")).toBe(true);
    }
  });

  it("in JSON as what they are", async () => {
    const path = file(NAME, "We have $1+1=2$.\n");
    const { out } = await matgrad("check", "--json", path);
    expect(isPlain(out)).toBe(true);
    expect(JSON.parse(out).file).toBe(path);
  });
});

describe("what can't be printed", () => {
  it("is one line", () => {
    const { status, stderr } = shell(`$M derive "x'x" > /dev/full`);
    expect([status, stderr]).toEqual([
      2,
      "matgrad: cannot write to standard output: there is no space left\n",
    ]);
  });

  it("is no error where the reader went away", () => {
    const lines = '{"vars": {"x": "vector n"}, "expr": "x\'*x", "wrt": "x"}\n'.repeat(200);
    writeFileSync(join(folder, "many.jsonl"), lines);
    const { stdout, stderr } = shell(`$M batch many.jsonl | head -n 1; echo \${PIPESTATUS[0]}`, folder);
    expect(stdout).toMatch(/\n0\n$/);
    expect(stderr).toBe("");
  });

  it("does not matter where nobody reads errors", () => {
    expect(shell("$M derive --bad 2>/dev/full").status).toBe(2);
    expect(shell("$M derive - <&-").status).toBe(1);
  });
});

test("a file that is not the caller's alone is written in place where nothing can be made beside it", async () => {
  const inside = join(folder, "closed");
  mkdirSync(inside);
  writeFileSync(join(inside, "a.md"), "old ".repeat(500));
  linkSync(join(inside, "a.md"), join(inside, "b.md"));
  chmodSync(inside, 0o555);
  expect((await derived(join(inside, "a.md"))).status).toBe(0);
  expect(readFileSync(join(inside, "b.md"), "utf8")).toContain("2 x");
});
