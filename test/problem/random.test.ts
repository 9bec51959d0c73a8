/**
 * Random problems over the whole function table: what is read is what was written, simplification keeps
 * values and is final, and the derivative passes its numeric check.
 *
 * MATGRAD_PROBLEMS=1000000 npx vitest run test/problem/random.test.ts
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { randomProblem } from "../random.ts";
import { drawn } from "../sample.ts";
import { examine, type Finding } from "./posed.ts";

const COUNT = drawn("MATGRAD_PROBLEMS", 3_000, 10_000);
const SEED = Number(process.env.MATGRAD_SEED ?? 1);
/** Part of the problems whose check may decide nothing: values overflow, or a kink is near. */
const MOST_INCONCLUSIVE = 0.03;
/** Problems to a test, so that a failure is found near its line. */
const BATCH = 50;

const verdicts: Finding["verdict"][] = [];

const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, i) => SEED + i * BATCH);

describe("random problems", () => {
  test.each(batches)(`from seed %i`, (first) => {
    for (let seed = first; seed < Math.min(first + BATCH, SEED + COUNT); seed++) {
      const line = randomProblem(seed);
      const text = JSON.stringify(line);
      const finding = (() => {
        try {
          return examine(line);
        } catch (error) {
          throw new Error(`${text}: ${(error as Error).message}`, { cause: error });
        }
      })();
      expect(finding.failure && `${text}: ${finding.failure}`).toBeUndefined();
      verdicts.push(finding.verdict);
    }
  });

  test("are rarely inconclusive, and most have a matrix form", () => {
    const part = (verdict: string) => verdicts.filter((v) => v === verdict).length / COUNT;
    expect(verdicts).toHaveLength(COUNT);
    expect(part("inconclusive")).toBeLessThan(MOST_INCONCLUSIVE);
    expect(part("unsupported")).toBeLessThan(0.1);
  });

  test("are the same for the same seed", () => {
    expect(randomProblem(SEED)).toEqual(randomProblem(SEED));
    expect(randomProblem(SEED)).not.toEqual(randomProblem(SEED + 1));
  });
});

const REGRESSIONS = readFileSync(new URL("../corpus/regressions.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line));

test.each(REGRESSIONS.map((line) => [line.id, line] as const))("once failed: %s", (_id, line) => {
  const { failure, verdict, reason } = examine(line);
  expect(failure).toBeUndefined();
  expect([verdict, reason]).toEqual([
    line.verdict ?? "verified",
    verdict === "verified" ? undefined : reason,
  ]);
});
