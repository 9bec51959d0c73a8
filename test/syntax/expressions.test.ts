import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/syntax/parse.ts";
import type { Syntax } from "../../src/syntax/tree.ts";
import { functionNames, readingOf } from "./reading.ts";

const read = (text: string): string => readingOf(parseExpression(text, { functionNames }));

const READINGS: Record<string, readonly (readonly [text: string, reading: string])[]> = {
  "products are one level, left to right": [
    ["1/2 x'x", "<1 / 2 _ x' _ x>"],
    ["A .* B C", "<A .* B _ C>"],
    ["A*B/c", "<A * B / c>"],
    ["X W + b", "(+<X _ W> +b)"],
    ["XW", "XW"],
    ["x 2", "<x _ 2>"],
    ["2(a + b)(c)", "<2 _ (+a +b) _ c>"],
    ["a@b·c×d÷e⊙f∘g⊘h⊗k", "<a @ b * c * d / e .* f .* g ./ h kron k>"],
  ],
  "a sign begins a term or follows an operator": [
    ["-x^2", "(-x^{2})"],
    ["-a b", "(-<a _ b>)"],
    ["a -b", "(+a -b)"],
    ["a - -b", "(+a -(-b))"],
    ["a*-b", "<a * neg(b)>"],
    ["a*-b c", "<a * neg(b) _ c>"],
    ["a/+b", "<a / b>"],
    ["--x", "x"],
    ["---x", "(-x)"],
    ["+x", "x"],
    ["(-x)", "(-x)"],
    ["−a – b", "(-a -b)"],
  ],
  "postfixes bind tightest, left to right": [
    ["X^-1'", "X^{neg(1)}'"],
    ["X^2'", "X^{2}'"],
    ["X'^2", "X'^{2}"],
    ["2^-1", "2^{neg(1)}"],
    ["x^n^2", "x^{n}^{2}"],
    ["x.^-0.5", "x.^{neg(0.5)}"],
    ["x^{n+1} y", "<x^{(+n +1)} _ y>"],
    ["x^(1/3)", "x^{<1 / 3>}"],
    ["x^2y", "<x^{2} _ y>"],
    ["x^exp(2)", "x^{exp(2)}"],
    ["X^T", "X'"],
    ["X^{T}", "X'"],
    ["X^-⊤", "X^{neg(1)}'"],
    ["X^{-⊤}", "X^{neg(1)}'"],
    ["xⁿ⁻¹", "x^{(+n -1)}"],
    ["(A B)'", "<A _ B>'"],
    ["x' * A * x", "<x' * A * x>"],
  ],
  numbers: [
    ["2.*A", "<2 .* A>"],
    ["2./A", "<2 ./ A>"],
    ["2.^n", "2.^{n}"],
    ["2.'", "2'"],
    [".5 + 0.5 + 1e-3", "(+.5 +0.5 +1e-3)"],
    ["2e", "<2 _ e>"],
    ["2e-x", "(+<2 _ e> -x)"],
    ["1E3x", "<1E3 _ x>"],
    ["2.", "2."],
  ],
  names: [
    ["x₁₂ + x_12 + x_{12}", "(+x_12 +x_12 +x_12)"],
    ["W_{1,2} W₁ xᵢⱼ", "<W_1_2 _ W_1 _ x_ij>"],
    ["__proto__ + constructor + toString", "(+__proto__ +constructor +toString)"],
    ["e\u0301", "\u00e9"],
    ["x\u0302 ȳ α β1", "<x\u0302 _ ȳ _ α _ β1>"],
    ["行列", "行列"],
    ["Σ Σ_xx sums sum_1", "<Σ _ Σ_xx _ sums _ sum_1>"],
  ],
  calls: [
    ["exp(x)", "exp(x)"],
    ["exp (x)", "exp(x)"],
    ["exp", "exp"],
    ["exp'(x)", "exp'(x)"],
    ["exp'", "exp'"],
    ["kron(A, B C)", "kron(A, <B _ C>)"],
    ["f(x) f", "<f _ x _ f>"],
    ["X(W + b) X", "<X _ (+W +b) _ X>"],
    ["2exp(x)y", "<2 _ exp(x) _ y>"],
    ["sum(X)", "sum(X)"],
  ],
  "entries and blocks": [
    ["X[i,j]", "X[i, j]"],
    ["X[i,:] X[:,j] v[1]", "<X[i, :] _ X[:, j] _ v[1]>"],
    ["X[1:3, 2]", "X[1:3, 2]"],
    ["X[1:n-1]'[2]", "X[1:(+n -1)]'[2]"],
    ["X [1, 2]", "<X _ [1, 2]>"],
    ["(A B)[1,1]", "<A _ B>[1, 1]"],
    ["[A, B; C, D]", "[A, B; C, D]"],
    ["[A B\nC -D;\n]", "[<A _ B>; (+C -D)]"],
    ["[A,\n B\n\n C, # a comment\n D]", "[A, B; C, D]"],
    ["[1, 2;\n 3, 4]", "[1, 2; 3, 4]"],
    ["[(1 +\n 2)\n * 3]", "[<(+1 +2) * 3>]"],
    ["[[1]]", "[[1]]"],
  ],
  "norms and absolute values": [
    ["‖x‖", "none‖x‖"],
    ["‖x‖² + ‖y‖_1", "(+none‖x‖^{2} +1‖y‖)"],
    ["‖x‖₁ ‖X‖_F ‖x‖_2 ‖x‖_∞ ‖X‖_*", "<1‖x‖ _ F‖X‖ _ 2‖x‖ _ inf‖x‖ _ nuclear‖X‖>"],
    ["|x| |y|", "<abs‖x‖ _ abs‖y‖>"],
    ["|x||y|", "<abs‖x‖ _ abs‖y‖>"],
    ["|(|a| + |b|)|", "abs‖(+abs‖a‖ +abs‖b‖)‖"],
    ["|a + |b||", "abs‖(+a +abs‖b‖)‖"],
    ["‖2 * ‖x‖ * y‖", "none‖<2 * none‖x‖ * y>‖"],
    ["|-x|'", "abs‖(-x)‖'"],
    ["‖(|x|)[1]‖_{F}", "F‖abs‖x‖[1]‖"],
  ],
  "sums over an index": [
    ["a sum_i sum_j (C[i,j] - p)^2 + b", "(+<a _ Σ{i} Σ{j} (+C[i, j] -p)^{2}> +b)"],
    ["sum_(i=1)^m x[i] y", "Σ{i=1..m} <x[i] _ y>"],
    ["Σ_{i=1}^{n+1} x[i]", "Σ{i=1..(+n +1)} x[i]"],
    ["∑_i x[i] * ∑ⱼ y[j]", "Σ{i} <x[i] * Σ{j} y[j]>"],
    ["sum_{i,j} X[i,j]", "Σ{i} Σ{j} X[i, j]"],
    ["sum_i -x[i]", "Σ{i} neg(x[i])"],
    ["sum_i\n x[i]", "Σ{i} x[i]"],
    ["2 * sum_i x[i]", "<2 * Σ{i} x[i]>"],
    ["(sum_i x[i]) y", "<Σ{i} x[i] _ y>"],
  ],
};

describe.each(Object.entries(READINGS))("%s", (_, rows) => {
  test.each(rows)("%j reads %s", (text, reading) => {
    expect(read(text)).toBe(reading);
  });
});

/** The tree without its places. */
const unplaced = (syntax: Syntax): unknown =>
  JSON.parse(JSON.stringify(syntax, (key, value) => (key === "span" ? undefined : value)));

test.each([
  ["x' A x", "xᵀ A x", "x⊤ A x", "x^⊤ A x", "x′ A x", "x.' A x"],
  ["A .* B", "A ⊙ B", "A ∘ B"],
  ["A ./ B", "A ⊘ B"],
  ["A * B", "A · B", "A × B"],
  ["a / b", "a ÷ b"],
  ["a - b", "a − b"],
  ["X^-1", "X⁻¹"],
  ["X^2 + x^12", "X² + x¹²"],
  ["X^-T", "X⁻ᵀ", "X^-⊤"],
  ["||x||_1", "‖x‖_1", "‖x‖₁", "‖x‖_{1}"],
  ["||x||_inf", "‖x‖_∞"],
  ["sum_i x[i]", "Σ_i x[i]", "∑ᵢ x[i]", "sum_{i} x[i]"],
  ["sum_(i=1)^m x[i]", "Σ_{i=1}^m x[i]", "∑_{i = 1}^{m} x[i]"],
])("%s has the same tree in every spelling", (first, ...others) => {
  for (const other of others)
    expect(unplaced(parseExpression(other))).toEqual(unplaced(parseExpression(first)));
});

test("every node's span is the text it was read from", () => {
  const text = "a (B + 2 C') exp(‖x‖²)[1] - [1, y]";
  const sum = parseExpression(text, { functionNames, variables: new Map([["a", undefined]]) });
  const written: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const { kind, span } = part as Partial<Syntax>;
    if (kind && span) written.push(text.slice(span.start, span.end));
    Object.values(part).forEach(visit);
  };
  visit(sum);
  expect(written).toEqual([
    text,
    "a (B + 2 C') exp(‖x‖²)[1]",
    "a",
    "(B + 2 C')",
    "B",
    "2 C'",
    "2",
    "C'",
    "C",
    "exp(‖x‖²)[1]",
    "exp(‖x‖²)",
    "‖x‖²",
    "‖x‖",
    "x",
    "²",
    "1",
    "[1, y]",
    "1",
    "y",
  ]);
});
