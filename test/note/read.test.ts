import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Note } from "../../src/note/note.ts";
import { readNote } from "../../src/note/reading/read.ts";

/** `kind text` of each passage; a display formula is `display`. */
const shown = ({ passages }: Note): string[] =>
  passages.map(({ kind, display, text }) => `${display ? "display" : kind} ${text}`);

const markdown = (text: string) => shown(readNote("a.md", text));
const latex = (text: string) => shown(readNote("a.tex", text));
const faults = (file: string, text: string) =>
  (readNote(file, text).faults ?? []).map(({ start, end }) => text.slice(start, end));

describe("Markdown", () => {
  it.each<[string, string, string[]]>([
    ["reads dollars", "Let $Y = X W$, then", ["prose Let", "formula Y = X W", "prose , then"]],
    ["takes spaces inside dollars", "is $\\frac{a}{b} $.", ["prose is", "formula \\frac{a}{b}", "prose ."]],
    ["keeps underscores, stars and backslashes", "$a_1*b_2*c \\\\ d$", ["formula a_1*b_2*c \\\\ d"]],
    ["reads brackets", "\\(x\\) and \\[ y = 1 \\]", ["formula x", "prose and", "display y = 1"]],
    ["reads doubled brackets", "\\\\(x_1\\\\) is", ["formula x_1", "prose is"]],
    ["reads a display in a line", "1. So $$ A = B $$", ["prose So", "display A = B"]],
    ["reads displays that touch", "$$ a=1 $$\n$$\nb=2\n$$", ["display a=1", "display b=2"]],
    ["keeps a display with empty lines together", "$$\na\n\n=\n\nb\n$$", ["display a\n\n=\n\nb"]],
    [
      "reads a display that begins with text",
      "$$A = \\begin{matrix}\na\n\\end{matrix}$$ end",
      ["display A = \\begin{matrix}\na\n\\end{matrix}", "prose end"],
    ],
    ["sees no list in a display", "$$\na\n+ b\n- c\n$$", ["display a\n+ b\n- c"]],
    [
      "reads bare environments",
      "So\n\\begin{align}\na &= b\n\\end{align}",
      ["prose So", "display \\begin{align}\na &= b\n\\end{align}"],
    ],
    ["strips an environment that is only a delimiter", "\\begin{equation} a \\end{equation}", ["display a"]],
    ["reads fenced maths", "```math\na = b\n```", ["display a = b"]],
    ["reads a directive of MyST", "```{math}\n:label: l\n\na = b\n```", ["display a = b"]],
    [
      "reads formulas in ticks, and leaves out code",
      "Let $`a_1 = b`$ and {math}`c_2`, run `d`",
      ["prose Let", "formula a_1 = b", "prose and", "formula c_2", "prose , run"],
    ],
    [
      "reads what a script holds for MathJax, and leaves out others",
      '<script type="math/tex; mode=display">x = y</script>\n\n<script>$z$</script>',
      ["display x = y"],
    ],
    ["reads a fenced page of LaTeX", "```latex\nLet $x$ be\n```", ["prose Let", "formula x", "prose be"]],
    [
      "reads headings and breaks",
      "# About $x$ ##\n\n---\n\nb",
      ["heading About", "formula x", "break ---", "prose b"],
    ],
    ["leaves out code", "a `$x$` b\n\n```\n$y$\n```\n\n    $z$\n", ["prose a", "prose b"]],
    [
      "leaves out comments and front matter",
      "---\ntitle: $x$\n---\na <!-- $y$ --> b",
      ["prose a", "prose b"],
    ],
    ["leaves out addresses", "see [here $x$](http://a.b/$y$)", ["prose see [here", "formula x"]],
    [
      "takes dollars in text for text",
      "$$a \\text{ for $x$} b$$ and $c \\text{ if $d$}$",
      ["display a \\text{ for $x$} b", "prose and", "formula c \\text{ if $d$}"],
    ],
    [
      "takes money for words",
      "costs $5 and $10, or $HOME and $PATH",
      ["prose costs $5 and $10, or $HOME and $PATH"],
    ],
    ["takes an escaped dollar for a word", "is \\$5 and $x$", ["prose is \\$5 and", "formula x"]],
    ["takes an escaped bracket for one", "a \\[1\\] b", ["prose a \\[1\\] b"]],
    ["reads quotes and lists", "> - let $x$ be\n> - b", ["prose let", "formula x", "prose be", "prose b"]],
    ["reads CRLF", "# A\r\n\r\n$$\r\nx\r\n$$\r\n", ["heading A", "display x"]],
    ["reads behind a byte order mark", "\uFEFF# A $x$", ["heading A", "formula x"]],
  ])("%s", (_, text, expected) => {
    expect(markdown(text).map((s) => s.replace(/\r/g, ""))).toEqual(expected);
  });
});

describe("broken mathematics is a fault, and the rest goes on", () => {
  it.each<[string, string[], string[]]>([
    [
      "we get $\\frac{\\partial Y}{\\partial of their product, with $Y = X W$. By",
      ["$\\frac{\\partial Y}{\\partial of their product, with"],
      ["prose we get", "formula Y = X W", "prose . By"],
    ],
    [
      "$\\frac{\\partial (X $W$ be two and $Y$",
      ["$\\frac{\\partial (X"],
      ["formula W", "prose be two and", "formula Y"],
    ],
    ["a $x = \\frac\n\nb $y$", ["$x = \\frac"], ["prose a", "prose b", "formula y"]],
    [
      "$$ a = b\n\nThen we get the loss\n\n$$ c = d $$ e",
      ["$$ a = b\n\nThen we get the loss"],
      ["display c = d", "prose e"],
    ],
    ["\\begin{align} a &= b", ["\\begin{align} a &= b"], []],
  ])("%j", (text, broken, rest) => {
    expect(faults("a.md", text)).toEqual(broken);
    expect(markdown(text)).toEqual(rest);
  });

  it("leaves a formula with words in it a formula", () => {
    expect(markdown("$x where x is the input$ and then")).toEqual([
      "prose $x where x is the input$ and then",
    ]);
    expect(markdown("$$ y = x where x is the input $$ and then $$ z $$")[0]).toMatch(/^display/);
  });
});

describe("LaTeX", () => {
  it.each<[string, string, string[]]>([
    ["reads sections", "\\section*{Loss $L$} We", ["heading Loss", "formula L", "prose We"]],
    ["leaves out comments", "a % $x$\nb $y$ \\% c", ["prose a", "prose b", "formula y", "prose \\% c"]],
    ["leaves out verbatim text", "\\begin{verbatim}$x$\\end{verbatim} \\verb|$y$| b", ["prose b"]],
    ["leaves out the preamble", "\\title{A}\n\\begin{document}\nb\n\\end{document} c", ["prose b"]],
    ["leaves out definitions", "\\newcommand{\\x}[1]{$#1$} a", ["prose a"]],
    [
      "reads environments",
      "\\begin{align*}a\\end{align*} \\[b\\]",
      ["display \\begin{align*}a\\end{align*}", "display b"],
    ],
  ])("%s", (_, text, expected) => {
    expect(latex(text)).toEqual(expected);
  });

  it("is known by its first line too, and keeps the macros of the preamble", () => {
    const text =
      "\\documentclass{article}\n% \\def\\z{0}\n\\newcommand{\\R}{\\mathbb{R}}\n\\begin{document}$x$\\end{document}";
    const note = readNote("a.txt", text);
    expect(shown(note)).toEqual(["formula x"]);
    expect(note.macros).toBe("\\newcommand{\\R}{\\mathbb{R}}");
  });

  it("finds a formula that is never closed", () => {
    expect(faults("a.tex", "\\( a = b\n\nc \\[ d \\]")).toEqual(["\\( a = b"]);
  });
});

it("a file without a delimiter whose commands outweigh its words is one formula", () => {
  expect(shown(readNote("a.txt", "\\frac{a}{b} = c\\\\ 同様にして、\\\\ \\alpha\n"))).toEqual([
    "display \\frac{a}{b} = c\\\\ 同様にして、\\\\ \\alpha",
  ]);
  expect(shown(readNote("a.txt", "The command \\alpha makes a letter."))).toEqual([
    "prose The command \\alpha makes a letter.",
  ]);
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ...[
      "$",
      "$$",
      "\\(",
      "\\)",
      "\\[",
      "\\]",
      "`",
      "```",
      "\n",
      "\n\n",
      "# ",
      "> ",
      "- ",
      "    ",
      "\\begin{align}",
    ],
    ...[
      "\\end{align}",
      "x",
      "W",
      " and the ",
      "_",
      "^",
      "{",
      "}",
      "\\text{",
      "\\frac",
      "%",
      "---",
      "<!--",
      "-->",
    ],
    ...[
      "[a](",
      ")",
      "\\",
      "矩阵",
      "😀",
      "\r\n",
      "\t",
      "\\section{",
      "\\newcommand{\\a}{",
      "~~~",
      "=",
      "\uFEFF",
    ],
  );
  const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));

  it("gives passages in order that are what stands at their places", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("a.md", "a.tex", "a.txt"), (file, name) => {
        const { passages, faults: broken = [] } = readNote(name, file);
        let last = 0;
        for (const { start, end, text: own } of passages) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(own).toBe(file.slice(start, end));
          expect(own).toBe(own.trim());
          last = end;
        }
        for (const { start, end } of broken) expect(file.slice(start, end)).not.toBe("");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("reStructuredText", () => {
  const restructured = (text: string) => shown(readNote("a.rst", text));

  it.each<[string, string, string[]]>([
    [
      "reads the role in a sentence",
      "Let :math:`Y = X W`, then ``$code$``.",
      ["prose Let", "formula Y = X W", "prose , then", "prose ."],
    ],
    [
      "reads the formulas of a directive, and not its options",
      ".. math:: a = b\n   :label: l\n\n   c\n   = d\n\nend",
      ["display a = b", "display c\n   = d", "prose end"],
    ],
    ["reads headings", "Loss\n====\n\nof", ["heading Loss", "prose of"]],
    [
      "leaves out code",
      ".. code:: python\n\n   x = '$y$'\n\nSo::\n\n   $z$\n\nend",
      ["prose So::", "prose end"],
    ],
    ["reads what a note says", ".. note::\n   As :math:`x`", ["prose As", "formula x"]],
  ])("%s", (_, text, passages) => {
    expect(restructured(text)).toEqual(passages);
  });

  it("places are those of the file", () => {
    const text = "Let\n\n* :math:`x` and\n\n.. math::\n\n   y\n";
    for (const { text: written, start, end } of readNote("a.rst", text).passages)
      expect(text.slice(start, end)).toBe(written);
  });
});
