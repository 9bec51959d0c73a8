/**
 * LaTeX as MathML, which browsers show without script or style sheet: for pages of HTML.
 *
 *     const render = await mathml();  printDerivation(derived, { format: "html", render })
 */
import type katex from "katex";

type Render = (latex: string, display: boolean) => string;

/** By KaTeX, which is loaded when it is asked for. */
export const mathml = async (): Promise<Render> => mathmlBy((await import("katex")).default);

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
