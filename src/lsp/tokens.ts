/**
 * The tokens of problems with their kinds, for colours.
 *
 *     X : matrix m n   # data    ─▶  variable X, operator :, type matrix, typeParameter m, typeParameter n, comment
 */
import { type SemanticTokens, SemanticTokensBuilder } from "vscode-languageserver/node";
import type { Span } from "../errors.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import { splitProblem } from "../options/lines.ts";
import { tokensOf } from "../syntax/text/lexer.ts";
import { type RawType, rawTokens, type TokenType } from "../syntax/tokens.ts";
import type { Problem } from "./problems.ts";

export const KINDS = [
  "variable",
  "function",
  "type",
  "typeParameter",
  "number",
  "operator",
  "comment",
  "keyword",
] as const;
type Kind = (typeof KINDS)[number];

interface KindedToken extends Span {
  readonly kind: Kind;
}

const KIND_OF: Partial<Record<TokenType | RawType, Kind>> = {
  name: "variable",
  callName: "function",
  prefix: "function",
  indexedSum: "function",
  boundedSum: "function",
  typeWord: "type",
  functionWord: "type",
  reals: "type",
  number: "number",
  sign: "operator",
  times: "operator",
  sizeTimes: "operator",
  power: "operator",
  transpose: "operator",
  equals: "operator",
  declares: "operator",
  arrow: "operator",
};

export function tokensIn(text: string): readonly KindedToken[] {
  const { statements } = splitProblem(text);
  const known = lexed(statements);
  const tokens: KindedToken[] = [];
  let inType = false;
  for (const { type, start, end } of known) {
    if (type === "declares") inType = true;
    if (type === "end" || type === "newline" || type === "semicolon") inType = false;
    const kind = inType && type === "name" ? "typeParameter" : KIND_OF[type];
    if (kind && end > start) tokens.push({ kind, start, end });
  }
  return [...tokens, ...comments(statements), ...optionLines(text)].sort((a, b) => a.start - b.start);
}

/** Where the text is not in the language, its characters still are. */
function lexed(statements: string): readonly (Span & { readonly type: TokenType | RawType })[] {
  try {
    const options = { functionNames: FUNCTION_NAMES, maximumDepth: Number.POSITIVE_INFINITY, isType: false };
    return tokensOf(statements, options);
  } catch {
    return rawTokens(statements);
  }
}

/** What no token covers and is not blank. */
function comments(statements: string): KindedToken[] {
  const gaps: KindedToken[] = [];
  let from = 0;
  for (const { start, end } of [...rawTokens(statements), { start: statements.length, end: 0 }]) {
    for (const { 0: comment, index } of statements.slice(from, start).matchAll(/\S.*/g)) {
      gaps.push({ kind: "comment", start: from + index, end: from + index + comment.length });
    }
    from = end;
  }
  return gaps;
}

const optionLines = (text: string): KindedToken[] =>
  [...text.matchAll(/^[^\S\n]*--.*/gm)].flatMap(({ 0: line, index }) =>
    [...line.matchAll(/(?<!\S)--[\w-]+/g)].map(
      (option): KindedToken => ({
        kind: "keyword",
        start: index + option.index,
        end: index + option.index + option[0].length,
      }),
    ),
  );

/** The tokens of a document's problems, as the protocol has them. */
export function semanticTokens(problems: readonly Problem[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { source, rangeOf } of problems) {
    for (const { kind, ...span } of tokensIn(source.text)) {
      const { start, end } = rangeOf(span);
      if (start.line !== end.line) continue;
      builder.push(start.line, start.character, end.character - start.character, KINDS.indexOf(kind), 0);
    }
  }
  return builder.build();
}
