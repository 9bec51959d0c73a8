/**
 * The three tables say the same things.
 */
import { describe, expect, it } from "vitest";
import { LOCALES, placesOf } from "../../src/derivation/locales/index.ts";

const { en } = LOCALES;

describe.each(["zh", "ja"] as const)("the locale %s", (name) => {
  it("has a sentence for each key", () => {
    expect(Object.keys(LOCALES[name]).sort()).toEqual(Object.keys(en).sort());
  });
  const places = (template: string | undefined): string[] => [...new Set(placesOf(template ?? ""))].sort();
  it.each(Object.keys(en))("uses every place of %s", (key) => {
    expect(places(LOCALES[name][key])).toEqual(places(en[key]));
  });
});
