/**
 * What a note's subject makes of letters that it says nothing else of, and products that authors write of columns.
 */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

const slope = (sign: string) => String.raw`
A layer computes $a = \sigma(z)$ with $z \in \mathbb{R}^m$. Here $\sigma'(z) = \sigma(z)(1 ${sign} \sigma(z))$.`;

const likelihood = (factor: string) => String.raw`
The log-likelihood of a Gaussian is
$\ell(\mu) = -\frac12 \sum_{i=1}^N (x_i - \mu)^\top \Sigma^{-1} (x_i - \mu)$, so
$$\frac{\partial \ell}{\partial \mu} = ${factor}\sum_{i=1}^N \Sigma^{-1} (x_i - \mu).$$`;

const logistic = (sign: string) => String.raw`
For logistic regression let $q_i = \sigma(v^\top x_i)$ and
$L(v) = -\sum_{i=1}^n [y_i \log q_i + (1 - y_i) \log(1 - q_i)]$. Then
$$\frac{\partial L}{\partial v} = \sum_{i=1}^n (q_i ${sign} y_i) x_i.$$`;

describe("a note on its subject", () => {
  test.each([
    ["the slope of the logistic function, of a column", slope("-"), slope("+")],
    ["a covariance is symmetric", likelihood(""), likelihood("2 ")],
    ["the σ of logistic regression", logistic("-"), logistic("+")],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).toEqual(["right"]);
    expect(verdicts(wrong)).not.toContain("right");
  });
});

const activations = (slope: string) => String.raw`
A layer's input is $x \in \mathbb{R}^n$. The activation is $g(x) = \frac{1}{1 + e^{-x}}$. Its slope is
$$\frac{d}{dx} (1 + e^{-x})^{-1} = ${slope}.$$`;

describe("what is made of one letter entry by entry", () => {
  test("is said of a number", () => {
    expect(verdicts(activations(String.raw`\frac{e^{-x}}{(1 + e^{-x})^2}`))).toEqual(["right"]);
    expect(verdicts(activations(String.raw`\frac{e^{-x}}{1 + e^{-x}}`))).not.toContain("right");
  });

  test("softmax is not", () => {
    const text = String.raw`Let $x \in \mathbb{R}^n$. Then $\frac{d}{dx} \mathrm{softmax}(x) = \mathrm{softmax}(x)(1 - \mathrm{softmax}(x))$.`;
    expect(verdicts(text)).not.toContain("right");
  });
});
