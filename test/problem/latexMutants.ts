/**
 * Slips in a claim's LaTeX, each of one place: a transpose lost or added, factors swapped, an index, a sign, a
 * factor 2, another symbol.
 *
 *     A^T x  ─▶  A x, -A^T x, 2 A^T x, x^T x, …
 */
import { randomFrom } from "../../src/evaluate/sample/random.ts";

export interface Mutant {
  readonly claim: string;
  readonly slip: string;
}

const TRANSPOSE = /\^(?:\{\\(?:top|mathrm T|rm T)\}|\\top\b|\{T\}|T)/g;

/** Some of the slips of the right side, at most `most`. */
export function mutantsOf(claim: string, seed: number, most: number): Mutant[] {
  const at = claim.lastIndexOf("=") + 1;
  const [head, side] = [claim.slice(0, at), claim.slice(at).replace(/^&/, "").trim()];
  const found: Mutant[] = [];
  const add = (changed: string, slip: string): void => {
    if (changed !== side) found.push({ claim: `${head} ${changed}`, slip });
  };
  const every = (pattern: RegExp, to: (match: RegExpMatchArray) => string, slip: string): void => {
    for (const match of side.matchAll(pattern)) {
      const i = match.index;
      add(side.slice(0, i) + to(match) + side.slice(i + match[0].length), slip);
    }
  };
  add(`-\\left(${side}\\right)`, "sign");
  add(`2\\left(${side}\\right)`, "factor 2");
  add(`\\frac{1}{2}\\left(${side}\\right)`, "factor 1/2");
  every(TRANSPOSE, () => " ", "transpose lost");
  every(/(?<![A-Za-z\\^{_])([A-Z])(?![A-Za-z^_'])/g, ([, letter]) => `${letter}^T`, "transpose added");
  every(/(?<![A-Za-z\\^{_])([A-Z])\s*([A-Z])(?![A-Za-z^_'])/g, ([, a, b]) => `${b} ${a}`, "factors swapped");
  every(/ \+ /g, () => " - ", "sign of a term");
  every(/ - /g, () => " + ", "sign of a term");
  every(/_\{?([ijkl])([ijkl])\}?/g, ([, i, j]) => `_{${j}${i}}`, "indices swapped");
  every(/(?<![A-Za-z\\^{_])2(?![\d}])/g, () => "", "2 lost");
  every(/\^\{-1\}/g, () => "", "inverse lost");
  every(/\\odot/g, () => " ", "entry-by-entry product lost");
  const random = randomFrom(seed, "slips");
  while (found.length > most) found.splice(random.whole(0, found.length - 1), 1);
  return found;
}
