/** A list of tokens in the form in which nearley reads a lexer. */
import { TOKEN_PHRASES, type Token } from "../tokens.ts";

export interface TokenFeed {
  reset(): void;
  next(): Token | undefined;
  save(): Record<string, never>;
  formatError(): string;
  has(type: string): boolean;
}

export function tokenFeed(tokens: readonly Token[], from = 0, to = tokens.length): TokenFeed {
  let position = from;
  return {
    reset: () => undefined,
    next: () => (position < to ? tokens[position++] : undefined),
    save: () => ({}),
    formatError: () => "",
    /** nearley takes a misspelt %token for one that never comes, so this doesn't let it load. */
    has: (type) => {
      if (!Object.hasOwn(TOKEN_PHRASES, type))
        throw new Error(`the grammar names a token %${type} that no lexer makes`);
      return true;
    },
  };
}

export const grammarLexer = tokenFeed([]);
