/**
 * A derivation in a format: Markdown, LaTeX (document or fragment), HTML, Unicode text, JSON.
 *
 *     printDerivation(derived, { format: "md", locale: "en" })  ─▶  Markdown with $…$ and $$…$$
 */

import { macroPreamble } from "../../print/latex.ts";
import type { Report } from "../check/check.ts";
import type { Derivation } from "../step.ts";
import { toHtml } from "./html.ts";
import { answerStep, toJson } from "./json.ts";
import { latexDocument, latexFragment } from "./latexDocument.ts";
import { type Block, inSection, layOut, parts } from "./layout.ts";
import { toMarkdown } from "./markdown.ts";
import { layoutFor, type PrintOptions } from "./options.ts";
import { toPlainText } from "./plainText.ts";

export function printDerivation(
  { derivation, report }: { readonly derivation: Derivation; readonly report: Report },
  options: PrintOptions = {},
): string {
  const { format = "md", locale: name = "en", closing = true } = options;
  const layout = layoutFor(derivation, options, closing ? report : undefined);
  const { notation } = layout;
  if (format === "json") return toJson(derivation, report, layout);
  if (format === "html") return toHtml(parts(derivation, layout), layout, name, options);
  const blocks = layOut(derivation, layout).map(
    (block): Block => (block.kind === "check" && options.showCheck ? { ...block, kind: "paragraph" } : block),
  );
  switch (format) {
    case "md":
      return toMarkdown(blocks, notation, options.comment);
    case "latex":
      return latexDocument(blocks, notation, name, macroPreamble(notation));
    case "tex":
      return latexFragment(blocks, notation);
    case "unicode":
      return toPlainText(blocks);
  }
}

/** The steps one by one, as answers have them: each equation's LaTeX, the rule, and why in words. */
export function answerSteps(
  derivation: Derivation,
  given: Pick<PrintOptions, "locale" | "notation">,
): { latex: string; rule: string; why: string }[] {
  const options = layoutFor(derivation, given);
  return derivation.sections.flatMap((section) => {
    const own = inSection(section, options);
    return section.steps.map((step) => answerStep(step, own));
  });
}
