/**
 * Each lemma is proved once: its own derivation holds line by line, does without the lemma, and ends where the lemma does.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { areEqual } from "../../src/evaluate/index.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { topological } from "../../src/expression/walk.ts";
import { readOptions } from "../../src/options/derive.ts";
import { splitProblem } from "../../src/options/lines.ts";
import { readingOf } from "../../src/shapes/declarations.ts";
import { readStatements } from "../../src/syntax/read.ts";

const FOLDER = new URL("../../docs/lemmas/", import.meta.url);
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".matgrad"))
  .map((name) => name.replace(/\.matgrad$/, ""));

function proofOf(name: string, more: readonly string[] = []) {
  const source = readFileSync(new URL(`${name}.matgrad`, FOLDER), "utf8");
  const { statements: text, options } = splitProblem(source);
  const request = readOptions([...more], options);
  freshStore();
  const statements = readStatements(text, readingOf(new Map(), request.wrt));
  return derive({ ...request, statements }, { ...request, style: request.styles[0] });
}

/** Functions whose differentials are lemmas. */
const LEMMAS = ["logdet", "softmax", "softmax_rows", "logsumexp", "softplus", "sigmoid"];

describe.each(names)("the proof of %s", (name) => {
  it("holds in every line, and is said in each language", () => {
    for (const lang of ["en", "zh", "ja"]) {
      const { report } = proofOf(name, ["--lang", lang]);
      expect(report.equations).toBeGreaterThan(0);
      expect(report.derivatives).toBeGreaterThan(0);
    }
  });

  it("does not use the lemma", () => {
    const { setup, derivation } = proofOf(name);
    const values = setup.definitions.map((d) => d.value);
    const used = topological(values).flatMap((e) => (e.kind === "call" ? [e.fn.name] : []));
    expect(used.filter((own) => LEMMAS.includes(own))).toEqual([]);
    const reasons = JSON.stringify(
      derivation.sections.flatMap((s) => s.steps.flatMap((own) => own.equations.map((e) => e.reason?.key))),
    );
    // others may use the rule of the quotient, whose own proof uses none of them
    expect(reasons).not.toMatch(name === "quotient" ? /rule\./ : /rule\.(standardised|scaled)/);
  });
});

/** What each lemma is of, in one formula. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  "log-determinant": "X : n x n; f = logdet(X)",
  "log-logistic": "z : scalar; f = log(sigmoid(z))",
  "log-softmax": "z : n; f = log(softmax(z))",
  logistic: "z : scalar; f = sigmoid(z)",
  quotient: "a : scalar; b : scalar; f = a/b",
  softmax: "z : n; f = softmax(z)",
  "softmax-rows": "S : n x m; f = softmax_rows(S)",
  softplus: "u : scalar; f = softplus(u)",
  "squared-norm": "r : n; f = r' r",
};

it.each(Object.keys(FUNCTIONS))("the proof of %s is of what the lemma is of", (name) => {
  const { setup } = proofOf(name);
  const statements = readStatements(FUNCTIONS[name] as string, readingOf(new Map(), undefined));
  const own = derive({ statements }, { style: "matrix" }).setup.root.expanded;
  expect(areEqual(setup.root.expanded, own).verdict).toBe("equal");
});

it("the others are there", () => {
  for (const name of ["chain", "inverse", "product", "quadratic-form", "standardised"]) {
    expect(names).toContain(name);
  }
});
