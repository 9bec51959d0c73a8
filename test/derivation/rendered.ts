/**
 * The formulas of a Markdown document, and whether KaTeX takes them without a warning.
 */
import katex from "katex";

/** Each formula with whether it is a display. */
export function formulasIn(markdown: string): { readonly latex: string; readonly display: boolean }[] {
  return [...markdown.matchAll(/\$\$([\s\S]+?)\$\$|(?<!\\)\$((?:[^$\\]|\\[\s\S])+?)\$/g)].map((m) => ({
    latex: (m[1] ?? m[2]) as string,
    display: m[1] !== undefined,
  }));
}

/** @throws KaTeX's ParseError, and an Error for what strict mode warns of */
export function renderAll(markdown: string): number {
  const formulas = formulasIn(markdown);
  for (const { latex, display } of formulas) {
    katex.renderToString(latex, { displayMode: display, strict: "error", throwOnError: true, trust: false });
  }
  return formulas.length;
}
