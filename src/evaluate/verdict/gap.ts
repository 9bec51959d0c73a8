/**
 * Two values against what rounding leaves of the terms that they are made of: the one comparison of whatever is
 * computed twice.
 *
 *     1e-16 and 0, terms of 1  ─▶  equal      2 and 2 + 1e-6  ─▶  different      2 and 2 + 1e-10  ─▶  undecided
 */
import { allFinite, type Matrix } from "../../matrix/matrix.ts";
import { ROUNDING } from "./cancellation.ts";

export interface Gap {
  readonly verdict: "equal" | "different" | "undecided";
  /** The largest difference, relative to the largest entry; of what is equal, to its terms where they are larger. */
  readonly relError: number;
  /** The entry, from 0. */
  readonly at: number;
}

/** How far values are off that are equal: relative to their terms, and to the largest entry. */
interface Precision {
  readonly rounding: number;
  readonly accuracy: number;
}

export const COMPUTED: Precision = { rounding: ROUNDING, accuracy: 1e-12 };
/** Where something in them was made from differences. */
export const DIFFERENCED: Precision = { rounding: 1e-9, accuracy: 1e-5 };

/** Beyond so many times that it is a difference. */
const CLEAR = 1e3;

/** `terms`: how large they are, asked where the entries themselves don't decide. Both have one shape. */
export function gapBetween(
  a: Matrix,
  b: Matrix,
  terms: () => number,
  { rounding, accuracy }: Precision = COMPUTED,
): Gap {
  if (!allFinite(a) || !allFinite(b)) return { verdict: "undecided", relError: Number.NaN, at: 0 };
  const gaps = a.data.map((x, i) => Math.abs(x - (b.data[i] as number)));
  const at = gaps.reduce((best, gap, i) => (gap > (gaps[best] as number) ? i : best), 0);
  const gap = gaps[at] as number;
  const largest = Math.max(largestEntry(a), largestEntry(b));
  if (gap <= accuracy * largest) return { verdict: "equal", relError: largest === 0 ? 0 : gap / largest, at };
  const size = terms();
  const floor = Math.max(rounding * size, accuracy * largest);
  if (gap <= floor) return { verdict: "equal", relError: gap / Math.max(size, largest), at };
  return { verdict: gap > CLEAR * floor ? "different" : "undecided", relError: gap / largest, at };
}

const largestEntry = ({ data }: Matrix): number => data.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
