/**
 * LaTeX as MathML, which browsers show without script or style sheet: for pages of HTML. KaTeX is loaded when it is
 * asked for.
 *
 *     const render = await mathml();  printDerivation(derived, { format: "html", render })
 */
export async function mathml(): Promise<(latex: string, display: boolean) => string> {
  const { default: katex } = await import("katex");
  return (latex, displayMode) =>
    katex.renderToString(latex, {
      displayMode,
      output: "mathml",
      throwOnError: false,
      strict: "ignore",
      trust: false,
    });
}
