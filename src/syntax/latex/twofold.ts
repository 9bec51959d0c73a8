/**
 * Letters that mean one thing in bold type and another without.
 *
 *     x = \mathbf{w}^\top \mathbf{x}      v \mathbf{u} + u \mathbf{v}      f(x) = …, \mathbf{f}(x) = …
 */
import { insideScripts } from "./arguments.ts";
import type { RawToken } from "./tokens/characters.ts";
import type { Structure } from "./tokens/partners.ts";

/** Both stand without an index in one formula, or both are given. */
export function twofoldIn(structures: readonly Structure[]): Set<string> {
  const found = new Set<string>();
  const given = { bold: new Set<string>(), plain: new Set<string>() };
  for (const structure of structures) {
    const { tokens } = structure;
    const inScripts = insideScripts(structure);
    const here = { bold: new Set<string>(), plain: new Set<string>() };
    let begins = true;
    tokens.forEach((token, at) => {
      const isFirst = begins;
      begins = token.type === "rowEnd" || (begins && BEFORE_HEAD.has(token.type));
      const style = styleOf(token);
      if (!style || inScripts.has(at)) return;
      const behind = tokens[at + 1]?.type === "braceClose" ? at + 2 : at + 1;
      if (tokens[behind]?.type !== "lower") here[style].add(token.text);
      if (isFirst && isGiven(tokens, behind)) given[style].add(token.text);
    });
    for (const letter of here.bold) if (here.plain.has(letter)) found.add(letter);
  }
  for (const letter of given.bold) if (given.plain.has(letter)) found.add(letter);
  return found;
}

function styleOf({ type, text, style = "plain" }: RawToken): "bold" | "plain" | undefined {
  const isLatin = type === "letter" && /^[A-Za-z]$/.test(text);
  return isLatin && (style === "bold" || style === "plain") ? style : undefined;
}

const BEFORE_HEAD: ReadonlySet<RawToken["type"]> = new Set(["align", "braceOpen"]);

/** f of f = … and f(x) = …, by what stands behind it in its line. */
function isGiven(tokens: readonly RawToken[], behind: number): boolean {
  const first = tokens[behind]?.type === "align" ? behind + 1 : behind;
  if (tokens[first]?.text !== "(") return tokens[first] !== undefined && isEquals(tokens[first]);
  for (let at = first; at < tokens.length && tokens[at]!.type !== "rowEnd"; at++)
    if (isEquals(tokens[at]!)) return true;
  return false;
}

const isEquals = ({ type, text }: RawToken): boolean => type === "relation" && /^(?:=|≔|:=)$/.test(text);
