import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { areEqual } from "../../src/evaluate/index.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { operationCount } from "../../src/print/text.ts";
import { answerProblem, type BatchProblem } from "../../src/problem/batch.ts";
import { type DeclaredType, declaredType } from "../../src/shapes/declarations.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements, parseType } from "../../src/syntax/parse.ts";

interface Case extends BatchProblem {
  readonly id: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly expected?: string;
  readonly expected_vec?: string;
}

/** The corpus of published identities; it stands beside a checkout, not in it. */
const path = fileURLToPath(new URL("../../../shared/accept/cases.jsonl", import.meta.url));
const cases: Case[] = existsSync(path)
  ? readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line))
  : [];
if (cases.length === 0) console.log("the corpus of published identities is not beside this checkout: its test is left out");

/** An expression of the corpus, in the store of the problem at hand. */
function read(text: string, vars: Readonly<Record<string, string>>) {
  const options = { functionNames: FUNCTION_NAMES };
  const types = new Map<string, DeclaredType>();
  for (const [name, type] of Object.entries(vars)) types.set(name, declaredType(parseType(type, options)));
  return elaborate(parseStatements(text, options), { types }).value;
}

describe.skipIf(cases.length === 0)("the published identities", () => {
  const asShort: boolean[] = [];

  it.each(cases.map((c) => [c.id, c] as const))("%s", (_id, c) => {
    const answer = answerProblem(c);
    expect(answer.error).toBeUndefined();
    expect(answer.check?.verdict).toBe("verified");
    const published = c.expected ?? c.expected_vec;
    if (!published) return;
    freshStore();
    const theirs = read(published, c.vars);
    const ours = read(answer.ascii ?? "", c.vars);
    const hints = { positive: c.positive ?? [], spd: c.spd ?? [] };
    expect(areEqual(ours, theirs, { hints }).verdict).toBe("equal");
    asShort.push((answer.ops ?? Number.NaN) <= operationCount(theirs));
  });

  it("is as short as the published form in at least 98 of 100", () => {
    expect(asShort.filter(Boolean).length / asShort.length).toBeGreaterThanOrEqual(0.98);
  });
});
