/**
 * Small notes and what the proof-reader says of them.
 */
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const judged = (text: string) => judgeNote(readNote("note.md", text));

/** Verdict, rule and correction of each finding. */
const said = (text: string): readonly string[] =>
  judged(text).findings.map(({ verdict, rule, correct }) =>
    [verdict, rule, ...(correct ? [correct] : [])].join(" | "),
  );

const LINEAR = String.raw`Let $Y = XW$ with $X \in \mathbb{R}^{m \times k}$ and $W \in \mathbb{R}^{k \times n}$. `;

describe("a linear layer", () => {
  test.each([
    ["right", String.raw`$\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}$`, []],
    [
      "factors exchanged",
      String.raw`$\frac{\partial L}{\partial X} = W^T \frac{\partial L}{\partial Y}$`,
      [String.raw`ill-formed | shape | \frac{\partial L}{\partial Y} W^T`],
    ],
    [
      "a cotangent by name, and a transpose too few",
      String.raw`Let $G = \frac{\partial L}{\partial Y}$. $$\frac{\partial L}{\partial W} = X G$$`,
      ["ill-formed | shape | X^T G"],
    ],
    [
      "four indices",
      String.raw`$\frac{\partial Y}{\partial W} = X^T$`,
      [
        String.raw`ill-formed | matrix-by-matrix | \frac{\partial y_{ij}}{\partial w_{pq}} = x_{ip} \delta_{jq}`,
      ],
    ],
    [
      "a stacked Jacobian is not refused",
      String.raw`$\frac{\partial Y}{\partial W} = I_n \otimes X$`,
      ["unclear | four-indices"],
    ],
    [
      "sums by entries",
      String.raw`$$\frac{\partial L}{\partial w_{ij}} = \sum_{l=1}^{m} x_{lj} \frac{\partial L}{\partial y_{li}}$$`,
      [String.raw`wrong | wrong-index | \sum_{l=1}^{m} x_{li} \frac{\partial L}{\partial y_{lj}}`],
    ],
    [
      "a symbol that nothing explains is asked for, not refused",
      String.raw`$\frac{\partial L}{\partial W} = X^\top \Delta$`,
      ["unclear | undeclared"],
    ],
  ])("%s", (_name, text, findings) => {
    expect(said(LINEAR + text)).toEqual(findings);
  });
});

describe("other notes", () => {
  test("least squares: a factor 2", () => {
    const note = String.raw`$L = \|Xw - y\|^2$, $X \in \mathbb{R}^{m \times n}$, $w \in \mathbb{R}^n$, $y \in \mathbb{R}^m$; $$\nabla_w L = X^\top (Xw - y)$$`;
    expect(said(note)).toEqual([String.raw`wrong | wrong-factor | 2X^\top (Xw - y)`]);
  });

  test("numerator layout throughout is only warned of", () => {
    const note = String.raw`$f(x) = x^\top A x$ with $x \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$. $$\frac{\partial f}{\partial x} = x^\top (A + A^\top)$$`;
    expect(said(note)).toEqual(["unclear | numerator-layout"]);
  });

  test("2Ax needs a symmetric A", () => {
    const note = String.raw`$f(x) = x^\top A x$ with $x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$`;
    const claim = String.raw`. $$\frac{\partial f}{\partial x} = 2 A x$$`;
    expect(judged(`${note} symmetric${claim}`).findings).toEqual([]);
    expect(said(note + claim)).toEqual(["wrong | sides-differ"]);
  });

  test("scalars: the slope of a sigmoid", () => {
    const note = String.raw`$a = \sigma(z)$, $z = w x + b$. $\frac{\partial a}{\partial w} = a(1-a)x$, $\frac{\partial a}{\partial b} = a(1+a)$.`;
    expect(said(note)).toEqual(["wrong | wrong-sign | a(1-a)"]);
  });

  test("edits stand where they say", () => {
    const note = `${LINEAR}$\\frac{\\partial L}{\\partial X} = W^T \\frac{\\partial L}{\\partial Y}$`;
    const [{ edit } = {}] = judged(note).findings;
    const mended = note.slice(0, edit!.start) + edit!.text + note.slice(edit!.end);
    expect(judged(mended).findings).toEqual([]);
  });
});

describe("a function that the note defines", () => {
  const SIGMOID =
    "With $\\sigma(z) = \\frac{1}{1 + e^{-z}}$ we have $\\sigma'(z) = \\sigma(z)(1 - \\sigma(z))$.";
  const REST =
    "Let $X \\in \\mathbb{R}^{n \\times d}$, $p = \\sigma(Xw)$, $J = -y^\\top \\log p - (1 - y)^\\top \\log(1 - p)$.";

  test("is the table's where its values are, and then of any argument", () => {
    expect(
      judgeNote(readNote("a.md", `${SIGMOID} ${REST} Then $\\nabla_w J = X^\\top (p - y)$.`)),
    ).toMatchObject({
      findings: [],
    });
    const { findings } = judgeNote(
      readNote("a.md", `${SIGMOID} ${REST} Then $\\nabla_w J = X^\\top (y - p)$.`),
    );
    expect(findings.filter(({ severity }) => severity === "error")).toHaveLength(1);
  });

  test("is not judged of another argument where it is none of the table's", () => {
    const { findings } = judgeNote(
      readNote("a.md", "Let $g(z) = z^2 + 1$ and $p = g(3 q)$. Then $p = 9 q^2 + 1$."),
    );
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("an identity that names its function itself holds whatever the note says of its letters", () => {
  const text = (claim: string) =>
    `Let $A \\in \\mathbb{R}^{m \\times n}$, $f = A x$. In general $\\frac{\\partial \\operatorname{tr}(X^T A X)}{\\partial X} = ${claim}$.`;
  const said = (claim: string) => judgeNote(readNote("a.md", text(claim))).findings.map(({ rule }) => rule);
  expect(said("(A + A^T) X")).toEqual(["letter-reused"]);
  expect(said("(A - A^T) X")).not.toContain("letter-reused");
});
