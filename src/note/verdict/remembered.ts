/**
 * What a verdict rests on, as a key: the claim, what its section says of names, and the relations that can give one
 * of its names a value. Other claims are none of that.
 */

import { everyPart, referenceOf, referenceOfName } from "../meaning/reference.ts";
import { fingerprint, hashed } from "../memory.ts";
import type { Document } from "../sections/document.ts";
import { neededFor } from "../sections/scope.ts";
import type { Section } from "../sections/section.ts";
import type { Judgeable } from "../statements/roles.ts";
import { instancesIn } from "./readings/instances.ts";

export interface Keys {
  readonly section: (section: number) => string;
  readonly verdict: (at: number, section: Section) => string;
}

/** It can tell something about the names of another relation. */
const tells = ({ defines, role, solves, left }: Judgeable): boolean =>
  defines !== undefined ||
  role !== "claim" ||
  (solves !== undefined && left !== undefined && referenceOf(left) !== undefined);

export function keysOf(document: Document): Keys {
  const { relations, scopes, namings, likely, given, argumentsOf, ...rest } = document;
  const own = relations.map((relation) => hashed(fingerprint(relation)));
  const said = hashed(`${fingerprint(rest)} ${namings.map(({ at }) => own[at]).join(" ")}`);
  const defined = hashed(
    relations
      .map(({ defines }) => defines?.reference.key ?? "")
      .sort()
      .join(" "),
  );
  const known = hashed(fingerprint([likely, given, argumentsOf]));
  const instances = hashed(fingerprint(instancesIn(document)));
  return {
    section: (section) => {
      const needed = neededFor(scopes, section).map(({ at }) => own[at]);
      return hashed(`${section} ${said} ${known} ${needed.join(" ")}`);
    },
    verdict: (at, section) => {
      const relation = relations[at]!;
      const around = section.relations.filter(
        (other) => other.at !== at && (tells(other) || relation.solves !== undefined),
      );
      const names = new Set([relation, ...around].flatMap(basesIn));
      const isMeant = (name: string): boolean =>
        [...names].some((base) => name.startsWith(base)) || names.has(referenceOfName(name).base);
      const { shapes, structures, letters, functions, dependences, relations: _, ...others } = section;
      const local = [
        [...shapes].filter(([name]) => isMeant(name)),
        [...structures].filter(([name]) => isMeant(name)),
        Object.values(letters).map((part: ReadonlySet<string> | ReadonlyMap<string, unknown>) =>
          part instanceof Map
            ? [...part].filter(([name]) => isMeant(name))
            : [...part.keys()].filter(isMeant),
        ),
        [...functions].filter(isMeant),
        dependences.filter(({ of }) => isMeant(of)),
        others,
        [...likely].filter(([name]) => isMeant(name)),
        [...given].filter(isMeant),
      ];
      const placed = around.map(
        (other) => `${other.at < at ? "<" : ">"}${other.section - relation.section}${own[other.at]}`,
      );
      return hashed(`${said} ${defined} ${instances} ${own[at]} ${placed.join(" ")} ${fingerprint(local)}`);
    },
  };
}

const basesIn = ({ left, right, head, defines }: Judgeable): readonly string[] => {
  const found = new Set<string>(defines ? [defines.reference.base, ...defines.parameters] : []);
  for (const side of [left, right, head])
    for (const part of side ? everyPart(side) : []) {
      const own = referenceOf(part);
      if (own) found.add(own.base);
      if (part.kind === "call") found.add(part.name);
    }
  return [...found];
};
