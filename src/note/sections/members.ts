/** What members are of what stands beside them: rows of a matrix, entries of a vector, samples. */
import { sizeOf, UNIT } from "../../expression/dimension.ts";
import type { DeclaredType, VariableKind } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type Letters, MEMBER } from "../meaning/letters.ts";
import { everyPart, isOfEntries, keysOf, referenceOf, referenceOfName } from "../meaning/reference.ts";
import type { Facts } from "../statements/facts.ts";
import { hasStep } from "../statements/forms.ts";
import type { Judgeable } from "../statements/roles.ts";

type Lines = Map<string, { of: string; isRow: boolean }>;

/** What words say is a row or a column of what: its letter is then no name of its own. */
export function linesSaid({ lines }: Facts, plain: Set<string>, families: Set<string>): Lines {
  const found: Lines = new Map();
  for (const { family, of, isRow } of lines) {
    const { base } = referenceOfName(family);
    if (!plain.has(of)) continue;
    found.set(base, { of, isRow });
    families.add(base);
    plain.delete(base);
  }
  return found;
}

/** x_{k+1} = x_k − …: iterates, and no entries of the x that functions are of. */
export const iteratesIn = (relations: readonly Judgeable[]): string[] =>
  relations.flatMap(({ role, left }) => {
    const own = role === "update" && left ? referenceOf(left) : undefined;
    return own && !own.label && hasStep(own) ? [own.base] : [];
  });

/** The a of vectors a_t = U x_t + b, where \\tanh'(a) = 1 - \\tanh^2(a) is said of any number: no vector of entries a_t. */
export function besideDummies(
  relations: readonly Judgeable[],
  plain: ReadonlySet<string>,
  likely: ReadonlyMap<string, VariableKind>,
): Set<string> {
  const found = new Set<string>();
  const values = new Set<string>();
  for (const { left, right, defines } of relations) {
    const own = defines?.reference;
    const isMember = own && !own.label && own.indices.length === 1 && plain.has(own.base);
    if (isMember && likely.get(own.base + MEMBER) === "vector") found.add(own.base);
    const sides = [left, right].filter((side) => side !== undefined);
    const keys = keysOf(sides);
    if (keys.size > 1 || !sides.every(isOfEntries)) for (const key of keys) values.add(key);
  }
  for (const key of values) found.delete(key);
  return found;
}

/** Vectors of which a sum counts members, and no entries: \sum_{n=1}^N x_n z_n^\top of x \in \mathbb{R}^D. */
export const samplesIn = (
  roots: readonly Syntax[],
  declared: ReadonlyMap<string, DeclaredType>,
): Set<string> =>
  new Set(
    roots.flatMap((root) =>
      [...everyPart(root)].flatMap((sum) => {
        const to = sum.kind === "indexed-sum" && sum.to?.kind === "name" ? sizeOf(sum.to.name) : undefined;
        if (sum.kind !== "indexed-sum" || !to) return [];
        return [...everyPart(sum.body)].flatMap((part) => {
          const own = referenceOf(part);
          const type = own && declared.get(own.base);
          const [index, ...others] = own?.indices ?? [];
          const isCounted = index?.letter === sum.index && index.offset === 0 && others.length === 0;
          if (!own || type?.kind !== "variable" || own.label || !isCounted) return [];
          const { rows, cols } = type.shape;
          return cols === UNIT && rows !== UNIT && rows !== to ? [own.base] : [];
        });
      }),
    ),
  );

/**
 * Of names with a label that counts: x^{(i)} beside X is a row of it, or a column where that is said; y^{(i)} beside y an entry.
 */
export function stacksIn(
  roots: readonly Syntax[],
  { lines: said }: Facts,
  { plain, counting }: Pick<Letters, "plain" | "counting">,
  relations: readonly Judgeable[],
): { readonly lines: Lines; readonly stacked: Set<string> } {
  const bases = new Set<string>();
  const iterates = new Set<string>();
  for (const root of roots)
    for (const part of everyPart(root)) {
      const { base, label, indices } = referenceOf(part) ?? {};
      if (base === undefined || !label?.letter || indices!.length > 0) continue;
      // \beta^{(k+1)}, z^{(l-1)}
      if (label.offset !== 0) iterates.add(base);
      else if (counting.has(label.letter)) bases.add(base);
    }
  for (const base of iterates) bases.delete(base);
  const given = new Set(relations.flatMap(({ defines }) => defines?.reference.key ?? []));
  const lines: Lines = new Map();
  const stacked = new Set<string>();
  for (const base of bases) {
    const capital = base.charAt(0).toUpperCase() + base.slice(1);
    const isColumn = said.some(({ family, isRow }) => referenceOfName(family).base === base && !isRow);
    if (capital !== base && plain.has(capital) && !given.has(capital))
      lines.set(`${base}^`, { of: capital, isRow: !isColumn });
    else if (plain.has(base)) stacked.add(base);
  }
  return { lines, stacked };
}

/** The letters that number the members e_t of vectors e that are declared as well. */
export function numberedIn(
  declared: ReadonlyMap<string, DeclaredType>,
  samples: ReadonlySet<string>,
  roots: readonly Syntax[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (base: string, letter: string | undefined): void => {
    if (letter !== undefined) found.set(base, (found.get(base) ?? new Set()).add(letter));
  };
  for (const name of declared.keys()) {
    const { base, indices, label } = referenceOfName(name);
    if (!label && indices.length === 1 && declared.has(base)) add(base, indices[0]!.letter);
  }
  for (const root of roots)
    for (const sum of everyPart(root))
      if (sum.kind === "indexed-sum")
        for (const part of everyPart(sum.body)) {
          const own = referenceOf(part);
          if (own && samples.has(own.base) && own.indices[0]?.letter === sum.index) add(own.base, sum.index);
        }
  return found;
}
