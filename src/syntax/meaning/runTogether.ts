/**
 * Products that were written without a space, where a run of letters is one name.
 *
 *     Ax beside x  ─▶  [A, x]        bias beside b  ─▶  nothing
 */
import type { Known } from "../known.ts";

/** Names of directions: dX beside X. */
const isDifferential = (name: string): boolean => /^d\p{L}$/u.test(name);
const LONGEST = 4;

function runOf(name: string, { functions }: Known): readonly string[] | undefined {
  const letters = [...name];
  if (letters.length < 2 || letters.length > LONGEST || isDifferential(name)) return undefined;
  const isRun = letters.every((c) => /[\p{L}𝟏]/u.test(c));
  return isRun && !functions.has(name.toLowerCase()) ? letters : undefined;
}

/** AB and Wx, although nothing says that A or x is a name: few names of several letters begin with a capital. */
export const looksRunTogether = (name: string, known: Known): boolean =>
  runOf(name, known)?.some((c) => c !== c.toLowerCase()) === true;

/** The letters of a name that nothing declares, where they are rather names of their own; else undefined. */
export function runTogether(name: string, around: Known): readonly string[] | undefined {
  const { roles, used } = around;
  const letters = runOf(name, around);
  if (!letters) return undefined;
  const known = letters.filter((c) => roles.has(c) || used.has(c));
  const hasCapital = letters.some((c) => c !== c.toLowerCase());
  const isRun = known.length === letters.length || (known.length > 0 && hasCapital);
  return isRun ? letters : undefined;
}
