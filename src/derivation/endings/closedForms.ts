/**
 * One answer in every style: the results of a style, brought to the closed form that every way of asking gives.
 *
 *     ∂f/∂m = −(Σ⁻ᵀ + Σ⁻¹)(x − m), Σ symmetric  ─▶  −2 Σ⁻¹(x − m)
 */
import { number } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { isShort } from "../../print/defined.ts";
import { blockQuestion } from "../../problem/block.ts";
import { costDifference } from "../../simplify/cost.ts";
import { hessianPiece } from "../differentials/differentialHessian.ts";
import { inDefinitions, structuresByName, writtenOut } from "../differentials/matrixStyle.ts";
import { derivative, equation, sentence, step } from "../pieces.ts";
import { answerTo, differentiated, questionOf } from "../question.ts";
import type { Derivation, Equation, Section, Setting, Shown } from "../step.ts";
import type { Setup } from "../style.ts";
import { madeNames, namedValues } from "./namedValues.ts";

/** So many operations less, and a form is worth more than one with names that the text has made. */
const WORTH_A_NAME = 2;

/** The derivation with a section on the results that have another closed form, and that in their place. */
export function withClosedForms(derivation: Derivation, setup: Setup): Derivation {
  const last = derivation.sections.at(-1);
  if (derivation.style === "matrix" || !last || !isShort(setup.root.expanded)) return derivation;
  const named = { ...last.setting, defined: namedValues(derivation) };
  const lines: Equation[] = [];
  const results = derivation.results.map((result): Equation => {
    const [first, side] = [result.sides[0] as Shown, result.sides.at(-1) as Shown];
    const form = first.kind === "derivative" ? closedForm(first.value, setup) : undefined;
    if (!form || form === side.value) return result;
    const own = inDefinitions(form, setup, setup.definitions);
    const saved = weight(side.value, named.defined) - weight(own, named.defined);
    if (saved < (madeNames([side.value], named.defined).length > 0 ? WORTH_A_NAME : 1)) return result;
    lines.push(equation([side, own]));
    return equation([first, own]);
  });
  if (lines.length === 0) return derivation;
  const steps = [step("closed form", [sentence("closed.form")], lines, "aligned")];
  const setting: Setting = {
    ...stated(last, derivation.results),
    hints: { ...last.setting.hints, structures: structuresByName(setup) },
  };
  const section: Section = { title: undefined, steps, setting };
  return { ...derivation, sections: [...derivation.sections, section], results: wanted(results, setup) };
}

/** Without those by names of ours that none of the results after it is written in. */
export function wanted(results: readonly Equation[], { wrt }: Setup): Equation[] {
  const kept: Equation[] = [];
  for (const result of [...results].reverse()) {
    const by = result.sides.slice(0, 2).find((side) => side.kind === "derivative");
    const isAsked = by?.kind !== "derivative" || wrt.some((v) => v === by.by.value);
    const name = result.sides[0]?.value;
    const isIn = ({ value }: Shown) => symbolsIn(value).some((s) => s === name);
    if (isAsked || kept.some((r) => r.sides.some(isIn))) kept.unshift(result);
  }
  return kept;
}

/** The cotangents of a section have the values that were checked in it, all but those that are results. */
function stated(section: Section, results: readonly Equation[]): Setting {
  const { setting } = section;
  const asked = new Set(results.flatMap(({ sides }) => sides.map((side) => side.value)));
  const values = [...namedValues({ sections: [section] })].filter(([name]) => !asked.has(name));
  const defined = new Map([...values, ...setting.defined]);
  const differenced = new Map([...setting.differenced].filter(([name]) => !defined.has(name)));
  return { ...setting, defined, differenced };
}

/** Operations, what occurs twice counted once, those behind names of ours too. */
export function weight(e: Expr, values: Setting["defined"]): number {
  const named = madeNames([e], values).map((name) => values.get(name) as Expr);
  return [e, ...named].reduce((whole, part) => whole + costDifference(part, number(0)), 0);
}

/** The closed form of the derivative that a symbol stands for; undefined where that is none, or long. */
function closedForm(asked: SymbolNode, setup: Setup): Expr | undefined {
  const { wrt, order } = setup;
  const of = differentiated(setup);
  for (const [i, row] of wrt.entries()) {
    if (asked === derivative(of, row, asked.shape).value)
      return found(answerTo(questionOf(setup, row, 1, setup.structure !== "free")));
    if (order !== 2) continue;
    for (const column of wrt.slice(i)) {
      if (asked !== hessianPiece(of, row, column, asked.shape).value) continue;
      const question = questionOf(setup, row, 1, true);
      if (row === column) return found(answerTo(questionOf(setup, row, 2, true)));
      const gradient = answerTo(question);
      return (
        gradient && found(answerTo(blockQuestion(writtenOut(gradient.derivative, setup), column, question)))
      );
    }
  }
  return undefined;
}

const found = (answer: ReturnType<typeof answerTo>): Expr | undefined =>
  answer && isShort(answer.derivative) ? answer.derivative : undefined;
