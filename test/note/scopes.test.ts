/** What a section says of a letter holds where it is meant: beside letters that share its base, and no further than where the letter is declared anew. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

describe("letters with one base and other names below are others", () => {
  test.each([
    [
      "en",
      String.raw`
# Matrices
Let $K_a \in \mathbb{R}^{p \times p}$ be symmetric.
## Two forms
Let $K_b$ be positive definite. For $q(u) = u^\top K_a u - u^\top K_b u$ we have $\nabla q(u) = `,
      "$.",
    ],
    [
      "zh",
      String.raw`
# 记号
设 $K_a$ 为对称矩阵。
## 二次型
设 $K_b \in \mathbb{R}^{p \times p}$ 正定，$q(u) = u^\top K_a u - u^\top K_b u$，则 $\nabla q(u) = `,
      "$。",
    ],
    [
      "ja",
      String.raw`
# 準備
行列 $K_a$ は対称とする。
## 二次形式
行列 $K_b$ は正定値とし、$q(u) = u^\top K_a u - u^\top K_b u$ とおく。このとき $\nabla q(u) = `,
      "$ である。",
    ],
  ])("%s", (_language, before, after) => {
    expect(verdicts(`${before}2 K_a u - 2 K_b u${after}`)).toEqual(["right"]);
    expect(verdicts(`${before}2 K_a u - K_b u${after}`)).toEqual(["wrong"]);
  });
});

describe("sizes of another section", () => {
  test.each([
    [
      "en, behind",
      String.raw`
# Springs
Let $R$ be symmetric and $E = \frac12 z^\top R z$. Then $\frac{\partial E}{\partial z} = □ R z$.
# Regression
Here $R \in \mathbb{R}^{p \times q}$ holds the targets and $z \in \mathbb{R}^p$.`,
    ],
    [
      "zh, before",
      String.raw`
# 数据
数据矩阵 $R \in \mathbb{R}^{p \times q}$。
# 能量
设 $R$ 为对称矩阵，$E = \frac12 z^\top R z$，则 $\frac{\partial E}{\partial z} = □ R z$。`,
    ],
    [
      "ja, of what is made of others",
      String.raw`
# 二次形式
$R \in \mathbb{R}^{n \times n}$ は対称で、$E(z) = \frac12 z^\top R z$ とする。このとき $\nabla E(z) = □ R z$。
# 画像
$z \in \mathbb{R}^d$、$R z$ は使わない。`,
    ],
  ])("are those of another letter where they don't fit: %s", (_name, note) => {
    expect(verdicts(note.replace("□", ""))).toEqual(["right"]);
    expect(verdicts(note.replace("□", "2"))).toEqual(["wrong"]);
  });

  test("hold where they fit", () => {
    const note = (claim: string) => String.raw`
# Model
Let $J = \frac12 \|B v - c\|^2$. Then $\frac{\partial J}{\partial v} = ${claim}$.
# Sizes
All of this is for $B \in \mathbb{R}^{m \times k}$, $v \in \mathbb{R}^k$ and $c \in \mathbb{R}^m$.`;
    expect(verdicts(note(String.raw`B^\top (B v - c)`))).toEqual(["right"]);
    expect(verdicts(note("B (B v - c)"))).toEqual(["ill-formed"]);
  });

  test.each([
    [
      "en",
      String.raw`
# Setting
Let $\theta \in \mathbb{R}^m$ be the parameter.
## One coin
For $\psi(\theta) = \log(2 + e^{-\theta})$ we find $\psi'(\theta) = □\frac{1}{1 + 2 e^\theta}$.`,
    ],
    [
      "zh",
      String.raw`
# 设定
参数 $\theta \in \mathbb{R}^m$。
## 一维情形
设 $\psi(\theta) = \log(2 + e^{-\theta})$，则 $\psi'(\theta) = □\frac{1}{1 + 2 e^\theta}$。`,
    ],
    [
      "ja",
      String.raw`
# 設定
パラメータ $\theta \in \mathbb{R}^m$ を考える。
## 一次元の例
$\psi(\theta) = \log(2 + e^{-\theta})$ とおくと、$\psi'(\theta) = □\frac{1}{1 + 2 e^\theta}$ となる。`,
    ],
  ])("are no sizes of what a function with a prime is of: %s", (_language, note) => {
    expect(verdicts(note.replace("□", "-"))).toEqual(["right"]);
    expect(verdicts(note.replace("□", ""))).toEqual(["wrong"]);
  });
});

describe("what words say of a letter that another section declares anew is neither used nor denied", () => {
  test.each([
    [
      "en, symmetric before",
      String.raw`
# Stiffness
Let $B$ be symmetric and $a(v) = v^\top B v$. Then $\nabla a(v) = 2 B v$.
# Circulation
Now $B \in \mathbb{R}^{n \times n}$ is arbitrary and $b(v) = v^\top B v$. Then $\nabla b(v) = `,
      String.raw`(B + B^\top) v`,
      "2 B v",
    ],
    [
      "zh, symmetric behind",
      String.raw`
# 对称情形
下一节之后才设 $B$ 为对称矩阵，$a(v) = v^\top B v$，于是 $\nabla a(v) = 2 B v$。
# 一般情形
设 $B \in \mathbb{R}^{n \times n}$，$b(v) = v^\top B v$，则 $\nabla b(v) = `,
      String.raw`(B + B^\top) v`,
      "2 B v",
    ],
    [
      "ja, a unit vector",
      String.raw`
# 方向
$v$ を単位ベクトルとする。よって $v^\top v = 1$。
# 一般のベクトル
$v, c \in \mathbb{R}^n$ とし、$b(v) = \frac{c^\top v}{v^\top v}$ とおくと $\nabla b(v) = `,
      String.raw`\frac{c}{v^\top v} - \frac{2 c^\top v}{(v^\top v)^2} v`,
      String.raw`c - 2 (c^\top v) v`,
    ],
  ])("%s", (_name, before, general, special) => {
    expect(verdicts(`${before}${general}$.`).at(-1)).toBe("right");
    expect(verdicts(`${before}${special}$.`).at(-1)).not.toBe("right");
  });
});

test("what a section ends with is not what the next begins with", () => {
  const note = String.raw`
# Fit
Let $g(w) = \|w - a\|^2$. Setting the gradient to zero gives $w = a$.
# Graph
$S = D - W$ is given with $W \in \mathbb{R}^{n \times n}$, and $r = S v$. Then $\frac{\partial r}{\partial v} = S$.`;
  expect(verdicts(note)).toEqual(["right", "right"]);
});
