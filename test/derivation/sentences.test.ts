/**
 * Every sentence as it is printed: no place of a template is empty (layout.ts refuses one), each sentence ends, none
 * stands twice, and the words fit the language. Over the textbook problems and the gallery, in every style and language.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { LOCALES } from "../../src/derivation/locales/index.ts";
import { type LocaleName, placesOf } from "../../src/derivation/locales/locale.ts";
import type { Style } from "../../src/derivation/step.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { readOptions } from "../../src/options/derive.ts";
import { splitProblem } from "../../src/options/lines.ts";
import { readingOf } from "../../src/shapes/declarations.ts";
import { readStatements } from "../../src/syntax/read.ts";
import { deriveTextbook, PROBLEMS } from "./textbook.ts";

const NAMES = ["en", "zh", "ja"] as const satisfies readonly LocaleName[];
const STYLES: readonly Style[] = ["differential", "backprop", "elementwise", "index", "perturbation"];
const GALLERY = new URL("../../docs/gallery/", import.meta.url);
const files = readdirSync(GALLERY).filter((name) => name.endsWith(".matgrad"));

function deriveGallery(file: string): Derived {
  const { statements: text, options } = splitProblem(readFileSync(new URL(file, GALLERY), "utf8"));
  const request = readOptions([], options);
  freshStore();
  return derive({ ...request, statements: readStatements(text, readingOf(new Map(), request.wrt)) }, request);
}

/** What stands between formulas: words that a reader reads. */
const prose = (printed: string): string =>
  printed
    .replace(/\$\$[\s\S]*?\$\$/g, "\n\n")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\$[^$]*\$/g, "□");

const FAULTS: Readonly<Record<LocaleName, readonly RegExp[]>> = {
  // an empty place, two stops, "S and A is", "a matrices"
  en: [
    /\{\w+\}/,
    / [,.;:]/,
    /[,;:.]{2}|,\./,
    / {2}\S/,
    /□ and □ is (?:symmetric|positive)/,
    /\(\s*\)/,
    /undefined|NaN/,
  ],
  zh: [/\{\w+\}/, /[，。；：、]{2}/, /□,|□\.(?:\s|$)|[\u4e00-\u9fff][,.;:]/, /（\s*）/, /undefined|NaN/],
  ja: [
    /\{\w+\}/,
    /[、。；：]{2}/,
    /□,|□\.(?:\s|$)|[\u3040-\u30ff\u4e00-\u9fff][,.;:]/,
    /（\s*）/,
    /undefined|NaN/,
  ],
};

/** The same sentence twice says nothing new; a heading or a colon has something after it. */
function faultsIn(printed: string, locale: LocaleName): string[] {
  const words = prose(printed);
  const found = FAULTS[locale].flatMap((fault) => words.match(fault)?.[0] ?? []);
  const sentences = printed
    .replace(/\$\$[\s\S]*?\$\$/g, "\n\n$$\n\n")
    .split(/(?<=[.。])\s+|\n\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence === "$" || (sentence.length > 12 && /[.。]$/.test(sentence)));
  // what heads a display stands before each; a condition stands once
  const isCondition = (sentence: string): boolean => /must|须|なければ/.test(sentence);
  const twice = sentences.filter(
    (sentence, i) =>
      (sentence === sentences[i - 1] && sentence !== "$") ||
      (isCondition(sentence) && sentences.indexOf(sentence) < i),
  );
  const hanging = /[:：]\s*(?:$|\n\n(?!\$\$)\*\*)/.test(printed.replace(/<!--[\s\S]*?-->/g, "").trimEnd());
  return [...found, ...twice, ...(hanging ? ["a colon with nothing behind it"] : [])];
}

/** In each language. */
const faults = (derived: Derived): [LocaleName, string][] =>
  NAMES.flatMap((locale) =>
    faultsIn(printDerivation(derived, { locale }), locale).map((fault): [LocaleName, string] => [
      locale,
      fault,
    ]),
  );

describe("sentences", () => {
  it.each(STYLES)(
    "of the textbook problems in the style %s",
    (style) => {
      const found = PROBLEMS.map((problem) => [problem.name, faults(deriveTextbook(problem, { style }))]);
      expect(found.filter(([, own]) => own?.length)).toEqual([]);
    },
    300_000,
  );

  it.each(["low", "high"] as const)(
    "of the textbook problems in detail %s",
    (detail) => {
      const found = PROBLEMS.map((problem) => [problem.name, faults(deriveTextbook(problem, { detail }))]);
      expect(found.filter(([, own]) => own?.length)).toEqual([]);
    },
    300_000,
  );

  it("of the gallery", () => {
    const found = files.map((file) => [file, faults(deriveGallery(file))]);
    expect(found.filter(([, own]) => own?.length)).toEqual([]);
  }, 300_000);
});

describe.each(NAMES)("templates in %s", (locale) => {
  const table = LOCALES[locale];

  it("have no places that touch, and end as the same one in English does", () => {
    for (const [key, template] of Object.entries(table)) {
      expect([key, /\}\{/.test(template)]).toEqual([key, false]);
      // what leads to a display ends as the language has it
      const isWhole = /[.]$/.test(LOCALES.en[key] as string);
      if (isWhole) expect([key, /[.。]$/.test(template)]).toEqual([key, true]);
    }
  });

  it("say the number of several things where they say that of one", () => {
    const plural = Object.keys(table).filter((key) => key.endsWith(".several"));
    expect(plural.length).toBeGreaterThan(5);
    for (const key of plural) {
      const single = key.replace(/\.several$/, "");
      expect(placesOf(table[key] as string).sort()).toEqual(placesOf(table[single] as string).sort());
    }
  });
});
