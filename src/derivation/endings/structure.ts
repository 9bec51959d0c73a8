/**
 * Variables with a declared structure: the steps differentiate with all entries free; here the gradient is
 * projected on the matrices of that structure.
 *
 *     S symmetric, ∂L/∂S = A B  ─▶  ½(∂L/∂S + (∂L/∂S)ᵀ) = ½(A B + Bᵀ Aᵀ)
 */

import { byIndependentEntries, projected } from "../../derivative/structured.ts";
import { madeSymbol, symbolLike } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { substitute } from "../../expression/walk.ts";
import { isShort } from "../../print/defined.ts";
import { finished } from "../../problem/problem.ts";
import { simplify } from "../../simplify/simplify.ts";
import { isOfSquares } from "../../structures.ts";
import { inDefinitions } from "../differentials/matrixStyle.ts";
import { equation, expanded, extended, sentence, shown, step } from "../pieces.ts";
import { firstFree } from "../plan/names.ts";
import { isSymmetric } from "../plan/symmetry.ts";
import { answerTo, questionOf } from "../question.ts";
import type { Derivation, Equation, Section, Sentence, Setting, Shown, Step } from "../step.ts";
import type { Setup } from "../style.ts";
import { wanted, weight } from "./closedForms.ts";
import { namedValues } from "./namedValues.ts";

/** The derivation with a section on the structured variables, and their projected gradients as results. */
export function withStructures(derivation: Derivation, setup: Setup): Derivation {
  const { structures, structure } = setup;
  const last = derivation.sections.at(-1);
  if (structures.size === 0 || !last || structure === "free") return derivation;
  if (derivation.style === "matrix") return { ...derivation, given: [...derivation.given, ...within(setup)] };
  const parts = derivation.results.flatMap((r) => projection(r, setup, namedValues(derivation)) ?? []);
  if (parts.length === 0) return derivation;
  const known = new Map([...structures].map(([v, structure]) => [v.name, structure] as const));
  const setting: Setting = {
    ...extended(
      last.setting,
      parts.map((p) => p.named),
    ),
    hints: { ...last.setting.hints, structures: known },
  };
  const section: Section = { title: undefined, steps: parts.map((p) => p.step), setting };
  const kept = derivation.results.map((r) => parts.find((p) => p.instead === r)?.result ?? r);
  const added = parts.filter((p) => !p.instead).map((p) => p.result);
  return {
    ...derivation,
    sections: [...derivation.sections, section],
    results: [...wanted(kept, setup), ...added],
  };
}

/** The results of the style matrix are within the structures from the start. */
const within = ({ structures }: Setup): Sentence[] =>
  [...structures]
    .filter(([, structure]) => isOfSquares(structure))
    .map(([v]) => sentence("structure.within", { what: shown(v) }));

interface Projected {
  readonly step: Step;
  readonly result: Equation;
  readonly named: readonly [SymbolNode, Expr];
  /** The result by free entries, where it lies within the structure itself. */
  readonly instead?: Equation | undefined;
}

/** With U for the gradient: what U is within the structure. */
function projection(free: Equation, setup: Setup, named: Setting["defined"]): Projected | undefined {
  const { sides } = free;
  const { structures, taken, structure: meaning } = setup;
  const [first, last] = [sides[0], sides.at(-1)];
  if (first?.kind !== "derivative" || first.order === 2 || last?.kind !== "expression") return undefined;
  const v = [...structures.keys()].find((s) => s === first.by.value);
  const structure = v && structures.get(v);
  if (!v || !isOfSquares(structure) || first.value.shape !== v.shape) return undefined;
  const own = symbolLike(v, v.shape, structure);
  const U = madeSymbol(firstFree(taken, [`U_${v.name}`, `D_${v.name}`]), v.shape);
  const at = new Map<Expr, Expr>([[v, own]]);
  const value = simplify(substitute(last.value, at));
  const gradient: Shown = { ...first, value: U };
  const isProjection = meaning === "projection";
  const key = isProjection ? structure : "independent";
  const text = sentence(`structure.${key}`, { what: shown(v), named: equation([U, gradient]) });
  const meant = isProjection ? projected(U, structure, own) : byIndependentEntries(U, structure);
  const question = questionOf(setup, v, 1);
  const written = finished(last.value, question);
  const answer = isShort(setup.root.expanded) ? answerTo(question) : undefined;
  const closed = answer && inDefinitions(answer.derivative, setup);
  const isShorter = closed && isShort(closed) && weight(closed, named) < weight(written, named);
  const form = isShorter ? closed : written;
  const whole = simplify(substitute(expanded([value], { ...setup.setting, defined: named })[0] as Expr, at));
  if (isProjection && isSymmetric({ structure }) && transpose(whole) === whole) {
    const kept = sentence("structure.kept", { what: shown(v) });
    return {
      step: step("projection", [kept], []),
      result: equation([first, form]),
      named: [U, value],
      instead: free,
    };
  }
  return { step: step("projection", [text], []), result: equation([meant, form]), named: [U, value] };
}
