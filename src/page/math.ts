/** Formulas: KaTeX builds elements, with MathML beside what is seen for those who listen. */
import katex from "katex";
import "katex/dist/katex.min.css";
import type { OutlineBlock } from "../index.ts";
import { h } from "./dom.ts";

type Inline = Extract<OutlineBlock, { kind: "paragraph" }>["content"];

/** Between lines of a display there is room, more where a fraction reaches down. */
const roomy = (latex: string): string =>
  latex.replace(
    /^(.*) \\\\\n/gm,
    (_, line: string) => `${line} \\\\[${line.includes("\\frac") ? 0.8 : 0.35}em]\n`,
  );

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
