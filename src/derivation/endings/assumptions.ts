/**
 * What the elaboration replicated, as sentences of the locale. (Shapes of undeclared names need none: the
 * opening gives every shape.)
 *
 *     { kind: "row", what: "b", to: "X W" }  ─▶  assumed.row { what: b }
 */
import type { SymbolNode } from "../../expression/expr.ts";
import type { Replication } from "../../shapes/scope.ts";
import type { Choice } from "../../syntax/tree.ts";
import { shown } from "../pieces.ts";
import type { Sentence } from "../step.ts";

/** Each is said once, however often it was needed. */
export function assumptionSentences(all: readonly Replication[], symbols: readonly SymbolNode[]): Sentence[] {
  const once = new Map(all.map((r) => [`${r.kind} ${r.what}`, r] as const));
  return [...once.values()].map(({ kind, what }) => {
    const own = symbols.find((s) => s.name === what);
    return { key: `assumed.${kind}`, places: { what: own ? shown(own) : what } };
  });
}

/** A reading that was chosen: { kind: "scalar", name: "d" }  ─▶  read.scalar { name: d } */
export function choiceSentence({ kind, ...facts }: Choice): Sentence {
  return { key: `read.${kind}`, places: facts };
}
