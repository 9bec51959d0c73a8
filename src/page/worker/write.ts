/** A derivation in a format, to be copied. */
import { loadLocale, print } from "../../index.ts";
import { derived } from "./derive.ts";
import type { Tasks } from "./protocol.ts";

export async function written({ format, ...asked }: Tasks["write"]["asks"]): Promise<string> {
  const { locale, notation } = asked;
  await loadLocale(locale);
  return print(derived(asked).derived, { format, locale, notation });
}
