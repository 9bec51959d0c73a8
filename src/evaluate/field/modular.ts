/**
 * Expressions over a finite field: every value is a matrix of residues modulo p.
 *
 *     tr(A⁻¹ A) at n = 3, modulo 7  ─▶  3
 *
 * A function that is not rational is a table: the first time its arguments are met they get a random
 * value, and the same arguments the same value again. What two expressions have in common then agrees,
 * whatever the function; so with a table in use, only "equal" says something.
 */
import { UnsupportedError } from "../../errors.ts";
import type { CallNode, Expr, PowerNode, SymbolNode } from "../../expression/expr.ts";
import { HADAMARD_POWER } from "../../expression/heads.ts";
import { exactOf, type Rational } from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { type Field, matrixPowerModulo, multiplyModulo, scaleModulo } from "../../matrix/field.ts";
import { at, type Matrix, map, matrix, scalarMatrix, transposed, zip } from "../../matrix/matrix.ts";
import type { Random } from "../sample/random.ts";
import { wholeNodes } from "../sample/whole.ts";
import { type Algebra, budget, type CallSizes, type Factor, upright } from "../values/algebra.ts";
import { blockOf } from "../values/doubles.ts";
import { planOver, type Sizes, type Values } from "../values/evaluate.ts";
import { elementwiseTable, type Tables, tableEntry } from "./modularTable.ts";

interface ModularRun {
  readonly field: Field;
  readonly sizes: Sizes;
  /** Residues of the variables, and whole numbers for free indices and exponents. */
  readonly values: Values;
  /** The symbols whose values are whole numbers and no mere residues. */
  readonly drawnWhole: ReadonlySet<SymbolNode>;
  /** For the entries of tables. */
  readonly random: Random;
}

interface ModularValues {
  readonly results: readonly Matrix[];
  /** Whether a table stood for a function: then a difference decides nothing. */
  readonly usedTable: boolean;
}

/** What is known of a run besides its values. */
interface Residues extends Tables {
  readonly field: Field;
  readonly whole: ReadonlySet<Expr>;
  readonly spend: (work: number) => void;
}

const MOST_WORK = 3e7;
/** Beside its entries. */
const WORK_OF_NODE = 4;

/** The roots' values; NaN entries where something was divided by 0. Throws UnsupportedError past a limit. */
export function modularValues(roots: readonly Expr[], run: ModularRun): ModularValues {
  const whole = wholeNodes(roots, (s) => run.drawnWhole.has(s));
  const pi = run.random.whole(1, run.field.p - 1);
  const table: Tables["table"] = new Map();
  const algebra = residues({ ...run, whole, table, spend: budget(MOST_WORK, "a finite field") }, pi);
  const results = planOver(algebra, roots, run.sizes).run(run.values);
  return { results, usedTable: table.size > 0 };
}

/** π, which no polynomial with whole coefficients has as a root, is as good as any residue. */
function residueOf({ reduce, invert, power, p }: Field, pi: number, r: Rational): number {
  const own = (n: bigint): number => reduce(Number(n % BigInt(p)));
  const { n, d, pi: turns } = exactOf(r);
  const fraction = reduce(own(n) * (d === 1n ? 1 : invert(own(d))));
  return turns === 0 ? fraction : reduce(fraction * power(pi, turns));
}

const residues = (known: Residues, pi: number): Algebra<Matrix> => {
  const { field, spend } = known;
  return {
    number: (value) => scalarMatrix(residueOf(field, pi, value)),
    whole: scalarMatrix,
    wholeOf: ({ data }) => data[0] as number,
    zeros: (rows, cols) => matrix(rows, cols),
    sum: (terms) => terms.reduce((a, b) => zip(a, b, (x, y) => field.reduce(x + y))),
    scale: (number, of) => scaleModulo(field, number.data[0] as number, of),
    multiply: (a, b) => productOf(known, a, b),
    transpose: (of) => transposed(of),
    entry: (of, i, j) => scalarMatrix(at(of, i - 1, j - 1)),
    block: (cells, shape) => blockOf(cells, shape),
    power: (e, base, exponent, valueAt) => powerOf(known, e, [base, exponent], valueAt),
    call: (e, args, sizes) => callOf(known, e, args, sizes),
    spend: (entries) => spend(WORK_OF_NODE + entries),
  };
};

function productOf({ field, spend }: Residues, a: Factor<Matrix>, b: Factor<Matrix>): Matrix {
  const [left, right] = [upright(a, transposed), upright(b, transposed)];
  spend(left.data.length * right.cols);
  return multiplyModulo(field, left, right);
}

/** A residue as the whole number of small modulus that it stands for. */
const signed = ({ p }: Field, residue: number): number => (residue > p / 2 ? residue - p : residue);

function powerOf(
  known: Residues,
  e: PowerNode,
  [base, exponent]: readonly [Matrix, Matrix],
  valueAt: (part: Expr) => Matrix,
): Matrix {
  const { field, whole, spend } = known;
  if (!whole.has(e.exponent)) {
    if (base.data.length > 1) throw new UnsupportedError("a matrix to a power that is no whole number");
    return tableEntry(known, "power", [base, exponent], 1, 1);
  }
  const k = signed(field, exponent.data[0] as number);
  if (base.data.length > 1) {
    spend(base.rows ** 3 * 8);
    return matrixPowerModulo(field, base, k);
  }
  const square = squareOf(field, e.base, valueAt);
  if (square === undefined) return scalarMatrix(field.power(base.data[0] as number, k));
  // f^k with a known f²: an even part that is rational, and f itself where k is odd
  const even = field.power(square, Math.floor(k / 2));
  return scalarMatrix(k % 2 === 0 ? even : field.reduce(even * (base.data[0] as number)));
}

function squareOf(field: Field, e: Expr, valueAt: (part: Expr) => Matrix): number | undefined {
  if (e.kind !== "call") return undefined;
  return entryOf(e.fn).modularSquare?.(e.args.map(valueAt), field);
}

function callOf(
  known: Residues,
  e: CallNode,
  args: readonly Matrix[],
  { told, rows, cols }: CallSizes,
): Matrix {
  const { field, whole, spend } = known;
  const [x, second] = args as [Matrix, Matrix];
  if (e.fn === HADAMARD_POWER && whole.has(e.args[1] as Expr)) {
    const k = signed(field, second.data[0] as number);
    return map(x, (v) => field.power(v, k));
  }
  const { modular, numeric, name } = entryOf(e.fn);
  if (modular === "exact") return map(numeric(args, told), field.reduce);
  spend(args.reduce((most, a) => Math.max(most, a.data.length * Math.min(a.rows, a.cols)), 0));
  if (modular) return modular(args, told, field);
  return e.fn.elementwise ? elementwiseTable(known, name, args) : tableEntry(known, name, args, rows, cols);
}
