/**
 * What authors write and readers take as it is meant, each beside a mistake of the same form that is refused.
 */
import { describe, expect, test } from "vitest";
import type { ListedClaim } from "../../src/note/finding.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const listed = (text: string): readonly ListedClaim[] => judgeNote(readNote("note.md", text)).listed ?? [];
const verdicts = (text: string): (string | undefined)[] =>
  listed(text).flatMap(({ role, verdict }) => (role === "claim" ? [verdict] : []));

const VECTORS = String.raw`Let $p, q \in \mathbb{R}^k$. `;
const spread = (factor: string) => String.raw`
Let $m = \frac1k \sum_{j=1}^k y_j$ and $s^2 = \frac1k \sum_{j=1}^k (y_j - m)^2$. Then
$$\frac{\partial s^2}{\partial y_i} = ${factor} (y_i - m).$$`;

describe("is read as it is meant", () => {
  test.each([
    [
      "a dot between columns",
      `${VECTORS}Then $p \\cdot q = p^\\top q$.`,
      `${VECTORS}Then $p \\cdot q = 2 p^\\top q$.`,
    ],
    [
      "the length of a column",
      `${VECTORS}Then $|p|^2 = p^\\top p$.`,
      `${VECTORS}Then $|p|^2 = 2 p^\\top p$.`,
    ],
    ["a square that is defined", spread(String.raw`\frac{2}{k}`), spread(String.raw`\frac{1}{k}`)],
    [
      "an identity of two sizes",
      String.raw`Let $C \in \mathbb{R}^{m \times n}$ and $I \in \mathbb{R}^{n \times n}$ the identity. Then $(I C^\top)^\top = I C$.`,
      String.raw`Let $C \in \mathbb{R}^{m \times n}$ and $I \in \mathbb{R}^{n \times n}$ the identity. Then $(I C^\top)^\top = 2 I C$.`,
    ],
    [
      "a trace that asks for equal sizes",
      String.raw`Let $F \in \mathbb{R}^{m \times n}$ and $H \in \mathbb{R}^{n \times p}$. Then $\operatorname{tr}(F H) = \operatorname{tr}(H^\top F^\top)$.`,
      String.raw`Let $F \in \mathbb{R}^{m \times n}$ and $H \in \mathbb{R}^{n \times p}$. Then $\operatorname{tr}(F H) = \operatorname{tr}(H^\top F)$.`,
    ],
  ])("%s", (_name, right, wrong) => {
    expect(verdicts(right)).toEqual(["right"]);
    expect(verdicts(wrong)).toEqual(["wrong"]);
  });
});

test("entries that are numbered from 0 stay where they are at any size", () => {
  const note = (entry: string) => String.raw`
Let $c \in \mathbb{R}^{d}$ be
$$c = \begin{bmatrix} c_0 \\ c_1 \\ c_2 \end{bmatrix}$$
and $f = 3 c_1 + c_2^2$. Then $\frac{\partial f}{\partial ${entry}} = 3$.`;
  expect(verdicts(note("c_1"))).toEqual(["right"]);
  expect(verdicts(note("c_2"))).not.toEqual(["right"]);
});

describe("is no claim, or an open one", () => {
  const isRefuted = (text: string): boolean =>
    judgeNote(readNote("note.md", text)).findings.some(({ severity }) => severity === "error");
  test.each([
    [
      "another function of the same name",
      String.raw`Common are $r(t) = \frac{1}{1 + e^{-t}}$ and, cheaper, $r(t) = \max(0, t)$.`,
    ],
    ["where a slope vanishes", "Let $h(t) = t^2 - 4t$. It is least where $0 = h'(t)$."],
    ["what an index is", "Sum over $l = L - 1$ and below, except where $i = j$."],
    [
      "the unknowns of equations",
      String.raw`Let $x_1, x_2 \in \mathbb{R}^2$. Solve $3 x_1 - x_2 = 7$ and $x_1 + x_2 = 1$.`,
    ],
    [
      "a list that stands as it stands",
      String.raw`Let $u \in \mathbb{R}^k$ and $v = \operatorname{softmax}(u) = \{v_1, v_2, \dots, v_k\}$.`,
    ],
  ])("%s", (_name, text) => {
    expect(isRefuted(text)).toBe(false);
  });

  test("a letter with which nothing fits", () => {
    const note = String.raw`
Let $D \in \mathbb{R}^{k \times k}$ and $u \in \mathbb{R}^{n \times k}$.

$$D u = u D$$ $$u D u = 3 D$$ $$D u D = u D D$$ $$u (D + D^\top) = D u$$`;
    expect(verdicts(note).filter((verdict) => verdict === "wrong" || verdict === "ill-formed")).toEqual([]);
  });
});
