/**
 * Blocks ─▶ an HTML page without scripts, or what stands in its body. Formulas are what `render` makes of them; without it they stand
 * as \( … \) and \[ … \], escaped, for KaTeX's auto-render or MathJax.
 */
import type { Notation } from "../print/notation.ts";
import type { Block, Inline } from "./layout.ts";
import type { LocaleName } from "./locales/index.ts";
import { displayLatex, tag } from "./markdown.ts";

type Render = (latex: string, display: boolean) => string;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);

const unrendered: Render = (latex, display) =>
  display
    ? `<div class="math display">\\[${escapeHtml(latex)}\\]</div>`
    : `<span class="math inline">\\(${escapeHtml(latex)}\\)</span>`;

export function toHtml(
  blocks: readonly Block[],
  notation: Notation,
  locale: LocaleName,
  render: Render = unrendered,
  page = true,
): string {
  let count = 0;
  const written = (block: Block): string => {
    switch (block.kind) {
      case "heading":
        return `<h2>${inlineHtml(block.content, render)}</h2>`;
      case "paragraph":
        return `<p>${inlineHtml(block.content, render)}</p>`;
      case "display":
        count += 1;
        return render(displayLatex(block, notation) + tag(notation, count), true);
    }
  };
  if (!page) return `${blocks.map(written).join("\n")}\n`;
  return [
    "<!doctype html>",
    `<html lang="${locale}">`,
    '<head><meta charset="utf-8"><title>matgrad</title></head>',
    '<body class="derivation">',
    ...blocks.map(written),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const inlineHtml = (content: readonly Inline[], render: Render): string =>
  content
    .map((part) => (part.kind === "math" ? render(part.formula, false) : escapeHtml(part.text)))
    .join("");
