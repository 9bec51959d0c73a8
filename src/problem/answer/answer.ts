/**
 * An answer as data: the derivative in every writing, what was assumed, and the verdict of
 * its numeric check.
 *
 *     question ─▶ { kind: "gradient", ascii: "2*A*x", latex: …, check: { verdict: "verified", … } }
 */
import type { MatrixCalculusError } from "../../errors.ts";
import { positionOf, UnsupportedError } from "../../errors.ts";
import type { Check, GivenSizes, SampleHints } from "../../evaluate/index.ts";
import { type Expr, shapeText } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { latexAnswer, toLatex } from "../../print/latex.ts";
import { lettersFor } from "../../print/names/letters.ts";
import { DEFAULT_NOTATION } from "../../print/notation.ts";
import { printAnswer, toText } from "../../print/text.ts";
import { toUnicode, unicodeAnswer } from "../../print/unicode.ts";
import type { Elaborated } from "../../shapes/elaborate.ts";
import { conditionsOf } from "../../simplify/conditions.ts";
import type { KnownEquation } from "../../simplify/given.ts";
import { agreement } from "../agreement.ts";
import { type EntriesAnswer, solveByEntries } from "../byEntries.ts";
import type { Judgement } from "../claim/judge.ts";
import { isAlong } from "../direction.ts";
import { givenSizes, type SizesGiven } from "../givenSizes.ts";
import { type Answer, type Kind, mayHaveMatrixForm, type Question, solve } from "../problem.ts";
import { verify } from "../verify.ts";
import { conditionText } from "./conditions.ts";
import { inWordsOf } from "./writtenOut.ts";

export interface AnswerError {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly hint?: string;
}

export interface AnswerStep {
  readonly latex: string;
  readonly rule: string;
  readonly why: string;
}

interface DerivativeFields {
  readonly ok: true;
  readonly id?: unknown;
  /** The variable; in a block of a Hessian both, "x,y". */
  readonly wrt: string;
  /** index: the derivative has no matrix form, and its entry is the answer. */
  readonly kind: Kind | "index";
  /** Of the derivative: "m×n", or "scalar". */
  readonly shape: string;
  /** Of the variables, by name. */
  readonly shapes: Readonly<Record<string, string>>;
  /** In matgrad's text; absent for kind index. */
  readonly ascii?: string;
  readonly latex: string;
  readonly unicode: string;
  /** The entry of the derivative in index notation. */
  readonly index?: {
    readonly ascii: string;
    readonly latex: string;
    /** Kind index: what it is the entry of, ∂³f/∂x_i∂x_j∂x_k; the entry above is in the same indices. */
    readonly of?: { readonly ascii: string; readonly latex: string };
  };
  /** Operations of the printed form. */
  readonly ops: number;
  /** From text to printed result, without the check. */
  readonly ms: number;
  readonly assumed?: readonly string[];
  /** Absent where it wasn't asked for. */
  readonly check?: Check;
  readonly steps?: readonly AnswerStep[];
}

interface VerdictFields {
  readonly ok: true;
  readonly id?: unknown;
  readonly verdict: Judgement["verdict"];
  readonly why: string;
  readonly correct?: NonNullable<Judgement["correct"]>;
  readonly check?: Check;
  readonly ms: number;
}

interface RefusalFields {
  readonly ok: false;
  readonly id?: unknown;
  readonly wrt?: string;
  readonly error: AnswerError;
  /** Where a result was found and its check refutes it. */
  readonly check?: Check;
}

/** The fields of one kind of answer; those of the others are absent. */
type Only<Fields> = Fields & {
  readonly [Name in Exclude<
    keyof DerivativeFields | keyof VerdictFields | keyof RefusalFields,
    keyof Fields
  >]?: never;
};

/** A derivative, verified unless the check was left out. */
export type DerivativeAnswer = Only<DerivativeFields>;
/** The verdict on a claim. */
export type VerdictAnswer = Only<VerdictFields>;
/** What can't be answered, and why. */
export type Refusal = Only<RefusalFields>;
/** `ok` tells a refusal from an answer, `verdict` a derivative from a judgement. */
export type ProblemAnswer = DerivativeAnswer | VerdictAnswer | Refusal;

interface AnswerOptions {
  /** What samples of the variables must satisfy. */
  readonly hints?: SampleHints;
  readonly seed?: number | undefined;
  /** False leaves the numeric check out. */
  readonly check?: boolean | undefined;
  /** A second check, at sizes of the user's. */
  readonly at?: CheckAt | undefined;
  /** When the work began, for `ms`. */
  readonly start: number;
}

/** Where a check is to be made besides at small sizes. */
export interface CheckAt extends Omit<GivenSizes, "sizes"> {
  readonly sizes: SizesGiven;
}

/**
 * Solves, prints and checks. A result that its check refutes is not shown: that is an answer with
 * `ok: false`. Throws the errors of solve().
 */
export function answerQuestion(
  question: Question,
  elaborated: Elaborated,
  options: AnswerOptions,
): DerivativeAnswer | Refusal {
  const answer = matrixAnswer(question);
  if (!("derivative" in answer)) return answerByEntries(question, elaborated, options, answer.reason);
  const taken = [...elaborated.variables.keys(), ...elaborated.definitions.map(({ name }) => name)];
  const letters = lettersFor([question.value, answer.derivative], taken);
  const printed = printAnswer(inWordsOf(question.value, answer.derivative), { taken, letters });
  const result = {
    wrt: question.wrt.name,
    kind: question.kind,
    shape: shapeText(answer.derivative.shape),
    shapes: shapesOf(elaborated),
    ascii: printed.text,
    latex: latexAnswer(answer.derivative, DEFAULT_NOTATION, letters),
    unicode: unicodeAnswer(answer.derivative, letters),
    ops: printed.ops,
    ms: elapsed(options),
    ...assumptions([question.value, answer.derivative], elaborated, answer.used.map(equationText)),
  };
  if (options.check === false) return { ok: true, ...result };
  const small = verify(question, answer, options);
  if (small.verdict === "refuted") return withheld(small, "did not pass its numeric check");
  const check = options.at ? verifyAt(question, answer, options.at, options) : small;
  if (check.verdict === "refuted") return withheld(check, "did not pass its numeric check");
  const second = agreement(question, answer, options.hints);
  if (second?.equality?.verdict === "different")
    return withheld(check, "differs from its derivation by entries");
  const index = second && {
    ascii: toText(second.index, letters),
    latex: toLatex(second.index, DEFAULT_NOTATION, letters),
  };
  return { ok: true, ...result, ...(index && { index }), check };
}

const elapsed = ({ start }: AnswerOptions): number => Math.round((performance.now() - start) * 1000) / 1000;

/** The derivative in matrix form, or why there is none. */
function matrixAnswer(question: Question): Answer | { readonly reason: UnsupportedError | undefined } {
  if (!mayHaveMatrixForm(question)) return { reason: undefined };
  try {
    return solve(question);
  } catch (error) {
    if (error instanceof UnsupportedError && !isAlong(question.kind)) return { reason: error };
    throw error;
  }
}

/** The entry of the derivative as the answer. Where there is none either, the reason against the matrix form. */
function answerByEntries(
  question: Question,
  elaborated: Elaborated,
  options: AnswerOptions,
  reason: UnsupportedError | undefined,
): DerivativeAnswer | Refusal {
  let found: EntriesAnswer;
  try {
    found = solveByEntries(question, elaborated, options.hints, options.seed);
  } catch (error) {
    throw reason && error instanceof UnsupportedError ? reason : error;
  }
  const { form, symbols, shape, letters } = found;
  const free = question.structure ? [freeEntries(question)] : [];
  const result = {
    wrt: question.wrt.name,
    kind: "index" as const,
    shape,
    shapes: shapesOf(elaborated),
    latex: `${symbols.latex} = ${toLatex(form, DEFAULT_NOTATION, letters)}`,
    unicode: `${symbols.unicode} = ${toUnicode(form, letters)}`,
    ops: found.ops,
    ms: elapsed(options),
    ...assumptions([question.value, form], elaborated, free),
    index: {
      ascii: toText(form, letters),
      latex: toLatex(form, DEFAULT_NOTATION, letters),
      of: { ascii: symbols.ascii, latex: symbols.latex },
    },
  };
  if (options.check === false) return { ok: true, ...result };
  const check = found.check();
  if (check.verdict === "refuted") return withheld(check, "did not pass its numeric check");
  return { ok: true, ...result, check };
}

const equationText = ({ left, right }: KnownEquation): string => `${toUnicode(left)} = ${toUnicode(right)}`;

const freeEntries = ({ wrt, structured }: Question): string =>
  `the derivative is by the entries of ${wrt.name} as if they were free, though it is ${structured?.structure}`;

/** What the elaboration assumed, and what must hold for the value and its derivative to be defined. */
function assumptions(parts: readonly Expr[], { assumed }: Elaborated, more: readonly string[] = []) {
  const required = conditionsOf(parts).map((c) => conditionText(c, toUnicode));
  const all = [...new Set([...assumed, ...more, ...required])];
  return all.length > 0 ? { assumed: all } : {};
}

const withheld = (check: Check, why: string): Refusal => ({
  ok: false,
  check,
  error: { message: `the result ${why} and is not shown` },
});

export function describeAnswerError(error: MatrixCalculusError, text: string): AnswerError {
  const place = error.span ? positionOf(text, error.span.start) : {};
  return { message: error.message, ...place, ...(error.hint !== undefined && { hint: error.hint }) };
}

const shapesOf = ({ variables }: Elaborated): Record<string, string> =>
  Object.fromEntries([...variables].map(([name, { shape }]) => [name, shapeText(shape)]));

/** The same at sizes that the user gives. */
function verifyAt(question: Question, answer: Answer, at: CheckAt, options: AnswerOptions): Check {
  const { value, wrt, cotangent } = question;
  const roots = [value, wrt, answer.derivative, ...(cotangent ? [cotangent] : [])];
  const occurring = new Set(roots.flatMap(symbolsIn).map((s) => s.name));
  const sizes = new Map(
    [...at.sizes].filter(([name, size]) => typeof size === "number" || occurring.has(name)),
  );
  return verify(question, answer, options, { ...at, sizes: givenSizes(sizes, roots) });
}
