/**
 * A derivative in the letters and with the marks of its author.
 *
 *     claim 2\\mathbf{W}^T\\mathbf{x}, right W' x  ─▶  \\mathbf{W}^{T} \\mathbf{x}
 */

import type { Span } from "../../errors.ts";
import { symbol } from "../../expression/build.ts";
import { type Expr, transposedShape } from "../../expression/expr.ts";
import { transpose } from "../../expression/power.ts";
import { substitute, symbolsIn } from "../../expression/walk.ts";
import { closedUp, toLatex } from "../../print/latex.ts";
import { DEFAULT_NOTATION, type Notation } from "../../print/notation.ts";
import { allParts } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { type PrintedForm, printed } from "../claim/judge.ts";

/** How each name is written: its first place in the texts. */
type Letters = ReadonlyMap<string, string>;

export function lettersIn(
  sources: readonly { text: string; parts: readonly Syntax[] }[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { text, parts } of sources)
    for (const part of parts.flatMap((part) => allParts(part))) {
      if (part.kind !== "name") continue;
      const whole = unbracketed(text.slice(part.span.start, part.span.end));
      const isDerivative = part.derivative !== undefined || whole.startsWith("\\frac");
      const written = isDerivative
        ? whole
        : unbracketed(withScripts(text, inFonts(text, part.span), part.name));
      const before = found.get(part.name) ?? "";
      if (isBalanced(written) && written.length > before.length) found.set(part.name, written);
    }
  return found;
}

/** The fonts and accents that stand around a letter, \mathbf{x} of x. */
function inFonts(text: string, span: Span): Span {
  let { start, end } = letterAt(text, span);
  for (;;) {
    const before = text.slice(0, start);
    const bare = /\\(?:mathbf|boldsymbol|bm|mathrm|mathcal|hat|bar|tilde|vec)\s*$/.exec(before);
    const opening = /(?:\\[a-zA-Z]+\s*\{|\{\s*\\(?:bf|rm|it|cal)\s*|\{)\s*$/.exec(before);
    const closing = /^\s*\}/.exec(text.slice(end));
    if (bare) start = bare.index;
    else if (!opening || !closing || /\\(?:frac|sqrt|text)\s*\{/.test(opening[0])) return { start, end };
    else {
      start = opening.index;
      end += closing[0].length;
    }
  }
}

/** Of a span that ends in the middle of other braces, as W}_1 does, the letter. */
function letterAt(text: string, { start, end }: Span): Span {
  if (isBalanced(text.slice(start, end))) return { start, end };
  const letter = /^(?:\\[a-zA-Z]+|.)/u.exec(text.slice(start));
  return { start, end: start + (letter?.[0].length ?? 0) };
}

/** Without the brackets around all of it. */
const unbracketed = (text: string): string =>
  /^\(([^()]*?)(?:\\right)?\s*\)$/.exec(text)?.[1]?.trim() ?? text;

/** The subscripts and labels that belong to the name, W^{(1)}. */
function withScripts(text: string, { start, end }: Span, name: string): string {
  const marks = `${name.includes("_") ? "_" : ""}${name.includes("^") ? "^" : ""}`;
  let to = end;
  while (marks !== "" && marks.includes(text[to] ?? " ")) {
    const script = /^.(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[a-zA-Z]+|[^{}\s])/.exec(text.slice(to));
    if (!script) break;
    to += script[0].length;
  }
  return text.slice(start, to).trim();
}

/** A piece of the author's text that stands for itself. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const c of text.replace(/\\[{}]/g, "")) {
    depth += c === "{" ? 1 : c === "}" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0 && text.trim() !== "" && !/[&$%]|\\\\/.test(text);
}

/** The marks that the texts have. */
export function notationOf(texts: readonly string[], hasPrimes: boolean): Notation {
  const all = texts.join(" ");
  const joined = /\^\{?-\s*(?:\\top|T)/.test(all);
  return {
    ...DEFAULT_NOTATION,
    entries: "same",
    transpose: hasPrimes ? "prime" : transposeOf(all),
    inverseTranspose: joined || !all.includes("-1") ? "joined" : "separate",
    hadamard: all.includes("\\circ") && !all.includes("\\odot") ? "circ" : "odot",
    trace: /\bTr\b/.test(all) ? "Tr" : "tr",
    determinant: !/det/.test(all) && /\||vert/.test(all) ? "bars" : "det",
  };
}

function transposeOf(text: string): Notation["transpose"] {
  if (text.includes("\\top")) return "top";
  if (text.includes("\\intercal")) return "intercal";
  if (/\\mathsf\s*\{?\s*T/.test(text)) return "sans";
  return /T/.test(text) ? "T" : "top";
}

const MARK = "authors";

/** The right form, its LaTeX in those letters; the author's letter for `row` is the transposed one. */
export const printerFor =
  (letters: Letters, notation: Notation, row?: string) =>
  (e: Expr): PrintedForm => {
    const symbols = symbolsIn(e).filter((s) => s.role === "variable" && letters.has(s.name));
    const places = symbols.map((s, i) => {
      const name = `${MARK}${code(i)}`;
      if (s.name === row) return [s, transpose(symbol(name, transposedShape(s.shape)))] as const;
      return [s, symbol(name, s.shape, s.structure)] as const;
    });
    const latex = toLatex(substitute(e, new Map<Expr, Expr>(places)), notation);
    const inLetters = latex.replace(
      new RegExp(`\\\\mathit\\{${MARK}([a-z]+)\\}([_^']?)`, "g"),
      (_, at: string, next: string, place: number) => {
        const letter = own(letters.get(symbols[numberOf(at)]!.name)!, next);
        // \lvert and x stay apart
        const gap = /\\[a-zA-Z]+$/.test(latex.slice(0, place)) && /^[a-zA-Z]/.test(letter) ? " " : "";
        return `${gap}${letter}${next}`;
      },
    );
    return { ...printed(e), latex: closedUp(inLetters) };
  };

/** a, b, …, z, za, zb, …: a name of letters only. */
const code = (i: number): string => "z".repeat(Math.floor(i / 25)) + "abcdefghijklmnopqrstuvwxy"[i % 25];
const numberOf = (at: string): number => (at.length - 1) * 25 + at.charCodeAt(at.length - 1) - 97;

/** In braces or brackets where a mark follows that would join what is there. */
function own(letter: string, next: string): string {
  if (next === "") return letter;
  if (/^\\[dt]?frac|^\\nabla/.test(letter)) return `\\left(${letter}\\right)`;
  return /[\^_']|^\\?[a-z]+\s|^d/.test(letter) ? `{${letter}}` : letter;
}
