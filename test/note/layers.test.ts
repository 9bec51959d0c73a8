/** Layers whose entries are written out: z^l_j is entry j of z^l, and another than z^{l+1}_j. */
import { describe, expect, it } from "vitest";
import { judgeNote } from "../../src/note/judging/judge.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { verdicts } from "./verdicts.ts";

const BY_ENTRIES = String.raw`The input of unit $j$ is $u^l_j = \sum_k v^l_{jk} h^{l-1}_k + c^l_j$, and its output $h^l_j = \varphi(u^l_j)$.
Let $E$ be the cost.
`;
const BY_LAYERS = String.raw`The layers are $u^l = V^l h^{l-1} + c^l$ and $h^l = \varphi(u^l)$. Let $E$ be the cost.
`;

const claim = (given: string, latex: string): string | undefined =>
  verdicts(`${given}\n$$${latex}$$\n`).at(-1);

describe.each([
  ["entries", BY_ENTRIES],
  ["layers", BY_LAYERS],
])("of %s", (_name, given) => {
  it.each([
    String.raw`\frac{\partial u^{l+1}_k}{\partial u^l_j} = v^{l+1}_{kj} \varphi'(u^l_j)`,
    String.raw`\frac{\partial E}{\partial u^l_j} = \sum_k v^{l+1}_{kj} \frac{\partial E}{\partial u^{l+1}_k} \varphi'(u^l_j)`,
    String.raw`\frac{\partial E}{\partial h^l_j} = \sum_k v^{l+1}_{kj} \frac{\partial E}{\partial u^{l+1}_k}`,
    String.raw`\frac{\partial E}{\partial v^l_{jk}} = h^{l-1}_k \frac{\partial E}{\partial u^l_j}`,
    String.raw`\frac{\partial E}{\partial c^l_j} = \frac{\partial E}{\partial u^l_j}`,
  ])("holds: %s", (latex) => {
    expect(claim(given, latex)).toBe("right");
  });
});

describe("a mistake", () => {
  it.each([
    String.raw`\frac{\partial E}{\partial v^l_{jk}} = h^{l}_k \frac{\partial E}{\partial u^l_j}`,
    String.raw`\frac{\partial E}{\partial h^l_j} = \sum_k v^{l}_{kj} \frac{\partial E}{\partial u^{l+1}_k}`,
    String.raw`\frac{\partial u^{l+1}_k}{\partial u^l_j} = v^{l+1}_{jk} \varphi'(u^l_j)`,
    String.raw`\frac{\partial E}{\partial u^l_j} = \sum_k v^{l+1}_{kj} \frac{\partial E}{\partial u^{l+1}_k} \varphi'(u^{l+1}_j)`,
    String.raw`\frac{\partial E}{\partial c^l_j} = -\frac{\partial E}{\partial u^l_j}`,
  ])("is not confirmed: %s", (latex) => {
    expect(claim(BY_ENTRIES, latex)).not.toBe("right");
  });
});

it("takes a diagonal matrix of the entries of a layer for one", () => {
  const given = String.raw`${BY_LAYERS}
Let $D^l = \operatorname{diag}(h^l_1, \dots, h^l_n)$ with $h^l \in \mathbb{R}^n$.`;
  expect(claim(given, String.raw`\operatorname{tr}(D^l) = \sum_i h^l_i`)).toBe("right");
  expect(claim(given, String.raw`\operatorname{tr}(D^l) = 2 \sum_i h^l_i`)).not.toBe("right");
});

it("refuses another layer in a note whose other claims hold, and says which is meant", () => {
  const right = String.raw`\frac{\partial E}{\partial c^l_j} = \frac{\partial E}{\partial u^l_j}`;
  const wrong = String.raw`\frac{\partial E}{\partial v^l_{jk}} = h^{l}_k \frac{\partial E}{\partial u^l_j}`;
  const { findings } = judgeNote(readNote("note.md", `${BY_ENTRIES}\n$$${right}$$\n\n$$${wrong}$$\n`));
  const [error] = findings.filter(({ severity }) => severity === "error");
  expect(error?.rule).toBe("wrong-index");
  expect(error?.correct).toBe(String.raw`h^{l-1}_k \frac{\partial E}{\partial u^l_j}`);
});
