/** Functions that stand without their argument: each right formula beside one that is wrong. */
import { describe, expect, test } from "vitest";
import { verdicts } from "./verdicts.ts";

describe("a prime of a function of a number is its derivative", () => {
  test.each([
    ["that is given with its argument", String.raw`Let $q(s) = e^{-3s}$. Then $q' = ☐$.`, "-3q", "3q"],
    ["that is given without one", String.raw`Put $z = \sin x$. Then $z'' = ☐$.`, "-z", "z"],
    [
      "with a bracket behind it",
      String.raw`Let $\rho(u) = \frac{1}{1 + e^{-u}}$. Then $\rho' = ☐$.`,
      String.raw`\rho(1 - \rho)`,
      String.raw`\rho(1 + \rho)`,
    ],
    [
      "with a bracket of its variable behind it",
      String.raw`Let $p(x) = x^2 e^x$. Then $p' = ☐$.`,
      "p (1 + 2/x)",
      "p (1 + 1/x)",
    ],
    [
      "that words name",
      String.raw`Here $\sigma$ is the sigmoid function. Then $\sigma' = ☐$.`,
      String.raw`\sigma(1 - \sigma)`,
      String.raw`\sigma(1 + \sigma)`,
    ],
    [
      "made of another",
      String.raw`Let $h(t) = \cos t$ and $k = h^3$. Then $k' = ☐$.`,
      "3 h^2 h'",
      "2 h^2 h'",
    ],
    [
      "made of one that nothing gives",
      String.raw`The function $w$ is differentiable, and $v = \frac{1}{w}$. Then $v' = ☐$.`,
      String.raw`-\frac{w'}{w^2}`,
      String.raw`\frac{w'}{w^2}`,
    ],
    [
      "at another place",
      String.raw`Let $r(x) = \ln x$ and $s(x) = r(5x)$. Then $s' = ☐$.`,
      "5 r'(5x)",
      "r'(5x)",
    ],
    ["in Chinese", String.raw`设 $h(x) = \tanh x$，则 $h' = ☐$。`, "1 - h^2", "1 + h^2"],
    [
      "in Japanese",
      String.raw`$c(t) = e^{-t^2}$ とする。このとき $c'' = ☐$ である。`,
      "(4t^2 - 2) c",
      "(4t^2 + 2) c",
    ],
  ])("%s", (_name, note, right, wrong) => {
    expect(verdicts(note.replace("☐", () => right))).toEqual(["right"]);
    expect(verdicts(note.replace("☐", () => wrong))).toEqual(["wrong"]);
  });

  test("and rules hold of all", () => {
    const rules = String.raw`Let $a(t) = t^3$ and $b(t) = \cos t$. Then $(ab)' = a'b + ab'$ and $(a/b)' = \frac{a'b - ab'}{b^2}$.`;
    expect(verdicts(rules)).toEqual(["right", "right"]);
    const chain = String.raw`For differentiable $p$ and $q$ we have $(p \circ q)' = (p' \circ q)\, q'$ and $(p \circ q)'(x) = p'(q(x))\, q'(x)$.`;
    expect(verdicts(chain)).toEqual(["right", "right"]);
    const wrong = String.raw`For differentiable $p$ and $q$ we have $(p \circ q)' = p' q'$.`;
    expect(verdicts(wrong)).not.toEqual(["right"]);
  });
});

test("a prime of what is no number is a transpose", () => {
  const vectors = String.raw`Let $d = a + b$ be a sum of vectors. Then $d'd = a'a + 2a'b + b'b$.`;
  expect(verdicts(vectors)).toEqual(["right"]);
  expect(verdicts(String.raw`Let $v = K u$. Then $v'v = u'K'K u$.`)).toEqual(["right"]);
  const entries = String.raw`Products of vectors are differentiated so: $(u \circ v)' = u' \circ v + u \circ v'$.`;
  expect(verdicts(entries)).not.toContain("wrong");
});
