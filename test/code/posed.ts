/**
 * Code at a sample: the call, what it should return, and whether it did.
 *
 *     L = ‖X w − y‖² by w, numpy  ─▶  f_code(X, w, y) at random values; the evaluator's L and 2 Xᵀ (X w − y)
 */

import { functionFor, written } from "../../src/code/generate.ts";
import type { Language } from "../../src/code/pieces/language.ts";
import { type SolvedProblem, solveAll } from "../../src/code/solved.ts";
import {
  chooseSizes,
  evaluate,
  type SampleHints,
  type Sizes,
  sampleValues,
  type Values,
} from "../../src/evaluate/index.ts";
import { sizeOfTerms } from "../../src/evaluate/verdict/cancellation.ts";
import { isScalar, type SymbolNode } from "../../src/expression/expr.ts";
import { symbolsIn } from "../../src/expression/walk.ts";
import { allFinite, type Matrix, matrix } from "../../src/matrix/matrix.ts";
import type { AnswersRequest } from "../../src/problem/answer/answers.ts";
import { readingOf } from "../../src/shapes/declarations.ts";
import { readStatements } from "../../src/syntax/read.ts";
import { type Job, type Outcome, type Plain, plain } from "./run.ts";

export interface CodeProblem extends AnswersRequest {
  readonly text: string;
  readonly wrt: readonly string[];
  readonly hints?: SampleHints;
  /** At values where functions have their kinks. */
  readonly atKinks?: boolean;
}

/** A problem at values; what it should give doesn't depend on the target. */
export interface Sampled {
  readonly problem: SolvedProblem;
  readonly values: Values;
  readonly sizes: Sizes;
  readonly expected: readonly Matrix[];
  /** What rounding may do, relative to the largest entry of each result. */
  readonly slack: readonly number[];
  /** How large the terms are that each result is left of; 0 where that can't be told. */
  readonly terms: readonly number[];
}

export interface Posed {
  readonly job: Job;
  readonly expected: readonly { readonly shape: readonly number[]; readonly data: readonly number[] }[];
  readonly slack: readonly number[];
  readonly terms: readonly number[];
}

/** @throws UnsupportedError where it has no matrix form; the errors of reading */
export function solved(
  { text, wrt, hints: _, atKinks: __, ...request }: CodeProblem,
  check = false,
): SolvedProblem {
  return solveAll(readStatements(text, readingOf(new Map(), wrt)), { ...request, wrt, check });
}

/** Where a change of the last digits of the values changes the result by that much, so does rounding. */
const ROUNDING = 1e-10;
const AMPLIFIED = 1e3;

/** The problem at that set of sizes; a sentence where it has no values there. An unknown function is the sine. */
export function atValues(p: CodeProblem, seed: number, sizeSet: number): Sampled | string {
  const functions = [...p.text.matchAll(/^(\S+) : function$/gm)].map((m) => m[1] as string);
  if (functions.length === 0) return sampled(solved(p), seed, sizeSet, p);
  const sine = functions.reduce(
    (text, f) => text.replace(`${f} : function\n`, "").replaceAll(`${f}(`, "sin("),
    p.text,
  );
  const known = sampled(solved({ ...p, text: sine }), seed, sizeSet, p);
  return typeof known === "string" ? known : { ...known, problem: solved(p) };
}

export function sampled(
  problem: SolvedProblem,
  seed: number,
  sizeSet: number,
  { hints, atKinks }: Pick<CodeProblem, "hints" | "atKinks"> = {},
): Sampled | string {
  const roots = [problem.value, ...problem.derivatives.map((d) => d.value)];
  const variables = variablesOf(problem);
  const sizes = chooseSizes([...roots, ...variables], seed, sizeSet);
  if (!sizes) return "there are no such sizes";
  const sample = sampleValues({
    ...{ roots: [problem.value], finite: roots, symbols: variables, sizes, seed },
    hints: { ...hints, equations: problem.elaborated.equations },
  });
  if (typeof sample === "string") return sample;
  const values = atKinks ? roundedOff(sample.values) : sample.values;
  const expected = evaluate(roots, values, sizes);
  if (!expected.every(allFinite)) return "a derivative is not finite";
  const nudged = evaluate(roots, lastDigitsChanged(values), sizes);
  const slack = expected.map((m, i) => ROUNDING + AMPLIFIED * distance(m, nudged[i] as Matrix));
  const terms = sizeOfTerms(roots, values, sizes).map((size) => (Number.isFinite(size) ? size : 0));
  return { problem, values, sizes, expected, slack, terms };
}

/** To −1, 0 and 1, where functions have their kinks and entries are equal. */
const roundedOff = (values: Values): Values =>
  new Map(
    [...values].map(([name, { rows, cols, data }]) => [
      name,
      matrix(
        rows,
        cols,
        data.map((x) => Math.max(-1, Math.min(1, Math.round(x))) + 0),
      ),
    ]),
  );

const variablesOf = ({ elaborated, derivatives, value, cotangent }: SolvedProblem): SymbolNode[] => {
  const all = [...elaborated.variables.values(), ...(cotangent ? [cotangent] : [])];
  const known = new Set(all.map((v) => v.name));
  const others = [value, ...derivatives.map((d) => d.value)].flatMap(symbolsIn);
  return [...all, ...others.filter((s) => s.role === "variable" && !known.has(s.name))];
};

/** Whole numbers stay: they may be indices. */
const lastDigitsChanged = (values: Values): Values =>
  new Map(
    [...values].map(([name, { rows, cols, data }]) => {
      const nudge = (v: number, i: number) =>
        Number.isInteger(v) ? v : v * (1 + (i % 2 ? 1 : -1) * 2 ** -47);
      return [name, matrix(rows, cols, data.map(nudge))] as const;
    }),
  );

function distance(a: Matrix, b: Matrix): number {
  const scale = Math.max(1e-300, ...a.data.map(Math.abs));
  return Math.max(0, ...a.data.map((x, i) => Math.abs(x - (b.data[i] as number)))) / scale;
}

/**
 * The call in a target; vectors are given flat or as columns.
 * @throws UnsupportedError where the target lacks a function
 */
export function posed(
  { problem, values, sizes, expected, slack, terms }: Sampled,
  language: Language,
  flat: boolean,
): Posed {
  const parts = functionFor(problem, language, "f_code");
  const isFlat = flat && language.vectors === undefined;
  const args = parts.args.map(({ of, isScalar: number, isVector, isFunction }) => {
    if (isFunction) return { sine: of.match(/['′]/g)?.length ?? 0 };
    const value = values.get(of);
    if (!value) return sizes.get(of) as number;
    return plain(value, number ? "scalar" : isVector && isFlat ? "flat" : "rows");
  });
  const roots = [problem.value, ...problem.derivatives.map((d) => d.value)];
  return {
    job: { code: written(parts, language), name: "f_code", args },
    slack,
    terms,
    expected: expected.map(({ rows, cols, data }, i) => {
      const isNumber = isScalar(roots[i] as SymbolNode) && language.scalarOf !== undefined;
      const isFlatVector = isFlat && parts.outputs[i]?.like !== undefined;
      return { shape: isNumber ? [] : isFlatVector ? [rows] : [rows, cols], data: [...data] };
    }),
  };
}

/** What cancels leaves a rest of the size of the values and of the terms, not of the result. */
const REST = 1e-5;
const REST_OF_TERMS = 1e-3;

/** What is wrong with what came out; undefined where nothing is. */
export function fault(
  { job, expected, slack, terms }: Posed,
  outcome: Outcome | undefined,
): string | undefined {
  const rest = REST * Math.max(...numbersIn(job.args).map(Math.abs), 0);
  const told = (what: string): string => `${what}\n${job.code}\nat ${JSON.stringify(job.args)}`;
  if (outcome === undefined) return told("nothing came back");
  if (typeof outcome === "string") return told(outcome);
  if (outcome.length !== expected.length) return told(`${outcome.length} results, not ${expected.length}`);
  for (const [k, { shape, data }] of expected.entries()) {
    const found = outcome[k] as (typeof outcome)[number];
    if (found.shape.join() !== shape.join())
      return told(`result ${k + 1} is [${found.shape}], not [${shape}]`);
    const scale = Math.max(1e-300, rest, REST_OF_TERMS * (terms[k] as number), ...data.map(Math.abs));
    const error = Math.max(0, ...data.map((x, i) => Math.abs(x - (found.data[i] as number)))) / scale;
    if (!(error <= (slack[k] as number)) && !data.every((x, i) => x === found.data[i]))
      return told(`result ${k + 1} is ${found.data.slice(0, 9)}, not ${data.slice(0, 9)}`);
  }
  return undefined;
}

const numbersIn = (args: readonly Plain[]): number[] =>
  args.flatMap((a) => (typeof a === "number" ? [a] : Array.isArray(a) ? numbersIn(a as Plain[]) : []));
