/**
 * A derivative that no matrix holds: its entry in index notation, compared with differences and with the matrix
 * path's differential, taken once for each order, along single entries.
 *
 *     ‖x‖ by x, order 3  ─▶  ∂³f/∂x_i∂x_j∂x_k = 3 x_i x_j x_k/‖x‖⁵ − (δ_ij x_k + …)/‖x‖³
 */
import { differential } from "../derivative/differentiate.ts";
import { UnsupportedError } from "../errors.ts";
import { type Check, checkEntries, type SampleHints } from "../evaluate/index.ts";
import { index } from "../expression/blocks.ts";
import { madeSymbol, symbol } from "../expression/build.ts";
import { type Dimension, UNIT } from "../expression/dimension.ts";
import { type Expr, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import { inner } from "../functions/matrix.ts";
import { type HigherDerivative, type HigherProblem, higherDerivative } from "../index/index.ts";
import { toLatex } from "../print/latex.ts";
import { mixedLatex, mixedText, mixedUnicode } from "../print/mixedDerivative.ts";
import { type Letters, lettersFor } from "../print/names/letters.ts";
import { DEFAULT_NOTATION } from "../print/notation.ts";
import { operationCount, toText } from "../print/text.ts";
import { toUnicode } from "../print/unicode.ts";
import type { Elaborated } from "../shapes/elaborate.ts";
import { simplify } from "../simplify/simplify.ts";
import { inWordsOf } from "./answer/writtenOut.ts";
import type { Question } from "./problem.ts";

export interface EntriesAnswer {
  /** The entry of the derivative. */
  readonly form: Expr;
  /** What its symbols are called. */
  readonly letters: Letters;
  /** ∂³f/∂x_i∂x_j∂x_k */
  readonly symbols: { readonly ascii: string; readonly latex: string; readonly unicode: string };
  /** The sizes over which its indices run, in their order: n×n×n. */
  readonly shape: string;
  readonly ops: number;
  readonly check: () => Check;
}

/** Beyond these parts a differential is not worth comparing with. */
const MOST_PARTS = 20_000;
/** Beyond these characters a form is not readable any more. */
const LONGEST = 20_000;

/**
 * The derivative of the question's order, entry by entry.
 * @throws UnsupportedError where the element-wise path has no rule, or the form would be too long
 */
export function solveByEntries(
  asked: Question,
  { name, variables }: Pick<Elaborated, "name" | "variables">,
  hints?: SampleHints,
  seed?: number,
): EntriesAnswer {
  const { wrt, order, limits, cotangent, kind } = asked;
  const value = kind === "vjp" && cotangent ? inner(cotangent, asked.value) : asked.value;
  const of = name === undefined ? madeSymbol(usualName(value, wrt), value.shape) : symbol(name, value.shape);
  const found = derivativeOrWhyNot({
    value,
    wrt,
    order,
    beside: [of],
    limits: limits?.terms === undefined ? undefined : { terms: limits.terms, factors: 5 * limits.terms },
    shorter: (e) => inWordsOf(value, simplify(e)),
  });
  const form = found.stages.at(-1)?.form as Expr;
  if (toText(form).length > LONGEST) {
    throw new UnsupportedError(
      `the derivative of order ${order} has more than ${LONGEST} characters entry by entry`,
      undefined,
      "name intermediate results and differentiate them one by one",
    );
  }
  const entry = index(of, found.value.i, found.value.j);
  const entries = found.wrt.map(({ p, q }) => index(wrt, p, q));
  const letters = lettersFor([asked.value, form, entry, ...entries], variables.keys());
  const claim = {
    value,
    wrt,
    at: found.value,
    by: found.wrt,
    forms: [found.entry, ...found.stages.map((s) => s.form)],
  };
  const text = (e: Expr): string => toText(e, letters);
  const latex = (e: Expr): string => toLatex(e, DEFAULT_NOTATION, letters);
  const unicode = (e: Expr): string => toUnicode(e, letters);
  return {
    form,
    letters,
    symbols: {
      ascii: mixedText(text(entry), entries.map(text)),
      latex: mixedLatex(latex(entry), entries.map(latex)),
      unicode: mixedUnicode(unicode(entry), entries.map(unicode)),
    },
    shape: sizesOf(value, wrt, found).join("×") || "scalar",
    ops: operationCount(form),
    check: () =>
      checkEntries(
        { ...claim, second: alongDirections(value, wrt, order) },
        { ...(hints && { hints }), ...(seed !== undefined && { seed }) },
      ),
  };
}

/** For an order that a reader would not expect to fail, what fails is said to be that. */
function derivativeOrWhyNot(problem: HigherProblem): HigherDerivative {
  try {
    return higherDerivative(problem);
  } catch (error) {
    if (!(error instanceof UnsupportedError) || problem.order === 1) throw error;
    const why = error.message.replace(/^not supported: /, "");
    throw new UnsupportedError(
      `not supported: a derivative of order ${problem.order} of this: ${why}`,
      error.span,
      error.hint,
    );
  }
}

function usualName(value: Expr, wrt: SymbolNode): string {
  const usual = isScalar(value) ? ["f", "L", "phi"] : isVector(value) ? ["y", "f", "z"] : ["Y", "F", "Z"];
  const taken = new Set([wrt.name, ...topological([value]).map((e) => (e.kind === "symbol" ? e.name : ""))]);
  return usual.find((n) => !taken.has(n)) ?? "f_1";
}

function sizesOf(value: Expr, wrt: SymbolNode, { wrt: by }: HigherDerivative): string[] {
  const shapes = [value.shape, ...by.map(() => wrt.shape)];
  const sizes = shapes.flatMap(({ rows, cols }): Dimension[] => [rows, cols]);
  return sizes.filter((size) => size !== UNIT).map((size) => size.key);
}

/** D^n f in n directions by the matrix path; undefined where that has no rule, or is too long. */
function alongDirections(value: Expr, wrt: SymbolNode, order: number) {
  const directions = Array.from({ length: order }, (_, n) =>
    symbol(`direction ${n}`, wrt.shape, undefined, "hole"),
  );
  try {
    let along = value;
    for (const d of directions) {
      along = differential(along, wrt, d);
      if (topological([along]).length > MOST_PARTS) return undefined;
    }
    return { along, directions };
  } catch (error) {
    if (error instanceof UnsupportedError) return undefined;
    throw error;
  }
}
