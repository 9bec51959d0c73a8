/**
 * Expression ─▶ LaTeX that KaTeX (strict) and LaTeX with amsmath and amssymb take; ASCII only.
 *
 *     toLatex(2 Xᵀ(X w − y))                       ─▶  2 X^{\top}(X w - y)
 *     toLatex(…, { …DEFAULT_NOTATION, transpose: "T" })  ─▶  2 X^{T}(X w - y)
 *
 * Nothing of the user's text reaches the output but letters and digits of names (names.ts).
 */

import { type Expr, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import * as Q from "../expression/rational.ts";
import { type DefinedFormulas, isShort, typesetShared } from "./defined.ts";
import { type DefinitionOptions, FOR_MACHINES, toTextWithDefinitions } from "./definitions.ts";
import { bySizes, type Facts, factsOf, latexCall, latexSummation, sizeLatex } from "./latexCalls.ts";
import { type Letters, lettersFor } from "./names/letters.ts";
import { nameLatex } from "./names/names.ts";
import { DEFAULT_NOTATION, type Notation } from "./notation.ts";
import { numberParts } from "./numbers.ts";
import { atLeast, Level, signed } from "./part.ts";
import { nodesOf, typeset } from "./typeset/typeset.ts";
import { plain, type Setting, type Typography } from "./typeset/typography.ts";
import { sizesToShow } from "./typeset/zeroBlocks.ts";

/**
 * The expression as one formula.
 * @throws UnsupportedError if that is too long (latexAnswer is linear)
 */
export function toLatex(
  e: Expr,
  notation: Notation = DEFAULT_NOTATION,
  letters: Letters = lettersFor([e]),
): string {
  const nodes = nodesOf(e);
  return typeset(e, nodes, latexTypography(notation, factsOf(nodes, letters)));
}

/** The expressions with names for what they share, the same as in toTextWithDefinitions. */
export function toLatexWithDefinitions(
  roots: readonly Expr[],
  notation: Notation = DEFAULT_NOTATION,
  options?: DefinitionOptions,
): DefinedFormulas {
  const defined = toTextWithDefinitions(roots, options);
  const t = latexTypography(notation, factsOf(defined.sharing.order, defined.letters));
  return typesetShared(defined, roots, t, (name, e) => plain(nameLatex(name, bold(e, notation))));
}

/** One formula, or lines of definitions where it would be long: for display. */
export function latexAnswer(
  e: Expr,
  notation: Notation = DEFAULT_NOTATION,
  letters: Letters = lettersFor([e]),
): string {
  if (isShort(e)) return toLatex(e, notation, letters);
  const { definitions, results } = toLatexWithDefinitions([e], notation, { ...FOR_MACHINES, letters });
  const lines = definitions.map(({ name, text }) => `${name} &= ${text}`);
  return `\\begin{aligned}\n${[...lines, `&\\phantom{=}\\;${results[0]}`].join(",\\\\\n")}\n\\end{aligned}`;
}

/** \newcommand lines for the macros that the notation uses; empty where it uses none. */
export function macroPreamble(notation: Notation): string {
  if (notation.macros === "off") return "";
  const macro = (name: string, count: number, body: string): string =>
    `\\newcommand{\\${name}}${count > 0 ? `[${count}]` : ""}{${body}}`;
  return [
    macro("tran", 1, transposeMark("#1", notation)),
    macro("had", 0, `\\mathbin{${hadamardSign(notation)}}`),
    macro("diff", 0, differentialSign(notation)),
  ].join("\n");
}

// ---- names

const differentialSign = (notation: Notation): string => (notation.d === "upright" ? "\\mathrm{d}" : "d");

/** Puts bold around a base, where the notation wants it for this shape. */
function bold(e: Expr, notation: Notation): (base: string) => string {
  const wanted =
    notation.bold === "all" ||
    (notation.bold === "matrices" && !isScalar(e)) ||
    (notation.bold === "vectors" && isVector(e));
  if (!wanted) return (base) => base;
  // \mathbf has no Greek
  return (base) =>
    notation.boldStyle === "upright" && /^([A-Za-z0-9]|\\math(rm|it)\{)/.test(base)
      ? `\\mathbf{${base.replace(/^\\math(?:rm|it)\{(.*)\}$/, "$1")}}`
      : `\\boldsymbol{${base}}`;
}

/** X; dX for the direction of a differential. */
function symbolLatex(
  e: SymbolNode,
  notation: Notation = DEFAULT_NOTATION,
  letters: Letters = lettersFor([e]),
): string {
  const letter = letters.of(e);
  if (e.role !== "hole") return nameLatex(letter, bold(e, notation));
  const sign = differentialLatex(notation, letters);
  return `${sign}${nameLatex(letter.slice(letters.differential.length), bold(e, notation))}`;
}

/** What stands before X in dX. */
export function differentialLatex(notation: Notation, { differential, isTaken }: Letters): string {
  if (differential !== "d") return `${nameLatex(differential)} `;
  if (notation.macros === "on") return "\\diff ";
  // d X is a product where d is a variable
  return notation.d === "italic" && !isTaken("d") ? "d " : "\\mathrm{d}";
}

// ---- marks

const MARKS = {
  top: "\\top",
  T: "T",
  sans: "\\mathsf{T}",
  intercal: "\\intercal",
  prime: "\\prime",
} as const;

/** The transpose of a single letter. */
export const transposeLatex = (base: string, notation: Notation): string =>
  notation.macros === "on" ? `\\tran{${base}}` : transposeMark(base, notation);

const transposeMark = (base: string, notation: Notation): string =>
  notation.transpose === "prime" ? `${base}'` : `${base}^{${MARKS[notation.transpose]}}`;

const hadamardSign = (notation: Notation): string => (notation.hadamard === "odot" ? "\\odot" : "\\circ");

/** The way LaTeX writes, for one formula. */
function latexTypography(notation: Notation, facts: Facts): Typography {
  const bracket = (text: string, tall: boolean): string => (tall ? `\\left(${text}\\right)` : `(${text})`);
  const hadamard = notation.macros === "on" ? "\\had" : hadamardSign(notation);
  const tight = (s: Setting): string => atLeast(s, Level.ATOM, typography);
  const raised = (base: Setting, exponent: string): Setting =>
    plain(`${tight(base)}^{${exponent}}`, Level.POSTFIX, base.tall);
  const transpose = (of: Setting): Setting => {
    return plain(transposeLatex(tight(of), notation), Level.POSTFIX, of.tall);
  };
  const typography: Typography = {
    minus: "-",
    between: (left, right) => separator(left, right, notation),
    times: ` ${hadamard} `,
    over: " \\oslash ",
    entrywiseFraction: notation.division === "fraction",
    bracket,
    number: (value) => numberSetting(value, notation, facts.letters),
    symbol: (e) => {
      const text = symbolLatex(e, notation, facts.letters);
      return e.role === "hole" ? { ...plain(text, Level.POSTFIX), isDifferential: true } : plain(text);
    },
    fraction: (top, bottom) =>
      plain(`\\frac{${signed(top, typography)}}{${signed(bottom, typography)}}`, Level.POSTFIX, true),
    root: (of) => plain(`\\sqrt{${signed(of, typography)}}`, Level.ATOM, of.tall),
    raised,
    entrywisePower: (base, exponent) => raised(base, `${hadamardSign(notation)} ${exponent}`),
    transpose,
    inverseTranspose: (of) =>
      notation.inverseTranspose === "joined" && notation.transpose !== "prime" && notation.macros === "off"
        ? raised(of, `-${MARKS[notation.transpose]}`)
        : transpose(raised(of, "-1")),
    call: (e, args, settings) => latexCall(e, args, settings, typography, notation, facts),
    entry: (e, of, row, column) => entrySetting(e.of, of, row, column, notation, facts),
    block: (e, cells) => {
      const shown = (text: string, i: number, j: number): string => {
        const sizes = sizesToShow(e, i, j)?.map(sizeLatex);
        return sizes ? `${text.replace(/[\^_].*$/, "")}_{${bySizes(sizes)}}` : text;
      };
      const rows = cells.map((row, i) => row.map((text, j) => shown(text, i, j)).join(" & ")).join(" \\\\ ");
      return plain(`\\begin{${notation.brackets}} ${rows} \\end{${notation.brackets}}`, Level.ATOM, true);
    },
    summation: (e) => latexSummation(e, notation, facts.letters),
  };
  return typography;
}

const WORD = String.raw`\\(?:mathit|mathbf|boldsymbol|text)\{(?:\\mathit\{)?[^{}\\]{2,}\}+`;
const BEGINS_WITH_WORD = new RegExp(`^${WORD}`);
/** As much of the left side as a word may take. */
const LONGEST = 80;
const ENDS_IN_WORD = new RegExp(`${WORD}(?:[_^]\\{[^{}]*\\})*$`);

/**
 * What stands between two factors: a dot before a digit, nothing before a bracket, room before a differential and
 * on both sides of a word, so that Sb w is not S b w.
 */
export function separator(left: string, right: string, { product }: Pick<Notation, "product">): string {
  if (product === "cdot" || /^\d/.test(right)) return " \\cdot ";
  if (right.startsWith("(") || right.startsWith("\\left(")) return "";
  if (right.startsWith("\\mathrm{d}") || right.startsWith("\\diff")) return "\\,";
  return isBesideWord(left, right) ? "\\, " : " ";
}

const isBesideWord = (left: string, right: string): boolean =>
  BEGINS_WITH_WORD.test(right) || ENDS_IN_WORD.test(left.slice(-LONGEST));

/** Without the room that words had which are letters now. */
export const closedUp = (latex: string): string =>
  latex.replace(/\\, /g, (room, at: number) =>
    isBesideWord(latex.slice(0, at), latex.slice(at + room.length)) ? room : " ",
  );

function numberSetting(value: Q.Rational, notation: Notation, letters: Letters): Setting {
  const { above, below, pi } = numberParts(value);
  // beside a variable of that name it is its digits
  const letter = letters.isTaken("π") || letters.isTaken("pi") ? `${Math.PI}` : "\\pi";
  const between = letter === "\\pi" ? "" : " \\cdot ";
  const power = Math.abs(pi) > 1 ? `${letter}^{${Math.abs(pi)}}` : letter;
  const beside = (text: string, has: boolean): string =>
    !has ? digits(text) : text === "1" ? power : `${digits(text)}${between}${power}`;
  if (below !== "1" && pi === 0 && notation.numbers === "decimals") {
    return plain(digits(String(Number(Math.abs(Q.toNumber(value)).toPrecision(notation.digits)))));
  }
  const [top, divisor] = [beside(above, pi > 0), beside(below, pi < 0)];
  if (divisor === "1") return plain(top, top !== letter && pi > 0 ? Level.POSTFIX : Level.ATOM);
  return plain(`\\frac{${top}}{${divisor}}`, Level.POSTFIX, true);
}

/** 1e-7 is not how a number is written. */
function digits(text: string): string {
  const [mantissa, exponent] = text.split("e");
  return exponent === undefined ? String(mantissa) : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}

// ---- entries

/** x_{ij} of X, (A B)_{ij} of an expression. */
function entrySetting(
  of: Expr,
  whole: Setting,
  row: Setting,
  column: Setting,
  notation: Notation,
  facts: Facts,
): Setting {
  const subscript = isVector(of) ? row.text : placesLatex(row, column);
  if (of.kind === "symbol" && of.role !== "hole") {
    if (notation.entries === "bracketed") return plain(`[${whole.text}]_{${subscript}}`);
    const name = facts.letters.of(of);
    const lowers = notation.entries === "lowercase" && /^[A-Z]$/.test(name) && !isVector(of);
    const letter = name.toLowerCase();
    const { isMatrix, isWhole } = facts.letters;
    if (lowers && !isMatrix(letter) && !isWhole(letter)) return plain(`${letter}_{${subscript}}`);
    if ((/^[^\W\d_]$/u.test(name) || !/_/.test(whole.text)) && !isWhole(name)) {
      return plain(`${notation.entries === "lowercase" ? nameLatex(name) : whole.text}_{${subscript}}`);
    }
  }
  const bracketed = whole.tall ? `\\left(${whole.text}\\right)` : `(${whole.text})`;
  return plain(`${bracketed}_{${subscript}}`, Level.ATOM, whole.tall);
}

/** ij, or i,12 where the two would run into one another. */
const placesLatex = (row: Setting, column: Setting): string => {
  const isShort = (s: Setting): boolean => /^(\d|[a-z]|\\[a-z]+|[a-z]_\{\w+\})$/.test(s.text);
  const apart = isShort(row) && isShort(column) ? (row.text.startsWith("\\") ? " " : "") : ",";
  return `${row.text}${apart}${column.text}`;
};
