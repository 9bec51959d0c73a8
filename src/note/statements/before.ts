/** What a note has said of a name before: that it is defined, as what, and whether it is defined anew. */
import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, keysOf, type Reference, referenceOf, variableIn } from "../meaning/reference.ts";
import { cueIn, IN_ONE_CASE, IN_ONE_PART, NUMBERED, REDEFINES } from "./cues.ts";
import { isGeneral, isNumber } from "./forms.ts";
import type { Relation } from "./relations.ts";

/** A general member stands for all. */
export function keyOf(reference: Reference): string {
  const { base, label, indices, key } = reference;
  return isGeneral(reference) ? `${base}${label ? "^" : ""}#${indices.length}` : key;
}

/** Itself, its general member, or what it is an entry of. */
export function isDefinedIn(
  defined: ReadonlyMap<string, number>,
  reference: Reference,
  { declared, totals }: { readonly declared: ReadonlySet<string>; readonly totals: ReadonlySet<string> },
): boolean {
  const { base, label, indices } = reference;
  if (defined.has(keyOf(reference))) return true;
  // the J_u of a vector u is no entry of J
  if (totals.has(base) || indices.some(({ letter }) => letter !== undefined && declared.has(letter)))
    return false;
  if (indices.length === 0 && !label) return false;
  if (defined.has(`${base}${label ? "^" : ""}#${indices.length}`)) return true;
  const capital = base.charAt(0).toUpperCase() + base.slice(1);
  if (indices.some(({ letter }) => letter !== undefined && !/^[a-z]$/.test(letter))) return false;
  return !label && (defined.has(base) || (indices.length === 2 && defined.has(capital)));
}

export const SAYS_WHAT = /\b(?:let|put|define)\b|^设|记/iu;

/** The variable of the gradient that stood last before: what "setting it to zero" solves for. */
export function solvedFor(all: readonly Relation[], i: number): string | undefined {
  const { section, vanishing } = all[i]!;
  for (const { head, section: own, vanishing: there } of [
    { head: vanishing, section, vanishing },
    ...all.slice(0, i).reverse(),
  ]) {
    if (own !== section) return undefined;
    const by = variableIn(there ?? head);
    if (by?.kind === "name") return by.name;
  }
  return undefined;
}

export const hasName = (root: Syntax, name: string): boolean =>
  [...everyPart(root)].some((part) => part.kind === "name" && part.name === name);

/** What the note said last before that it is, or any member of its family. */
export const definedAs = (all: readonly Relation[], i: number, reference: Reference): Syntax | undefined =>
  all.slice(0, i).findLast(({ left }) => {
    const own = left && referenceOf(left);
    return own && keyOf(own) === keyOf(reference);
  })?.right;

export const lastWords = (before: string): string => before.split("\u{fffc}").at(-1) ?? "";

export function isRedefined(
  { words, section, right, left }: Relation,
  defined: ReadonlyMap<string, number>,
  reference: Reference,
): boolean {
  const where = defined.get(keyOf(reference));
  if (where !== undefined && where !== section) return cueIn(words.before, words.after) !== "claimed";
  if (right && left && left.kind === "call" && words.before.trim() === "") return false;
  const cue = cueIn(words.before, words.after);
  const last = lastWords(words.before);
  if (NUMBERED.test(last)) return true;
  const isCase = IN_ONE_PART.test(last) || IN_ONE_CASE.test(words.after);
  return cue !== "claimed" && (isCase || (cue === "given" && REDEFINES.test(last)));
}

/** Is the name among what was there before, otherwise than as a definition's own? */
export function isUsedValue(all: readonly Relation[], i: number, base: string): boolean {
  return all
    .slice(0, i)
    .some(({ left, right }) =>
      [left, right].some(
        (side) => side && [...everyPart(side)].some((part) => referenceOf(part)?.base === base),
      ),
    );
}

/** \hat{y} = a = \sigma(z), of an a that nothing else says what it is. */
export function saysBoth(
  { left, right }: Relation,
  before: Relation | undefined,
  known: {
    readonly defined: ReadonlyMap<string, number>;
    readonly declared: ReadonlySet<string>;
    readonly section: number;
  },
): boolean {
  const [whole, own] = [before?.left && referenceOf(before.left), left && referenceOf(left)];
  if (!whole || !own || !right || !before?.isFirst || before.right !== left) return false;
  const isWholeDefined = known.defined.get(keyOf(whole)) === known.section;
  return isWholeDefined && !known.declared.has(own.key) && !isNumber(right) && !keysOf([right]).has(own.key);
}
