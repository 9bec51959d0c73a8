/**
 * Expression ─▶ one line of Unicode, to be read in a terminal.
 *
 *     product { 2, [], [Xᵀ, sum { X w, −y }] }  ─▶  2 Xᵀ(X w − y)
 */

import type { Dimension } from "../expression/dimension.ts";
import { type BoundNode, type CallNode, type Expr, isVector, type SymbolNode } from "../expression/expr.ts";
import type * as Q from "../expression/rational.ts";
import type { PrintedCall } from "../functions/function.ts";
import { entryOf } from "../functions/index.ts";
import { isShort, typesetShared } from "./defined.ts";
import { FOR_MACHINES, toTextWithDefinitions } from "./definitions.ts";
import { runsOverEntries } from "./formula/formula.ts";
import { factsOf, formSetting } from "./latexCalls.ts";
import { type Letters, lettersFor, refuseAmbiguousCall } from "./names/letters.ts";
import { nameUnicode } from "./names/names.ts";
import { numberParts } from "./numbers.ts";
import { atLeast, type Brackets, Level, signed } from "./part.ts";
import { nodesOf, typeset } from "./typeset/typeset.ts";
import { operated } from "./typeset/typesetMarks.ts";
import { plain, type Setting, type Typography } from "./typeset/typography.ts";
import { sizesToShow } from "./typeset/zeroBlocks.ts";

/**
 * The expression as one formula.
 * @throws UnsupportedError if that is too long (unicodeAnswer is linear)
 */
export const toUnicode = (e: Expr, letters: Letters = lettersFor([e])): string =>
  typeset(e, nodesOf(e), unicodeTypography(letters, nodesOf(e)));

/** One formula, or definitions and a formula where it would be long. */
export function unicodeAnswer(e: Expr, letters: Letters = lettersFor([e])): string {
  if (isShort(e)) return toUnicode(e, letters);
  const defined = toTextWithDefinitions([e], { ...FOR_MACHINES, letters });
  const t = unicodeTypography(letters, defined.sharing.order);
  const { definitions, results } = typesetShared(defined, [e], t, (name) => plain(nameUnicode(name)));
  return [...definitions.map(({ name, text }) => `${name} = ${text}`), results[0]].join("; ");
}

const RAISED_CHARACTERS = new Map(
  [..."0123456789+−-()abcdefghijklmnoprstuvwxyz"].map((c, i) => [
    c,
    [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"][i] as string,
  ]),
);

/** Undefined where Unicode lacks a character. */
function raisedText(text: string): string | undefined {
  const characters = [...text].map((c) => RAISED_CHARACTERS.get(c));
  return characters.every((c) => c !== undefined) ? characters.join("") : undefined;
}

/** Raised where Unicode has the characters, else `^…`. */
const raise = (base: string, exponent: string): string =>
  base + (raisedText(exponent) ?? `^${[...exponent].length === 1 ? exponent : `(${exponent})`}`);

const FRACTIONS: Readonly<Record<string, string>> = {
  "1/2": "½",
  "1/3": "⅓",
  "2/3": "⅔",
  "1/4": "¼",
  "3/4": "¾",
  "1/5": "⅕",
  "1/6": "⅙",
  "1/8": "⅛",
};

function numberSetting(value: Q.Rational, letters: Letters): Setting {
  const { above, below, pi } = numberParts(value);
  // beside a variable of that name it is its digits
  const letter = letters.isTaken("π") || letters.isTaken("pi") ? `${Math.PI}` : "π";
  const between = letter === "π" ? "" : "·";
  const power = raise(letter, Math.abs(pi) === 1 ? "" : String(Math.abs(pi)));
  const beside = (digits: string, has: boolean): string =>
    !has ? digits : digits === "1" ? power : `${digits}${between}${power}`;
  const [top, divisor] = [beside(above, pi > 0), beside(below, pi < 0)];
  if (divisor === "1") return plain(top, top !== letter && pi > 0 ? Level.POSTFIX : Level.ATOM);
  const text = `${top}/${divisor}`;
  const single = FRACTIONS[text];
  return single ? plain(single) : plain(text, Level.PRODUCT);
}

const UNICODE: Brackets = { minus: "−", bracket: (text) => `(${text})` };

const tight = (s: Setting): string => atLeast(s, Level.ATOM, UNICODE);
const raised = (base: Setting, exponent: string): Setting =>
  plain(raise(tight(base), exponent), Level.POSTFIX);

/** The way one line of Unicode is written, with these letters. */
function unicodeTypography(letters: Letters, nodes: readonly Expr[]): Typography {
  const { hasKronecker } = factsOf(nodes, letters);
  return {
    ...UNICODE,
    between: (_, right) => (/^[\d½⅓⅔¼¾⅕⅙⅛]/.test(right) ? "·" : right.startsWith("(") ? "" : " "),
    times: " ⊙ ",
    over: " ⊘ ",
    entrywiseFraction: false,
    number: (value) => numberSetting(value, letters),
    symbol: (e) => symbolSetting(e, letters),
    fraction: (top, bottom) =>
      plain(
        `${atLeast(top, Level.PRODUCT, UNICODE)}/${atLeast(bottom, Level.POSTFIX, UNICODE)}`,
        Level.PRODUCT,
      ),
    root: (of) =>
      plain(
        `√${of.level === Level.ATOM && !of.negative ? of.text : `(${signed(of, UNICODE)})`}`,
        Level.POSTFIX,
      ),
    raised,
    entrywisePower: (base, exponent) =>
      plain(`${tight(base)}^⊙${[...exponent].length === 1 ? exponent : `(${exponent})`}`, Level.POSTFIX),
    transpose: transposed,
    inverseTranspose: (of) => plain(`${tight(of)}⁻ᵀ`, Level.POSTFIX),
    call: (e, args) => callSetting(e, args, letters, hasKronecker),
    entry: (e, of, row, column) => entrySetting(e.of, of, row, column, letters),
    block: (e, cells) => {
      const shown = (text: string, i: number, j: number): string => {
        const sizes = sizesToShow(e, i, j)?.map(sizeUnicode);
        return sizes ? `0_{${sizes.join("×")}}` : text;
      };
      const rows = cells.map((row, i) => row.map((text, j) => shown(text, i, j)).join(", "));
      return plain(`[${rows.join("; ")}]`);
    },
    summation: (e) => summation(e, letters),
  };
}

/** Σ_i; with its bounds where no entry says how far it runs. Beside a variable Σ the sign is ∑. */
function summation({ body, index, size }: BoundNode, letters: Letters): string {
  const letter = nameUnicode(letters.of(index));
  const sign = letters.isTaken("Σ") ? "∑" : "Σ";
  if (runsOverEntries(body, index)) return `${sign}_${letter}`;
  const to = sizeUnicode(size);
  return `${sign}_{${letter}=1}^${[...to].length === 1 ? to : `{${to}}`}`;
}

function symbolSetting(e: SymbolNode, letters: Letters): Setting {
  const letter = letters.of(e);
  const { differential, plainDifferential } = letters;
  if (e.role !== "hole") return plain(nameUnicode(letter));
  const text = `${plainDifferential}${nameUnicode(letter.slice(differential.length))}`;
  return { ...plain(text, Level.POSTFIX), isDifferential: true };
}

/** x_ij of X, (A B)_ij of an expression. */
function entrySetting(of: Expr, whole: Setting, row: Setting, column: Setting, letters: Letters): Setting {
  const isLetter = of.kind === "symbol" && /^.\p{M}*$/u.test(whole.text) && !letters.isWhole(letters.of(of));
  // (A B)_12 may be one place, of a vector
  const areDigits = [row, column].every((s) => /^\d$/.test(s.text)) && !isLetter;
  const isShort = [row, column].every((s) => [...s.text].length === 1) && !areDigits;
  const places = isVector(of) ? row.text : `${row.text}${isShort ? "" : ","}${column.text}`;
  const subscript = [...places].length <= 2 && !places.includes(",") ? places : `{${places}}`;
  // beside an x, the entries of X keep their capital
  const small = whole.text.toLowerCase();
  const isFree = small === whole.text || !(letters.isTaken(small) || letters.isWhole(small));
  const lowers = isLetter && !isVector(of) && isFree;
  const base = lowers ? small : isLetter ? whole.text : `(${whole.text})`;
  return plain(`${base}_${subscript}`);
}

function callSetting(e: CallNode, args: readonly Setting[], letters: Letters, showsSizes: boolean): Setting {
  const { unicode, unicodeForm } = entryOf(e.fn);
  const form = unicodeForm ? unicodeForm(printedCall(e, args, letters, showsSizes)) : unicode;
  if (form === undefined) return named(e, args, letters);
  if (typeof form === "object")
    return "text" in form ? formSetting(form, transposed) : named(e, args, letters);
  const between = /^#1!(.+)#2!$/.exec(form)?.[1];
  if (between) return operated(args, between, UNICODE);
  const text = form.replace(/#(\d)(!?)/g, (_, digit, isTight) => {
    const arg = args[Number(digit) - 1] as Setting;
    return isTight ? tight(arg) : signed(arg, UNICODE);
  });
  return plain(text, form.startsWith("#") ? Level.POSTFIX : Level.ATOM);
}

const printedCall = (
  { args: of, shape, sizes }: CallNode,
  args: readonly Setting[],
  letters: Letters,
  showsSizes: boolean,
): PrintedCall => ({
  args: of,
  shape,
  texts: args.map(({ text }) => text),
  sizes: sizes.map(sizeUnicode),
  rows: sizeUnicode(shape.rows),
  cols: sizeUnicode(shape.cols),
  showsSizes,
  isTaken: (...names) => names.some(letters.isTaken),
});

const transposed = (of: Setting): Setting => plain(`${tight(of)}ᵀ`, Level.POSTFIX);

function named(e: CallNode, args: readonly Setting[], letters: Letters): Setting {
  refuseAmbiguousCall(e.fn.name, letters);
  const parts = [...args.map((a) => signed(a, UNICODE)), ...e.sizes.map(sizeUnicode)];
  return plain(`${nameUnicode(e.fn.name)}(${parts.join(", ")})`);
}

/** m n + 1 for m*n+1. */
const sizeUnicode = (d: Dimension): string =>
  d.key.replace(/[^-+*\d]+\w*/gu, (name) => nameUnicode(name)).replace(/\*/g, " ");

/** ⁿ, ᵐˣⁿ, ^(n+1×m): of ℝ. */
export function spaceUnicode(sizes: readonly Dimension[]): string {
  const texts = sizes.map(sizeUnicode);
  const words = texts.map((text) => (/^[^-+ ]+$/.test(text) ? raisedText(text) : undefined));
  // ˣ stands between them
  const isClear = texts.every((text) => !text.includes("x"));
  return isClear && words.every((word) => word !== undefined) ? words.join("ˣ") : `^(${texts.join("×")})`;
}
