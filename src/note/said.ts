/**
 * What a note says of its names, and what of that holds in one of its sections: what it says first of a name, else
 * what was said last before, else first behind.
 *
 *     x \in \mathbb{R}^n in section 1, x \in \mathbb{R}^m in section 3  ─▶  of n in 1 and 2, of m from 3 on
 */
import { referenceOfName } from "./meaning/reference.ts";

/** What is said of a name, and in which section. */
export interface Said<T> {
  readonly name: string;
  readonly value: T;
  readonly section: number;
}

interface Family<T> {
  /** In which it is spoken of, each once, as they come. */
  readonly sections: number[];
  readonly said: Map<number, { readonly at: number; readonly said: Said<T> }[]>;
}

/**
 * By section. A family is known by its letter where what stands below it is of `counting`: S_W and S_B are two names.
 * Each name is looked at once, and each section's answer takes as long as there are sections that speak of it.
 */
export function newSaid<T>(
  all: readonly Said<T>[],
  counting: ReadonlySet<string>,
): (section: number) => Map<string, Said<T>> {
  const families = new Map<string, Family<T>>();
  for (const [at, said] of all.entries()) {
    const name = familyIn(said.name, counting);
    const family: Family<T> = families.get(name) ?? { sections: [], said: new Map() };
    families.set(name, family);
    const own = family.said.get(said.section) ?? [];
    if (own.length === 0) family.sections.push(said.section);
    family.said.set(said.section, own);
    own.push({ at, said });
  }
  return (section) => {
    const found: { readonly at: number; readonly said: Said<T> }[] = [];
    const nearest = new Map<string, number>();
    for (const [name, { sections }] of families) nearest.set(name, nearestOf(sections, section));
    const isPast = (name: string): boolean => (nearest.get(name) ?? Number.POSITIVE_INFINITY) <= section;
    for (const [name, family] of families) {
      const own = family.said.get(nearest.get(name)!)!;
      // y_1, …, y_n of a later section are others than the y_i of this one
      const isOther = ({ said }: (typeof own)[number]): boolean =>
        said.section > section && isPast(generalOf(said.name));
      found.push(...own.filter((one) => !isOther(one)));
    }
    const named = new Map<string, Said<T>>();
    for (const { said } of found.sort((a, b) => a.at - b.at))
      if (!named.has(said.name)) named.set(said.name, said);
    return named;
  };
}

/** The last up to this section, else the first. */
function nearestOf(sections: readonly number[], section: number): number {
  let nearest = sections[0]!;
  for (const at of sections) if (at <= section && at > nearest) nearest = at;
  return nearest;
}

/** The family of a member, numbered or not. */
function generalOf(name: string): string {
  const { base, label, indices } = referenceOfName(name);
  return !label && indices.length > 0 ? `${base}#${indices.length}` : name;
}

/** Of a general member its family. */
function familyIn(name: string, counting: ReadonlySet<string>): string {
  const { base, label, indices } = referenceOfName(name);
  const isGeneral =
    !label &&
    indices.length > 0 &&
    indices.every(({ letter }) => letter !== undefined && counting.has(letter));
  return isGeneral ? `${base}#${indices.length}` : name;
}
