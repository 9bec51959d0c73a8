/**
 * Functions in LaTeX: the templates of the function table, and those whose form depends on the notation.
 */

import { isCall } from "../expression/build.ts";
import type { Dimension } from "../expression/dimension.ts";
import { type BoundNode, type CallNode, type Expr, isVector } from "../expression/expr.ts";
import { TRANSPOSE } from "../expression/heads.ts";
import * as Q from "../expression/rational.ts";
import { topological } from "../expression/walk.ts";
import type { LatexCall } from "../functions/function.ts";
import { entryOf, functionNamed } from "../functions/index.ts";
import { TRACE } from "../functions/matrix.ts";
import { SUM } from "../functions/reductions.ts";
import type { Letters } from "./names/letters.ts";
import { nameLatex } from "./names/names.ts";
import type { Notation } from "./notation.ts";
import { atLeast, Level, signed } from "./part.ts";
import { setProduct } from "./typeset/typesetProducts.ts";
import { plain, type Setting, type Settings, type Typography } from "./typeset/typography.ts";

/** What the formula as a whole contains. */
export interface Facts {
  readonly hasKronecker: boolean;
  readonly letters: Letters;
}

export function factsOf(nodes: readonly Expr[], letters: Letters): Facts {
  const hasKronecker = nodes.some((e) => e.kind === "call" && entryOf(e.fn).hidesSizes);
  return { hasKronecker, letters };
}

export function latexCall(
  e: CallNode,
  args: readonly Setting[],
  settings: Settings,
  t: Typography,
  notation: Notation,
  facts: Facts,
): Setting {
  const { latexForm, latex } = entryOf(e.fn);
  const inner = innerProduct(e, settings, t, notation) ?? vectorTotal(e, settings, t, notation);
  if (inner) return inner;
  if (!latexForm) return unknownCall(e, args, t) ?? templateCall(latex, args, t);
  const form = latexForm(printedCall(e, args, settings, notation, facts));
  if (form === undefined) return namedCall(e, args, t);
  if (typeof form === "string") return templateCall(form, args, t);
  if ("template" in form) {
    return templateCall(
      form.template,
      form.of.map((x) => settings.get(x) as Setting),
      t,
    );
  }
  return formSetting(form, t.transpose);
}

/** The text of a constant. */
export function formSetting(
  { text, transposed, raised }: { text: string; transposed?: true; raised?: true },
  transpose: (of: Setting) => Setting,
): Setting {
  const whole = plain(text, raised ? Level.POSTFIX : Level.ATOM);
  return transposed ? transpose(whole) : whole;
}

function printedCall(
  { args: of, shape, sizes }: CallNode,
  args: readonly Setting[],
  settings: Settings,
  notation: Notation,
  { letters, hasKronecker }: Facts,
): LatexCall {
  const showsSizes = notation.sizes === "always" || (notation.sizes === "kronecker" && hasKronecker);
  return {
    args: of,
    shape,
    texts: args.map(({ text }) => text),
    sizes: sizes.map(sizeLatex),
    rows: sizeLatex(shape.rows),
    cols: sizeLatex(shape.cols),
    showsSizes,
    notation,
    isTaken: (...names) => names.some(letters.isTaken),
    isLetter: (part) => part !== undefined && settings.get(part)?.level === Level.ATOM,
    get hidesShape() {
      return topological(of).some((x) => x.kind === "call" && functionNamed(x.fn.name) === undefined);
    },
    bold: (letter) => boldConstant(letter, notation),
    mark: (...marks) => (showsSizes ? `_{${bySizes(marks.map((mark) => mark ?? ""))}}` : ""),
  };
}

// ---- templates

interface Template {
  readonly plain: string;
  /** With brackets that grow. */
  readonly tall: string;
  readonly level: Level;
}

const templates = new Map<string, Template>();

function templateOf(latex: string): Template {
  const known = templates.get(latex);
  if (known) return known;
  const bare = latex.replace(/\\(?:left|right)(?=[()[\]|.]|\\[lr](?:vert|Vert|angle|ceil|floor))/g, "");
  const tall = bare
    .replace(/\((#\d!?)\)/g, "\\left($1\\right)")
    .replace(/\\(?=l(?:vert|Vert|angle|ceil|floor))/g, "\\left\\")
    .replace(/\\(?=r(?:vert|Vert|angle|ceil|floor))/g, "\\right\\");
  const level = /\^\{[^{}]*\}$/.test(bare)
    ? Level.POSTFIX
    : bare.startsWith("#")
      ? Level.ENTRYWISE
      : Level.ATOM;
  const template = { plain: bare, tall, level };
  templates.set(latex, template);
  return template;
}

function templateCall(latex: string, args: readonly Setting[], t: Typography): Setting {
  const template = templateOf(latex);
  const tall = args.some((a) => a.tall);
  const needed = template.level === Level.ENTRYWISE ? Level.POSTFIX : Level.ATOM;
  const text = (tall ? template.tall : template.plain).replace(/#(\d)(!?)/g, (_, digit, tight) => {
    const arg = args[Number(digit) - 1] as Setting;
    return tight ? atLeast(arg, needed, t) : signed(arg, t);
  });
  return plain(text.replace(/\\(lvert|lVert) (?=\\)/g, "\\$1"), template.level, tall);
}

/** f(x), f'(x), ∇L(X) of a function that is declared and not defined: its name is the user's. */
function unknownCall(e: CallNode, args: readonly Setting[], t: Typography): Setting | undefined {
  const entry = entryOf(e.fn);
  if (entry.latex === `${entry.name}(#1)`) return templateCall(`${nameLatex(entry.name)}(#1)`, args, t);
  const gradient = /^grad_(.+)$/.exec(entry.name)?.[1];
  if (gradient === undefined || !entry.latex.startsWith("\\nabla")) return undefined;
  return templateCall(`\\nabla ${nameLatex(gradient)}(#1)`, args, t);
}

/** The call as it is typed, where the usual letter means something else. */
function namedCall(e: CallNode, args: readonly Setting[], t: Typography): Setting {
  const parts = [...args.map((a) => signed(a, t)), ...e.sizes.map(sizeLatex)];
  const [word, mark] = e.fn.name.split("_");
  const subscript = mark === undefined ? "" : `_{\\mathrm{${mark}}}`;
  return plain(`\\operatorname{${word}}${subscript}(${parts.join(", ")})`);
}

/** m n + 1 for m*n+1. */
export function sizeLatex(d: Dimension): string {
  return d.key.replace(/[^-+*\d]+\w*/gu, (name) => nameLatex(name)).replace(/\*/g, " ");
}

/** (p+1) × q: a sum is in brackets beside another size. */
export const bySizes = (sizes: readonly string[]): string =>
  sizes.map((size) => (sizes.length > 1 && /[-+]/.test(size) ? `(${size})` : size)).join(" \\times ");

const boldConstant = (letter: string, notation: Notation): string =>
  notation.bold === "matrices" || notation.bold === "all"
    ? notation.boldStyle === "upright"
      ? `\\mathbf{${letter}}`
      : `\\boldsymbol{${letter}}`
    : letter;

/** tr(AᵀB) as ⟨A, B⟩ or A : B, where the notation has that. */
function innerProduct(
  e: CallNode,
  settings: Settings,
  t: Typography,
  notation: Notation,
): Setting | undefined {
  const [of] = e.args;
  if (notation.innerProduct === "trace" || !isCall(e, TRACE) || of?.kind !== "product") return undefined;
  const [first, ...rest] = of.factors;
  if (!first || !isCall(first, TRANSPOSE) || rest.length === 0) return undefined;
  const left = settings.get(first.args[0] as Expr);
  if (!left || rest.some((f) => !settings.get(f))) return undefined;
  const right = setProduct({ ...of, factors: rest }, settings, t);
  if (notation.innerProduct === "colon") {
    const sides = [left, right].map((s) => atLeast(s, Level.PRODUCT, t));
    return plain(sides.join(" : "), Level.ENTRYWISE, left.tall || right.tall);
  }
  return templateCall("\\langle #1, #2\\rangle", [left, right], t);
}

/** 1ᵀ y and 1ᵀ A x for the sum of the entries of a vector. */
function vectorTotal(
  e: CallNode,
  settings: Settings,
  t: Typography,
  notation: Notation,
): Setting | undefined {
  const [x] = e.args;
  const isChain = x?.kind === "product" && x.scalars.length === 0 && Q.isOne(x.coefficient);
  const of = (x?.kind === "symbol" || isChain) && isCall(e, SUM) && isVector(x) && settings.get(x);
  if (!of || notation.sizes === "always") return undefined;
  const ones = t.transpose(plain("\\mathbf{1}"));
  const inside = atLeast(of, Level.PRODUCT, t);
  return plain(`${ones.text}${t.between(ones.text, inside)}${inside}`, Level.PRODUCT, of.tall);
}

/** \sum_{i=1}^{m}; nothing in Einstein's convention. */
export function latexSummation(e: BoundNode, notation: Notation, letters: Letters): string {
  if (notation.summation === "einstein") return "";
  return `\\sum_{${nameLatex(letters.of(e.index))}=1}^{${sizeLatex(e.size)}}`;
}
