/** Which sizes a section speaks of. */
import { sizeNames, UNIT } from "../../expression/dimension.ts";
import type { Shape } from "../../expression/expr.ts";
import type { DeclaredType } from "../../shapes/declarations.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { everyPart, referenceOfName } from "../meaning/reference.ts";

/** A matrix of sizes that nothing speaks of. */
export const isContrived = ({ rows, cols }: Shape, sizes: ReadonlySet<string>): boolean =>
  rows !== UNIT &&
  cols !== UNIT &&
  [rows, cols].some((size) => sizeNames(size).some((name) => !sizes.has(name)));

export const sizesOfTypes = (types: ReadonlyMap<string, DeclaredType>): Set<string> =>
  new Set(
    [...types.values()].flatMap((type) =>
      type.kind === "variable" ? [type.shape.rows, type.shape.cols].flatMap((d) => [...sizeNames(d)]) : [],
    ),
  );

export function sizeNamesIn(
  roots: readonly Syntax[],
  types: ReadonlyMap<string, DeclaredType>,
  ranges: ReadonlyMap<string, Syntax>,
): Set<string> {
  const found = sizesOfTypes(types);
  for (const to of ranges.values()) if (to.kind === "name") found.add(to.name);
  for (const root of roots)
    for (const part of everyPart(root)) {
      if (part.kind === "indexed-sum" && part.to?.kind === "name") found.add(part.to.name);
      if (part.kind === "call" && part.name === "ones")
        for (const arg of part.args) if (arg.kind === "name") found.add(arg.name);
    }
  return found;
}

/** n_x of x \in \mathbb{R}^{n_x}: names of their own, and no entries or members of n. */
export const indexedSizesIn = (...said: Parameters<typeof sizeNamesIn>): string[] =>
  [...sizeNamesIn(...said)].filter((name) => referenceOfName(name).indices.length > 0);
