/**
 * Mistakes made on purpose are found: right notes have no findings, and of the mutants that change the meaning at
 * least 75 % are refused at their line, as far as a sample tells: what nothing explains is unclear and no error. A sample here; MUTANTS=2000
 * tries so many.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { meansTheSame } from "./meaning.ts";
import { drawMutant, type Mutant, mutated, sitesOf } from "./mutants.ts";

const GALLERY = new URL("../../docs/gallery/", import.meta.url);
const NOTES = readdirSync(GALLERY)
  .filter((name) => /^\d+\.md$/.test(name))
  .map((name) => readNote(name, readFileSync(new URL(name, GALLERY), "utf8")));

const COUNT = Number(process.env.MUTANTS ?? 30);

interface Tried extends Mutant {
  readonly file: string;
  readonly isRefused: boolean;
  readonly isNoticed: boolean;
  readonly said: string;
}

function tried(): readonly Tried[] {
  const random = randomFrom(20240601, "mutants");
  const sites = NOTES.map(sitesOf);
  const found: Tried[] = [];
  while (found.length < COUNT) {
    const which = random.whole(0, NOTES.length - 1);
    const note = NOTES[which]!;
    const mutant = drawMutant(note, sites[which]!, random);
    if (!mutant || meansTheSame(note, mutant)) continue;
    const text = mutated(note.text, mutant);
    const line = text.slice(0, mutant.start).split("\n").length;
    const here = judgeNote(readNote(note.file, text)).findings.filter(({ start, end }) => {
      const [first, last] = [text.slice(0, start), text.slice(0, end)].map((part) => part.split("\n").length);
      return first! <= line && last! >= line;
    });
    found.push({
      ...mutant,
      file: note.file,
      isRefused: here.some(({ severity }) => severity === "error"),
      isNoticed: here.length > 0,
      said: here.map(({ rule, why }) => `${rule}: ${why}`).join("; "),
    });
  }
  return found;
}

describe("mutants", () => {
  test.each(NOTES.map((note) => [note.file, note] as const))(
    "%s as printed has no findings",
    (_name, note) => {
      const { findings, right, claims } = judgeNote(note);
      expect(findings).toEqual([]);
      // the rest is unclear, none is refused: the aim is all of them
      expect(right).toBeGreaterThanOrEqual(0.78 * claims);
      expect(claims).toBeGreaterThanOrEqual(20);
    },
  );

  test("at least 75 % of those that change the meaning are refused at their line, as far as a sample tells", {
    timeout: 3_600_000,
  }, () => {
    const all = tried();
    const missed = all.filter(({ isRefused }) => !isRefused);
    if (process.env.MUTANTS) {
      console.log(
        `${all.length - missed.length} of ${all.length} refused, ${missed.filter(({ isNoticed }) => isNoticed).length} more noticed`,
      );
      for (const { file, kind, start, end, text, said } of missed.slice(0, 60)) {
        const note = NOTES.find((other) => other.file === file)!;
        console.log(
          file,
          note.text.slice(0, start).split("\n").length,
          kind,
          said,
          JSON.stringify(note.text.slice(start - 30, end + 30)),
          "→",
          JSON.stringify(text),
        );
      }
    }
    // of a sample, as far as one tells: the standard deviation of 60 draws is 3.4
    const deviation = Math.sqrt(0.25 * 0.75 * all.length);
    expect(missed.length).toBeLessThanOrEqual(0.25 * all.length + deviation);
  });
});
