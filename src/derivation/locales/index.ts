/**
 * The sentences of all languages. What is built for a browser has lazy.ts in the place of this.
 */
import { locale as en } from "./en/index.ts";
import { locale as ja } from "./ja/index.ts";
import type { Locale, LocaleName } from "./locale.ts";
import { locale as zh } from "./zh/index.ts";

export const LOCALES: Readonly<Record<LocaleName, Locale>> = { en, zh, ja };

/** Has the sentences of a language at hand before they are asked for; in a browser all but English are loaded. */
export const loadLocale = async (_name: LocaleName): Promise<void> => undefined;
