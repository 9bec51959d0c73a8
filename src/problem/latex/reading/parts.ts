/**
 * Parts of a formula: what they are called, their free indices, and the names in them.
 *
 *     Σ_j A[i,j] V[j,b]  ─▶  free indices i, b
 */
import { writtenKey } from "../../../syntax/latex/written.ts";
import { allParts, partsOf } from "../../../syntax/parts.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { IndexSyntax, Syntax } from "../../../syntax/tree.ts";

/** The same for parts that are written alike. */
export const keyOf = (syntax: Syntax): string => writtenKey(syntax);

export const nameOf = (name: string, { span }: Syntax): Syntax => ({ kind: "name", name, span });

/** The names in a part, with what they are the differential of or derivative by left alone. */
export const namesOf = (root: Syntax): Set<string> =>
  new Set(allParts(root).flatMap((part) => (part.kind === "name" ? [part.name] : [])));

/** Another part wherever one with this key stands. */
export const replaced = (root: Syntax, key: string, other: (part: Syntax) => Syntax): Syntax =>
  rewritten(root, (part) => (keyOf(part) === key ? other(part) : part));

/** The indices of the entries that no sum around them binds, in the order written. */
export function freeIndices(root: Syntax): string[] {
  const found = new Set<string>();
  const visit = (part: Syntax, bound: ReadonlySet<string>): void => {
    const inside = part.kind === "indexed-sum" ? new Set([...bound, part.index]) : bound;
    for (const name of indexNamesOf(part)) if (!bound.has(name)) found.add(name);
    for (const child of valuesIn(part)) visit(child, inside);
  };
  visit(root, new Set());
  return [...found];
}

/** The index names of an entry or a Kronecker delta. */
export function indexNamesOf(part: Syntax): string[] {
  if (part.kind === "entry") return part.indices.flatMap(indexName);
  if (part.kind === "call" && part.name === "delta")
    return part.args.flatMap((arg) => (arg.kind === "name" ? [arg.name] : []));
  return [];
}

const indexName = (at: IndexSyntax): string[] =>
  at.kind === "at" && at.index.kind === "name" ? [at.index.name] : [];

/** Parts that are values: no indices and no bounds. */
function valuesIn(part: Syntax): readonly Syntax[] {
  if (part.kind === "entry") return [part.of];
  if (part.kind === "indexed-sum") return [part.body];
  return part.kind === "call" && part.name === "delta" ? [] : partsOf(part);
}

/** The tree with that name transposed. */
export const turnedRound = (root: Syntax, name: string): Syntax =>
  replaced(root, name, (part) => ({ kind: "transpose", of: part, span: part.span }));
