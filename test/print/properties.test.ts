import fc from "fast-check";
import katex from "katex";
import { describe, expect, test } from "vitest";
import type { Expr } from "../../src/expression/expr.ts";
import { topological } from "../../src/expression/walk.ts";
import { latexAnswer, macroPreamble, toLatex, toLatexWithDefinitions } from "../../src/print/latex.ts";
import { defaultOf, NOTATION, type Notation, resolveNotation } from "../../src/print/notation.ts";
import { operationCount, printAnswer, toText, toTextWithDefinitions } from "../../src/print/text.ts";
import { toUnicode, unicodeAnswer } from "../../src/print/unicode.ts";
import { countOperations } from "./operations.ts";
import { build, instructions, read } from "./pool.ts";

const RUNS = Number(process.env.RUNS ?? 300);

/** An index that is an expression has no way to be written; indexed sums are not in the corpus's language. */
const isInCorpus = (e: Expr): boolean => topological([e]).every((node) => node.kind !== "bound");

const strict = (latex: string): string =>
  katex.renderToString(latex, { displayMode: true, throwOnError: true, strict: "error", trust: false });

/** The text, with what it reads as if that is another expression: failures then say what happened. */
function reread(text: string, e: Expr): string {
  try {
    const again = read(text);
    return again === e ? text : `${text} reads as ${toText(again)}`;
  } catch (error) {
    return `${text} does not read: ${error}`;
  }
}

describe("for random expressions over the whole function table", () => {
  test("the text reads as the same expression", () => {
    fc.assert(
      fc.property(instructions, (list) => {
        const e = build(list);
        const text = toText(e);
        expect(reread(text, e)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  test("the text with definitions reads as the same expression", () => {
    fc.assert(
      fc.property(instructions, (list) => {
        const e = build(list);
        const flatter = toTextWithDefinitions([e], { maximumDepth: 2, numbered: true });
        for (const { text } of [printAnswer(e), flatter]) expect(reread(text, e)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  test("operations are counted as the corpus counts them, and definitions never add any", () => {
    fc.assert(
      fc.property(instructions, (list) => {
        const e = build(list);
        fc.pre(isInCorpus(e));
        expect(operationCount(e)).toBe(countOperations(toText(e)));
        const answer = printAnswer(e);
        expect(answer.ops).toBe(countOperations(answer.text));
        expect(answer.ops).toBeLessThanOrEqual(operationCount(e));
      }),
      { numRuns: RUNS },
    );
  });

  test("the LaTeX is strict and ASCII in every notation", () => {
    const options = Object.entries(NOTATION).flatMap(([name, option]) =>
      option.kind === "choice"
        ? option.values.map((value) => [name, value as string | number] as const)
        : [[name, defaultOf(option)] as const],
    );
    fc.assert(
      fc.property(instructions, fc.array(fc.constantFrom(...options), { maxLength: 6 }), (list, chosen) => {
        const e = build(list);
        const notation: Notation = resolveNotation(Object.fromEntries(chosen));
        const preamble = macroPreamble(notation);
        const { definitions, results } = toLatexWithDefinitions([e], notation);
        const all = [toLatex(e, notation), latexAnswer(e, notation), ...results];
        for (const { name, text } of definitions) all.push(`${name} = ${text}`);
        for (const latex of all) {
          expect(latex).toMatch(/^[\n\x20-\x7e]*$/);
          strict(`${preamble}\n${latex}`);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("Unicode is one line", () => {
    fc.assert(
      fc.property(instructions, (list) => {
        const e = build(list);
        expect(toUnicode(e)).toMatch(/^[^\n\\]+$/);
        expect(unicodeAnswer(e)).toMatch(/^[^\n\\]+$/);
      }),
      { numRuns: RUNS },
    );
  });
});
