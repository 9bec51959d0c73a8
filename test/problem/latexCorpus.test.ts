/**
 * Claims as public notes have them, and the same with one slip; each verdict was found with numerical differences
 * by a program that shares no code with matgrad.
 */
import { describe, expect, test } from "vitest";
import { answerLine } from "../../src/problem/batch.ts";
import { linesOf } from "../corpus/published.ts";
import { oneIn } from "../sample.ts";

interface Claim {
  readonly id: string;
  readonly fn_latex: string;
  readonly wrt_latex: string;
  readonly claim_latex: string;
  readonly layout: string;
  readonly assume?: unknown;
  readonly mutant?: boolean;
  readonly verdict: "right" | "wrong";
}

const claims = linesOf<Claim>("latexClaims.jsonl");
const wrong = oneIn(
  4,
  claims.filter(({ verdict }) => verdict === "wrong"),
);
const asked = [...claims.filter(({ verdict }) => verdict === "right"), ...wrong];

function verdictOn({ fn_latex, wrt_latex, claim_latex, layout, assume }: Claim): string {
  const line = { fn_latex, wrt_latex, claim_latex, layout, assume };
  const { verdict } = answerLine(JSON.stringify(line)) as { verdict?: string };
  return verdict === "ill-formed" ? "wrong" : (verdict ?? "none");
}

describe("claims of many notations", () => {
  const verdicts = new Map<Claim, string>();
  const idsOf = (which: (claim: Claim, verdict: string) => boolean): string[] =>
    [...verdicts].filter(([claim, verdict]) => which(claim, verdict)).map(([{ id }]) => id);

  test("no right one is refuted", () => {
    for (const claim of asked) verdicts.set(claim, verdictOn(claim));
    expect(verdicts.size).toBeGreaterThan(200);
    expect(idsOf((claim, verdict) => claim.verdict === "right" && verdict === "wrong")).toEqual([]);
  }, 240_000);

  test("all that are right are found right", () => {
    expect(idsOf((claim, verdict) => claim.verdict === "right" && verdict !== "right")).toEqual([]);
  });

  test("slips are found, 99 of 100", () => {
    const missed = idsOf((claim, verdict) => claim.verdict === "wrong" && verdict !== "wrong");
    expect(missed.length / wrong.length, missed.join(", ")).toBeLessThanOrEqual(0.01);
  });
});
