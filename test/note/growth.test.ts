import { describe, expect, it } from "vitest";
import { readNote } from "../../src/note/reading/read.ts";
import { countBefore, finder } from "../../src/note/reading/search.ts";
import { documentFindings } from "../../src/note/writing/document.ts";

describe("long and hostile texts are read whole", () => {
  it.each<[string, string, number]>([
    ["a long note", "Let $Y_{ij} = X W$ be\n\n$$ L = \\|Y\\|^2 $$\n\n".repeat(8_000), 16_000],
    ["a long line", "$x_1$ and ".repeat(50_000), 50_000],
    ["dollars", "$".repeat(100_000), 0],
    ["dollars apart", "$ ".repeat(100_001), 0],
    ["braces", "{".repeat(100_000), 0],
    ["braces in a formula", `$${"{".repeat(100_000)}$`, 1],
    ["brackets that never close", "\\[ ".repeat(100_000), 0],
    ["environments that never close", "\\begin{align} ".repeat(50_000), 0],
    ["text that never closes", "$\\text{".repeat(20_000), 10_000],
    ["quotes in quotes", `${"> ".repeat(50_000)}$x$`, 1],
    ["emphasis that never closes", `${"_a*".repeat(20_000)} $x$`, 1],
  ])("%s", (_, text, count) => {
    for (const name of ["a.md", "a.tex"]) {
      const note = readNote(name, text);
      const formulas = note.passages.filter(({ kind }) => kind === "formula");
      if (name === "a.md") expect(formulas).toHaveLength(count);
      for (const { start, end } of documentFindings(note)) expect(end).toBeGreaterThan(start);
    }
  });
});

it("a search that is repeated looks at each place of the text once", () => {
  let looked = 0;
  const text = {
    indexOf: (needle: string, from: number) => {
      const found = "a$ ".repeat(1000).indexOf(needle, from);
      looked += (found < 0 ? 3000 : found) - from;
      return found;
    },
  } as unknown as string;
  const [dollar, bracket] = [finder(text, "$"), finder(text, "\\]")];
  for (let at = 0; at < 3000; at++) {
    dollar(at);
    expect(bracket(at)).toBe(-1);
  }
  expect(looked).toBeLessThan(3000 * 3);
});

it("places are counted by halving", () => {
  expect([0, 1, 2, 5, 6].map((at) => countBefore([1, 5], at))).toEqual([0, 0, 1, 1, 2]);
});
