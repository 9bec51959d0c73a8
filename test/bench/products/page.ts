/**
 * Figures as tables of a page: GF/s of products by size, milliseconds of factorisations, and what they are of
 * OpenBLAS's.
 */
import { OPENBLAS, type Task } from "./contenders.ts";

export interface Measured {
  readonly task: Task;
  readonly n: number;
  readonly name: string;
  /** CPU time of one call, the median of the rounds, and the least. */
  readonly seconds: number;
  readonly best: number;
}

export interface Machine {
  readonly processor: string;
  readonly node: string;
  readonly rounds: number;
}

/** 10⁹ additions and multiplications a second: a product of order n has 2n³. */
export const speed = ({ n, seconds }: Measured): number => (2 * n ** 3) / seconds / 1e9;

/** Two or three digits that matter. */
const short = (x: number): string => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toPrecision(2));

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

export function page({ processor, node, rounds }: Machine, rows: readonly Measured[]): string {
  const of = (task: Task) => rows.filter((r) => r.task === task);
  return `# Performance

Written by \`npm run bench:products\`. ${processor}, Node ${node}, one thread. CPU time, not wall time; all take
turns, and a figure is the median of ${rounds} rounds. OpenBLAS is NumPy's, with the core it chooses for this processor;
"AVX2" is the same library told to be a Haswell.

A WebAssembly vector holds two doubles, one of AVX2 four, one of AVX-512 eight: where a core does as many vector
operations a cycle on each, wasm can't be more than a half or a quarter of the library.

## Products of two n×n matrices

![GF/s by size](performance.svg)

10⁹ additions and multiplications a second:

${table(of("product"), (row) => short(speed(row)))}

Of OpenBLAS's speed:

${table(of("product"), ofOpenBlas)}

## Inverse and log-determinant of an n×n SPD matrix

Milliseconds. NumPy: \`inv\` and \`slogdet\`; src/matrix: the same two for small matrices, without blocks; the
backends: Cholesky's factor once, and both from it.

${table(of("spd"), (row) => short(1000 * row.seconds))}

## Inverse of any n×n matrix

Milliseconds.

${table(of("inverse"), (row) => short(1000 * row.seconds))}
`;
}
