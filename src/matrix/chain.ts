/**
 * The cheapest order to multiply a chain of matrices in: for values, residues, many digits, plans and written code.
 *
 *     A (m×n) · B (n×p) · x (p×1)  ─▶  B x first, then A (B x)
 *
 * Source: S. Godbole (1973), On efficient computation of matrix chain products: dynamic programming, O(k³).
 */

/** Longer chains are multiplied from the end whose outer size is the smaller one. */
export const LONGEST_PLANNED = 24;

/** Of the factors from `first` to before `end`: the operations, and how many factors its last product has on the left. */
interface Plan {
  readonly cost: number;
  readonly split: number;
}

/** What is known of a chain and its stretches, which are told by their first factor and the one behind them. */
export interface Chain {
  /** Rows of the first factor, of the second, …, and columns of the last. */
  readonly dims: readonly number[];
  /** The operations of the product of the factors before and from `split`, where that is no plain product. */
  cost?(first: number, split: number, end: number): number;
  /** What a stretch is known by, the same for its transpose, of which one is turned. */
  keyOf?(first: number, end: number): { readonly key: string; readonly isTurned: boolean };
  /** Of equally cheap orders, is it the one that begins on the left? */
  readonly fromTheLeft?: true;
  /** How many products have a stretch: each counts for its share. */
  readonly shares?: ReadonlyMap<string, number>;
  readonly known: Map<string, Plan>;
}

export const chainOf = (dims: readonly number[]): Chain => ({ dims, known: new Map() });

/** Of equally cheap orders a stretch and its transpose have one that is mirrored. */
export function cheapest(chain: Chain, first: number, end: number): Plan {
  const count = end - first;
  if (count < 2) return { cost: 0, split: 0 };
  const { key, isTurned } = chain.keyOf?.(first, end) ?? { key: `${first} ${end}`, isTurned: false };
  const turned = ({ cost, split }: Plan): Plan => ({ cost, split: isTurned ? count - split : split });
  const before = chain.known.get(key);
  if (before) return turned(before);
  let best: Plan = { cost: Number.POSITIVE_INFINITY, split: 1 };
  for (let i = 1; i < count; i++) {
    const split = isTurned || chain.fromTheLeft ? count - i : i;
    const at = first + split;
    const cost =
      cheapest(chain, first, at).cost + cheapest(chain, at, end).cost + lastCost(chain, first, at, end);
    if (cost < best.cost) best = { cost, split };
  }
  best = { ...best, cost: best.cost / (chain.shares?.get(key) ?? 1) };
  chain.known.set(key, turned(best));
  return best;
}

function lastCost({ dims, cost }: Chain, first: number, split: number, end: number): number {
  return (
    cost?.(first, split, end) ?? (dims[first] as number) * (dims[split] as number) * (dims[end] as number)
  );
}

/** How many factors of a stretch its last product has on the left. */
export function splitOf(chain: Chain, first = 0, end = chain.dims.length - 1): number {
  if (chain.dims.length - 1 <= LONGEST_PLANNED) return cheapest(chain, first, end).split;
  const { dims, fromTheLeft } = chain;
  const [rows, cols] = [dims[0] as number, dims.at(-1) as number];
  return cols < rows || (cols === rows && !fromTheLeft) ? 1 : end - first - 1;
}

/** The factors multiplied in that order. */
export function inOrder<T>(factors: readonly T[], chain: Chain, product: (left: T, right: T) => T): T {
  const waiting = [{ first: 0, end: factors.length, isOpen: false }];
  const made: T[] = [];
  for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
    const { first, end, isOpen } = top;
    if (end - first > 1 && !isOpen) {
      top.isOpen = true;
      const at = first + splitOf(chain, first, end);
      waiting.push({ first: at, end, isOpen: false }, { first, end: at, isOpen: false });
      continue;
    }
    waiting.pop();
    if (end - first === 1) made.push(factors[first] as T);
    else {
      const right = made.pop() as T;
      made.push(product(made.pop() as T, right));
    }
  }
  return made[0] as T;
}

/** The rows of matrices that are multiplied, and the columns of the last. */
export const dimsOf = (factors: readonly { readonly rows: number; readonly cols: number }[]): number[] => [
  ...factors.map(({ rows }) => rows),
  factors.at(-1)?.cols ?? 1,
];
