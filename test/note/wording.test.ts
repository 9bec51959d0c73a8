/** What a report says: whole formulas, in the author's names, and none where a mistake is quoted. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { proofread } from "../../src/note/proofread.ts";
import { readNote } from "../../src/note/reading/read.ts";

const SEEDS = ["000", "001", "002", "003"].map((name) =>
  readFileSync(new URL(`seeds/${name}.txt`, import.meta.url), "utf8"),
);
const SHORT = [
  String.raw`We have $\frac{\partial}{\partial X}\operatorname{tr}(A X) = A$.`,
  String.raw`For $x \in \mathbb{R}^n$ we have $\nabla_x \|A x\|^2 = 2 A A^\top x$ and $\nabla_x \|Ax\|^2 = 2 A A^\top x$.`,
  String.raw`Let $r : \mathbb{R}^n \to \mathbb{R}$ be $r(\mathbf{x}) = \mathbf{a}^\top \mathbf{x}$. Then $\mathbf{1}^\top \mathbf{x} = \mathbf{x}^\top \mathbf{1}$.`,
  String.raw`Let $\hat{x} = \frac{x - m \mathbf{1}}{s}$ and $L = g^\top \hat{x} + W$. Then $\mathbf{1}^\top \hat{x} = \mathbf{0}$, $\frac{\partial L}{\partial \gamma} = g \odot \hat{x}$.`,
  String.raw`Let $\ell(\beta, \sigma^2) = -\frac{1}{2\sigma^2} \|y - X\beta\|^2$. Then $\frac{\partial \ell}{\partial \sigma^2} = \frac{1}{2\sigma^2} \|y - X\beta\|^2$.`,
  String.raw`Let $R = \mathbb{E}[x x^\top]$, $f(K) = \operatorname{tr}(K R) + K$. Then $\nabla f = \mathbb{E}[\mathbf{x} \mathbf{x}^\top]$.`,
];

const depth = (text: string): number[] => {
  const bare = text.replace(/\\[\\{}]/g, "");
  let [now, least] = [0, 0];
  for (const char of bare) {
    now += char === "{" ? 1 : char === "}" ? -1 : 0;
    least = Math.min(least, now);
  }
  return [now, least];
};

test.each([...SEEDS, ...SHORT])("formulas are whole, and names the author's: %#", (text) => {
  const { findings, listed = [] } = proofread(readNote("note.md", text), judgeNote, { all: true });
  const said = [...findings, ...listed];
  expect(said.length).toBeGreaterThan(0);
  for (const { latex, why, ...rest } of said) {
    const correct = "correct" in rest ? rest.correct : undefined;
    // of a formula that nothing closes the text is shown
    const formulas = [latex, correct ?? ""].filter((formula) => !formula.includes("$"));
    for (const formula of formulas) expect([formula, ...depth(formula)]).toEqual([formula, 0, 0]);
    for (const words of [why, latex, correct ?? ""]) expect(words).not.toMatch(/#\d|U3c3|\\mathit\{U/);
  }
});

describe("a mistake that is quoted as one is no claim", () => {
  const SLIP = String.raw`$\nabla_x (x^\top M x) = 2 M x$`;
  test.each([
    `Many would write ${SLIP} for a general $M$, which is false.`,
    `The naive answer ${SLIP} lacks a transpose.`,
    `Is it true that ${SLIP}? It is not.`,
    `よくある間違いは ${SLIP} と書くことである。`,
    `常见错误是 ${SLIP}。`,
  ])("%s", (note) => {
    expect(
      judgeNote(readNote("note.md", note)).findings.filter(({ severity }) => severity === "error"),
    ).toEqual([]);
  });

  test("and what is said to be right is one", () => {
    const { findings } = judgeNote(readNote("note.md", `Many textbooks have ${SLIP} for every $M$.`));
    expect(findings.map(({ verdict }) => verdict)).toContain("wrong");
  });
});
