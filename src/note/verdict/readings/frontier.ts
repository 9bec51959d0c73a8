/** What a loss that nothing gives is a function of, member by member. */

import { functionNamed } from "../../../functions/index.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { rangesOf } from "../../meaning/calls.ts";
import type { Definition, Knowledge } from "../../meaning/knowledge.ts";
import { labelsOf, placeName, placeOf } from "../../meaning/letters.ts";
import { everyPart, insideOf, referenceOf } from "../../meaning/reference.ts";
import { Setting } from "../../meaning/setting.ts";
import type { Section } from "../../sections/section.ts";

/** A frontier of a family is that of its members; `sides`: of the claim, whose sums say how far a letter goes. */
export function withMembers(
  known: Knowledge,
  sizes: ReadonlyMap<string, number>,
  { letters }: Pick<Section, "letters">,
  sides: readonly Syntax[],
): Knowledge {
  const frontier = known.frontier.flatMap((name) => {
    const definition = known.definitions.find(({ reference }) => placeName(reference, letters) === name);
    const place = definition && placeOf(definition.reference, letters);
    const [term] = place ? labelsOf(place) : [];
    if (!term) return [name];
    const bound = term.letter === undefined ? undefined : summedTo(term.letter, sides, sizes);
    const to = term.letter === undefined ? 3 : membersOf(known, sizes, term.letter, definition!.value);
    const isRecursive = leadsBack(known, name, letters);
    // of layers a loss is a function of the last
    if (isRecursive && !known.isOfEach) return [`${name}|${to + 1}`];
    const last = isRecursive ? (bound ?? to + 1) : to;
    return Array.from({ length: last }, (_, i) => `${name}|${i + 1}`);
  });
  return { ...known, frontier };
}

/** T of \\sum_{t=1}^T */
function summedTo(
  letter: string,
  sides: readonly Syntax[],
  sizes: ReadonlyMap<string, number>,
): number | undefined {
  for (const part of sides.flatMap(everyPart))
    if (part.kind === "indexed-sum" && part.index === letter) {
      if (part.to?.kind === "number") return Number(part.to.text);
      if (part.to?.kind === "name") return sizes.get(part.to.name);
    }
  return undefined;
}

/** As far as the letter is said to go, else as what stands with it has entries. */
function membersOf(
  known: Knowledge,
  sizes: ReadonlyMap<string, number>,
  letter: string,
  value: Syntax,
): number {
  const range = known.ranges.get(letter);
  if (range?.kind === "name") return sizes.get(range.name) ?? 3;
  if (range?.kind === "number") return Number(range.text);
  const probe = new Setting(known, sizes);
  const seen = new Set<string>();
  // y_i = γ_i x̂_i, and x̂_i = (x_i − μ)/s: as many as x has entries
  const limitsOf = (root: Syntax): number[] => {
    const own = rangesOf(probe, letter, root);
    const bases = [...everyPart(root)].flatMap((part) => referenceOf(part)?.base ?? []);
    return [
      ...own,
      ...bases.flatMap((base) => {
        if (seen.has(base)) return [];
        seen.add(base);
        return known.definitions.flatMap((one) => (one.reference.base === base ? limitsOf(one.value) : []));
      }),
    ];
  };
  const limits = limitsOf(value);
  return limits.length > 0 ? Math.min(...limits) : 3;
}

/** z_l = W_l a_{l-1}, a_l = σ(z_l): members of which each is made of those before. */
export function leadsBack(
  { definitions }: Pick<Knowledge, "definitions">,
  family: string,
  letters: Section["letters"],
): boolean {
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

/**
 * J of J = \|h_{W,b}(x) - y\|^2, of an h that nothing gives: what holds of any loss holds of it, too. Not where J is
 * made of anything else that the note differentiates by, or makes something of.
 */
export function openLosses(
  definitions: readonly Definition[],
  { functions, moved, letters }: Pick<Section, "functions" | "moved" | "letters">,
): Set<string> {
  const isUnknown = (part: Syntax): boolean =>
    part.kind === "call" &&
    !functionNamed(part.name) &&
    !functions.has(part.name) &&
    !definitions.some(({ reference }) => reference.key === part.name);
  const namesIn = (root: Syntax): string[] => {
    const own = referenceOf(root);
    if (own) return [placeName(own, letters)];
    return isUnknown(root) ? [] : insideOf(root).flatMap(namesIn);
  };
  const isOpen = (value: Syntax): boolean => everyPart(value).some(isUnknown);
  const found = definitions.filter(({ value, reference }) => {
    const others = definitions.filter((other) => other.reference.key !== reference.key);
    const used = new Set(
      others.flatMap((other) => [placeName(other.reference, letters), ...namesIn(other.value)]),
    );
    return isOpen(value) && namesIn(value).every((name) => !used.has(name) && !moved.has(name));
  });
  const isAlways = ({ reference }: Definition): boolean =>
    definitions.every((other) => other.reference.key !== reference.key || found.includes(other));
  return new Set(found.filter(isAlways).map(({ reference }) => reference.key));
}
