/**
 * Names for what a derivation introduces: r for a residual, Z_1 for the first layer, \bar Z_1 for its
 * cotangent. Never a name that the problem uses.
 */
import { type Expr, isRow, isScalar, isVector } from "../expression/expr.ts";

/** The first of the usual names that is free, else the first with a number. */
export function firstFree(taken: ReadonlySet<string>, usual: readonly string[]): string {
  const free = usual.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let n = 1; ; n++) {
    const name = `${usual[0]}_${n}`;
    if (!taken.has(name)) return name;
  }
}

/** What a quantity is: a difference (residual), another sum or product, or the value of a function. */
export type Sort = "residual" | "affine" | "value";
export type NameSource = (value: Expr, sort: Sort) => string;

/** Letters for intermediate quantities, by shape and sort. */
const LETTERS: Readonly<Record<"scalar" | "vector" | "matrix", Readonly<Record<Sort, readonly string[]>>>> = {
  scalar: { residual: ["s", "t", "c"], affine: ["s", "t", "c", "q"], value: ["t", "s", "c", "q"] },
  vector: { residual: ["r", "e", "u"], affine: ["z", "u", "v", "s"], value: ["a", "h", "p", "q"] },
  matrix: { residual: ["R", "E", "U"], affine: ["S", "Z", "U", "M"], value: ["A", "H", "P", "Q"] },
};

const shapeKind = (e: Expr): keyof typeof LETTERS =>
  isScalar(e) ? "scalar" : isVector(e) || isRow(e) ? "vector" : "matrix";

export function sortOf(e: Expr): Sort {
  if (e.kind === "sum")
    return e.terms.some((t) => t.kind === "product" && t.coefficient.n < 0) ? "residual" : "affine";
  return e.kind === "product" ? "affine" : "value";
}

/**
 * Names for `count` quantities: single letters while there are few, numbered Z_1, A_1, … when many.
 * Each name is added to `taken`.
 */
export function nameSource(taken: Set<string>, count: number): NameSource {
  const counters = new Map<string, number>();
  return (value, sort) => {
    const kind = shapeKind(value);
    const letter = NUMBERED[kind][sort === "value" ? 1 : 0];
    const name = count <= FEW ? firstFree(taken, LETTERS[kind][sort]) : numbered(taken, counters, letter);
    taken.add(name);
    return name;
  };
}

const FEW = 4;
const NUMBERED = { scalar: ["s", "t"], vector: ["z", "a"], matrix: ["Z", "A"] } as const;

function numbered(taken: ReadonlySet<string>, counters: Map<string, number>, letter: string): string {
  let n = counters.get(letter) ?? 0;
  do n += 1;
  while (taken.has(`${letter}_${n}`) || taken.has(`${letter}${n}`));
  counters.set(letter, n);
  return `${letter}_${n}`;
}

/** `Z_bar_1` for Z_1: prints as \bar{Z}_1. */
export function barred(name: string, taken: Set<string>): string {
  const [head = name, ...rest] = name.split("_");
  const digits = /^(\D+)(\d+)$/u.exec(head);
  const base = digits ? [digits[1], digits[2], ...rest] : [head, ...rest];
  const [letter, ...subscripts] = base as string[];
  const isPlain = rest.every((part) => /^[A-Za-z0-9]+$/.test(part) && !ACCENTS.has(part));
  const bar = isPlain ? [letter, "bar", ...subscripts].join("_") : `G_${base.join("")}`;
  const free = firstFree(taken, [bar, [letter, "tilde", ...subscripts].join("_")]);
  taken.add(free);
  return free;
}

const ACCENTS: ReadonlySet<string> = new Set(["hat", "bar", "tilde", "dot", "ddot", "vec"]);
