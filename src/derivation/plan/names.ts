/**
 * Names for what a derivation introduces: r for a residual, z_1 for the first pre-activation, δ_1 for its
 * cotangent. Never a name that the problem uses.
 */
import { type Expr, isRow, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";

/** The first of the usual names that is free, else the first with a number. */
export function firstFree(taken: ReadonlySet<string>, usual: readonly string[]): string {
  const free = usual.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let n = 1; ; n++) {
    const name = `${usual[0]}_${n}`;
    if (!taken.has(name)) return name;
  }
}

/** What a quantity is: a difference, what a function acts on, what is inverted, or the value of a function or an inverse. */
export type Sort = "residual" | "argument" | "inverted" | "value" | "softmax" | "exp" | "inverse";
/** The name of a quantity in the definition of `owner`. */
export type NameSource = (value: Expr, sort: Sort, owner: SymbolNode) => string;

type Letters = Readonly<Record<Sort, readonly string[]>>;

/** Letters for intermediate quantities, by shape and sort. */
const LETTERS: Readonly<Record<"scalar" | "vector" | "matrix", Letters>> = {
  scalar: {
    residual: ["e", "s", "t"],
    argument: ["s", "t", "c", "q"],
    inverted: ["s", "t", "c", "q"],
    value: ["t", "s", "c", "q"],
    softmax: ["p", "s"],
    exp: ["e", "s"],
    inverse: ["t", "s"],
  },
  vector: {
    residual: ["r", "e", "u"],
    argument: ["z", "u", "v", "s"],
    inverted: ["s", "u", "v"],
    value: ["a", "h", "p", "q"],
    softmax: ["p", "q", "s"],
    exp: ["e", "a", "h"],
    inverse: ["p", "q"],
  },
  matrix: {
    residual: ["R", "E", "U"],
    argument: ["Z", "S", "U", "M"],
    inverted: ["S", "M", "K", "Z"],
    value: ["A", "H", "P", "Q"],
    softmax: ["P", "A", "Q"],
    exp: ["E", "A", "H"],
    inverse: ["P", "M", "Z"],
  },
};

const shapeKind = (e: Expr): keyof typeof LETTERS =>
  isScalar(e) ? "scalar" : isVector(e) || isRow(e) ? "vector" : "matrix";

/** The names in both cases: entries of Z are z_11. */
export const inBothCases = (names: Iterable<string>): Set<string> =>
  new Set([...names].flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]));

/** Names for quantities, given all that get one: what several of a sort share a letter, with numbers. */
export function nameSource(used: ReadonlySet<string>, all: readonly (readonly [Expr, Sort])[]): NameSource {
  const taken = new Set(used);
  const counts = new Map<readonly string[], number>();
  for (const [e, sort] of all) {
    const letters = LETTERS[shapeKind(e)][sort];
    counts.set(letters, (counts.get(letters) ?? 0) + 1);
  }
  return (value, sort, owner) => {
    const letters = LETTERS[shapeKind(value)][sort];
    const name = (counts.get(letters) ?? 0) > 1 ? numbered(taken, letters, owner) : firstFree(taken, letters);
    for (const own of inBothCases([name])) taken.add(own);
    return name;
  };
}

/** z_3 within the definition of h_3, else the next number of the first letter that has none. */
function numbered(taken: ReadonlySet<string>, letters: readonly string[], owner: SymbolNode): string {
  const isFree = (name: string) => !taken.has(name) && !taken.has(name.replace("_", ""));
  const digits = /\d+$/.exec(owner.name)?.[0];
  const own = digits && letters.map((letter) => `${letter}_${digits}`).find(isFree);
  if (own) return own;
  const letter = letters.find((l) => !taken.has(l)) ?? letters[0];
  for (let n = 1; ; n++) if (isFree(`${letter}_${n}`)) return `${letter}_${n}`;
}

/** `Z_bar_1` for Z_1: prints as \bar{Z}_1. */
export function barred(name: string, taken: Set<string>): string {
  const [letter, ...subscripts] = parted(name);
  const isPlain =
    !/\p{M}/u.test(name) && subscripts.every((part) => /^[A-Za-z0-9]+$/.test(part) && !ACCENTS.has(part));
  const bar = isPlain ? [letter, "bar", ...subscripts].join("_") : `G_${[letter, ...subscripts].join("")}`;
  const free = firstFree(taken, [bar, [letter, "tilde", ...subscripts].join("_")]);
  taken.add(free);
  return free;
}

/** δ_1 for the pre-activation z_1, Δ for Z: the field's letter for the cotangent of what a function acts on. */
export function delta(of: SymbolNode, taken: Set<string>): string {
  const letter = isVector(of) || isScalar(of) ? "delta" : "Delta";
  const [, ...subscripts] = parted(of.name);
  const name = [letter, ...subscripts].join("_");
  const others = letter === "delta" ? ["δ", "dirac"] : ["Δ", "Delta"];
  if (taken.has(name) || others.some((other) => taken.has(other))) return barred(of.name, taken);
  taken.add(name);
  return name;
}

/** Z, 1 of Z1 and of Z_1. */
function parted(name: string): string[] {
  const [head = name, ...rest] = name.split("_");
  const digits = /^(\D+)(\d+)$/u.exec(head);
  return digits ? [digits[1] as string, digits[2] as string, ...rest] : [head, ...rest];
}

const ACCENTS: ReadonlySet<string> = new Set(["hat", "bar", "tilde", "dot", "ddot", "vec"]);
