/**
 * A derivation as an HTML page without scripts, or what stands in its body: steps fold, what was checked is a footnote.
 * Formulas are what `render` makes of them; without it they stand as \\( … \\) and \\[ … \\], escaped, for KaTeX's
 * auto-render or MathJax.
 */

import type { LocaleName } from "../locales/locale.ts";
import { closingLine } from "./closing.ts";
import { STYLE_SHEET } from "./htmlStyle.ts";
import type { Block, Inline, LayoutOptions, Parts } from "./layout.ts";
import { displayLatex, tag } from "./markdown.ts";
import type { PrintOptions } from "./options.ts";

type Render = (latex: string, display: boolean) => string;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);

/** The sign behind a formula, with which no line begins. */
const closing = (part: Inline | undefined): string =>
  part?.kind === "text" ? (/^[、。，；：）.,;:)]/.exec(part.text)?.[0] ?? "") : "";

const unrendered: Render = (latex, display) =>
  display
    ? `<div class="math display">\\[${escapeHtml(latex)}\\]</div>`
    : `<span class="math inline">\\(${escapeHtml(latex)}\\)</span>`;

export function toHtml(
  { given, sections, results, remarks }: Parts,
  layout: LayoutOptions,
  locale: LocaleName,
  { render = unrendered, page = true, showCheck = false }: PrintOptions,
): string {
  const { notation, report } = layout;
  let count = 0;
  const inline = (content: readonly Inline[]): string =>
    content
      .map((part, i) => {
        const [before, after] = [content[i - 1], content[i + 1]];
        if (part.kind === "text")
          return escapeHtml(part.text.slice(before?.kind === "math" ? closing(part).length : 0));
        const sign = escapeHtml(closing(after));
        const formula = render(part.formula, false);
        return sign === "" ? formula : `<span style="white-space:nowrap">${formula}${sign}</span>`;
      })
      .join("")
      .trim();
  const written = (block: Block): string => {
    if (block.kind !== "display") return `<p>${inline(block.content)}</p>`;
    count += 1;
    return `<div class="formula">${render(displayLatex(block, notation) + tag(notation, count), true)}</div>`;
  };
  const folded = (title: string, body: string, kind: string): string =>
    `<details class="${kind}" open>\n<summary>${title}</summary>\n${body}\n</details>`;
  /** Folds behind the sentence before its first formula. */
  const step = (blocks: readonly Block[]): string => {
    const at = blocks.findIndex((b) => b.kind === "display");
    const title = blocks[at - 1];
    const html = (some: readonly Block[]) => some.map(written).join("\n");
    if (title?.kind !== "paragraph") return html(blocks);
    const before = at > 1 ? `${html(blocks.slice(0, at - 1))}\n` : "";
    return before + folded(inline(title.content), html(blocks.slice(at)), "step");
  };
  const body = [
    ...given.map(written),
    ...sections.map(({ title, steps }) => {
      const all = steps.map(({ blocks }) => step(blocks)).join("\n");
      return title.length > 0 ? folded(inline(title), all, "section") : all;
    }),
    ...results.map(written),
    ...remarks.map(written),
    ...(report ? [footnote(inline(closingLine(report, layout)), showCheck)] : []),
  ].filter((part) => part !== "");
  if (!page) return `${body.join("\n")}\n`;
  return [
    "<!doctype html>",
    `<html lang="${locale}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>matgrad</title>`,
    `<style>${STYLE_SHEET}</style></head>`,
    '<body class="derivation">',
    ...body,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const footnote = (said: string, inText: boolean): string =>
  inText ? `<p>${said}</p>` : `<footer><small>${said}</small></footer>`;
