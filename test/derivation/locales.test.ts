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
  it.each(Object.keys(en))("uses each place of %s once", (key) => {
    expect(placesOf(LOCALES[name][key] as string).sort()).toEqual(placesOf(en[key] as string).sort());
  });
});
