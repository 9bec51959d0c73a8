/** What is said of a character, or a spelling, that isn't in the language. */
import type { Span } from "../../errors.ts";
import { fail, type RawToken } from "../tokens.ts";

const COMPARISONS = "there are no comparisons: sign, max and relu are functions";

const CHARACTERS: ReadonlyMap<string, readonly [name: string, hint?: string]> = new Map([
  ["\\", ["backslash", "names are written without it: sigma, or σ"]],
  ["$", ["dollar sign", "leave the dollar signs out"]],
  ["&", ["ampersand", "columns of a block are separated by ',', rows by ';'"]],
  ['"', ["quotation mark", "a transpose is written X'"]],
  ["`", ["backquote", "a transpose is written X'"]],
  ["_", ["underscore", "a subscript directly follows its name: x_1, W_{12}"]],
  [".", ["point", "operators entry by entry are '.*', './' and '.^'"]],
  ["!", ["exclamation mark", "there are no factorials"]],
  ["%", ["per cent sign", "a comment begins behind a blank; 50 % is 0.5"]],
  ["‘", ["quotation mark", "a transpose is written X'"]],
  ["“", ["quotation mark", "formulas stand without quotation marks"]],
  ["”", ["quotation mark", "formulas stand without quotation marks"]],
  ["∛", ["cube root", "write x^(1/3)"]],
  ["∏", ["product sign", "there are no products over an index: exp(sum(log(x))) is one of positive entries"]],
  ["∫", ["integral sign", "there are no integrals"]],
  ["∞", ["infinity", "every number is finite"]],
  ["†", ["dagger", "the pseudo-inverse is pinv(A), the transpose A'"]],
  ["≤", ["less than or equal", COMPARISONS]],
  ["≥", ["greater than or equal", COMPARISONS]],
  ["≠", ["unequal", COMPARISONS]],
  ["?", ["question mark"]],
  ["<", ["less-than sign", `${COMPARISONS}; an inner product is ⟨x, y⟩ or x'y`]],
  [">", ["greater-than sign", `${COMPARISONS}; an arrow is '->'`]],
  ["~", ["tilde"]],
  ["∂", ["partial sign", "ask for the derivative of an expression; it isn't part of one"]],
  ["∇", ["nabla", "ask for the gradient of an expression; it isn't part of one"]],
  ["\u200b", ["zero-width space", "delete it"]],
]);

export const failOnSubscript = (raw: RawToken): never =>
  fail(
    raw,
    `the subscript '${raw.text}' follows no name and no norm`,
    "write x_1, ‖x‖_1, or (A B)[i,j] for an entry",
  );

/** np.sum(x) and x.sum(). */
export function failOnMember(span: Span, member: string): never {
  const name = member.split(".").at(-1);
  fail(span, `'.${member}' stands behind a name`, `a function stands alone before what it is of: ${name}(x)`);
}

export function failOnUnknown(raw: RawToken): never {
  const character = String.fromCodePoint(raw.text.codePointAt(0)!);
  const [name, hint] = CHARACTERS.get(character) ?? [];
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const span = { start: raw.start, end: raw.start + character.length };
  fail(span, `unknown character '${character}' (${name ? `${name}, ` : ""}${code})`, hint);
}
