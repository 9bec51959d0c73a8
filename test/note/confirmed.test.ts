/**
 * What is never confirmed: an assignment, a step by a gradient that isn't there, the end of a chain whose middle differs.
 */
import { describe, expect, test } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";

const listed = (text: string) => judgeNote(readNote("note.md", text)).listed ?? [];
const roles = (text: string) => listed(text).map(({ role }) => role);

describe("an assignment says no equation", () => {
  test.each([
    [
      String.raw`One penalty is $u = u + \kappa \sum_{i=1}^m |u_i|$. Another: $$u = u + \frac{\kappa}{2} \sum_{i=1}^m u_i^2$$`,
    ],
    [
      String.raw`一种惩罚为 $u = u + \kappa \sum_{i=1}^m |u_i|$，另一种为 $$u = u + \frac{\kappa}{2} \sum_{i=1}^m u_i^2$$`,
    ],
    [
      String.raw`罰則は $u = u + \kappa \sum_{i=1}^m |u_i|$ または $$u = u + \frac{\kappa}{2} \sum_{i=1}^m u_i^2$$ である。`,
    ],
  ])("%s", (text) => {
    expect(roles(text)).toEqual(["update", "update"]);
  });
});

test("what a letter is changed by is no point where a gradient vanishes", () => {
  const text = String.raw`The optimum is found in steps: with $F(u) = \frac12 \|B u - c\|^2$ we have $\Delta u = - \tau \frac{\partial F}{\partial u}$.`;
  expect(roles(text)).toEqual(["definition", "update"]);
});

describe("the end of a chain is not right by its beginning alone", () => {
  const verdicts = (text: string) => listed(text).map(({ verdict }) => verdict);
  test("where what stands between is open", () => {
    expect(verdicts(String.raw`$K$ を直交行列とする。このとき $K K^\top = K = I$ となる。`)).toEqual([
      "unclear",
      "unclear",
    ]);
  });
  test("where what stands between is refuted, the mistake is said there", () => {
    const text = String.raw`Let $u \in \mathbb{R}^k$ and $B \in \mathbb{R}^{k \times k}$. Then $\nabla_u (u^\top B u) = 2 B u = (B + B^\top) u$.`;
    expect(verdicts(text).filter((verdict) => verdict !== undefined)).toEqual(["wrong", "right"]);
  });
});
