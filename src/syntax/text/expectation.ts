/**
 * The sentence for a token that can't stand where it stands.
 *
 * In: the token, the token types the grammar could have taken, the statement so far. Out: a ParseError.
 *
 *     a * ) ─▶  expected a number, a name or '(' but found ')'
 *     a = b = c ─▶  expected an operator or the end but found '='; a statement has one '='
 */
import { fail, TOKEN_PHRASES, type Token, type TokenType } from "../tokens.ts";

/** All that can begin an operand is said as these three. */
const OPERANDS: ReadonlySet<TokenType> = new Set(["number", "name", "open"]);
const OTHER_OPERANDS: ReadonlySet<TokenType> = new Set([
  ...(["callName", "blockOpen", "barOpen", "indexedSum", "boundedSum", "sign", "braceOpen"] as const),
  ...(["angleOpen", "prefix"] as const),
]);
const OPERATORS: ReadonlySet<TokenType> = new Set(["sign", "times", "power", "transpose", "entryOpen"]);

export function failOnToken(found: Token, expected: ReadonlySet<TokenType>, before: readonly Token[]): never {
  const message = `expected ${listedPhrases(phrasesOf(expected))} but found ${foundPhrase(found)}`;
  fail(found, message, hintFor(found, expected, before));
}

function phrasesOf(expected: ReadonlySet<TokenType>): string[] {
  const afterOperand = expected.has("times");
  const phrases = (Object.keys(TOKEN_PHRASES) as TokenType[])
    .filter((type) => expected.has(type))
    .filter(
      (type) => !OTHER_OPERANDS.has(type) && !(afterOperand && (OPERANDS.has(type) || OPERATORS.has(type))),
    )
    .map((type) => TOKEN_PHRASES[type]);
  return [...new Set(afterOperand ? ["an operator", ...phrases] : phrases)];
}

const listedPhrases = (phrases: readonly string[]): string =>
  phrases.length < 2 ? phrases.join("") : `${phrases.slice(0, -1).join(", ")} or ${phrases.at(-1)}`;

function foundPhrase({ type, text }: Token): string {
  if (text === "") return "the end of the text";
  if (/^[\n\r\u2028\u2029]/u.test(text)) return "the end of the line";
  return type === "name" || type === "callName" ? `the name '${text}'` : `'${text}'`;
}

function hintFor(
  found: Token,
  expected: ReadonlySet<TokenType>,
  before: readonly Token[],
): string | undefined {
  const has = (type: TokenType): boolean => before.some((token) => token.type === type);
  const last = before.at(-1);
  const applied = before.at(-2);
  if (applied?.type === "prefix" && (found.type === "power" || found.type === "transpose"))
    return `bracket what ${foundPhrase(applied)} takes, or what it gives: ${applied.text}(…)`;
  if (has("boundedSum") && expected.size < 3 && (expected.has("equals") || expected.has("power"))) {
    return "a sum with bounds reads sum_(i=1)^m x[i]";
  }
  if (expected.has("sizeTimes") && (found.type === "name" || found.type === "number")) {
    return "sizes are separated by 'x', m x n; the words of a type are scalar, vector, matrix, symmetric, spd, …";
  }
  switch (found.type) {
    case "equals":
      if (has("equals")) return "a statement has one '='; begin a new line for the next";
      if (before.length === 1) return "here an expression is read, without a name and '=' before it";
      return "the left of '=' is a name, or a name with parameters such as L(w)";
    case "end":
      return last?.type === "indexedSum" ? "a sum has a body: sum_i x[i]" : missingAfter(last);
    case "braceOpen":
      return "braces hold exponents and subscripts, X^{-1} and W_{12}; group with '(' and ')'";
    case "comma":
      return "',' separates arguments, columns or indices, inside their brackets";
    case "rowSeparator":
      return expected.has("times") ? "a bracket that was opened before is still open" : missingAfter(last);
    case "colon":
      if (has("declares")) return "each declaration is a statement: begin a new line, or write ';'";
      return "a declaration begins with names: 'X : m x n'; a range stands in brackets: X[1:3, 2]";
    case "declares":
    case "arrow":
      return "a declaration reads 'X : m x n' or 'f : function m -> n'";
    case "close":
      return last?.type === "open" ? "the brackets hold nothing" : missingAfter(last);
    case "times":
    case "power":
    case "transpose":
      return missingAfter(last) ?? "something is missing before it";
    default:
      return undefined;
  }
}

const missingAfter = (last: Token | undefined): string | undefined =>
  last && `something is missing after ${foundPhrase(last)}`;
