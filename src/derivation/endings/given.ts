/**
 * Equations that are given: the steps hold without them; here they shorten the results.
 *
 *     ∂L/∂z = sum(y) softmax(z) − y;  as sum(y) = 1, this is softmax(z) − y
 */
import { type KnownEquation, underEquations } from "../../simplify/given.ts";
import { simplify } from "../../simplify/simplify.ts";
import { inDefinitions } from "../differentials/matrixStyle.ts";
import { equation, expanded, said, sentence, step } from "../pieces.ts";
import type { Derivation, Equation, Section, Setting, Shown, Step } from "../step.ts";
import type { Setup } from "../style.ts";

/** The derivation with a section on the results that the equations make shorter. */
export function withEquations(derivation: Derivation, setup: Setup): Derivation {
  const { equations } = setup;
  const last = derivation.sections.at(-1);
  if (equations.length === 0 || !last) return derivation;
  const steps: Step[] = [];
  const results = derivation.results.map((result) => {
    const shorter = shortened(result, setup, last.setting);
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
  setup: Setup,
  setting: Setting,
): { readonly step: Step; readonly result: Equation } | undefined {
  const [first, last] = [sides[0] as Shown, sides.at(-1)];
  if (last?.kind !== "expression") return undefined;
  const whole = simplify(expanded([last.value], setting)[0] as Shown["value"]);
  const { form, used } = [last.value, whole]
    .map((e) => underEquations(e, setup.equations))
    .find((u) => u.used.length > 0) ?? {
    form: whole,
    used: [],
  };
  if (used.length === 0) return undefined;
  const own = inDefinitions(form, setup);
  const places = { equation: used.map((known) => said(equationOf(known))), line: equation([last, own]) };
  return {
    step: step("given", [sentence("given.since", places)], []),
    result: equation([first, own]),
  };
}

export const equationOf = ({ left, right }: KnownEquation): Equation => equation([left, right]);
