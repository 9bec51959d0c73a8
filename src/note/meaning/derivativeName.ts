/** Trees of derivatives that a note says without writing them, named as they are written. */
import type { Span } from "../../errors.ts";
import { derivativeName } from "../../syntax/latex/written.ts";
import type { DerivativeSyntax, Syntax } from "../../syntax/tree.ts";

/** ∂of/∂by, or d of where nothing is said of a variable. */
export const derivativeOf = (
  operator: DerivativeSyntax["operator"],
  of: Syntax,
  by: readonly Syntax[],
  span: Span = of.span,
): Syntax => namedDerivative({ operator, of, by, order: 1, missingPartial: undefined }, span);

export const namedDerivative = (derivative: DerivativeSyntax, span: Span): Syntax => ({
  kind: "name",
  name: derivativeName(derivative),
  derivative,
  span,
});
