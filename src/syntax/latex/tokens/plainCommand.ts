/**
 * Commands that stand for a letter, an operator, a bracket or a mark.
 *
 *     \lambda ─▶ letter λ      \lVert ─▶ bar ‖ (left)      \nabla ─▶ mark ∇
 */
import type { RawToken, RawType } from "./characters.ts";
import * as commands from "./commands.ts";

const DELIMITERS: Readonly<Record<string, readonly [RawType, string, ("left" | "right")?]>> = {
  "\\{": ["open", "{"],
  "\\lbrace": ["open", "{"],
  "\\}": ["close", "}"],
  "\\rbrace": ["close", "}"],
  "\\langle": ["open", "<"],
  "\\rangle": ["close", ">"],
  "\\lbrack": ["open", "["],
  "\\rbrack": ["close", "]"],
  "\\lceil": ["open", "⌈"],
  "\\rceil": ["close", "⌉"],
  "\\vert": ["bar", "|"],
  "\\lvert": ["bar", "|", "left"],
  "\\rvert": ["bar", "|", "right"],
  "\\mid": ["bar", "|"],
  "\\|": ["bar", "‖"],
  "\\Vert": ["bar", "‖"],
  "\\lVert": ["bar", "‖", "left"],
  "\\rVert": ["bar", "‖", "right"],
};

/** Commands that become a token of another type. */
export function plainCommand(token: RawToken): RawToken | undefined {
  const name = token.text.slice(1);
  const as = (type: RawType, text: string): RawToken => ({ ...token, type, text });
  const delimiter = DELIMITERS[token.text];
  if (delimiter) {
    const [type, text, sided] = delimiter;
    return sided ? { ...as(type, text), sided } : as(type, text);
  }
  const letter = commands.LETTERS.get(name);
  if (letter) return as("letter", letter);
  const fn = commands.FUNCTION_COMMANDS.get(name);
  if (fn) return as("word", fn);
  if (commands.OPERATORS.has(name)) return as("times", name);
  if (commands.RELATIONS.has(name)) return as("relation", name);
  const dots = commands.DOTS.get(name);
  if (dots) return as("dots", dots);
  if (commands.GAPS.has(name)) return as("quad", "quad");
  if (commands.PARTIALS.has(token.text)) return as("mark", "∂");
  if (commands.NABLAS.has(token.text)) return as("mark", "∇");
  const mark = { sum: "∑", prod: "∏", infty: "∞", dagger: "†", top: "⊤", intercal: "⊤" }[name];
  if (mark) return as("mark", mark);
  if (name === "prime") return as("prime", "'");
  if (name === "colon") return as("colon", ":");
  if (["[", "]", "(", ")"].includes(name)) return as("dollar", token.text);
  return undefined;
}
