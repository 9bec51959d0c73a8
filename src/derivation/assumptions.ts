/**
 * What the elaboration assumed, as sentences of the locale. (Shapes of undeclared names need none: the
 * opening gives every shape.)
 *
 *     "the vector b is added to every row of X W"  ─▶  assumed.row { what: b }
 */
import type { SymbolNode } from "../expression/expr.ts";
import { shown } from "./pieces.ts";
import type { Place, Sentence } from "./step.ts";

const REPLICATIONS: readonly (readonly [pattern: RegExp, key: string])[] = [
  [/^the vector (.+) is added to every row of /, "assumed.row"],
  [/^the vector (.+) is added to every column of /, "assumed.column"],
  [/^the scalar (.+) is added to every entry of /, "assumed.entry"],
];

export function assumptionSentence(text: string, variables: readonly SymbolNode[]): Sentence | undefined {
  for (const [pattern, key] of REPLICATIONS) {
    const what = pattern.exec(text)?.[1];
    if (what === undefined) continue;
    if (/^\d+$/.test(what)) return { key, places: { what } };
    const variable = variables.find((v) => v.name === what);
    const place: Place = variable ? shown(variable) : what;
    return { key, places: { what: place } };
  }
  return undefined;
}
