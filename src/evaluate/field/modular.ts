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
import { type Algebra, type Machine, valuesOver } from "../values/algebra.ts";
import type { Sizes, Values } from "../values/evaluate.ts";
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
}

/** The roots' values; NaN entries where something was divided by 0. Throws UnsupportedError past a limit. */
export function modularValues(roots: readonly Expr[], run: ModularRun): ModularValues {
  const whole = wholeNodes(roots, (s) => run.drawnWhole.has(s));
  const pi = run.random.whole(1, run.field.p - 1);
  const table: Tables["table"] = new Map();
  const results = valuesOver(residues({ ...run, whole, table }, pi), roots, run);
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
  const { field } = known;
  return {
    limit: { work: 3e7, ofNode: 4, of: "a finite field" },
    number: (value) => scalarMatrix(residueOf(field, pi, value)),
    whole: scalarMatrix,
    wholeOf: ({ data }) => data[0] as number,
    add: (a, b) => zip(a, b, (x, y) => field.reduce(x + y)),
    scale: (number, of) => scaleModulo(field, number.data[0] as number, of),
    multiply: (a, b) => multiplyModulo(field, a, b),
    transpose: transposed,
    entry: (of, i, j) => scalarMatrix(at(of, i - 1, j - 1)),
    block: blockOf,
    power: (e, machine) => powerOf(known, e, machine),
    call: (e, args, machine) => callOf(known, e, args, machine),
  };
};

/** A residue as the whole number of small modulus that it stands for. */
const signed = ({ p }: Field, residue: number): number => (residue > p / 2 ? residue - p : residue);

function powerOf(known: Residues, e: PowerNode, machine: Machine<Matrix>): Matrix {
  const { field, whole } = known;
  const base = machine.value(e.base);
  const exponent = machine.value(e.exponent).data[0] as number;
  if (!whole.has(e.exponent)) {
    if (base.data.length > 1) throw new UnsupportedError("a matrix to a power that is no whole number");
    return tableEntry(known, "power", [base, machine.value(e.exponent)], 1, 1);
  }
  const k = signed(field, exponent);
  if (base.data.length > 1) {
    machine.work(base.rows ** 3 * 8);
    return matrixPowerModulo(field, base, k);
  }
  const square = squareOf(field, e.base, machine);
  if (square === undefined) return scalarMatrix(field.power(base.data[0] as number, k));
  // f^k with a known f²: an even part that is rational, and f itself where k is odd
  const even = field.power(square, Math.floor(k / 2));
  return scalarMatrix(k % 2 === 0 ? even : field.reduce(even * (base.data[0] as number)));
}

function squareOf(field: Field, e: Expr, { value }: Machine<Matrix>): number | undefined {
  if (e.kind !== "call") return undefined;
  return entryOf(e.fn).modularSquare?.(e.args.map(value), field);
}

function callOf(known: Residues, e: CallNode, args: readonly Matrix[], machine: Machine<Matrix>): Matrix {
  const { field, whole } = known;
  const [x, second] = args as [Matrix, Matrix];
  if (e.fn === HADAMARD_POWER && whole.has(e.args[1] as Expr)) {
    const k = signed(field, second.data[0] as number);
    return map(x, (v) => field.power(v, k));
  }
  const { modular, numeric, name } = entryOf(e.fn);
  const sizes = e.sizes.map(machine.size);
  if (modular === "exact") return map(numeric(args, sizes), field.reduce);
  machine.work(args.reduce((most, a) => Math.max(most, a.data.length * Math.min(a.rows, a.cols)), 0));
  if (modular) return modular(args, sizes, field);
  return e.fn.elementwise
    ? elementwiseTable(known, name, args)
    : tableEntry(known, name, args, machine.size(e.shape.rows), machine.size(e.shape.cols));
}

function blockOf(rows: readonly (readonly Matrix[])[]): Matrix {
  const height = rows.reduce((total, row) => total + (row[0] as Matrix).rows, 0);
  const width = (rows[0] as Matrix[]).reduce((total, cell) => total + cell.cols, 0);
  const out = matrix(height, width);
  let top = 0;
  for (const row of rows) {
    let left = 0;
    for (const { rows: count, cols, data } of row) {
      for (let i = 0; i < count; i++) {
        out.data.set(data.subarray(i * cols, (i + 1) * cols), (top + i) * width + left);
      }
      left += cols;
    }
    top += (row[0] as Matrix).rows;
  }
  return out;
}
