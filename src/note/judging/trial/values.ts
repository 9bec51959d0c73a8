/** What a side of an equation is worth at one choice of sizes: a matrix of numbers for each of a few samples. */
import { drawnValues, plan } from "../../../evaluate/index.ts";
import type { Expr } from "../../../expression/expr.ts";

/** The numbers of an entry, one for each sample. */
interface Entry {
  readonly values: Float64Array;
}

export interface Value {
  readonly rows: number;
  readonly cols: number;
  /** Row by row. */
  readonly entries: readonly Entry[];
}

export const isScalar = ({ rows, cols }: Value): boolean => rows === 1 && cols === 1;

export const entryAt = ({ cols, entries }: Value, row: number, column: number): Entry =>
  entries[row * cols + column]!;

export const transposed = (value: Value): Value => ({
  rows: value.cols,
  cols: value.rows,
  entries: value.entries.map((_, i) => entryAt(value, i % value.rows, Math.floor(i / value.rows))),
});

/** Any signs, then positive, then small numbers: a logarithm has no value at the first. */
const ATTEMPTS = [0, 1, 3, 8];
const SEED = 20240229;
const NO_SIZES = new Map<string, number>();

/** The same symbols have the same numbers, whatever they stand in. */
export function numbersOf(expr: Expr): Value {
  const compiled = plan([expr], NO_SIZES);
  const request = { roots: [expr], sizes: NO_SIZES, seed: SEED };
  const samples = ATTEMPTS.flatMap((attempt) => {
    const values = drawnValues(request, compiled.symbols, attempt);
    return values ? [compiled.run(values)[0]!] : [];
  });
  const [first = { rows: 1, cols: 1 }] = samples;
  const entries = Array.from(
    { length: first.rows * first.cols },
    (_, at): Entry => ({ values: Float64Array.from(samples, ({ data }) => data[at]!) }),
  );
  return { rows: first.rows, cols: first.cols, entries };
}
