/**
 * One name of a problem replaced by another: is everything that the program prints the same up to that?
 */

import { widthOf } from "../../src/derivation/documents/width.ts";
import { MatrixCalculusError } from "../../src/errors.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { nameLatex, nameParts, nameUnicode, wholesOf } from "../../src/print/names/names.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { isTypeWord } from "../../src/syntax/text/words.ts";
import { plainName } from "../../src/syntax/tokens.ts";
import { answerFaults } from "./answered.ts";
import type { Pairs } from "./comparison.ts";
import { differences, documentsOf, type Printed, read } from "./documents.ts";
import { NAMES } from "./names.ts";
import { type Named, PROBLEMS, renamed, wordsOf } from "./problems.ts";
import { type Coded, coded } from "./programs.ts";

/** A name of the same kind and width, which means nothing to the program: a name is printed by its kind, a line broken by its width. */
function neutral(name: string, problem: Named): string | undefined {
  const { base } = nameParts(name);
  const pool = KINDS.find(([kind]) => kind.test(base))?.[1];
  const like = ALIKE.reduce((text, [kind, letter]) => text.replace(kind, letter), base);
  const isFree = (l: string) =>
    [l, l.toLowerCase(), l.toUpperCase()].every((c) => !wordsOf(problem.text).has(c));
  const width = (n: string) => widthOf(nameLatex(n));
  return (pool ? [...pool] : [like])
    .filter((own) => own !== base && isFree(own))
    .map((own) => name.replace(base, own))
    .find((other) => width(other) === width(name));
}

const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[A-Z]/g, "Q"],
  [/[a-z]/g, "q"],
  [/\p{Script=Han}/gu, "数"],
  [/\p{Script=Katakana}/gu, "ヌ"],
  [/\p{Script=Hangul}/gu, "수"],
];

/** Letters by how they are printed: a Greek letter that looks like a Latin one is printed as that. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[a-zο]$/u, "ywuzo"],
  [/^[A-Z]$/, "DOWVN"],
  [/^[α-ωϵϑϱςϕℓ]$/u, "ξζψ"],
  [/^[Α-Ω]$/u, "ΞΨΦVN"],
];

const baselines = new Map<string, Printed[]>();

function baseline(problem: Named): Printed[] {
  const key = `${problem.text}|${problem.wrt}`;
  const known = baselines.get(key) ?? documentsOf(problem);
  baselines.set(key, known);
  return known;
}

export interface Replacement {
  readonly problem: Named;
  readonly from: string;
  readonly to: string;
  readonly changed: Named;
  /** The problem with another name of the same kind, which means nothing. */
  readonly like: Named;
  readonly neutral: string;
}

/** Undefined where the language has another meaning for the name. */
export function replacement(problem: Named, from: string, to: string): Replacement | undefined {
  const changed = renamed(problem, from, to);
  const other = neutral(to, problem);
  const like = other && renamed(problem, from, other);
  if (!changed || !like || !isLegal(changed) || isKindOfValue(problem, from, to)) return undefined;
  return { problem, from, to, changed, like, neutral: other };
}

/** What is wrong with the problem in which `from` is called `to`. */
export function faults({ problem, from, to, changed, like, neutral: other }: Replacement): Coded {
  const code = coded(problem, changed, from, to);
  return {
    ...code,
    faults: [
      ...answerFaults(problem, changed, from, to),
      ...differences(baseline(like), documentsOf(changed), {
        pairs: pairsOf(problem, from, other, to),
        splits: isLikeEntry(to, problem),
      }),
      ...code.faults,
    ],
  };
}

/** The names of the problem as they are printed where `from` is called one thing and another; indices are bound. */
function pairsOf({ text, names }: Named, from: string, one: string, other: string): Pairs {
  const bound = new Set([...text.matchAll(/sum_\(?([\p{L}\d_]+)/gu)].map((m) => m[1]));
  const both = names
    .filter((name) => !bound.has(name))
    .map((name) => (name === from ? [one, other] : [name, name]) as [string, string]);
  const printed = (as: (name: string) => string) => both.map(([a, b]) => [as(a), as(b)] as const);
  return { latex: printed(nameLatex), unicode: printed(nameUnicode), ascii: printed(plainName) };
}

/** f : function n -> Number says what kind of value f has, and A : matrix 1x q that A is a row: neither is a size. */
const isKindOfValue = ({ text }: Named, size: string, to: string): boolean =>
  /^\d+x/.test(to) || (isTypeWord(to) && new RegExp(`->\\s*${size}(?![\\p{L}\\d_])`, "u").test(text));

/** x_1 beside x. */
const isLikeEntry = (name: string, { text }: Named): boolean =>
  wholesOf(plainName(name)).some((whole) => [whole, whole.toUpperCase()].some((w) => wordsOf(text).has(w)));

/** Does the language read the text as it reads it with other names? */
function isLegal({ text, wrt }: Named): boolean {
  try {
    freshStore();
    const { variables } = elaborate(read(text), { undeclaredAllowed: false });
    return wrt.every((name) => variables.has(name));
  } catch (error) {
    if (error instanceof MatrixCalculusError) return false;
    throw error;
  }
}

/** Every name of every problem by every other where it may have that name, in a fixed order that mixes them. */
export function* replacements(): Generator<Replacement> {
  const all = PROBLEMS.flatMap((problem) =>
    problem.names.flatMap((from) => NAMES.map((to) => [problem, from, to] as const)),
  );
  for (let k = 0; k < all.length; k++) {
    const found = replacement(...(all[(k * STRIDE) % all.length] as (typeof all)[number]));
    if (found) yield found;
  }
}

/** Prime to the number of replacements. */
const STRIDE = 7919;
