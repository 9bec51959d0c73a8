/**
 * A further target is one file: lists.ts is registered nowhere, and its code for published derivatives gives the
 * evaluator's values, or says which function it is without.
 */
import { describe, expect, it } from "vitest";
import { codeFor } from "../../src/code/generate.ts";
import type { Language } from "../../src/code/pieces/language.ts";
import { requireCode } from "../../src/code/pieces/templates.ts";
import { linesOf } from "../corpus/published.ts";
import { type Line, problemOf } from "./lines.ts";
import { LISTS } from "./lists.ts";
import { atValues, fault, type Posed, posed, solved } from "./posed.ts";
import { runnerOf } from "./run.ts";

const LINES = ["cookbook.jsonl", "identities.jsonl", "regressions.jsonl"]
  .flatMap((file) => linesOf<Partial<Line>>(file))
  .filter((line): line is Line => line.expr !== undefined);
const LACKS = /^not supported: (\w+) has no code for lists$/;

/** Or the function that the target is without. */
function prepared(line: Line, i: number): Posed | string {
  for (let set = 0; set < 8; set++) {
    const sample = atValues(problemOf(line), i, (i + set) % 8);
    if (typeof sample === "string") continue;
    try {
      return posed(sample, LISTS, false);
    } catch (error) {
      return LACKS.exec((error as Error).message)?.[1] ?? String(error);
    }
  }
  return "no values";
}

describe("a target of one file", () => {
  const all = LINES.map(prepared);
  const able = all.filter((p): p is Posed => typeof p !== "string");

  it("has code for what it isn't without", () => {
    expect(() => requireCode(LISTS)).not.toThrow();
    const others = all.filter((p): p is string => typeof p === "string");
    expect(others.filter((name) => name !== "no values" && !LISTS.without?.has(name))).toEqual([]);
    expect(able.length).toBeGreaterThan(120);
  });

  it("gives the evaluator's values", () => {
    const runner = runnerOf(LISTS);
    if (!runner?.isThere) return;
    const outcomes = runner.run(able.map((p) => p.job));
    expect(able.flatMap((p, i) => fault(p, outcomes[i]) ?? [])).toEqual([]);
  });

  it("writes what it has no template for by its definition", () => {
    const problem = solved({ text: "X : m x n\nY : p x q\nK = kron(X, Y)", wrt: ["X"] });
    expect(codeFor(problem, LISTS)).toContain("for j in range(1, n * q + 1)] for i in range(1, m * p + 1)]");
  });
});

const without = (name: string): Language => ({
  ...LISTS,
  without: new Set([...(LISTS.without as ReadonlySet<string>)].filter((f) => f !== name)),
});

it.each(["inv", "gelu", "toeplitzpart"])(
  "a target that has no code for %s and doesn't say so is an error",
  (name) => {
    expect(() => requireCode(without(name))).toThrow(`${name} has no code for lists`);
  },
);
