/** What is asked first: names and derivations. */
import {
  type DerivedDocument,
  derive,
  loadLocale,
  type NameInfo,
  names,
  outline,
  type ParsedProblem,
  parse,
} from "../../index.ts";
import type { Asked, Derivation, Tasks } from "./protocol.ts";

/** The last ones: another language or notation is a matter of writing. */
const KEPT = 8;
const kept = new Map<string, { readonly derived: DerivedDocument; readonly names: readonly NameInfo[] }>();

export const named = ({ text }: { readonly text: string }): readonly NameInfo[] => names(parse(text));

/** Those of the wanted variables that the problem has; all of its variables where it has none of them. */
export function targets({ wrt }: Pick<Asked, "wrt">, all: readonly NameInfo[]): { wrt?: readonly string[] } {
  const present = wrt.filter((name) => all.some((info) => info.name === name));
  return present.length > 0 ? { wrt: present } : {};
}

export function derived({ text, wrt, style, size }: Derivation) {
  const key = JSON.stringify([text, wrt, style, size]);
  const before = kept.get(key);
  if (before) return before;
  const problem: ParsedProblem = parse(text);
  const all = names(problem);
  const sizes = style === "elementwise" && size !== 2 ? { sizes: new Map([["*", size]]) } : {};
  const found = { names: all, derived: derive(problem, { style, ...targets({ wrt }, all), ...sizes }) };
  kept.set(key, found);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return found;
}

export async function derivation(asked: Derivation): Promise<Tasks["derive"]["gives"]> {
  const { locale, notation } = asked;
  await loadLocale(locale);
  const found = derived(asked);
  return { outline: outline(found.derived, { locale, notation }), names: found.names };
}
