/**
 * Equations that hold in the limit or to first order, told by how their error falls with h.
 *
 *     errors 1e-2, 1e-3, 1e-4 at h = 1e-2, 1e-3, 1e-4  ─▶  → holds, ≈ does not
 */
import type { Matrix } from "../../matrix/matrix.ts";
import type { Equation } from "../step.ts";

/** The values of h. */
export const STEPS: readonly number[] = [1e-2, 1e-3, 1e-4];

/** The largest difference of two values and their largest entry. */
interface Distance {
  readonly gap: number;
  readonly size: number;
  /** How much of the difference may be rounding, which grows as h gets smaller. */
  readonly residue: () => number;
}

/** A square of h has nothing but h to be measured by. */
const SMALLEST = 1e-9;

export function distance(a: Matrix, b: Matrix, residue: Distance["residue"]): Distance {
  if (a.rows !== b.rows || a.cols !== b.cols) return { gap: Number.POSITIVE_INFINITY, size: 1, residue };
  let gap = 0;
  let size = 0;
  for (let i = 0; i < a.data.length; i++) {
    const [x, y] = [a.data[i] as number, b.data[i] as number];
    gap = Math.max(gap, Math.abs(x - y)); // NaN stays NaN
    size = Math.max(size, Math.abs(x), Math.abs(y));
  }
  return { gap, size, residue };
}

/** Is it the last step, at which terms of higher order no longer count? */
const isLast = (i: number): boolean => i === STEPS.length - 1;

/** The errors at each h where they don't fall by about 10 (limit) or 100 (first order). */
export function errorsThatStay(
  found: readonly Distance[],
  relation: NonNullable<Equation["relation"]>,
): string | undefined {
  const size = Math.max(SMALLEST, ...found.map((f) => f.size));
  const list = found.map(({ gap }) => gap / size);
  const ratio = relation === "approximately" ? 0.03 : 0.3;
  const isRounding = ({ gap, residue }: Distance): boolean => gap <= residue();
  const falls = list.every(
    (e, i) =>
      i === 0 ||
      e < 1e-9 ||
      e < (isLast(i) ? ratio : 1) * (list[i - 1] as number) ||
      isRounding(found[i] as Distance),
  );
  return falls ? undefined : list.map((e) => e.toExponential(1)).join(", ");
}
