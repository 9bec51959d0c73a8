/**
 * How a derivation is to be written: in which language, with which letters, in what notation.
 */
import type { Letters } from "../../print/names/letters.ts";
import { type Notation, resolveNotation } from "../../print/notation.ts";
import type { Report } from "../check/check.ts";
import { LOCALES } from "../locales/index.ts";
import type { LocaleName } from "../locales/locale.ts";
import { lettersOf } from "../prose/letters.ts";
import { latexWriter, unicodeWriter } from "../prose/writers.ts";
import type { Derivation } from "../step.ts";
import type { Format, LayoutOptions } from "./layout.ts";

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
