/**
 * Characters of LaTeX → raw tokens with offsets; spaces and comments are gone.
 *
 *     \frac{1}{2} x^\top  ─▶  command \frac, {, number 1, }, {, number 2, }, letter x, ^, command \top
 */
import moo from "moo";
import type { Span } from "../../../errors.ts";
import { type ClassOf, lexerOf } from "../../characters.ts";
import { decodeSuperscript, plainSubscript } from "../../tokens.ts";
import type { Style } from "./commands.ts";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

/** Scripts that put no spaces between words. */
const UNSPACED = ["Han", "Hiragana", "Katakana", "Hangul", "Thai"];

/** The order matters: the first rule that matches wins. */
const rules = (p: ClassOf) => ({
  space: { match: /[\s\u200b]+/u, lineBreaks: true },
  comment: /%[^\n]*/u,
  rowEnd: /\\\\\*?(?:\[-?[\d.]+\s*(?:pt|em|ex|mm|cm)\])?|\\newline\b|\\cr\b/u,
  command: { match: /\\(?:operatorname\*|hspace\*|[a-zA-Z]+|[\s\S])/u, lineBreaks: true },
  dots: /\.{3}|[…⋯⋮⋱]/u,
  number: /\d+(?:\.\d+)?|\.\d+/u,
  raised: new RegExp(`[${RAISED}]+`, "u"),
  lowered: new RegExp(`[${LOWERED}]+`, "u"),
  prose: new RegExp(
    `[${UNSPACED.map((script) => p(`Script=${script}`)).join("")}ー\\u3000-\\u303f\\uff00-\\uffef]+`,
    "u",
  ),
  letter: new RegExp(`[${p("Lu")}${p("Ll")}${p("Lt")}]${p("M")}*`, "u"),
  braceOpen: /\{/u,
  braceClose: /\}/u,
  raise: /\^/u,
  lower: /_/u,
  prime: /['’′]/u,
  bar: /\|\||[‖∥|∣]/u,
  open: /[([]/u,
  close: /[)\]]/u,
  align: /&/u,
  dollar: /\$\$?/u,
  relation: /:=|=:|≔|=|≈|≡|∝|≤|≥|≠|<|>|→|⇒|∈|↦/u,
  sign: /[+\-−–±]/u,
  times: /[*/·⋅∙×∗÷⊙∘◦⊘⊗⊠]/u,
  comma: /[,;]/u,
  point: /\./u,
  tie: /~/u,
  colon: /:/u,
  mark: /[∂∇∑∏√#!?"@∞⊤†]/u,
  unknown: moo.error,
});

export type RawType =
  | Exclude<keyof ReturnType<typeof rules>, "space" | "comment" | "raised" | "lowered" | "tie">
  /** Made by structure.ts out of several tokens. */
  | "begin"
  | "end"
  | "word"
  | "quad";

export interface RawToken extends Span {
  readonly type: RawType;
  readonly text: string;
  /** Does a space, or anything else that isn't kept, stand before it? */
  readonly spaced: boolean;
  /** Of a bracket or bar that says which side it is on. */
  readonly sided?: "left" | "right";
  /** Of letters and digits. */
  readonly style?: Style;
}

const charactersOf = lexerOf(rules);

/** `²` is `^{2}` and `₁₂` is `_{12}`; all pieces keep the place of what was written. */
function spelledOut(text: string, kind: "raised" | "lowered", span: Span): RawToken[] {
  const plain = kind === "raised" ? decodeSuperscript(text) : plainSubscript(text);
  const token = (type: RawType, piece: string): RawToken => ({ type, text: piece, spaced: false, ...span });
  const pieces = plain.match(/\d+|./gu) ?? [];
  const inside = pieces.map((piece) =>
    token(/\d/.test(piece) ? "number" : /[+-]/.test(piece) ? "sign" : "letter", piece),
  );
  const script = kind === "raised" ? token("raise", "^") : token("lower", "_");
  return [script, token("braceOpen", "{"), ...inside, token("braceClose", "}")];
}

/** \frac12 has the arguments 1 and 2; elsewhere 12 is one number. */
function numberTokens(
  text: string,
  spaced: boolean,
  start: number,
  before: RawToken | undefined,
): RawToken[] {
  const isSplit = before?.type === "command" && /^\\[dtc]?frac$/.test(before.text) && /^\d\d/.test(text);
  const pieces = isSplit ? [text.slice(0, 1), text.slice(1, 2), text.slice(2)] : [text];
  let at = start;
  return pieces
    .filter((piece) => piece !== "")
    .map((piece, i) => {
      const token: RawToken = {
        ...{ type: "number", text: piece, spaced: spaced && i === 0, start: at },
        end: at + piece.length,
      };
      at += piece.length;
      return token;
    });
}

export function rawTokens(text: string): RawToken[] {
  const tokens: RawToken[] = [];
  let spaced = false;
  for (const token of charactersOf(text)) {
    const { offset: start, text: written } = token;
    const span = { start, end: start + written.length };
    switch (token.type) {
      case "space":
      case "comment":
      case "tie":
        spaced = true;
        continue;
      case "raised":
      case "lowered":
        tokens.push(...spelledOut(written, token.type, span));
        break;
      case "number":
        tokens.push(...numberTokens(written, spaced, start, tokens.at(-1)));
        break;
      default:
        tokens.push({ type: token.type as RawType, text: written, spaced, ...span });
    }
    spaced = false;
  }
  return tokens;
}
