/**
 * How much is said: at low detail three lines, at normal about what the book has, at high every rewrite, in all styles.
 */
import { describe, expect, it } from "vitest";
import type { Derived } from "../../src/derivation/derive.ts";
import type { Style } from "../../src/derivation/step.ts";
import { oneIn } from "../sample.ts";
import { deriveGallery, deriveTextbook, GALLERY_FILES, PROBLEMS } from "./textbook.ts";

const DETAILS = ["low", "normal", "high"] as const;
const STYLES: readonly Style[] = ["differential", "backprop", "elementwise", "index", "perturbation"];

/** Equations between what is given and the results. */
const linesOf = ({ derivation }: Derived): number =>
  derivation.sections.flatMap((s) => s.steps).reduce((n, { equations }) => n + equations.length, 0);

function expectFolded(derive: (detail: (typeof DETAILS)[number]) => Derived): [number, number, number] {
  const lines = DETAILS.map((detail) => linesOf(derive(detail))) as [number, number, number];
  const [low, normal, high] = lines;
  expect(low).toBeLessThanOrEqual(3);
  expect(low).toBeLessThanOrEqual(normal);
  expect(normal).toBeLessThanOrEqual(high);
  return lines;
}

describe.each(["differential", "backprop"] as const)("the style %s", (style) => {
  it.each(PROBLEMS)("of $name has at most twice the lines of the book", ({ book, ...problem }) => {
    const [, normal] = expectFolded((detail) => deriveTextbook({ book, ...problem }, { style, detail }));
    expect(normal).toBeLessThanOrEqual(2 * book);
  });
});

/** A book has no entries: what these styles write out is counted by what it leaves out. */
describe.each(["elementwise", "index", "perturbation"] as const)("the style %s", (style) => {
  it.each(oneIn(2, PROBLEMS, STYLES.indexOf(style)))(
    "of $name says once what is alike",
    ({ book, ...problem }) => {
      const [, normal, high] = expectFolded((detail) =>
        deriveTextbook({ book, ...problem }, { style, detail }),
      );
      expect(normal).toBeLessThanOrEqual(Math.max(2 * book, (2 / 3) * high));
    },
  );
});

describe("the gallery", () => {
  it.each(GALLERY_FILES)("%s has three lines at low detail, whatever the style", (file) => {
    for (const style of oneIn(STYLES.length, STYLES, GALLERY_FILES.indexOf(file)))
      expectFolded((detail) => deriveGallery(file, { style, detail }));
  });
});
