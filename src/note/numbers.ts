/**
 * What the two sides of a claim are worth in numbers, for who wants to see them.
 *
 *     ∇ₓ xᵀx = x  ─▶  n = 3: entry (2, 1) is 1.38 on the left and 0.69 on the right, relative error 0.5
 */
import { MatrixCalculusError } from "../errors.ts";
import { evaluate, gapBetween, type SampleHints, sampleValues, sizeOfTerms } from "../evaluate/index.ts";
import type { Expr } from "../expression/expr.ts";
import type { Matrix } from "../matrix/matrix.ts";
import type { Numbers } from "./finding.ts";

export interface Sides {
  readonly left: Expr;
  readonly right: Expr;
  readonly hints: SampleHints;
}

const SEED = 1;
const NO_SIZES = new Map<string, number>();

/** At one sample of values, where the sides are the furthest apart; undefined where they have no finite values. */
export function numbersOf(sides: Sides): Numbers | undefined {
  try {
    return atSample(sides);
  } catch (error) {
    if (error instanceof MatrixCalculusError) return undefined;
    throw error;
  }
}

function atSample({ left, right, hints }: Sides): Numbers | undefined {
  const roots = [left, right];
  const sample = sampleValues({ roots, sizes: NO_SIZES, seed: SEED, hints });
  if (typeof sample === "string") return undefined;
  const [a, value] = evaluate(roots, sample.values, NO_SIZES) as [Matrix, Matrix];
  // a 0 is a matrix of zeros
  const b = value.data.length === a.data.length ? value : { ...a, data: a.data.map(() => 0) };
  const terms = (): number => Math.max(...sizeOfTerms(roots, sample.values, NO_SIZES));
  const { at, relError: error } = gapBetween(a, b, terms);
  if (!Number.isFinite(error)) return undefined;
  return {
    ...{ rows: a.rows, columns: a.cols, row: Math.floor(at / a.cols) + 1, column: (at % a.cols) + 1 },
    ...{ left: a.data[at] as number, right: b.data[at] as number, error },
  };
}
