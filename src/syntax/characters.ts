/**
 * Lexers from rules on characters. A text in ASCII has one without classes of Unicode: V8 takes longer to compile these
 * than to read a formula.
 */
import moo from "moo";

type Rules = Readonly<
  Record<string, RegExp | { readonly match: RegExp; readonly lineBreaks: boolean } | typeof moo.error>
>;

/** The characters of one of Unicode's categories or scripts, as they stand in a regular expression. */
export type ClassOf = (name: string) => string;

const inUnicode: ClassOf = (name) => `\\p{${name}}`;
/** Of the others ASCII has none: what stands for them is no character of a text in ASCII. */
const IN_ASCII: Readonly<Record<string, string>> = { L: "A-Za-z", Lu: "A-Z", Ll: "a-z", Nd: "0-9" };
const inAscii: ClassOf = (name) => IN_ASCII[name] ?? "\\u{10ffff}";

const OUTSIDE_ASCII = /[^\0-\x7f]/;

/** The tokens of a text. A lexer is made for the first text that needs it; L, Lu, Ll and Nd stand in brackets. */
export function lexerOf(rules: (classOf: ClassOf) => Rules): (text: string) => Iterable<moo.Token> {
  const made = new Map<ClassOf, moo.Lexer>();
  return (text) => {
    const classOf = OUTSIDE_ASCII.test(text) ? inUnicode : inAscii;
    const lexer = made.get(classOf) ?? moo.compile(rules(classOf) as moo.Rules);
    made.set(classOf, lexer);
    return lexer.reset(text);
  };
}
