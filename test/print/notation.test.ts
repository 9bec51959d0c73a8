import katex from "katex";
import { describe, expect, test } from "vitest";
import { type Expr, freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { macroPreamble, toLatex } from "../../src/print/latex.ts";
import { nameLatex, nameUnicode } from "../../src/print/names/names.ts";
import { DEFAULT_NOTATION, NOTATION, resolveNotation, valuesText } from "../../src/print/notation.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

const DECLARATIONS = `A, B, Sigma : matrix n n; x, y : vector n; a, sigma : scalar; W_1 : matrix n n`;

function written(text: string): Expr {
  freshStore();
  return elaborate(parseStatements(`${DECLARATIONS}\n${text}`, { functionNames: FUNCTION_NAMES })).value;
}

/** An option and its value, what is written, and what is printed with and without it. */
const OPTIONS: readonly (readonly [
  option: string,
  value: string,
  written: string,
  set: string,
  unset: string,
])[] = [
  ["transpose", "T", "A'*x", "A^{T} x", String.raw`A^{\top} x`],
  ["transpose", "sans", "A'*x", String.raw`A^{\mathsf{T}} x`, String.raw`A^{\top} x`],
  ["transpose", "intercal", "A'*x", String.raw`A^{\intercal} x`, String.raw`A^{\top} x`],
  ["transpose", "prime", "inv(A)'*x", "(A^{-1})' x", String.raw`A^{-\top} x`],
  ["inverseTranspose", "separate", "inv(A)'", String.raw`(A^{-1})^{\top}`, String.raw`A^{-\top}`],
  ["bold", "vectors", "a*A*x", String.raw`a A \boldsymbol{x}`, "a A x"],
  ["bold", "matrices", "a*A*x", String.raw`a \boldsymbol{A} \boldsymbol{x}`, "a A x"],
  ["bold", "all", "a*W_1*x", String.raw`\boldsymbol{a} \boldsymbol{W}_{1} \boldsymbol{x}`, "a W_{1} x"],
  ["hadamard", "circ", "x.*y", String.raw`x \circ y`, String.raw`x \odot y`],
  ["hadamard", "circ", "x.^2", String.raw`x^{\circ 2}`, String.raw`x^{\odot 2}`],
  ["division", "fraction", "x./y", String.raw`\frac{x}{y}`, String.raw`x \oslash y`],
  ["kronecker", "boxtimes", "kron(A,x)", String.raw`A \boxtimes x`, String.raw`A \otimes x`],
  ["vec", "Vec", "vec(A)", String.raw`\operatorname{Vec}(A)`, String.raw`\operatorname{vec}(A)`],
  ["trace", "Tr", "tr(A)", String.raw`\operatorname{Tr}(A)`, String.raw`\operatorname{tr}(A)`],
  ["determinant", "bars", "det(A)", String.raw`\lvert A\rvert`, String.raw`\det(A)`],
  ["determinant", "bars", "logdet(A)", String.raw`\log\lvert A\rvert`, String.raw`\log\lvert\det A\rvert`],
  [
    "innerProduct",
    "angle",
    "tr(A'*B)",
    String.raw`\langle A, B\rangle`,
    String.raw`\operatorname{tr}(A^{\top} B)`,
  ],
  ["innerProduct", "colon", "tr(A'*B)", "A : B", String.raw`\operatorname{tr}(A^{\top} B)`],
  ["norm", "subscript", "norm2(x)", String.raw`\lVert x\rVert_{2}`, String.raw`\lVert x\rVert`],
  ["norm", "bare", "norm2(A)", String.raw`\lVert A\rVert`, String.raw`\lVert A\rVert_{F}`],
  ["identity", "blackboard", "eye(n)", String.raw`\mathbb{I}`, "I"],
  ["sizes", "always", "A + eye(n)", "A + I_{n}", "A + I"],
  ["sizes", "never", "kron(eye(n), A)", String.raw`I \otimes A`, String.raw`I_{n} \otimes A`],
  ["product", "cdot", "a*A*x", String.raw`a \cdot A \cdot x`, "a A x"],
  ["numbers", "decimals", "a/8", "0.125 a", String.raw`\frac{1}{8} a`],
  [
    "brackets",
    "pmatrix",
    "[A, B]",
    String.raw`\begin{pmatrix} A & B \end{pmatrix}`,
    String.raw`\begin{bmatrix} A & B \end{bmatrix}`,
  ],
  ["entries", "same", "A[1,2]", "A_{12}", "a_{12}"],
  ["entries", "bracketed", "A[1,2]", "[A]_{12}", "a_{12}"],
  ["summation", "einstein", "sum_i x[i]*y[i]", "x_{i} y_{i}", String.raw`\sum_{i=1}^{n} x_{i} y_{i}`],
  ["macros", "on", "(A.*B)'*x", String.raw`\tran{(A \had B)} x`, String.raw`(A \odot B)^{\top} x`],
];

describe("an option changes what it says and nothing else", () => {
  test.each(OPTIONS)("%s = %s: %s", (option, value, text, set, unset) => {
    const e = written(text);
    expect(toLatex(e, resolveNotation({ [option]: value }))).toBe(set);
    expect(toLatex(e)).toBe(unset);
  });

  test("upright bold falls back to italic for Greek", () => {
    const upright = resolveNotation({ bold: "all", boldStyle: "upright" });
    expect(toLatex(written("sigma*Sigma*x"), upright)).toBe(
      String.raw`\boldsymbol{\sigma} \boldsymbol{\Sigma} \mathbf{x}`,
    );
  });

  test("a sigmoid beside a variable sigma is spelled out", () => {
    expect(toLatex(written("sigma*sigmoid(x)"))).toBe(String.raw`\sigma \operatorname{sigmoid}(x)`);
  });

  test("the macros are defined in the preamble", () => {
    const notation = resolveNotation({ macros: "on", transpose: "T" });
    expect(macroPreamble(notation).split("\n")[0]).toBe(String.raw`\newcommand{\tran}[1]{#1^{T}}`);
    expect(macroPreamble(DEFAULT_NOTATION)).toBe("");
  });
});

describe("the table of options", () => {
  test("each row has a help line and a default among its values", () => {
    for (const [name, option] of Object.entries(NOTATION)) {
      expect(option.help.length, name).toBeGreaterThan(10);
      expect(valuesText(option), name).not.toBe("");
      expect(() =>
        resolveNotation({ [name]: DEFAULT_NOTATION[name as keyof typeof NOTATION] }),
      ).not.toThrow();
    }
  });

  test("a number may be given as text", () => {
    expect(resolveNotation({ digits: "3" }).digits).toBe(3);
  });

  test("an unknown option or value is refused with what there is", () => {
    expect(() => resolveNotation({ transposed: "T" })).toThrow("there is no option transposed");
    expect(() => resolveNotation({ transpose: "t" })).toThrow("the option transpose cannot be t");
    expect(() => resolveNotation({ digits: 99 })).toThrow("the option digits cannot be 99");
    expect(() => resolveNotation({ indices: "\\input" })).toThrow("cannot be");
    expect(() => resolveNotation({ __proto__x: "T" })).toThrow("there is no option __proto__x");
  });
});

/** A name, its LaTeX and its Unicode. */
const NAMES: readonly (readonly [name: string, latex: string, unicode: string])[] = [
  ["x", "x", "x"],
  ["x_1", "x_{1}", "x₁"],
  ["x1", "x_{1}", "x₁"],
  ["W_12", "W_{12}", "W₁₂"],
  ["W_1_2", "W_{1,2}", "W_{1,2}"],
  ["W_hh", "W_{hh}", "Wₕₕ"],
  ["x_max", String.raw`x_{\mathrm{max}}`, "xₘₐₓ"],
  ["lambda", String.raw`\lambda`, "λ"],
  ["λ", String.raw`\lambda`, "λ"],
  ["Sigma_x", String.raw`\Sigma_{x}`, "Σₓ"],
  ["Alpha", "A", "Α"],
  ["x_hat", String.raw`\hat{x}`, "x̂"],
  ["x̄", String.raw`\bar{x}`, "x̄"],
  ["mu_0", String.raw`\mu_{0}`, "μ₀"],
  ["loss", String.raw`\mathit{loss}`, "loss"],
  ["f'", "f'", "f'"],
  ["ü", String.raw`\ddot{u}`, "ü"],
  ["重", String.raw`\text{重}`, "重"],
  ["constructor", String.raw`\mathit{constructor}`, "constructor"],
  ["__proto__", String.raw`\mathit{proto}`, "proto"],
];

describe("names", () => {
  test.each(NAMES)("%s", (name, latex, unicode) => {
    expect([nameLatex(name), nameUnicode(name).normalize("NFC")]).toEqual([latex, unicode.normalize("NFC")]);
    katex.renderToString(latex, { throwOnError: true, strict: "error", trust: false });
  });

  test("no name brings a command with it", () => {
    for (const name of ["\\input", "x}{y", "$", "a\\b_c", "%", "#1", "&"]) {
      expect(nameLatex(name)).not.toMatch(/[^A-Za-z0-9{}_\\]|\\(?!math(it|rm)\{)/);
      katex.renderToString(nameLatex(name), { throwOnError: true, strict: "error", trust: false });
    }
  });
});
