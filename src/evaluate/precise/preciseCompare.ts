/**
 * Are two expressions equal at a point? By their values with few digits, rounded down and rounded up, and with many:
 * a difference stays as the digits grow, rounding doesn't. No tolerance is needed, whatever the values' scale.
 *
 *     sigmoid(x + 40) and 1 at x = 0.7  ─▶  different: 2·10⁻¹⁸, with 32 digits and with 50
 */

import type { Decimal } from "decimal.js";
import { subtract } from "../../expression/build.ts";
import type { Expr, Structure } from "../../expression/expr.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { type Digits, orthonormalPrecise, type PreciseMatrix } from "../../matrix/precise.ts";
import { hasValues } from "../../structures.ts";
import type { Sizes, Values } from "../values/evaluate.ts";
import { withDigits } from "./digits.ts";
import { preciseValues } from "./precise.ts";

interface PreciseComparison {
  readonly verdict: "equal" | "different" | "undecided";
  /** Largest difference over largest entry. */
  readonly relError: number;
  /** The entry that decides, from 0. */
  readonly at: number;
}

interface Accuracy {
  readonly down: Digits;
  readonly up: Digits;
  readonly many: Digits;
}

const accuracy = (extra: number): Accuracy => ({
  down: withDigits(32 + extra, "down"),
  up: withDigits(32 + extra, "up"),
  many: withDigits(50 + extra),
});
const PLAIN = accuracy(0);
/** Values with more digits before the point than these hide a difference of the size of 1: then further ones are kept. */
const LARGE = 8;
const MOST_EXTRA = 300;
/** Rounding to few digits is more than so much of the terms, even where it happens to be the same both ways. */
const LEAST_NOISE = -36;
/** Between few and many digits, rounding shrinks by 10⁻¹⁸; a difference keeps these digits. */
const SHRUNK = 1e-9;
const KEPT = 1e-4;

/** Throws UnsupportedError where a function has no precise values, or past a limit. */
export function comparePrecisely(
  left: Expr,
  right: Expr,
  sizes: Sizes,
  values: Values,
  structureOf: (name: string) => Structure | undefined,
): PreciseComparison {
  // what the two have in common is gone from their difference
  const difference = subtract(left, right);
  const terms = difference.kind === "sum" ? difference.terms : [difference];
  const run = (digits: Digits): Pair => {
    const own = preciseInputs(values, digits, structureOf);
    const found = preciseValues([left, right, difference, ...terms], { digits, sizes, values: own });
    const [a, b, gap] = found as [PreciseMatrix, PreciseMatrix, PreciseMatrix];
    return { sides: [a, b], gap, scale: largestOf(found.slice(3).flatMap((m) => m.data)) };
  };
  const compare = ({ down, up, many }: Accuracy, extra: number): Decided =>
    decide(run(many), [run(down), run(up)], extra);
  const first = compare(PLAIN, 0);
  if (first.verdict !== "equal" || first.isExact || first.magnitude < LARGE) return first;
  if (first.magnitude > MOST_EXTRA) return { ...first, verdict: "undecided" };
  return compare(accuracy(first.magnitude), first.magnitude);
}

interface Decided extends PreciseComparison {
  /** The differences are 0, and no rounding. */
  readonly isExact: boolean;
  /** Digits before the point. */
  readonly magnitude: number;
}

function preciseInputs(
  values: Values,
  D: Digits,
  structureOf: (name: string) => Structure | undefined,
): Map<string, PreciseMatrix> {
  const exact = ({ rows, cols, data }: Matrix): PreciseMatrix => ({
    rows,
    cols,
    data: Array.from(data, (v) => new D(v)),
  });
  return new Map(
    [...values].map(([name, x]) => [
      name,
      hasValues(structureOf(name), "orthonormal") ? orthonormalPrecise(exact(x)) : exact(x),
    ]),
  );
}

interface Pair {
  readonly sides: readonly [PreciseMatrix, PreciseMatrix];
  /** Their difference, in which what they have in common cancels. */
  readonly gap: PreciseMatrix;
  /** The largest entry of the terms of which the difference is made. */
  readonly scale: Decimal;
}

const largestOf = (all: readonly Decimal[]): Decimal =>
  all.map((x) => x.abs()).reduce((a, b) => (a.gt(b) ? a : b));

/** `others`: values that rounding makes different. */
function decide(many: Pair, others: readonly Pair[], extra: number): Decided {
  const gap = (pair: Pair, i: number): Decimal => pair.gap.data[i] as Decimal;
  const [{ data }, other] = many.sides;
  const all = [...data, ...other.data];
  if (!all.every((x) => x.isFinite())) {
    return { verdict: "undecided", relError: Number.NaN, at: 0, isExact: false, magnitude: 0 };
  }
  const scale = largestOf(all);
  let [at, most] = [0, -1];
  let verdict: PreciseComparison["verdict"] = "equal";
  let isExact = true;
  const least = `1e${LEAST_NOISE - extra}`;
  for (let i = 0; i < data.length; i++) {
    const fine = gap(many, i);
    const noise = largestOf([...others.map((pair) => gap(pair, i).minus(fine)), many.scale.times(least)]);
    const size = fine.abs();
    const isSame = size.isZero() || size.lte(noise.times(SHRUNK));
    isExact &&= size.isZero();
    if (isSame) continue;
    const isKept = noise.lte(size.times(KEPT));
    if (isKept) verdict = "different";
    else if (verdict === "equal") verdict = "undecided";
    const error = size.div(scale).toNumber();
    if (isKept && error > most) [at, most] = [i, error];
  }
  return { verdict, relError: Math.max(0, most), at, isExact, magnitude: scale.isZero() ? 0 : scale.e };
}
