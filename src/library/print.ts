/**
 * The verb that prints a derivation. It has KaTeX, for pages of HTML; programs in a browser have their own.
 */
import katex from "katex";
import type { Derived, DerivedDocument } from "../derivation/derive.ts";
import { printDerivation } from "../derivation/documents/documents.ts";
import { mathmlBy } from "../derivation/documents/mathml.ts";
import type { PrintOptions } from "../derivation/documents/options.ts";
import { inOwnStore } from "../expression/expr.ts";
import { requireArgument, requireOptions } from "../taken.ts";
import { DERIVED, PRINT } from "./tables.ts";

/**
 * The derivation as Markdown, LaTeX, HTML, Unicode or JSON; the formulas of a page are MathML unless `render` says
 * otherwise.
 */
export function print(derived: DerivedDocument, options: PrintOptions = {}): string {
  requireArgument("print", "a derivation", DERIVED, derived);
  requireOptions("print", PRINT, options);
  return inOwnStore(() => printDerivation(derived as Derived, { render: mathmlBy(katex), ...options }));
}
