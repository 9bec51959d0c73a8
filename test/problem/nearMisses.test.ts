/**
 * No falsehood is confirmed and no truth refuted: formulas that agree with the truth on a typical sample, and true
 * ones that look odd. MATGRAD_NEAR_MISSES=2500 asks for as many of each.
 */
import { describe, expect, test } from "vitest";
import { answerLine } from "../../src/problem/batch.ts";
import { type Judged, nearMisses } from "../nearMisses.ts";
import { drawn } from "../sample.ts";

const COUNT = drawn("MATGRAD_NEAR_MISSES", 40, 2500);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);

const judged = ({ kind: _, verdict: __, ...line }: Judged) => answerLine(JSON.stringify(line));

/** What was judged otherwise than it is, one a line. */
function failures(verdict: Judged["verdict"], allowed: readonly string[]): string[] {
  return [...nearMisses(verdict, COUNT, SEED)].flatMap((item) => {
    const {
      verdict: found,
      why,
      error,
    } = judged(item) as { verdict?: string; why?: string; error?: unknown };
    if (found !== undefined && allowed.includes(found)) return [];
    return [
      `${item.kind}: ${item.expr} by ${item.wrt}: ${item.claim}: ${found} (${why ?? JSON.stringify(error)})`,
    ];
  });
}

describe("of formulas by construction", () => {
  test("no false one is confirmed or left open", () => {
    expect(failures("wrong", ["wrong"])).toEqual([]);
  }, 600_000);

  test("no true one is refuted or left open", () => {
    expect(failures("right", ["right"])).toEqual([]);
  }, 600_000);
});
