import { describe, expect, test } from "vitest";
import { parseStatements, parseType } from "../../src/syntax/parse.ts";
import { functionNames, statementReading, typeReading } from "./reading.ts";

const read = (text: string): string[] => parseStatements(text, { functionNames }).map(statementReading);

describe("a declaration", () => {
  test.each([
    ["X : m x k", "X : m × k"],
    ["X : matrix m k", "X : matrix m × k"],
    ["A, B : m x n", "A, B : m × n"],
    ["X ∈ R^{m×k}", "X : m × k"],
    ["X in R^(m x k)", "X : m × k"],
    ["X ∈ ℝᵐˣᵏ", "X : m × k"],
    ["x ∈ ℝ^n", "x : n"],
    ["x ∈ ℝⁿ⁺¹", "x : (+n +1)"],
    ["x : R^3", "x : 3"],
    ["x : vector n", "x : vector n"],
    ["x : n", "x : n"],
    ["S : symmetric n", "S : symmetric n"],
    ["S : n x n symmetric", "S : symmetric n × n"],
    ["S ∈ R^{n×n} symmetric", "S : symmetric n × n"],
    ["A : spd n", "A : spd n"],
    ["A : symmetric positive definite n", "A : spd n"],
    ["K : skew symmetric n", "K : antisymmetric n"],
    ["Q : orthogonal n", "Q : orthogonal n"],
    ["L : lower n", "L : lower n"],
    ["L : lower triangular n", "L : lower n"],
    ["c : scalar", "c : scalar"],
    ["c : positive scalar", "c : positive scalar"],
    ["c ∈ ℝ", "c : scalar"],
    ["f : function", "f : function"],
    ["L : function m x n -> scalar", "L : function m × n → scalar"],
    ["g : function n → m", "g : function n → m"],
    ["g : R^n -> R", "g : function n → scalar"],
    ["X : (n+1) x 2", "X : (+n +1) × 2"],
    ["X : m*n x n-1", "X : <m * n> × (+n -1)"],
    ["X : 3x2", "X : 3 × 2"],
    ["X : 2n × x", "X : <2 _ n> × x"],
    ["x : x x x", "x : x × x"],
    ["X : m, n", "X : m × n"],
    ["__proto__ : constructor x toString", "__proto__ : constructor × toString"],
  ])("%s reads %s", (text, reading) => {
    expect(read(text)).toEqual([reading]);
  });

  test.each([
    ["matrix m n", "matrix m × n"],
    ["matrix 1 n", "matrix 1 × n"],
    ["matrix n m*p", "matrix n × <m * p>"],
    ["vector n+1", "vector (+n +1)"],
    ["scalar", "scalar"],
    ["symmetric n", "symmetric n"],
    ["diagonal n", "diagonal n"],
  ])("the type %s of a problem in JSON reads %s", (text, reading) => {
    expect(typeReading(parseType(text))).toBe(reading);
  });
});

describe("a definition", () => {
  test.each([
    ["Y = X W + b", "Y = (+<X _ W> +b)"],
    ["L(w) = ‖X w − y‖²", "L(w) = none‖(+<X _ w> -y)‖^{2}"],
    ["f(x, y) := x'y", "f(x, y) = <x' _ y>"],
    ["Y\n  = X", "Y = X"],
  ])("%s reads %s", (text, reading) => {
    expect(read(text)).toEqual([reading]);
  });
});

describe("a name before ( is called", () => {
  test.each([
    ["if the text declares it as a function", "f : function; f(x) f'(x)", "<f(x) _ f'(x)>"],
    ["wherever the declaration stands", "f(x); f : function", "f(x)"],
    ["if it is declared with an arrow alone", "f : R^n -> R; f(x)", "f(x)"],
    ["if it is a function of the engine", "tr(X)", "tr(X)"],
    ["but not if the text declares it as a variable", "sum : scalar; sum(x)", "<sum _ x>"],
    ["but not if the text defines it", "tr = 2; tr(x)", "<tr _ x>"],
    [
      "and stands for its formula if the text defines it with parameters",
      "L(w) = w'A; L(2 x)",
      "<<2 _ x>' _ A>",
    ],
    ["but not if it stands elsewhere as a value", "g(x) + g", "(+<g _ x> +g)"],
  ])("%s: %s", (_, text, reading) => {
    expect(read(text)).toContain(reading);
  });

  test("and sum_i is a name once it is declared", () => {
    expect(read("sum_i : scalar\nsum_i x")).toEqual(["sum_i : scalar", "<sum_i _ x>"]);
  });
});

describe("statements", () => {
  test.each([
    ["end with the line", "a\nb\r\nc", ["a", "b", "c"]],
    ["end with a semicolon", "a; b;", ["a", "b"]],
    ["may stand apart", "\n\na\n\n  \n;;\nb\n", ["a", "b"]],
    ["go on after an operator", "a +\nb *\nc", ["(+a +<b * c>)"]],
    ["go on after =", "Y =\n X", ["Y = X"]],
    ["go on in brackets", "(a\n+ b)\n‖a\n b‖", ["(+a +b)", "none‖<a _ b>‖"]],
    ["go on before an operator", "A\n .* B\n# between\n / c", ["<A .* B / c>"]],
    ["don't go on before a sign", "a\n-b", ["a", "(-b)"]],
    ["leave comments out", "a # b\n% c\nd // e", ["a", "d"]],
    ["hold blocks", "M = [1, 2\n3, 4]; M", ["M = [1, 2; 3, 4]", "M"]],
  ])("%s: %j", (_, text, readings) => {
    expect(read(text)).toEqual(readings);
  });

  test("have the span of their text", () => {
    const text = "A, B : m x n\n  Y = (A + B);  Y'";
    const written = parseStatements(text).map(({ span }) => text.slice(span.start, span.end));
    expect(written).toEqual(["A, B : m x n", "Y = (A + B)", "Y'"]);
  });
});
