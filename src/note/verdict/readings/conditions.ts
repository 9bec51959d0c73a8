/** Which gradient it is that a relation says to vanish. */
import type { Syntax } from "../../../syntax/tree.ts";
import { derivativeOf } from "../../meaning/derivativeName.ts";
import { basesOf, referenceOf, variableIn } from "../../meaning/reference.ts";
import type { Section } from "../../sections/section.ts";
import type { Judgeable } from "../../statements/roles.ts";

/** The gradient of which it is said to be zero; else the last before, by the variable that is solved for. */
export const conditionOf = (section: Section, relation: Judgeable, at: number): Syntax | undefined =>
  conditionsOf(section, relation, at).next().value ?? undefined;

export function* conditionsOf(
  { relations, letters }: Section,
  { solves, section, left, right, vanishing }: Judgeable,
  at: number,
): Generator<Syntax, undefined> {
  if (vanishing) {
    yield vanishing;
    return;
  }
  const before = relations.filter((r) => r.at < at);
  const names = basesOf([left, right]);
  const seen = new Set<string>();
  for (const r of [...before].reverse()) {
    const side = r.vanishing ?? r.head ?? r.left;
    const variable = variableIn(side);
    const by = variable && referenceOf(variable)?.base;
    if (!by || seen.has(by) || !(by === solves || (solves === "" && names.has(by)))) continue;
    seen.add(by);
    yield side!;
  }
  if (seen.size > 0) return;
  // of the objective that was defined last
  for (const r of [...before].reverse()) {
    const parameters = r.defines?.parameters ?? [];
    const variable =
      solves === "" ? parameters.find((name) => names.has(name)) : parameters.find((name) => name === solves);
    if (r.section === section && variable && r.left && letters.plain.has(variable)) {
      const span = r.left.span;
      const [of, by] = [r.defines!.reference.key, variable].map(
        (name): Syntax => ({ kind: "name", name, span }),
      );
      yield derivativeOf("partial", of!, [by!]);
      return;
    }
  }
}
