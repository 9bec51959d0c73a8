/**
 * The gallery: every note renders and fits the page. That they are what the program prints, test/docs compares;
 * that the proof-reader has nothing against them, test/note/document.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { printDerivation } from "../../src/derivation/documents/documents.ts";
import { renderAll } from "./rendered.ts";
import { deriveGallery, GALLERY_FILES } from "./textbook.ts";

const FOLDER = new URL("../../docs/gallery/", import.meta.url);
const notes = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".md") && name !== "index.md")
  .sort();
const textOf = (name: string): string => readFileSync(new URL(name, FOLDER), "utf8");

describe("the gallery", () => {
  it("has a note for each problem", () => {
    const problems = readdirSync(FOLDER).filter((name) => name.endsWith(".matgrad"));
    expect(problems.map((name) => name.replace(/\.matgrad$/, ".md")).sort()).toEqual(notes);
    expect(notes.length).toBeGreaterThanOrEqual(32);
  });

  it("has a small picture of each note", () => {
    for (const name of notes) {
      const { size } = statSync(new URL(`pictures/${name.replace(/\.md$/, ".png")}`, FOLDER));
      expect(size).toBeGreaterThan(2_000);
      expect(size).toBeLessThan(60_000);
    }
  });

  it.each(notes)("%s renders in strict mode", (name) => {
    expect(renderAll(textOf(name))).toBeGreaterThan(3);
  });

  it("has no hint of the program's insides", () => {
    for (const name of notes) expect(textOf(name)).not.toMatch(/undefined|NaN|\[object|†|†/);
  });
});

/** The notes of before the gallery, and those that need fonts of other scripts, are not measured. */
const latin = notes.filter((name) => !/^\d/.test(name));

const hasLatex = spawnSync("pdflatex", ["--version"]).status === 0;

describe.runIf(hasLatex)("on paper", () => {
  it("no line of the gallery is wider than the page", () => {
    expect(overfullIn(documentOf(latin))).toEqual([]);
  }, 60_000);

  it("nor is one in Chinese or Japanese, on either page", () => {
    const derived = GALLERY_FILES.map((file) => deriveGallery(file));
    for (const locale of ["zh", "ja"] as const) {
      const all = derived.map((own) => printDerivation(own, { format: "latex", locale }));
      const [head = ""] = (all[0] as string).split(/(?<=\\begin\{CJK\}.*\n)/);
      const bodies = all.map((text) => /\\begin\{CJK\}.*\n([\s\S]*)\\end\{CJK\}/.exec(text)?.[1]);
      expect(bodies).not.toContain(undefined);
      const whole = [head, bodies.join("\\clearpage\n"), "\\end{CJK}", "\\end{document}"].join("\n");
      expect(overfullIn(whole.replace("\\documentclass", "\\documentclass[a4paper]"))).toEqual([]);
      expect(overfullIn(whole)).toEqual([]);
    }
  }, 120_000);
});

describe.runIf(hasLatex)("on paper", () => {
  it("no note is longer than two pages", () => {
    const bodies = GALLERY_FILES.map((file) => {
      const own = printDerivation(deriveGallery(file), { format: "latex" });
      const [, body = ""] = /\\begin\{document\}\n([\s\S]*)\\end\{document\}/.exec(own) ?? [];
      return `\\setcounter{page}{1}\n${body}\\typeout{pages \\thepage\\space of ${file}}\\clearpage`;
    });
    const pages = logOf(documentIn(bodies.join("\n"))).match(/pages \d+ of \S+/g) ?? [];
    expect(pages.length).toBe(GALLERY_FILES.length);
    expect(pages.filter((line) => !/pages [12] /.test(line))).toEqual([]);
  }, 60_000);
});

/** What pdflatex says of lines that are too wide. */
const overfullIn = (text: string): readonly string[] => logOf(text).match(/Overfull \\hbox.*/g) ?? [];

function logOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "gallery-"));
  try {
    writeFileSync(join(folder, "gallery.tex"), text);
    return execFileSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "gallery.tex"], {
      cwd: folder,
      encoding: "latin1",
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const documentOf = (names: readonly string[]): string =>
  documentIn(names.map((name) => `${latexOf(textOf(name))}\n\\clearpage`).join("\n"));

const documentIn = (body: string): string =>
  [
    "\\documentclass{article}",
    "\\usepackage[T1]{fontenc}",
    "\\usepackage[utf8]{inputenc}",
    "\\usepackage[margin=25mm]{geometry}",
    "\\usepackage{amsmath,amssymb}",
    "\\begin{document}",
    body,
    "\\end{document}",
  ].join("\n");

const latexOf = (markdown: string): string =>
  markdown
    .replace(/\$\$\n([\s\S]*?)\n\$\$/g, "\\[$1\\]")
    .replace(/^\*\*(.*)\*\*$/gm, "\\par\\noindent\\textbf{$1}\\par");
