/**
 * Every message by which a style may refuse a problem has its sentence in the three languages.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { refusalOf } from "../../src/derivation/refusal.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

/** Of the whole derivation, which no other style could make either. */
const NO_STYLE = /gradient|that could be solved/;

const messages = ["derivation", "derivative", "index", "functions"].flatMap((room) =>
  (readdirSync(`src/${room}`, { recursive: true }) as string[]).flatMap((file) =>
    [
      ...(file.endsWith(".ts") ? readFileSync(`src/${room}/${file}`, "utf8") : "").matchAll(
        /new UnsupportedError\(\s*(?:`([^`]+)`|"([^"]+)")/g,
      ),
    ].map(([, template, plain]) => (template ?? plain ?? "").replace(/\$\{[^}]+\}/g, "7")),
  ),
);

it("every refusal is a sentence", () => {
  expect(messages.length).toBeGreaterThan(25);
  const own = messages.filter((text) => !NO_STYLE.test(text) && text !== "not supported: 7");
  expect(own.filter((text) => refusalOf(text) === undefined)).toEqual([]);
});

it.each(["Jacobians", "derivatives along a direction"])("%s is a sentence too", (what) => {
  expect(refusalOf(`not supported: ${what}`)?.key).toMatch(/^refusal/);
});

it.each([
  ["zh", "2 阶导数"],
  ["ja", "2 階微分"],
] as const)("in %s no English is left", (locale, order) => {
  const statements = parseStatements("f = x'*A*x");
  const derived = derive({ statements }, { style: "perturbation", wrt: ["x"], order: 2 });
  const printed = printDerivation(derived, { format: "md", locale });
  expect(printed).toContain(order);
  expect(printed).not.toMatch(/derivative|second|not supported/);
});
