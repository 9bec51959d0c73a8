/**
 * A derivation as data for other programs: formulas in LaTeX and in Unicode, sentences filled in.
 */
import type { Report } from "../check/check.ts";
import { write } from "../prose/formula.ts";
import { unicodeWriter } from "../prose/writers.ts";
import type { Derivation, Equation, Step } from "../step.ts";
import { inSection, type LayoutOptions, sentenceText } from "./layout.ts";

export function toJson(derivation: Derivation, report: Report, options: LayoutOptions): string {
  return `${JSON.stringify(derivationData(derivation, report, options), undefined, 2)}\n`;
}

/** The same as plain data. */
function derivationData(derivation: Derivation, { steps: _, ...check }: Report, options: LayoutOptions) {
  const { given, sections, results, remarks, style } = derivation;
  return {
    style,
    given: given.map((s) => sentenceText(s, options)),
    sections: sections.map((section) => {
      const own = inSection(section, options);
      const { title, steps } = section;
      return {
        ...(title && { title: sentenceText(title, own) }),
        steps: steps.map((step) => stepData(step, own)),
      };
    }),
    results: results.map((e) => equationData(e, options)),
    remarks: remarks.map((s) => sentenceText(s, options)),
    check,
  };
}

const stepData = ({ rule, text, equations, from }: Step, options: LayoutOptions) => ({
  rule,
  text: text.map((s) => sentenceText(s, options)),
  equations: equations.map((e) => equationData(e, options)),
  ...(from.length > 0 && { from }),
});

const equationData = ({ sides, reason, relation }: Equation, options: LayoutOptions) => ({
  latex: sides.map((side) => write(side, options.writer)),
  unicode: sides.map((side) => write(side, unicodeWriter(options.letters))),
  ...(relation && { relation }),
  ...(reason && { why: sentenceText(reason, options) }),
});

/** One step as one formula (its equations below each other) with its reasons in one text. */
export function answerStep(step: Step, options: LayoutOptions): { latex: string; rule: string; why: string } {
  const lines = step.equations.map((e) => equationData(e, options));
  return {
    latex: lines.map((line) => line.latex.join(" = ")).join(" \\\\ "),
    rule: step.rule,
    why: [...step.text.map((s) => sentenceText(s, options)), ...lines.flatMap((line) => line.why ?? [])].join(
      " ",
    ),
  };
}
