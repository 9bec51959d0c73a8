/** What a command takes, and the groups and brackets that it takes it from. */
import type { RawToken } from "./characters.ts";

/** A group or one token, a group in braces, a star that may stand, or what brackets hold and its value without them. */
export type Parameter = "argument" | "group" | "star" | { readonly preset: readonly RawToken[] };

export interface Macro {
  readonly parameters: readonly Parameter[];
  readonly body: readonly RawToken[];
  /** What it is with fewer groups. */
  readonly shorter?: Macro | undefined;
}

/** "O{x} m g s": as \NewDocumentCommand says them. */
export function specified(tokens: readonly RawToken[]): Parameter[] {
  const found: Parameter[] = [];
  tokens.forEach(({ text }, at) => {
    if (text === "m") found.push("argument");
    else if (text === "g") found.push("group");
    else if (text === "s") found.push("star");
    else if (text === "o") found.push({ preset: [] });
    else if (text === "O") found.push({ preset: groupAt(tokens, at + 1)?.inside ?? [] });
  });
  return found;
}

/** The inside of a braced group, or one token. */
export function groupAt(
  tokens: readonly RawToken[],
  at: number,
): { inside: readonly RawToken[]; next: number } | undefined {
  const first = tokens[at];
  if (!first || first.type === "braceClose") return undefined;
  if (first.type !== "braceOpen") return { inside: [first], next: at + 1 };
  let depth = 0;
  for (let i = at; i < tokens.length; i++) {
    if (tokens[i]!.type === "braceOpen") depth++;
    if (tokens[i]!.type === "braceClose") depth--;
    if (depth === 0) return { inside: tokens.slice(at + 1, i), next: i + 1 };
  }
  return undefined;
}

/** The inside of brackets. */
export function bracketAt(
  tokens: readonly RawToken[],
  at: number,
): { inside: readonly RawToken[]; next: number } | undefined {
  if (tokens[at]?.text !== "[") return undefined;
  const close = tokens.findIndex(({ text }, i) => i > at && text === "]");
  return close < 0 ? undefined : { inside: tokens.slice(at + 1, close), next: close + 1 };
}
