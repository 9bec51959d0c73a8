/**
 * LaTeX as MathML, which browsers show without script or style sheet: for pages of HTML.
 *
 *     const render = mathmlBy(katex);  printDerivation(derived, { format: "html", render })
 */
import type katex from "katex";

type Render = (latex: string, display: boolean) => string;

/** By a KaTeX that is there. */
export const mathmlBy =
  ({ renderToString }: Pick<typeof katex, "renderToString">): Render =>
  (latex, displayMode) =>
    renderToString(latex, {
      displayMode,
      output: "mathml",
      throwOnError: false,
      strict: "ignore",
      trust: false,
    });
