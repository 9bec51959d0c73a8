/**
 * The sentences of a language when it is asked for, in the place of index.ts.
 */
import { locale as en } from "./en/index.ts";
import type { Locale, LocaleName } from "./locale.ts";

const LOADED: Partial<Record<LocaleName, Locale>> = { en };
const LOADERS = { zh: () => import("./zh/index.ts"), ja: () => import("./ja/index.ts") };

export const LOCALES = LOADED as Readonly<Record<LocaleName, Locale>>;

export async function loadLocale(name: LocaleName): Promise<void> {
  if (name !== "en") LOADED[name] ??= (await LOADERS[name]()).locale;
}
