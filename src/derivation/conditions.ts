/**
 * What must hold for the value and the results to be defined, said at the end.
 *
 *     ∂L/∂X = X⁻ᵀ of log det X  ─▶  "det X must be positive. X must be invertible."
 */
import { toText } from "../print/text.ts";
import { conditionsOf } from "../simplify/conditions.ts";
import { expanded, sentence, shown } from "./pieces.ts";
import type { Derivation, Sentence } from "./step.ts";
import type { Setup } from "./style.ts";

export function withConditions(derivation: Derivation, { root }: Setup): Derivation {
  const last = derivation.sections.at(-1);
  if (!last) return derivation;
  const results = derivation.results.flatMap(({ sides }) => sides.at(-1)?.value ?? []);
  const values = [root.expanded, ...expanded(results, last.setting)];
  // S with its structure and S with all entries free have one name
  const said = new Map(
    conditionsOf(values).map(({ of, condition }): [string, Sentence] => [
      `${condition} ${toText(of)}`,
      sentence(`condition.${condition}`, { what: shown(of) }),
    ]),
  );
  return { ...derivation, remarks: [...said.values(), ...derivation.remarks] };
}
