/**
 * What an evaluation will cost, told before it begins.
 *
 *     A B x, 100×100 each  ─▶  20,000 multiplications, 200 entries
 */
import { UnsupportedError } from "../../errors.ts";
import type { Expr } from "../../expression/expr.ts";
import { HADAMARD, TRANSPOSE } from "../../expression/heads.ts";
import type { Sized } from "./algebra.ts";
import { sizeValue } from "./program.ts";

export interface Limits {
  /** Entries of all values together. */
  readonly entries: number;
  /** Multiplications, roughly, of one evaluation. */
  readonly work: number;
}

export interface Cost {
  readonly sizes: ReadonlyMap<string, number>;
  readonly limits: Limits;
  entries: number;
  work: number;
  /** The sums around what is counted now, and how many values each index takes in an evaluation of it. */
  loops: ReadonlyMap<Expr, number>;
}

export const shapeIn = (cost: Pick<Cost, "sizes">, { shape }: Expr): Sized => ({
  rows: sizeValue(cost, shape.rows),
  cols: sizeValue(cost, shape.cols),
});

/** Counts a value and what making it takes, but for the steps of a product and the rounds of a sum. */
export function countNode(cost: Cost, e: Expr): void {
  const { rows, cols } = shapeIn(cost, e);
  countEntries(cost, rows * cols);
  countWork(cost, 1 + workOf(cost, e, rows, cols));
}

function workOf(cost: Cost, e: Expr, rows: number, cols: number): number {
  const entries = rows * cols;
  switch (e.kind) {
    case "sum":
      return e.terms.length * entries;
    case "product":
      return e.factors.length > 1 ? 0 : entries;
    case "power":
      return entries * (1 + 8 * rows);
    case "call":
      if (e.fn === TRANSPOSE) return entries;
      if (e.fn === HADAMARD) return entries * (1 + e.args.length);
      return e.args.reduce((most, a) => Math.max(most, factorising(shapeIn(cost, a))), entries);
    case "block":
      return entries;
    default:
      return 0;
  }
}

/** The most that a function of one matrix takes. */
const factorising = ({ rows, cols }: Sized): number => rows * cols * Math.min(rows, cols);

/** @throws UnsupportedError past the limit */
export function countEntries(cost: Cost, entries: number): void {
  cost.entries += entries;
  const { entries: most } = cost.limits;
  if (!(cost.entries <= most)) throw tooMuch(`keep more than ${most} entries at once`);
}

/** @throws UnsupportedError past the limit */
export function countWork(cost: Cost, work: number): void {
  let rounds = 1;
  for (const count of cost.loops.values()) rounds *= count;
  cost.work += work * rounds;
  const { work: most } = cost.limits;
  if (!(cost.work <= most)) throw tooMuch(`take more than ${most} multiplications`);
}

const tooMuch = (what: string): UnsupportedError =>
  new UnsupportedError(`evaluation would ${what}`, undefined, "choose smaller sizes, or raise the limit");
