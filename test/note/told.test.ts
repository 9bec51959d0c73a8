/**
 * What a note tells of its letters in other ways than by "A is symmetric" and "x ∈ ℝⁿ", each beside a mistake of the
 * same form that is refused.
 */
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { verdicts } from "./verdicts.ts";

const SYMMETRIC = (said: string, of = "C") => [
  `${said} For $g(u) = u^\\top ${of} u$ we have $\\nabla g(u) = 2 ${of} u$.`,
  `${said} For $g(u) = u^\\top ${of} u$ we have $\\nabla g(u) = -2 ${of} u$.`,
];

describe("is read as it is told", () => {
  test.each([
    ["all matrices are symmetric", ...SYMMETRIC("Throughout, all matrices are assumed to be symmetric.")],
    ["positive definite by its sign", ...SYMMETRIC("Let $C \\succ 0$.")],
    ["a Gram matrix", ...SYMMETRIC("Here $C$ is a Gram matrix.")],
    [
      "in brackets behind its formula",
      ...SYMMETRIC("Let $S = F C F^\\top + Q$ be the (symmetric) predicted covariance.", "S"),
    ],
    [
      "an adjoint state",
      String.raw`The field $u$ solves $K u = f$ with an invertible $K \in \mathbb{R}^{n \times n}$, the adjoint $p$ is the solution of $K^\top p = d$, and $J = d^\top u$. Then $\frac{\partial J}{\partial f} = p$ and $\frac{\partial J}{\partial K} = -p u^\top$.`,
      String.raw`The field $u$ solves $K u = f$ with an invertible $K \in \mathbb{R}^{n \times n}$, the adjoint $p$ is the solution of $K^\top p = d$, and $J = d^\top u$. Then $\frac{\partial J}{\partial f} = p$ and $\frac{\partial J}{\partial K} = p u^\top$.`,
    ],
    [
      "a solution with a name of its own",
      String.raw`Let $J(w) = \frac12 \|X w - y\|^2 + \frac{\mu}{2} \|w\|^2$ with $X \in \mathbb{R}^{m \times n}$, so $\nabla J(w) = X^\top (X w - y) + \mu w$. Setting the gradient to zero we obtain the mean $m = (X^\top X + \mu I)^{-1} X^\top y$.`,
      String.raw`Let $J(w) = \frac12 \|X w - y\|^2 + \frac{\mu}{2} \|w\|^2$ with $X \in \mathbb{R}^{m \times n}$, so $\nabla J(w) = X^\top (X w - y) + 2 \mu w$. Setting the gradient to zero we obtain the mean $m = (X^\top X + \mu I)^{-1} X^\top y$.`,
    ],
    [
      "each member of a mixture",
      String.raw`Let $z_i, m_k \in \mathbb{R}^d$ and let each $C_k \in \mathbb{R}^{d \times d}$ be symmetric positive definite. With $Q = -\frac12 \sum_{i=1}^N \sum_{k=1}^K g_{ik} \left( \log |C_k| + (z_i - m_k)^\top C_k^{-1} (z_i - m_k) \right)$ we get $\frac{\partial Q}{\partial m_k} = C_k^{-1} \sum_{i=1}^N g_{ik} (z_i - m_k)$.`,
      String.raw`Let $z_i, m_k \in \mathbb{R}^d$ and let each $C_k \in \mathbb{R}^{d \times d}$ be symmetric positive definite. With $Q = -\frac12 \sum_{i=1}^N \sum_{k=1}^K g_{ik} \left( \log |C_k| + (z_i - m_k)^\top C_k^{-1} (z_i - m_k) \right)$ we get $\frac{\partial Q}{\partial m_k} = -C_k^{-1} \sum_{i=1}^N g_{ik} (z_i - m_k)$.`,
    ],
    [
      "samples with raised numbers beside their matrix",
      String.raw`Let $E(v) = \frac12 \sum_{i=1}^N (v^\top a^{(i)} - b^{(i)})^2$, where the rows of $A \in \mathbb{R}^{N \times p}$ are the $a^{(i)}$ and $b \in \mathbb{R}^N$. Then $\nabla E(v) = A^\top (A v - b)$.`,
      String.raw`Let $E(v) = \frac12 \sum_{i=1}^N (v^\top a^{(i)} - b^{(i)})^2$, where the rows of $A \in \mathbb{R}^{N \times p}$ are the $a^{(i)}$ and $b \in \mathbb{R}^N$. Then $\nabla E(v) = -A^\top (A v - b)$.`,
    ],
    [
      "samples of a vector that is declared without a number",
      String.raw`With $s \in \mathbb{R}^{D}$, $t \in \mathbb{R}^q$, $B \in \mathbb{R}^{D \times q}$ and $F(B) = \frac12 \sum_{n=1}^{N} \|s_n - B t_n\|^2$ we have $\frac{\partial F}{\partial B} = -\sum_{n=1}^N (s_n - B t_n) t_n^\top$.`,
      String.raw`With $s \in \mathbb{R}^{D}$, $t \in \mathbb{R}^q$, $B \in \mathbb{R}^{D \times q}$ and $F(B) = \frac12 \sum_{n=1}^{N} \|s_n - B t_n\|^2$ we have $\frac{\partial F}{\partial B} = \sum_{n=1}^N (s_n - B t_n) t_n^\top$.`,
    ],
    [
      "what varies with time, with its argument",
      String.raw`Let $M(t)$ be an invertible matrix. Then $\frac{d}{dt} \log\det M(t) = \operatorname{tr}\left( M(t)^{-1} \frac{dM(t)}{dt} \right)$.`,
      String.raw`Let $M(t)$ be an invertible matrix. Then $\frac{d}{dt} \log\det M(t) = -\operatorname{tr}\left( M(t)^{-1} \frac{dM(t)}{dt} \right)$.`,
    ],
    [
      "a second point with a prime",
      String.raw`Let $z, z' \in \mathbb{R}^d$ and $c(z, z') = (1 + z^\top z')^3$. Then $\nabla_z c(z, z') = 3 (1 + z^\top z')^2 z'$.`,
      String.raw`Let $z, z' \in \mathbb{R}^d$ and $c(z, z') = (1 + z^\top z')^3$. Then $\nabla_z c(z, z') = 2 (1 + z^\top z')^2 z'$.`,
    ],
    [
      "symmetric by its entries",
      String.raw`Let $f(x) = \sum_{i=1}^n \sum_{j=1}^n a_{ij} x_i x_j$ with $a_{ij} = a_{ji}$. Then $\frac{\partial f}{\partial x_k} = 2 \sum_{j=1}^n a_{kj} x_j$.`,
      String.raw`Let $f(x) = \sum_{i=1}^n \sum_{j=1}^n a_{ij} x_i x_j$ with $a_{ij} = a_{ji}$. Then $\frac{\partial f}{\partial x_k} = -2 \sum_{j=1}^n a_{kj} x_j$.`,
    ],
    [
      "a recursion backwards",
      String.raw`Let $h_t = \tanh(W h_{t-1} + U x_t)$. Then $\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t \odot h_t) W$.`,
      String.raw`Let $h_t = \tanh(W h_{t-1} + U x_t)$. Then $\frac{\partial h_t}{\partial h_{t-1}} = W$.`,
    ],
    [
      "a running average",
      String.raw`For $m_t = \beta m_{t-1} + (1 - \beta) g_t$ we have $\frac{\partial m_t}{\partial g_t} = 1 - \beta$.`,
      String.raw`For $m_t = \beta m_{t-1} + (1 - \beta) g_t$ we have $\frac{\partial m_t}{\partial g_t} = -(1 - \beta)$.`,
    ],
    [
      "a function that each example has anew",
      String.raw`例一：$g(w) = \frac12 \|w\|^2$，故 $\nabla g(w) = w$。例二：$g(w) = \|w\|^4$，故 $\nabla g(w) = 4 \|w\|^2 w$。`,
      String.raw`例一：$g(w) = \frac12 \|w\|^2$，故 $\nabla g(w) = w$。例二：$g(w) = \|w\|^4$，故 $\nabla g(w) = 2 \|w\|^2 w$。`,
    ],
    [
      "the residuals of a model",
      String.raw`Consider the model $t = \Phi w + \varepsilon$. The sum of squares $E(w) = (t - \Phi w)^\top (t - \Phi w)$ has the gradient $\nabla_w E = -2 \Phi^\top (t - \Phi w)$.`,
      String.raw`Consider the model $t = \Phi w + \varepsilon$. The sum of squares $E(w) = (t - \Phi w)^\top (t - \Phi w)$ has the gradient $\nabla_w E = 2 \Phi^\top (t - \Phi w)$.`,
    ],
    [
      "a matrix by its entries and sizes",
      String.raw`设 $x = (x_1, \ldots, x_n)^\top$，$f(x) = x^\top A x$，其中 $A = (a_{ij})_{n \times n}$，则 $\frac{\partial f}{\partial x_k} = \sum_{j=1}^{n} (a_{kj} + a_{jk}) x_j$。`,
      String.raw`设 $x = (x_1, \ldots, x_n)^\top$，$f(x) = x^\top A x$，其中 $A = (a_{ij})_{n \times n}$，则 $\frac{\partial f}{\partial x_k} = 2 \sum_{j=1}^{n} a_{kj} x_j$。`,
    ],
    [
      "a Jacobian under a name",
      String.raw`Let $E(p) = \frac12 \|e(p)\|^2$ and let $J = \partial e / \partial p$ be the Jacobian. Then $\nabla E(p) = J^\top e(p)$.`,
      String.raw`Let $E(p) = \frac12 \|e(p)\|^2$ and let $J = \partial e / \partial p$ be the Jacobian. Then $\nabla E(p) = 2 J^\top e(p)$.`,
    ],
    [
      "velocities",
      String.raw`Let $T = \frac12 v^\top M v$ with $v = \dot q$, $q \in \mathbb{R}^n$ and a symmetric $M \in \mathbb{R}^{n \times n}$. Then $\frac{\partial T}{\partial v} = M v$.`,
      String.raw`Let $T = \frac12 v^\top M v$ with $v = \dot q$, $q \in \mathbb{R}^n$ and a symmetric $M \in \mathbb{R}^{n \times n}$. Then $\frac{\partial T}{\partial v} = 2 M v$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right!)).not.toContain("wrong");
    expect(verdicts(right!)).not.toContain("unclear");
    expect(verdicts(right!)).toContain("right");
    expect(verdicts(wrong!)).toContain("wrong");
  });
});

test("where words speak of symmetric matrices and don't say which, nothing is sure", () => {
  const note = (said: string) => `${said} For $g(u) = u^\\top C u$ we have $\\nabla g(u) = 2 C u$.`;
  expect(verdicts(note("Symmetric matrices are frequent in this text."))).toEqual(["unclear"]);
  expect(verdicts(note("The matrix $C$ need not be symmetric."))).toEqual(["wrong"]);
});

test("a loss may depend on what comes first through what comes next alone", () => {
  const column = (of: string, by: string, n: string) =>
    String.raw`\begin{bmatrix} \frac{\partial ${of}}{\partial ${by}_1} \\ \vdots \\ \frac{\partial ${of}}{\partial ${by}_${n}} \end{bmatrix}`;
  const jacobian = String.raw`\begin{bmatrix} \frac{\partial y_1}{\partial x_1} & \cdots & \frac{\partial y_m}{\partial x_1} \\ \vdots & \ddots & \vdots \\ \frac{\partial y_1}{\partial x_n} & \cdots & \frac{\partial y_m}{\partial x_n} \end{bmatrix}`;
  const note = String.raw`Let $x \in \mathbb{R}^n$, $y \in \mathbb{R}^m$ and $l \in \mathbb{R}$. Then $\frac{\partial l}{\partial x} = ${column("l", "x", "n")} = ${jacobian} ${column("l", "y", "m")}$.`;
  expect(verdicts(note)).not.toContain("wrong");
});

test("an index beside what can't be read loses nothing", () => {
  const note = String.raw`Here $k = \weird{}$ and $f(x) = x^2$. Then $f'(x) = 2 x$.`;
  expect(verdicts(note)).toContain("right");
});

test("weights of pairs that are symmetric don't define each other", () => {
  const note = String.raw`Let $C = \sum_{i=1}^n \sum_{j=1}^n p_{ij} \|y_i - y_j\|^2$, where $p_{ij} = p_{ji}$ and $y_i \in \mathbb{R}^d$. Then $\frac{\partial C}{\partial y_i} = 4 \sum_{j=1}^n p_{ij} (y_i - y_j)$.`;
  expect(verdicts(note)).not.toContain("wrong");
});

test("that one matrix is symmetric says nothing of others", () => {
  const note = (of: string) =>
    String.raw`Let $S = F C F^\top + Q$, where all are $n \times n$ and $S$ is symmetric. For $g(u) = u^\top ${of} u$ we have $\nabla g(u) = 2 ${of} u$.`;
  expect(["S", "F", "B"].map((of) => verdicts(note(of)))).toEqual([["right"], ["wrong"], ["wrong"]]);
});

test("a letter may be a function here and a vector in a later section", () => {
  const note = (slope: string) => String.raw`
## One variable
For $g(x) = x^3 - a$ the slope is $g'(x) = ${slope}$.

## Several
Now $g, x \in \mathbb{R}^n$ and $q(x) = g^\top x$. Then $\nabla q(x) = g$.`;
  expect(verdicts(note("3 x^2"))).toEqual(["right", "right"]);
  expect(verdicts(note("2 x^2"))).toEqual(["wrong", "right"]);
});

describe("each section rests on those before", () => {
  const note = (point: string) => String.raw`
## Objective
With $R \in \mathbb{R}^{m \times n}$, $U \in \mathbb{R}^{m \times k}$ and $V \in \mathbb{R}^{n \times k}$ let $J(U, V) = \frac12 \|R - U V^\top\|_F^2 + \frac{\mu}{2} \|U\|_F^2$. Then $\frac{\partial J}{\partial U} = -(R - U V^\top) V + \mu U$.

## Alternating
For fixed $V$ we set the gradient to zero and find
$$U = ${point} .$$`;
  test.each([
    [String.raw`R V (V^\top V + \mu I)^{-1}`, "right"],
    [String.raw`R V (V^\top V - \mu I)^{-1}`, "wrong"],
  ])("U = %s is %s", (point, verdict) => {
    expect(verdicts(note(point))).toEqual(["right", verdict]);
  });
});

describe("what has an index", () => {
  test.each([
    [
      "is a loss of one sample where the whole is a sum",
      String.raw`Let $L = \sum_{t=1}^T L_t$ with $L_t = -c_t^\top \log q_t$, $q_t = \operatorname{softmax}(a_t)$, where $c_t$ is a one-hot vector. Then $\frac{\partial L_t}{\partial a_t} = q_t - c_t$.`,
      String.raw`Let $L = \sum_{t=1}^T L_t$ with $L_t = -c_t^\top \log q_t$, $q_t = \operatorname{softmax}(a_t)$, where $c_t$ is a one-hot vector. Then $\frac{\partial L_t}{\partial a_t} = c_t - q_t$.`,
    ],
    [
      "is an entry by one letter, and a member by another",
      String.raw`The scores are $e_t \in \mathbb{R}^K$. For one step, with $a, e \in \mathbb{R}^K$, let $b_j = e_j + \log \sum_{i=1}^{K} \exp(a_i + T_{ij})$. Then $\frac{\partial b_j}{\partial e_j} = 1$.`,
      String.raw`The scores are $e_t \in \mathbb{R}^K$. For one step, with $a, e \in \mathbb{R}^K$, let $b_j = e_j + \log \sum_{i=1}^{K} \exp(a_i + T_{ij})$. Then $\frac{\partial b_j}{\partial e_j} = 2$.`,
    ],
    [
      "is the upstream gradient of each entry",
      String.raw`With $x \in \mathbb{R}^d$ let $u_i = x_i^2$ and $y_i = g_i u_i + b_i$. For a loss $L$ with $\delta_i = \frac{\partial L}{\partial y_i}$ we get $\frac{\partial L}{\partial g_i} = \delta_i u_i$.`,
      String.raw`With $x \in \mathbb{R}^d$ let $u_i = x_i^2$ and $y_i = g_i u_i + b_i$. For a loss $L$ with $\delta_i = \frac{\partial L}{\partial y_i}$ we get $\frac{\partial L}{\partial g_i} = 2 \delta_i u_i$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).not.toContain("wrong");
    expect(verdicts(right)).toContain("right");
    expect(verdicts(wrong)).not.toContain("right");
  });
});

describe("letters and words that mean something else elsewhere", () => {
  test.each([
    [
      "invariants are no identities",
      String.raw`Let $F \in \mathbb{R}^{3 \times 3}$ and $I_1 = \operatorname{tr}(F^\top F)$. Then $\frac{\partial I_1}{\partial F} = 2 F$.`,
      String.raw`Let $F \in \mathbb{R}^{3 \times 3}$ and $I_1 = \operatorname{tr}(F^\top F)$. Then $\frac{\partial I_1}{\partial F} = F$.`,
    ],
    [
      "ones beside a number of things",
      String.raw`The centring matrix is $H = I - \frac1n \mathbf{1}\mathbf{1}^\top$ and $v = \frac1n z^\top H z$. Then $\frac{\partial v}{\partial z} = \frac2n H z$.`,
      String.raw`The centring matrix is $H = I - \frac1n \mathbf{1}\mathbf{1}^\top$ and $v = \frac1n z^\top H z$. Then $\frac{\partial v}{\partial z} = \frac1n H z$.`,
    ],
    [
      "the gradient of an expression of one function",
      String.raw`Let $C$ be a covariance matrix and $\sigma(w) = \sqrt{w^\top C w}$. Then $\nabla \sigma = \frac{1}{2 \sigma} \nabla (\sigma^2)$.`,
      String.raw`Let $C$ be a covariance matrix and $\sigma(w) = \sqrt{w^\top C w}$. Then $\nabla \sigma = \frac{1}{\sigma} \nabla (\sigma^2)$.`,
    ],
    [
      "an update that satisfies an equation",
      String.raw`With $B$ symmetric let $B_+ = B - \frac{B s s^\top B}{s^\top B s} + \frac{y y^\top}{y^\top s}$. Then $B_+^\top = B_+$ and $\operatorname{tr}(B_+) = \operatorname{tr}(B) - \frac{s^\top B B s}{s^\top B s} + \frac{y^\top y}{y^\top s}$.`,
      String.raw`With $B$ symmetric let $B_+ = B - \frac{B s s^\top B}{s^\top B s} + \frac{y y^\top}{y^\top s}$. Then $B_+^\top = B_+$ and $\operatorname{tr}(B_+) = \operatorname{tr}(B) + \frac{s^\top B B s}{s^\top B s} + \frac{y^\top y}{y^\top s}$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).not.toContain("wrong");
    expect(verdicts(right)).toContain("right");
    expect(verdicts(wrong)).toContain("wrong");
  });

  test("a slip that is called common is no claim", () => {
    const note = "A common slip is to write $\\nabla_x (x^\\top A x) = 2 A x$ for every square $A$.";
    expect(verdicts(note)).toEqual([]);
  });
});

test("a variance that is a variable is printed as it is written", () => {
  const note = String.raw`Let $L(b, \sigma^2) = -\frac{n}{2}\ln\sigma^2 - \frac{1}{2\sigma^2} s$. Then $\frac{\partial L}{\partial \sigma^2} = -\frac{n}{2\sigma^2} - \frac{1}{2\sigma^4} s$.`;
  const [finding] = judgeNote(readNote("note.md", note)).findings.filter(
    ({ severity }) => severity === "error",
  );
  expect(finding?.why).toContain(String.raw`{\sigma^{2}}`);
});
