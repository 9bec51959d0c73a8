/** What stands behind a command, _ or ^: one token, or what is in its braces. */
import type { RawToken } from "./tokens/characters.ts";
import type { Structure } from "./tokens/partners.ts";

interface Argument {
  readonly tokens: readonly RawToken[];
  /** Where the first of them is. */
  readonly from: number;
}

export function argumentOf({ tokens, match }: Structure, at: number): Argument {
  const first = tokens[at];
  if (first?.type !== "braceOpen") return { tokens: first ? [first] : [], from: at };
  return { tokens: match[at]! < 0 ? [] : tokens.slice(at + 1, match[at]), from: at + 1 };
}

/** The places of all that stands above or below something in a stretch. */
export function insideScripts(structure: Structure, start = 0, end = structure.tokens.length): Set<number> {
  const found = new Set<number>();
  for (let at = start; at < end; at++) {
    const { type } = structure.tokens[at]!;
    if (type !== "raise" && type !== "lower") continue;
    const { tokens, from } = argumentOf(structure, at + 1);
    for (const i of tokens.keys()) found.add(from + i);
  }
  return found;
}
