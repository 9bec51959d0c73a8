/**
 * Values of mathjs and matrices of matgrad; the functions that mathjs lacks, by the kernels of the table.
 *
 *     [1, 2, 3] · [[1], [2]] · DenseMatrix  ─▶  { rows: 3, cols: 1, data }
 */
import type { MathJsInstance } from "mathjs";
import { ArgumentError, MatrixCalculusError } from "../errors.ts";
import { sizeOf, UNIT } from "../expression/dimension.ts";
import { SCALAR, shapeOf } from "../expression/expr.ts";
import type { FunctionEntry } from "../functions/function.ts";
import { FUNCTIONS } from "../functions/index.ts";
import { strictRules } from "../functions/rules.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { OF_ENTRIES, OF_MATRICES, OF_SCALARS, RENAMED } from "./table.ts";

/** A number; entries of a vector; rows. mathjs's matrices have the last two inside. */
export type MathValue = number | readonly number[] | readonly (readonly number[])[] | MathMatrix;

/** What matgrad uses of a mathjs matrix. */
export interface MathMatrix {
  toArray(): unknown;
}

/** A value with the form in which it was given: mathjs's vectors are lists, or columns. */
export interface Given {
  readonly value: Matrix;
  readonly form: "scalar" | "list" | "rows";
}

const isMatrix = (value: unknown): value is MathMatrix =>
  typeof value === "object" && value !== null && "toArray" in value && typeof value.toArray === "function";

/** @throws ArgumentError for what is no number, list or matrix of numbers */
export function given(value: unknown, what: string): Given {
  const plain: unknown = isMatrix(value) ? value.toArray() : value;
  if (typeof plain === "number") {
    return { form: "scalar", value: { rows: 1, cols: 1, data: Float64Array.of(plain) } };
  }
  if (!Array.isArray(plain)) throw new ArgumentError(`${what} is no number and no matrix of numbers`);
  const rows: readonly unknown[] = plain;
  const isList = !Array.isArray(rows[0]);
  const lists = isList ? rows.map((entry) => [entry]) : (rows as readonly unknown[][]);
  const cols = lists[0]?.length ?? 0;
  const entries = lists.flat();
  if (lists.some((row) => !Array.isArray(row) || row.length !== cols)) {
    throw new ArgumentError(`the rows of ${what} are not of one length`);
  }
  const wrong = entries.find((entry) => typeof entry !== "number");
  if (wrong !== undefined)
    throw new ArgumentError(`an entry of ${what} is ${String(wrong)}, which is no number`);
  const data = Float64Array.from(entries as number[]);
  return { form: isList ? "list" : "rows", value: { rows: rows.length, cols, data } };
}

export type MatrixMaker = Pick<MathJsInstance, "matrix">;

/** A scalar is a number; of a column `list` makes a list. */
export function toMath(math: MatrixMaker, { rows, cols, data }: Matrix, form: Given["form"]): unknown {
  if (form === "scalar") return data[0];
  if (form === "list" && cols === 1) return math.matrix([...data]);
  return math.matrix(Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]));
}

const isNative = ({ name }: FunctionEntry): boolean =>
  [OF_SCALARS, OF_ENTRIES, OF_MATRICES].some((table) => Object.hasOwn(table, name));

/** The functions that mathjs is given, by the names that it calls them. */
export const ADDED: ReadonlyMap<string, FunctionEntry> = new Map(
  FUNCTIONS.filter((entry) => !isNative(entry) && entry.latex !== undefined)
    .filter(({ name }) => !["transpose", "hadamard", "hadamard_power", "ones", "zeros"].includes(name))
    .map((entry) => [RENAMED[entry.name] ?? entry.name, entry] as const),
);

/** A function of the table for mathjs: vectors come out as they went in, numbers where it gives numbers. */
export function addedFunction(math: MatrixMaker, name: string, entry: FunctionEntry) {
  const alwaysNumber = givesNumber(entry);
  return (...args: unknown[]): unknown => {
    const sizes = args.slice(entry.arity);
    if (args.length < entry.arity) throw new ArgumentError(`${name} has ${entry.arity} arguments`);
    const values = args.slice(0, entry.arity).map((a, i) => given(a, `argument ${i + 1} of ${name}`));
    const wrong = sizes.find((size) => !Number.isInteger(size) || (size as number) < 1);
    if (wrong !== undefined) throw new ArgumentError(`a size of ${name} is ${String(wrong)}`);
    const value = entry.numeric(
      values.map((v) => v.value),
      sizes as number[],
    );
    const isNumber =
      value.rows === 1 && value.cols === 1 && (values.every((v) => v.form === "scalar") || alwaysNumber);
    return toMath(math, value, isNumber ? "scalar" : values.some((v) => v.form === "list") ? "list" : "rows");
  };
}

const N = sizeOf("n");

/** Its value is a number whatever size its first argument has, a matrix where it takes one: so says its shape rule. */
function givesNumber({ name, shape, arity }: FunctionEntry): boolean {
  for (const first of [shapeOf(N, N), shapeOf(N, UNIT)]) {
    for (const other of [first, SCALAR]) {
      const args = Array.from({ length: arity }, (_, i) => (i === 0 ? first : other));
      try {
        return shape(args, strictRules(name), [N, N]) === SCALAR;
      } catch (error) {
        if (!(error instanceof MatrixCalculusError)) throw error;
      }
    }
  }
  return false;
}
