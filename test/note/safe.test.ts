/**
 * What `--fix` writes: right notes stay as they are, byte for byte; a corrected claim is right then, no other claim
 * changes, and a second run writes nothing.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/note/finding.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { proofread } from "../../src/note/proofread.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { applied } from "../../src/note/report/fix.ts";
import { safeEdits } from "../../src/note/report/safe.ts";
import { oneIn } from "../sample.ts";

const judged = (text: string) => {
  const note = readNote("a.md", text);
  return [note, proofread(note, judgeNote)] as const;
};

/** The text with what `--fix` writes. */
function fixed(text: string): string {
  const [note, found] = judged(text);
  const judgeWith = (edits: readonly Edit[]) => judged(applied(text, edits));
  return applied(text, safeEdits(note, found, judgeWith));
}

const GALLERY = new URL("../../docs/gallery/", import.meta.url);
const CLAIMS = new URL("../corpus/latexClaims.jsonl", import.meta.url);

interface Line {
  readonly id: string;
  readonly fn_latex: string;
  readonly wrt_latex: string;
  readonly claim_latex: string;
  readonly verdict: string;
}

const NOTES = readFileSync(CLAIMS, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Line)
  .filter(({ verdict }) => verdict === "right")
  .map(({ id, fn_latex: fn, wrt_latex: by, claim_latex: claim }) => {
    const derivative = /=/.test(claim) ? claim : `\\frac{\\partial f}{\\partial ${by}} = ${claim}`;
    return [id, `Let $f = ${fn.replace(/^.*?=/, "")}$.\n\n$$${derivative}$$\n`] as const;
  });

describe("on a right note no byte changes", () => {
  it.each(readdirSync(GALLERY).filter((name) => /^\d+\.md$/.test(name)))("%s", (name) => {
    const text = readFileSync(new URL(name, GALLERY), "utf8");
    expect(fixed(text)).toBe(text);
  });

  it("made of a claim that is right", () => {
    expect(NOTES.length).toBeGreaterThan(100);
    const changed = oneIn(2, NOTES)
      .filter(([, text]) => fixed(text) !== text)
      .map(([id, text]) => [id, text, fixed(text)]);
    expect(changed).toEqual([]);
  }, 300_000);
});

describe("a correction", () => {
  const LEAST = String.raw`$L = \|Xw - y\|^2$, $X \in \mathbb{R}^{m \times n}$, $w \in \mathbb{R}^n$, $y \in \mathbb{R}^m$; `;

  it("is written where it is the only one, and once", () => {
    const wrong = `${LEAST}$$\\nabla_w L = X^\\top (Xw - y)$$\n`;
    const right = fixed(wrong);
    expect(right).toBe(`${LEAST}$$\\nabla_w L = 2X^\\top (Xw - y)$$\n`);
    expect(fixed(right)).toBe(right);
  });

  it("is not written where another claim would change", () => {
    const [note, found] = judged(`${LEAST}$$\\nabla_w L = X^\\top (Xw - y)$$\n`);
    const worse = judged(`${LEAST}$$\\nabla_w L = 3 X^\\top (Xw - y)$$\n`);
    expect(found.findings.some(({ edit }) => edit)).toBe(true);
    expect(safeEdits(note, found, () => worse)).toEqual([]);
  });
});
