/**
 * Text of code together with what it needs: modules, helpers, sizes, which something else must define.
 *
 *     code`${word("np")}.exp(${x})`  ─▶  { text: "np.exp(x)", needs: { np } }
 */
export interface Code {
  readonly text: string;
  readonly needs: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A name that something must define. */
export const word = (name: string): Code => ({ text: name, needs: new Set([name]) });

/** Text that needs nothing, such as a variable's name, as code. */
export const asCode = (part: Code | string): Code =>
  typeof part === "string" ? { text: part, needs: NOTHING } : part;

export const needsOf = (parts: Iterable<Code>): ReadonlySet<string> => {
  const all = new Set<string>();
  for (const { needs } of parts) for (const name of needs) all.add(name);
  return all.size === 0 ? NOTHING : all;
};

export const joined = (parts: readonly (Code | string)[], separator: string): Code => {
  const codes = parts.map(asCode);
  return { text: codes.map((c) => c.text).join(separator), needs: needsOf(codes) };
};

/** What stands between may be code, or text that needs nothing. */
export const code = (strings: TemplateStringsArray, ...parts: readonly (Code | string)[]): Code =>
  joined(
    strings.flatMap((s, i) => [s, parts[i] ?? ""]),
    "",
  );

/** Text of our own, with no name of a problem in it: every word that is no attribute may be one that it needs. */
export const own = (text: Code | string): Code =>
  typeof text === "string" ? { text, needs: new Set(wordsIn(text)) } : text;

export const wordsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![.\w])[A-Za-z_]\w*/g)].map(([name]) => name);
