/** The page's words: those of the chosen language, with values in their places. */
import type { LocaleName } from "../../index.ts";
import { en, type Strings } from "./en.ts";
import { ja } from "./ja.ts";
import { zh } from "./zh.ts";

export type { Strings } from "./en.ts";

export const STRINGS: Readonly<Record<LocaleName, Strings>> = { en, zh, ja };
export const LANGUAGE_NAMES: Readonly<Record<LocaleName, string>> = {
  en: "English",
  zh: "中文",
  ja: "日本語",
};

/** `filled("{n} of {m}", { n: 1, m: 2 })` is "1 of 2". */
export const filled = (template: string, places: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name) => String(places[name] ?? ""));

/** A numeric method in the page's language, where it is one of the usual. */
export const methodName = (method: string, strings: Strings): string =>
  Object.hasOwn(strings, method) ? strings[method as keyof Strings] : method;
