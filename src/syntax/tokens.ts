/**
 * Characters → raw tokens, and what a token is.
 *
 * In: text. Out: raw tokens with offsets; spaces, comments and empty lines are gone.
 *
 *     2.*A' + x₁₂  ─▶  number 2, times .*, name A, transpose ', sign +, name x₁₂ (plain: x_12)
 *
 * A run of letters is one name. A subscript belongs to the name and is written with `_` in the tree:
 * x₁₂, x_12 and x_{12} are the name `x_12`; W_{1,2} is `W_1_2`. Accents are composed (Unicode NFC).
 */
import moo from "moo";
import { ParseError, type Span } from "../errors.ts";
import { type ClassOf, lexerOf } from "./characters.ts";

/** Every token the grammar knows, with the words an error message uses for it. */
export const TOKEN_PHRASES = {
  number: "a number",
  name: "a name",
  callName: "a function",
  open: "'('",
  close: "')'",
  braceOpen: "'{'",
  braceClose: "'}'",
  /** A bracket that begins a block; `entryOpen` directly follows what it takes entries of. */
  blockOpen: "'['",
  entryOpen: "'['",
  bracketClose: "']'",
  barOpen: "an opening bar",
  barClose: "the closing bar",
  /** ⟨A, B⟩ */
  angleOpen: "'⟨'",
  angleClose: "'⟩'",
  /** A function without brackets: √x, log det(A). */
  prefix: "a function",
  boundsOpen: "the bounds of the sum",
  boundsClose: "the end of the bounds",
  indexedSum: "a sum over an index",
  boundedSum: "a sum with bounds",
  sign: "'+' or '-'",
  times: "an operator",
  power: "'^'",
  transpose: "a transpose",
  typeWord: "a type such as 'matrix'",
  functionWord: "'function'",
  reals: "'R^…'",
  sizeTimes: "'x'",
  arrow: "'->'",
  colon: "':'",
  declares: "':'",
  equals: "'='",
  comma: "','",
  rowSeparator: "';'",
  end: "the end",
} as const;

export type TokenType = keyof typeof TOKEN_PHRASES;

export interface Token extends Span {
  readonly type: TokenType;
  /** As written. */
  readonly text: string;
  /** What it means: a plain name, an operator of the tree, the kind of a norm. */
  readonly value: string;
}

/** The one place where this stage throws at a user. */
export function fail(span: Span, message: string, hint?: string): never {
  throw new ParseError(message, { start: span.start, end: span.end }, hint);
}

const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(text.split(" ").map((pair) => [pair.slice(0, -1), pair.slice(-1)]));
const SUPERSCRIPTS = pairs(
  "⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁺+ ⁻- ᵃa ᵇb ᶜc ᵈd ᵉe ᶠf ᵍg ʰh ⁱi ʲj ᵏk ˡl ᵐm ⁿn ᵒo ᵖp ʳr ˢs ᵗt ᵘu ᵛv ʷw ˣx ʸy ᶻz ᵀT",
);
const SUBSCRIPTS = pairs("₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ₐa ₑe ₕh ᵢi ⱼj ₖk ₗl ₘm ₙn ₒo ₚp ᵣr ₛs ₜt ᵤu ᵥv ₓx");

/** ⁻¹ ─▶ -1 */
export const decodeSuperscript = (text: string): string =>
  Array.from(text, (character) => SUPERSCRIPTS.get(character) ?? character).join("");

const LOWERED = [...SUBSCRIPTS.keys()].join("");
const RAISED = [...SUPERSCRIPTS.keys()].join("").replace("ᵀ", "");

function nameIn(p: ClassOf): RegExp {
  const letter = letterIn(p);
  const inside = `${p("Lu")}${p("Ll")}${p("Lt")}${p("Lo")}ー々${p("M")}${p("Nd")}_`;
  return new RegExp(
    `[𝟏𝟙]|(?:${letter}∑]|_+${letter}${p("Nd")}])[${inside}${LOWERED}]*(?:(?<=_)\\{[${inside}, ]+\\})?`,
    "u",
  );
}

/** Letters but the raised and lowered ones (Lm), as the beginning of a class that V8 compiles faster than theirs. */
const letterIn = (p: ClassOf): string => `(?!${p("Lm")})[${p("L")}`;

/** The order matters: the first rule that matches wins, so the longer spellings come first. */
const rawRules = (p: ClassOf) => ({
  newline: { match: /\r\n|[\n\r\u2028\u2029]/u, lineBreaks: true },
  space: /[^\S\n\r\u2028\u2029]+/u,
  /** 50% is no comment. */
  comment: new RegExp(`(?:#|//|(?<![${p("L")}${p("Nd")})\\]}'’ᵀ])%)[^\\n\\r\\u2028\\u2029]*`, "u"),
  /** `2.*A` is 2 .* A and `2.'` is 2', so a point before an operator belongs to the operator. */
  number: /(?:\d+(?:\.(?![*/^'.T])\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[¼-¾⅐-⅞]/u,
  superscript: new RegExp(`⁻[ᵀ⊤⊺]|[${RAISED}]+`, "u"),
  /** X.T is Xᵀ, as in NumPy. */
  transpose: new RegExp(
    `\\.'|['’′ᵀ⊤⊺]|\\^[^\\S\\n\\r]*[⊤ᵀ⊺]|\\^\\{[⊤ᵀ⊺]\\}|\\.T(?!${letterIn(p)}${p("M")}${p("Nd")}_])`,
    "u",
  ),
  starStar: /\*\*/u,
  times: /\.[*/]|[*@·⋅∙×∗/÷∕⊙∘◦⊘⊗\\]/u,
  /** x^⊙2 is the power of each entry. */
  power: /\.?\^(?:[^\S\n\r]*[⊙∘◦])?/u,
  root: /√/u,
  angleOpen: /[⟨〈〈]/u,
  angleClose: /[⟩〉〉]/u,
  arrow: /->|[→⟶]/u,
  sign: /[+\-−–]/u,
  equalsEquals: /==+/u,
  equals: /:?=|≔/u,
  bar: /\|\||[‖∥|∣]/u,
  open: /\(/u,
  close: /\)/u,
  braceOpen: /\{/u,
  braceClose: /\}/u,
  bracketOpen: /\[/u,
  bracketClose: /\]/u,
  comma: /,/u,
  semicolon: /;/u,
  colon: /:/u,
  member: /∈/u,
  /** Only a norm has one that isn't part of a name: ‖x‖₁, ‖X‖_*. */
  subscript: new RegExp(`_\\{[^{}\\n\\r]*\\}|_[∞*]|[${LOWERED}]+`, "u"),
  name: nameIn(p),
  unknown: moo.error,
});

export type RawType = Exclude<keyof ReturnType<typeof rawRules>, "space" | "comment">;

export interface RawToken extends Span {
  readonly type: RawType;
  readonly text: string;
}

const charactersOf = lexerOf(rawRules);

/** ＝ and ｘ, as East Asian keyboards give them, are = and x. */
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_FROM = 0xff01 - 0x21;

export function rawTokens(text: string): RawToken[] {
  const tokens: RawToken[] = [];
  const narrow = text.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH_FROM));
  for (const token of charactersOf(narrow)) {
    if (token.type === "space" || token.type === "comment") continue;
    if (token.type === "newline" && tokens.at(-1)?.type === "newline") continue;
    const { offset, text: written } = token;
    tokens.push({ type: token.type as RawType, text: written, start: offset, end: offset + written.length });
  }
  return tokens;
}

/** Is the text one name? */
export function isName(text: string): boolean {
  const [only, ...others] = rawTokens(text);
  return only?.type === "name" && others.length === 0;
}

const ASCII_NAME = /^\w+$/;

/** The one spelling of a name that the tree has: W_{1,2} ─▶ W_1_2, x₁₂ ─▶ x_12. */
export function plainName(written: string): string {
  if (ASCII_NAME.test(written)) return written;
  const subscripted = written
    .replace(/_\{([^}]*)\}/u, (_, inside: string) => `_${inside.trim().replace(/[\s,]+/gu, "_")}`)
    .replace(new RegExp(`_?[${LOWERED}]+`, "gu"), (run) => `_${plainSubscript(run)}`);
  return subscripted.normalize("NFC");
}

/** _{12}, _12 and ₁₂ ─▶ 12 */
export const plainSubscript = (written: string): string =>
  Array.from(written.replace(/^_\{?|\}$/gu, ""), (character) => SUBSCRIPTS.get(character) ?? character)
    .join("")
    .trim();

const OPERATORS = new Map([
  ["·", "*"],
  ["⋅", "*"],
  ["∙", "*"],
  ["×", "*"],
  ["∗", "*"],
  ["÷", "/"],
  ["∕", "/"],
  ["⊙", ".*"],
  ["∘", ".*"],
  ["◦", ".*"],
  ["⊘", "./"],
  ["⊗", "kron"],
  ["−", "-"],
  ["–", "-"],
]);

/** The tree's operator for a written one: ⊙ ─▶ .* */
export const plainOperator = (written: string): string => OPERATORS.get(written) ?? written;
