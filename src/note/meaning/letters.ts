/**
 * Of a letter with indices: an entry of a vector or matrix, or one of a family of names.
 *
 *     x_i beside x           ─▶  entry i of x           w_{kl} beside W  ─▶  entry (k, l) of W
 *     x_i \in \mathbb{R}^d  ─▶  the i-th of a family   E_\alpha         ─▶  a name of its own
 */
import { unitPlaces } from "../../shapes/names.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, type Reference, referenceOf, referenceOfName, type Term, termText } from "./reference.ts";

/** Behind the name of a family: any of its members. */
export const MEMBER = "•";

export type Place =
  | { readonly kind: "whole"; readonly name: string }
  | {
      readonly kind: "entry";
      readonly of: string;
      readonly terms: readonly Term[];
      /** Of a member of a family which one: l of z^{(l)}_i, an entry of z^{(l)}. */
      readonly labels?: readonly Term[];
    }
  | { readonly kind: "member"; readonly family: string; readonly terms: readonly Term[] };

/** Where an entry of a matrix is, from 1. */
export interface CellPlace {
  readonly of: string;
  readonly row: number;
  readonly column: number;
}

export interface Letters {
  /** Names that stand somewhere without indices. */
  readonly plain: ReadonlySet<string>;
  /** Families that were declared or defined as such. */
  readonly families: ReadonlySet<string>;
  /** Of vectors that are declared beside a family of their letter, the letters that number its members: t of e_t beside e. */
  readonly numbered: ReadonlyMap<string, ReadonlySet<string>>;
  /** Letters that count. */
  readonly counting: ReadonlySet<string>;
  /** Where the cells of a printed matrix of names are: a of [a b; c d] = A. */
  readonly cells: ReadonlyMap<string, CellPlace>;
  /** Where entries are at any size whose names don't count from 1: u_{01} is entry (1, 1). */
  readonly shifted: ReadonlyMap<string, CellPlace>;
  /** Of the letters of cells, how far each index goes. */
  readonly owners: ReadonlyMap<string, readonly number[]>;
  /** Whose cells they are, where their places are told at printed sizes only. */
  readonly printed: ReadonlyMap<string, string>;
  /** Functions that the note defines by their arguments, each of which stands for its value. */
  readonly called: ReadonlySet<string>;
  /** Vectors whose entries are named by a label: y^{(i)} is entry i of y. */
  readonly stacked: ReadonlySet<string>;
  /** Functions that nothing gives, and the name that each is applied to. */
  readonly fields: ReadonlyMap<string, Syntax | undefined>;
  /** Times, and what else is a number that something varies with. */
  readonly times: ReadonlySet<string>;
  /** Families that are the rows or columns of a matrix. */
  readonly lines: ReadonlyMap<string, { readonly of: string; readonly isRow: boolean }>;
}

export function placeOf(reference: Reference, letters: Letters): Place {
  const { base, label, indices, key } = reference;
  const { plain, families, counting, cells, shifted } = letters;
  if (indices.length > 0 && plain.has(key)) return { kind: "whole", name: key };
  const cell = cells.get(key) ?? shifted.get(key);
  const isCount = ({ letter }: Term): boolean => letter === undefined || counting.has(letter);
  // z_{r,1} is an entry of z_r
  const labels = indices.findIndex(isCount);
  if (labels > 0 && !cell && indices.slice(labels).every(isCount)) {
    const stem = `${base}${indices
      .slice(0, labels)
      .map((term) => `_${termText(term)}`)
      .join("")}`;
    if (plain.has(stem)) return { kind: "entry", of: stem, terms: indices.slice(labels) };
  }
  const at = (offset: number): Term => ({ letter: undefined, offset });
  if (cell) return { kind: "entry", of: cell.of, terms: [at(cell.row), at(cell.column)] };
  const labelled = label && isCount(label) ? [label] : [];
  const stem = label && labelled.length === 0 ? `${base}^(${label.letter}${label.offset || ""})` : base;
  if (indices.length === 0 && labelled.length > 0 && letters.stacked.has(base))
    return { kind: "entry", of: base, terms: labelled };
  if (indices.length === 0)
    return labelled.length > 0
      ? { kind: "member", family: `${base}^`, terms: labelled }
      : { kind: "whole", name: key };
  if (!indices.every(isCount)) return { kind: "whole", name: key };
  if (labelled.length > 0)
    return { kind: "entry", of: `${letterOf(base, indices, plain)}^`, terms: indices, labels: labelled };
  const [only] = indices;
  const isEntry = only?.letter !== undefined && letters.numbered.get(stem)?.has(only.letter) === false;
  if (families.has(stem) && !(isEntry && indices.length === 1))
    return { kind: "member", family: stem, terms: indices };
  if (plain.has(stem)) return { kind: "entry", of: stem, terms: indices };
  const capital = stem.charAt(0).toUpperCase() + stem.slice(1);
  if (indices.length === 2 && capital !== stem && plain.has(capital))
    return { kind: "entry", of: capital, terms: indices };
  return { kind: "member", family: stem, terms: indices };
}

/** W of w^{(l)}_{ij}, where W^{(l)} stands without indices and w^{(l)} doesn't. */
function letterOf(base: string, indices: readonly Term[], plain: ReadonlySet<string>): string {
  const capital = base.charAt(0).toUpperCase() + base.slice(1);
  const isLabelled = (name: string): boolean => [...plain].some((key) => key.startsWith(`${name}^(`));
  return indices.length === 2 && isLabelled(capital) && !isLabelled(base) ? capital : base;
}

/** The whole that a reference is, is an entry of, or is a member of. */
export const nameOf = (place: Place): string =>
  place.kind === "whole" ? place.name : place.kind === "entry" ? place.of : place.family;

/** The same of a reference. */
export const placeName = (reference: Reference, letters: Letters): string =>
  nameOf(placeOf(reference, letters));

/** The name by which shapes are known of what an entry is of. */
export const shapeNameOf = ({ of, labels }: Extract<Place, { kind: "entry" }>): string =>
  labels ? of + MEMBER : of;

/** As a name of the note: z^{(l)} of z^{(l)}_i. */
export const ownerOf = ({ of, labels }: Extract<Place, { kind: "entry" }>): string =>
  labels ? `${of}(${labels.map(termText).join()})` : of;

/** What tells which member of a family a place is, or is an entry of. */
export const labelsOf = (place: Place): readonly Term[] =>
  place.kind === "member" ? place.terms : place.kind === "entry" ? (place.labels ?? []) : [];

/** All that tells which one a place is. */
export const termsOf = (place: Place): readonly Term[] =>
  place.kind === "entry" ? [...labelsOf(place), ...place.terms] : labelsOf(place);

/** What is said of names, by the names that shapes are known by: those of members by that of any member. */
export const inGeneral = <T, V>(
  said: ReadonlyMap<string, T>,
  letters: Letters,
  meant: (one: T) => V,
): Map<string, V> =>
  new Map(
    [...said].map(([name, one]) => {
      const place = placeOf(referenceOfName(name), letters);
      const general = place.kind === "member" ? place.family + MEMBER : name;
      return [place.kind === "whole" ? place.name : general, meant(one)];
    }),
  );

/** What a part refers to. */
export function placeIn(part: Syntax, letters: Letters): Place | undefined {
  const found = referenceOf(part);
  return found && placeOf(found, letters);
}

const ALWAYS_COUNTING = /^[ijkl]$/;

const STEADY: ReadonlySet<string> = new Set("ijklmnt");

const boundIn = (roots: readonly Syntax[]): Set<string> =>
  new Set(
    roots.flatMap((root) => [...everyPart(root)].flatMap((p) => (p.kind === "indexed-sum" ? [p.index] : []))),
  );

/** Letters that count in a note as a whole, wherever they stand: what is bound, what ranges, what is usual. */
export const countersIn = (roots: readonly Syntax[], ranged: Iterable<string>): Set<string> =>
  new Set([...boundIn(roots), ...ranged, ...STEADY]);

/** Letters that sums bind, that stand with steps, or that are usual indices. */
export function countingIn(
  roots: readonly Syntax[],
  ranged: Iterable<string>,
  declared: Iterable<string>,
): Set<string> {
  const counting = new Set<string>([...ranged, "i", "j", "k", "l"]);
  const values = new Set<string>();
  for (const root of roots)
    for (const part of everyPart(root)) {
      if (part.kind === "indexed-sum") counting.add(part.index);
      if (part.kind === "call" && part.name === "delta")
        for (const arg of part.args) if (arg.kind === "name") counting.add(arg.name);
      const own = referenceOf(part);
      if (!own) continue;
      if (own.indices.length === 0 && !own.label) values.add(own.base);
      for (const { letter, offset } of [...own.indices, ...(own.label ? [own.label] : [])])
        if (
          letter &&
          (offset !== 0 || (/^[a-z]$/.test(letter) && part.kind === "entry") || /^[tmn]$/.test(letter))
        )
          counting.add(letter);
    }
  // z_r \in \mathbb{R}^n is a name
  const bound = boundIn(roots);
  const isSteady = (letter: string): boolean => STEADY.has(letter) || bound.has(letter);
  for (const name of declared)
    for (const { letter } of referenceOfName(name).indices)
      if (letter && !isSteady(letter)) counting.delete(letter);
  for (const letter of [...counting])
    if (values.has(letter) && !ALWAYS_COUNTING.test(letter) && !/^[mnN]$/.test(letter)) {
      const isBound = roots.some((root) =>
        [...everyPart(root)].some((part) => part.kind === "indexed-sum" && part.index === letter),
      );
      if (!isBound && letter !== "t") counting.delete(letter);
    }
  for (const letter of [...besideCounting(roots, counting), ...lastIn(roots)]) counting.add(letter);
  return counting;
}

/** The N of z_N beside z_n and \sum_{n=1}^N: the last of them. */
function lastIn(roots: readonly Syntax[]): string[] {
  const parts = roots.flatMap((root) => everyPart(root));
  const lettersOf = new Map<string, Set<string>>();
  for (const part of parts) {
    const own = referenceOf(part);
    const [index, ...others] = own?.indices ?? [];
    if (!own || own.label || others.length > 0 || index?.letter === undefined || index.offset !== 0) continue;
    lettersOf.set(own.base, (lettersOf.get(own.base) ?? new Set()).add(index.letter));
  }
  return parts.flatMap((part) => {
    if (part.kind !== "indexed-sum" || part.to?.kind !== "name") return [];
    const { index, to } = part;
    return [...lettersOf.values()].some((own) => own.has(index) && own.has(to.name)) ? [to.name] : [];
  });
}

/** The c of z_c beside z_k: it stands below what has an index that counts, and for nothing else. */
function besideCounting(roots: readonly Syntax[], counting: ReadonlySet<string>): string[] {
  // k ≠ c says nothing of values
  const values = new Set<string>();
  const lettersOf = new Map<string, Set<string>>();
  // z_r = … is a name
  const named = new Set(roots.flatMap((root) => referenceOf(root)?.key ?? []));
  for (const root of roots)
    for (const part of everyPart(root)) {
      const own = referenceOf(part);
      const [index, ...others] = own?.indices ?? [];
      if (own && !index && part !== root) values.add(own.key);
      if (own && index?.letter && named.has(own.key) && !counting.has(index.letter)) continue;
      if (!own || own.label || others.length > 0 || index?.letter === undefined || index.offset !== 0)
        continue;
      lettersOf.set(own.base, (lettersOf.get(own.base) ?? new Set()).add(index.letter));
    }
  return [...lettersOf.values()].flatMap((letters) =>
    [...letters].some((letter) => counting.has(letter))
      ? [...letters].filter((letter) => /^[a-z]$/.test(letter) && !values.has(letter))
      : [],
  );
}

/** Letters that stand below the entries of what has a name, and for nothing else: p and q of z_{pq} beside Z. */
export function indicesOf(
  roots: readonly Syntax[],
  plain: ReadonlySet<string>,
  cells: ReadonlyMap<string, string>,
): Set<string> {
  const [found, values] = [new Set<string>(), new Set<string>()];
  const indexed = new Set<Syntax>();
  for (const root of roots)
    for (const part of everyPart(root)) {
      if (part.kind === "call" && part.name === "delta") for (const arg of part.args) indexed.add(arg);
      const own = referenceOf(part);
      if (!own) continue;
      if (own.indices.length === 0 && !indexed.has(part) && !cells.has(own.key)) values.add(own.key);
      const { base, indices, label } = own;
      const capital = base.charAt(0).toUpperCase() + base.slice(1);
      const unit = unitPlaces(own.key);
      if (unit && !plain.has(base.charAt(0)))
        for (const letter of unit) if (/^[a-z]$/.test(letter)) found.add(letter);
      if (plain.has(`${base}_${indices[0]?.letter}`)) continue;
      const isOwned = plain.has(base) || plain.has(capital);
      if (label || plain.has(own.key) || indices.length !== 2 || !isOwned) continue;
      for (const { letter } of indices) if (letter && /^[a-z]$/.test(letter)) found.add(letter);
    }
  return new Set([...found].filter((letter) => !values.has(letter)));
}

export function plainIn(
  roots: readonly Syntax[],
  declared: Iterable<string>,
  counting: ReadonlySet<string>,
): Set<string> {
  const plain = new Set<string>();
  for (const name of declared) {
    const { base, indices, label, key } = referenceOfName(name);
    if (indices.length === 0) plain.add(label ? key : base);
    else if (indices.every(({ letter }) => letter !== undefined && !counting.has(letter))) plain.add(key);
  }
  for (const root of roots)
    for (const part of everyPart(root)) {
      const own = referenceOf(part);
      if (own && own.indices.length === 0) plain.add(own.key);
      if (part.kind === "name" && part.differential) plain.add(referenceOfName(part.differential).key);
    }
  return plain;
}
