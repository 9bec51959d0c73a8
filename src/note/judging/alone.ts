/**
 * A second opinion on an identity that names its function itself: letters of the note may mean something else in it.
 *
 *     A is m×n, and then  \frac{\partial \operatorname{tr}(X^T A X)}{\partial X} = (A + A^T) X  ─▶  it holds for square A
 */
import type { Span } from "../../errors.ts";
import { judgeLatex } from "../../problem/latex/claim.ts";
import type { Equation } from "../statements/formulas.ts";
import { wholeSpan } from "../statements/wholeSpan.ts";

/** Does a derivative of an explicit expression hold without what the note says of its letters? */
export function holdsByItself({ sides, formula, span }: Equation): boolean {
  const { text, start } = formula.passage;
  const left = sides[0]?.syntax;
  const derivative = left?.kind === "name" ? left.derivative : undefined;
  const [wrt] = derivative?.by ?? [];
  const of = derivative?.of;
  if (!of || !wrt || of.kind === "name" || derivative?.by.length !== 1) return false;
  const written = (part: Span): string => {
    const whole = wholeSpan(text, part);
    return text.slice(whole.start, whole.end);
  };
  const claim = text.slice(span.start - start, span.end - start);
  return judgeLatex({ fn: written(of.span), wrt: written(wrt.span), claim }).verdict === "right";
}
