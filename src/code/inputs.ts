/**
 * Values that a caller gives, into the room of a plan's input.
 *
 *     3 · [1, 2, 3] · [[1, 2], [3, 4]] · { rows: 2, cols: 2, data }  ─▶  the entries, row by row
 */
import { ArgumentError, ShapeError, UnknownNameError } from "../errors.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { nearest } from "../nearest.ts";

/** A number for a scalar; else the entries row by row, in one list, in a list of rows, or with the size. */
export type InputValue = number | ArrayLike<number> | ArrayLike<ArrayLike<number>> | Matrix;
/** The values of variables by name. */
export type InputValues = Readonly<Record<string, InputValue>>;

/**
 * Writes a value into each of the inputs; `known` are the names that may have a value though no step reads it.
 * @throws UnknownNameError where a value is missing or is of no variable, ShapeError where one has another size,
 *   ArgumentError where one has no numbers
 */
export function writeInputs(
  inputs: ReadonlyMap<string, Matrix>,
  values: InputValues,
  known: ReadonlySet<string>,
): void {
  if (typeof values !== "object" || values === null) {
    throw new ArgumentError("the values of a run are an object: a number or entries for each variable");
  }
  for (const name of Object.keys(values)) {
    if (inputs.has(name) || known.has(name)) continue;
    const near = nearest(name, [...known]);
    const hint = near === undefined ? `the variables are ${[...known].join(", ")}` : `did you mean ${near}?`;
    throw new UnknownNameError(`${name}, which has a value, is no variable`, undefined, hint);
  }
  for (const [name, room] of inputs) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new UnknownNameError(`${name} has no value`);
    write(name, room, value);
  }
}

interface Entries {
  readonly data: ArrayLike<number>;
  /** Absent for entries in one list, which fit where they are as many. */
  readonly size?: readonly [number, number];
}

function write(name: string, room: Matrix, value: InputValue): void {
  const { data, size } = entriesOf(name, value);
  const fits = size ? size[0] === room.rows && size[1] === room.cols : data.length === room.data.length;
  if (!fits) {
    const count = `${data.length} ${data.length === 1 ? "number" : "numbers"}`;
    const given = size ? `${size[0]}×${size[1]}` : typeof value === "number" ? "a number" : count;
    throw new ShapeError(`${name} is ${room.rows}×${room.cols}, and its value is ${given}`);
  }
  if (data !== room.data) room.data.set(data);
}

function entriesOf(name: string, value: unknown): Entries {
  if (typeof value === "number") return { data: [value] };
  if (isList(value)) return isList(value[0]) ? entriesOfRows(name, value) : { data: numbersIn(name, value) };
  if (typeof value === "object" && value !== null && "data" in value && isList(value.data)) {
    const { rows, cols, data } = value as Matrix;
    if (rows * cols !== data.length) {
      throw new ShapeError(`the value of ${name} is called ${rows}×${cols} and has ${data.length} entries`);
    }
    return { data: numbersIn(name, data), size: [rows, cols] };
  }
  throw new ArgumentError(
    `the value of ${name} is no number and no list of numbers`,
    undefined,
    "it may be 3, [1, 2], [[1, 2], [3, 4]], a Float64Array, or { rows, cols, data }",
  );
}

function entriesOfRows(name: string, rows: ArrayLike<unknown>): Entries {
  const { length } = rows[0] as ArrayLike<unknown>;
  const data = Array.from(rows).flatMap((row, i) => {
    const count = isList(row) ? row.length : 1;
    if (!isList(row) || count !== length) {
      throw new ShapeError(
        `in the value of ${name}, row 1 has ${length} entries and row ${i + 1} has ${count}`,
      );
    }
    return Array.from(numbersIn(name, row));
  });
  return { data, size: [rows.length, length] };
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function numbersIn(name: string, list: ArrayLike<unknown>): ArrayLike<number> {
  // a typed array has nothing but numbers, except where they are of 64 bits
  const isSure = ArrayBuffer.isView(list) && typeof list[0] !== "bigint";
  const wrong = isSure ? -1 : Array.from(list).findIndex((entry) => typeof entry !== "number");
  if (wrong >= 0)
    throw new ArgumentError(`an entry of the value of ${name} is ${String(list[wrong])}, which is no number`);
  return list as ArrayLike<number>;
}
