/**
 * What follows from a gradient that is set to zero is judged where it vanishes, in whatever words it follows; what is
 * said to be so everywhere is judged everywhere.
 */
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const verdicts = (text: string): string[] =>
  (judgeNote(readNote("note.md", text)).listed ?? []).flatMap(({ latex, verdict }) =>
    verdict ? [`${verdict}: ${latex}`] : [],
  );

const SIZES = "Let $A \\in \\mathbb{R}^{m \\times k}$, $u \\in \\mathbb{R}^k$ and $t \\in \\mathbb{R}^m$.";
const LOSS = "The cost is $C(u) = \\frac12 \\|A u - t\\|^2$.";
const MODEL = "The prediction is $\\hat t = A u$ and the cost is $C(u) = \\frac12 \\|\\hat t - t\\|^2$.";
const ZERO = "\\nabla C(u) = A^\\top (A u - t) = 0";

describe.each([
  ["in its own words", `${SIZES} ${LOSS}`],
  ["by the prediction", `${SIZES} ${MODEL}`],
])("with the cost %s", (_, start) => {
  test.each([
    `At the optimum $${ZERO}$; we arrive at $A^\\top A u = A^\\top t$.`,
    `$$${ZERO}$$\n\nRearranging,\n\n$$A^\\top A u = A^\\top t$$`,
    `$$${ZERO} \\to A^\\top A u = A^\\top t$$`,
    `$$${ZERO} \\longrightarrow u = (A^\\top A)^{-1} A^\\top t$$`,
    `由 $${ZERO}$ 可知 $A^\\top A u = A^\\top t$。`,
    `$${ZERO}$ だから $A^\\top A u = A^\\top t$ である。`,
    `We know that $A^\\top A u = A^\\top t$ at the optimum, since $${ZERO}$ there. So $A^\\top A u = A^\\top t$.`,
  ])("%s is right", (text) => {
    expect(verdicts(`${start}\n\n${text}`).filter((v) => !v.startsWith("right"))).toEqual([]);
    expect(verdicts(`${start}\n\n${text}`).length).toBeGreaterThan(1);
  });
});

test("what holds at the zero alone follows, too", () => {
  const text = `${SIZES} ${LOSS}\n\nFrom $${ZERO}$ we have $u^\\top A^\\top A u = u^\\top A^\\top t$.`;
  expect(verdicts(text)).toContain("right: u^\\top A^\\top A u = u^\\top A^\\top t");
});

test("a slip in what comes next is refused, and so is one in what is said of the cost itself", () => {
  const slip = `${SIZES} ${LOSS}\n\nFrom $${ZERO}$ we have $A^\\top A u = -A^\\top t$.`;
  expect(verdicts(slip)).toContain("wrong: A^\\top A u = -A^\\top t");
  const opened = `${SIZES} ${LOSS}\n\nSetting $${ZERO}$ gives $A^\\top A u = A^\\top t$. Everywhere we have $C(u) = \\frac12 (u^\\top A^\\top A u + 2 t^\\top A u + t^\\top t)$.`;
  expect(verdicts(opened).filter((v) => v.startsWith("wrong"))).toHaveLength(1);
});
