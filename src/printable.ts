/**
 * Text from outside as it may be printed: characters that a terminal obeys, that turn the direction of reading,
 * or that nobody sees are written as their numbers.
 *
 *     "a\u001b[31m.md"  ─▶  "a\\u{1b}[31m.md"
 */
const numbered = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** On one line. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, numbered);

/** Its lines stay lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

/** JSON whose strings keep what they are, with such characters as \u202e. */
export const printableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(/[\p{Cf}\p{Co}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`)
      .join(""),
  );
