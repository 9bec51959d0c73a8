import { describe, expect, test } from "vitest";
import { ParseError } from "../../src/errors.ts";
import { parseExpression, parseStatements, parseType } from "../../src/syntax/parse.ts";
import { functionNames } from "./reading.ts";

function failureOf(parse: () => unknown): ParseError {
  try {
    parse();
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error("it parsed");
}

/** The text with its bad part marked, then the sentence, then the hint. */
const BAD: readonly (readonly [marked: string, message: string, hint: string | undefined])[] = [
  ["⟦⟧", "the text is empty", "write something like 'Y = X W + b'"],
  ["⟦# nothing⟧", "the text is empty", "write something like 'Y = X W + b'"],
  ["a + ⟦*⟧ b", "expected a number, a name or '(' but found '*'", "something is missing after '+'"],
  ["a ⟦**⟧b", "'**' is not an operator", "a power is written '^', entry by entry '.^'"],
  ["⟦(⟧a + b", "'(' is never closed", "close it with ')'"],
  ["a + b⟦)⟧", "')' closes nothing", "the bracket that would open it is missing"],
  ["(a + ⟦[⟧b, c) d", "'[' is not closed before the ')' that follows", "close the block with ']'"],
  [
    "a = b ⟦=⟧ c",
    "expected an operator or the end but found '='",
    "a statement has one '='; begin a new line for the next",
  ],
  ["a ⟦==⟧ b", "'==' is not an operator", "a definition has one '=': Y = X W + b"],
  [
    "X W ⟦=⟧ 3",
    "expected an operator or the end but found '='",
    "the left of '=' is a name, or a name with parameters such as L(w)",
  ],
  ["a ⟦$⟧ b", "unknown character '$' (dollar sign, U+0024)", "leave the dollar signs out"],
  ["⟦\\⟧sigma", "unknown character '\\' (backslash, U+005C)", "names are written without it: sigma, or σ"],
  ["a ⟦.⟧ b", "unknown character '.' (point, U+002E)", "operators entry by entry are '.*', './' and '.^'"],
  [
    "a +⟦⟧",
    "expected a number, a name or '(' but found the end of the text",
    "something is missing after '+'",
  ],
  [
    "Y =\n⟦⟧",
    "expected a number, a name or '(' but found the end of the text",
    "something is missing after '='",
  ],
  ["exp(⟦)⟧", "expected a number, a name or '(' but found ')'", "the brackets hold nothing"],
  ["exp(a,⟦)⟧", "expected a number, a name or '(' but found ')'", "something is missing after ','"],
  ["X⟦[⟧1", "'[' is never closed", "close the indices with ']'"],
  ["X[⟦]⟧", "expected a number, a name, '(' or ':' but found ']'", undefined],
  ["(a⟦;⟧ b)", "expected an operator or ')' but found ';'", "a bracket that was opened before is still open"],
  ["[1, ⟦;⟧ 2]", "expected a number, a name or '(' but found ';'", "something is missing after ','"],
  [
    "⟦{⟧a}",
    "expected a number, a name or '(' but found '{'",
    "braces hold exponents and subscripts, X^{-1} and W_{12}; group with '(' and ')'",
  ],
  ["a, b⟦⟧", "expected ':' or ',' but found the end of the text", "something is missing after the name 'b'"],
  [
    "X : ⟦⟧",
    "expected a number, a name, '(', a type such as 'matrix', 'function' or 'R^…' but found the end of the text",
    "something is missing after ':'",
  ],
  [
    "X : m x⟦⟧",
    "expected a number, a name or '(' but found the end of the text",
    "something is missing after 'x'",
  ],
  [
    "X : symetric ⟦n⟧",
    "expected an operator, a type such as 'matrix', 'x', '->' or the end but found the name 'n'",
    "sizes are separated by 'x', m x n; the words of a type are scalar, vector, matrix, symmetric, spd, …",
  ],
  ["X : ⟦triangular⟧ n", "'triangular' stands alone", "write 'lower triangular n' or 'upper'"],
  [
    "X : matrix m n, Y ⟦:⟧ n",
    "expected an operator, 'x', '->' or the end but found ':'",
    "each declaration is a statement: begin a new line, or write ';'",
  ],
  [
    "a + b ⟦:⟧ n",
    "expected an operator or the end but found ':'",
    "a declaration begins with names: 'X : m x n'; a range stands in brackets: X[1:3, 2]",
  ],
  [
    "sum_i⟦⟧",
    "expected a number, a name or '(' but found the end of the text",
    "a sum has a body: sum_i x[i]",
  ],
  [
    "⟦sum_i⟧ + a",
    "'sum_i' is a sum over an index and has no body",
    "if it is a variable, declare it: sum_i : scalar",
  ],
  ["sum_(i⟦)⟧ x[i]", "expected '=' but found ')'", "a sum with bounds reads sum_(i=1)^m x[i]"],
  ["⟦∑⟧ x", "'∑' has no index", "write ∑_i x[i], or sum(x) for all entries"],
  ["⟦‖⟧x", "'‖' is never closed", "close the norm with '‖' or '||'"],
  ["‖x‖⟦_3⟧", "there is no norm '_3'", "the norms are _1, _2, _F, _inf (or _∞) and _*"],
  [
    "|x|⟦_1⟧",
    "the subscript '_1' follows no name and no norm",
    "write x_1, ‖x‖_1, or (A B)[i,j] for an entry",
  ],
  ["x ^ ⟦^⟧ 2", "expected a number, a name or '(' but found '^'", "something is missing after '^'"],
  ["⟦1.2.3⟧", "'1.2.3' is not a number", "a number has one point"],
  ["⟦'⟧", "expected a number, a name or '(' but found '''", "something is missing before it"],
  [
    "f : function ⟦->⟧ n",
    "expected a number, a name, '(', a type such as 'matrix', 'R^…' or the end but found '->'",
    "a declaration reads 'X : m x n' or 'f : function m -> n'",
  ],
  ["x ∈ R^⟦{⟧m", "'{' is never closed", "close it with '}'"],
  ["x⟦²⁻⟧", "expected a number, a name or '(' but found '²⁻'", undefined],
  ["a⟦)⟧\nb", "')' closes nothing", "the bracket that would open it is missing"],
  [
    "a ⟦∇⟧ b",
    "unknown character '∇' (nabla, U+2207)",
    "ask for the gradient of an expression; it isn't part of one",
  ],
  ["a ⟦😀⟧", "unknown character '😀' (U+1F600)", undefined],
];

describe("a ParseError says where, what and what instead", () => {
  test.each(BAD)("%j: %s", (marked, message, hint) => {
    const text = marked.replace(/[⟦⟧]/g, "");
    const error = failureOf(() => parseStatements(text, { functionNames }));
    const { start, end } = error.span!;
    expect(`${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`).toBe(marked);
    expect(error.message).toBe(message);
    expect(error.hint).toBe(hint);
  });
});

describe("one expression, or one type, is all there may be", () => {
  test.each([
    [() => parseExpression("a; b"), "expected one expression but found a second statement"],
    [() => parseExpression("Y = a"), "expected an operator or the end but found '='"],
    [() => parseType("matrix m n\nscalar"), "expected one type but found a second statement"],
    [() => parseType(""), "the text is empty"],
  ])("%s", (parse, message) => {
    expect(failureOf(parse).message).toBe(message);
  });
});

describe("a text beyond a limit is refused", () => {
  const nested = (depth: number): string => `${"(".repeat(depth)}x${")".repeat(depth)}`;

  test.each<[string, () => unknown, string]>([
    [
      "in length",
      () => parseExpression(" ".repeat(1_000_001)),
      "the text has 1000001 characters, more than 1000000",
    ],
    [
      "in length, settable",
      () => parseExpression("x + y", { functionNames, maximumLength: 4 }),
      "the text has 5 characters, more than 4",
    ],
    ["in brackets", () => parseExpression(nested(1_001)), "brackets are nested more than 1000 deep"],
    [
      "in brackets that never close",
      () => parseExpression("[".repeat(100_000)),
      "brackets are nested more than 1000 deep",
    ],
    ["in bars", () => parseExpression("‖".repeat(100_000)), "brackets are nested more than 1000 deep"],
    [
      "in brackets, settable",
      () => parseExpression("((x))", { functionNames, maximumDepth: 1 }),
      "brackets are nested more than 1 deep",
    ],
    [
      "in transposes",
      () => parseExpression(`x${"'".repeat(5_000)}`),
      "the expression is nested more than 1000 deep",
    ],
    [
      "in powers",
      () => parseExpression(`x${"^2".repeat(5_000)}`),
      "the expression is nested more than 1000 deep",
    ],
    [
      "in sums over an index",
      () => parseStatements(`y = ${"sum_i ".repeat(5_000)}x`),
      "the expression is nested more than 1000 deep",
    ],
    [
      "in operators and brackets together",
      () => parseExpression(`${"2 (a - ".repeat(900)}b${")".repeat(900)}`),
      "the expression is nested more than 1000 deep",
    ],
  ])("%s", (_, parse, message) => {
    expect(failureOf(parse).message).toBe(message);
  });

  test("and one within it is read", () => {
    expect(parseExpression(nested(1_000)).kind).toBe("name");
  });
});
