/** Claims that hold where an inequality does: each beside one that holds in the other case, or nowhere. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

describe("a derivative where an inequality holds", () => {
  test.each([
    [
      "of an entry",
      String.raw`Let $q_k = \max(0, b_k)$ and $E = \sum_{k=1}^n q_k$. Whenever $b_k > 0$, $\frac{\partial E}{\partial b_k} = ☐$.`,
      "1",
      "2",
    ],
    [
      "of a negative number",
      String.raw`Let $\omega(t) = |t|$. For $t < 0$ we have $\omega'(t) = ☐$.`,
      "-1",
      "1",
    ],
    [
      "of an expression",
      String.raw`Let $m = \max(0, 2 - c\, u^\top v)$. If $c\, u^\top v < 2$, then $\frac{\partial m}{\partial u} = ☐$.`,
      "-c v",
      "c v",
    ],
    [
      "behind the claim",
      String.raw`Let $\rho(s) = \max(0, s)^2$. Then $\rho'(s) = ☐$ if $s > 0$, and $\rho'(s) = 0$ if $s < 0$.`,
      "2 s",
      "s",
    ],
    [
      "and otherwise",
      String.raw`Let $r(s) = \max(0, s)$. If $s < 0$, then $r'(s) = 0$, otherwise $r'(s) = ☐$.`,
      "1",
      "-1",
    ],
    [
      "in Chinese",
      String.raw`设 $g(x) = \sum_{i=1}^n |x_i|$。当 $x_i < 0$ 时，有 $\frac{\partial g}{\partial x_i} = ☐$。`,
      "-1",
      "1",
    ],
    [
      "in Japanese",
      String.raw`$h_i = \mathrm{ReLU}(z_i)$、$L = \frac12 \sum_i h_i^2$ とする。$z_i > 0$ のとき $\frac{\partial L}{\partial z_i} = ☐$ である。`,
      "z_i",
      "2 z_i",
    ],
  ])("%s", (_name, note, right, wrong) => {
    const [own, other] = [right, wrong].map((value) => verdicts(note.replace("☐", () => value)));
    expect(own).not.toContain("wrong");
    expect(own).toContain("right");
    expect(other).toContain("wrong");
  });
});

test("an inequality of sizes says nothing of where", () => {
  const note = String.raw`Let $M$ be a $p \times q$ matrix of full column rank, where $p > q$. Then $\frac{\partial}{\partial M} \log\det(M^\top M) = ☐$.`;
  expect(verdicts(note.replace("☐", () => String.raw`2 M (M^\top M)^{-1}`))).toEqual(["right"]);
  expect(verdicts(note.replace("☐", () => String.raw`M (M^\top M)^{-1}`))).toEqual(["wrong"]);
});
