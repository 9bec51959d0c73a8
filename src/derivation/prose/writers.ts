/**
 * The two ways of writing formulas: LaTeX in a notation, and one line of Unicode.
 */
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import { SCALAR, type Shape } from "../../expression/expr.ts";
import { differentialLatex, separator, toLatex, transposeLatex } from "../../print/latex.ts";
import { bySizes, sizeLatex } from "../../print/latexCalls.ts";
import { mixedLatex, mixedUnicode } from "../../print/mixedDerivative.ts";
import { type Letters, refuseAmbiguousCall } from "../../print/names/letters.ts";
import { DEFAULT_NOTATION, type Notation } from "../../print/notation.ts";
import { spaceUnicode, toUnicode } from "../../print/unicode.ts";
import type { Gaps, Writer } from "./formula.ts";

export function latexWriter(notation: Notation, letters: Letters): Writer {
  const d = differentialLatex(notation, letters);
  const sign = { fraction: undefined, nabla: "\\nabla", operator: "\\mathrm{D}" }[notation.derivative];
  return {
    minus: "-",
    expression: (e) => toLatex(e, notation, letters),
    bracket: (text) => (/\\begin|\\frac|\\underbrace/.test(text) ? `\\left(${text}\\right)` : `(${text})`),
    join: (factors) => factors.reduce((text, f) => text + separator(text, f, notation) + f),
    brace: (of, label) => `\\underbrace{${of}}_{${label}}`,
    matrix: (cells, gaps) => {
      const rows = withDots(cells, gaps, DOTS).map((row) => row.join(" & "));
      // rows of fractions would touch
      const rowEnd = rows.length > 1 && rows.some((row) => row.includes("\\frac")) ? " \\\\[4pt] " : " \\\\ ";
      return `\\begin{${notation.brackets}} ${rows.join(rowEnd)} \\end{${notation.brackets}}`;
    },
    transpose: (of) => transposeLatex(of, notation),
    trace: (of) => {
      const name = notation.trace === "tr" ? "tr" : "Tr";
      return `\\operatorname{${name}}${/\\frac|\\begin/.test(of) ? `\\left(${of}\\right)` : `(${of})`}`;
    },
    derivative: (of, by) => (sign ? `${sign}_{${by}} ${of}` : `\\frac{\\partial ${of}}{\\partial ${by}}`),
    secondDerivative: (of, by, across, turned) =>
      sign
        ? `${sign}_{${by === across ? by : `${by} ${across}`}}^{2} ${of}`
        : `\\frac{\\partial^{2} ${of}}{\\partial ${by}\\,\\partial ${turned}}`,
    mixedDerivative: mixedLatex,
    differential: (of) => `${d}${of}`,
    membership: (of, shape) => `${of} \\in ${spaceLatex(shape)}`,
    relation: (relation) => (relation === "approximately" ? "\\approx" : relation === "tends" ? "\\to" : "="),
  };
}

function spaceLatex(shape: Shape): string {
  if (shape === SCALAR) return "\\mathbb{R}";
  return `\\mathbb{R}^{${bySizes(sizesOf(shape).map(sizeLatex))}}`;
}

const sizesOf = ({ rows, cols }: Shape): Dimension[] => (cols === UNIT ? [rows] : [rows, cols]);

const SIGNS = { nabla: "∇", operator: "D" };
const tight = (by: string): string => (/^[\p{L}\p{M}\p{N}]+$/u.test(by) ? by : `{${by}}`);

export const unicodeWriter = (
  letters: Letters,
  { derivative: form }: Pick<Notation, "derivative"> = DEFAULT_NOTATION,
): Writer => ({
  minus: "−",
  expression: (e) => toUnicode(e, letters),
  bracket: (text) => `(${text})`,
  join: (factors) =>
    factors
      .map((f) => (/^[^(]*\//.test(f) && factors.length > 1 ? `(${f})` : f))
      .reduce((text, f) => `${text}${f.startsWith("(") ? "" : " "}${f}`),
  brace: (of, label) => `${of} {= ${label}}`,
  matrix: (cells, gaps) =>
    `[${withDots(cells, gaps, PLAIN_DOTS)
      .map((row) => row.join(", "))
      .join("; ")}]`,
  transpose: (of) => `${of}ᵀ`,
  trace: (of) => {
    refuseAmbiguousCall("tr", letters);
    return `tr(${of})`;
  },
  derivative: (of, by) => (form === "fraction" ? `∂${of}/∂${by}` : `${SIGNS[form]}_${tight(by)} ${of}`),
  secondDerivative: (of, by, across, turned) =>
    form === "fraction"
      ? `∂²${of}/∂${by}∂${turned}`
      : `${SIGNS[form]}²_${tight(by === across ? by : `${by},${across}`)} ${of}`,
  mixedDerivative: mixedUnicode,
  differential: (of) => letters.plainDifferential + of,
  membership: (of, shape) => `${of} ∈ ℝ${shape === SCALAR ? "" : spaceUnicode(sizesOf(shape))}`,
  relation: (relation) => (relation === "approximately" ? "≈" : relation === "tends" ? "→" : "="),
});

interface Dots {
  readonly across: string;
  readonly down: string;
  readonly diagonal: string;
}
const DOTS: Dots = { across: "\\cdots", down: "\\vdots", diagonal: "\\ddots" };
const PLAIN_DOTS: Dots = { across: "…", down: "⋮", diagonal: "⋱" };

/** The cells with dots where rows or columns are left out. */
function withDots(
  cells: readonly (readonly string[])[],
  { rows, columns }: Gaps,
  dots: Dots,
): readonly (readonly string[])[] {
  const wide = cells.map((row) => row.flatMap((cell, j) => (columns.has(j) ? [cell, dots.across] : [cell])));
  const line = (cells[0] ?? []).flatMap((_, j) =>
    columns.has(j) ? [dots.down, dots.diagonal] : [dots.down],
  );
  return wide.flatMap((row, i) => (rows.has(i) ? [row, line] : [row]));
}
