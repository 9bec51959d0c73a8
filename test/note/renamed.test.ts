/** Variables that others give entry by entry, and labels whose rows sum to 1. */
import { expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

test.each([
  [
    "en, of variances by their logarithms",
    String.raw`Let $K = \sum_j \frac{r_j^2}{\tau_j^2}$ and $q_j = \ln \tau_j^2$. Then $\frac{\partial K}{\partial q_j} = □$.`,
    String.raw`-\frac{r_j^2}{\tau_j^2}`,
    String.raw`\frac{r_j^2}{\tau_j^2}`,
  ],
  [
    "zh, of entries of a vector by their squares",
    String.raw`令 $c_i = v_i^2$，$L = \|B v - d\|^2$，则 $\frac{\partial L}{\partial c_i} = □$。`,
    String.raw`\frac{1}{2 v_i} \frac{\partial L}{\partial v_i}`,
    String.raw`\frac{1}{v_i} \frac{\partial L}{\partial v_i}`,
  ],
  [
    "ja, of what is written in both, through the new one alone",
    String.raw`$h_i = w_i^2$ とし、$L = \sum_i (h_i - t_i)^2 + \lambda \sum_i w_i^2$ とする。このとき $\frac{\partial L}{\partial h_i} = □$ である。`,
    String.raw`2(h_i - t_i)`,
    String.raw`h_i - t_i`,
  ],
  [
    "en, one-hot rows of a matrix",
    String.raw`Let $P = \operatorname{softmax}(S)$ row-wise, where the rows of $Y \in \mathbb{R}^{N \times C}$ are one-hot. With $L = -\frac1N \sum_{i=1}^N \sum_{c=1}^C y_{ic} \log p_{ic}$ we have $\frac{\partial L}{\partial S} = □$.`,
    String.raw`\frac1N (P - Y)`,
    String.raw`P - Y`,
  ],
  [
    "zh, one-hot rows",
    String.raw`设 $P = \mathrm{softmax}(S)$，标签 $Y$ 的每一行为独热向量，$L = -\sum_{i=1}^{N}\sum_{k=1}^{K} Y_{ik} \log P_{ik}$，则 $\frac{\partial L}{\partial S} = □$。`,
    String.raw`P - Y`,
    String.raw`Y - P`,
  ],
  [
    "ja, entries alone",
    String.raw`$p_{ik} = \frac{e^{a_{ik}}}{\sum_{j} e^{a_{ij}}}$ とし、$t_i$ は one-hot ベクトルとする。$L = -\sum_{i}\sum_{k} t_{ik} \log p_{ik}$ のとき $\frac{\partial L}{\partial a_{ik}} = □$ である。`,
    String.raw`p_{ik} - t_{ik}`,
    String.raw`p_{ik} + t_{ik}`,
  ],
])("%s", (_name, note, right, wrong) => {
  expect(verdicts(note.replace("□", right))).toEqual(["right"]);
  expect(verdicts(note.replace("□", wrong))).toEqual(["wrong"]);
});

test("rows that a sum says to be 1", () => {
  const note = String.raw`Let $p_{ik} = \frac{e^{a_{ik}}}{\sum_j e^{a_{ij}}}$ and let $\sum_k t_{ik} = 1$. With $L = -\sum_i \sum_k t_{ik} \log p_{ik}$, $\frac{\partial L}{\partial a_{ik}} = p_{ik} - t_{ik}$.`;
  expect(verdicts(note).at(-1)).toBe("right");
  expect(verdicts(note.replace(String.raw`let $\sum_k t_{ik} = 1$`, "let $t$ be data")).at(-1)).not.toBe(
    "right",
  );
});

test.each([
  ["-", "right"],
  ["", "wrong"],
])("what is given by a mean too isn't differentiated through one entry: %s", (sign, found) => {
  const note = String.raw`Samples $u_1, \dots, u_N$ are numbers. Let
$$ m = \frac1N \sum_{i=1}^N u_i, \quad s = \frac1N \sum_{i=1}^N (u_i - m)^2, \quad z_i = \frac{u_i - m}{\sqrt{s + \epsilon}}, \quad q_i = a z_i + b . $$
Let $L$ be the loss; the gradients $\frac{\partial L}{\partial q_i}$ are given. Then $\frac{\partial L}{\partial z_i} = a \frac{\partial L}{\partial q_i}$.

As $\sum_{i=1}^N (u_i - m) = 0$,
$$ \frac{\partial L}{\partial m} = SIGN\frac{1}{\sqrt{s + \epsilon}} \sum_{i=1}^N \frac{\partial L}{\partial z_i} . $$`;
  expect(verdicts(note.replace("SIGN", sign)).at(-1)).toBe(found);
});
