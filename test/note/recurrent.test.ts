/** States that are made of the state before by weights that all steps share: h_t = tanh(V h_{t-1} + …). */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

describe("a loss of all states gathers what each step gives", () => {
  test.each([
    [
      "en, by what goes into the states",
      String.raw`A cell computes $p_t = F p_{t-1} + G u_t$, $q_t = \tanh(p_t)$, with $p_t \in \mathbb{R}^n$ and $u_t \in \mathbb{R}^m$, and $\gamma_t = \frac{\partial \ell}{\partial p_t}$. Then $\frac{\partial \ell}{\partial F} = □$.`,
      String.raw`\sum_{t=1}^{T} \gamma_t p_{t-1}^\top`,
      String.raw`\sum_{t=1}^{T} \gamma_t p_t^\top`,
    ],
    [
      "zh, by the states",
      String.raw`设 $s_t = \tanh(W s_{t-1} + G u_t)$，$t = 1, \dots, T$，记 $\gamma_t = \frac{\partial L}{\partial s_t}$，则 $\frac{\partial L}{\partial W} = □$。`,
      String.raw`\sum_{t=1}^{T} ((1 - s_t \odot s_t) \odot \gamma_t) s_{t-1}^\top`,
      String.raw`2 \sum_{t=1}^{T} ((1 - s_t \odot s_t) \odot \gamma_t) s_{t-1}^\top`,
    ],
    [
      "ja, of one input",
      String.raw`$z_t = \tanh(v_t)$、$v_t = K z_{t-1} + R u_t$ とし、$\kappa_t = \frac{\partial J}{\partial v_t}$ とおく。このとき $\frac{\partial J}{\partial u_t} = □$ である。`,
      String.raw`R^\top \kappa_t`,
      String.raw`2 R^\top \kappa_t`,
    ],
  ])("%s", (_name, note, right, wrong) => {
    expect(verdicts(note.replace("□", right))).toEqual(["right"]);
    expect(verdicts(note.replace("□", wrong))).toEqual(["wrong"]);
  });

  test.each([
    [
      "en",
      String.raw`Let $p_t = K q_{t-1} + c$ and $q_t = \tanh(p_t)$. Then $\frac{\partial p_t}{\partial q_{t-1}} = □K$.`,
    ],
    [
      "zh",
      String.raw`设 $p_t = K q_{t-1} + R u_t$，$q_t = \tanh(p_t)$。由 $\tanh'(p) = 1 - \tanh^2(p)$ 得 $\frac{\partial p_t}{\partial q_{t-1}} = □K$。`,
    ],
    [
      "ja",
      String.raw`$p_t = K q_{t-1} + c$、$q_t = \tanh(p_t)$ とする。ただし $q_{T+1} = 0$ とおく。このとき $\frac{\partial p_t}{\partial q_{t-1}} = □K$ である。`,
    ],
  ])("sizes go round with the states: %s", (_name, note) => {
    expect(verdicts(note.replace("□", "")).at(-1)).toBe("right");
    expect(verdicts(note.replace("□", "2 ")).at(-1)).toBe("wrong");
  });

  test("a loss of the last state alone goes back from step to step", () => {
    const note = (claim: string) =>
      String.raw`再帰 $z_t = \tanh(v_t)$、$v_t = K z_{t-1} + R u_t$ において $\kappa_t = \frac{\partial J}{\partial v_t}$ とおく。損失は最後の状態だけの関数とする。このとき $\kappa_t = ${claim}$。`;
    expect(verdicts(note(String.raw`(1 - z_t \odot z_t) \odot (K^\top \kappa_{t+1})`))).toEqual(["right"]);
    expect(verdicts(note(String.raw`(1 + z_t \odot z_t) \odot (K^\top \kappa_{t+1})`))).not.toContain(
      "right",
    );
  });
});

test("a loss that is a sum is no vector of its parts, whatever section it is differentiated in", () => {
  const note = (claim: string) => String.raw`
# 模型
设 $u_t \in \mathbb{R}^p$，$t = 1, \dots, T$，$q_t = \tanh(R u_t + K q_{t-1})$，$\ell = \sum_{t=1}^{T} \ell_t$，$\ell_t = \frac12 \|q_t\|^2$。
# 输入的梯度
记 $\kappa_t = \frac{\partial \ell}{\partial q_t}$，则 $\frac{\partial \ell}{\partial u_t} = ${claim}$。`;
  expect(verdicts(note(String.raw`R^\top ((1 - q_t \odot q_t) \odot \kappa_t)`))).toEqual(["right"]);
  expect(verdicts(note(String.raw`2 R^\top ((1 - q_t \odot q_t) \odot \kappa_t)`))).toEqual(["wrong"]);
});
