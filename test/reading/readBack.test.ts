/**
 * Whatever is printed is read: the answers to the problems of the corpora (MATGRAD_FULL=1: to all), as ASCII, Unicode and LaTeX.
 */
import { describe, expect, it } from "vitest";
import type { BatchProblem } from "../../src/problem/batch.ts";
import { linesOf } from "../corpus/published.ts";
import { oneIn } from "../sample.ts";
import { misreadings } from "./readBack.ts";

/** The last three stand in the checkout, the others beside it. */
const FILES = [
  ...["cases", "public", "claims"].map((name) => `../../../shared/accept/${name}.jsonl`),
  ...["cookbook", "identities", "regressions"].map((name) => `./${name}.jsonl`),
];

describe.each(FILES)("the printed answers of %s", (file) => {
  const problems = oneIn(
    3,
    linesOf<Partial<BatchProblem>>(file).filter(
      (p): p is BatchProblem => p.expr !== undefined && p.wrt !== undefined,
    ),
  );

  it.skipIf(problems.length === 0)(
    "read as what was printed",
    () => {
      expect(
        problems.flatMap((p) => misreadings(p).map((why) => `${String(p.id ?? p.expr)}: ${why}`)),
      ).toEqual([]);
    },
    60_000,
  );
});
