/**
 * How a page of a derivation looks: light or dark as the reader has it. Columns of aligned lines and frames are set
 * here, as MathML itself has no word for them any more. Chromium lays what stands in a cell out as a block, which it
 * moves by its own -webkit-right only. A line is as wide as the 455 pt that lines are broken for.
 */
const LINES = 'mtable[columnalign^="right left"] > mtr > mtd';

export const STYLE_SHEET = `
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fffefb; --faint: #6b6b6b; --line: #d8d4cc; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e3dc; --paper: #16181c; --faint: #9b9890; --line: #3a3d44; }
}
body { max-width: 51rem; margin: 2.5rem auto; padding: 0 1.25rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 "Libertinus Serif", "STIX Two Text", Georgia, "Noto Serif", serif; }
body:lang(zh) { --ideographs: "Noto Serif CJK SC", "Songti SC"; font-family: var(--ideographs), serif; }
body:lang(ja) { --ideographs: "Noto Serif CJK JP", "Hiragino Mincho ProN"; font-family: var(--ideographs), serif; }
.formula { margin: 0.9em 0; overflow-x: auto; overflow-y: hidden; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", var(--ideographs, math), math; font-size: 1.04em; }
${LINES} { padding: 0.28em 0; }
${LINES}:nth-child(odd) { text-align: right; text-align: -webkit-right; }
${LINES}:nth-child(even) { text-align: left; text-align: -webkit-left; }
mtext { white-space: nowrap; }
${LINES}:nth-child(odd):not(:first-child) { padding-inline-start: 1.8em; }
menclose { border: 1px solid var(--faint); border-radius: 2px; padding: 0.35em 0.6em; }
details { margin: 0.8em 0; }
details.section { border-inline-start: 2px solid var(--line); padding-inline-start: 1rem; }
summary { cursor: pointer; }
summary::marker { color: var(--faint); }
details.section > summary { font-weight: bold; }
footer { margin-top: 2em; border-top: 1px solid var(--line); padding-top: 0.5em; color: var(--faint); }
`;
