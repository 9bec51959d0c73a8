import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pages } from "../../docs/generate.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const generated = await pages();

describe("every page shows what the program prints", () => {
  it.each([...generated.keys()])("%s", (path) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(generated.get(path));
  });

  it("has all notes of the gallery, and its index", () => {
    const notes = [...generated.keys()].filter((path) => path.startsWith("docs/gallery/"));
    expect(notes.length).toBeGreaterThan(40);
    expect(notes).toContain("docs/gallery/index.md");
  });
});
