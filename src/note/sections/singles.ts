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
  for (const key of parametersOfLayers(relations)) told.add(key);
  const see = (reference: Reference): void => {
    const { base, key } = reference;
    if (numberOf(reference) !== undefined && told.has(key))
      found.set(base, (found.get(base) ?? new Set()).add(key));
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

/** 1 of W_1. */
const numberOf = ({ indices, label }: Reference): number | undefined =>
  indices.length === 1 && indices[0]!.letter === undefined && !label ? indices[0]!.offset : undefined;

/** W_2 and b_2 of z_2 = W_2 a_1 + b_2, what has the layer's number beside a matrix that has it. */
function parametersOfLayers(relations: readonly Judgeable[]): Set<string> {
  const found = new Set<string>();
  for (const { defines, left, right } of relations) {
    const layer = defines && !printOf(left, right) ? numberOf(defines.reference) : undefined;
    if (layer === undefined || !right) continue;
    const own = [...everyPart(right)].flatMap((part) => referenceOf(part) ?? []);
    const numbered = own.filter((reference) => numberOf(reference) === layer);
    if (numbered.some(({ base }) => /^\p{Lu}/u.test(base))) for (const { key } of numbered) found.add(key);
  }
  return found;
}
