/** Notes that speak of several instances with the same letters. */
import { describe, expect, it } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { verdicts } from "./verdicts.ts";

const BOTH_SIZES = String.raw`# Linear forms

For a matrix $M$ we have $\frac{\partial}{\partial u}(u^T M u) = (M + M^T) u$.

**Example.** Let $c = \begin{bmatrix} 4 \\ 1 \\ 5 \end{bmatrix}$ and $u = \begin{bmatrix} u_1 \\ u_2 \\ u_3 \end{bmatrix}$.
Then $c^T u = 4 u_1 + u_2 + 5 u_3$.

**Example.** Let $M = \begin{bmatrix} 1 & 7 \\ 2 & 3 \end{bmatrix}$ and $u = \begin{bmatrix} u_1 \\ u_2 \end{bmatrix}$.
Then $M + M^T = \begin{bmatrix} 2 & 9 \\ 9 & 6 \end{bmatrix}$.
`;

describe("a letter that is printed in several sizes", () => {
  it("is of no one size", () => {
    const found = verdicts(BOTH_SIZES);
    expect(found).not.toContain("ill-formed");
    expect(found).not.toContain("wrong");
  });

  it("is of one where it is printed in one", () => {
    const one = String.raw`Let $M = \begin{bmatrix} 1 & 7 \\ 2 & 3 \end{bmatrix}$ and $u = \begin{bmatrix} u_1 \\ u_2 \\ u_3 \end{bmatrix}$.
Then $M u = \begin{bmatrix} u_1 + 7 u_2 \\ 2 u_1 + 3 u_2 \end{bmatrix}$.`;
    expect(verdicts(one)).toContain("ill-formed");
  });
});

describe("one derivative in several cases", () => {
  const start = String.raw`The outputs are $q_k = \sigma(s_k)$, with the logistic function $\sigma$.`;

  it.each([
    ["- **Linear output:** ", "- **Sigmoid output:** "],
    ["- 线性输出：", "- S 形输出："],
    ["- 線形の出力：", "- シグモイドの出力："],
  ])("is of each what its label says: %s", (first, second) => {
    const cases = `${first}$\\frac{\\partial q_k}{\\partial s_k} = 1$\n${second}$\\frac{\\partial q_k}{\\partial s_k} = q_k(1 - q_k)$\n`;
    expect(verdicts(`${start}\n\n${cases}`)).not.toContain("wrong");
  });

  it("is one where only one is claimed", () => {
    const claim = String.raw`Output: $\frac{\partial q_k}{\partial s_k} = q_k(1 + q_k)$`;
    expect(verdicts(`${start}\n\n${claim}\n`)).toEqual(["wrong"]);
  });
});

describe("a function that is given only further on", () => {
  const given = String.raw`Let $Y = P Z Q$.`;
  const later = String.raw`**Example.** $f = s^T Z t$, so $\frac{\partial f}{\partial Z} = s t^T$.`;
  const claim = (factor: string): string =>
    String.raw`$$\frac{\partial f}{\partial Z} = ${factor} \frac{\partial f}{\partial Y} Q^T$$`;

  it("is any function before", () => {
    expect(verdicts(`${given}\n\n${claim("P^T")}\n\n${later}\n`)).not.toContain("wrong");
    expect(verdicts(`${given}\n\n${claim("P^T")}\n`)).toEqual(["right"]);
  });

  it("of which a wrong chain is wrong", () => {
    expect(verdicts(`${given}\n\n${claim("P^T")}\n\n${claim("P")}\n`)).toEqual(["right", "wrong"]);
  });
});

describe("π", () => {
  it("is the number where a note says nothing else of it", () => {
    expect(verdicts(String.raw`Here $\sin\left(\frac{\pi}{2}\right) = 1$ and $2\cos(\pi) = -2$.`)).toEqual([
      "right",
      "right",
    ]);
    expect(verdicts(String.raw`Here $\cos(\pi) = -1$ and $2\cos(\pi) = 2$.`)).not.toEqual(["right", "right"]);
  });

  it("is a name where it has an index, or is given", () => {
    const mixture = String.raw`Let $L = \sum_{k=1}^K c_k \log \pi_k$. Then $\frac{\partial L}{\partial \pi_k} = \frac{c_k}{\pi_k}$.`;
    expect(verdicts(mixture)).toEqual(["right"]);
    const given = String.raw`Let $\pi = \frac{1}{1 + e^{-a}}$. Then $\frac{d \pi}{d a} = \pi(1 - \pi)$.`;
    expect(verdicts(given)).toEqual(["right"]);
  });
});

describe("values that are given for an example", () => {
  const given = String.raw`Let $q(s_1, s_2) = s_1^2 + s_1 s_2$. Take

- $s_1 = 2, s_2 = 3$
- $r_1 = s_1^2 = 4$
- $r_2 = s_1 s_2$`;
  const last = (latex: string): string | undefined => verdicts(`${given}\n- $${latex}$\n`).at(-1);

  it.each([
    ["r_2 = s_1 s_2 = 6", "right"],
    [String.raw`\frac{\partial r_2}{\partial s_2} = 1 \cdot s_1 = 2`, "right"],
    [String.raw`\frac{\partial r_2}{\partial s_2} = s_1 = 3`, "wrong"],
  ])("are those of the lines behind them: %s is %s", (latex, verdict) => {
    expect(last(latex)).toBe(verdict);
  });

  it("refute no number that may be said of others, or is rounded", () => {
    expect(last("r_2 = s_1 s_2 = 5")).toBe("unclear");
    expect(last(String.raw`e^{s_1} = 7.389`)).not.toBe("wrong");
  });
});

describe("letters in bold type and without, by the note's own commands", () => {
  const given = String.raw`\newcommand{\uv}{\mathbf{u}}
\newcommand{\vv}{\mathbf{v}}
\newcommand{\xv}{\mathbf{x}}`;
  const both = String.raw`$\frac{\partial (\uv + \vv)}{\partial \xv} = \frac{\partial \uv}{\partial \xv} + \frac{\partial \vv}{\partial \xv}$, $\frac{\partial (u + v)}{\partial \xv} + \vv^\top \vv = \frac{\partial u}{\partial \xv} + \frac{\partial v}{\partial \xv} + \vv^\top \vv$`;
  const claim = String.raw`\[ \left[ \frac{\partial v \uv}{\partial \xv} \right]_{ij} = v \frac{\partial u_i}{\partial x_j} + u_i \frac{\partial v}{\partial x_j} \]`;

  it("are no error where a formula has both", () => {
    const note = readNote(
      "note.tex",
      String.raw`\documentclass{article}
${given}
\begin{document}
Let $\uv, \vv \in \mathbb{R}^n$ and $\xv \in \mathbb{R}^m$. ${both}

${claim}
\end{document}`,
    );
    expect(judgeNote(note).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
