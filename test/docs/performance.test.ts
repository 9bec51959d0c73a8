import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { aims } from "../bench/aims.ts";
import type { Figures } from "../bench/figures.ts";
import { performancePages } from "../bench/page.ts";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));
const read = (name: string): string => readFileSync(join(docs, name), "utf8");
const figures: Figures = JSON.parse(read("performance.json"));
const pages = performancePages(figures);

it.each([...pages.keys()])("%s is made of the stored figures", (name) => {
  expect(read(name)).toBe(pages.get(name));
});

it("has a page and two pictures", () => {
  expect([...pages.keys()]).toEqual(["performance.md", "performance.svg", "performance-gradients.svg"]);
});

it.each([
  [3, "undecided"],
  [0.1, "short"],
])("judges two threads on an idle machine only: at a load of %d a ratio of 0.5 is %s", (load, verdict) => {
  const native = figures.native!;
  const results = native.twoThreads.results.map((row) => ({ ...row, ratio: 0.5, bestRatio: 0.5 }));
  const changed = {
    native: {
      ...native,
      machine: { ...native.machine, load },
      twoThreads: { ...native.twoThreads, results },
    },
  };
  const judged = aims(changed).filter((aim) => aim.what.includes("two threads"));
  expect(judged.map((aim) => aim.verdict)).toEqual([verdict, verdict]);
});
