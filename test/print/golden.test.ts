import { describe, expect, test } from "vitest";
import { type Expr, freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { toLatex } from "../../src/print/latex.ts";
import { printAnswer, toText } from "../../src/print/text.ts";
import { toUnicode } from "../../src/print/unicode.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";
import { equalAtSamples } from "../atSamples.ts";

const DECLARATIONS = `A, B, C : matrix n n; S : symmetric n; X, W, G : matrix m n; x, y, w : vector n; u, v : vector m
a, b, s, t, lambda : scalar; W_1 : matrix n n; x_hat : vector n; f : function; L : function m -> scalar`;

/** The expression in a fresh store. */
function written(text: string): Expr {
  freshStore();
  return elaborate(parseStatements(`${DECLARATIONS}\n${text}`, { functionNames: FUNCTION_NAMES })).value;
}

/** What is written, and what is printed as text, LaTeX and Unicode. */
const PRINTED: readonly (readonly [written: string, text: string, latex: string, unicode: string])[] = [
  ["2*X'*(X*w - u)", "2*X'*(X*w - u)", String.raw`2 X^{\top}(X w - u)`, "2 Xᵀ(X w − u)"],
  [
    "2*lambda*w + (A + A')*x",
    "2*lambda*w + (A + A')*x",
    String.raw`2 \lambda w + (A + A^{\top}) x`,
    "2 λ w + (A + Aᵀ) x",
  ],
  ["-2*X'*(u - X*w)/m", "2*X'*(X*w - u)/m", String.raw`\frac{2}{m} X^{\top}(X w - u)`, "(2/m) Xᵀ(X w − u)"],
  [
    "(x - y)/norm2(x - y)",
    "(x - y)/norm2(x - y)",
    String.raw`\frac{x - y}{\lVert x - y\rVert}`,
    "(x − y)/‖x − y‖",
  ],
  [
    "norm2(X*w - u)^2 + lambda*norm2(w)^2",
    "norm2(X*w - u)^2 + lambda*norm2(w)^2",
    String.raw`\lVert X w - u\rVert^{2} + \lambda \lVert w\rVert^{2}`,
    "‖X w − u‖² + λ ‖w‖²",
  ],
  ["x'*A*x/(x'*x)", "x'*A*x/(x'*x)", String.raw`\frac{x^{\top} A x}{x^{\top} x}`, "xᵀ A x/(xᵀ x)"],
  [
    "A*x/(x'*x) - (x'*A*x)/(x'*x)^2*x",
    "A*x/(x'*x) - (x'*A*x)*x/(x'*x)^2",
    String.raw`\frac{A x}{x^{\top} x} - \frac{(x^{\top} A x) x}{(x^{\top} x)^{2}}`,
    "A x/(xᵀ x) − (xᵀ A x) x/(xᵀ x)²",
  ],
  [
    "inv(A)'*x*y'*inv(A)'",
    "inv(A)'*x*y'*inv(A)'",
    String.raw`A^{-\top} x y^{\top} A^{-\top}`,
    "A⁻ᵀ x yᵀ A⁻ᵀ",
  ],
  [
    "-inv(A)'*x*y'*inv(A)'",
    "-inv(A)'*x*y'*inv(A)'",
    String.raw`-A^{-\top} x y^{\top} A^{-\top}`,
    "−A⁻ᵀ x yᵀ A⁻ᵀ",
  ],
  [
    "2*inv(X'*X + lambda*eye(n))*X'*u",
    "2*inv(X'*X + lambda*eye(n))*X'*u",
    String.raw`2(X^{\top} X + \lambda I)^{-1} X^{\top} u`,
    "2(Xᵀ X + λ I)⁻¹ Xᵀ u",
  ],
  [
    "logdet(S) + tr(inv(S)*A)",
    "logdet(S) + tr(inv(S)*A)",
    String.raw`\log\lvert\det S\rvert + \operatorname{tr}(S^{-1} A)`,
    "log|det(S)| + tr(S⁻¹ A)",
  ],
  ["abs(det(A))", "abs(det(A))", String.raw`\lvert\det A\rvert`, "|det(A)|"],
  ["det(A)*inv(A)'", "det(A)*inv(A)'", String.raw`\det(A) A^{-\top}`, "det(A) A⁻ᵀ"],
  ["A^3'", "(A^3)'", String.raw`(A^{3})^{\top}`, "(A³)ᵀ"],
  ["inv(A)^2", "A^-2", "A^{-2}", "A⁻²"],
  ["1 - sigmoid(x)", "ones(n) - sigmoid(x)", String.raw`\mathbf{1} - \sigma(x)`, "𝟏 − σ(x)"],
  [
    "sigmoid(x).*(1 - sigmoid(x))",
    "sigmoid(x) .* (ones(n) - sigmoid(x))",
    String.raw`\sigma(x) \odot (\mathbf{1} - \sigma(x))`,
    "σ(x) ⊙ (𝟏 − σ(x))",
  ],
  [
    "G.*(1 - tanh(W).^2)",
    "G .* (ones(m, n) - tanh(W).^2)",
    String.raw`G \odot (\mathbf{1}_{m \times n} - \tanh(W)^{\odot 2})`,
    "G ⊙ (𝟏_{m×n} − tanh(W)^⊙2)",
  ],
  ["(W*x).*u", "(W*x) .* u", String.raw`(W x) \odot u`, "(W x) ⊙ u"],
  ["A*(x.*y)", "A*(x .* y)", String.raw`A(x \odot y)`, "A(x ⊙ y)"],
  ["x./y", "x ./ y", String.raw`x \oslash y`, "x ⊘ y"],
  [
    "x.*y./(x + y)./w",
    "x .* y ./ ((x + y) .* w)",
    String.raw`x \odot y \oslash ((x + y) \odot w)`,
    "x ⊙ y ⊘ ((x + y) ⊙ w)",
  ],
  ["1./x", "x.^-1", String.raw`x^{\odot -1}`, "x^⊙(−1)"],
  ["x.^2", "x.^2", String.raw`x^{\odot 2}`, "x^⊙2"],
  ["sqrt(x)", "sqrt(x)", String.raw`\sqrt{x}`, "√x"],
  ["sqrt(X)", "sqrt(X)", String.raw`X^{\odot 1/2}`, "X^⊙(1/2)"],
  ["1./sqrt(x)", "x.^-0.5", String.raw`x^{\odot -1/2}`, "x^⊙(−1/2)"],
  [
    "exp(x)/sum(exp(x))",
    "exp(x)/sum(exp(x))",
    String.raw`\frac{\exp(x)}{\operatorname{sum}(\exp(x))}`,
    "exp(x)/sum(exp(x))",
  ],
  ["tanh(x/2)", "tanh(0.5*x)", String.raw`\tanh\left(\frac{1}{2} x\right)`, "tanh(½ x)"],
  ["relu(W*x)", "relu(W*x)", String.raw`\operatorname{relu}(W x)`, "relu(W x)"],
  ["1/2*x'*x", "0.5*x'*x", String.raw`\frac{1}{2} x^{\top} x`, "½ xᵀ x"],
  ["2/3*a", "2*a/3", String.raw`\frac{2}{3} a`, "⅔ a"],
  ["a/(3*b)", "a/(3*b)", String.raw`\frac{a}{3 b}`, "a/(3 b)"],
  ["a^(1/3)/sqrt(b)", "a^(1/3)/sqrt(b)", String.raw`\frac{a^{1/3}}{\sqrt{b}}`, "a^(1/3)/√b"],
  ["1/(a*b^2)", "b^-2/a", String.raw`\frac{1}{a b^{2}}`, "1/(a b²)"],
  ["(a + b)^-2", "(a + b)^-2", String.raw`\frac{1}{(a + b)^{2}}`, "1/(a + b)²"],
  ["2*2^s", "2*2^s", String.raw`2 \cdot 2^{s}`, "2·2ˢ"],
  ["-(a - b)*x", "(b - a)*x", "(b - a) x", "(b − a) x"],
  ["-x'*(x - y)", "(y - x)'*x", String.raw`(y - x)^{\top} x`, "(y − x)ᵀ x"],
  ["(x - y)'*(x - y)", "(x - y)'*(x - y)", String.raw`(x - y)^{\top}(x - y)`, "(x − y)ᵀ(x − y)"],
  ["x*x'*y", "(x'*y)*x", String.raw`(x^{\top} y) x`, "(xᵀ y) x"],
  ["kron(eye(n), A)", "kron(eye(n), A)", String.raw`I_{n} \otimes A`, "I_n ⊗ A"],
  ["kron(A + B, x)", "kron(A + B, x)", String.raw`(A + B) \otimes x`, "(A + B) ⊗ x"],
  [
    "commutation(m,n)*vec(X)",
    "commutation(m, n)*vec(X)",
    String.raw`K_{m,n} \operatorname{vec}(X)`,
    "K_{m,n} vec(X)",
  ],
  ["eye(n) + ones(n,n)", "eye(n) + ones(n, n)", String.raw`I + \mathbf{1}_{n \times n}`, "I + 𝟏_{n×n}"],
  ["sum(A*x)", "sum(A*x)", String.raw`\mathbf{1}^{\top} A x`, "sum(A x)"],
  ["sum(-2*A*x)", "-2*sum(A*x)", String.raw`-2 \mathbf{1}^{\top} A x`, "−2 sum(A x)"],
  [
    "diag(x) - inv(A)'*x*x'*inv(A)'",
    "diag(x) - inv(A)'*x*x'*inv(A)'",
    String.raw`\operatorname{diag}(x) - A^{-\top} x x^{\top} A^{-\top}`,
    "diag(x) − A⁻ᵀ x xᵀ A⁻ᵀ",
  ],
  ["ones(n)*x'", "ones(n)*x'", String.raw`\mathbf{1} x^{\top}`, "𝟏 xᵀ"],
  ["zeros(n,n)", "zeros(n, n)", "0", "0"],
  ["single(1,2,n,n)", "single(1, 2, n, n)", "E_{12}", "E_12"],
  [
    "[A, B; B', A]",
    "[A, B; B', A]",
    String.raw`\begin{bmatrix} A & B \\ B^{\top} & A \end{bmatrix}`,
    "[A, B; Bᵀ, A]",
  ],
  ["A[1,2]*x[3]", "A[1,2]*x[3]", "a_{12} x_{3}", "a_12 x_3"],
  ["(A*B)[2,1]", "(A*B)[2,1]", "(A B)_{21}", "(A B)_{2,1}"],
  ["W_1[1,2]", "W_1[1,2]", "(W_{1})_{12}", "(W₁)_{1,2}"],
  ["sum_i x[i]*y[i]", "sum_i x[i]*y[i]", String.raw`\sum_{i=1}^{n} x_{i} y_{i}`, "Σ_i x_i y_i"],
  [
    "sum_i sum_j A[i,j]*x[j]*y[i]",
    "sum_i sum_j A[i,j]*x[j]*y[i]",
    String.raw`\sum_{i=1}^{n} \sum_{j=1}^{n} a_{ij} x_{j} y_{i}`,
    "Σ_i Σ_j a_ij x_j y_i",
  ],
  [
    "a*(sum_i x[i]^2) + b",
    "a*(sum_i x[i]^2) + b",
    String.raw`a \sum_{i=1}^{n} x_{i}^{2} + b`,
    "a Σ_i x_i² + b",
  ],
  ["lambda*W_1*x_hat", "lambda*W_1*x_hat", String.raw`\lambda W_{1} \hat{x}`, "λ W₁ x̂"],
  ["f(W*x - u)", "f(W*x - u)", "f(W x - u)", "f(W x − u)"],
  ["L(W*x)", "L(W*x)", "L(W x)", "L(W x)"],
  ["softmax(x)", "softmax(x)", String.raw`\operatorname{softmax}(x)`, "softmax(x)"],
  ["diag(x)*pinv(A)", "diag(x)*pinv(A)", String.raw`\operatorname{diag}(x) A^{+}`, "diag(x) A⁺"],
  ["tr(A'*B)", "tr(A'*B)", String.raw`\operatorname{tr}(A^{\top} B)`, "tr(Aᵀ B)"],
  ["norm1(x)", "norm1(x)", String.raw`\lVert x\rVert_1`, "‖x‖₁"],
  ["eigval(S, 1)", "eigval(S, 1)", String.raw`\operatorname{eigval}_{1}(S)`, "eigval(S, 1)"],
];

/** What is written, and its shortest text. */
const DEFINED: readonly (readonly [written: string, text: string])[] = [
  ["A*x + y", "A*x + y"],
  ["inv(A)*x*y'*inv(A)", "S = inv(A); S*x*y'*S"],
  ["(x - y)*(x - y)'*A", "r = x - y; r*r'*A"],
  ["A*B*x + A*B*C*x", "S = A*B; S*x + S*C*x"],
  ["2*A*B - 3*(A*B)'", "S = A*B; 2*S - 3*S'"],
  ["W*A*x*y'*A'*W'", "S = W*A; S*x*y'*S'"],
  ["A*B + A*B*C + C*A*B*C", "S = A*B; P = S*C; S + P + C*P"],
  ["tanh(A*x).*(1 - tanh(A*x).^2)", "r = tanh(A*x); r .* (ones(n) - r.^2)"],
  ["exp(x)/sum(exp(x)) - x/sum(exp(x))", "r = exp(x); s = sum(r); r/s - x/s"],
  ["x/s + y/s", "x/s + y/s"],
  ["x*s^-2 + y*s^-2", "t = s^-2; t*x + t*y"],
  ["tr((A - 2*B)*(A - 2*B)')*C", "S = A - 2*B; tr(S*S')*C"],
  ["A*x + (x'*A*x)*A*x", "r = A*x; r + (x'*r)*r"],
  ["sum_i x[i]*(x[i]*y[i])^2*(x[i]*y[i])^a", "sum_i x[i]^3*y[i]^2*(x[i]*y[i])^a"],
  ["-inv(A)'*B*inv(A)'", "S = inv(A)'; -S*B*S"],
  ["X'*(X*w - u)/norm2(X*w - u)", "r = X*w - u; X'*r/norm2(r)"],
];

describe("an expression is printed as a textbook has it", () => {
  test.each(PRINTED)("%s", (text, asText, asLatex, asUnicode) => {
    const e = written(text);
    expect([toText(e), toLatex(e), toUnicode(e)]).toEqual([asText, asLatex, asUnicode]);
  });
});

describe("a sum that is printed as the transpose of another keeps its sign", () => {
  const beside = (text: string) =>
    elaborate(
      parseStatements(`N : antisymmetric n; A : matrix n n; t : scalar; ${text}`, {
        functionNames: FUNCTION_NAMES,
      }),
    ).value;
  test.each([
    ["N*A' + A'*N", "-(A*N + N*A)'"],
    ["N'*A' + A'*N'", "(A*N + N*A)'"],
    ["(N'*A' + A'*N')/t", "(A*N + N*A)'/t"],
    ["-2*(N'*A' + A'*N')", "-2*(A*N + N*A)'"],
    ["(N*A' + A'*N)*A", "-(A*N + N*A)'*A"],
  ])("%s", (text, answer) => {
    freshStore();
    const e = beside(text);
    expect(toText(e)).toBe(answer);
    expect(toUnicode(e)).toBe(
      answer.replaceAll("*", " ").replaceAll("'", "ᵀ").replaceAll("-", "−").replace("−2 ", "−2"),
    );
    expect(equalAtSamples(e, beside(answer)).verdict).toBe("equal");
  });
});

describe("what would be computed twice gets a name", () => {
  test.each(DEFINED)("%s", (text, answer) => {
    expect(printAnswer(written(text)).text).toBe(answer);
  });
});
