/**
 * The layout that a note names, or says in words: what is contrasted with isn't followed, a row is right where rows are meant.
 */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

const MAP = String.raw`Let $y = M v$ with $M \in \mathbb{R}^{p \times q}$ and $v \in \mathbb{R}^q$. Then $\frac{\partial y}{\partial v} = M^\top$.`;
const MAP_ZH = String.raw`设 $M \in \mathbb{R}^{p \times q}$，$v \in \mathbb{R}^q$，则 $\frac{\partial (Mv)}{\partial v} = M^\top$。`;
const MAP_JA = String.raw`$M \in \mathbb{R}^{p \times q}$, $v \in \mathbb{R}^q$ とする。このとき $\frac{\partial (Mv)}{\partial v} = M^\top$ となる。`;

describe("of two layouts that a note names", () => {
  test.each([
    [`We write derivatives in the denominator layout. Unlike in the numerator layout, they lie down. ${MAP}`],
    [`This is the denominator layout; the numerator layout, which is its transpose, is not used. ${MAP}`],
    [`本文使用分母布局，而不是分子布局。${MAP_ZH}`],
    [`与分子布局不同，这里采用分母布局。${MAP_ZH}`],
    [`分子レイアウトではなく分母レイアウトを用いる。${MAP_JA}`],
  ])("the one that is followed is meant: %s", (text) => {
    expect(verdicts(text)).toEqual(["right"]);
  });

  test("the other one is not", () => {
    const text = `We follow the numerator layout, as opposed to the denominator layout. ${MAP}`;
    expect(verdicts(text)).toEqual(["ill-formed"]);
  });
});

const SQUARE = String.raw`Let $v \in \mathbb{R}^q$ and $g(v) = v^\top v$. `;

describe("rows that are said in words", () => {
  test.each([
    [String.raw`A gradient is a row vector here. ${SQUARE}Then $\nabla g(v) = 2 v^\top$.`],
    [String.raw`We write gradients as rows. ${SQUARE}Then $\frac{\partial g}{\partial v} = 2 v^\top$.`],
    [
      String.raw`The derivative $\frac{\partial g}{\partial v}$ is $1 \times q$. ${SQUARE}Then $\frac{\partial g}{\partial v} = 2 v^\top$.`,
    ],
    [
      String.raw`约定梯度为行向量。设 $v \in \mathbb{R}^q$，则 $\frac{\partial (v^\top v)}{\partial v} = 2 v^\top$。`,
    ],
    [
      String.raw`ここでは勾配を行ベクトルで表す。$v \in \mathbb{R}^q$ のとき $\frac{\partial (v^\top v)}{\partial v} = 2 v^\top$ となる。`,
    ],
  ])("make a row right: %s", (text) => {
    expect(verdicts(text)).toEqual(["right"]);
  });

  test.each([
    [String.raw`A gradient is a row vector here. ${SQUARE}Then $\nabla g(v) = 2 v$.`],
    [
      String.raw`The derivative of a scalar with respect to a column vector is a row vector. ${SQUARE}Then $\frac{\partial g}{\partial v} = 2 v$.`,
    ],
    [
      String.raw`约定：标量对列向量的导数写成行向量。设 $v \in \mathbb{R}^q$，则 $\frac{\partial (v^\top v)}{\partial v} = 2 v$。`,
    ],
    [
      String.raw`スカラーのベクトルによる微分は横ベクトルとする。$v \in \mathbb{R}^q$ のとき $\frac{\partial (v^\top v)}{\partial v} = 2 v$ となる。`,
    ],
  ])("make a column ill-formed: %s", (text) => {
    expect(verdicts(text)).toEqual(["ill-formed"]);
  });

  test.each([
    [String.raw`In some books a gradient is a row vector. ${SQUARE}Then $\nabla g = 2 v$.`],
    [String.raw`The gradient is a column vector, not a row vector. ${SQUARE}Then $\nabla g = 2 v$.`],
    [String.raw`The gradient of the bias is a row vector, as $b$ is. ${SQUARE}Then $\nabla g = 2 v$.`],
    [String.raw`梯度是列向量，不是行向量。设 $v \in \mathbb{R}^q$，则 $\nabla_v (v^\top v) = 2 v$。`],
    [
      String.raw`勾配は行ベクトルではなく列ベクトルとする。$v \in \mathbb{R}^q$ のとき $\nabla_v (v^\top v) = 2 v$ となる。`,
    ],
  ])("are none where others are spoken of, or columns: %s", (text) => {
    expect(verdicts(text)).toEqual(["right"]);
  });

  test("of ∂f/∂x leave ∇f a column", () => {
    const text = String.raw`The derivative of a scalar is a row; its gradient is a column. ${SQUARE}Then $\frac{\partial g}{\partial v} = 2 v^\top$ and $\nabla g = 2 v$.`;
    expect(verdicts(text)).toEqual(["right", "right"]);
  });

  test("are for columns: a matrix may keep its shape", () => {
    const text = String.raw`Gradients are rows. Let $Y = X W$ with $X \in \mathbb{R}^{n \times d}$, $W \in \mathbb{R}^{d \times k}$. Then $\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}$.`;
    expect(verdicts(text)).toEqual(["right"]);
  });
});

describe("a layout of Jacobians", () => {
  const form = String.raw`We use the numerator layout. Let $x, a \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$ and $f(x) = x^\top A x$. `;

  test("leaves ∇f a column", () => {
    const text = String.raw`${form}Then $\nabla f = (A + A^\top) x$ and $\frac{\partial (A x)}{\partial x} = A$.`;
    expect(verdicts(text)).toEqual(["right", "right"]);
  });

  test("is none of gradients that all have the shapes of their variables", () => {
    const text = String.raw`${form}$$\frac{\partial (a^\top x)}{\partial x} = a$$ $$\frac{\partial f}{\partial x} = (A + A^\top) x$$`;
    expect(verdicts(text)).toEqual(["right", "right"]);
  });

  test("refutes the one column among rows", () => {
    const text = String.raw`${form}$$\frac{\partial (a^\top x)}{\partial x} = a^\top$$ $$\frac{\partial (x^\top x)}{\partial x} = 2x$$`;
    expect(verdicts(text)).toEqual(["right", "wrong"]);
  });

  const stacked = (end: string) =>
    String.raw`We use the denominator layout. Let $v \in \mathbb{R}^k$ and $M \in \mathbb{R}^{k \times k}$. $$\frac{\partial (Mv)}{\partial v} = \begin{bmatrix} \frac{\partial Mv}{\partial v_1} \\ \vdots \\ \frac{\partial Mv}{\partial v_k} \end{bmatrix} = ${end}$$`;

  test("with denominators has vectors by numbers across", () => {
    expect(verdicts(stacked(String.raw`M^\top`))).toEqual(["right", "right"]);
    expect(verdicts(stacked("M"))).toEqual(["right", "ill-formed"]);
  });
});
