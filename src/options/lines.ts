/**
 * Options that stand among statements: a line that begins with `--`, as on the command line.
 *
 *     X : m x k
 *     Y = X W + b
 *     --wrt W X b --style elementwise --size 2x2
 */

export interface Split {
  /** The text with the option lines blanked, so that places in it stay what they are. */
  readonly statements: string;
  readonly options: readonly string[];
}

/** In an option line, words that follow an option's value are more values: --wrt W X b. */
export function splitProblem(text: string): Split {
  const options: string[] = [];
  const lines = text.split("\n").map((line) => {
    if (!/^\s*--/.test(line)) return line;
    options.push(...withEachValue(words(line)));
    return line.replace(/\S/g, " ");
  });
  return { statements: lines.join("\n"), options };
}

/** Splits at blanks; 'a b' and "a b" are one word. */
export function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""),
  );
}

function withEachValue(options: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of options) {
    const last = joined.at(-1);
    const before = joined.at(-2);
    if (!word.startsWith("--") && last !== undefined && before?.startsWith("--") && !last.startsWith("--")) {
      joined.push(before, word);
    } else joined.push(word);
  }
  return joined;
}
