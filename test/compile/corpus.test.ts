/**
 * Plans give what the evaluator of the checks gives, over the corpora, on every backend that runs here.
 */
import { describe, expect, it } from "vitest";
import { linesOf, type Published } from "../corpus/published.ts";
import { BACKENDS, largestDistance } from "./compared.ts";

const FILES = [
  "cookbook.jsonl",
  "regressions.jsonl",
  "identities.jsonl",
  "../../../shared/accept/cases.jsonl",
];
const problems = FILES.flatMap((file) => linesOf<Published>(file)).filter((p) => p.vars && p.expr && p.wrt);

describe("plans of the corpora", () => {
  it("are compared for many problems", () => expect(problems.length).toBeGreaterThan(150));

  it.each(problems.map((p, i) => [p.id ?? i, p] as const))(
    "%s equals the evaluator's values",
    (_id, problem) => {
      expect(largestDistance(problem, BACKENDS)).toBeLessThan(1e-10);
    },
  );
});
