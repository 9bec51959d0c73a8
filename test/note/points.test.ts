/**
 * Points where a gradient vanishes, values there, and the vector of ones: each beside a mistake of the same form that is
 * refused.
 */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

const FULL = String.raw`Let $g(z) = \|K z - d\|^2$ with $K$ of full column rank.`;
const PENALTY = String.raw`Let $J(w) = \|y - X w\|^2 + \alpha \|w\|^2$.`;
const ENERGY = String.raw`Let $E(u) = \frac12 u^\top K u - p^\top u$ with $K$ symmetric.`;
const FORM = String.raw`Let $T$ be symmetric positive definite and $q(v) = v^\top T v + 2 v^\top D y$.`;

describe("a solution is a claim", () => {
  test.each([
    [
      "behind a condition that is written out",
      FULL,
      String.raw`Setting $\nabla g = 0$ we obtain $\hat z = ☐$.`,
      String.raw`(K^\top K)^{-1} K^\top d`,
      String.raw`(K^\top K)^{-1} K d`,
    ],
    [
      "of what is not named",
      "",
      String.raw`The minimiser of $\|G z - h\|^2 + \gamma^2 \|z\|^2$ is $z = ☐$.`,
      String.raw`(G^\top G + \gamma^2 I)^{-1} G^\top h`,
      String.raw`(G^\top G + \gamma I)^{-1} G^\top h`,
    ],
    [
      "that is called the best",
      PENALTY,
      String.raw`The best weights are $\hat w = ☐$.`,
      String.raw`(X^\top X + \alpha I)^{-1} X^\top y`,
      String.raw`(X^\top X - \alpha I)^{-1} X^\top y`,
    ],
    [
      "with a letter lost",
      FORM,
      String.raw`Setting $\nabla_v q$ to zero we obtain $v = ☐$.`,
      "-T^{-1} D y",
      "-T^{-1} y",
    ],
    ["at an equilibrium", ENERGY, "At equilibrium $☐$.", "K u = p", "K u = -p"],
    [
      "in Chinese",
      String.raw`设 $f(x) = \|A x - b\|^2$，`,
      String.raw`其最小点由 $\hat x = ☐$ 给出。`,
      String.raw`(A^\top A)^{-1} A^\top b`,
      String.raw`(A^\top A)^{-1} b`,
    ],
    [
      "in Japanese",
      String.raw`$H$ を対称行列とし $p(x) = \frac12 x^\top H x - c^\top x$ とする。`,
      String.raw`勾配を零とおくと $\hat x = ☐$ を得る。`,
      "H^{-1} c",
      "-H^{-1} c",
    ],
  ])("%s", (_name, given, said, right, wrong) => {
    const note = (point: string) => verdicts(`${given} ${said.replace("☐", () => point)}`);
    expect(note(right)).toEqual(["right"]);
    expect(note(wrong)).toEqual(["wrong"]);
  });

  test("and so is a value there", () => {
    const note = (value: string) => verdicts(`${ENERGY} At equilibrium $K u = p$, and there $E = ${value}$.`);
    expect(note(String.raw`-\frac12 p^\top u`)).toEqual(["right", "right"]);
    expect(note(String.raw`\frac12 p^\top u`)).toEqual(["right", "wrong"]);
  });

  test.each([
    String.raw`${FULL} If the errors have covariance $\Omega$ the best estimator is $\tilde z = (K^\top \Omega^{-1} K)^{-1} K^\top \Omega^{-1} d$.`,
    String.raw`${FULL} Adding $\mu \|z\|^2$ and setting the gradient to zero gives $z = (K^\top K + \mu I)^{-1} K^\top d$.`,
    String.raw`${FORM} Subject to $v^\top y = 1$ setting the gradient to zero gives $v = -\frac{T^{-1} y}{y^\top T^{-1} y}$.`,
  ])("of another objective, which the note doesn't give, nothing is known: %s", (note) => {
    expect(verdicts(note)).not.toContain("wrong");
  });
});

describe("the vector of ones", () => {
  test.each([
    [
      "by its name and size",
      String.raw`Let $\iota \in \mathbb{R}^m$ be the vector of ones and $H = I - \frac{1}{m}\iota\iota^\top$.`,
      String.raw`H\iota = 0`,
      String.raw`H\iota = \iota`,
    ],
    [
      "with its number in words",
      String.raw`Let $\mathbf{1}$ be the vector of $n$ ones and $M = I - \frac1n \mathbf{1} \mathbf{1}^\top$.`,
      String.raw`\operatorname{tr} M = n - 1`,
      String.raw`\operatorname{tr} M = n`,
    ],
    [
      "with its size in words",
      String.raw`Let $i$ be a $T \times 1$ vector of ones and $M = I_T - \frac1T i i^\top$.`,
      "M M = M",
      "M M = I_T - i i^\\top",
    ],
    ["as a list", String.raw`Let $e = (1, \dots, 1)^\top$ and $P = \frac1n e e^\top$.`, "P e = e", "P e = 0"],
    [
      "multiplied by itself",
      String.raw`Let $C = I - \frac1d \mathbf{1}\mathbf{1}^\top$.`,
      String.raw`\mathbf{1}^\top \mathbf{1} = d`,
      String.raw`\mathbf{1}^\top \mathbf{1} = d^2`,
    ],
    [
      "of a length that is told behind",
      String.raw`Let $\iota$ be the vector of ones of length $n$, $n > 1$, and $M = I - \iota\iota^\top / n$.`,
      String.raw`M \iota = 0`,
      String.raw`M \iota = n \iota`,
    ],
    [
      "in Chinese",
      String.raw`设 $e \in \mathbb{R}^m$ 为全一向量，$s = e^\top x$。`,
      String.raw`\frac{\partial s}{\partial x} = e`,
      String.raw`\frac{\partial s}{\partial x} = 2 e`,
    ],
    [
      "in Japanese",
      String.raw`$u$ を成分がすべて 1 の $n$ 次元ベクトルとし、$H = I - \frac1n u u^\top$ とおく。`,
      "H^2 = H",
      "H^2 = 2 H",
    ],
  ])("%s", (_name, given, right, wrong) => {
    expect(verdicts(`${given} Then $${right}$.`)).toEqual(["right"]);
    expect(verdicts(`${given} Then $${wrong}$.`)).toEqual(["wrong"]);
  });
});

test("numbered vectors are no entries of one", () => {
  const note = (factor: string) =>
    verdicts(
      String.raw`The points are $y_1, \dots, y_n \in \mathbb{R}^2$ and $\mathcal{C} = \sum_{i=1}^n \sum_{j=1}^n \|y_i - y_j\|^2$. Then $\frac{\partial \mathcal{C}}{\partial y_i} = ${factor} \sum_{j=1}^n (y_i - y_j)$.`,
    );
  expect(note("4")).toEqual(["right"]);
  expect(note("2")).toEqual(["wrong"]);
});
