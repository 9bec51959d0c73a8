/**
 * What is an error and what is only not understood: a slip is refused, another meaning of the letters is not.
 */
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { verdicts } from "./verdicts.ts";

describe("a refuted claim", () => {
  test.each([
    ["a factor lost", String.raw`Let $f(x) = x^\top x$ with $x \in \mathbb{R}^n$. Then $\nabla f(x) = x$.`],
    [
      "an entry's indices turned",
      String.raw`Let $z = V u$ with $V \in \mathbb{R}^{m \times n}$. Then $\frac{\partial z_i}{\partial u_j} = v_{ji}$.`,
    ],
    [
      "symmetry that is not said",
      String.raw`Let $g(x) = x^\top M x$ with $M \in \mathbb{R}^{n \times n}$. Then $\nabla g(x) = 2 M x$.`,
    ],
  ])("with one slip is wrong: %s", (_name, text) => {
    expect(verdicts(text)).toEqual(["wrong"]);
  });

  test.each([
    ["no slip explains it", String.raw`Let $f(x) = x^\top x$. Then $\nabla f(x) = \sin(x) \odot e^{x} + 7$.`],
    ["it says what its letter is", "It is its own square (i.e., $R^2 = R$)."],
  ])("may mean something else: %s", (_name, text) => {
    expect(verdicts(text)).not.toContain("wrong");
    expect(verdicts(text)).not.toContain("ill-formed");
  });
});

test("a step that its own general member defines is read, whatever its letters are elsewhere", () => {
  const text = String.raw`Let $v = (v_1, v_2, \dots, v_n)$. $$v_{t+1} = v_t - \tau \nabla H(v_t), \quad H(v) = \sum_{n=1}^M H_n(v).$$`;
  expect(judgeNote(readNote("note.md", text)).listed).toHaveLength(3);
});

test("in a short note what can't be judged doesn't speak against a mistake", () => {
  const text = String.raw`Let $f(x) = x^\top M x$ with $M \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. Then $\nabla f(x) = (M - M^\top) x$. Elsewhere $\nabla q(z) = \Gamma(z)$, $\int g\, dz = \Omega(g)$ and $\nabla r(z) = \Xi(z)$.`;
  expect(verdicts(text)[0]).toBe("wrong");
});

test.each([
  ["s = \\mathbf{a}^\\top \\mathbf{s}", "\\nabla_{\\mathbf{a}} s = \\mathbf{s}", ["unclear"]],
  ["h = \\mathbf{a}^\\top \\mathbf{s}", "\\nabla_{\\mathbf{a}} h = \\mathbf{s}", ["right"]],
  ["h = \\mathbf{a}^\\top \\mathbf{s}", "\\nabla_{\\mathbf{a}} h = 2 \\mathbf{s}", ["wrong"]],
])("a letter that means two things in two types of print is no mistake: %s, %s", (given, claim, found) => {
  const text = `Let $\\mathbf{a}, \\mathbf{s} \\in \\mathbb{R}^n$ and $$${given}.$$ Then $${claim}$.`;
  expect(verdicts(text)).toEqual(found);
});

test.each([
  ["For diagonal matrices $E F = F E$.", ["unclear"]],
  ["Diagonal matrices commute: $E F = F E$.", ["unclear"]],
  ["对角矩阵的乘积可交换，即 $E F = F E$。", ["unclear"]],
  ["対角行列では $E F = F E$ である。", ["unclear"]],
  [
    "Some are diagonal. Let $A, B \\in \\mathbb{R}^{n \\times n}$. Then $(A B)^\\top = A^\\top B^\\top$.",
    ["wrong"],
  ],
])("what holds of matrices that words speak of without a name isn't sure to be wrong: %s", (text, found) => {
  expect(verdicts(text)).toEqual(found);
});

test.each([
  [String.raw`d \|x\|^2 = \sum_{i=1}^n d x_i^2 = 2 x^\top d x`, "wrong"],
  [String.raw`d \|x\|^2 = 3 x^\top d x`, "right"],
])("the differential of a square may be written as the square of one: %s", (claim, not) => {
  const found = verdicts(`Let $x \\in \\mathbb{R}^n$. Then $$${claim}.$$`);
  expect(found).not.toContain(not);
});

test.each([
  ["M = K", "For the product to be defined, $$", "$$ must hold.", "right"],
  ["M = K", "The product is defined only if $", "$.", "ill-formed"],
  ["M = P", "For the product to be defined, $$", "$$ must hold.", "ill-formed"],
])("sizes that are said to be equal are: %s behind %s", (sizes, before, after, found) => {
  const given = "Let $A \\in \\mathbb{R}^{N \\times M}$ and $B \\in \\mathbb{R}^{K \\times P}$.";
  const claim = "Then $(A B)^\\top = B^\\top A^\\top$.";
  expect(verdicts(`${given} ${before}${sizes}${after} ${claim}`)).toEqual([found]);
});
