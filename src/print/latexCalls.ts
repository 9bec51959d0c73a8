/**
 * Functions in LaTeX: the templates of the function table, and those whose form depends on the notation.
 */

import { isCall } from "../expression/build.ts";
import { type Dimension, UNIT } from "../expression/dimension.ts";
import { type BoundNode, type CallNode, type Expr, isRow, isVector } from "../expression/expr.ts";
import { TRANSPOSE } from "../expression/heads.ts";
import { topological } from "../expression/walk.ts";
import { entryOf, functionNamed } from "../functions/index.ts";
import type { Letters } from "./names/letters.ts";
import { nameLatex } from "./names/names.ts";
import type { Notation } from "./notation.ts";
import { setProduct } from "./typeset/typesetProducts.ts";
import {
  atLeast,
  plain,
  type Setting,
  type Settings,
  signed,
  Tightness,
  type Typography,
} from "./typeset/typography.ts";

/** What the formula as a whole contains. */
export interface Facts {
  readonly hasKronecker: boolean;
  readonly letters: Letters;
}

export function factsOf(nodes: readonly Expr[], letters: Letters): Facts {
  const hasKronecker = nodes.some((e) => e.kind === "call" && /^(?:kron|commutation)$/.test(e.fn.name));
  return { hasKronecker, letters };
}

interface Call {
  readonly e: CallNode;
  readonly args: readonly Setting[];
  readonly settings: Settings;
  readonly t: Typography;
  readonly notation: Notation;
  readonly facts: Facts;
}

export function latexCall(
  e: CallNode,
  args: readonly Setting[],
  settings: Settings,
  t: Typography,
  notation: Notation,
  facts: Facts,
): Setting {
  const call: Call = { e, args, settings, t, notation, facts };
  return SPECIAL.get(e.fn.name)?.(call) ?? unknownCall(call) ?? templateCall(entryOf(e.fn).latex, args, t);
}

// ---- templates

interface Template {
  readonly plain: string;
  /** With brackets that grow. */
  readonly tall: string;
  readonly tightness: Tightness;
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
  const tightness = /\^\{[^{}]*\}$/.test(bare)
    ? Tightness.RAISED
    : bare.startsWith("#")
      ? Tightness.OPERATOR
      : Tightness.ATOM;
  const template = { plain: bare, tall, tightness };
  templates.set(latex, template);
  return template;
}

function templateCall(latex: string, args: readonly Setting[], t: Typography): Setting {
  const template = templateOf(latex);
  const tall = args.some((a) => a.tall);
  const needed = template.tightness === Tightness.OPERATOR ? Tightness.RAISED : Tightness.ATOM;
  const text = (tall ? template.tall : template.plain).replace(/#(\d)(!?)/g, (_, digit, tight) => {
    const arg = args[Number(digit) - 1] as Setting;
    return tight ? atLeast(arg, needed, t) : signed(arg, t);
  });
  return plain(text.replace(/\\(lvert|lVert) (?=\\)/g, "\\$1"), template.tightness, tall);
}

/** f(x), f'(x), ∇L(X) of a function that is declared and not defined: its name is the user's. */
function unknownCall({ e, args, t }: Call): Setting | undefined {
  const entry = entryOf(e.fn);
  if (entry.latex === `${entry.name}(#1)`) return templateCall(`${nameLatex(entry.name)}(#1)`, args, t);
  const gradient = /^grad_(.+)$/.exec(entry.name)?.[1];
  if (gradient === undefined || !entry.latex.startsWith("\\nabla")) return undefined;
  return templateCall(`\\nabla ${nameLatex(gradient)}(#1)`, args, t);
}

// ---- functions whose form depends on the notation

const OPERATORS = { kron: { otimes: "\\otimes", boxtimes: "\\boxtimes" } } as const;

/** Nothing in e^{f(X)} or |f(X)| says that f(X) is a matrix. */
const hidesShape = ({ args }: CallNode): boolean =>
  topological(args).some((x) => x.kind === "call" && functionNamed(x.fn.name) === undefined);

const SPECIAL: ReadonlyMap<string, (call: Call) => Setting | undefined> = new Map(
  Object.entries<(call: Call) => Setting | undefined>({
    tr: (call) =>
      innerProduct(call) ?? templateCall(`\\operatorname{${call.notation.trace}}(#1)`, call.args, call.t),
    expm: ({ e, args, t }) => (hidesShape(e) ? templateCall("\\operatorname{expm}(#1)", args, t) : undefined),
    vec: ({ args, t, notation }) => templateCall(`\\operatorname{${notation.vec}}(#1)`, args, t),
    kron: ({ args, t, notation }) => templateCall(`#1! ${OPERATORS.kron[notation.kronecker]} #2!`, args, t),
    det: ({ e, args, t, notation }) =>
      templateCall(
        notation.determinant === "bars" && !hidesShape(e) ? "\\lvert #1\\rvert" : "\\det(#1)",
        args,
        t,
      ),
    logdet: ({ e, args, t, notation }) => {
      const isLetter = args[0]?.tightness === Tightness.ATOM;
      const inside =
        notation.determinant === "bars" && !hidesShape(e) ? "#1" : isLetter ? "\\det #1" : "\\det(#1)";
      return templateCall(`\\log\\lvert ${inside}\\rvert`, args, t);
    },
    abs: ({ e, args, settings, t }) => {
      const of = e.args[0] as Expr;
      const inner = of.kind === "call" && of.fn.name === "det" ? settings.get(of.args[0] as Expr) : undefined;
      if (!inner) return templateCall("\\lvert #1\\rvert", args, t);
      const isLetter = inner.tightness === Tightness.ATOM;
      return templateCall(isLetter ? "\\lvert\\det #1\\rvert" : "\\lvert\\det(#1)\\rvert", [inner], t);
    },
    norm2: ({ e, args, t, notation }) => {
      const of = e.args[0] as Expr;
      const letter = isVector(of) || isRow(of) ? "2" : "F";
      const marked = notation.norm === "subscript" || (notation.norm === "frobenius" && letter === "F");
      return templateCall(`\\lVert #1\\rVert${marked ? `_{${letter}}` : ""}`, args, t);
    },
    sigmoid: ({ args, t, facts }) => {
      const isTaken = areTaken(facts.letters, "sigma", "σ");
      return templateCall(isTaken ? "\\operatorname{sigmoid}(#1)" : "\\sigma(#1)", args, t);
    },
    eye: (call) => {
      const isTaken = call.facts.letters.isTaken("I");
      const letter =
        call.notation.identity === "blackboard" || isTaken ? "\\mathbb{I}" : boldConstant("I", call.notation);
      return plain(letter + sizeMark(call, [call.e.sizes[0] as Dimension]));
    },
    ones: (call) => constant("\\mathbf{1}", call),
    zeros: (call) => constant(call.notation.bold === "none" ? "0" : "\\mathbf{0}", call),
    single: ({ e, args, t, facts }) => {
      if (areTaken(facts.letters, "e", "E")) return namedCall(e, args, t);
      const [row, column] = args as readonly [Setting, Setting];
      if (isVector(e)) return plain(`e_{${row.text}}`);
      if (isRow(e)) return plain(`e_{${column.text}}^{\\top}`, Tightness.RAISED);
      return plain(`E_{${row.text}${apart(row, column)}${column.text}}`);
    },
    delta: ({ args, facts }) => {
      const [i, j] = args as readonly [Setting, Setting];
      if (areTaken(facts.letters, "δ", "delta", "Δ", "Delta")) return plain(`[${i.text} = ${j.text}]`);
      return plain(`\\delta_{${i.text}${apart(i, j)}${j.text}}`);
    },
    commutation: ({ e, t, facts }) =>
      areTaken(facts.letters, "K") ? namedCall(e, [], t) : plain(`K_{${e.sizes.map(sizeLatex).join(",")}}`),
    unvec: ({ e, args, t }) =>
      templateCall(`\\operatorname{unvec}_{${e.sizes.map(sizeLatex).join(",")}}(#1)`, args, t),
    // what they are made with can't be left out: sizes that nothing else says
    center: ({ e, t }) => namedCall(e, [], t),
    kron_left: ({ e, args, t }) => namedCall(e, args, t),
    kron_right: ({ e, args, t }) => namedCall(e, args, t),
    quotient: ({ e, args, t }) => {
      const p = sizeLatex(e.sizes[0] as Dimension);
      return templateCall(`\\lceil #1/${/\W/.test(p) ? `(${p})` : p}\\rceil`, args, t);
    },
    remainder: ({ e, args, t }) => {
      const less = args[0]?.tightness === Tightness.ATOM ? "#1 - 1" : "(#1) - 1";
      return templateCall(`((${less}) \\bmod ${sizeLatex(e.sizes[0] as Dimension)} + 1)`, args, t);
    },
  }),
);

const areTaken = (letters: Letters, ...names: readonly string[]): boolean => names.some(letters.isTaken);

/** The call as it is typed, where the usual letter means something else. */
function namedCall(e: CallNode, args: readonly Setting[], t: Typography): Setting {
  const parts = [...args.map((a) => signed(a, t)), ...e.sizes.map(sizeLatex)];
  const [word, mark] = e.fn.name.split("_");
  const subscript = mark === undefined ? "" : `_{\\mathrm{${mark}}}`;
  return plain(`\\operatorname{${word}}${subscript}(${parts.join(", ")})`);
}

const apart = (a: Setting, b: Setting): string =>
  [a, b].every((s) => /^(\d|[a-z]|\\[a-z]+|[a-z]_\{\w+\})$/.test(s.text))
    ? a.text.startsWith("\\")
      ? " "
      : ""
    : ",";

/** m n + 1 for m*n+1. */
export function sizeLatex(d: Dimension): string {
  return d.key.replace(/[^-+*\d]+\w*/gu, (name) => nameLatex(name)).replace(/\*/g, " ");
}

const boldConstant = (letter: string, notation: Notation): string =>
  notation.bold === "matrices" || notation.bold === "all"
    ? notation.boldStyle === "upright"
      ? `\\mathbf{${letter}}`
      : `\\boldsymbol{${letter}}`
    : letter;

function sizeMark({ notation, facts }: Call, sizes: readonly Dimension[]): string {
  const shown = notation.sizes === "always" || (notation.sizes === "kronecker" && facts.hasKronecker);
  return shown ? `_{${sizes.map(sizeLatex).join(" \\times ")}}` : "";
}

/** A vector of ones, its transpose, or a matrix of ones, which always shows its sizes. */
function constant(letter: string, call: Call): Setting {
  const { e, t } = call;
  const { rows, cols } = e.shape;
  if (cols === UNIT) return plain(letter + sizeMark(call, [rows]));
  if (rows === UNIT) return t.transpose(plain(letter + sizeMark(call, [cols])));
  const isZero = e.fn.name === "zeros";
  return plain(
    isZero
      ? letter + sizeMark(call, [rows, cols])
      : `${letter}_{${sizeLatex(rows)} \\times ${sizeLatex(cols)}}`,
  );
}

/** tr(AᵀB) as ⟨A, B⟩ or A : B, where the notation has that. */
function innerProduct({ e, settings, t, notation }: Call): Setting | undefined {
  const of = e.args[0] as Expr;
  if (notation.innerProduct === "trace" || of.kind !== "product") return undefined;
  const [first, ...rest] = of.factors;
  if (!first || !isCall(first, TRANSPOSE) || rest.length === 0) return undefined;
  const left = settings.get(first.args[0] as Expr);
  if (!left || rest.some((f) => !settings.get(f))) return undefined;
  const right = setProduct(of.coefficient, of.scalars, rest, settings, t);
  if (notation.innerProduct === "colon") {
    const sides = [left, right].map((s) => atLeast(s, Tightness.PRODUCT, t));
    return plain(sides.join(" : "), Tightness.OPERATOR, left.tall || right.tall);
  }
  return templateCall("\\langle #1, #2\\rangle", [left, right], t);
}

/** \sum_{i=1}^{m}; nothing in Einstein's convention. */
export function latexSummation(e: BoundNode, notation: Notation, letters: Letters): string {
  if (notation.summation === "einstein") return "";
  return `\\sum_{${nameLatex(letters.of(e.index))}=1}^{${sizeLatex(e.size)}}`;
}
