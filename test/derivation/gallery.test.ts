/**
 * The gallery: the pages that the four seed notes are about, without their mistakes.
 */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { derive } from "../../src/cli/derive.ts";
import { renderAll } from "./rendered.ts";

const FOLDER = new URL("../../docs/gallery/", import.meta.url);
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".matgrad"))
  .sort();

async function page(name: string): Promise<string> {
  let text = "";
  let errors = "";
  const status = await derive([new URL(name, FOLDER).pathname], {
    out: async (part: string) => {
      text += part;
    },
    error: (part: string) => {
      errors += part;
    },
  } as Parameters<typeof derive>[1]);
  expect(errors).toBe("");
  expect(status).toBe(0);
  return text;
}

describe("the gallery", () => {
  it.each(files)("prints %s", async (name) => {
    const text = await page(name);
    expect(renderAll(text)).toBeGreaterThan(20);
    // the closing line has measured figures
    expect(text.trimEnd().split("\n").slice(0, -1).join("\n")).toMatchSnapshot();
  });
});
