/**
 * The three tables say the same things.
 */
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/derivation/locales/index.ts";
import * as lazy from "../../src/derivation/locales/lazy.ts";
import { LOCALE_NAMES, placesOf } from "../../src/derivation/locales/locale.ts";

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

it("one by one they are the same as together", async () => {
  for (const name of LOCALE_NAMES) {
    await lazy.loadLocale(name);
    expect(lazy.LOCALES[name]).toEqual(LOCALES[name]);
  }
});
