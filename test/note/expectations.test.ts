/** Expectations, covariances and variances: each law beside a mistake of the same form that is refused. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

const ERROR = String.raw`Let $R = E[u u^\top]$, $p = E[d\, u]$ and $J(w) = E[(d - w^\top u)^2]$.`;
const MOMENTS = String.raw`Let $\mu = \mathbb{E}[x]$ and $\Sigma = \operatorname{Cov}(x)$.`;

describe("an expectation is linear", () => {
  test.each([
    ["in a gradient", ERROR, String.raw`\nabla J(w) = 2 R w - 2 p`, String.raw`\nabla J(w) = 2 R w - p`],
    [
      "expanded",
      ERROR,
      String.raw`J(w) = E[d^2] - 2 w^\top p + w^\top R w`,
      String.raw`J(w) = E[d^2] - w^\top p + w^\top R w`,
    ],
    [
      "inside a gradient",
      String.raw`Let $J(w) = \mathbb{E}[(d - w^\top x)^2]$.`,
      String.raw`\nabla J(w) = -2\,\mathbb{E}[(d - w^\top x) x]`,
      String.raw`\nabla J(w) = 2\,\mathbb{E}[(d - w^\top x) x]`,
    ],
    [
      "as what is symmetric",
      String.raw`Let $R = \mathbb{E}[x x^\top]$ and $g(w) = w^\top R w$.`,
      String.raw`\nabla g(w) = 2 R w`,
      String.raw`\nabla g(w) = R w`,
    ],
    [
      "of an error that is defined behind",
      String.raw`Let $P = \mathbb{E}[e e^\top]$ with $e = x - \hat x$, and $f(K) = \operatorname{tr}(K P K^\top)$.`,
      String.raw`\frac{\partial f}{\partial K} = 2 K P`,
      String.raw`\frac{\partial f}{\partial K} = 2 P K`,
    ],
    [
      "of products",
      String.raw`Let $e = x - W y$, $R_{xy} = \mathbb{E}[x y^\top]$ and $R_{yy} = \mathbb{E}[y y^\top]$.`,
      String.raw`\mathbb{E}[e y^\top] = R_{xy} - W R_{yy}`,
      String.raw`\mathbb{E}[e y^\top] = R_{xy} + W R_{yy}`,
    ],
    [
      "a covariance",
      String.raw`Let $C = \mathbb{E}[(x - \mu)(x - \mu)^\top]$ with $\mu = \mathbb{E}[x]$.`,
      String.raw`C = \mathbb{E}[x x^\top] - \mu \mu^\top`,
      String.raw`C = \mathbb{E}[x x^\top] + \mu \mu^\top`,
    ],
    [
      "what is given of it",
      String.raw`Let $y = A x + b$ with $\mathbb{E}[x] = \mu$ and $\operatorname{Cov}(x) = \Sigma$.`,
      String.raw`\operatorname{Cov}(y) = A \Sigma A^\top`,
      String.raw`\operatorname{Cov}(y) = A^\top \Sigma A`,
    ],
    [
      "a quadratic form",
      `${MOMENTS} Let $A$ be symmetric.`,
      String.raw`\mathbb{E}[x^\top A x] = \operatorname{tr}(A \Sigma) + \mu^\top A \mu`,
      String.raw`\mathbb{E}[x^\top A x] = \operatorname{tr}(A \Sigma) - \mu^\top A \mu`,
    ],
  ])("%s", (_name, given, right, wrong) => {
    expect(verdicts(`${given} Then $${right}$.`)).toEqual(["right"]);
    expect(verdicts(`${given} Then $${wrong}$.`)).toEqual(["wrong"]);
  });

  test("in Chinese and in Japanese", () => {
    const chinese = (slope: string) =>
      verdicts(
        String.raw`设 $R = \mathbb{E}[x x^\top]$，$p = \mathbb{E}[d x]$，$J(w) = \mathbb{E}[d^2] - 2 p^\top w + w^\top R w$。则 $\nabla J = ${slope}$。`,
      );
    expect(chinese("2 R w - 2 p")).toEqual(["right"]);
    expect(chinese("2 R w + 2 p")).toEqual(["wrong"]);
    const japanese = (slope: string) =>
      verdicts(
        String.raw`入力 $x$ の自己相関行列を $R = E[x x^\top]$ とし、$J(w) = w^\top R w$ とする。このとき $\nabla J(w) = ${slope}$ である。`,
      );
    expect(japanese("2 R w")).toEqual(["right"]);
    expect(japanese("-2 R w")).toEqual(["wrong"]);
  });

  test("the best filter has a letter below", () => {
    const note = (point: string) =>
      verdicts(`${ERROR} Hence $\\nabla J(w) = 2 (R w - p)$. Setting it to zero gives $w_o = ${point}$.`);
    expect(note("R^{-1} p")).toEqual(["right", "right"]);
    expect(note("R p")).toEqual(["right", "wrong"]);
  });
});

test.each([
  String.raw`The noise $n \in \mathbb{R}^m$ has $\mathbb{E}[n n^\top] = \sigma^2 I$ and $\mathbb{E}[n] = 0$.`,
  String.raw`Let $x$ and $y$ be independent. Then $\mathbb{E}[x y^\top] = \mathbb{E}[x]\, \mathbb{E}[y]^\top$.`,
  String.raw`With zero-mean noise $v$, $P = \mathbb{E}[e e^\top]$ and $V = \mathbb{E}[v v^\top]$ the state $z = F e + v$ has $\mathbb{E}[z z^\top] = F P F^\top + V$.`,
])("what words say of letters that vary refutes nothing: %s", (note) => {
  expect(verdicts(note)).not.toContain("wrong");
  expect(verdicts(note)).not.toContain("ill-formed");
});

test("an E that has another meaning is no expectation", () => {
  const note = (slope: string) =>
    verdicts(
      String.raw`Let $E \in \mathbb{R}^{n \times n}$ and $f(X) = \operatorname{tr}(E [X + A])$. Then $\frac{\partial f}{\partial X} = ${slope}$.`,
    );
  expect(note(String.raw`E^\top`)).toEqual(["right"]);
  expect(note("E")).toEqual(["wrong"]);
});
