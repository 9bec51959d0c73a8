/**
 * The factors of a product of the expression, as a plan multiplies them.
 *
 *     c (A ⊗ I) diag(v) X² 1 1ᵀ  ─▶  kronecker, diagonal, X, X, a column of ones, a row of ones
 */
import { isCall } from "../expression/build.ts";
import type { CallNode, Expr, ProductNode } from "../expression/expr.ts";
import { isSquare, isVector } from "../expression/expr.ts";
import { DIAG, EYE, INVERSE, ONES, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import {
  diagonalFactor,
  type Factor,
  inverseFactor,
  type Keys,
  kroneckerFactor,
  matrixFactor,
  onesFactor,
  type Side,
} from "./factors.ts";
import { flipped, stored } from "./graph.ts";
import { factorOf, type Lowering, refOf, sizeOf } from "./lowering.ts";

/** Powers up to this are multiplied out beside other factors: X² v is X (X v). */
const LONGEST_POWER = 4;

/** An expression and its transpose have one key, with a mark on one of the two. */
function keysOf(e: Expr): Keys {
  const turned = transpose(e);
  const key = `e${Math.min(e.id, turned.id)}`;
  if (turned === e) return { key, turned: key };
  return e.id < turned.id ? { key, turned: `${key}t` } : { key: `${key}t`, turned: key };
}

/** What stands in a product: ones(m, n) is a column of ones times a row of ones, X² two factors X. */
function singleFactors(e: ProductNode): Expr[] {
  return e.factors.flatMap((f) => {
    const base = isCall(f, TRANSPOSE) ? (f.args[0] as Expr) : f;
    if (e.factors.length === 1 || base.kind !== "power" || base.exponent.kind !== "number") return [f];
    const count = base.exponent.value.n;
    if (count > LONGEST_POWER) return [f];
    return Array.from({ length: count }, () => (base === f ? base.base : transpose(base.base)));
  });
}

/** The keys of a product's factors, before any of them has a value. */
export function factorKeys(e: ProductNode, lowering: Lowering): Keys[] {
  return singleFactors(e).flatMap((f): Keys[] => {
    const [rows, cols] = [sizeOf(lowering, f.shape.rows), sizeOf(lowering, f.shape.cols)];
    return isCall(f, ONES) ? onesFactors(rows, cols) : [keysOf(f)];
  });
}

const onesFactors = (rows: number, cols: number): Factor[] =>
  rows === 1 || cols === 1 ? [onesFactor(rows, cols)] : [onesFactor(rows, 1), onesFactor(1, cols)];

export const factorsOf = (e: ProductNode, lowering: Lowering): Factor[] =>
  singleFactors(e).flatMap((f) => factorsFor(f, lowering));

function factorsFor(f: Expr, lowering: Lowering): Factor[] {
  const keys = keysOf(f);
  const turned = isCall(f, TRANSPOSE);
  const e = turned ? (f.args[0] as Expr) : f;
  if (isCall(e, ONES)) return onesFactors(sizeOf(lowering, f.shape.rows), sizeOf(lowering, f.shape.cols));
  if (isCall(e, DIAG) && isVector(e.args[0] as Expr)) {
    return [diagonalFactor(stored(lowering.g, refOf(lowering, e.args[0] as Expr)), keys)];
  }
  if (isCall(e, INVERSE) && !lowering.explicit.has(e)) {
    const { node, transposed } = factorOf(lowering, e.args[0] as Expr);
    return [inverseFactor(node, transposed !== turned, keys)];
  }
  if (e.kind === "call" && e.fn.name === "kron") return [kroneckerOf(e, turned, keys, lowering)];
  return [matrixFactor(refOf(lowering, f), keys)];
}

function kroneckerOf(e: CallNode, turned: boolean, keys: Keys, lowering: Lowering): Factor {
  const [left, right] = e.args.map((x): Side => {
    const [rows, cols] = [sizeOf(lowering, x.shape.rows), sizeOf(lowering, x.shape.cols)];
    const ref = isCall(x, EYE) ? undefined : refOf(lowering, x);
    return turned ? { ref: ref && flipped(lowering.g, ref), rows: cols, cols: rows } : { ref, rows, cols };
  });
  return kroneckerFactor(left as Side, right as Side, keys);
}

export const isSymmetric = (e: Expr): boolean => isSquare(e) && transpose(e) === e;
