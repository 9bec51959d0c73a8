import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matgrad } from "./program.ts";

const root = mkdtempSync(join(tmpdir(), "matgrad-config-"));
mkdirSync(join(root, "a/b"), { recursive: true });

function write(path: string, content: unknown): string {
  const whole = join(root, path);
  writeFileSync(whole, typeof content === "string" ? content : JSON.stringify(content));
  return whole;
}

const rulesOf = async (...args: readonly string[]): Promise<string[]> => {
  const { out } = await matgrad("check", "--json", ...args);
  const { findings } = JSON.parse(out) as { findings: { rule: string; severity: string }[] };
  return findings.map(({ rule, severity }) => `${rule}: ${severity}`);
};

describe("matgrad.config.json", () => {
  const note = write("a/b/note.md", "the the $x$\n");

  it("is the nearest one upwards, and the command line goes before it", async () => {
    expect(await rulesOf(note)).toEqual(["doubled-word: warning"]);
    write("matgrad.config.json", { rules: { "doubled-word": "error" } });
    expect(await rulesOf(note)).toEqual(["doubled-word: error"]);
    write("a/matgrad.config.json", '// for drafts\n{ "rules": { "doubled-word": "off", }, }');
    expect(await rulesOf(note)).toEqual([]);
    expect(await rulesOf(note, "--rule", "doubled-word=note")).toEqual(["doubled-word: note"]);
    const other = write("other.json", { rules: {} });
    expect(await rulesOf(note, "--config", other)).toEqual(["doubled-word: warning"]);
  });

  it("gives the language of what is said, which the command line goes before", async () => {
    const said = async (...args: readonly string[]): Promise<string> => {
      const { out } = await matgrad("check", ...args, note);
      return out.split("\n")[0]!.replace(/^.*?note\.md/, "note.md");
    };
    const config = write("japanese.json", { locale: "ja" });
    const none = write("none.json", {});
    expect(await said("--config", none)).toBe(
      "note.md:1:1: warning: the word “the” stands twice [doubled-word]",
    );
    expect(await said("--config", config)).toBe(
      "note.md:1:1: 警告: 単語「the」が二度続いている [doubled-word]",
    );
    expect(await said("--config", config, "--lang", "zh")).toBe(
      "note.md:1:1: 警告: 单词“the”重复出现 [doubled-word]",
    );
    expect(await said("--config", config, "--lang", "en", "--json")).toContain("stands twice");
  });

  it("gives macros, symbols and a layout", async () => {
    const text = "$$f(x) = \\q{S}$$\n\n$$\\nabla_x f = 2 S x$$\n";
    const path = write("a/b/symbols.md", text);
    const claims = async (settings: object): Promise<string[]> => {
      const { out } = await matgrad(
        "check",
        "--json",
        "--all",
        "--config",
        write("own.json", settings),
        path,
      );
      const report = JSON.parse(out) as { claims: { role: string; verdict?: string }[] };
      return report.claims.map(({ role, verdict }) => verdict ?? role);
    };
    const macros = { "\\q": "x^\\top #1 x" };
    expect(await claims({ macros, symbols: { S: "symmetric n", x: "vector n" } })).toEqual([
      "definition",
      "right",
    ]);
    expect(await claims({ macros, symbols: { S: "n x n", x: "vector n" } })).toEqual(["definition", "wrong"]);
    expect(await claims({ symbols: { S: "symmetric n" } })).not.toContain("right");
  });

  it.each<[unknown, RegExp]>([
    [{ rule: {} }, /has no option rule: did you mean rules\?/],
    [{ locale: "fr" }, /the option locale of .* is en, zh or ja, not "fr"/],
    [{ layout: "both" }, /the option layout of .* is numerator or denominator, not "both"/],
    [{ rules: { "doubled-words": "off" } }, /there is no rule doubled-words; did you mean doubled-word\?/],
    [{ rules: { "doubled-word": "none" } }, /rule doubled-word takes off, error, warning, note, not none/],
    [{ symbols: { X: "m by n" } }, /the symbol X has the type m by n/],
    [{ macros: { "\\a1": "x" } }, /the macro \\a1 has no name that LaTeX can have/],
    ['{\n  "rules": {,\n}', /it is no JSON at line 2/],
    [[], /are an object, not \[\]/],
  ])("%j is an error that says why", async (settings, message) => {
    const config = write("bad.json", settings);
    const { status, error } = await matgrad("check", "--config", config, note);
    expect([status, error]).toEqual([2, expect.stringMatching(message)]);
    expect(error).toContain("bad.json");
  });
});
