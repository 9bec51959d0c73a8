/** A formula in MathML, which browsers show by themselves. */
import katex from "katex";
import { h } from "../dom.ts";

export function formula(latex: string, displayMode: boolean): HTMLElement {
  const place = h(displayMode ? "div" : "span", { class: displayMode ? "display" : "formula" });
  katex.render(latex, place, {
    displayMode,
    output: "mathml",
    throwOnError: false,
    strict: "ignore",
    trust: false,
  });
  return place;
}
