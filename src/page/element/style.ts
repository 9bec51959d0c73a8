/** The element's own rules; colours and letters are those of the page around it. */
export const style = new CSSStyleSheet();

style.replaceSync(`
  :host { display: block; margin: 1em 0; line-height: 1.5; }
  :host([hidden]) { display: none; }
  .source { white-space: pre-wrap; font-family: ui-monospace, Menlo, Consolas, monospace; }
  p { margin: 0.5em 0; }
  h4 { margin: 1em 0 0.3em; }
  .display { overflow-x: auto; margin: 0.5em 0; }
  .step { border-left: 2px solid color-mix(in srgb, currentColor 25%, transparent); padding-left: 1em; margin: 0.7em 0; }
  .results { border: 1px solid color-mix(in srgb, currentColor 30%, transparent); border-radius: 8px; padding: 0.3em 1em; margin: 0.8em 0; }
  .results menclose, .results mrow { border: 0; }
  .closing { font-size: 0.85em; opacity: 0.8; }
  .fault { border-left: 3px solid #b3261e; padding-left: 0.8em; }
`);
