/**
 * A batch line's problem as expressions, and everything that must hold of its answer.
 *
 *     {"vars": {"x": "vector n"}, "expr": "x'*x", "wrt": "x"}  ─▶  the derivative is verified, simplify keeps values
 */
import {
  type Check,
  chooseSizes,
  evaluate,
  type SampleHints,
  type StructureMeaning,
  sampleValues,
  type Values,
} from "../../src/evaluate/index.ts";
import { symbol } from "../../src/expression/build.ts";
import { type Expr, freshStore, type SymbolNode } from "../../src/expression/expr.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { allFinite, type Matrix, matrix } from "../../src/matrix/matrix.ts";
import { toText } from "../../src/print/text.ts";
import { type Answer, type Kind, type Question, solve, usualKind } from "../../src/problem/problem.ts";
import { verify } from "../../src/problem/verify.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { parseExpression, parseStatements } from "../../src/syntax/parse.ts";
import type { Syntax } from "../../src/syntax/tree.ts";
import { equalAtSamples } from "../atSamples.ts";
import { declaredTypes } from "../cast.ts";
import { naiveValue } from "../oracle.ts";

export interface Line {
  readonly vars: Readonly<Record<string, string>>;
  readonly expr: string;
  readonly wrt: string;
  readonly kind?: string;
  readonly order?: number;
  readonly structure?: string;
}

export interface Posed {
  readonly syntax: Syntax;
  readonly variables: readonly SymbolNode[];
  readonly value: Expr;
  readonly question: Question;
  readonly hints: SampleHints;
}

/** The question of a line, in a fresh store. All entries of the variable are free. */
export function posed({ vars, expr, wrt: name, kind: asked, order, structure: meaning }: Line): Posed {
  freshStore();
  const types = declaredTypes(vars);
  const syntax = parseExpression(expr, { functionNames: FUNCTION_NAMES });
  const span = { start: 0, end: expr.length };
  const { value, variables } = elaborate([{ kind: "expression", value: syntax, span }], {
    types,
    free: new Set([name]),
  });
  const wrt = variables.get(name) as SymbolNode;
  const type = types.get(name);
  const structure = type?.kind === "variable" ? type.structure : undefined;
  const kind = (asked as Kind | undefined) ?? usualKind(value, wrt);
  return {
    syntax,
    variables: [...variables.values()],
    value,
    question: {
      value,
      wrt,
      kind,
      order: order === 2 ? 2 : 1,
      cotangent: kind === "vjp" ? symbol("G", value.shape) : undefined,
      structured: structure && symbol(name, wrt.shape, structure),
      structure: meaning as StructureMeaning | undefined,
    },
    hints: structure ? { structures: new Map([[name, structure]]) } : {},
  };
}

export const checked = ({ question, hints }: Posed, answer: Answer, seed = 1): Check =>
  verify(question, answer, { seed, hints });

/** sin(sinh(30)) turns the last digit of its argument into this; a wrong formula is further off. */
const AMPLIFIED_ROUNDING = 1e-3;

/** The largest difference between the expression's value and that of its text, relative to the largest entry. */
export function errorOfReading({ syntax, variables, value, hints }: Posed): number | undefined {
  const sizes = chooseSizes([value, ...variables], 1, 0);
  const sample = sizes && sampleValues({ roots: [value], symbols: variables, sizes, seed: 1, hints });
  if (!sample || typeof sample === "string") return undefined;
  // a size of parts that are gone from the value can be any
  const all = new Map([["m", 3], ["n", 5], ["p", 7], ...sizes] as const);
  const naive = naiveValue(syntax, { values: sample.values, sizes: all });
  const [found] = evaluate([value], sample.values, sizes) as [Matrix];
  if (found.data.length !== naive.data.length) return Number.POSITIVE_INFINITY;
  if (!allFinite(naive) || !allFinite(found)) return undefined;
  const others = lastDigitsChanged(sample.values);
  const [nudged] = evaluate([value], others, sizes) as [Matrix];
  // where the variables' last digits change the value, rounding does as well: of Z − Z nothing else is left
  const moved = Math.max(
    distance(found, nudged),
    distance(naive, naiveValue(syntax, { values: others, sizes: all })),
  );
  return moved < AMPLIFIED_ROUNDING ? distance(found, naive) : undefined;
}

/** The largest difference of two entries, relative to the largest entry. */
function distance(a: Matrix, b: Matrix): number {
  let [gap, largest] = [0, 1e-9];
  a.data.forEach((x, i) => {
    const y = b.data[i] as number;
    gap = Math.max(gap, Math.abs(x - y));
    largest = Math.max(largest, Math.abs(x), Math.abs(y));
  });
  return gap / largest;
}

/** Whole numbers stay: they may be indices. */
const lastDigitsChanged = (values: Values): Values =>
  new Map(
    [...values].map(([name, x]) => {
      const nudge = (v: number, i: number) =>
        Number.isInteger(v) ? v : v * (1 + (i % 2 ? 1 : -1) * 2 ** -47);
      return [name, matrix(x.rows, x.cols, x.data.map(nudge))] as const;
    }),
  );

/** What the expression's text is read as, where all sizes in it are declared. */
function readBack(e: Expr, line: Line): Expr | undefined {
  const types = Object.values(line.vars).join(" ");
  const declared = (size: string) => new RegExp(`\\b${size}\\b`).test(types);
  const text = toText(e);
  const sizes = ["m", "n", "p"].filter((size) => new RegExp(`\\b${size}\\b`).test(text));
  if (!sizes.every(declared)) return undefined;
  return elaborate(parseStatements(text, { functionNames: FUNCTION_NAMES }), {
    types: declaredTypes(line.vars),
    free: new Set([line.wrt]),
  }).value;
}

/** What a problem's answer was found to be; `failure` says what should not be. */
export interface Finding {
  readonly verdict: Check["verdict"] | "unsupported";
  readonly failure?: string;
  readonly reason?: string | undefined;
}

/** Poses, solves and checks: the derivative, and that simplification keeps values and is idempotent. */
export function examine(line: Line): Finding {
  const p = posed(line);
  const misread = errorOfReading(p);
  if (misread !== undefined && misread > AMPLIFIED_ROUNDING) {
    return { verdict: "refuted", failure: `the expression's value is not that of its text: ${misread}` };
  }
  const simple = simplify(p.value);
  if (simplify(simple) !== simple) return { verdict: "refuted", failure: "simplify is not idempotent" };
  const same = equalAtSamples(p.value, simple, { hints: p.hints });
  if (same.verdict === "different" && (same.maxRelError ?? 1) > AMPLIFIED_ROUNDING)
    return { verdict: "refuted", failure: "simplify changes the value" };
  const back = readBack(p.value, line);
  if (back && back !== p.value && equalAtSamples(back, p.value).verdict === "different") {
    return { verdict: "refuted", failure: `its text is read as another expression: ${toText(p.value)}` };
  }
  let answer: Answer;
  try {
    answer = solve(p.question);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "UnsupportedError") return { verdict: "unsupported", reason: message };
    throw error;
  }
  const check = checked(p, answer);
  return check.verdict === "refuted"
    ? { verdict: "refuted", failure: `refuted: ${check.reason}` }
    : { verdict: check.verdict, reason: check.reason };
}
