import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkWith } from "../../src/cli/commands/check.ts";
import { run } from "../../src/cli/run.ts";
import type { Finding } from "../../src/note/finding.ts";
import type { JudgeNote } from "../../src/note/proofread.ts";

const folder = mkdtempSync(join(tmpdir(), "matgrad-check-"));
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Finds `1+1=3` wrong wherever a formula says so. */
const judge: JudgeNote = ({ passages }, progress) => {
  const claims = passages.filter(({ kind }) => kind === "formula");
  const findings = claims.flatMap(({ text, start, end }, k): Finding[] => {
    progress?.(k + 1, claims.length);
    if (text !== "1+1=3") return [];
    const edit = { start: end - 1, end, text: "2" };
    const facts = {
      severity: "error",
      verdict: "wrong",
      rule: "sides-differ",
      why: "1+1 is 2, not 3",
    } as const;
    return [{ start, end, latex: text, ...facts, correct: "1+1=2", edit }];
  });
  return { findings, right: claims.length - findings.length, claims: claims.length };
};

async function check(args: readonly string[], watched = false) {
  let [out, error] = ["", ""];
  const status = await checkWith(judge, args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    ...(watched && {
      progress: (text: string) => {
        error += text;
      },
    }),
  });
  return { status, out, error };
}

const RIGHT = "We have $1+1=2$.\n";
const WRONG = "We have $1+1=3$.\n";

describe("the exit status", () => {
  it("is 0 where nothing is wrong, warnings or not", async () => {
    expect((await check([file("right.md", RIGHT)])).status).toBe(0);
    expect(await check([file("warned.md", "and and $x$")])).toMatchObject({
      status: 0,
      out: expect.stringContaining("1:1: warning: the word “and” stands twice [doubled-word]"),
    });
  });

  it("is 1 where something is", async () => {
    const path = file("wrong.md", WRONG);
    const { status, out } = await check([file("right.md", RIGHT), path]);
    expect(status).toBe(1);
    expect(out).toContain(`${path}:1:10: error: 1+1 is 2, not 3 [sides-differ]`);
    expect(out).toContain("right: 1+1=2");
  });

  it("is 2 where a file can't be read, and the others are checked", async () => {
    const { status, out, error } = await check([join(folder, "missing.md"), file("wrong.md", WRONG)]);
    expect(status).toBe(2);
    expect(error).toContain("there is no such file");
    expect(out).toContain("1 error");
  });

  it.each([[[]], [["--fix", "-"]], [["--format", "xml", "a.md"]], [["--fixx", "a.md"]]])(
    "is 2 for %j",
    async (args) => {
      let error = "";
      const write = (text: string): void => {
        error += text;
      };
      expect(await run(["check", ...args], { out: () => {}, error: write })).toBe(2);
      expect(error).toMatch(/^matgrad: /);
    },
  );
});

describe("output", () => {
  it("is a line of JSON for each file", async () => {
    const { out } = await check(["--json", file("right.md", RIGHT), file("wrong.md", WRONG)]);
    const [right, wrong] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(right).toMatchObject({ findings: [], summary: { errors: 0, right: 1, claims: 1 } });
    expect(wrong.findings).toMatchObject([
      { line: 1, column: 10, endLine: 1, endColumn: 15, correct: "1+1=2" },
    ]);
  });

  it("is one SARIF log for all files", async () => {
    const { out } = await check(["--format", "sarif", file("a.md", WRONG), file("b.md", WRONG)]);
    expect(JSON.parse(out).runs[0].results).toHaveLength(2);
  });

  it("is without warnings where they are not wanted", async () => {
    const { out } = await check(["--no-warnings", file("warned.md", "and and $1+1=3$")]);
    expect(out).toContain("1 error, 0 warnings");
  });

  it("has a bar on a terminal that is gone at the end", async () => {
    const { error } = await check([file("long.md", "$x$ ".repeat(50))], true);
    expect(error).toContain("50%");
    expect(error.endsWith("\r\u001b[K")).toBe(true);
    expect((await check([file("long.md", "$x$")])).error).toBe("");
  });
});

describe("--fix", () => {
  it("shows the diff, writes the file, and reports what is left", async () => {
    const path = file("fix.md", `${WRONG}and and\n`);
    const { status, out } = await check(["--fix", path]);
    expect(status).toBe(0);
    expect(out).toContain("-We have $1+1=3$.\n+We have $1+1=2$.\n");
    expect(out.indexOf("+We have")).toBeLessThan(out.indexOf("doubled-word"));
    expect(readFileSync(path, "utf8")).toBe(`${RIGHT}and and\n`);
  });

  it("changes nothing the second time, and leaves no other file", async () => {
    const path = file("twice.md", WRONG);
    await check(["--fix", path]);
    const { out } = await check(["--fix", path]);
    expect(out).not.toContain("@@");
    expect(readFileSync(path, "utf8")).toBe(RIGHT);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("keeps the report apart from the diff in JSON", async () => {
    const { out, error } = await check(["--fix", "--json", file("fix.md", WRONG)]);
    expect(JSON.parse(out).findings).toEqual([]);
    expect(error).toContain("@@ -1,1 +1,1 @@");
  });

  it("keeps the mode, symbolic and hard links", async () => {
    const path = file("linked.md", WRONG);
    chmodSync(path, 0o604);
    linkSync(path, join(folder, "linked-too.md"));
    symlinkSync(path, join(folder, "link.md"));
    expect((await check(["--fix", join(folder, "link.md")])).status).toBe(0);
    expect(readFileSync(join(folder, "linked-too.md"), "utf8")).toBe(RIGHT);
    expect(statSync(path).mode & 0o777).toBe(0o604);
    expect(lstatSync(join(folder, "link.md")).isSymbolicLink()).toBe(true);
  });

  it("does not write over what was changed meanwhile", async () => {
    const path = file("changed.md", WRONG);
    const changing: JudgeNote = (note) => {
      writeFileSync(path, "other words");
      return judge(note);
    };
    const errors: string[] = [];
    const streams = { out: () => undefined, error: (text: string) => void errors.push(text) };
    expect(await checkWith(changing, ["--fix", path], streams)).toBe(2);
    expect(errors.join("")).toContain("it was changed while it was read; run --fix again");
    expect(readFileSync(path, "utf8")).toBe("other words");
  });

  it("shows the name of the file escaped in the diff", async () => {
    const { out } = await check(["--fix", file("a\u001b\nb.md", WRONG)]);
    expect(out).toContain("a\\u{1b}\\u{a}b.md");
    expect(out.includes("\u001b")).toBe(false);
  });

  it("does not write a file that is not UTF-8", async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode(`${WRONG} caf`), 0xe9]);
    const path = file("latin1.md", bytes);
    const { out } = await check(["--fix", path]);
    expect(out).toContain("not-utf8");
    expect(Uint8Array.from(readFileSync(path))).toEqual(bytes);
  });
});

it("garbage gives a report", async () => {
  const files = [
    file(
      "binary.md",
      Uint8Array.from({ length: 1000 }, (_, k) => (k * 37) % 256),
    ),
    file("braces.md", "{".repeat(100_000)),
    file("empty.md", ""),
    file("dollars.tex", "$".repeat(99_999)),
  ];
  const { status, out } = await check(files);
  expect(status).toBe(1);
  expect(out).toContain("binary.md:1:1: error: this is not a text file in UTF-8");
  for (const path of files) expect(out).toContain(`${path}: `);
});
