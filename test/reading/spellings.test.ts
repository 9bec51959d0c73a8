/**
 * Random formulas in random spellings read as their canonical spelling, or are refused with what is open; no
 * misspelt function passes. RUNS for more than the slice of every day.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MatrixCalculusError, UnknownNameError } from "../../src/errors.ts";
import { areEqual } from "../../src/evaluate/index.ts";
import { type Expr, freshStore } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { toLatex } from "../../src/print/latex.ts";
import { toText } from "../../src/print/text.ts";
import { toUnicode } from "../../src/print/unicode.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { isLatex, readStatements } from "../../src/syntax/read.ts";
import { formula, misspelt, type Spelled } from "./spellings.ts";

const RUNS = Number(process.env.RUNS ?? 250);
const SEED = Number(process.env.SEED ?? 1);

const DECLARATIONS = "A, B : n x n\nx, y : n\nc : scalar\n";
const options = { functionNames: FUNCTION_NAMES };
const read = (text: string): Expr => elaborate(readStatements(text, options)).value;

/** Whether they are the same function; undecided is not a difference. */
const differ = (a: Expr, b: Expr): boolean =>
  a !== b && (a.shape !== b.shape || areEqual(a, b).verdict === "different");

const runs = { numRuns: RUNS, seed: SEED };

describe.each(["scalar", "vector", "matrix"] as const)("a %s in random spelling", (kind) => {
  const misread = (other: (s: Spelled) => string) =>
    fc.property(formula(kind, 3), (spelled) => {
      freshStore();
      const canonical = read(DECLARATIONS + spelled.canonical);
      const again = read(DECLARATIONS + other(spelled));
      expect(differ(canonical, again) && `${other(spelled)} is not ${spelled.canonical}`).toBe(false);
    });

  test("reads as its canonical one", () =>
    fc.assert(
      misread(({ written }) => written),
      runs,
    ));

  test("reads from LaTeX as its canonical one", () => {
    fc.assert(
      misread(({ latex }) => (isLatex(latex) ? latex : `{}\\,${latex}`)),
      runs,
    );
  });

  test("is printed so that it reads as what it was", () => {
    fc.assert(
      fc.property(formula(kind, 2), ({ canonical }) => {
        freshStore();
        const e = read(DECLARATIONS + canonical);
        const latex = `0 q + \\left(${toLatex(e)}\\right)`;
        for (const text of [`0*q + (${toText(e)})`, `0*q + (${toUnicode(e)})`, latex]) {
          const again = read(`${DECLARATIONS}q = ${canonical}\n${text}`);
          expect(differ(e, again) && `${text} reads as ${toText(again)}`).toBe(false);
        }
      }),
      runs,
    );
  });
});

test("without declarations a spelling is read, or refused with what is open", () => {
  fc.assert(
    fc.property(formula("scalar", 2), ({ written }) => {
      freshStore();
      const error = errorOf(written);
      if (error instanceof Error && !(error instanceof MatrixCalculusError)) throw error;
    }),
    runs,
  );
});

test("a misspelt function is an error that names it", () => {
  const isKnown = (name: string): boolean =>
    FUNCTION_NAMES.has(name) || FUNCTION_NAMES.has(name.toLowerCase());
  fc.assert(
    fc.property(misspelt([...FUNCTION_NAMES], isKnown), fc.constantFrom("x", "A x", "A"), (name, of) => {
      const error = errorOf(`${DECLARATIONS}sum(${name}(${of}))`);
      expect(error).toBeInstanceOf(UnknownNameError);
      expect((error as Error).message).toBe(`${name} is no function here`);
    }),
    runs,
  );
});

function errorOf(text: string): unknown {
  try {
    return read(text);
  } catch (error) {
    return error;
  }
}
