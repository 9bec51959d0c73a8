/**
 * The four seed notes against the table of their mistakes, made by hand: what is wrong must be refused at its line,
 * with the right correction where the table has one; nothing that is right may be.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/note/finding.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { proofread } from "../../src/note/proofread.ts";
import { readNote } from "../../src/note/reading/read.ts";

interface Row {
  readonly file: string;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly severity: "E" | "W";
  readonly prose?: boolean;
  readonly correct?: readonly string[];
}

const FOLDER = new URL("./", import.meta.url);
const ROWS = JSON.parse(readFileSync(new URL("seeds.json", FOLDER), "utf8")) as readonly Row[];
const FILES = ["000", "001", "002", "003"] as const;

interface Placed extends Finding {
  readonly firstLine: number;
  readonly lastLine: number;
}

const FINDINGS = new Map(FILES.map((file) => [file as string, findingsIn(file)]));

function findingsIn(file: string): readonly Placed[] {
  const text = readFileSync(new URL(`seeds/${file}.txt`, FOLDER), "utf8");
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  return proofread(readNote(`${file}.txt`, text), judgeNote, { all: true }).findings.map((finding) => ({
    ...finding,
    firstLine: lineAt(finding.start),
    lastLine: lineAt(finding.end),
  }));
}

const near = ({ file, from, to }: Row): readonly Placed[] =>
  FINDINGS.get(file)!.filter(({ firstLine, lastLine }) => firstLine <= to && lastLine >= from);

const isRefused = ({ verdict }: Finding): boolean => verdict === "wrong" || verdict === "ill-formed";
const squeezed = (text: string): string => text.replace(/\s+/g, "");

const WRONG = ROWS.filter(({ severity, prose }) => severity === "E" && !prose);
const IN_WORDS = ROWS.filter(({ severity, prose }) => severity === "E" && prose);
const BADLY_WRITTEN = ROWS.filter(({ severity }) => severity === "W");
const name = ({ file, row, from }: Row): string => `${file} #${row}, line ${from}`;

describe("the seeds", () => {
  test.each(WRONG.map((row) => [name(row), row] as const))("%s is refused", (_name, row) => {
    expect(near(row).filter(isRefused)).not.toEqual([]);
  });

  test.each(WRONG.filter(({ correct }) => correct).map((row) => [name(row), row] as const))(
    "%s is corrected",
    (_name, row) => {
      const corrections = near(row).map(({ correct = "", edit }) =>
        squeezed(`${correct} ${edit?.text ?? ""}`),
      );
      for (const right of row.correct!)
        expect(
          corrections.some((text) => text.includes(squeezed(right))),
          right,
        ).toBe(true);
    },
  );

  test.each(IN_WORDS.map((row) => [name(row), row] as const))(
    "%s, a claim in words, is not passed over",
    (_name, row) => {
      expect(near(row)).not.toEqual([]);
    },
  );

  test("of the badly written lines fewer than a fifth are passed over", () => {
    const missed = BADLY_WRITTEN.filter((row) => !near(row).some(({ severity }) => severity !== "note")).map(
      name,
    );
    // what is only told is missing (a step, a condition) and what would need the sense of a sentence
    expect(missed).toEqual(["002 #47, line 404", "002 #48, line 408"]);
    expect(missed.length).toBeLessThan(0.2 * BADLY_WRITTEN.length);
  });

  test("nothing that is right is refused", () => {
    const refused = FILES.flatMap((file) =>
      FINDINGS.get(file)!
        .filter(({ severity }) => severity === "error")
        .filter(
          ({ firstLine, lastLine }) =>
            !WRONG.some((row) => row.file === file && firstLine <= row.to && lastLine >= row.from),
        )
        .map(({ firstLine, latex }) => `${file}:${firstLine} ${latex}`),
    );
    expect(refused).toEqual([]);
  });
});
