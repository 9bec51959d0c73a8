/**
 * Problems of textbooks and courses: how many displayed lines the program takes, beside the book's, and that each
 * name it uses is defined.
 */
import { describe, expect, it } from "vitest";
import type { Derived } from "../../src/derivation/derive.ts";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { formulasIn, renderAll } from "./rendered.ts";
import { deriveTextbook, PROBLEMS } from "./textbook.ts";

/** The lines of the steps as they are printed. */
function linesOf({ derivation, report }: Derived): number {
  const steps = printDerivation(
    { derivation: { ...derivation, results: [] }, report },
    { notation: { given: "off" }, closing: false },
  );
  return formulasIn(steps)
    .filter(({ display }) => display)
    .flatMap(({ latex }) => latex.split("\\\\\n")).length;
}

describe("beside a textbook", () => {
  it.each(PROBLEMS)("$name has at most a quarter more lines", (problem) => {
    const own = deriveTextbook(problem);
    expect(linesOf(own)).toBeLessThanOrEqual(1.25 * problem.book);
    expect(renderAll(printDerivation(own))).toBeGreaterThan(3);
  });
});
