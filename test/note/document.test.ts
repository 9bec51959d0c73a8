import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readNote } from "../../src/note/reading/read.ts";
import { documentFindings } from "../../src/note/writing/document.ts";

/** `rule: what it is about` of each finding. */
const found = (text: string, file = "a.md"): string[] =>
  documentFindings(readNote(file, text)).map(({ rule, latex }) => `${rule}: ${latex}`);

const NUMBERS = "$$a = b \\quad (1)$$\n\n$$c = d \\tag{2}$$\n\n";
const SOURCES = "\n\n(1) Title. https://a.org/x\n(2) Other. https://b.org/y\n";

describe("each rule finds what is badly written, and leaves what is well written", () => {
  it.each<[string, string[], string]>([
    ["$w_{kj}$ and $w{kj}$", ["lost-underscore: w{kj}"], "$w_{kj}$ and $w_{kj}$"],
    [
      "$\\mathbf{w}_{kj}$ and $\\mathbf{w}{kj}$",
      ["lost-underscore: \\mathbf{w}{kj}"],
      "$w_{kj}$ and $\\frac{w}{kj}$ and $v{kj}$",
    ],
    ["$$ a = b \\\\ $$", ["line-end-at-end:  \\\\"], "$$ \\begin{aligned} a \\\\ b \\\\ \\end{aligned} $$"],
    [
      "$\\left( x{ (w }_{ 11 }+h)y \\right)$",
      ["crossing-brackets: { (w }_{ 11 }+h)"],
      "$x({ w }_{ 11 }+h){ (a) }[0, 1) {\\large (} a {\\large )}$",
    ],
    ["$$a$$\n$$\nb\n$$", ["touching-displays: $$\n$$"], "$$a$$\n$$b$$\n\n$$\nc\n$$"],
    [
      "$\\begin{bmatrix} i = ae & j = af \\end{bmatrix}$",
      ["equations-in-matrix: \\begin{bmatrix} i = ae & j = af \\end{bmatrix}"],
      "$\\begin{bmatrix} \\sum_{i=1}^{n} a & \\sum_{i=1}^{n} b \\end{bmatrix}$",
    ],
    [
      "$\\begin{bmatrix} a, b \\\\ c d \\end{bmatrix}$",
      ["missing-ampersand: \\begin{bmatrix} a, b \\\\ c d \\end{bmatrix}"],
      "$\\begin{bmatrix} f(x, y) \\\\ a_{2,1} \\end{bmatrix}$",
    ],
    ["$\\sum^m_{i} a_i$", ["sum-without-start: \\sum^m_{i}"], "$\\sum_{i=1}^{m} a_i + \\sum_i b_i$"],
    ["$\\frac{a}{b$", ["unbalanced-braces: \\frac{a}{b"], "$\\{ a$"],
    [
      "$y_{kj}$, of y_{ij} too",
      ["maths-outside: y_{ij}"],
      "$y_{kj}$, of `y_{ij}` and my_y_i and http://a/y_{ij}",
    ],
    ["is $X^T$ยน.", ["broken-encoding: ยน"], "is $X$¹ and เปลี่ยน and café, naïve – “so”"],
    ["donâ€™t", ["broken-encoding: â€™"], "don’t"],
    ["add and and b", ["doubled-word: and and"], "he had had that that \\item item"],
    ["add the its effect", ["clashing-words: the its"], "the effect, its own"],
    [
      "By taking the derivative with respect to $W$ we get it. A. By taking the derivative with respect to $W$ we get it.",
      ["repeated-sentence: By taking the derivative with respect to $W$ we get it."],
      "By taking the derivative with respect to $W$ we get it.\n\nBy taking the derivative with respect to $W$ we get it.",
    ],
    [
      "The following net:\n\n\n\nLet us go",
      ["nothing-follows: following net:"],
      "The following net:\n\n![a](b)\n\nLet us",
    ],
    [
      `${NUMBERS}by plugging into (dC) and (1)`,
      ["undefined-reference: (dC)"],
      `${NUMBERS}by (1) and (2), in (a)`,
    ],
    [`${NUMBERS}Using (3) we`, ["undefined-reference: (3)"], "Using (3) we"],
    ["see $\\eqref{a}$", ["undefined-reference: \\eqref{a}"], "$$\\label{a} x$$ see \\eqref{a}"],
    [`so [1].${SOURCES}`, ["uncited-reference: (2) Other. https://b.org/y"], `so [1] and (2).${SOURCES}`],
    [
      "end $X \\times \\frac",
      ["unclosed-math: $X \\times \\frac", "truncated-file: \\frac"],
      "end $X \\times Y$",
    ],
  ])("%j", (bad, findings, good) => {
    expect(found(bad)).toEqual(findings);
    expect(found(good)).toEqual([]);
  });

  it("a list of sources that nothing cites is further reading", () => {
    expect(found(`so.${SOURCES}`)).toEqual([]);
  });
});

describe("corrections", () => {
  const corrected = (text: string): (string | undefined)[] =>
    documentFindings(readNote("a.md", text)).map(({ edit }) =>
      edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : undefined,
    );

  it.each([
    ["$w_{kj}$ $w{kj}$", "$w_{kj}$ $w_{kj}$"],
    ["$$ a \\\\ $$", "$$ a $$"],
    ["$x{ (w }_{1}+h)$", "$x({ w }_{1}+h)$"],
  ])("%s", (text, expected) => {
    expect(corrected(text)).toEqual([expected]);
  });
});

describe("good pages have no finding", () => {
  const root = join(import.meta.dirname, "../..");
  const pages = [
    "README.md",
    ...["docs", "docs/gallery"].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".md"))
        .map((name) => join(folder, name)),
    ),
  ];

  it.each(pages)("%s", (path) => {
    expect(found(readFileSync(join(root, path), "utf8"), path)).toEqual([]);
  });
});
