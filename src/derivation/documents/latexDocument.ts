/**
 * Blocks ─▶ LaTeX: a document that pdflatex takes, or a fragment for one that loads amsmath and amssymb.
 */
import type { Notation } from "../../print/notation.ts";
import type { LocaleName } from "../locales/locale.ts";
import type { Block, Inline } from "./layout.ts";
import { displayLatex, escapeLatex, MARKS, plainOf } from "./markdown.ts";

export function latexFragment(blocks: readonly Block[], notation: Notation): string {
  const written = (block: Block): string => {
    switch (block.kind) {
      case "heading":
        return `\\par\\medskip\\noindent\\textbf{${inlineLatex(block.content)}}\\par\\nopagebreak\n`;
      case "paragraph":
        return `\\par\\noindent\n${inlineLatex(block.content)}`;
      case "check":
        return `% ${plainOf(block.content)}`;
      case "display":
        return displayed(block, notation);
    }
  };
  return `${blocks.map(written).join("\n")}\n`;
}

function displayed(block: Extract<Block, { kind: "display" }>, notation: Notation): string {
  const body = displayLatex(block, notation);
  if (notation.wrapper === "align" && body.startsWith("\\begin{align*}")) {
    return notation.numbered === "on" ? body.replace(/align\*/g, "align") : body;
  }
  const marks = MARKS[notation.wrapper];
  if (marks) return `${marks[0]}${body}${marks[1]}`;
  const name = notation.numbered === "on" ? "equation" : "equation*";
  return `\\begin{${name}}\n${body.replace(/align\*/g, "aligned")}\n\\end{${name}}`;
}

const inlineLatex = (content: readonly Inline[]): string =>
  content
    .map((part) => (part.kind === "math" ? `$${part.formula}$` : escapeLatex(part.text)))
    .join("")
    .trim();

/** Fonts of the CJKutf8 package, by language and by the letters of names. */
const CJK_FONTS: Readonly<Record<LocaleName, string | undefined>> = { en: undefined, zh: "gbsn", ja: "min" };
const fontOf = (text: string): string | undefined =>
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? "min"
    : /\p{Script=Hangul}/u.test(text)
      ? "mj"
      : /\p{Script=Han}/u.test(text)
        ? "gbsn"
        : undefined;

export function latexDocument(
  blocks: readonly Block[],
  notation: Notation,
  locale: LocaleName,
  macros: string,
): string {
  const body = latexFragment(blocks, notation);
  const font = CJK_FONTS[locale] ?? fontOf(body);
  return [
    "\\documentclass{article}",
    "\\usepackage[T1]{fontenc}",
    "\\usepackage[utf8]{inputenc}",
    "\\usepackage[margin=25mm,vmargin=22mm]{geometry}",
    "\\usepackage{amsmath,amssymb}",
    ...(font ? ["\\usepackage{CJKutf8}"] : []),
    "\\allowdisplaybreaks",
    "\\setlength{\\parskip}{2pt plus 2pt}",
    "\\AtBeginDocument{\\setlength{\\abovedisplayshortskip}{3pt plus 3pt}}",
    // formulas within a line are long, and breaks in them few
    // between ideographs there is little to stretch
    `\\setlength{\\emergencystretch}{${font ? 8 : 3}em}`,
    ...(macros ? [macros] : []),
    "\\begin{document}",
    ...(font ? [`\\begin{CJK}{UTF8}{${font}}`, body.trimEnd(), "\\end{CJK}"] : [body.trimEnd()]),
    "\\end{document}",
    "",
  ].join("\n");
}
