/**
 * A derivation in a format: Markdown, LaTeX (document or fragment), HTML, Unicode text, JSON.
 *
 *     printDerivation(derived, { format: "md", locale: "en" })  ─▶  Markdown with $…$ and $$…$$
 */
import { macroPreamble } from "../../print/latex.ts";
import type { Letters } from "../../print/names/letters.ts";
import { type Notation, resolveNotation } from "../../print/notation.ts";
import type { Report } from "../check/check.ts";
import { LOCALES } from "../locales/index.ts";
import type { LocaleName } from "../locales/locale.ts";
import { lettersOf } from "../prose/letters.ts";
import { latexWriter, unicodeWriter } from "../prose/writers.ts";
import type { Derivation } from "../step.ts";
import { toHtml } from "./html.ts";
import { answerStep, toJson } from "./json.ts";
import { latexDocument, latexFragment } from "./latexDocument.ts";
import { type Block, type Format, inSection, type LayoutOptions, layOut, parts } from "./layout.ts";
import { toMarkdown } from "./markdown.ts";
import { toPlainText } from "./plainText.ts";

export interface PrintOptions {
  /** md unless given. */
  readonly format?: Format;
  /** en unless given. */
  readonly locale?: LocaleName;
  /** Those that aren't given have their defaults. */
  readonly notation?: Partial<Notation>;
  /** False leaves out what was checked. */
  readonly closing?: boolean;
  /** True says what was checked in the text, and not in a comment or footnote. */
  readonly showCheck?: boolean;
  /** For Markdown: what stands before and behind a comment; those of HTML unless given. */
  readonly comment?: readonly [string, string];
  /** For HTML: turns LaTeX into markup, as KaTeX's renderToString does; MathML unless given. */
  readonly render?: (latex: string, display: boolean) => string;
  /** For HTML: false gives what stands in the body of a page. */
  readonly page?: boolean;
}

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

/** How a derivation is to be laid out. */
export function layoutFor(
  derivation: Derivation,
  { format, locale = "en", notation: given = {} }: PrintOptions,
  report?: Report,
): LayoutOptions {
  const notation = resolveNotation(given);
  const letters = lettersOf(derivation, notation);
  const writerFor = (own: Letters) =>
    format === "unicode" ? unicodeWriter(own, notation) : latexWriter(notation, own);
  const onPage = format !== "unicode";
  return {
    onPage,
    locale: LOCALES[locale],
    letters,
    writer: writerFor(letters),
    writerFor,
    notation,
    report,
  };
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
