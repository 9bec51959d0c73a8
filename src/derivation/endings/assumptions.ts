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

/** Of names, each once, however often it was needed: of numbers and values the formula shows it, 𝟏 − t. */
export function assumptionSentences(all: readonly Replication[], symbols: readonly SymbolNode[]): Sentence[] {
  const once = new Map(all.map((r) => [`${r.kind} ${r.what}`, r] as const));
  return [...once.values()].flatMap(({ kind, what }) => {
    const own = symbols.find((s) => s.name === what);
    return own ? [{ key: `assumed.${kind}`, places: { what: shown(own) } }] : [];
  });
}

/** A reading that was chosen: { kind: "scalar", name: "d" }  ─▶  read.scalar { name: d } */
export function choiceSentence({ kind, ...facts }: Choice): Sentence {
  return { key: `read.${kind}`, places: facts };
}
