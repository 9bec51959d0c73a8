import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit, Finding, Judged } from "../../src/note/finding.ts";
import { editsInFile } from "../../src/note/reading/notebook.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { applied } from "../../src/note/report/fix.ts";
import { reportJson } from "../../src/note/report/json.ts";
import { reportText } from "../../src/note/report/report.ts";
import { reportSarif } from "../../src/note/report/sarif.ts";

const notebook = (cells: readonly (string | readonly string[])[], space = 1): string =>
  JSON.stringify(
    {
      cells: [
        { cell_type: "code", source: ["x = '$y$'"], outputs: [] },
        ...cells.map((source) => ({ cell_type: "markdown", metadata: {}, source })),
      ],
      nbformat: 4,
    },
    null,
    space,
  );

const source = notebook([["# Loss 損失\n", "Let $Y = X W$."], "so\n$$\n\\nabla_W L = G X^\\top\n$$"]);
const note = readNote("a.ipynb", source);
const claim = "\\nabla_W L = G X^\\top";
const start = note.text.indexOf(claim);
const finding: Finding = {
  ...{
    start,
    end: start + claim.length,
    latex: claim,
    severity: "error",
    verdict: "wrong",
    rule: "sides-differ",
  },
  ...{
    why: "it is turned round",
    edit: { start: start + claim.indexOf("G"), end: start + claim.length, text: "X^\\top G" },
  },
};
const judged: Judged = { findings: [finding], right: 0, claims: 1 };

describe("A notebook", () => {
  it("is its Markdown cells", () => {
    expect(note.passages.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "heading Loss 損失",
      "prose Let",
      "formula Y = X W",
      "prose .",
      "prose so",
      `formula ${claim}`,
    ]);
  });

  it("is reported by cell and the line in it", () => {
    expect(reportText(note, judged)).toMatch(/^a\.ipynb:cell 3:3:1: error: it is turned round/);
    expect(reportJson(note, judged)).toMatchObject({
      findings: [{ cell: 3, line: 3, endLine: 3, column: 1 }],
    });
  });

  it("has its regions in the file for SARIF", () => {
    const text = JSON.stringify(reportSarif([[note, judged]]));
    const line = source.split("\n").findIndex((row) => row.includes("nabla_W")) + 1;
    expect(text).toContain(`"startLine":${line}`);
  });

  it("keeps every other byte when it is corrected", () => {
    const fixed = applied(source, editsInFile(note.notebook!, finding.edit as Edit));
    expect(fixed).toBe(source.replace("G X^\\\\top", "X^\\\\top G"));
  });

  it("with an unclosed formula in one cell keeps the others", () => {
    const read = readNote("a.ipynb", notebook(["a $$ \\frac{a}{b}", "then $c = d$"]));
    expect(read.faults).toHaveLength(1);
    expect(read.passages.at(-1)?.text).toBe("c = d");
  });

  it("that is broken says where", () => {
    expect(readNote("a.ipynb", source.slice(0, -20)).faults?.[0]?.why).toMatch(
      /no notebook from character \d+/,
    );
    expect(readNote("a.ipynb", "").passages).toEqual([]);
    expect(readNote("a.ipynb", "[1, 2]").passages).toEqual([]);
  });

  it("takes any correction in any place as its text would", () => {
    const lines = fc.array(fc.string({ unit: "grapheme", maxLength: 8 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), fc.string({ unit: "grapheme" }), (cell, a, b, text) => {
        const before = notebook([cell, "end"]);
        const read = readNote("a.ipynb", before);
        const end = read.notebook!.cells[0]!.end;
        const [from, to] = [a % (end + 1), b % (end + 1)].sort((x, y) => x - y) as [number, number];
        fc.pre([from, to].every((at) => !/[\ud800-\udbff]$/.test(read.text.slice(0, at))));
        const after = applied(before, editsInFile(read.notebook!, { start: from, end: to, text }));
        expect(readNote("a.ipynb", after).text).toBe(read.text.slice(0, from) + text + read.text.slice(to));
        expect(JSON.parse(after).cells[0]).toEqual(JSON.parse(before).cells[0]);
      }),
    );
  });
});
