/** Derivatives by time, along what the note says of how its letters move. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

test.each([
  [
    "en, under a linear system",
    String.raw`The plant obeys $\dot z = F z$, and $W(z) = z^\top S z$ with $S$ symmetric. Along its trajectories $\dot W = □$.`,
    String.raw`z^\top (F^\top S + S F) z`,
    String.raw`z^\top (F^\top S - S F) z`,
  ],
  [
    "zh, at a time that is written out",
    String.raw`系统为 $\dot{z}(t) = F z(t) + G v(t)$，取 $W(z) = \frac12 z^\top S z$，其中 $S$ 对称。则 $\frac{dW}{dt} = □$。`,
    String.raw`z^\top S (F z + G v)`,
    String.raw`2 z^\top S (F z + G v)`,
  ],
  [
    "ja, along the flow of a gradient",
    String.raw`勾配流 $\frac{dw}{dt} = -\nabla h(w)$ を考える。このとき $\frac{d}{dt} h(w) = □$ である。`,
    String.raw`-\|\nabla h(w)\|^2`,
    String.raw`\|\nabla h(w)\|^2`,
  ],
  [
    "of a difference of two states, one with a hat",
    String.raw`Let $\dot x = F x$, $\dot{\hat{x}} = F \hat{x} + K(y - H \hat{x})$, $y = H x$ and $r = x - \hat{x}$. Then $\dot r = □$.`,
    String.raw`(F - K H) r`,
    String.raw`(F + K H) r`,
  ],
  [
    "of the second order",
    String.raw`Let $\ddot q = -R q$ with $R$ symmetric, and $H = \frac12 \dot q^\top \dot q + \frac12 q^\top R q$. Then $\dot H = □$.`,
    String.raw`\dot q^\top \ddot q + q^\top R \dot q`,
    String.raw`\dot q^\top \ddot q + 2 q^\top R \dot q`,
  ],
  [
    "of rates that nothing gives",
    String.raw`Write $v = \sin(u)$ and $w = u v$. Then $\dot w = □$.`,
    String.raw`\dot u v + u \cos(u) \dot u`,
    String.raw`\dot u v - u \cos(u) \dot u`,
  ],
  [
    "by the time itself",
    String.raw`Let $x = e^{-a t}$. Then $\ddot x = □$.`,
    String.raw`a^2 x`,
    String.raw`-a^2 x`,
  ],
])("%s", (_name, note, right, wrong) => {
  expect(verdicts(note.replace("□", right))).toEqual(["right"]);
  expect(verdicts(note.replace("□", wrong))).toEqual(["wrong"]);
});

describe("no rate is known for sure", () => {
  test("∂V/∂t may leave out what moves", () => {
    const note = String.raw`Let $\dot x = F x$ and $V = x^\top x$. Then $\frac{\partial V}{\partial t} = 0$.`;
    expect(verdicts(note)).not.toContain("wrong");
  });
  test("a hat with a dot is no hat", () => {
    const note = String.raw`Let $\hat{x} = B u$ and $\dot{\hat{x}} = C u$. Then $\hat{x}^\top \hat{x} = u^\top B^\top B u$.`;
    expect(verdicts(note)).not.toContain("wrong");
  });
});
