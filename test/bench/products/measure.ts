/**
 * Products and factorisations of all backends beside OpenBLAS and others, a part of `npm run bench`.
 *
 *     one round:  every contender once, about 30 ms each   ─▶   the median of the rounds, in CPU time
 *
 * All take turns, so that a busy machine is as busy for one as for the other.
 */
import { type Contender, contenders, type Timer } from "./contenders.ts";
import { TASKS, type Task } from "./names.ts";
import type { Measured } from "./page.ts";

const SIZES: Readonly<Record<Task, readonly number[]>> = {
  product: [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
  spd: [50, 100, 200, 500],
  inverse: [50, 100, 200, 500],
};
/** Rounds of which a figure is the median. */
export const ROUNDS = 9;
const SECONDS = 0.03;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

interface Entrant {
  readonly name: string;
  readonly timer: Timer;
  readonly calls: number;
  readonly seconds: number[];
}

/** Warm, and with as many calls as take about SECONDS. */
async function entrant(contender: Contender, task: Task, n: number): Promise<Entrant | undefined> {
  const timer = contender.prepare(task, n);
  if (!timer) return undefined;
  let calls = 1;
  for (let warm = 0; warm < 4; warm++) {
    calls = Math.max(1, Math.min(1e6, Math.round(SECONDS / Math.max(1e-8, await timer(calls)))));
  }
  return { name: contender.name, timer, calls, seconds: [] };
}

async function measured(all: readonly Contender[], task: Task, n: number): Promise<Measured[]> {
  const entrants: Entrant[] = [];
  for (const contender of all) {
    const found = await entrant(contender, task, n);
    if (found) entrants.push(found);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { timer, calls, seconds } of entrants) seconds.push(await timer(calls));
  }
  return entrants.map(({ name, seconds }) => ({
    task,
    n,
    name,
    seconds: median(seconds),
    best: Math.min(...seconds),
  }));
}

/** CPU time on one thread. */
export async function productRows(): Promise<Measured[]> {
  process.env.MATGRAD_THREADS = "1";
  const { all, end } = contenders();
  const rows: Measured[] = [];
  for (const task of TASKS) {
    for (const n of SIZES[task]) {
      rows.push(...(await measured(all, task, n)));
      console.log(`${task} ${n}`);
    }
  }
  end();
  return rows;
}
