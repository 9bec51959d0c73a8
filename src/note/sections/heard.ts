/**
 * What holds in a section of what is said in all: a letter that is declared anew is another's no more.
 *
 *     # 1: W symmetric    # 2: W \in \mathbb{R}^{d \times c}  ─▶  in 1 W is square, in 2 it is d×c, and neither is both
 */

import { sizeOf } from "../../expression/dimension.ts";
import { type Shape, type Structure, shapeOf } from "../../expression/expr.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, isOfEntries, keysOf, referenceOf } from "../meaning/reference.ts";
import { newSaid, type Said } from "../said.ts";
import type { Facts } from "../statements/facts.ts";
import type { Property } from "../statements/properties.ts";
import { rootsOf } from "../statements/relations.ts";
import type { Judgeable } from "../statements/roles.ts";
import type { Document } from "./document.ts";

export interface Heard {
  readonly types: ReadonlyMap<string, Said<DeclaredType>>;
  /** n×k, of words. */
  readonly sizes: ReadonlyMap<string, Said<Shape>>;
  readonly structures: ReadonlyMap<string, Said<Structure>>;
  readonly properties: readonly Said<Property>[];
  /** Names that are declared anew since words said more of them, or before they do. */
  readonly elsewhere: ReadonlySet<string>;
  /** Parameters of functions with primes. */
  readonly numbers: ReadonlySet<string>;
}

/** By section, before what it says of them itself is looked at. */
export interface Nearest {
  readonly types: (section: number) => Map<string, Said<DeclaredType>>;
  readonly sizes: (section: number) => Map<string, Said<Shape>>;
  readonly structures: (section: number) => Map<string, Said<Structure>>;
}

/** `counters`: letters that count members. */
export function nearestIn(
  declarations: readonly Said<DeclaredType>[],
  facts: Facts,
  counters: ReadonlySet<string>,
): Nearest {
  const sized = facts.sizes.map(({ value: [rows, cols], ...said }) => ({
    ...said,
    value: shapeOf(sizeOf(rows), sizeOf(cols)),
  }));
  return {
    types: newSaid(declarations, counters),
    sizes: newSaid(sized, counters),
    structures: newSaid(facts.structures, counters),
  };
}

/** What holds of names in a section; `isStrict`: nothing that words say elsewhere of what is declared anew. */
export function heardIn(
  { nearest, facts }: Document,
  relations: readonly Judgeable[],
  section: number,
  isStrict: boolean,
): Heard {
  const [types, sizes, structures] = [
    nearest.types(section),
    nearest.sizes(section),
    nearest.structures(section),
  ];
  // what a later section declares is nothing to one that has functions of the same letters
  for (const { defines, section: at } of relations)
    if (at === section && defines && defines.parameters.length > 0)
      for (const name of [defines.reference.key, ...defines.parameters])
        if ((types.get(name)?.section ?? section) > section) types.delete(name);
  const numbers = numbersOfPrimes(relations, section);
  for (const name of numbers)
    for (const declared of [types, sizes]) if (declared.get(name)?.section !== section) declared.delete(name);
  for (const [name, said] of structures) {
    if (said.value === "positive" || said.section > section) continue;
    for (const declared of [types, sizes]) {
      const type = declared.get(name);
      const isOther = type && (type.section > section || type.section < said.section);
      if (isOther && !isSquare(type.value)) declared.delete(name);
    }
  }
  const properties = facts.properties.filter((said) => said.section <= section);
  const isElsewhere = ({ name, section: at }: Said<unknown>): boolean => {
    const declared = types.get(name)?.section ?? sizes.get(name)?.section ?? -1;
    return at >= 0 && declared >= 0 && declared <= section && (at > section || at < declared);
  };
  const elsewhere = new Set(
    [...structures.values(), ...properties].filter(isElsewhere).map(({ name }) => name),
  );
  if (isStrict)
    for (const said of [...structures.values()]) if (isElsewhere(said)) structures.delete(said.name);
  return {
    types,
    sizes,
    structures,
    properties: isStrict ? properties.filter((said) => !isElsewhere(said)) : properties,
    elsewhere,
    numbers,
  };
}

/** The x of s'(x), where the section says that s(x) is made of x by functions of each entry. */
function numbersOfPrimes(relations: readonly Judgeable[], section: number): Set<string> {
  const own = relations.filter((relation) => relation.section === section);
  const primed = new Set(
    rootsOf(own).flatMap((root) =>
      [...everyPart(root)].flatMap((part) =>
        part.kind === "call" && part.name.endsWith("'") ? [part.name.replace(/'+$/, "")] : [],
      ),
    ),
  );
  return new Set(
    own.flatMap(({ defines, left, right }) => {
      const [only, ...others] = defines?.parameters ?? [];
      const isPrimed = left?.kind === "call" && primed.has(left.name) && others.length === 0;
      return only !== undefined && isPrimed && right && isOfEntries(right) && !hasMatrix(right) ? [only] : [];
    }),
  );
}

const hasMatrix = (side: Syntax): boolean =>
  [...everyPart(side)].some((part) => /^\p{Lu}/u.test(referenceOf(part)?.base ?? ""));

const isSquare = (value: DeclaredType | Shape): boolean => {
  const shape = "kind" in value ? (value.kind === "variable" ? value.shape : undefined) : value;
  return !shape || shape.rows === shape.cols;
};

/** Sizes that a section borrows from others, of names that it speaks of: those behind it first. */
export function borrowedIn(
  { types, sizes }: Heard,
  relations: readonly Judgeable[],
  section: number,
): string[] {
  const from = (name: string): number | undefined => (types.get(name) ?? sizes.get(name))?.section;
  return [...keysOf(rootsOf(relations))].filter((name) => (from(name) ?? section) > section);
}

/** Without the sizes of some names. */
export function withoutSizes(heard: Heard, names: ReadonlySet<string>): Heard {
  const others = <T>(said: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...said].filter(([name]) => !names.has(name)));
  return { ...heard, types: others(heard.types), sizes: others(heard.sizes) };
}
