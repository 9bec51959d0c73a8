/** What a loss that nothing gives is a function of, member by member. */
import type { Knowledge } from "../../meaning/knowledge.ts";
import { placeOf } from "../../meaning/letters.ts";
import { everyPart, referenceOf } from "../../meaning/reference.ts";
import type { Section } from "../../sections/section.ts";
import { placeName } from "./readings.ts";

/** A frontier of a family is that of its members. */
export function withMembers(
  known: Knowledge,
  sizes: ReadonlyMap<string, number>,
  { letters }: Section,
): Knowledge {
  const frontier = known.frontier.flatMap((name) => {
    const definition = known.definitions.find(({ reference }) => placeName(reference, letters) === name);
    const place = definition && placeOf(definition.reference, letters);
    if (place?.kind !== "member") return [name];
    const [term] = place.terms;
    const isRecursive = leadsBack(known, place.family, letters);
    const range = term?.letter !== undefined ? known.ranges.get(term.letter) : undefined;
    const to =
      range?.kind === "name"
        ? (sizes.get(range.name) ?? 3)
        : range?.kind === "number"
          ? Number(range.text)
          : 3;
    // of layers a loss is a function of the last
    if (isRecursive) return [`${name}|${to + 1}`];
    return Array.from({ length: to }, (_, i) => `${name}|${i + 1}`);
  });
  return { ...known, frontier };
}

/** z_l = W_l a_{l-1}, a_l = σ(z_l): members of which each is made of those before. */
function leadsBack({ definitions }: Knowledge, family: string, letters: Section["letters"]): boolean {
  const seen = new Set<string>();
  const leads = (name: string): boolean => {
    if (seen.has(name)) return false;
    seen.add(name);
    return definitions.some(
      ({ reference, value }) =>
        placeName(reference, letters) === name &&
        [...everyPart(value)].some((part) => {
          const own = referenceOf(part);
          const next = own && placeName(own, letters);
          return next !== undefined && (next === family || leads(next));
        }),
    );
  };
  return leads(family);
}
