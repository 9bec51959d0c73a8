/**
 * What LaTeX reads as, on one line, in the notation of the text surface's tests.
 *
 *     a = b, X \in \mathbb{R}^n  ─▶  "a = b", "X : n"
 */
import { FUNCTION_NAMES } from "../../../src/functions/index.ts";
import {
  type LatexFormula,
  type LatexOptions,
  type LatexParse,
  parseLatex,
} from "../../../src/syntax/latex/parse.ts";
import { readingOf } from "../reading.ts";

export const parsed = (text: string, options: LatexOptions = {}): LatexParse =>
  parseLatex(text, { functionNames: FUNCTION_NAMES, ...options });

export function formulaReading(formula: LatexFormula): string {
  if (formula.kind === "declaration") {
    const sizes = formula.type.sizes.map(readingOf).join(" x ");
    return `${formula.names.map(({ name }) => name).join(", ")} : ${[...formula.type.words, sizes].join(" ").trim()}`;
  }
  return formula.sides
    .map(({ syntax }, i) => {
      const relation = i === 0 ? "" : ` ${formula.relations[i - 1]!.text} `;
      return `${relation}${syntax ? readingOf(syntax) : "?"}`;
    })
    .join("");
}

/** All formulas; the errors behind them. */
export function latexReading(text: string, options: LatexOptions = {}): string {
  const { formulas, errors } = parsed(text, options);
  return [...formulas.map(formulaReading), ...errors.map(({ message }) => `error: ${message}`)].join(" | ");
}
