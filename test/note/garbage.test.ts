/**
 * Whatever a note holds, it is reported on.
 */
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const judged = (text: string) => judgeNote(readNote("note.md", text));

describe("garbage", () => {
  test.each([
    [""],
    ["$$"],
    ["$x = $"],
    ["$$ = = = $$"],
    ["$$ \\frac{\\partial}{\\partial} = \\delta_{ij} $$"],
    ["$$ A = A $$ $$ A = A A $$"],
    ["$x = y$ $y = x$ $\\frac{\\partial x}{\\partial y} = 1$"],
    ["$$ \\begin{bmatrix} a & b \\\\ c \\end{bmatrix} = \\begin{bmatrix} \\vdots \\end{bmatrix} $$"],
    ["$$ \\begin{bmatrix} \\cdots & \\cdots \\\\ \\vdots & \\ddots \\end{bmatrix} = A $$"],
    ["$$ I_{0} = I_{999999} $$ $$ \\mathbf{1}_{100000 \\times 100000} = A $$"],
    ["$$ \\sum_{i=1}^{1000000000} x_i = y $$"],
    ["$__proto__ = constructor$, $toString(x) = valueOf(x)$"],
    ["$X \\in \\mathbb{R}^{m \\times n}$, $\\det(X) = \\operatorname{tr}(X^{-1})$, $X^{99999} = X$"],
  ])("%s gives a report", (text) => {
    const { claims, right } = judged(text);
    expect(right).toBeLessThanOrEqual(claims);
  });

  test("a formula nested a thousand deep gives a report", () => {
    const deep = `${"(".repeat(1000)}x${")".repeat(1000)}`;
    expect(
      judged(`$y = ${deep}$ and $${"\\frac{1}{".repeat(400)}x${"}".repeat(400)} = z$`).right,
    ).toBeGreaterThanOrEqual(0);
  });

  test("a note with random cuts gives a report", () => {
    const random = randomFrom(7, "garbage");
    const note =
      "$Y_{a\\times c} = X_{a\\times b} W_{b\\times c}$, so $\\frac{\\partial L}{\\partial W} = X^\\top \\frac{\\partial L}{\\partial Y}$ and $y_{ij}=\\sum_{k=1}^b x_{ik}w_{kj}$, $$\\overbrace{\\begin{bmatrix} a_{1,1} & \\cdots & a_{1,n} \\\\ \\vdots & & \\vdots \\\\ a_{m,1} & \\cdots & a_{m,n} \\end{bmatrix}}^{A} = B$$";
    for (let i = 0; i < 60; i++) {
      const [a, b] = [random.whole(0, note.length), random.whole(0, note.length)];
      expect(judged(note.slice(0, a) + note.slice(b)).findings).toBeInstanceOf(Array);
    }
  });
});

test("of a note with more mathematics than the limit only so much is judged, and that is said", () => {
  const formula = "$\\nabla_x x^\\top x = 2x$ ";
  const { findings, claims } = judgeNote(readNote("long.md", formula.repeat(40)), undefined, 300);
  expect(claims).toBeGreaterThan(0);
  expect(claims).toBeLessThan(40);
  expect(findings.filter(({ rule }) => rule === "too-long")).toMatchObject([
    { severity: "note", start: claims * formula.length + 1 },
  ]);
});

test("a sentence of a million characters is passed over", () => {
  expect(judgeNote(readNote("long.md", `$a = b$ ${"word ".repeat(200_000)}`)).findings.length).toBeLessThan(
    3,
  );
});
