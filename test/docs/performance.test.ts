import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { performancePages } from "../bench/page.ts";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));
const read = (name: string): string => readFileSync(join(docs, name), "utf8");
const pages = performancePages(JSON.parse(read("performance.json")));

it.each([...pages.keys()])("%s is made of the stored figures", (name) => {
  expect(read(name)).toBe(pages.get(name));
});

it("has a page and two pictures", () => {
  expect([...pages.keys()]).toEqual(["performance.md", "performance.svg", "performance-gradients.svg"]);
});
