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
import type { BoundNode, CallNode, Expr, IndexNode, PowerNode, ProductNode } from "../../expression/expr.ts";
import { HADAMARD_POWER, TRANSPOSE } from "../../expression/heads.ts";
import type { Rational } from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { chainOf, dimsOf, inOrder } from "../../matrix/chain.ts";
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
import type { Sizes } from "../values/evaluate.ts";
import { findScopes, folded, operands, reachable, sizeValue } from "../values/program.ts";

interface PreciseRun {
  readonly digits: Digits;
  readonly sizes: Sizes;
  readonly values: ReadonlyMap<string, PreciseMatrix>;
}

interface Machine extends PreciseRun {
  readonly scopes: ReturnType<typeof findScopes>;
  readonly slots: Map<Expr, PreciseMatrix>;
  work: number;
}

/** Multiplications, roughly, of one run. */
const MOST_WORK = 60_000;
/** A call of exp or the like, in multiplications. */
const TRANSCENDENTAL = 60;
/** Pairs of single-entry matrices by which a function of two arguments is found. */
const MOST_PROBES = 600;

/** The roots' values. Throws UnsupportedError where a function has no precise values, or past a limit. */
export function preciseValues(roots: readonly Expr[], run: PreciseRun): PreciseMatrix[] {
  const scopes = findScopes(roots);
  const machine: Machine = { ...run, scopes, slots: new Map(), work: 0 };
  evaluateAll(
    machine,
    reachable(roots, (e) => operands(e, scopes)),
  );
  return roots.map((e) => slot(machine, e));
}

function evaluateAll(machine: Machine, nodes: readonly Expr[]): void {
  for (const e of nodes) {
    work(machine, 1 + sizeValue(machine, e.shape.rows) * sizeValue(machine, e.shape.cols));
    machine.slots.set(e, nodeValue(machine, e));
  }
}

function work(machine: Machine, amount: number): void {
  machine.work += amount;
  if (machine.work > MOST_WORK) throw new UnsupportedError("too much work for numbers of many digits");
}

const slot = (machine: Machine, e: Expr): PreciseMatrix => machine.slots.get(e) as PreciseMatrix;

function numberOf({ digits: D }: Machine, r: Rational): Decimal {
  if (!r.exact) return new D(r.n).div(r.d);
  const { n, d, pi } = r.exact;
  const value = new D(String(n)).div(new D(String(d)));
  return pi === 0 ? value : value.times(D.acos(-1).pow(pi));
}

function nodeValue(machine: Machine, e: Expr): PreciseMatrix {
  const { digits: D } = machine;
  switch (e.kind) {
    case "number":
      return preciseScalar(numberOf(machine, e.value));
    case "symbol":
      return e.role === "size"
        ? preciseScalar(new D(machine.sizes.get(e.key) as number))
        : (machine.values.get(e.key) as PreciseMatrix);
    case "sum":
      return e.terms.map((t) => slot(machine, t)).reduce(added);
    case "product":
      return productOf(machine, e);
    case "power":
      return powerOf(machine, e);
    case "call":
      return callOf(machine, e);
    case "index":
      return entryOfMatrix(machine, e);
    case "block": {
      const rows = e.cells.map((row) => beside(row.map((cell) => slot(machine, cell))));
      return { ...(rows[0] as PreciseMatrix), rows: total(rows), data: rows.flatMap((r) => r.data) };
    }
    case "bound":
      return boundOf(machine, e);
  }
}

const total = (parts: readonly PreciseMatrix[]): number => parts.reduce((n, { rows }) => n + rows, 0);

const added = (a: PreciseMatrix, b: PreciseMatrix): PreciseMatrix => ({
  ...a,
  data: a.data.map((x, i) => x.plus(b.data[i] as Decimal)),
});

function beside(cells: readonly PreciseMatrix[]): PreciseMatrix {
  const { rows } = cells[0] as PreciseMatrix;
  const data = Array.from({ length: rows }, (_, i) =>
    cells.flatMap((c) => c.data.slice(i * c.cols, (i + 1) * c.cols)),
  ).flat();
  return { rows, cols: data.length / rows, data };
}

function productOf(machine: Machine, e: ProductNode): PreciseMatrix {
  const scale = e.scalars.reduce(
    (s, x) => s.times(slot(machine, x).data[0] as Decimal),
    numberOf(machine, e.coefficient),
  );
  if (e.factors.length === 0) return preciseScalar(scale);
  const times = (a: PreciseMatrix, b: PreciseMatrix): PreciseMatrix => {
    work(machine, a.rows * a.cols * b.cols);
    return multiplyPrecise(a, b);
  };
  const factors = e.factors.map((f) =>
    folded(f) === f ? slot(machine, f) : transposePrecise(slot(machine, folded(f))),
  );
  const chain = inOrder(factors, chainOf(dimsOf(factors)), times);
  return scale.eq(1) ? chain : mapPrecise(chain, (x) => x.times(scale));
}

function powerOf(machine: Machine, e: PowerNode): PreciseMatrix {
  const base = slot(machine, e.base);
  const k = slot(machine, e.exponent).data[0] as Decimal;
  work(machine, TRANSCENDENTAL);
  if (base.data.length === 1) return mapPrecise(base, (x) => scalarPower(x, k));
  if (!k.isInteger() || k.abs().gt(64)) throw new UnsupportedError("a power of a matrix that is not whole");
  const start = k.isNeg() ? eliminatePrecise(base).inverse : base;
  let result = start;
  for (let n = 1; n < Math.abs(k.toNumber()); n++) {
    work(machine, base.rows ** 3);
    result = multiplyPrecise(result, start);
  }
  const { digits: D } = machine;
  return k.isZero() ? fillPrecise(base.rows, base.cols, (i, j) => new D(i === j ? 1 : 0)) : result;
}

const scalarPower = (x: Decimal, k: Decimal): Decimal => (k.eq(0.5) ? x.sqrt() : x.pow(k));

function entryOfMatrix(machine: Machine, e: IndexNode): PreciseMatrix {
  const x = slot(machine, e.of);
  const [i, j] = [e.row, e.column].map((part) => (slot(machine, part).data[0] as Decimal).toNumber()) as [
    number,
    number,
  ];
  if (!(i >= 1 && i <= x.rows && j >= 1 && j <= x.cols)) {
    throw new UnsupportedError(`there is no entry (${i}, ${j}) in ${x.rows}×${x.cols}`);
  }
  return preciseScalar(preciseAt(x, i - 1, j - 1));
}

function boundOf(machine: Machine, e: BoundNode): PreciseMatrix {
  const { inside } = machine.scopes.get(e) as { readonly inside: readonly Expr[] };
  const { digits: D } = machine;
  const nodes = inside.filter((node) => node !== e.index);
  let sum: PreciseMatrix | undefined;
  for (let value = 1; value <= sizeValue(machine, e.size); value++) {
    machine.slots.set(e.index, preciseScalar(new D(value)));
    evaluateAll(machine, nodes);
    sum = sum ? added(sum, slot(machine, e.body)) : slot(machine, e.body);
  }
  return sum as PreciseMatrix;
}

function callOf(machine: Machine, e: CallNode): PreciseMatrix {
  const { digits: D } = machine;
  const args = e.args.map((a) => slot(machine, a));
  const [x, second] = args as [PreciseMatrix, PreciseMatrix];
  if (e.fn === TRANSPOSE) return transposePrecise(x);
  const { precise, modular, name, elementwise } = entryOf(e.fn);
  const sizes = e.sizes.map((size) => sizeValue(machine, size));
  work(machine, (elementwise ? TRANSCENDENTAL : 2) * Math.max(0, ...args.map((a) => a.data.length)));
  if (e.fn === HADAMARD_POWER) return mapPrecise(x, (v) => scalarPower(v, second.data[0] as Decimal));
  if (precise) {
    if (!elementwise)
      work(
        machine,
        args.reduce((most, a) => Math.max(most, workOf(a)), 0),
      );
    return precise(args, sizes, D);
  }
  if (!modular) throw new UnsupportedError(`${name} has values to the accuracy of doubles only`);
  return byProbes(machine, e, args, sizes);
}

const workOf = ({ data, rows, cols }: PreciseMatrix): number => 2 * data.length * Math.min(rows, cols);

/** Values of a function that is linear in each argument; where the arguments are whole numbers, as they are. */
function byProbes(
  machine: Machine,
  { fn }: CallNode,
  args: readonly PreciseMatrix[],
  sizes: readonly number[],
): PreciseMatrix {
  const { digits: D } = machine;
  const { numeric } = entryOf(fn);
  const direct = (ms: readonly Matrix[]): PreciseMatrix => {
    const { rows, cols, data } = numeric(ms, sizes);
    return { rows, cols, data: Array.from(data, (v) => new D(v)) };
  };
  if (args.every(({ data }) => data.length === 1 && (data[0] as Decimal).isInteger())) {
    return direct(args.map((a) => matrix(1, 1, Float64Array.of((a.data[0] as Decimal).toNumber()))));
  }
  const probes = args.reduce((n, a) => n * a.data.length, 1);
  if (probes > MOST_PROBES) throw new UnsupportedError("too much work for numbers of many digits");
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
    work(machine, value.data.length / 8);
    sum ??= { rows: value.rows, cols: value.cols, data: Array.from(value.data, () => new D(0)) };
    for (let i = 0; i < value.data.length; i++) {
      const v = value.data[i] as number;
      if (v !== 0) sum.data[i] = (sum.data[i] as Decimal).plus(v === 1 ? weight : weight.times(v));
    }
  }
  return sum as PreciseMatrix;
}
