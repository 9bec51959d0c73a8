/**
 * False alarms of the most ordinary kind: numbers that were taken for columns, gaps, examples, layers.
 */
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const judged = (text: string) => judgeNote(readNote("note.md", text));
const verdicts = (text: string) =>
  (judged(text).listed ?? []).flatMap(({ role, verdict }) => (role === "claim" ? [verdict] : []));
const errors = (text: string) => judged(text).findings.filter(({ severity }) => severity === "error");

test.each([
  [
    "a quotient of what is made of columns",
    String.raw`$u = A v + c$, $p = \sigma(u)$ and $E = -t \log(p) - (1-t) \log(1-p)$. $$\frac{\partial E}{\partial p} = \frac{p - t}{p(1-p)}$$`,
  ],
  [
    "wide gaps between formulas",
    String.raw`$$g(u,v) = u v \hspace{0.6in} \rightarrow \hspace{0.6in} \frac{\partial g}{\partial u} = v \hspace{2em} \frac{\partial g}{\partial v} = u$$`,
  ],
  [
    "a sum by a capital sigma, its end first",
    String.raw`误差为 $E = \frac{1}{2} \Sigma^{K}_{k=1} (t_k - y_k)^2$，则 $\frac{\partial E}{\partial y_k} = y_k - t_k$。`,
  ],
  [
    "the point of an example before",
    String.raw`## One

Let $f(u) = u_1^2 + u_2 u_3$. At the point $u = \begin{bmatrix} 1 \\ 2 \\ -1 \end{bmatrix}$ it is $-1$.

## Two

Let $B = \begin{bmatrix} 2 & 1 \\ 1 & 3 \end{bmatrix}$.

$$\nabla_u (u^\top B u) = 2 B u$$`,
  ],
  [
    "a size that is a number for an example",
    String.raw`$u, v \in \mathbb{R}^k$ とする。$k = 4$ の場合、例えば $u = \begin{pmatrix} 1 & 0 & 1 & 1 \end{pmatrix}^\top$ である。 $$u^\top v = \sum_{j=1}^k v_j u_j$$`,
  ],
])("%s", (_name, text) => {
  expect(errors(text)).toEqual([]);
  expect(new Set(verdicts(text))).toEqual(new Set(["right"]));
});

describe("no error is certain", () => {
  test.each([
    [
      "of a function called by a capital Greek letter",
      String.raw`Let $A \in \mathbb{R}^{p \times q}$, and let $\Delta(A)_{ij}$ be zero but for one entry. $$\frac{\partial A}{\partial A_{ij}} = \Delta(A)_{ij}$$`,
    ],
    [
      "of layers that are told apart by an index alone",
      String.raw`$$s_k = c_k + \sum_j h_j v_{jk}, \qquad s_j = c_j + \sum_i h_i v_{ij}, \qquad h_j = g_j(s_j)$$ $$\frac{\partial s_k}{\partial c_j} = v_{jk} g_j'(s_j) \frac{\partial s_j}{\partial c_j}$$`,
    ],
  ])("%s", (_name, text) => {
    expect(errors(text)).toEqual([]);
  });
});

test("narrow gaps part nothing, and a wrong slope of a sum by a sigma is refused", () => {
  const text = String.raw`Let $u \in \mathbb{R}^n$. $$\nabla_u (3 u^\top u) = 6 \hspace{0.1cm} u$$`;
  expect(verdicts(text)).toEqual(["right"]);
  const sum = String.raw`The loss is $E = \frac12 \Sigma_{k=1}^K (t_k - y_k)^2$. Then $\frac{\partial E}{\partial y_k} = t_k - y_k$.`;
  expect(verdicts(sum)).toEqual(["wrong"]);
});
