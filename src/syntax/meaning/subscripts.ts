/**
 * Names with subscripts that stand for entries.
 *
 *     x_i of Σ_i, x_1 of a declared x  ─▶  x[i], x[1]        X_{12} of a declared X  ─▶  X[1,2]        w_hat stays a name
 */
import type { Role } from "../known.ts";

/** What a subscript may be: the places of an entry, a part of the name, or either, which only the writer knows. */
type Subscript = readonly string[] | "name" | "either";

interface Base {
  readonly role: Role | undefined;
  /** Declared, defined or differentiated by; not only used. */
  readonly isDeclared: boolean;
  /** Has the index of a sum somewhere. */
  readonly isIndexed: boolean;
  readonly isUsed: boolean;
  readonly isCapital: boolean;
}

/** The letters that indices have. */
const INDEX = /^[i-np-t]$/;
const isPlace = (text: string): boolean => /^(?:\p{L}|\p{Nd}+)$/u.test(text);

export function subscriptOf(written: readonly string[], base: Base, bound: ReadonlySet<string>): Subscript {
  if (base.role === "scalar") return "name";
  const [first = ""] = written;
  const isRun = written.length === 1 && /^[\p{L}\p{Nd}]{2}$/u.test(first) && !/^\p{Nd}+$/u.test(first);
  const places = isRun && isPairOf(first, base, bound) ? [...first] : written;
  if (places.length > 2 || !places.every(isPlace)) return "name";
  const letters = places.filter((place) => !/^\p{Nd}/u.test(place));
  const isBound = letters.some((letter) => bound.has(letter));
  if (!letters.every((letter) => bound.has(letter) || INDEX.test(letter)))
    return base.isDeclared && letters.length === places.length ? "either" : "name";
  if (!isBound && !base.isDeclared && !base.isIndexed) return base.isUsed ? "either" : "name";
  return fitted(places, base);
}

/** Two letters side by side are two indices where something says that they are indices. */
const isPairOf = (text: string, { isDeclared }: Base, bound: ReadonlySet<string>): boolean => {
  const letters = [...text].filter((c) => !/\p{Nd}/u.test(c));
  return letters.some((c) => bound.has(c)) || (isDeclared && letters.every((c) => INDEX.test(c)));
};

/** As many places as the base has: X_{12} of a matrix is X[1,2]. */
function fitted(places: readonly string[], { role, isCapital }: Base): Subscript {
  const [first = ""] = places;
  if (places.length === 2) return role === "vector" ? "either" : places;
  const isMatrix = role === "matrix" || (role === undefined && isCapital && /^\p{Nd}{2,}$/u.test(first));
  if (!isMatrix) return places;
  return /^\p{Nd}{2}$/u.test(first) ? [...first] : "either";
}
