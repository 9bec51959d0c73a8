/** The tokens of the LaTeX grammar, and a list of them in the form in which nearley reads a lexer. */
import type { Span } from "../../errors.ts";
import type { TokenFeed as TextFeed } from "../text/feed.ts";

const TOKEN_TYPES = [
  "number",
  "name",
  "differential",
  "callName",
  "open",
  "close",
  "braceOpen",
  "braceClose",
  "blockOpen",
  "entryOpen",
  "bracketClose",
  "all",
  "barOpen",
  "barClose",
  "indexedSum",
  "boundedSum",
  "boundsClose",
  "sign",
  "times",
  "power",
  "transpose",
  "fractionOpen",
  "over",
  "fractionClose",
  "derivativeOpen",
  "by",
  "derivativeClose",
  "comma",
  "rowSeparator",
  "end",
] as const;

/** Begins the value of a token that is a product over an index. */
export const PRODUCT = "∏";

export type LatexTokenType = (typeof TOKEN_TYPES)[number];

export interface LatexToken extends Span {
  readonly type: LatexTokenType;
  /** As written; empty where the token stands for something that isn't written. */
  readonly text: string;
  /** What it means: a plain name, an operator of the tree, the kind of a norm. */
  readonly value: string;
}

interface TokenFeed extends Omit<TextFeed, "next"> {
  next(): LatexToken | undefined;
}

const KNOWN: ReadonlySet<string> = new Set(TOKEN_TYPES);

export function tokenFeed(tokens: readonly LatexToken[]): TokenFeed {
  let position = 0;
  return {
    reset: () => undefined,
    next: () => tokens[position++],
    save: () => ({}),
    formatError: () => "",
    /** nearley takes a misspelt %token for one that never comes, so this doesn't let it load. */
    has: (type) => {
      if (!KNOWN.has(type)) throw new Error(`the grammar names a token %${type} that no lexer makes`);
      return true;
    },
  };
}

export const grammarLexer = tokenFeed([]);
