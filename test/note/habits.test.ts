/**
 * What authors write and readers take as it is meant, each beside a mistake of the same form that is refused.
 */
import { describe, expect, test } from "vitest";
import type { ListedClaim } from "../../src/note/finding.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const listed = (text: string): readonly ListedClaim[] => judgeNote(readNote("note.md", text)).listed ?? [];
const verdicts = (text: string): (string | undefined)[] =>
  listed(text).flatMap(({ role, verdict }) => (role === "claim" ? [verdict] : []));

const VECTORS = String.raw`Let $p, q \in \mathbb{R}^k$. `;
const spread = (factor: string) => String.raw`
Let $m = \frac1k \sum_{j=1}^k y_j$ and $s^2 = \frac1k \sum_{j=1}^k (y_j - m)^2$. Then
$$\frac{\partial s^2}{\partial y_i} = ${factor} (y_i - m).$$`;

describe("is read as it is meant", () => {
  test.each([
    [
      "a dot between columns",
      `${VECTORS}Then $p \\cdot q = p^\\top q$.`,
      `${VECTORS}Then $p \\cdot q = 2 p^\\top q$.`,
    ],
    [
      "the length of a column",
      `${VECTORS}Then $|p|^2 = p^\\top p$.`,
      `${VECTORS}Then $|p|^2 = 2 p^\\top p$.`,
    ],
    ["a square that is defined", spread(String.raw`\frac{2}{k}`), spread(String.raw`\frac{1}{k}`)],
    [
      "an identity of two sizes",
      String.raw`Let $C \in \mathbb{R}^{m \times n}$ and $I \in \mathbb{R}^{n \times n}$ the identity. Then $(I C^\top)^\top = I C$.`,
      String.raw`Let $C \in \mathbb{R}^{m \times n}$ and $I \in \mathbb{R}^{n \times n}$ the identity. Then $(I C^\top)^\top = 2 I C$.`,
    ],
    [
      "a trace that asks for equal sizes",
      String.raw`Let $F \in \mathbb{R}^{m \times n}$ and $H \in \mathbb{R}^{n \times p}$. Then $\operatorname{tr}(F H) = \operatorname{tr}(H^\top F^\top)$.`,
      String.raw`Let $F \in \mathbb{R}^{m \times n}$ and $H \in \mathbb{R}^{n \times p}$. Then $\operatorname{tr}(F H) = \operatorname{tr}(H^\top F)$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).toEqual(["right"]);
    expect(verdicts(wrong)).toEqual(["wrong"]);
  });
});

test("entries that are numbered from 0 stay where they are at any size", () => {
  const note = (entry: string) => String.raw`
Let $c \in \mathbb{R}^{d}$ be
$$c = \begin{bmatrix} c_0 \\ c_1 \\ c_2 \end{bmatrix}$$
and $f = 3 c_1 + c_2^2$. Then $\frac{\partial f}{\partial ${entry}} = 3$.`;
  expect(verdicts(note("c_1"))).toEqual(["right"]);
  expect(verdicts(note("c_2"))).not.toEqual(["right"]);
});

describe("is no claim, or an open one", () => {
  const isRefuted = (text: string): boolean =>
    judgeNote(readNote("note.md", text)).findings.some(({ severity }) => severity === "error");
  test.each([
    [
      "another function of the same name",
      String.raw`Common are $r(t) = \frac{1}{1 + e^{-t}}$ and, cheaper, $r(t) = \max(0, t)$.`,
    ],
    ["where a slope vanishes", "Let $h(t) = t^2 - 4t$. It is least where $0 = h'(t)$."],
    ["what an index is", "Sum over $l = L - 1$ and below, except where $i = j$."],
    [
      "the unknowns of equations",
      String.raw`Let $x_1, x_2 \in \mathbb{R}^2$. Solve $3 x_1 - x_2 = 7$ and $x_1 + x_2 = 1$.`,
    ],
    [
      "a list that stands as it stands",
      String.raw`Let $u \in \mathbb{R}^k$ and $v = \operatorname{softmax}(u) = \{v_1, v_2, \dots, v_k\}$.`,
    ],
  ])("%s", (_name, text) => {
    expect(isRefuted(text)).toBe(false);
  });

  test("a letter with which nothing fits", () => {
    const note = String.raw`
Let $D \in \mathbb{R}^{k \times k}$ and $u \in \mathbb{R}^{n \times k}$.

$$D u = u D$$ $$u D u = 3 D$$ $$D u D = u D D$$ $$u (D + D^\top) = D u$$`;
    expect(verdicts(note).filter((verdict) => verdict === "wrong" || verdict === "ill-formed")).toEqual([]);
  });
});

test("a mistake is the odd one out, and none where most around it doesn't hold either", () => {
  const right = [
    String.raw`$$\nabla_w f = 2 X^\top (X w - y)$$`,
    String.raw`$$\nabla_w^2 f = 2 X^\top X$$`,
    String.raw`$$f = w^\top X^\top X w - 2 w^\top X^\top y + y^\top y$$`,
    String.raw`$$\nabla_w (f + w^\top w) = 2 X^\top (X w - y) + 2 w$$`,
  ];
  const wrong = String.raw`$$\nabla_w (w^\top y) = w + 3 X w$$`;
  const odd = String.raw`$$\nabla_y f = 2 (X w - y)$$`;
  const note = (lines: readonly string[]): string => String.raw`
Let $X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$ and $f = \|X w - y\|^2$.

${lines.join("\n\n")}`;
  const refused = (lines: readonly string[]): boolean[] =>
    judgeNote(readNote("note.md", note(lines))).findings.map(({ severity }) => severity === "error");
  expect(refused([...right, odd])).toContain(true);
  expect(refused([...right, odd, wrong, wrong.replace("3", "5"), wrong.replace("3", "7")])).not.toContain(
    true,
  );
});

describe("is read as it is written", () => {
  test.each([
    ["<A, B>", "<A, B>", String.raw`\operatorname{tr}(A^\top B)`, String.raw`\operatorname{tr}(A B)`],
    [
      "<A, B>_F",
      "<A,B>_{F}",
      String.raw`\operatorname{tr}(A^\top B)`,
      String.raw`2 \operatorname{tr}(A^\top B)`,
    ],
  ])("the inner product %s", (_name, left, right, wrong) => {
    const note = (side: string) =>
      String.raw`Let $A, B \in \mathbb{R}^{m \times n}$. Then $${left} = ${side}$.`;
    expect(verdicts(note(right))).toEqual(["right"]);
    expect(verdicts(note(wrong))).not.toEqual(["right"]);
  });

  test("letters of any matrix, whatever they are elsewhere", () => {
    const note = (side: string) => String.raw`
Let $Z \in \mathbb{R}^{m \times n}$, $W \in \mathbb{R}^{n \times k}$ and $A = Z W$.
We use that $\operatorname{tr}(A B) = ${side}$ for any matrices A and B for which it is defined.`;
    expect(verdicts(note(String.raw`\operatorname{tr}(B A)`))).toEqual(["right"]);
    expect(verdicts(note(String.raw`\operatorname{tr}(B^\top A)`))).not.toEqual(["right"]);
  });

  test("a vector that is counted from 1 and from 0", () => {
    const vector = (entries: string) => String.raw`$y = \begin{bmatrix} ${entries} \end{bmatrix}$`;
    const of = (entries: readonly string[]) => entries.join(String.raw` \\ `);
    const note = (other: readonly string[]) =>
      `Let ${vector(of(["4", "5", "6"]))}. From 1 it is ${vector(of(["y_1", "y_2", "y_3"]))}, from 0 ${vector(of(other))}.`;
    const claims = (text: string) => listed(text).filter(({ role }) => role === "claim").length;
    expect(claims(note(["y_0", "y_1", "y_2"]))).toBe(0);
    expect(claims(note(["y_1", "y_3", "y_2"]))).toBe(1);
  });

  test.each([
    [
      "a map",
      (side: string) => String.raw`
Let $X \in \mathbb{R}^{m \times n}$, $V \in \mathbb{R}^{n \times p}$ and $H : X \mapsto X V$. Then $\frac{df}{dX} = ${side}$.`,
      String.raw`\frac{df}{dH} V^\top`,
      String.raw`2 \frac{df}{dH} V^\top`,
    ],
    [
      "equal indices",
      (side: string) =>
        String.raw`Let $u \in \mathbb{R}^n$. Then $\frac{\partial u_k}{\partial u_i} = ${side}$.`,
      "1_{k=i}",
      String.raw`2 \cdot 1_{k=i}`,
    ],
    [
      "a sum over all but one",
      (side: string) => String.raw`Let $u \in \mathbb{R}^n$. Then $\sum_{p \neq j} u_p = ${side}$.`,
      String.raw`\sum_p u_p - u_j`,
      String.raw`\sum_p u_p - 2 u_j`,
    ],
    [
      "a gradient that doesn't say by what",
      (side: string) => String.raw`Let $c, x \in \mathbb{R}^n$. Then $\nabla (c^\top x) = ${side}$.`,
      "c",
      "2 c",
    ],
    [
      "a number that was just given",
      (side: string) => String.raw`Let $J(w) = w^3$. If $w = 2$, then $\frac{dJ}{dw} = ${side}$.`,
      "12",
      "24",
    ],
    [
      "a definition that is turned round",
      (side: string) => String.raw`
Let $A \in \mathbb{R}^{n \times n}$ be invertible, $v \in \mathbb{R}^n$ and $z = A v$, so that $v = A^{-1} z$. Then $\frac{\partial z}{\partial v} = ${side}$.`,
      "A",
      "2 A",
    ],
  ])("%s", (_name, note, right, wrong) => {
    expect(verdicts(note(right)).at(-1)).toBe("right");
    expect(verdicts(note(wrong)).at(-1)).not.toBe("right");
  });

  test("a function of a name is no function of what the name is multiplied by", () => {
    const note = (side: string) => String.raw`
The cost function $J(\theta) = \frac{1}{2} (X \theta - y)^\top (X \theta - y)$ as a function of $\theta$ is convex.
$$\frac{\partial}{\partial \theta} (\theta^\top X^\top X \theta) = ${side}$$`;
    expect(verdicts(note(String.raw`2 X^\top X \theta`))).toEqual(["right"]);
    expect(verdicts(note(String.raw`X^\top X \theta`))).toEqual(["wrong"]);
  });
});

describe("is read as authors write it", () => {
  test.each([
    [
      "a starred point",
      String.raw`Consider $g(x) = \tfrac12 \|B x - c\|^2$ with $B \in \mathbb{R}^{m \times n}$ of full column rank. Its gradient $\nabla g(x) = B^\top B x - B^\top c$ vanishes at the minimiser $x^\star = (B^\top B)^{-1} B^\top c$.`,
      String.raw`Consider $g(x) = \tfrac12 \|B x - c\|^2$ with $B \in \mathbb{R}^{m \times n}$ of full column rank. Its gradient $\nabla g(x) = B^\top B x + B^\top c$ vanishes at the minimiser $x^\star = (B^\top B)^{-1} B^\top c$.`,
    ],
    [
      "a transpose without a raised sign",
      String.raw`Let $f = b⊤ z$ and $g = z\T z$ with $b, z \in \mathbb{R}^n$. Then $\frac{\partial g}{\partial z} = 2 z$.`,
      String.raw`Let $f = b⊤ z$ and $g = z\T z$ with $b, z \in \mathbb{R}^n$. Then $\frac{\partial g}{\partial z} = 2 b$.`,
    ],
    [
      "what varies with a number",
      String.raw`The matrix $A(t)$ is invertible and varies smoothly with $t$. Then $\frac{d}{dt} A^{-1} = -A^{-1} \dot{A} A^{-1}$.`,
      String.raw`The matrix $A(t)$ is invertible and varies smoothly with $t$. Then $\frac{d}{dt} A^{-1} = A^{-1} \dot{A} A^{-1}$.`,
    ],
    [
      "a residual called e",
      String.raw`Let $L = \frac12 e^2$ with $e = y - \hat y$ and $\hat y = w x + b$, all of them numbers. Then $\frac{\partial L}{\partial w} = -e x$.`,
      String.raw`Let $L = \frac12 e^2$ with $e = y - \hat y$ and $\hat y = w x + b$, all of them numbers. Then $\frac{\partial L}{\partial w} = e x$.`,
    ],
    [
      "a calligraphic set",
      String.raw`Let $G \in \mathcal{S}^n$ be symmetric and $L = \frac12 z^\top G z - b^\top z$. Then $\frac{d L}{d z} = G z - b$.`,
      String.raw`Let $G \in \mathcal{S}^n$ be symmetric and $L = \frac12 z^\top G z - b^\top z$. Then $\frac{d L}{d z} = G z + b$.`,
    ],
    [
      "macros of packages",
      String.raw`Let $f(x) = \norm{x}^2 + \ip{c}{x}$ with $x, c \in \R^n$. Then $\pdv{f}{x} = 2 x + c$.`,
      String.raw`Let $f(x) = \norm{x}^2 + \ip{c}{x}$ with $x, c \in \R^n$. Then $\pdv{f}{x} = 2 x - c$.`,
    ],
    [
      "the letters of a house style",
      String.raw`Let $\mB \in \R^{n \times n}$, $\vz \in \R^n$ and $f = \vz^\top \mB \vz$. Then $\nabla_{\vz} f = (\mB + \mB^\top) \vz$.`,
      String.raw`Let $\mB \in \R^{n \times n}$, $\vz \in \R^n$ and $f = \vz^\top \mB \vz$. Then $\nabla_{\vz} f = (\mB - \mB^\top) \vz$.`,
    ],
    [
      "a definition with words above its sign",
      String.raw`Let $r \overset{\text{def}}{=} A z - b$ and $f \triangleq \|r\|^2$. Then $\frac{\partial f}{\partial z} = 2 A^\top r$.`,
      String.raw`Let $r \overset{\text{def}}{=} A z - b$ and $f \triangleq \|r\|^2$. Then $\frac{\partial f}{\partial z} = A^\top r$.`,
    ],
    [
      "a product over an index",
      String.raw`Let $g = \prod_{k=1}^m t_k$ with $t_k \neq 0$. Then $\frac{\partial g}{\partial t_j} = \frac{g}{t_j}$.`,
      String.raw`Let $g = \prod_{k=1}^m t_k$ with $t_k \neq 0$. Then $\frac{\partial g}{\partial t_j} = \frac{2 g}{t_j}$.`,
    ],
    [
      "a factor before a bracket that holds it",
      String.raw`With the sigmoid $\sigma$ put $h_k = \sigma(s_k)$ and $C = \sum_{k=1}^m (h_k - t_k)^2$. Then $\frac{\partial C}{\partial s_k} = 2 (h_k - t_k) h_k (1 - h_k)$.`,
      String.raw`With the sigmoid $\sigma$ put $h_k = \sigma(s_k)$ and $C = \sum_{k=1}^m (h_k - t_k)^2$. Then $\frac{\partial C}{\partial s_k} = (h_k - t_k) h_k (1 - h_k)$.`,
    ],
    [
      "the value of what has no argument in its definition",
      String.raw`The objective is $U = \exp(-\|z - a\|^2)$ with $z, a \in \mathbb{R}^k$. Hence $\frac{\partial U}{\partial z} = -2 U(z) (z - a)$.`,
      String.raw`The objective is $U = \exp(-\|z - a\|^2)$ with $z, a \in \mathbb{R}^k$. Hence $\frac{\partial U}{\partial z} = 2 U(z) (z - a)$.`,
    ],
    [
      "a gradient elsewhere",
      String.raw`Let $J(v) = \|B v - c\|^2$ with $B \in \mathbb{R}^{m \times k}$. At the start the gradient is $\nabla J(0) = -2 B^\top c$.`,
      String.raw`Let $J(v) = \|B v - c\|^2$ with $B \in \mathbb{R}^{m \times k}$. At the start the gradient is $\nabla J(0) = 2 B^\top c$.`,
    ],
    [
      "a gradient of two numbers",
      String.raw`For $f(s, t) = s^3 t - t$ we have $\nabla f(s, t) = \begin{pmatrix} 3 s^2 t \\ s^3 - 1 \end{pmatrix}$.`,
      String.raw`For $f(s, t) = s^3 t - t$ we have $\nabla f(s, t) = \begin{pmatrix} 3 s^2 t \\ s^3 + 1 \end{pmatrix}$.`,
    ],
    [
      "mixed second derivatives",
      String.raw`Let $\psi(a, b) = a^\top G b$ with $G \in \mathbb{R}^{p \times q}$. Then $\frac{\partial^2 \psi}{\partial a\, \partial b^\top} = G$.`,
      String.raw`Let $\psi(a, b) = a^\top G b$ with $G \in \mathbb{R}^{p \times q}$. Then $\frac{\partial^2 \psi}{\partial a\, \partial b^\top} = 2 G$.`,
    ],
    [
      "two matrices that are symmetric, beside their size",
      String.raw`Let $M$ and $N$ be two $d \times d$ matrices, both symmetric. For $g(u) = u^\top M u + u^\top N u$ we have $\nabla g(u) = 2 M u + 2 N u$.`,
      String.raw`Let $M$ and $N$ be two $d \times d$ matrices, both symmetric. For $g(u) = u^\top M u + u^\top N u$ we have $\nabla g(u) = 2 M u - 2 N u$.`,
    ],
    [
      "adjoints said in words",
      String.raw`Write $\overline{Z}$ for the adjoint $\partial L / \partial Z$ of any quantity $Z$. For $Z = U V$ the adjoints obey $\overline{U} = \overline{Z} V^\top$.`,
      String.raw`Write $\overline{Z}$ for the adjoint $\partial L / \partial Z$ of any quantity $Z$. For $Z = U V$ the adjoints obey $\overline{U} = 2 \overline{Z} V^\top$.`,
    ],
    [
      "a sum that goes on under itself, and after it the chain",
      String.raw`Let $a, b, c, d$ be numbers. Then
$$\begin{aligned} (a + b)(c + d) &= a c + a d \\ &\qquad + b c + b d = c a + c b \\ &\quad + d a + d b \end{aligned}$$`,
      String.raw`Let $a, b, c, d$ be numbers. Then
$$\begin{aligned} (a + b)(c + d) &= a c + a d \\ &\qquad + b c + b d = c a + c b \\ &\quad + d a - d b \end{aligned}$$`,
    ],
    [
      "a root, given by words",
      String.raw`For $u(\beta) = s \log \beta - m \beta$ we have $u'(\beta) = \frac{s}{\beta} - m$ and the root of $u'(\beta) = 0$ is $\hat\beta = \frac{s}{m}$.`,
      String.raw`For $u(\beta) = s \log \beta - m \beta$ we have $u'(\beta) = \frac{s}{\beta} - m$ and the root of $u'(\beta) = 0$ is $\hat\beta = \frac{m}{s}$.`,
    ],
    [
      "what is optimal",
      String.raw`Let $f(v) = \frac12 v^\top G v - h^\top v$ with $G$ symmetric and invertible. Then $\nabla f(v) = G v - h$ and the optimal weights are given by $\hat v = G^{-1} h$.`,
      String.raw`Let $f(v) = \frac12 v^\top G v - h^\top v$ with $G$ symmetric and invertible. Then $\nabla f(v) = G v - h$ and the optimal weights are given by $\hat v = -G^{-1} h$.`,
    ],
    [
      "a step that a model asks for",
      String.raw`Consider $q(p) = c + g^\top p + \frac12 p^\top B p$ with a symmetric invertible $B \in \mathbb{R}^{n \times n}$. Since $\nabla q(p) = g + B p$, the Newton step is $p_N = -B^{-1} g$.`,
      String.raw`Consider $q(p) = c + g^\top p + \frac12 p^\top B p$ with a symmetric invertible $B \in \mathbb{R}^{n \times n}$. Since $\nabla q(p) = g + B p$, the Newton step is $p_N = B^{-1} g$.`,
    ],
    [
      "laws of several kinds of matrices",
      String.raw`For rectangular matrices $(F G)^\top = G^\top F^\top$, and for regular ones $(F G)^{-1} = G^{-1} F^{-1}$.`,
      String.raw`For rectangular matrices $(F G)^\top = G^\top F^\top$, and for regular ones $(F G)^{-1} = F^{-1} G^{-1}$.`,
    ],
    [
      "what holds besides",
      String.raw`Let $h = \frac12 r^\top r$ with $r \in \mathbb{R}^k$. Then $\nabla_r h = r$; also $r^\top r = 2 h$.`,
      String.raw`Let $h = \frac12 r^\top r$ with $r \in \mathbb{R}^k$. Then $\nabla_r h = r$; also $r^\top r = h$.`,
    ],
    [
      "the square of what is idempotent",
      String.raw`Let $H$ be symmetric and idempotent. Then $(I - H) H = 0$ and $H^2 = H^\top$.`,
      `Let $H$ be symmetric and idempotent. Then $(I - H) H = 0$ and $H^2 = I$.`,
    ],
    [
      "the logit of the right class",
      String.raw`For the class $c$ the loss is $\ell = -\log q_c$ with $q_k = \frac{e^{a_k}}{\sum_j e^{a_j}}$, and for $k \neq c$ we have $\frac{\partial \ell}{\partial a_k} = q_k$.`,
      String.raw`For the class $c$ the loss is $\ell = -\log q_c$ with $q_k = \frac{e^{a_k}}{\sum_j e^{a_j}}$, and for $k \neq c$ we have $\frac{\partial \ell}{\partial a_k} = -q_k$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).not.toContain("wrong");
    expect(verdicts(right)).not.toContain("unclear");
    expect(verdicts(right)).toContain("right");
    expect(verdicts(wrong)).toContain("wrong");
  });
});

describe("a part of what is right is lost", () => {
  test.each([
    [
      "a term of a second derivative",
      `For $q(s) = s e^{-s}$ we have $q''(s) = s e^{-s} - 2 e^{-s}$.`,
      `For $q(s) = s e^{-s}$ we have $q''(s) = s e^{-s}$.`,
    ],
    [
      "a constant in a denominator",
      String.raw`If $p(r) = \ln(3 + r)$, then $p'(r) = \frac{1}{3 + r}$.`,
      String.raw`If $p(r) = \ln(3 + r)$, then $p'(r) = \frac{1}{r}$.`,
    ],
    [
      "what an inner derivative gives",
      String.raw`If $h(v) = \exp(v^3)$, then $h'(v) = 3 v^2 \exp(v^3)$.`,
      String.raw`If $h(v) = \exp(v^3)$, then $h'(v) = \exp(v^3)$.`,
    ],
    [
      "the order of matrices",
      String.raw`For a square $Y$ we have $\mathrm{d}(Y^2) = Y \, \mathrm{d}Y + \mathrm{d}Y \, Y$.`,
      String.raw`For a square $Y$ we have $\mathrm{d}(Y^2) = 2 Y \, \mathrm{d}Y$.`,
    ],
    [
      "a factor of every term",
      String.raw`Let $E = \frac12 \sum_{k=1}^m (\alpha + \beta u_k - v_k)^2$. Then $\frac{\partial E}{\partial \beta} = \sum_{k=1}^m (\alpha + \beta u_k - v_k) u_k$.`,
      String.raw`Let $E = \frac12 \sum_{k=1}^m (\alpha + \beta u_k - v_k)^2$. Then $\frac{\partial E}{\partial \beta} = \sum_{k=1}^m (\alpha + \beta u_k - v_k)$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).toEqual(["right"]);
    expect(verdicts(wrong)).toEqual(["wrong"]);
  });
});

describe("what words say of a name is an equation", () => {
  test.each([
    [
      "a unit vector",
      String.raw`For a unit vector $n \in \mathbb{R}^k$ define $R = I - 2 n n^\top$. Then $R^\top R = I$ and $R n = -n$.`,
      ["right", "right"],
    ],
    [
      "an idempotent matrix",
      "Let $H$ be idempotent and $M = I - H$. Then $M H = 0$ and $M^2 = M$.",
      ["right", "right"],
    ],
    [
      "orthonormal columns",
      String.raw`The $m \times r$ matrix $Q$ ($r < m$) has orthonormal columns. Put $P = Q Q^\top$. Then $P Q = Q$, $P^2 = P$ and $\operatorname{tr}(P) = m$.`,
      ["right", "right", "wrong"],
    ],
    [
      "a tall matrix whose columns are orthonormal by a formula",
      String.raw`Let $Q \in \mathbb{R}^{a \times b}$ satisfy $Q^\top Q = I$, and $P = Q Q^\top$. Then $P^2 = P$, $\|Q z\|^2 = \|z\|^2$ and $\|Q^\top v\|^2 = v^\top v$.`,
      ["right", "right", "wrong"],
    ],
    [
      "what is assumed",
      "Assume that a square matrix $P$ satisfies $P^2 = P$. Then $(I - P)^2 = I - P$.",
      ["right"],
    ],
    [
      "equations that say the same",
      String.raw`Suppose $a, b \in \mathbb{R}^n$ are unit vectors with $a^\top b = 0$ and $\|a\| = 1$. Then $\|a + b\|^2 = 2$.`,
      ["right", "right"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(verdicts(text)).toEqual(expected);
  });
});

test("a formula that the note denies is no claim, and the chain rule holds of any names", () => {
  const denied = String.raw`A common mistake is to write $\nabla_x (x^\top M x) = 2 M x$ for a non-symmetric $M \in \mathbb{R}^{n \times n}$; the right formula is $\nabla_x (x^\top M x) = (M + M^\top) x$.`;
  expect(verdicts(denied)).toEqual(["right"]);
  const chain = (factors: string) =>
    String.raw`Recall the chain rule $\frac{dz}{dx} = ${factors}$. Let $k = \|x - y\|^2$ with $x, y \in \mathbb{R}^d$. Then $\frac{\partial k}{\partial x} = 2 (x - y)$.`;
  expect(verdicts(chain(String.raw`\frac{dz}{dy} \frac{dy}{dx}`))).toEqual(["right", "right"]);
  expect(verdicts(chain(String.raw`\frac{dz}{dy} \frac{dx}{dy}`))[0]).not.toBe("right");
});

test("equations are read in the order of their use", () => {
  const note = (factor: string) =>
    String.raw`We minimise $L = r^\top r$ where $r = A z - b$ and $z = B x$ with $B \in \mathbb{R}^{m \times n}$, $A \in \mathbb{R}^{k \times m}$. Then $\nabla_x L = ${factor} B^\top A^\top r$.`;
  expect(verdicts(note("2"))).toEqual(["right"]);
  expect(verdicts(note(""))).toEqual(["wrong"]);
});

test("a derivative that is zero says where", () => {
  const roles = listed(
    String.raw`Let $m(s) = \frac12 \|r + J s\|^2$. If $J$ has full column rank, $\nabla_s m = 0$ has the solution $s = -(J^\top J)^{-1} J^\top r$.`,
  ).map(({ role }) => role);
  expect(roles).toContain("condition");
});
