/**
 * The table of rules: each row's example has a finding of the rule; settings, comments and counts.
 */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/note/finding.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { proofread } from "../../src/note/proofread.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { type Policy, reported } from "../../src/note/rules/policy.ts";
import { settingError } from "../../src/note/rules/settings.ts";
import { RULE_IDS, RULES } from "../../src/note/rules/table.ts";

const SHOWN = RULE_IDS.filter((id) => RULES[id].example !== undefined);

/** `rule: severity`, each once. */
const found = (text: string, policy: Policy = {}, file = "a.md"): string[] =>
  proofread(readNote(file, text), judgeNote, policy).findings.map(
    ({ rule, severity }) => `${rule}: ${severity}`,
  );

describe("the example of a rule", () => {
  it.each(SHOWN)("%s has a finding of it, of its severity", (id) => {
    expect(found(RULES[id].example as string)).toContain(`${id}: ${RULES[id].severity}`);
  });

  it("is there but where the file would have to be no text, very long, or matgrad at fault", () => {
    const without = ["not-utf8", "not-a-text-file", "too-long", "fault"];
    expect(RULE_IDS.filter((id) => !SHOWN.includes(id))).toEqual(without);
  });
});

describe("a rule", () => {
  const text = "the the matrix $x$";
  it("has the severity that the user wants", () => {
    expect(found(text)).toEqual(["doubled-word: warning"]);
    expect(found(text, { rules: { "doubled-word": "error" } })).toEqual(["doubled-word: error"]);
    expect(found(text, { rules: { "doubled-word": "off" } })).toEqual([]);
  });

  it("is told from a slip in its name or setting", () => {
    expect(settingError("doubled-word", "off")).toBeUndefined();
    expect(settingError("double-word", "off")).toBe(
      "there is no rule double-word; did you mean doubled-word?",
    );
    expect(settingError("doubled-word", "warn")).toBe(
      "rule doubled-word takes off, error, warning, note, not warn",
    );
    expect(settingError("constructor", "off")).toMatch(/there is no rule constructor/);
  });
});

describe("a comment takes away", () => {
  const WRONG = "$f(x) = x^3$ has $f'(x) = 2x^2$.";
  it.each<[string, string, string[]]>([
    ["the next line", `<!-- matgrad-ignore-next-line sides-differ -->\n\n${WRONG}\n`, []],
    ["but another rule", `<!-- matgrad-ignore-next-line shape -->\n${WRONG}\n`, ["sides-differ: error"]],
    ["all rules where it names none", `<!-- matgrad-ignore-next-line -->\n${WRONG} the the\n`, []],
    [
      "no line behind the next",
      `<!-- matgrad-ignore-next-line -->\n$x$\n\n${WRONG}\n`,
      ["sides-differ: error"],
    ],
    ["its line", `${WRONG} <!-- matgrad-ignore-line sides-differ, doubled-word -->\n`, []],
    [
      "what stands between two",
      `<!-- matgrad-ignore-start -->\n\n${WRONG}\n\n<!-- matgrad-ignore-end -->\n\nthe the $x$\n`,
      ["doubled-word: warning"],
    ],
    [
      "all to the end where none ends it",
      `the the $x$\n\n<!-- matgrad-ignore-start -->\n\n${WRONG}\n`,
      ["doubled-word: warning"],
    ],
    ["the whole file", `${WRONG}\n\n<!-- matgrad-ignore-file sides-differ -->\n`, []],
    [
      "all of a display",
      `$f(x) = x^3$\n\n<!-- matgrad-ignore-next-line -->\n$$\n\\begin{aligned}\nf'(x)\n&= 2x^2\n\\end{aligned}\n$$\n`,
      [],
    ],
    [
      "nothing in code",
      `\`\`\`\n<!-- matgrad-ignore-file -->\n\`\`\`\n\n${WRONG}\n`,
      ["sides-differ: error"],
    ],
    [
      "and is told where it names no rule",
      `<!-- matgrad-ignore-file side-differs -->\n$x$\n`,
      ["unknown-rule: warning"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("in LaTeX, reStructuredText and notebooks too", () => {
    const tex = (before: string, own: string): string =>
      `${before}\\documentclass{article}\\begin{document}\n${own}\\[ f(x) = x^3 \\]\n\\[ f'(x) = 2x^2 \\] % matgrad-ignore-line\n\\end{document}\n`;
    expect(found(tex("", ""), {}, "a.tex")).toEqual([]);
    expect(
      found(tex("", "").replace("% matgrad-ignore-line", "\\% matgrad-ignore-line"), {}, "a.tex"),
    ).toEqual(["sides-differ: error"]);
    expect(
      found(
        tex("% matgrad-ignore-file sides-differ\n", "").replace(" % matgrad-ignore-line", ""),
        {},
        "a.tex",
      ),
    ).toEqual([]);
    const rst = ".. math:: f(x) = x^3\n\n.. matgrad-ignore-next-line\n.. math:: f'(x) = 2x^2\n";
    expect(found(rst, {}, "a.rst")).toEqual([]);
    expect(found(rst.replace("matgrad-ignore-next-line", "other words"), {}, "a.rst")).toEqual([
      "sides-differ: error",
    ]);
    const source = ["<!-- matgrad-ignore-next-line -->\n", "$f(x) = x^3$ has $f'(x) = 2x^2$."];
    const notebook = JSON.stringify({ cells: [{ cell_type: "markdown", source }], nbformat: 4 });
    expect(found(notebook, {}, "a.ipynb")).toEqual([]);
  });
});

describe("what could not be read", () => {
  const text = "$\\foo{x} = y$, $\\foo z = 1$ and $\\bar{x} = \\baz$";
  it("is a note, once for each construct, with its count", () => {
    const notes = proofread(readNote("a.md", text), judgeNote).findings;
    expect(notes.map(({ latex, severity, count }) => [latex, severity, count])).toEqual([
      ["\\foo", "note", 2],
      ["\\baz", "note", undefined],
    ]);
  });

  it("is listed at each place where all is asked for", () => {
    expect(found(text, { all: true })).toEqual(Array(3).fill("unreadable: note"));
  });
});

describe("a fault is said once", () => {
  const finding = (rule: Finding["rule"], start: number, end: number): Finding => ({
    ...{ rule, start, end, latex: "", why: rule, severity: "error", verdict: "wrong" },
  });
  const rules = (...findings: Finding[]): string[] =>
    reported(readNote("a.md", "$x$".repeat(50)), findings).map(({ rule, start }) => `${rule} ${start}`);

  it("by the graver rule where two are about the same mathematics", () => {
    expect(rules(finding("unclear", 0, 20), finding("sides-differ", 10, 20))).toEqual(["sides-differ 10"]);
    expect(rules(finding("numerator-layout", 5, 9), finding("shapes-differ", 0, 9))).toEqual([
      "shapes-differ 0",
    ]);
    expect(rules(finding("unclear", 0, 20), finding("unreadable", 5, 7))).toEqual(["unreadable 5"]);
    expect(rules(finding("wrong-sign", 0, 9), finding("sides-differ", 0, 9))).toEqual(["wrong-sign 0"]);
  });

  it("but two errors in one chain, and a slip of writing beside an error, are two", () => {
    expect(rules(finding("sides-differ", 0, 12), finding("sides-differ", 8, 20))).toHaveLength(2);
    expect(rules(finding("sides-differ", 0, 12), finding("missing-partial", 0, 12))).toHaveLength(2);
  });
});
