import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit, Finding } from "../../src/note/finding.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { applied, certainEdits, unifiedDiff } from "../../src/note/report/fix.ts";
import { documentFindings } from "../../src/note/writing/document.ts";

const finding = (edit: Edit): Finding => ({
  ...edit,
  ...{ latex: "", severity: "error", verdict: "wrong", rule: "sides-differ", why: "", edit },
});

const editsIn = (text: string, edits: readonly Edit[]) =>
  certainEdits(readNote("a.md", text), edits.map(finding));

describe("edits", () => {
  const text = "word $abc$ word";

  it("are applied where they are within a formula", () => {
    expect(applied(text, editsIn(text, [{ start: 7, end: 8, text: "xy" }]))).toBe("word $axyc$ word");
    expect(applied(text, editsIn(text, [{ start: 9, end: 9, text: "_2" }]))).toBe("word $abc_2$ word");
  });

  it("are refused outside of formulas, and where they overlap another", () => {
    expect(editsIn(text, [{ start: 0, end: 4, text: "" }])).toEqual([]);
    expect(editsIn(text, [{ start: 5, end: 9, text: "" }])).toEqual([]);
    const first = { start: 6, end: 8, text: "x" };
    expect(editsIn(text, [{ start: 7, end: 9, text: "y" }, first])).toEqual([first]);
  });

  it("leave nothing to correct behind them", () => {
    const note = "$w_{kj}$\n\n$$ w{kj} { (a }_1) \\\\ $$\n";
    const read = readNote("a.md", note);
    const fixed = applied(note, certainEdits(read, documentFindings(read)));
    expect(fixed).toBe("$w_{kj}$\n\n$$ w_{kj} ({ a }_1) $$\n");
    const again = readNote("a.md", fixed);
    expect(certainEdits(again, documentFindings(again))).toEqual([]);
  });
});

/** A unified diff applied to the text that it was made of. */
function patched(text: string, diff: string): string {
  const old = text.split("\n");
  const result: string[] = [];
  let at = 0;
  for (const row of diff.split("\n").slice(2, -1)) {
    const head = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(row);
    if (head) {
      while (at < Number(head[1]) - 1) result.push(old[at++] as string);
      expect(result.length).toBe(Number(head[3]) - 1);
    } else if (row.startsWith("+")) result.push(row.slice(1));
    else if (!row.startsWith("\\")) {
      expect(row.slice(1)).toBe(old[at++]);
      if (row.startsWith(" ")) result.push(row.slice(1));
    }
  }
  return [...result, ...old.slice(at)].join("\n");
}

describe("the diff", () => {
  it("shows lines around a change", () => {
    expect(unifiedDiff("a.md", "1\n2\n3\n4\n5\n6\n", [{ start: 8, end: 9, text: "five" }])).toBe(
      "--- a.md\n+++ a.md\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n",
    );
  });

  it("is empty without a change", () => {
    expect(unifiedDiff("a.md", "1\n", [])).toBe("");
  });

  it("gives the corrected text when it is applied", () => {
    const text = fc.array(fc.constantFrom("a", "bc", "\n", "\n\n"), { minLength: 1, maxLength: 60 });
    const places = fc.array(fc.tuple(fc.nat(90), fc.nat(4), fc.constantFrom("", "x", "y\nz")), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(text, places, (parts, cuts) => {
        const file = parts.join("");
        let last = -1;
        const edits = cuts
          .map(([start, length, written]) => ({ start, end: start + length, text: written }))
          .sort((a, b) => a.start - b.start)
          .filter(({ start, end }) => {
            const isFree = start > last && end <= file.length;
            if (isFree) last = end;
            return isFree;
          });
        const diff = unifiedDiff("a.md", file, edits);
        const expected = applied(file, edits);
        if (diff !== "" && expected !== file) expect(patched(file, diff)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
