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
import type {
  BlockNode,
  BoundNode,
  CallNode,
  Expr,
  PowerNode,
  ProductNode,
  SymbolNode,
} from "../../expression/expr.ts";
import { HADAMARD_POWER, TRANSPOSE } from "../../expression/heads.ts";
import { exactOf, type Rational } from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { chainOf, dimsOf, inOrder } from "../../matrix/chain.ts";
import { type Field, matrixPowerModulo, multiplyModulo, scaleModulo } from "../../matrix/field.ts";
import { type Matrix, map, matrix, scalarMatrix, transposed } from "../../matrix/matrix.ts";
import type { Random } from "../sample/random.ts";
import { wholeNodes } from "../sample/whole.ts";
import type { Sizes, Values } from "../values/evaluate.ts";
import { findScopes, folded, operands, reachable, sizeValue } from "../values/program.ts";
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

interface Machine extends ModularRun, Tables {
  readonly scopes: ReturnType<typeof findScopes>;
  readonly whole: ReadonlySet<Expr>;
  readonly slots: Map<Expr, Matrix>;
  readonly pi: number;
  work: number;
  depth: number;
}

/** Multiplications, roughly, of one run. */
const MOST_WORK = 3e7;
const DEEPEST_NESTING = 24;

/** The roots' values; NaN entries where something was divided by 0. Throws UnsupportedError past a limit. */
export function modularValues(roots: readonly Expr[], run: ModularRun): ModularValues {
  const scopes = findScopes(roots);
  const nodes = reachable(roots, (e) => operands(e, scopes));
  const whole = wholeNodes(roots, (s) => run.drawnWhole.has(s));
  const pi = run.random.whole(1, run.field.p - 1);
  const machine: Machine = {
    ...run,
    scopes,
    whole,
    slots: new Map(),
    pi,
    table: new Map(),
    work: 0,
    depth: 0,
  };
  evaluateAll(machine, nodes);
  return { results: roots.map((e) => machine.slots.get(e) as Matrix), usedTable: machine.table.size > 0 };
}

function evaluateAll(machine: Machine, nodes: readonly Expr[]): void {
  for (const e of nodes) {
    machine.work += 4 + sizeValue(machine, e.shape.rows) * sizeValue(machine, e.shape.cols);
    if (machine.work > MOST_WORK) throw new UnsupportedError("too much work for a finite field");
    machine.slots.set(e, nodeValue(machine, e));
  }
}

const slot = (machine: Machine, e: Expr): Matrix => machine.slots.get(e) as Matrix;

/** π, which no polynomial with whole coefficients has as a root, is as good as any residue. */
function residueOf({ field, pi }: Machine, r: Rational): number {
  const { reduce, invert, power, p } = field;
  const own = (n: bigint): number => reduce(Number(n % BigInt(p)));
  const { n, d, pi: turns } = exactOf(r);
  const fraction = reduce(own(n) * (d === 1n ? 1 : invert(own(d))));
  return turns === 0 ? fraction : reduce(fraction * power(pi, turns));
}

function nodeValue(machine: Machine, e: Expr): Matrix {
  const { field } = machine;
  switch (e.kind) {
    case "number":
      return scalarMatrix(residueOf(machine, e.value));
    case "symbol":
      return e.role === "size"
        ? scalarMatrix(machine.sizes.get(e.key) as number)
        : (machine.values.get(e.key) as Matrix);
    case "sum":
      return sumOf(
        field,
        e.terms.map((t) => slot(machine, t)),
      );
    case "product":
      return productOf(machine, e);
    case "power":
      return powerOf(machine, e);
    case "call":
      return callOf(machine, e);
    case "index": {
      const [x, i, j] = [e.of, e.row, e.column].map((part) => slot(machine, part)) as [
        Matrix,
        Matrix,
        Matrix,
      ];
      const [row, column] = [i.data[0] as number, j.data[0] as number];
      const inside = row >= 1 && row <= x.rows && column >= 1 && column <= x.cols;
      if (!inside) throw new UnsupportedError(`there is no entry (${row}, ${column}) in ${x.rows}×${x.cols}`);
      return scalarMatrix(x.data[(row - 1) * x.cols + column - 1] as number);
    }
    case "block":
      return blockOf(machine, e);
    case "bound":
      return boundOf(machine, e);
  }
}

function sumOf(field: Field, terms: readonly Matrix[]): Matrix {
  const [first, ...rest] = terms as [Matrix, ...Matrix[]];
  const data = first.data.slice();
  for (const term of rest) {
    for (let i = 0; i < data.length; i++)
      data[i] = field.reduce((data[i] as number) + (term.data[i] as number));
  }
  return matrix(first.rows, first.cols, data);
}

function productOf(machine: Machine, e: ProductNode): Matrix {
  const { field } = machine;
  let scale = residueOf(machine, e.coefficient);
  for (const s of e.scalars) scale = field.reduce(scale * (slot(machine, s).data[0] as number));
  if (e.factors.length === 0) return scalarMatrix(scale);
  if (e.factors.length === 1) return scaleModulo(field, scale, slot(machine, e.factors[0] as Expr));
  const factors = e.factors.map((f) =>
    folded(f) === f ? slot(machine, f) : transposed(slot(machine, folded(f))),
  );
  const times = (a: Matrix, b: Matrix): Matrix => {
    machine.work += a.rows * a.cols * b.cols;
    return multiplyModulo(field, a, b);
  };
  const chain = inOrder(factors, chainOf(dimsOf(factors)), times);
  return scaleModulo(field, scale, chain);
}

/** A residue as the whole number of small modulus that it stands for. */
const signed = ({ p }: Field, residue: number): number => (residue > p / 2 ? residue - p : residue);

function powerOf(machine: Machine, e: PowerNode): Matrix {
  const { field, whole } = machine;
  const base = slot(machine, e.base);
  const exponent = slot(machine, e.exponent).data[0] as number;
  if (!whole.has(e.exponent)) {
    if (base.data.length > 1) throw new UnsupportedError("a matrix to a power that is no whole number");
    return tableEntry(machine, "power", [base, slot(machine, e.exponent)], 1, 1);
  }
  const k = signed(field, exponent);
  if (base.data.length > 1) {
    machine.work += base.rows ** 3 * 8;
    return matrixPowerModulo(field, base, k);
  }
  const square = squareOf(machine, e.base);
  if (square === undefined) return scalarMatrix(field.power(base.data[0] as number, k));
  // f^k with a known f²: an even part that is rational, and f itself where k is odd
  const even = field.power(square, Math.floor(k / 2));
  return scalarMatrix(k % 2 === 0 ? even : field.reduce(even * (base.data[0] as number)));
}

function squareOf(machine: Machine, e: Expr): number | undefined {
  if (e.kind !== "call") return undefined;
  const { modularSquare } = entryOf(e.fn);
  return modularSquare?.(
    e.args.map((a) => slot(machine, a)),
    machine.field,
  );
}

function callOf(machine: Machine, e: CallNode): Matrix {
  const { field, sizes } = machine;
  const args = e.args.map((a) => slot(machine, a));
  const [rows, cols] = [sizeValue({ sizes }, e.shape.rows), sizeValue({ sizes }, e.shape.cols)];
  const [x, second] = args as [Matrix, Matrix];
  if (e.fn === TRANSPOSE) return transposed(x);
  if (e.fn === HADAMARD_POWER && machine.whole.has(e.args[1] as Expr)) {
    const k = signed(field, second.data[0] as number);
    return map(x, (v) => field.power(v, k));
  }
  const { modular, numeric, name } = entryOf(e.fn);
  const sizeArguments = e.sizes.map((size) => sizeValue({ sizes }, size));
  if (modular === "exact") {
    return map(numeric(args, sizeArguments), field.reduce);
  }
  machine.work += args.reduce((most, a) => Math.max(most, a.data.length * Math.min(a.rows, a.cols)), 0);
  if (modular) return modular(args, sizeArguments, field);
  return e.fn.elementwise
    ? elementwiseTable(machine, name, args)
    : tableEntry(machine, name, args, rows, cols);
}

function blockOf(machine: Machine, e: BlockNode): Matrix {
  const rows = e.cells.map((row) => row.map((cell) => slot(machine, cell)));
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

function boundOf(machine: Machine, e: BoundNode): Matrix {
  const { inside } = machine.scopes.get(e) as { readonly inside: readonly Expr[] };
  const body = inside.filter((node) => node !== e.index);
  const count = sizeValue(machine, e.size);
  let total = matrix(sizeValue(machine, e.shape.rows), sizeValue(machine, e.shape.cols));
  if (++machine.depth > DEEPEST_NESTING) throw new UnsupportedError("sums are nested too deep");
  for (let value = 1; value <= count; value++) {
    machine.slots.set(e.index, scalarMatrix(value));
    evaluateAll(machine, body);
    total = sumOf(machine.field, [total, slot(machine, e.body)]);
  }
  machine.depth--;
  return total;
}
