/**
 * The published identities: right by matgrad's own checks, equal to what was published, and as short.
 */
import { describe, expect, it, test } from "vitest";
import { areEqual } from "../../src/evaluate/index.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { operationCount } from "../../src/print/text.ts";
import { answerProblem } from "../../src/problem/batch.ts";
import { linesOf, type Published, read } from "./published.ts";

interface Identity extends Published {
  readonly topic: string;
}

const identities = linesOf<Identity>("identities.jsonl");

describe("the published identities", () => {
  it.each(identities.map((c) => [c.id, c] as const))("%s", (_id, c) => {
    const answer = answerProblem(c);
    expect(answer.error).toBeUndefined();
    expect(answer.check?.verdict).toBe("verified");
    freshStore();
    const theirs = read(c.expected ?? c.expected_vec ?? "", c.vars);
    const ours = read(answer.ascii ?? "", c.vars);
    const hints = { positive: c.positive ?? [], spd: c.spd ?? [] };
    expect(areEqual(ours, theirs, { hints }).verdict).toBe("equal");
    expect(answer.ops).toBeLessThanOrEqual(operationCount(theirs));
  });
});

test("each has a source, and there are three to a topic", () => {
  expect(identities.filter((c) => c.source.length < 10).map((c) => c.id)).toEqual([]);
  expect(new Set(identities.map((c) => c.id)).size).toBe(identities.length);
  expect(identities.length).toBeGreaterThanOrEqual(66);
  const topics = new Map<string, number>();
  for (const { topic } of identities) topics.set(topic, (topics.get(topic) ?? 0) + 1);
  expect([...topics].filter(([, count]) => count < 3)).toEqual([]);
});
