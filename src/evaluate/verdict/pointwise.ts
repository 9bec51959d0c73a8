/**
 * Are two expressions the same function at some sizes? By their values on every piece that they have.
 *
 *     relu(x − 2) and 0  ─▶  different, at x = 12.6      √x √x and x  ─▶  undecided: both have values for x > 0 only
 *
 * With many digits where every function has them, else with doubles and what rounding does to them.
 */
import { MatrixCalculusError } from "../../errors.ts";
import type { Expr, Structure } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { comparePrecisely } from "../precise/preciseCompare.ts";
import { type SampleHints, sampleValues, sizeNamed } from "../sample/sample.ts";
import { wholeNumbers } from "../sample/whole.ts";
import { type Plan, plan, type Sizes, type Values } from "../values/evaluate.ts";
import { sizeOfTerms } from "./cancellation.ts";
import type { CheckOptions } from "./check.ts";
import { type Gap, gapBetween } from "./gap.ts";
import { isValue, type Missed, type Point, regionsFrom, type Space } from "./regions.ts";

/** Where the two differ the most. */
export interface Witness {
  readonly sizes: Sizes;
  readonly values: Values;
  /** From 1. */
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly right: number;
}

export interface Compared {
  readonly verdict: "equal" | "different" | "undecided";
  /** Relative to the largest entry; absent where nothing was compared. */
  readonly maxRelError?: number;
  readonly samples: number;
  readonly witness?: Witness;
  readonly reason?: string;
  /** Undecided for nothing but that in some places only one side has a value: they agree where both have. */
  readonly isPartial?: boolean;
}

interface Sides {
  readonly left: Expr;
  readonly right: Expr;
}

/** Points further out may lie beyond what doubles can hold. */
const MODERATE = 100;
const HUGE = 1e100;

/** Nothing is thrown. `thorough`: on every piece; else at one sample. */
export function compareAtSizes(
  { left, right }: Sides,
  sizes: Sizes,
  seed: number,
  options: CheckOptions,
  thorough: boolean,
): Compared {
  const { hints, limits, within = [] } = options;
  try {
    const roots = [left, right, ...within];
    const sample = sampleValues({ roots, sizes, seed, ...(hints && { hints }), limits });
    if (typeof sample === "string") return { verdict: "undecided", samples: 0, reason: sample };
    const space = spaceOf(roots, sizes, seed, hints);
    const compare = comparator({ left, right }, sizes, space, options, sample.problems[0]);
    if (!thorough || hints?.equations?.length) return compare.at([sample.values], [], []);
    const isDefined = (results: readonly Matrix[]): boolean =>
      within.length > 0 ? results.slice(2).every(isValue) : results.slice(0, 2).some(isValue);
    const isWhole = (results: readonly Matrix[]): boolean => results.slice(0, 2).every(isValue);
    // most that differ do so at once
    const here = plan(roots, sizes, { limits: limits ?? {} }).run(sample.values);
    const first = isDefined(here) && isWhole(here) ? compare.at([sample.values], [], []) : undefined;
    if (first?.verdict === "different") return first;
    const { points, missed } = regionsFrom(sample.values, space, isDefined);
    const whole = points.filter(({ results }) => isWhole(results));
    const partial = points.filter((p) => isPartial(p));
    return compare.at(
      whole.map((p) => p.values),
      partial,
      missed,
    );
  } catch (problem) {
    if (!(problem instanceof MatrixCalculusError)) throw problem;
    return { verdict: "undecided", samples: 0, reason: problem.message };
  }
}

/** One of the two has no value, and not because a number is too large. */
function isPartial({ values, results }: Point): boolean {
  const [a, b] = results as [Matrix, Matrix];
  const isModerate = [...values.values()].every(({ data }) => data.every((v) => Math.abs(v) < MODERATE));
  // what comes close to the largest double may pass it on the way to the other side
  const isFar = [a, b].some(({ data }) => data.some((v) => Math.abs(v) > HUGE));
  return isModerate && !isFar && isValue(a) !== isValue(b);
}

function spaceOf(roots: readonly Expr[], sizes: Sizes, seed: number, hints: SampleHints = {}): Space {
  const symbols = new Map(roots.flatMap(symbolsIn).map((s) => [s.key, s]));
  const whole = new Set([...wholeNumbers(roots, sizes).keys()].map((s) => s.key));
  const [positive, definite] = [new Set(hints.positive), new Set(hints.spd)];
  const structureOf = (name: string): Structure | undefined =>
    hints.structures?.get(name) ?? symbols.get(name)?.structure;
  return {
    roots,
    sizes,
    seed,
    structureOf,
    isPositive: (name) => positive.has(name),
    isDefinite: (name) => definite.has(name),
    isFixed: (name) => {
      const s = symbols.get(name);
      return whole.has(name) || s === undefined || sizeNamed(s, sizes) !== undefined;
    },
  };
}

/** `problem`: a domain that the sample misses. */
function comparator(
  sides: Sides,
  sizes: Sizes,
  { structureOf }: Space,
  options: CheckOptions,
  problem: string | undefined,
) {
  const { left, right } = sides;
  const compiled = plan([left, right], sizes, { limits: options.limits ?? {} });
  let isPrecise = !options.hints?.equations?.length;
  const gapAt = (values: Values): Gap => {
    if (isPrecise) {
      try {
        return comparePrecisely(left, right, sizes, values, structureOf);
      } catch (problem) {
        if (!(problem instanceof MatrixCalculusError)) throw problem;
        isPrecise = false;
      }
    }
    const terms = () =>
      Math.max(...sizeOfTerms([left, right], values, sizes, { limits: options.limits ?? {} }));
    const [a, b] = compiled.run(values) as [Matrix, Matrix];
    return gapBetween(a, b, terms);
  };
  return {
    at(all: readonly Values[], partial: readonly Point[], missed: readonly Missed[]): Compared {
      let maxRelError = 0;
      const found: Gap["verdict"][] = [];
      for (const values of all) {
        const gap = gapAt(values);
        found.push(gap.verdict);
        maxRelError = Math.max(maxRelError, gap.relError);
        if (gap.verdict !== "different") continue;
        const witness = witnessAt(compiled, values, sizes, gap.at);
        return { verdict: "different", maxRelError, samples: found.length, witness };
      }
      const known = { maxRelError, samples: found.length };
      const open = found.includes("equal") ? openReason(all, partial, missed) : (problem ?? NOT_TOLD);
      return open === undefined
        ? { verdict: "equal", ...known }
        : {
            verdict: "undecided",
            ...known,
            reason: open,
            ...(found.includes("equal") && partial.length > 0 && { isPartial: true }),
          };
    },
  };
}

const NOT_TOLD = "they differ by too much for rounding and too little for a difference";

function openReason(
  all: readonly Values[],
  partial: readonly Point[],
  missed: readonly Missed[],
): string | undefined {
  if (partial.length > 0) return partialWords(all, partial);
  const [first] = missed;
  return first && `nothing says how they compare where ${sideWords(first)}: no such values were found`;
}

/** "they agree for x > 0 only", where the signs tell those points apart. */
function partialWords(all: readonly Values[], partial: readonly Point[]): string {
  const [first] = partial as [Point];
  for (const [name] of first.values) {
    for (const sign of [1, -1]) {
      const isOn = (values: Values) => values.get(name)?.data.every((v) => v * sign > 0) === true;
      if (all.every(isOn) && !partial.some((p) => isOn(p.values))) {
        return `they agree for ${name} ${sign > 0 ? ">" : "<"} 0 only: elsewhere one of them has no value`;
      }
    }
  }
  return "they agree where both have values, and in some places only one of them has";
}

const SIDES: Readonly<Record<number, string>> = { [-1]: "negative", 0: "0", 1: "positive" };

function sideWords({ node, piece }: Missed): string {
  const { name } = node.fn;
  if (name === "max" || name === "min")
    return `the ${piece > 0 ? "first" : "second"} argument of ${name} is larger`;
  if (piece > 1 || ["sin", "cos", "tan"].includes(name))
    return `the argument of ${name} is in quarter ${piece + 1}`;
  return `the argument of ${name} is ${SIDES[piece]}`;
}

function witnessAt(compiled: Plan, values: Values, sizes: Sizes, at: number): Witness {
  const [a, b] = compiled.run(values) as [Matrix, Matrix];
  const [row, column] = [Math.floor(at / a.cols) + 1, (at % a.cols) + 1];
  return { sizes, values, row, column, left: a.data[at] as number, right: b.data[at] as number };
}
