/**
 * The factors of a product of the expression, as a plan multiplies them.
 *
 *     c (A ⊗ I) diag(v) X² 1 1ᵀ  ─▶  kronecker, diagonal, X, X, a column of ones, a row of ones
 */
import { isCall } from "../../expression/build.ts";
import type { CallNode, Expr, ProductNode } from "../../expression/expr.ts";
import { isSquare, isVector } from "../../expression/expr.ts";
import { DIAG, EYE, INVERSE, ONES, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { flipped, stored } from "../graph/graph.ts";
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

interface Single {
  readonly e: Expr;
  readonly turned: boolean;
}

/** What stands in a product, transposes aside; X² is two factors X. */
function singleFactors(e: ProductNode): Single[] {
  return e.factors.flatMap((f) => {
    const turned = isCall(f, TRANSPOSE);
    const base = turned ? (f.args[0] as Expr) : f;
    const k = base.kind === "power" && base.exponent.kind === "number" ? base.exponent.value.n : 1;
    const isMultipliedOut = k > 1 && k <= LONGEST_POWER && e.factors.length > 1;
    if (base.kind !== "power" || !isMultipliedOut) return [{ e: base, turned }];
    return Array.from({ length: k }, () => ({ e: base.base, turned }));
  });
}

/** The keys of a product's factors, before any of them has a value. */
export const factorKeys = (e: ProductNode, lowering: Lowering): Keys[] =>
  singleFactors(e).flatMap((single) => onesIn(single, lowering) ?? [keysFor(single)]);

function keysFor({ e, turned }: Single): Keys {
  const keys = keysOf(e);
  return turned ? { key: keys.turned, turned: keys.key } : keys;
}

/** ones(m, n) is a column of ones times a row of ones. */
function onesIn({ e, turned }: Single, lowering: Lowering): Factor[] | undefined {
  if (!isCall(e, ONES)) return undefined;
  const [a, b] = [sizeOf(lowering, e.shape.rows), sizeOf(lowering, e.shape.cols)];
  const [rows, cols] = turned ? [b, a] : [a, b];
  return rows === 1 || cols === 1 ? [onesFactor(rows, cols)] : [onesFactor(rows, 1), onesFactor(1, cols)];
}

export const factorsOf = (e: ProductNode, lowering: Lowering): Factor[] =>
  singleFactors(e).flatMap((single) => onesIn(single, lowering) ?? [factorFor(single, lowering)]);

function factorFor(single: Single, lowering: Lowering): Factor {
  const { e, turned } = single;
  const { g } = lowering;
  const keys = keysFor(single);
  if (isCall(e, DIAG) && isVector(e.args[0] as Expr)) {
    return diagonalFactor(stored(g, refOf(lowering, e.args[0] as Expr)), keys);
  }
  if (isCall(e, INVERSE) && !lowering.explicit.has(e)) {
    const { node, transposed } = factorOf(lowering, e.args[0] as Expr);
    return inverseFactor(node, transposed !== turned, keys);
  }
  if (e.kind === "call" && e.fn.name === "kron") return kroneckerOf(e, turned, keys, lowering);
  const ref = refOf(lowering, e);
  return matrixFactor(turned ? flipped(g, ref) : ref, keys);
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
