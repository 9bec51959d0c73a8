/**
 * Sizes that a claim names where the function doesn't: I_n may be of any size that the problem has.
 *
 *     X A X by X, X m×n;  claim X'A' ⊗ I_n + I_q ⊗ X A  ─▶  … I_m + I_n …,  … I_n + I_m …
 */

import { sizeNames } from "../../../expression/dimension.ts";
import { functionNamed } from "../../../functions/index.ts";
import { allParts } from "../../../syntax/parts.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Statement, Syntax } from "../../../syntax/tree.ts";
import type { ClaimContext } from "../../claim/claimText.ts";
import { namesOf } from "./parts.ts";

/** I_n, 0_{m×n}: all that they are made of are sizes. */
function isOfSizes(part: Syntax): part is Syntax & { kind: "call" } {
  const entry = part.kind === "call" ? functionNamed(part.name) : undefined;
  return entry?.isConstant === true && entry.arity === 0;
}

const MOST_READINGS = 60;

/** The claim with each of its own size names read as a size of the problem, in all ways. */
export function readingsOfSizes(
  side: Syntax,
  { types }: ClaimContext,
  statements: readonly Statement[],
): Syntax[] {
  const fixed = new Set(statements.flatMap(sizesSaid));
  const own = [...new Set(sizesIn(side))].filter((name) => !fixed.has(name) && !types.has(name));
  const known = [
    ...new Set(
      [...types.values()].flatMap((type) =>
        type.kind === "variable" ? [...sizeNames(type.shape.rows), ...sizeNames(type.shape.cols)] : [],
      ),
    ),
  ];
  const names = known.filter((name) => !fixed.has(name) || !own.includes(name));
  if (own.length === 0 || names.length === 0) return [side];
  return choices(own, names).map((choice) => withNames(side, choice));
}

function choices(own: readonly string[], names: readonly string[]): Map<string, string>[] {
  let found: Map<string, string>[] = [new Map()];
  for (const name of own) {
    found = found.flatMap((choice) => {
      const free = names.filter((to) => ![...choice.values()].includes(to));
      return (free.length > 0 ? free : names).map((to) => new Map([...choice, [name, to]]));
    });
    found = found.slice(0, MOST_READINGS);
  }
  return found;
}

const withNames = (side: Syntax, choice: ReadonlyMap<string, string>): Syntax =>
  rewritten(side, (part) => {
    const renamed = (at: Syntax): Syntax =>
      rewritten(at, (s) => (s.kind === "name" ? { ...s, name: choice.get(s.name) ?? s.name } : s));
    if (part.kind === "indexed-sum" && part.to) return { ...part, to: renamed(part.to) };
    return isOfSizes(part) ? { ...part, args: part.args.map(renamed) } : part;
  });

/** The names of sizes that are written in a formula. */
const sizesIn = (root: Syntax): string[] =>
  allParts(root).flatMap((part) => {
    if (part.kind === "indexed-sum") return part.to ? [...namesOf(part.to)] : [];
    return isOfSizes(part) ? part.args.flatMap((arg) => [...namesOf(arg)]) : [];
  });

const sizesSaid = (s: Statement): string[] =>
  s.kind === "declaration" ? s.type.sizes.flatMap((size) => [...namesOf(size)]) : [...namesOf(s.value)];
