import { describe, expect, it } from "vitest";
import type { Finding, Judged } from "../../src/note/finding.ts";
import { proofread } from "../../src/note/proofread.ts";
import { decode } from "../../src/note/reading/decode.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { reportJson } from "../../src/note/report/json.ts";
import { linesOf, lineText, placeAt } from "../../src/note/report/lines.ts";
import { reportText } from "../../src/note/report/report.ts";
import { reportSarif } from "../../src/note/report/sarif.ts";

const text = "# 矩阵 😀\n\n矩阵😀 $a + b$ and $c$.\n";
const note = readNote("notes/a b.md", text);
const start = text.indexOf("a + b");
const finding: Finding = {
  ...{ start, end: start + 5, latex: "a + b", severity: "error", verdict: "wrong", rule: "entry-differs" },
  ...{ why: "entry (1,2) is a, not b", correct: "b + a", edit: { start, end: start + 1, text: "b" } },
};
const judged: Judged = { findings: [finding], right: 2, claims: 3 };

it("the report shows place, sentence, line, caret and correction", () => {
  expect(reportText(note, judged)).toBe(`notes/a b.md:3:6: error: entry (1,2) is a, not b [entry-differs]
    矩阵😀 $a + b$ and $c$.
            ^^^^^
  right: b + a

notes/a b.md: 1 error, 0 warnings, 0 notes; 2 of 3 claims right
`);
});

it("the report has colours only where they are asked for, and no control character of the note", () => {
  const control = "\u001b";
  expect(reportText(note, judged, true)).toContain(`${control}[31merror:${control}[0m`);
  const hostile = `$a${control}[2J$`;
  const found = { ...finding, start: 1, end: 2, why: `b${control}`, correct: `${control}` };
  expect(reportText(readNote("a.md", hostile), { ...judged, findings: [found] })).not.toContain(control);
});

it("JSON counts columns in characters", () => {
  expect(reportJson(note, judged)).toEqual({
    file: "notes/a b.md",
    findings: [
      {
        ...{
          line: 3,
          column: 6,
          endLine: 3,
          endColumn: 11,
          latex: "a + b",
          severity: "error",
          verdict: "wrong",
        },
        ...{ rule: "entry-differs", why: "entry (1,2) is a, not b", correct: "b + a" },
      },
    ],
    summary: { errors: 1, warnings: 0, notes: 0, right: 2, claims: 3 },
  });
});

it("SARIF counts columns in UTF-16 units, and has rules and fixes", () => {
  const sarif = reportSarif([[note, judged]]) as Record<string, unknown>;
  const region = { startLine: 3, startColumn: 7, endLine: 3, endColumn: 12 };
  const artifactLocation = { uri: "notes/a%20b.md" };
  expect(sarif).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "matgrad", rules: [{ id: "entry-differs" }] } },
        columnKind: "utf16CodeUnits",
        results: [
          {
            ...{ ruleId: "entry-differs", ruleIndex: 0, level: "error" },
            message: { text: "entry (1,2) is a, not b. Right is: b + a" },
            locations: [{ physicalLocation: { artifactLocation, region } }],
            fixes: [
              {
                artifactChanges: [
                  {
                    artifactLocation,
                    replacements: [
                      { deletedRegion: { ...region, endColumn: 8 }, insertedContent: { text: "b" } },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

it("a place is a line and a column, whatever the line ends", () => {
  const lines = linesOf("a\r\nb😀c\n");
  expect(placeAt(lines, 0)).toEqual({ line: 1, column: 1, character: 1 });
  expect(placeAt(lines, 6)).toEqual({ line: 2, column: 4, character: 3 });
  expect(placeAt(lines, 8)).toEqual({ line: 3, column: 1, character: 1 });
  expect([0, 1, 2].map((line) => lineText(lines, line))).toEqual(["a\r", "b😀c", ""]);
});

describe("proofread", () => {
  const broken = readNote("a.md", "$x = \\frac{a}{b$ and $w_{ij}$");
  const unclear: Finding = {
    ...finding,
    start: 1,
    end: 15,
    severity: "note",
    verdict: "unclear",
    rule: "unclear",
  };

  it("says once what cannot be read because it is broken", () => {
    const { findings, claims } = proofread(broken, () => ({
      findings: [unclear, unclear],
      right: 0,
      claims: 1,
    }));
    expect(findings.map(({ rule }) => rule)).toEqual(["unbalanced-braces"]);
    expect(claims).toBe(1);
  });

  it("keeps what is unclear for another reason, and hands the progress on", () => {
    const seen: number[] = [];
    const elsewhere = { ...unclear, start: 22, end: 28 };
    const { findings } = proofread(
      broken,
      (_, progress) => {
        progress?.(1, 2);
        return { findings: [elsewhere], right: 0, claims: 0 };
      },
      { progress: (done) => seen.push(done) },
    );
    expect(findings.map(({ rule }) => rule)).toEqual(["unbalanced-braces", "unclear"]);
    expect(seen).toEqual([1]);
  });
});

describe("bytes", () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);

  it("are text, a text with damage, or no text", () => {
    expect(decode(new TextEncoder().encode("\uFEFFaé😀"))).toEqual({ text: "\uFEFFaé😀" });
    const latin1 = decode(bytes(...new TextEncoder().encode("a long enough line, caf"), 0xe9, 0x2e));
    expect(latin1.text).toBe("a long enough line, caf\uFFFD.");
    expect(latin1.finding).toMatchObject({ rule: "not-utf8", severity: "warning", start: 23 });
    for (const binary of [bytes(0x50, 0x4b, 0, 1), bytes(0xff, 0xfe, 0xff), bytes(0xe9)]) {
      expect(decode(binary)).toMatchObject({
        text: "",
        finding: { rule: "not-a-text-file", severity: "error" },
      });
    }
  });
});
