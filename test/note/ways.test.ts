/**
 * One claim, three ways to it: `judge`, a batch line, and `check` on a note of two formulas.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { judgeTexts } from "../../src/problem/judgeTexts.ts";
import { answerLatexLine } from "../../src/problem/latex/line.ts";

interface Line {
  readonly id: string;
  readonly fn_latex: string;
  readonly wrt_latex: string;
  readonly claim_latex: string;
  readonly layout?: "numerator" | "denominator";
  readonly verdict: string;
  readonly assume?: unknown;
}

const LINES = readFileSync(new URL("../corpus/latexClaims.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Line)
  .filter(({ assume }) => assume === undefined);

const refused = (verdict: string | undefined): string | undefined =>
  verdict === "ill-formed" ? "wrong" : verdict;

const plain = (text: string): string => text.replace(/&|\\\\\s*$/g, " ").trim();

/** "Let $f = x^\top A x$. $$\nabla_x f = 2 A x$$", under the name that the claim has for the function. */
function noteOf({ fn_latex, wrt_latex, claim_latex, layout }: Line): string {
  const [fn, claim] = [plain(fn_latex), plain(claim_latex)];
  const head = /^\s*\\frac\{\\partial\s*([A-Za-z]|\\[a-z]+)\s*\}/.exec(claim)?.[1] ?? "f";
  const name = /=/.test(fn) ? fn.split("=")[0]!.replace(/\(.*$/, "").trim() : head;
  const definition = /=/.test(fn) ? fn : `${name} = ${fn}`;
  const isWhole = /=/.test(claim) && !claim.startsWith("=");
  const derivative = `\\frac{\\partial ${name}}{\\partial ${wrt_latex}} = ${claim.replace(/^=/, "")}`;
  const said = layout ? `Derivatives are written in ${layout} layout. ` : "";
  return `${said}Let $${definition}$. Then\n\n$$${isWhole ? claim : derivative}$$\n`;
}

function inNote(line: Line): string | undefined {
  const text = noteOf(line);
  const { listed = [] } = judgeNote(readNote("a.md", text));
  const verdicts = listed
    .filter(({ start, role }) => start > text.indexOf("\n\n$$") && role === "claim")
    .map(({ verdict }) => refused(verdict));
  return ["wrong", "unclear", "right"].find((verdict) => verdicts.includes(verdict));
}

describe("the claims of the corpus", () => {
  const through = LINES.map((line) => {
    const { fn_latex: fn, wrt_latex: wrt, claim_latex: claim, layout } = line;
    const judge = judgeTexts([fn], { wrt, claim, layout, latex: true }).verdict;
    const batch = answerLatexLine({ ...line }) as { readonly verdict?: string };
    return { line, judge, batch: batch.verdict, check: inNote(line) };
  });

  it("have one verdict through judge and batch", () => {
    expect(through.length).toBeGreaterThan(300);
    expect(through.filter(({ judge, batch }) => judge !== batch).map(({ line }) => line.id)).toEqual([]);
  });

  it("have none in a note that contradicts it, but where the note says what the line does not", () => {
    const decided = through.filter(({ judge, check }) => judge !== "unclear" && check && check !== "unclear");
    const against = decided.filter(({ judge, check }) => refused(judge) !== check);
    expect(against.length).toBeLessThanOrEqual(0.03 * decided.length);
    expect(decided.length).toBeGreaterThanOrEqual(
      0.75 * through.filter(({ judge }) => judge !== "unclear").length,
    );
  });
});
