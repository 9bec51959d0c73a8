/** A piece of somebody's note: set as a formula where it is one, as it stands where it isn't. */
import katex from "katex";
import { h } from "../dom.ts";
import { math } from "../math.ts";

export function excerpt(latex: string): HTMLElement {
  try {
    katex.renderToString(latex, { displayMode: true, throwOnError: true, strict: "ignore", trust: false });
    return math(latex, true);
  } catch {
    return h("pre", { class: "source", tabindex: 0 }, latex);
  }
}
