/**
 * Are two expressions equal at a point? By their values with few digits, rounded down and rounded up, and with many:
 * a difference stays as the digits grow, rounding doesn't. No tolerance is needed, whatever the values' scale.
 *
 *     sigmoid(x + 40) and 1 at x = 0.7  ─▶  different: 2·10⁻¹⁸, with 32 digits and with 50
 */
import type { Decimal } from "decimal.js";
import type { Expr, Structure } from "../expression/expr.ts";
import { topological } from "../expression/walk.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { type Digits, orthonormalPrecise, type PreciseMatrix, withDigits } from "../matrix/precise.ts";
import { exactNumber } from "./constants.ts";
import type { Sizes, Values } from "./evaluate.ts";
import { preciseValues } from "./precise.ts";
import { randomFrom } from "./random.ts";

export interface PreciseComparison {
  readonly verdict: "equal" | "different" | "undecided";
  /** Largest difference over largest entry. */
  readonly relError: number;
  /** The entry that decides, from 0. */
  readonly at: number;
}

const [DOWN, UP] = [withDigits(32, "down"), withDigits(32, "up")];
const MANY = withDigits(50);
/** A difference that is smaller than so much of the values can't be told with MANY digits. */
const SMALLEST = 1e-42;
/** Between few and many digits, rounding shrinks by 10⁻¹⁸; a difference keeps these digits. */
const SHRUNK = 1e-9;
const KEPT = 1e-4;
/** Relative accuracy of a coefficient that is known as a double only. */
const JITTER = 2 ** -48;
const JITTER_FACTOR = 8;
const CLEAR = 64;

/** Throws UnsupportedError where a function has no precise values, or past a limit. */
export function comparePrecisely(
  left: Expr,
  right: Expr,
  sizes: Sizes,
  values: Values,
  structureOf: (name: string) => Structure | undefined,
): PreciseComparison {
  const run = (digits: Digits, jitter: (value: number) => number) => {
    const own = preciseInputs(values, digits, structureOf);
    return preciseValues([left, right], { digits, sizes, values: own, jitter });
  };
  const exact = () => 1;
  const isInexact = hasInexact([left, right]);
  const jittered = isInexact ? [1, 2, 3].map((k) => run(MANY, jitterOf(k))) : [];
  return decide(run(MANY, exact), [run(DOWN, exact), run(UP, exact), ...jittered], isInexact);
}

const hasInexact = (roots: readonly Expr[]): boolean =>
  topological(roots).some(
    (e) =>
      (e.kind === "number" && !exactNumber(e.value)) || (e.kind === "product" && !exactNumber(e.coefficient)),
  );

const jitterOf =
  (seed: number) =>
  (value: number): number =>
    1 + JITTER * randomFrom(seed, `${Math.abs(value)}`).uniform(-1, 1);

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
      structureOf(name) === "orthogonal" ? orthonormalPrecise(exact(x)) : exact(x),
    ]),
  );
}

type Pair = readonly PreciseMatrix[];

/** `others`: values that rounding, or inexact coefficients, make different. */
function decide(many: Pair, others: readonly Pair[], isInexact: boolean): PreciseComparison {
  const gap = (pair: Pair, i: number): Decimal =>
    ((pair[0] as PreciseMatrix).data[i] as Decimal).minus((pair[1] as PreciseMatrix).data[i] as Decimal);
  const data = (many[0] as PreciseMatrix).data;
  const all = many.flatMap((m) => m.data);
  if (!all.every((x) => x.isFinite())) return { verdict: "undecided", relError: Number.NaN, at: 0 };
  const scale = all.map((x) => x.abs()).reduce((a, b) => (a.gt(b) ? a : b));
  let [at, most] = [0, -1];
  let verdict: PreciseComparison["verdict"] = "equal";
  for (let i = 0; i < data.length; i++) {
    const fine = gap(many, i);
    const noise = others.map((pair) => gap(pair, i).minus(fine).abs()).reduce((a, b) => (a.gt(b) ? a : b));
    const size = fine.abs();
    const isSame =
      size.isZero() ||
      size.lte(scale.times(SMALLEST)) ||
      size.lte(noise.times(isInexact ? JITTER_FACTOR : SHRUNK));
    if (isSame) continue;
    const isKept = noise.lte(size.times(isInexact ? 1 / CLEAR : KEPT));
    if (isKept) verdict = "different";
    else if (verdict === "equal") verdict = "undecided";
    const error = size.div(scale).toNumber();
    if (isKept && error > most) [at, most] = [i, error];
  }
  return { verdict, relError: Math.max(0, most), at };
}
