/** Claims in the readings that count, and where what is said to be symmetric is so. */
import type { Structure } from "../../expression/expr.ts";
import { meansSymmetric, STRUCTURES } from "../../structures.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { asStructured, type Knowledge } from "../meaning/knowledge.ts";
import { basesOf, everyPart, keysOf, referenceOfName } from "../meaning/reference.ts";
import type { Document } from "../sections/document.ts";
import type { Section } from "../sections/section.ts";
import type { Judgeable } from "../statements/roles.ts";
import { attempted, inReading, newPlace, type Place } from "./compare.ts";
import { readingsOf } from "./readings/readings.ts";
import { withoutHats } from "./readings/vanishing.ts";
import { Trials } from "./sides/trials.ts";
import { TOO_LONG, type Verdict } from "./sides/verdict.ts";

/** What is known in the readings that count. */
export const knownIn = (document: Document, section: Section, relation: Judgeable, at: number): Knowledge[] =>
  [...readingsOf(document, section, relation, at)].flatMap(({ layout, isOptional, known }) =>
    layout === undefined && !isOptional ? [known] : [],
  );

/** With what they make of the claim. */
export function usualReadings(document: Document, section: Section, relation: Judgeable, at: number) {
  const known = knownIn(document, section, relation, at);
  const { left: head, right } = withoutHats(relation, section);
  let left = MOST_JUDGED;
  const placeOf = placesIn();
  /** Its sides are worked with behind it, so they are made where nothing is kept. */
  const sidesIn = (reading: Knowledge): Verdict["sides"] =>
    attempted(() => inReading(document, section, { ...relation, left: head, right }, reading, at)).sides;
  const verdictOf = (changed: Syntax, reading: Knowledge): Verdict =>
    left-- > 0
      ? attempted(() =>
          inReading(
            document,
            section,
            { ...relation, left: head, right: changed },
            reading,
            at,
            placeOf(reading),
          ),
        )
      : TOO_LONG;
  const holds = (changed: Syntax, reading: Knowledge): boolean =>
    verdictOf(changed, reading).verdict === "right";
  const told = toldSymmetric(section);
  const asTold = told ? known.map((reading) => asStructured(reading, "symmetric", told.madeOf)) : [];
  return { known, asTold, told, left: head, right, sidesIn, holds, isSpent: () => left < 0 };
}

/** Where the sides of a claim are worth what they are in a reading: they change, and its definitions don't. */
function placesIn(): (reading: Knowledge) => typeof newPlace {
  const made = new Map<Knowledge, Map<string, Place>>();
  return (reading) => (own, sizes) => {
    const places = made.get(reading) ?? new Map<string, Place>();
    const key = `${[...sizes].join(" ")} ${own.frontier.join(" ")}`;
    const place = places.get(key) ?? { ...newPlace(own, sizes), trials: new Trials() };
    made.set(reading, places.set(key, place));
    return place;
  };
}

/** So often one claim is judged with its sides changed, or in other readings. */
const MOST_JUDGED = 1_000;

/** A name that has a value by its definition, and is said to be symmetric; and the names that it is made of. */
function toldSymmetric({
  relations,
  structures,
}: Section): { name: string; madeOf: Set<string> } | undefined {
  const definitions = relations.flatMap(({ defines, right }) =>
    defines && right ? [{ name: defines.reference.key, value: right }] : [],
  );
  const told = definitions.find(({ name }) => /^(?:symmetric|spd)$/.test(structures.get(name) ?? ""));
  if (!told) return undefined;
  const madeOf = new Set<string>();
  // the H of H P Hᵀ is any matrix
  const turned = new Set<string>();
  const open = [told.value];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const part of everyPart(value))
      if (part.kind === "transpose") for (const name of keysOf([part.of])) turned.add(name);
    for (const name of keysOf([value])) {
      if (madeOf.has(name)) continue;
      madeOf.add(name);
      open.push(...definitions.filter((one) => one.name === name).map((one) => one.value));
    }
  }
  for (const name of turned) madeOf.delete(name);
  return { name: told.name, madeOf };
}

/**
 * S = H P H^\top + R, said to be symmetric, is so; where words speak of symmetric, diagonal, … matrices that they don't
 * name, what holds of these alone is not sure to be wrong.
 */
export function whereStructured(
  found: Verdict,
  document: Document,
  section: Section,
  relation: Judgeable,
  at: number,
): Verdict | undefined {
  const { known, asTold, told, right, holds } = usualReadings(document, section, relation, at);
  if (told && asTold.some((reading) => holds(right!, reading)))
    return { verdict: "right", why: `it holds where ${told.name} is symmetric, as is said` };
  const unnamed = document.facts.unnamed.get(relation.section) ?? new Set<Structure>();
  // "for diagonal matrices D E = E D" tells what D is, where nothing else does
  const declared = new Set(document.declarations.map(({ name }) => referenceOfName(name).base));
  const isTold = [...basesOf([relation.left, relation.right])].every((base) => declared.has(base));
  const said = new Set<Structure>(isTold ? [] : unnamed);
  if ([...unnamed].some(meansSymmetric)) said.add("symmetric");
  for (const structure of new Set<Structure>(["symmetric", ...said])) {
    if (!known.some((reading) => holds(right!, asStructured(reading, structure)))) continue;
    if (!said.has(structure)) return found;
    const words = STRUCTURES[structure].said.en[0];
    return {
      verdict: "unclear",
      why: `it holds where the matrix is ${words}, and the note doesn't say which are`,
      isDoubted: true,
    };
  }
  return undefined;
}
