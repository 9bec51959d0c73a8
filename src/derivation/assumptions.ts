/**
 * What the elaboration replicated, as sentences of the locale. (Shapes of undeclared names need none: the
 * opening gives every shape.)
 *
 *     { kind: "row", what: "b", to: "X W" }  ─▶  assumed.row { what: b }
 */
import type { SymbolNode } from "../expression/expr.ts";
import type { Replication } from "../shapes/scope.ts";
import { shown } from "./pieces.ts";
import type { Sentence } from "./step.ts";

export function assumptionSentence({ kind, what }: Replication, variables: readonly SymbolNode[]): Sentence {
  const variable = variables.find((v) => v.name === what);
  return { key: `assumed.${kind}`, places: { what: variable ? shown(variable) : what } };
}
