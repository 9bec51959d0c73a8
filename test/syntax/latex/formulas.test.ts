import { describe, expect, test } from "vitest";
import type { Syntax } from "../../../src/syntax/tree.ts";
import { latexReading, parsed } from "./reading.ts";

const tex = String.raw;

const READINGS: Readonly<Record<string, readonly (readonly [latex: string, reading: string])[]>> = {
  "Derivatives and differentials": [
    [tex`\frac{\partial L}{\partial W}`, "∂L/∂W"],
    [tex`\dfrac{dL}{dW}`, "∂L/∂W"],
    [tex`\frac{\partial}{\partial x} x^\top A x`, "∂(x' A x)/∂x"],
    [tex`\nabla_W L`, "∂L/∂W"],
    [tex`\triangledown A`, "∇A"],
    [tex`\partial L / \partial w`, "∂L/∂w"],
    ["∂L/∂W", "∂L/∂W"],
    [tex`\frac{\partial L}{a_{1,1}}`, "∂L/∂a_1_1"],
    [tex`\frac{\partial^2 f}{\partial x \, \partial x^\top}`, "∂^2f/∂x∂x'"],
    [tex`\frac{\partial^2 f}{\partial x^2}`, "∂^2f/∂x"],
    [tex`\operatorname{D} F(X)`, "DF(X)"],
    [tex`\mathrm{d}L + {\rm d}x`, "(+dL +dx)"],
    [tex`\frac{\partial A}{\partial t} B`, "<∂A/∂t _ B>"],
    [tex`c f + d g, c = d`, "(+<c _ f> +<d _ g>) | c = d"],
    [tex`\mathbf{d} |x|^2`, "d((‖x‖_abs)^2)"],
    [tex`d \|x\|^2 = 2 x^\top d x`, "d((‖x‖_none)^2) = <2 _ x' _ dx>"],
    [tex`d |a| + |d|`, "(+<d _ abs‖a‖> +abs‖d‖)"],
  ],
  "Functions in letters, and numbers of rows": [
    ["log|A| + ln x", "(+logdet(A) +ln(x))"],
    [tex`\frac{d}{dx} ln \sigma(x)`, "∂ln(sigmoid(x))/∂x"],
    ["l n x", "<l _ n _ x>"],
    [tex`\begin{aligned} &\left( 1\right) A = B \\ &\left( 2\right) C = D \end{aligned}`, "A = B | C = D"],
    [tex`(a) x = y \\ (b) y = z`, "x = y | y = z"],
    [tex`(2) x = y \\ (4) y = z`, "<2 _ x> = y | <4 _ y> = z"],
    [tex`\begin{bmatrix} (1) & 3 \\ (2) & 4 \end{bmatrix}`, "[1, 3; 2, 4]"],
  ],
  "Labels above letters with indices, and powers": [
    ["a_j^L = g(z_j^L)", "a^L_j = g(z^L_j)"],
    ["w^i_{nm} = a^{i-1}_m", "w^i[n, m] = a^i-1_m"],
    ["h_k^{i} + u^{i-1}_k, i = 1", "(+h^i_k +u^i-1_k) | i = 1"],
    ["E(h^N) = a_k^i b_k^{i+1} h_k^i", "E(h^N) = <a^i_k _ b^i+1_k _ h^i_k>"],
    ["f = n x_i^{n-1} y_i^n", "f = <n _ x_i^{(+n -1)} _ y_i^{n}>"],
    [tex`x_i^{p-1} (x_i + y_i)^{p}`, "<x_i^{(+p -1)} _ (+x_i +y_i)^{p}>"],
    [tex`\mathcal{L} = a_j^L + z_j^L`, "L = (+a^L_j +z^L_j)"],
    ["x_i^T y_i^T", "<x_i' _ y_i'>"],
    ["x_i^{n-1}", "x_i^{(+n -1)}"],
  ],
  "Transposes, powers and inverses": [
    [tex`W^T W^\top W^{\mathsf T} W^{\intercal} W'`, "<W' _ W' _ W' _ W' _ W'>"],
    [tex`X^{-1} X^{-\top} X^{-T}`, "<X^{(-1)} _ X^{(-1)}' _ X^{(-1)}'>"],
    [tex`X^+ X^\dagger`, "<pinv(X) _ pinv(X)>"],
    [tex`X^{\odot 2} x^n_1`, "<X.^{2} _ x_1^{n}>"],
    [tex`{}^t \beta A \beta`, "<β' _ A _ β>"],
    ["Xᵀ y²", "<X' _ y^{2}>"],
  ],
  Names: [
    [tex`w_{11} w_{1,1} { w }_{ 11 } x_{\text{max}}`, "<w_11 _ w_1_1 _ w_11 _ x_max>"],
    [tex`x_i^{(1)} a^{[l-1]} z_i^{pred} W^{(2)\top}`, "<x^(1)_i _ a^[l-1] _ z^pred_i _ W^(2)'>"],
    [
      tex`\hat{x}_i \bar x \tilde{x}_{12} \vec v \hat{x_i}`,
      "<x_hat_i _ x_bar _ x_tilde_12 _ v_vec _ x_hat_i>",
    ],
    [tex`\lambda \Sigma \phi \varphi \ell`, "<λ _ Σ _ ϕ _ φ _ ℓ>"],
    [tex`\mathbf{x}^\top \bm{\mu} \boldsymbol{\beta A}`, "<x' _ μ _ β _ A>"],
    [tex`x^TAx`, "<x' _ A _ x>"],
    [tex`\mathrm{loss} + \text{rstd}`, "(+loss +rstd)"],
    [tex`\mathbf{1} \mathbf{1}_n \mathbf{1}_{m \times n}`, "<𝟏 _ ones(n) _ ones(m, n)>"],
    [tex`I I_n E_{ij} \delta_{ij}`, "<I _ eye(n) _ E_ij _ delta(i, j)>"],
  ],
  Products: [
    [tex`A B \odot C D`, "<A _ B .* <C _ D>>"],
    [tex`A \otimes B C + D`, "(+<A kron <B _ C>> +D)"],
    [tex`A \otimes B K_{mn}`, "<A kron B * commutation(m, n)>"],
    [tex`1/2 x`, "<1 / 2 _ x>"],
    [tex`a \cdot -b * c \times d`, "<a * neg(b) * c * d>"],
    [tex`A : B + c`, "(+tr(<A' _ B>) +c)"],
    [tex`\langle a, b\rangle`, "tr(<a' _ b>)"],
    [tex`{ x }_{ 1 }{ (w }_{ 11 }+h)`, "<x_1 _ (+w_11 +h)>"],
  ],
  "Brackets, norms and determinants": [
    [tex`\left( a + b \right)^2 \bigl[ c \bigr]`, "<(+a +b)^{2} _ c>"],
    [tex`\|x\|_2^2 \lVert X\rVert_F ||x||^2_2`, "<2‖x‖^{2} _ F‖X‖ _ 2‖x‖^{2}>"],
    [tex`|X| + |x|`, "(+det(X) +abs‖x‖)"],
    [tex`\log|X| + \ln\det A + \log(\det(A))`, "(+logdet(X) +logdet(A) +log(det(A)))"],
    [tex`(A B)_{ij}`, "<A _ B>[i, j]"],
  ],
  Sums: [
    [tex`\sum_{i=1}^{m} x_i y_i + z`, "(+Σ{i=1..m} <x[i] _ y[i]> +z)"],
    [tex`\sum_{i}\sum_{j} x_{ij}`, "Σ{i} Σ{j} x[i, j]"],
    [tex`\sum_k X_{ik} W_{kj}`, "Σ{k} <X[i, k] _ W[k, j]>"],
    [tex`\sum (x_i - \mu)`, "Σ{i} (+x[i] -μ)"],
    ["Σ_{i=1}^n x_i", "Σ{i=1..n} x[i]"],
    [tex`O^{ib} = A^{ij} V^{jb}`, "O[i, b] = Σ{j} <A[i, j] _ V[j, b]>"],
  ],
  Matrices: [
    [tex`\begin{bmatrix} a & b \\ c & d \\ \end{bmatrix}`, "[a, b; c, d]"],
    [tex`\left( \begin{matrix} a \\ b \end{matrix} \right)^T`, "[a; b]'"],
    [tex`\begin{array}{cc} 1 & 2 \end{array}`, "[1, 2]"],
    [tex`(x_1 \quad x_2) [1, X]`, "<[x_1, x_2] _ [1, X]>"],
    [tex`\begin{vmatrix} a & b \\ c & d \end{vmatrix}`, "det([a, b; c, d])"],
    [tex`\begin{bmatrix} a_{1,1} & \cdots \\ \vdots & \ddots \end{bmatrix}`, "[a_1_1, ⋯; ⋮, ⋱]"],
    [tex`\begin{bmatrix} & 1 \\ ... & \end{bmatrix}`, "[␣, 1; ⋯, ␣]"],
    [tex`C = \begin{bmatrix} i = ae & j = bf \end{bmatrix}`, "C = [i, j] | i = <a _ e> | j = <b _ f>"],
  ],
  Functions: [
    [tex`\log x y + 1`, "(+log(<x _ y>) +1)"],
    [tex`\operatorname{tr} X A + b`, "(+tr(<X _ A>) +b)"],
    [tex`\sin^2(x) \log 2\pi`, "<sin(x)^{2} _ log(<2 _ π>)>"],
    [tex`\text{tr}(A) \mathrm{Tr} A \operatorname{diag}(v)`, "<tr(A) _ tr(A) _ diag(v)>"],
    [tex`\mathrm{Sigmoid}(x) \odot \mathrm{ReLU}(x)`, "<sigmoid(x) .* relu(x)>"],
    [tex`f(x) f_1'(x) x(a+b)`, "<f(x) _ f_1'(x) _ x _ (+a +b)>"],
    [tex`\sigma(z)`, "sigmoid(z)"],
    [tex`\sigma(z) + \sigma'(z)`, "(+σ(z) +σ'(z))"],
    [tex`\sigma (z) + \sigma^2`, "(+<σ _ z> +σ^{2})"],
    [tex`e^{-x} e^{X}`, "<exp((-x)) _ expm(X)>"],
    [tex`\sqrt{x} \sqrt[3]{y}`, "<sqrt(x) _ y^{<1 / 3>}>"],
    [tex`loss(l)`, "loss(l)"],
    [tex`\operatorname{softmax}(z)_i`, "softmax(z)[i]"],
  ],
};

describe.each(Object.entries(READINGS))("%s", (_, readings) => {
  test.each(readings)("%s", (latex, reading) => expect(latexReading(latex)).toBe(reading));
});

const only = (latex: string): Syntax => {
  const [formula] = parsed(latex).formulas;
  if (formula?.kind !== "chain" || !formula.sides[0]?.syntax) throw new Error(`${latex} is no formula`);
  return formula.sides[0].syntax;
};

describe("What the tree says besides the value", () => {
  test("a derivative's name carries what is differentiated by what", () => {
    const node = only(tex`\frac{\partial L}{a_{1,1}}`);
    expect(node.kind === "name" && node.derivative).toMatchObject({
      operator: "partial",
      of: { name: "L" },
      by: [{ name: "a_1_1" }],
      order: 1,
      missingPartial: { start: 18, end: 25 },
    });
  });

  test("a differential says of what", () => {
    expect(only(tex`\mathrm{d}X`)).toMatchObject({ kind: "name", name: "dX", differential: "X" });
  });

  test("a prime is a transpose that may be meant otherwise", () => {
    expect(only("X'")).toMatchObject({ kind: "transpose", prime: true });
    expect(only("X^T")).not.toHaveProperty("prime");
  });

  test("spans are those of what was written", () => {
    const latex = tex`a + \frac{1}{2} X^{-1}`;
    const node = only(latex);
    const term = node.kind === "sum" ? node.terms[1]!.term : node;
    expect(latex.slice(term.span.start, term.span.end)).toBe(tex`\frac{1}{2} X^{-1}`);
  });
});

describe("What is known of names", () => {
  const names = new Map([
    ["lambda", "scalar"],
    ["W2", "matrix"],
    ["X", "matrix"],
    ["v", "vector"],
    ["e", "vector"],
    ["f", "scalar"],
    ["phi", "function"],
  ] as const);
  test.each([
    [tex`\lambda W_2`, "<lambda _ W2>"],
    [tex`x_{ij} + X_{12} + v_i`, "(+X[i, j] +X[1, 2] +v[i])"],
    [tex`e^2 + f(a + b)`, "(+e^{2} +<f _ (+a +b)>)"],
    [tex`\varphi(v)`, "phi(v)"],
    [tex`\vec{v}^\top`, "v'"],
    [tex`\frac{v}{e}`, "<v ./ e>"],
  ])("%s", (latex, reading) => expect(latexReading(latex, { names })).toBe(reading));

  test("styles are told apart where the problem asks for it", () => {
    expect(latexReading(tex`x + \mathbf{x}`)).toBe("(+x +x)");
    expect(latexReading(tex`x + \mathbf{x}`, { styled: new Set(["x"]) })).toBe("(+x +𝐱)");
    expect([...parsed(tex`x + \mathbf{x}`).styles.get("x")!]).toEqual(["plain", "bold"]);
  });

  test("bars of a matrix are what the notation says", () => {
    expect(latexReading("|X|", { bars: "absolute" })).toBe("abs‖X‖");
  });
});
