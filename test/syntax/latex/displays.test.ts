import { describe, expect, test } from "vitest";
import { FUNCTION_NAMES } from "../../../src/functions/index.ts";
import { parseLatexTogether } from "../../../src/syntax/latex/parse.ts";
import { rawTokens } from "../../../src/syntax/latex/tokens/characters.ts";
import { takeDefinitions } from "../../../src/syntax/latex/tokens/macros.ts";
import { readingOf } from "../reading.ts";
import { formulaReading, latexReading, parsed } from "./reading.ts";

const tex = String.raw;

describe("A display is cut into its formulas", () => {
  test.each([
    ["a = b = c", "a = b = c"],
    [tex`\begin{aligned} a &= b \\ &= c \end{aligned}`, "a = b | ? = c"],
    [tex`a &= b & c &= d`, "a = b | c = d"],
    [tex`a &=& b`, "a = b"],
    [tex`a = b \quad c = d, e = f`, "a = b | c = d | e = f"],
    [tex`a \quad =\quad b`, "a = b"],
    [tex`a = b \\ &\quad + c \\ d = e`, "a = (+b +c) | d = e"],
    [tex`a = \\ b`, "a = b"],
    [tex`a := b \approx c \to d`, tex`a := b approx c to d`],
    [tex`a = b \Rightarrow c = d`, "a = b | c = d"],
    [tex`a = b \quad (1)`, "a = b"],
    [tex`a = b. \tag{3} \label{eq}`, "a = b"],
    [tex`a = b, \text{ where } c = d`, "a = b | c = d"],
    ["aは b だけ、c=dだから e", "a | b | c = d | e"],
    ["$$ a = b $$", "a = b"],
    [tex`X \in \mathbb{R}^{m \times n}, y \in ℝ^n`, "X : m x n | y : n"],
    [tex`A, B \in \mathbf{R}^{n+1}`, "A, B : (+n +1)"],
    [tex`s \in \mathbb{R}`, "s : scalar"],
  ])("%s", (latex, reading) => expect(latexReading(latex)).toBe(reading));

  test("a chain that begins with its relation goes on from the one before", () => {
    const [first, second] = parsed(tex`a &= b \\ &= c`).formulas;
    expect([first, second].map((f) => f?.kind === "chain" && f.continues)).toEqual([false, true]);
  });
});

describe("Notes of a display", () => {
  test("labels of braces", () => {
    const latex = tex`\overbrace{\begin{bmatrix} a \end{bmatrix}}^{A} = \underbrace{b}_{W^T}`;
    const { labels } = parsed(latex);
    expect(labels.map(({ over, label, span }) => [over, readingOf(label.syntax!), span.start])).toEqual([
      [true, "A", 0],
      [false, "W'", latex.indexOf(tex`\underbrace`)],
    ]);
  });

  test("shapes in subscripts", () => {
    const { shapes, formulas } = parsed(tex`A_{m\times n} = Z_{m\times k}\times W_{k\times  n}`);
    expect(formulas.map(formulaReading)).toEqual(["A = <Z * W>"]);
    expect(shapes.map(({ name, rows, columns }) => [name, readingOf(rows), readingOf(columns)])).toEqual([
      ["A", "m", "n"],
      ["Z", "m", "k"],
      ["W", "k", "n"],
    ]);
  });

  test("where a derivative is taken", () => {
    expect(latexReading(tex`\frac{d f(u)}{d u}\Big|_{u = g(x)}`)).toBe("∂f(u)/∂u | u = g(x)");
    expect(latexReading(tex`\left. \frac{d f}{d u} \right|_{u = 1} b`)).toBe("<∂f/∂u _ b> | u = 1");
  });

  test("called functions that the engine hasn't", () => {
    expect([...parsed(tex`f(x) + \log(x) + \mathrm{loss}(y)`).functions]).toEqual(["f", "loss"]);
  });
});

describe("What can't be read is listed with its place, and the rest goes on", () => {
  test.each([
    ["a = (b + = c", "("],
    [tex`a = \begin{bmatrix} a & b \\ c \end{bmatrix}`, tex`\begin{bmatrix} a & b \\ c \end{bmatrix}`],
    [tex`a = \unknown{x}`, tex`\unknown`],
    ["a = (b +)", ")"],
    ["a = b) c", ")"],
    [tex`a = \prod x_i`, tex`\prod`],
  ])("%s", (latex, place) => {
    const { errors, formulas } = parsed(`${latex} \\\\ u = v`);
    expect(errors.map(({ span }) => latex.slice(span!.start, span!.end))).toEqual([place]);
    expect(formulas.map(formulaReading).at(-1)).toBe("u = v");
  });
});

describe("Macros", () => {
  const preamble = tex`\newcommand{\R}{\mathbb{R}} \newcommand{\grad}[2]{\nabla_{#1} #2}
    \def\t#1{#1^{\top}} \DeclareMathOperator{\Tr}{Tr} \newcommand{\n}[1][2]{\|x\|_{#1}}`;
  const { macros } = takeDefinitions(rawTokens(preamble));
  test.each([
    [tex`\grad{W}{L}`, "∂L/∂W"],
    [tex`\t{X} \t A`, "<X' _ A'>"],
    [tex`\Tr(A) + \n + \n[1]`, "(+tr(A) +2‖x‖ +1‖x‖)"],
    [tex`x \in \R^n`, "x : n"],
  ])("%s", (latex, reading) => expect(latexReading(latex, { macros })).toBe(reading));

  test("macros without end are left as they stand", () => {
    expect(latexReading(tex`\def\a{\a\a} b = \a`)).toMatch(/^b = \? \| error: the command/);
  });
});

test("formulas of one document decide for one another", () => {
  const read = (...texts: string[]): string[] =>
    parseLatexTogether(texts, { functionNames: FUNCTION_NAMES }).map(({ formulas }) =>
      formulas.map(formulaReading).join(" | "),
    );
  expect(read(tex`\sum_t x_t`, "x_s")).toEqual(["Σ{t} x[t]", "x[s]"]);
  expect(read(tex`y / \sigma`, tex`1/\sigma(I - A)`)).toEqual(["<y / σ>", "<1 / σ _ (+I -A)>"]);
  expect(read("(x + d)", "d x")).toEqual(["(+x +d)", "<d _ x>"]);
  expect(read("d x")).toEqual(["dx"]);
});

describe("Limits", () => {
  const deep = 100_000;
  test.each([
    ["{".repeat(deep)],
    ["(".repeat(deep)],
    ["x^{".repeat(deep)],
    [tex`\frac{1}{`.repeat(deep)],
    [tex`\hat`.repeat(deep)],
    [tex`\begin{bmatrix}`.repeat(deep / 2)],
    [tex`\log `.repeat(deep)],
    ["d".repeat(deep / 5)],
  ])("%#: nothing hangs or overflows", (latex) => {
    expect(() => parsed(latex)).not.toThrow();
  });

  test("names are looked up in proportion to the text", () => {
    const lookUps = (count: number): number => {
      let asked = 0;
      class Counting extends Set<string> {
        override has(name: string): boolean {
          asked++;
          return super.has(name);
        }
      }
      const latex = tex`\frac{1}{2} \operatorname{tr}(x^\top A_{ij}) - `.repeat(count);
      const functionNames = new Counting(FUNCTION_NAMES);
      expect(parsed(`${latex} c`, { functionNames }).errors).toEqual([]);
      return asked;
    };
    expect(lookUps(500)).toBeGreaterThanOrEqual(500);
    expect(lookUps(8000) / lookUps(2000)).toBeLessThan(4.5);
  });

  test("a text that is too long is one error", () => {
    expect(latexReading("x + y", { maximumLength: 3 })).toBe("error: the text has 5 characters, more than 3");
  });

  test("names of the language are just names", () => {
    expect(latexReading(tex`\mathrm{constructor} + \mathrm{toString}(x)`)).toBe(
      "(+constructor +toString(x))",
    );
  });
});
