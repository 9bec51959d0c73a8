/**
 * A problem as text: statements, and lines that begin with `--`, which are options as on the command line.
 *
 *     X : m x k
 *     Y = X W + b
 *     --wrt W X b --style elementwise --size 2x2
 */

export interface ProblemText {
  /** The text with the option lines blanked, so that places in it stay what they are. */
  readonly statements: string;
  readonly options: readonly string[];
}

export function splitProblem(text: string): ProblemText {
  const options: string[] = [];
  const lines = text.split("\n").map((line) => {
    if (!/^\s*--/.test(line)) return line;
    options.push(...words(line));
    return "";
  });
  return { statements: lines.join("\n"), options };
}

/** Splits at blanks; 'a b' and "a b" are one word. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""),
  );
}
