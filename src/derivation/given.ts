/**
 * Equations that are given: the steps hold without them; here they shorten the results.
 *
 *     ∂L/∂z = sum(y) softmax(z) − y;  as sum(y) = 1, this is softmax(z) − y
 */
import { type KnownEquation, underEquations } from "../simplify/given.ts";
import { simplify } from "../simplify/simplify.ts";
import { equation, expanded, sentence, step } from "./pieces.ts";
import type { Derivation, Equation, Section, Setting, Shown, Step } from "./step.ts";
import type { Setup } from "./style.ts";

/** The derivation with a section on the results that the equations make shorter. */
export function withEquations(derivation: Derivation, { equations }: Setup): Derivation {
  const last = derivation.sections.at(-1);
  if (equations.length === 0 || !last) return derivation;
  const steps: Step[] = [];
  const results = derivation.results.map((result) => {
    const shorter = shortened(result, equations, last.setting);
    if (!shorter) return result;
    steps.push(shorter.step);
    return shorter.result;
  });
  if (steps.length === 0) return derivation;
  const section: Section = { title: undefined, steps, setting: last.setting };
  return { ...derivation, sections: [...derivation.sections, section], results };
}

function shortened(
  { sides }: Equation,
  equations: readonly KnownEquation[],
  setting: Setting,
): { readonly step: Step; readonly result: Equation } | undefined {
  const [first, last] = [sides[0] as Shown, sides.at(-1)];
  if (last?.kind !== "expression") return undefined;
  const whole = simplify(expanded([last.value], setting)[0] as Shown["value"]);
  const { form, used } = [last.value, whole]
    .map((e) => underEquations(e, equations))
    .find((u) => u.used.length > 0) ?? {
    form: whole,
    used: [],
  };
  if (used.length === 0) return undefined;
  const reasons = used.map((known) => sentence("given.as", { equation: equationOf(known) }));
  return {
    step: step("given", [...reasons, sentence("given.shorter")], [equation([last, form])]),
    result: equation([first, form]),
  };
}

export const equationOf = ({ left, right }: KnownEquation): Equation => equation([left, right]);
