/**
 * Products that were written without a space, where a run of letters is one name.
 *
 *     Ax beside x  ─▶  [A, x]        bias beside b  ─▶  nothing
 */
import type { Known } from "./known.ts";

/** Names of directions: dX beside X. */
const DIFFERENTIAL = /^d\p{L}$/u;
const LONGEST = 4;

/** The letters of a name that nothing declares, where they are rather names of their own; else undefined. */
export function runTogether(name: string, { roles, used, functions }: Known): readonly string[] | undefined {
  const letters = [...name];
  if (letters.length < 2 || letters.length > LONGEST || DIFFERENTIAL.test(name)) return undefined;
  if (functions.has(name.toLowerCase()) || !letters.every((c) => /[\p{L}𝟏]/u.test(c))) return undefined;
  const known = letters.filter((c) => roles.has(c) || used.has(c));
  const hasCapital = letters.some((c) => c !== c.toLowerCase());
  const isRun = known.length === letters.length || (known.length > 0 && hasCapital);
  return isRun ? letters : undefined;
}
