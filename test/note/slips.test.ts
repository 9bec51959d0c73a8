/** A slip undone in the author's text reads as the tree without the slip. */
import { describe, expect, it } from "vitest";
import { spellingOf } from "../../src/note/context/spelling.ts";
import { changedText, symbolsLike } from "../../src/note/judging/slips/diagnose.ts";
import { Pen } from "../../src/note/judging/slips/edits.ts";
import { referenceOf } from "../../src/note/meaning/reference.ts";
import { readNote } from "../../src/note/reading/read.ts";
import { type Formula, statementsOf } from "../../src/note/statements/formulas.ts";
import { otherSlips, usualSlips } from "../../src/note/verdict/slips.ts";
import { withParts } from "../../src/syntax/parts.ts";
import type { Syntax } from "../../src/syntax/tree.ts";
import { isWorthTheSame } from "./meaning.ts";

const VECTORS = new Set(["x", "\\mu", "μ"]);

const SIDES = [
  String.raw`X^\top \frac{\partial L}{\partial Y} + \lambda W`,
  "w_{21} x_1 - w_{22} x_2",
  String.raw`\frac{1}{2} \left( A + A^T \right) x`,
  String.raw`\left( A + B \right) x - \left[ C x \right]`,
  String.raw`-\Sigma^{-1} (x - \mu) x^\top`,
  String.raw`3 \mathbf{p} \odot \mathbf{q} - 2 \mathbf{p}`,
  String.raw`\sum_{k} a_{ik} b_{kj}`,
  String.raw`\begin{bmatrix} a_{11} & a_{12} \\ a_{21} & a_{22} \end{bmatrix}`,
  String.raw`2 \operatorname{tr}(A B) C + D^{3}`,
];

/** A name with its indices is one name, however it is written. */
const named = (part: Syntax): Syntax => {
  const reference = referenceOf(part);
  return reference ? { kind: "name", name: reference.key, span: part.span } : withParts(part, named);
};

const formulaOf = (
  side: string,
): { formula: Formula; side: Syntax; spelling: ReturnType<typeof spellingOf> } => {
  const note = readNote("note.md", `$$ Q = ${side} $$\n`);
  const [problem] = statementsOf(note).problems;
  const [formula] = problem!.formulas;
  return {
    formula: formula!,
    side: formula!.equations[0]!.sides[1]!.syntax!,
    spelling: spellingOf(problem!, undefined),
  };
};

describe.each(SIDES)("%s", (written) => {
  const { formula, side, spelling } = formulaOf(written);
  const pen = new Pen(formula.passage.text, spelling, side);
  const around = {
    head: side,
    isDerivative: true,
    sizes: ["n"],
    quote: (part: Syntax) => pen.written(part) ?? "",
    symbols: symbolsLike(spelling),
  };
  const changes = [...usualSlips(side, around), ...otherSlips(side, around)].flatMap((change) => {
    const edits = pen.edits(side, change.changed);
    return edits ? [{ ...change, edits }] : [];
  });

  it("has slips of several kinds that can be written", () => {
    expect(new Set(changes.map(({ slip }) => slip)).size).toBeGreaterThan(2);
  });

  it("reads with each undone as the tree without it", () => {
    for (const { changed, edits, words } of changes) {
      const text = changedText(formula.passage.text, side.span, edits);
      const read = formulaOf(text).side;
      const isRead = read && isWorthTheSame(named(read), named(changed), VECTORS);
      expect({ words, text, isRead }).toEqual({ words, text, isRead: true });
    }
  });
});
