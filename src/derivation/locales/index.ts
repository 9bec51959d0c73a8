/**
 * Sentences in three languages: key ─▶ template with {places}.
 *
 *     "gradient.read"  ─▶  "so {gradient}."
 *
 * A place holds mathematics or text (step.ts). All three tables have the same keys, and each template
 * the same places.
 */
import { entries as enEntries } from "./en/entries.ts";
import { matrix as enMatrix } from "./en/matrix.ts";
import { entries as jaEntries } from "./ja/entries.ts";
import { matrix as jaMatrix } from "./ja/matrix.ts";
import { entries as zhEntries } from "./zh/entries.ts";
import { matrix as zhMatrix } from "./zh/matrix.ts";

export type LocaleName = "en" | "zh" | "ja";
export type Locale = Readonly<Record<string, string>>;

export const LOCALES: Readonly<Record<LocaleName, Locale>> = {
  en: { ...enMatrix, ...enEntries },
  zh: { ...zhMatrix, ...zhEntries },
  ja: { ...jaMatrix, ...jaEntries },
};

/** The places of a template, in its order. */
export const placesOf = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
