/**
 * One comparison of a claimed derivative with differences, at given sizes and values.
 */
import { type Matrix, matrix } from "../../matrix/matrix.ts";
import {
  applied,
  directionsOf,
  LARGEST_ENTRYWISE,
  pairing,
  randomDirections,
  stacked,
  structuredDirection,
} from "../sample/directions.ts";
import type { Values } from "../values/evaluate.ts";
import type { Claim } from "./claim.ts";
import {
  alongStencil,
  differences,
  estimateBeside,
  type Field,
  mixedStencil,
  type Stencil,
} from "./differences.ts";
import type { Evaluation } from "./evaluation.ts";

export interface Comparison {
  /** Largest difference over largest entry; NaN where the claimed derivative isn't finite. */
  readonly relError: number;
  /** The differences' own estimated relative error. */
  readonly estimate: number;
  readonly method: string;
  /** The error of each direction that was tried, each entry where it is entry by entry, relative as above. */
  readonly errors: readonly number[];
  /** The claimed derivative's value. */
  readonly claimed: Matrix;
}

/** What to differentiate along, and what the claim says of each. */
interface Probe {
  readonly stencil: Stencil;
  readonly claimed: Float64Array;
}

/** Pairs of entries for which a Hessian is compared entry by entry. */
const MOST_PAIRS = 136;
const RANDOM_PAIRS = 24;

/** `most`: random directions at most, where the variable has too many entries to move each. */
export function compareAt(
  claim: Claim,
  values: Values,
  seed: number,
  evaluation: Evaluation,
  most?: number,
): Comparison {
  const { wrt, derivative, order, first, expr } = claim;
  const claimed = evaluation.value(derivative);
  const x = values.get(wrt.key) as Matrix;
  const source = order >= 2 && first ? first : expr;
  const field = fieldOf(claim, source, values, evaluation);
  const second = order >= 2 && !first;
  const along = claim.direction && values.get(claim.direction.key);
  const probes = along
    ? [{ stencil: alongStencil(along), claimed: stacked(claimed) }]
    : second
      ? secondProbes(claim, claimed, x, seed, most)
      : firstProbes(claim, claimed, x, seed, most);
  const found = differences(
    field,
    x,
    probes.map((p) => p.stencil),
    evaluation.terms(source),
  );
  const errors = relativeErrors(probes, found.values, found.scale);
  const relError = Math.max(...errors); // NaN stays NaN
  const estimate = estimateBeside(found, relError);
  const entrywise = !along && x.data.length <= (second ? sqrtPairs : LARGEST_ENTRYWISE);
  const what =
    order < 2 ? "central differences" : first ? "differences of the first derivative" : "second differences";
  const where = along ? "along the direction" : entrywise ? "entry by entry" : "random directions";
  const method = `${what} with Richardson extrapolation, ${where}`;
  return { relError, errors, estimate, method, claimed };
}

/** Up to this many entries all pairs are compared: n(n+1)/2 ≤ MOST_PAIRS. */
const sqrtPairs = Math.floor((Math.sqrt(8 * MOST_PAIRS + 1) - 1) / 2);

/** The function to differentiate: X ↦ vec of the expression, or ⟨G, expression⟩. */
function fieldOf(
  { kind, order, wrt, cotangent }: Claim,
  source: Claim["expr"],
  values: Values,
  evaluation: Evaluation,
): Field {
  const valueAt = evaluation.along(source, wrt.key);
  const g = kind === "vjp" && order < 2 && cotangent && values.get(cotangent.key);
  return (point) => (g ? pairing(g, valueAt(point)) : stacked(valueAt(point)));
}

function firstProbes(claim: Claim, claimed: Matrix, x: Matrix, seed: number, most?: number): Probe[] {
  const { kind, order, structure, variableStructure } = claim;
  const isGradient = order < 2 && (kind === "gradient" || kind === "vjp");
  return directionsOf(x, seed, "first", most).map((v) => {
    const along = order < 2 ? structuredDirection(v, structure, variableStructure, x) : v;
    const says =
      kind === "scalar-wrt"
        ? stacked(scaledBy(claimed, v.data[0] as number))
        : isGradient
          ? pairing(claimed, v)
          : applied(claimed, v);
    return { stencil: alongStencil(along), claimed: says };
  });
}

const scaledBy = (m: Matrix, factor: number): Matrix =>
  matrix(
    m.rows,
    m.cols,
    m.data.map((v) => v * factor),
  );

/** uᵀ H v for pairs of directions; by a scalar, the second derivative itself. */
function secondProbes(
  { kind }: Claim,
  claimed: Matrix,
  x: Matrix,
  seed: number,
  most = RANDOM_PAIRS,
): Probe[] {
  if (kind === "scalar-wrt") {
    const one = matrix(1, 1, Float64Array.of(1));
    return [{ stencil: mixedStencil(one, one), claimed: stacked(claimed) }];
  }
  const hessian = (u: Matrix, v: Matrix) =>
    pairing(matrix(1, 1, stacked(u)), matrix(1, 1, applied(claimed, v)));
  if (x.data.length > sqrtPairs) {
    const us = randomDirections(x, most, seed, "left");
    return randomDirections(x, most, seed, "right").map((v, k) => {
      const u = us[k] as Matrix;
      return { stencil: mixedStencil(u, v), claimed: hessian(u, v) };
    });
  }
  const units = directionsOf(x, seed, "second");
  return units.flatMap((u, i) =>
    units.slice(0, i + 1).map((v) => ({
      stencil: mixedStencil(u, v),
      // both orders, so that a claim that isn't symmetric shows
      claimed: Float64Array.of(hessian(u, v)[0] as number, hessian(v, u)[0] as number),
    })),
  );
}

/** Of each probe the largest difference, over the largest entry of all. A list of one is compared with each number. */
function relativeErrors(
  probes: readonly Probe[],
  values: readonly Float64Array[],
  scale: number,
): readonly number[] {
  let largest = scale;
  const errors = probes.map(({ claimed }, k) => {
    const found = values[k];
    let error = 0;
    for (let i = 0; found && i < claimed.length; i++) {
      const says = claimed[i] as number;
      error = Math.max(error, Math.abs(says - (found[found.length === 1 ? 0 : i] as number)));
      largest = Math.max(largest, Math.abs(says));
    }
    return error;
  });
  return errors.map((error) => error / largest);
}
