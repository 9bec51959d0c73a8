/**
 * A file that is one formula and nothing else, without a delimiter:
 *
 *     \begin{pmatrix} w_{11} & w_{21} \end{pmatrix} … \\ 同様にして、\\ \frac{\partial L}{\partial X} = …
 *
 * Words inside it are the formula's own.
 */
import { passage, type ReadText } from "./pieces.ts";

const DELIMITER = /\$|\\[([]|\\begin\s*\{(?:equation|align|gather|multline|eqnarray|displaymath|document)/;
const STRUCTURE = /^(?:#{1,6}\s|```|~~~|[-*+]\s+\S)/m;

/** More commands, scripts and relations than words of a sentence. */
export function isBareFormula(text: string): boolean {
  if (DELIMITER.test(text) || STRUCTURE.test(text)) return false;
  const commands = text.match(/\\[a-zA-Z]+/g)?.length ?? 0;
  if (commands === 0) return false;
  const words = text.replace(/\\[a-zA-Z]+\s*(?:\{[a-zA-Z*]*\})?/g, " ").match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return commands > words;
}

export function readBare(text: string): ReadText {
  const whole = passage(text, "formula", { start: 0, end: text.length }, true);
  return { passages: whole ? [whole] : [], faults: [] };
}
