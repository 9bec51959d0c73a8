/**
 * The end of a derivation: what the names of ours in its results stand for, and nothing twice.
 *
 *     ∂L/∂W = Xᵀ Δ  ─▶  "Here Δ = (1 − H ⊙ H) ⊙ (R W_2ᵀ)."
 */
import type { Expr } from "../../expression/expr.ts";
import { equation, said, sentence } from "../pieces.ts";
import type { Derivation, Equation, Section, Setting, Step } from "../step.ts";
import type { Setup } from "../style.ts";
import { madeNames } from "./namedValues.ts";

/** With a remark on the names in the results that the problem has not and that are no results; `named` has their values. */
export function withWhere(
  derivation: Derivation,
  { loss, cotangent, definitions }: Setup,
  named: Setting["defined"],
): Derivation {
  const { results, remarks } = derivation;
  const last = derivation.sections.at(-1);
  if (!last) return derivation;
  const own = new Set<Expr>(
    [loss, cotangent, ...definitions.map((d) => d.symbol)].filter((s) => s !== undefined),
  );
  for (const { sides } of results) for (const { value } of sides.slice(0, -1)) own.add(value);
  const values = new Map([...named].filter(([s]) => !own.has(s)));
  const names = madeNames(
    results.flatMap(({ sides }) => sides.at(-1)?.value ?? []),
    values,
  );
  if (names.length === 0) return derivation;
  const lines = names.map((name) => said(equation([name, values.get(name) as Expr])));
  return { ...derivation, remarks: [sentence("result.where", { names: lines }), ...remarks] };
}

/** What is read off stands in the line where more follows, and not at all where the results follow. */
export function withoutRepeats(derivation: Derivation): Derivation {
  const { sections, results } = derivation;
  const end = sections.at(-1)?.steps.at(-1);
  const tidied = (own: Step): Step => {
    if (own.rule !== "identification") return own;
    const isRepeated = own === end && own.equations.every((e) => results.some((r) => isSame(r, e)));
    if (isRepeated) return { ...own, equations: [] };
    // of a Jacobian or a second derivative the results alone have what is read off
    if (own.equations.length === 0) return own;
    const said_ = sentence("reading.results", { results: own.equations.map(said) });
    return { ...own, text: [...own.text, said_], equations: [] };
  };
  return {
    ...derivation,
    sections: sections.map((s): Section => ({ ...s, steps: s.steps.map(tidied) })),
  };
}

const isSame = (a: Equation, b: Equation): boolean =>
  a.sides[0]?.value === b.sides[0]?.value && a.sides.at(-1)?.value === b.sides.at(-1)?.value;
