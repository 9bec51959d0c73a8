/**
 * Expressions to numbers of many digits, so that what doubles round away still counts.
 *
 *     tanh(x) + 1e-30 x and tanh(x) at x = 0.7 with 50 digits  ─▶  apart by 7·10⁻³¹
 *
 * A function without a `precise` column is refused; one that only adds and picks entries is found by its values
 * at single-entry matrices.
 */
import type { Decimal } from "decimal.js";
import { UnsupportedError } from "../../errors.ts";
import type { CallNode, Expr } from "../../expression/expr.ts";
import { HADAMARD_POWER } from "../../expression/heads.ts";
import type { Rational } from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import {
  type Digits,
  eliminatePrecise,
  fillPrecise,
  mapPrecise,
  multiplyPrecise,
  type PreciseMatrix,
  preciseAt,
  preciseScalar,
  transposePrecise,
} from "../../matrix/precise.ts";
import { type Algebra, budget, upright } from "../values/algebra.ts";
import { planOver, type Sizes } from "../values/evaluate.ts";

interface PreciseRun {
  readonly digits: Digits;
  readonly sizes: Sizes;
  readonly values: ReadonlyMap<string, PreciseMatrix>;
}

type Spend = (work: number) => void;

/** A call of exp or the like, in multiplications. */
const TRANSCENDENTAL = 60;
const MOST_WORK = 60_000;
const OF = "numbers of many digits";
/** Pairs of single-entry matrices by which a function of two arguments is found. */
const MOST_PROBES = 600;

/** The roots' values. Throws UnsupportedError where a function has no precise values, or past a limit. */
export const preciseValues = (roots: readonly Expr[], run: PreciseRun): PreciseMatrix[] =>
  planOver(decimals(run.digits, budget(MOST_WORK, OF)), roots, run.sizes).run(run.values);

const decimals = (D: Digits, spend: Spend): Algebra<PreciseMatrix> => ({
  number: (value) => preciseScalar(numberOf(D, value)),
  whole: (value) => preciseScalar(new D(value)),
  wholeOf: ({ data }) => (data[0] as Decimal).toNumber(),
  zeros: (rows, cols) => fillPrecise(rows, cols, () => new D(0)),
  sum: (terms) =>
    terms.reduce(({ rows, cols, data }, term) => ({
      ...{ rows, cols },
      data: data.map((x, i) => x.plus(term.data[i] as Decimal)),
    })),
  scale: ({ data: [c] }, of) => ((c as Decimal).eq(1) ? of : mapPrecise(of, (x) => x.times(c as Decimal))),
  multiply(a, b) {
    const [left, right] = [upright(a, transposePrecise), upright(b, transposePrecise)];
    spend(left.data.length * right.cols);
    return multiplyPrecise(left, right);
  },
  transpose: transposePrecise,
  entry: (of, i, j) => preciseScalar(preciseAt(of, i - 1, j - 1)),
  block(cells) {
    const rows = cells.map(beside);
    return {
      ...(rows[0] as PreciseMatrix),
      rows: rows.reduce((n, row) => n + row.rows, 0),
      data: rows.flatMap((row) => row.data),
    };
  },
  power: (_, base, exponent) => powerOf(D, spend, base, exponent.data[0] as Decimal),
  call: (e, args, { told }) => callOf(D, spend, e, args, told),
  spend: (entries) => spend(1 + entries),
});

function numberOf(D: Digits, r: Rational): Decimal {
  if (!r.exact) return new D(r.n).div(r.d);
  const { n, d, pi } = r.exact;
  const value = new D(String(n)).div(new D(String(d)));
  return pi === 0 ? value : value.times(D.acos(-1).pow(pi));
}

function beside(cells: readonly PreciseMatrix[]): PreciseMatrix {
  const { rows } = cells[0] as PreciseMatrix;
  const data = Array.from({ length: rows }, (_, i) =>
    cells.flatMap((c) => c.data.slice(i * c.cols, (i + 1) * c.cols)),
  ).flat();
  return { rows, cols: data.length / rows, data };
}

function powerOf(D: Digits, spend: Spend, base: PreciseMatrix, k: Decimal): PreciseMatrix {
  spend(TRANSCENDENTAL);
  if (base.data.length === 1) return mapPrecise(base, (x) => scalarPower(x, k));
  if (!k.isInteger() || k.abs().gt(64)) throw new UnsupportedError("a power of a matrix that is not whole");
  const start = k.isNeg() ? eliminatePrecise(base).inverse : base;
  let result = start;
  for (let n = 1; n < Math.abs(k.toNumber()); n++) {
    spend(base.rows ** 3);
    result = multiplyPrecise(result, start);
  }
  return k.isZero() ? fillPrecise(base.rows, base.cols, (i, j) => new D(i === j ? 1 : 0)) : result;
}

const scalarPower = (x: Decimal, k: Decimal): Decimal => (k.eq(0.5) ? x.sqrt() : x.pow(k));

function callOf(
  D: Digits,
  spend: Spend,
  e: CallNode,
  args: readonly PreciseMatrix[],
  sizes: readonly number[],
): PreciseMatrix {
  const [x, second] = args as [PreciseMatrix, PreciseMatrix];
  const { precise, modular, name, elementwise } = entryOf(e.fn);
  spend((elementwise ? TRANSCENDENTAL : 2) * Math.max(0, ...args.map((a) => a.data.length)));
  if (e.fn === HADAMARD_POWER) return mapPrecise(x, (v) => scalarPower(v, second.data[0] as Decimal));
  if (precise) {
    if (!elementwise) spend(args.reduce((most, a) => Math.max(most, workOf(a)), 0));
    return precise(args, sizes, D);
  }
  if (!modular) throw new UnsupportedError(`${name} has values to the accuracy of doubles only`);
  return byProbes(D, spend, e, args, sizes);
}

const workOf = ({ data, rows, cols }: PreciseMatrix): number => 2 * data.length * Math.min(rows, cols);

/** Values of a function that is linear in each argument; where the arguments are whole numbers, as they are. */
function byProbes(
  D: Digits,
  spend: Spend,
  { fn }: CallNode,
  args: readonly PreciseMatrix[],
  sizes: readonly number[],
): PreciseMatrix {
  const { numeric } = entryOf(fn);
  const direct = (ms: readonly Matrix[]): PreciseMatrix => {
    const { rows, cols, data } = numeric(ms, sizes);
    return { rows, cols, data: Array.from(data, (v) => new D(v)) };
  };
  if (args.every(({ data }) => data.length === 1 && (data[0] as Decimal).isInteger())) {
    return direct(args.map((a) => matrix(1, 1, Float64Array.of((a.data[0] as Decimal).toNumber()))));
  }
  const probes = args.reduce((n, a) => n * a.data.length, 1);
  if (probes > MOST_PROBES) throw new UnsupportedError(`too much work for ${OF}`);
  let sum: { rows: number; cols: number; data: Decimal[] } | undefined;
  for (let probe = 0; probe < probes; probe++) {
    let rest = probe;
    let weight = new D(1);
    const units = args.map(({ rows, cols, data }) => {
      const unit = matrix(rows, cols);
      const at = rest % data.length;
      rest = Math.floor(rest / data.length);
      unit.data[at] = 1;
      weight = weight.times(data[at] as Decimal);
      return unit;
    });
    const value = numeric(units, sizes);
    spend(value.data.length / 8);
    sum ??= { rows: value.rows, cols: value.cols, data: Array.from(value.data, () => new D(0)) };
    for (let i = 0; i < value.data.length; i++) {
      const v = value.data[i] as number;
      if (v !== 0) sum.data[i] = (sum.data[i] as Decimal).plus(v === 1 ? weight : weight.times(v));
    }
  }
  return sum as PreciseMatrix;
}
