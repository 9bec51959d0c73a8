/**
 * Whether a function's arguments lie where the function is smooth, with room for the steps of a
 * numerical derivative.
 *
 *     log of (0.4, −1)  ─▶  "log needs positive entries"
 */
import type { CallNode, PowerNode } from "../../expression/expr.ts";
import { HADAMARD_POWER } from "../../expression/heads.ts";
import type { Domain } from "../../functions/function.ts";
import { entryOf } from "../../functions/index.ts";
import {
  cholesky,
  determinant,
  inverse,
  isSymmetric,
  singularValues,
  symmetricEigen,
} from "../../matrix/linear.ts";
import { allFinite, type Matrix } from "../../matrix/matrix.ts";

/** How far entries stay from a kink, a pole or the end of an interval. */
const MARGIN = 0.05;
/** The largest condition number of a matrix that is inverted. */
const LARGEST_CONDITION = 300;
/** The smallest gap between eigenvalues, as a part of the largest. */
const SMALLEST_GAP = 0.05;

/** What is wrong with the arguments, in words; undefined where nothing is. */
export function outsideDomain(node: CallNode | PowerNode, args: readonly Matrix[]): string | undefined {
  const [x, k] = args as readonly [Matrix, Matrix];
  if (node.kind === "power" || node.fn === HADAMARD_POWER) {
    if (node.kind === "power" && x.data.length > 1) return undefined;
    return powerProblem(x, k.data[0] as number, exponentIsNumber(node));
  }
  const { domain, name } = entryOf(node.fn);
  if (!domain) return undefined;
  for (let i = 0; i < args.length; i++) {
    const needed = NEEDS[domain[i] ?? "real"];
    if (!needed.holds(args[i] as Matrix)) return `${name} needs ${needed.words}`;
  }
  return undefined;
}

const exponentIsNumber = (node: CallNode | PowerNode): boolean =>
  (node.kind === "power" ? node.exponent : node.args[1])?.kind === "number";

/** x^k is smooth for positive x; for whole k also for x < 0, and at 0 where k ≥ 0. */
function powerProblem(x: Matrix, k: number, fixed: boolean): string | undefined {
  if (!fixed || !Number.isInteger(k)) {
    return x.data.every((v) => v > MARGIN) ? undefined : "a power needs a positive base";
  }
  return k >= 0 || x.data.every((v) => Math.abs(v) > MARGIN)
    ? undefined
    : "a negative power needs a base that isn't 0";
}

interface Need {
  readonly words: string;
  readonly holds: (x: Matrix) => boolean;
}

const NEEDS: Readonly<Record<Domain, Need>> = {
  real: { words: "real entries", holds: allFinite },
  positive: { words: "positive entries", holds: (x) => x.data.every((v) => v > MARGIN) },
  nonzero: { words: "entries away from 0", holds: (x) => x.data.every((v) => Math.abs(v) > MARGIN) },
  unit: { words: "entries between −1 and 1", holds: (x) => x.data.every((v) => Math.abs(v) < 1 - MARGIN) },
  invertible: { words: "a well-conditioned matrix", holds: isWellConditioned },
  "positive-determinant": {
    words: "a positive determinant",
    holds: (x) => determinant(x) > 0 && isWellConditioned(x),
  },
  symmetric: { words: "a symmetric matrix with separate eigenvalues", holds: hasSimpleEigenvalues },
  spd: {
    words: "a positive definite matrix",
    holds: (x) => allFinite(cholesky(x)) && isWellConditioned(x),
  },
  "full-rank": { words: "full rank", holds: hasFullRank },
  "full-column-rank": { words: "full column rank", holds: (x) => x.cols <= x.rows && hasFullRank(x) },
};

function frobenius(x: Matrix): number {
  let total = 0;
  for (const v of x.data) total += v * v;
  return Math.sqrt(total);
}

function isWellConditioned(x: Matrix): boolean {
  return frobenius(x) * frobenius(inverse(x)) < LARGEST_CONDITION * x.rows;
}

function hasSimpleEigenvalues(x: Matrix): boolean {
  if (!isSymmetric(x)) return false;
  const { values } = symmetricEigen(x);
  const largest = Math.max(...values.map(Math.abs));
  for (let i = 1; i < values.length; i++) {
    if (!((values[i - 1] as number) - (values[i] as number) > SMALLEST_GAP * largest)) return false;
  }
  return true;
}

function hasFullRank(x: Matrix): boolean {
  const values = singularValues(x);
  return (values.at(-1) as number) * LARGEST_CONDITION > (values[0] as number);
}
