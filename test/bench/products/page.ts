/**
 * Figures as tables of a page: GF/s of products by size, milliseconds of factorisations, and what they are of
 * OpenBLAS's.
 */
import { OPENBLAS, type Task } from "./names.ts";

export interface Measured {
  readonly task: Task;
  readonly n: number;
  readonly name: string;
  /** CPU time of one call, the median of the rounds, and the least. */
  readonly seconds: number;
  readonly best: number;
}

/** 10⁹ additions and multiplications a second: a product of order n has 2n³. */
export const speed = ({ n, seconds }: Measured): number => (2 * n ** 3) / seconds / 1e9;

/** Two or three digits that matter. */
export const short = (x: number): string =>
  x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toPrecision(2);

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

type Cell = (row: Measured, peer: Measured | undefined) => string;

/** One row for each size, one column for each contender that has one. */
function table(rows: readonly Measured[], cell: Cell): string {
  const names = unique(rows.map((r) => r.name));
  const lines = unique(rows.map((r) => r.n)).map((n) => {
    const found = (name: string) => rows.find((r) => r.n === n && r.name === name);
    const cells = names.map((name) => {
      const row = found(name);
      return row ? cell(row, found(OPENBLAS)) : "";
    });
    return `| ${[n, ...cells].join(" | ")} |`;
  });
  const rule = `| ${["---:", ...names.map(() => "---:")].join(" | ")} |`;
  return [`| n | ${names.join(" | ")} |`, rule, ...lines].join("\n");
}

const ofOpenBlas: Cell = (row, peer) => (peer ? (peer.seconds / row.seconds).toFixed(2) : "");

export const ofTask = (rows: readonly Measured[], task: Task): Measured[] =>
  rows.filter((r) => r.task === task);

export const productTables = (rows: readonly Measured[]): string =>
  `10⁹ additions and multiplications a second:

${table(ofTask(rows, "product"), (row) => short(speed(row)))}

Of OpenBLAS's speed:

${table(ofTask(rows, "product"), ofOpenBlas)}`;

export const millisecondTable = (rows: readonly Measured[], task: Task): string =>
  table(ofTask(rows, task), (row) => short(1000 * row.seconds));
