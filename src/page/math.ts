/** Formulas: KaTeX builds elements, with MathML beside what is seen for those who listen. */
import katex from "katex";
import "katex/dist/katex.min.css";
import type { OutlineBlock } from "../index.ts";
import { h } from "./dom.ts";

type Inline = Extract<OutlineBlock, { kind: "paragraph" }>["content"];

/** Lines of a display have room for fractions. */
const roomy = (latex: string): string => latex.replaceAll(" \\\\\n", " \\\\[0.35em]\n");

export function math(latex: string, displayMode = false): HTMLElement {
  const place = h(displayMode ? "div" : "span", { class: displayMode ? "display" : "formula" });
  katex.render(displayMode ? roomy(latex) : latex, place, {
    displayMode,
    throwOnError: false,
    strict: "ignore",
    trust: false,
  });
  // wide formulas are scrolled with the keyboard too
  if (displayMode) place.tabIndex = 0;
  if (displayMode) place.setAttribute("role", "group");
  if (displayMode) place.setAttribute("aria-label", latex);
  return place;
}

export const inline = (content: Inline): readonly Node[] =>
  content.map((part) => (part.kind === "math" ? math(part.formula) : document.createTextNode(part.text)));

export const block = (given: OutlineBlock): HTMLElement =>
  given.kind === "display" ? math(given.latex, true) : h("p", {}, ...inline(given.content));
