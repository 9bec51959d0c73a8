/**
 * One name of a problem replaced by another: is everything that the program prints the same up to that?
 */
import { MatrixCalculusError } from "../../src/errors.ts";
import { freshStore } from "../../src/expression/expr.ts";
import { nameParts, wholesOf } from "../../src/print/names.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { plainName } from "../../src/syntax/tokens.ts";
import { answerFaults } from "./answered.ts";
import { differences, documentsOf, type Printed, read } from "./documents.ts";
import { NAMES } from "./names.ts";
import { type Named, PROBLEMS, renamed, wordsOf } from "./problems.ts";
import { type Coded, coded } from "./programs.ts";

/** A name of the same kind and length, which means nothing to the program: a name is printed by its kind. */
function neutral(name: string, problem: Named): string | undefined {
  const { base } = nameParts(name);
  const pool = KINDS.find(([kind]) => kind.test(base))?.[1];
  const letters = pool ? [...pool] : ["q".repeat(base.length)];
  const isFree = (l: string) =>
    [l, l.toLowerCase(), l.toUpperCase()].every((c) => !wordsOf(problem.text).has(c));
  const own = letters.find((l) => l !== base && isFree(l));
  return own && name.replace(/[A-Za-z]+|[^_]/u, own);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]$/, "ywuzo"],
  [/^[A-Z]$/, "DOWVN"],
  [/^[α-ωϵϑϱςϕℓ]$/u, "ξζψ"],
  [/^[Α-Ω]$/u, "ΞΨΦ"],
];

const baselines = new Map<string, Printed[]>();

function baseline(problem: Named): Printed[] {
  const key = `${problem.text}|${problem.wrt}`;
  const known = baselines.get(key) ?? documentsOf(problem);
  baselines.set(key, known);
  return known;
}

/** What is wrong with the problem in which `from` is called `to`; undefined where that can't be asked. */
export function faults(problem: Named, from: string, to: string): Coded | undefined {
  const changed = renamed(problem, from, to);
  const other = neutral(to, problem);
  const like = other && renamed(problem, from, other);
  if (!changed || !like || !isLegal(changed)) return undefined;
  const code = coded(problem, changed, from, to);
  return {
    ...code,
    faults: [
      ...answerFaults(problem, changed, from, to),
      ...differences(baseline(like), documentsOf(changed), to, isLikeEntry(to, problem)),
      ...code.faults,
    ],
  };
}

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

export interface Replacement {
  readonly problem: Named;
  readonly from: string;
  readonly to: string;
}

/** Every name of every problem by every other, in a fixed order that mixes them. */
export function replacements(): Replacement[] {
  const all = PROBLEMS.flatMap((problem) =>
    problem.names.flatMap((from) => NAMES.map((to) => ({ problem, from, to }))),
  );
  return all.map((_, k) => all[(k * STRIDE) % all.length] as Replacement);
}

/** Prime to the number of replacements. */
const STRIDE = 7919;
