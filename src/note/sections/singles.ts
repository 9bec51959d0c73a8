/** Numbered names that are no family: the layers of a network, each of its own size. */
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { printOf } from "../meaning/prints.ts";
import { everyPart, type Reference, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Judgeable } from "../statements/roles.ts";

/**
 * W_1, W_2 that no letter counts, each of which is declared or defined: names, each of its own size. By their base.
 */
export function singlesIn(
  roots: readonly Syntax[],
  declared: ReadonlyMap<string, DeclaredType>,
  relations: readonly Judgeable[],
  plain: ReadonlySet<string>,
): Map<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const others = new Set<string>();
  const told = new Set([
    ...[...declared.keys()].map((name) => referenceOfName(name).key),
    ...relations.flatMap(({ defines, left, right }) =>
      defines && !printOf(left, right) ? [defines.reference.key] : [],
    ),
  ]);
  const see = ({ base, key, indices, label }: Reference): void => {
    const isNumbered = indices.length === 1 && indices[0]!.letter === undefined && !label;
    if (isNumbered && told.has(key)) found.set(base, (found.get(base) ?? new Set()).add(key));
    else others.add(base);
  };
  for (const name of declared.keys()) see(referenceOfName(name));
  for (const root of roots)
    for (const part of everyPart(root)) {
      const own = referenceOf(part);
      if (own) see(own);
      if (part.kind === "name" && part.differential) see(referenceOfName(part.differential));
    }
  for (const base of found.keys()) if (others.has(base) || plain.has(base)) found.delete(base);
  return found;
}
