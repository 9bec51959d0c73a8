/** What is said of a character, or a spelling, that isn't in the language. */
import { fail, type RawToken } from "./tokens.ts";

const CHARACTERS: ReadonlyMap<string, readonly [name: string, hint?: string]> = new Map([
  ["\\", ["backslash", "names are written without it: sigma, or σ"]],
  ["$", ["dollar sign", "leave the dollar signs out"]],
  ["&", ["ampersand", "columns of a block are separated by ',', rows by ';'"]],
  ['"', ["quotation mark", "a transpose is written X'"]],
  ["`", ["backquote", "a transpose is written X'"]],
  ["_", ["underscore", "a subscript directly follows its name: x_1, W_{12}"]],
  [".", ["point", "operators entry by entry are '.*', './' and '.^'"]],
  ["!", ["exclamation mark"]],
  ["?", ["question mark"]],
  ["<", ["less-than sign"]],
  [">", ["greater-than sign", "an arrow is written '->'"]],
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

export function failOnUnknown(raw: RawToken): never {
  const character = String.fromCodePoint(raw.text.codePointAt(0)!);
  const [name, hint] = CHARACTERS.get(character) ?? [];
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const span = { start: raw.start, end: raw.start + character.length };
  fail(span, `unknown character '${character}' (${name ? `${name}, ` : ""}${code})`, hint);
}
