/**
 * Tables that stand for functions over a finite field: the first time arguments are met they get random
 * residues, and the same arguments the same ones again.
 *
 *     exp of (3, 5, 3)  ─▶  (r, s, r) with r and s drawn once
 */
import type { Field } from "../../matrix/field.ts";
import { allFinite, fill, type Matrix, scalarMatrix } from "../../matrix/matrix.ts";
import type { Random } from "../sample/random.ts";

export interface Tables {
  readonly field: Field;
  readonly random: Random;
  /** What was drawn, by function and arguments. */
  readonly table: Map<string, Matrix>;
}

/** The value that a table has for the entries of each place. */
export function elementwiseTable(machine: Tables, name: string, args: readonly Matrix[]): Matrix {
  const [first] = args as readonly [Matrix];
  return fill(first.rows, first.cols, (i, j) => {
    const at = i * first.cols + j;
    const entries = args.map((a) => scalarMatrix(a.data[a.data.length === 1 ? 0 : at] as number));
    return tableEntry(machine, name, entries, 1, 1).data[0] as number;
  });
}

/** The value that the table has, or gets, for these arguments. */
export function tableEntry(
  machine: Tables,
  name: string,
  args: readonly Matrix[],
  rows: number,
  cols: number,
): Matrix {
  if (!args.every(allFinite)) return fill(rows, cols, () => Number.NaN);
  const key = `${name}|${args.map((a) => `${a.rows}×${a.cols}:${a.data.join(",")}`).join("|")}`;
  const known = machine.table.get(key);
  if (known) return known;
  const { random, field } = machine;
  const value = fill(rows, cols, () => random.whole(1, field.p - 1));
  machine.table.set(key, value);
  return value;
}
