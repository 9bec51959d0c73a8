import type { Definition } from "../../meaning/knowledge.ts";
import { type Letters, MEMBER, placeOf, shapeNameOf, termsOf } from "../../meaning/letters.ts";
import { everyPart, referenceOf, referenceOfName, type Term } from "../../meaning/reference.ts";

/** Of definitions that lead back to themselves the later ones only say what else is so: y = X w, …, w = X^{-1} y. */
export function withoutCircles(definitions: readonly Definition[], letters: Letters): Definition[] {
  const namesOf = new Map<string, ReadonlySet<string>>();
  // A is made of its A_{ij}, and a_1 is one of the a_i; both are entries of what has them
  const sameOf = new Map<string, readonly string[]>();
  const isGeneral = ({ letter, offset }: Term): boolean => letter !== undefined && offset === 0;
  for (const { reference } of definitions) {
    const place = placeOf(reference, letters);
    if (place.kind === "whole" || !termsOf(place).every(isGeneral)) continue;
    const owner = place.kind === "entry" ? shapeNameOf(place) : place.family + MEMBER;
    sameOf.set(owner, [...(sameOf.get(owner) ?? []), reference.key]);
  }
  const ownerOf = (key: string): string => {
    const place = placeOf(referenceOfName(key), letters);
    // h_{t-1} is another than h_t
    if (place.kind === "whole" || termsOf(place).some(({ letter, offset }) => letter && offset !== 0))
      return key;
    return place.kind === "entry" ? shapeNameOf(place) : place.family + MEMBER;
  };
  const leadsTo = (key: string, target: string, seen = new Set<string>()): boolean => {
    if (key === target) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    const owner = ownerOf(key);
    return [...(namesOf.get(key) ?? []), owner, ...(sameOf.get(owner) ?? [])].some((other) =>
      leadsTo(other, target, seen),
    );
  };
  return definitions.filter(({ reference: { key }, value }) => {
    const names = new Set(
      [...everyPart(value)].flatMap(
        (part) => referenceOf(part)?.key ?? (part.kind === "call" ? part.name : []),
      ),
    );
    if ([...names].some((name) => leadsTo(name, key))) return false;
    namesOf.set(key, names);
    return true;
  });
}
