/**
 * What stands for ∂L/∂Y in a claim, and for the direction dX of a differential.
 *
 *     W^\top dz of z = W x by x  ─▶  W' G
 */

import { UnsupportedError } from "../../../errors.ts";
import { allParts } from "../../../syntax/parts.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import type { Head } from "./head.ts";
import { entryOf, indexedName } from "./lift.ts";
import { keyOf, nameOf } from "./parts.ts";
import type { Target, Variable } from "./target.ts";

/** Keys of what stands for ∂L/∂Y in the claim. */
export function cotangentsIn(
  sides: readonly Syntax[],
  target: Target,
  head: Head,
  wrt: Variable,
): Set<string> {
  const found = new Set<string>();
  for (const part of sides.flatMap((part) => allParts(part))) {
    if (part.kind !== "name") continue;
    if (part.differential === target.name || indexedName(part.differential ?? "")?.base === target.name)
      found.add(part.name);
    const { derivative } = part;
    if (!derivative) continue;
    const [by, ...others] = derivative.by;
    const base = by && (by.kind === "entry" ? keyOf(by.of) : keyOf(by));
    if (others.length === 0 && derivative.order === 1 && base === target.name) found.add(part.name);
    else throw new UnsupportedError(`nothing here says what ${part.name} is`);
  }
  const isUsed = found.size > 0;
  if ((head.loss !== undefined || head.isUpstream) && !isUsed)
    throw new UnsupportedError(`nothing here says how ${head.loss ?? "the loss"} depends on ${target.name}`);
  if (isUsed && head.isDifferential)
    throw new UnsupportedError(`the differential of ${wrt.name} and of ${target.name} are on the same side`);
  return found;
}

export function withCotangent(root: Syntax, keys: ReadonlySet<string>, name: string): Syntax {
  return rewritten(root, (part) => {
    if (part.kind !== "name" || !keys.has(part.name)) return part;
    const by = part.derivative?.by[0];
    const plain = nameOf(name, part);
    if (by?.kind === "entry")
      return entryOf(
        plain,
        by.indices.flatMap((at) => (at.kind === "at" ? [at.index] : [])),
        part,
      );
    const split = indexedName(part.differential ?? "");
    return split ? entryAt(plain, split.indices, part) : plain;
  });
}

const entryAt = (of: Syntax, indices: readonly string[], part: Syntax): Syntax =>
  entryOf(
    of,
    indices.map((index) => nameOf(index, part)),
    part,
  );

const isDifferentialOf = (part: Syntax, name: string): boolean => {
  if (part.kind !== "name") return false;
  const { differential, derivative } = part;
  if (derivative?.operator === "d" && derivative.by.length === 0 && derivative.of)
    return keyOf(derivative.of.kind === "entry" ? derivative.of.of : derivative.of) === name;
  return differential !== undefined && (differential === name || indexedName(differential)?.base === name);
};

export const differentialsIn = (sides: readonly Syntax[], name: string): boolean =>
  sides.flatMap((part) => allParts(part)).some((part) => isDifferentialOf(part, name));

/** dx as the direction h, dx_i as its entry. */
export function withDirection(root: Syntax, wrt: string, direction: string | undefined): Syntax {
  if (direction === undefined) return root;
  return rewritten(root, (part) => {
    if (part.kind !== "name" || !isDifferentialOf(part, wrt)) return part;
    const split = part.differential === wrt ? undefined : indexedName(part.differential ?? "");
    const plain = nameOf(direction, part);
    return split ? entryAt(plain, split.indices, part) : plain;
  });
}
