/**
 * Reads a linear expression of a hole as a matrix: vec(e) = M vec(dX).
 *
 *     A (v ⊙ (B dx))  ─▶  A diag(v) B            A dX B  ─▶  Bᵀ ⊗ A
 *
 * For vectors that is the Jacobian; for matrices the derivative d vec(Y) / d vec(X)ᵀ with the columns
 * stacked (Magnus and Neudecker 1988, ch. 9). Undefined where the vocabulary (Kronecker products, the
 * commutation matrix, diag) has no word for it: then the index form stands.
 */
import { block, explicitCells, index } from "../expression/blocks.ts";
import { call, eye, isCall, isZero, number, ones, rationalNumber, sum, zeros } from "../expression/build.ts";
import { type Dimension, multiplySizes, UNIT } from "../expression/dimension.ts";
import {
  type BlockNode,
  type CallNode,
  type Expr,
  type IndexNode,
  isScalar,
  isVector,
  type ProductNode,
  shapeOf,
} from "../expression/expr.ts";
import { hadamard } from "../expression/hadamard.ts";
import { DIAG, HADAMARD, SINGLE, TRANSPOSE } from "../expression/heads.ts";
import { transpose } from "../expression/power.ts";
import { product } from "../expression/product.ts";
import { dependsOn, nodesAbove, rebuild, topological } from "../expression/walk.ts";
import { COMMUTATION, KRONECKER, kronecker, UNVEC, VEC, vec } from "../functions/kronecker.ts";
import { diagonal, TRACE } from "../functions/matrix.ts";
import { SUM } from "../functions/reductions.ts";

type Found = Expr | undefined;

/** M with vec(e) = M vec(hole), of rows(e)·cols(e) by rows(hole)·cols(hole). */
export function linearMatrix(e: Expr, hole: Expr): Found {
  const above = nodesAbove([e], [hole]);
  const whole = new Set(topological([e]));
  // parts that were turned round are not among those of e
  return matrixOf(e, hole, (part) => above.has(part) || (!whole.has(part) && dependsOn(part, hole)));
}

type Depends = (e: Expr) => boolean;

const entries = (e: Expr) => multiplySizes(e.shape.rows, e.shape.cols);

function matrixOf(e: Expr, hole: Expr, depends: Depends): Found {
  if (e === hole) return eye(entries(hole));
  if (!depends(e)) return isZero(e) ? zeros(shapeOf(entries(e), entries(hole))) : undefined;
  switch (e.kind) {
    case "sum": {
      const parts = e.terms.map((t) => matrixOf(t, hole, depends));
      return parts.every((p) => p !== undefined) ? sum(parts as Expr[]) : undefined;
    }
    case "product":
      return ofProduct(e, hole, depends);
    case "call":
      return ofCall(e, hole, depends);
    case "block":
      return ofBlock(e, hole, depends);
    case "index":
      return ofEntry(e, hole, depends);
    case "number":
    case "symbol":
    case "power":
    case "bound":
      return undefined;
  }
}

/** vec([A, B]) = [vec(A); vec(B)]; of a stack where it is one column, or all its entries are scalars. */
function ofBlock({ cells, shape }: BlockNode, hole: Expr, depends: Depends): Found {
  const width = cells[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => cells.map((row) => row[j] as Expr));
  const isStacked = cells.length === 1 || shape.cols === UNIT || cells.every((row) => row.every(isScalar));
  if (!isStacked) return undefined;
  const parts = columns.flat().map((cell) => matrixOf(cell, hole, depends));
  return parts.every((p) => p !== undefined) ? block(parts.map((p) => [p])) : undefined;
}

/** X_ij = (e_jᵀ ⊗ e_iᵀ) vec(X) */
function ofEntry({ of, row, column }: IndexNode, hole: Expr, depends: Depends): Found {
  const inside = depends(row) || depends(column) ? undefined : matrixOf(of, hole, depends);
  if (!inside) return undefined;
  const { rows, cols } = of.shape;
  const unit = (place: Expr, n: Dimension): Expr =>
    n === UNIT ? number(1) : call(SINGLE, [number(1), place], [UNIT, n], shapeOf(UNIT, n));
  return product([kronecker(unit(column, cols), unit(row, rows)), inside]);
}

function ofProduct(e: ProductNode, hole: Expr, depends: Depends): Found {
  const scalar = e.scalars.find(depends);
  const constants = [rationalNumber(e.coefficient), ...e.scalars.filter((s) => s !== scalar)];
  if (scalar) {
    const row = matrixOf(scalar, hole, depends);
    if (!row) return undefined;
    if (e.factors.length === 0) return product([...constants, row]);
    return product([...constants, vec(product(e.factors)), row]);
  }
  const position = e.factors.findIndex(depends);
  const X = e.factors[position] as Expr;
  const left = e.factors.slice(0, position);
  const right = e.factors.slice(position + 1);
  if (right.some(depends)) return undefined;
  if (isScalar(e) && right.length > 0) {
    // the chain turned round, so that the hole comes last: aᵀ dx = dxᵀ a
    const turned = [...right.map(transpose).reverse(), transpose(X), ...left.map(transpose).reverse()];
    if (X.shape.rows === UNIT) return chain(constants, turned, hole, depends);
  }
  if (isCall(X, DIAG) && right.length > 0 && isVector(X.args[0] as Expr)) {
    // diag(v) r = diag(r) v for a vector r
    const r = product(right);
    if (!isVector(r)) return undefined;
    const inside = matrixOf(X.args[0] as Expr, hole, depends);
    return inside && product([...constants, ...left, diagonal(r), inside]);
  }
  if (right.length === 0) return chain(constants, [...left, X], hole, depends);
  if (X.kind === "sum" && X.terms.some(isExplicitProduct) && isVector(product(right))) {
    const parts = X.terms.map((t) => matrixOf(product([t, ...right]), hole, depends));
    return parts.every((p) => p !== undefined)
      ? product([...constants, ...left, sum(parts as Expr[])])
      : undefined;
  }
  const rows = explicitTimesVector(X, product(right), hole, depends);
  if (rows) return product([...constants, ...left, rows]);
  const inside = matrixOf(X, hole, depends);
  if (!inside) return undefined;
  const R = transpose(product(right));
  const L = left.length > 0 ? product(left) : eye(X.shape.rows);
  return product([...constants, kroneckerTimes(R, L, X), inside]);
}

/** Has it an explicit matrix among its factors? */
const isExplicitProduct = (e: Expr): boolean =>
  explicitCells(e) !== undefined || (e.kind === "product" && e.factors.some((f) => explicitCells(f)));

/** [dx_1, dx_2; …] r, whose rows are Σ_j r_j dx_ij for scalars dx_ij. */
function explicitTimesVector(X: Expr, r: Expr, hole: Expr, depends: Depends): Found {
  const cells = isVector(r) ? explicitCells(X) : undefined;
  const rows = cells?.map((row) => {
    const terms = row.map((cell, j) => {
      const inside = matrixOf(cell, hole, depends);
      return inside && product([index(r, number(j + 1), number(1)), inside]);
    });
    return terms.every((t) => t !== undefined) ? sum(terms as Expr[]) : undefined;
  });
  return rows?.every((row) => row !== undefined) ? block(rows.map((row) => [row as Expr])) : undefined;
}

/** (R ⊗ L), a plain product where vec(X) is one column or row. */
const kroneckerTimes = (R: Expr, L: Expr, X: Expr): Expr =>
  X.shape.cols === UNIT && R.shape.cols === UNIT ? product([kronecker(R, L)]) : kronecker(R, L);

/** L·X with the hole in the last factor X. */
function chain(constants: readonly Expr[], factors: readonly Expr[], hole: Expr, depends: Depends): Found {
  const X = factors.at(-1) as Expr;
  const left = factors.slice(0, -1);
  const inside = X === transpose(hole) ? transposition(hole) : matrixOf(X, hole, depends);
  if (!inside) return undefined;
  if (left.length === 0) return product([...constants, inside]);
  if (X.shape.cols === UNIT) return product([...constants, ...left, inside]);
  return product([...constants, kronecker(eye(X.shape.cols), product(left)), inside]);
}

/** K with vec(Xᵀ) = K vec(X); the identity for vectors. */
function transposition(X: Expr): Expr {
  const { rows, cols } = X.shape;
  if (rows === UNIT || cols === UNIT) return eye(entries(X));
  return call(COMMUTATION, [], [rows, cols], shapeOf(entries(X), entries(X)));
}

function ofCall(e: CallNode, hole: Expr, depends: Depends): Found {
  const [x] = e.args as readonly [Expr];
  if (isCall(e, HADAMARD)) {
    const moving = e.args.filter(depends);
    const [only] = moving;
    const inside = moving.length === 1 && only && matrixOf(only, hole, depends);
    return inside ? product([diagonal(vec(hadamard(e.args.filter((a) => a !== only)))), inside]) : undefined;
  }
  const inside = matrixOf(x, hole, depends);
  if (!inside) return undefined;
  if (isCall(e, TRANSPOSE)) return product([transposition(x), inside]);
  if (isCall(e, VEC) || isCall(e, UNVEC)) return inside;
  if (isCall(e, SUM)) return product([transpose(vec(ones(x.shape))), inside]);
  if (e.fn.name === "tril" || e.fn.name === "triu") {
    return product([diagonal(vec(rebuild(e, [ones(x.shape)]))), inside]);
  }
  if (isCall(e, TRACE))
    return ofTrace(x, hole, depends) ?? product([transpose(vec(eye(x.shape.rows))), inside]);
  if (isCall(e, KRONECKER)) return ofKronecker(e, hole, depends);
  return undefined;
}

/** tr(A dX) = vec(Aᵀ)ᵀ vec(dX) */
function ofTrace(x: Expr, hole: Expr, depends: Depends): Found {
  if (x.kind !== "product" || x.scalars.some(depends)) return undefined;
  const position = x.factors.findIndex(depends);
  const X = x.factors[position] as Expr;
  const others = [...x.factors.slice(position + 1), ...x.factors.slice(0, position)];
  if (others.length === 0 || others.some(depends)) return undefined;
  const inside = matrixOf(X, hole, depends);
  const constants = [rationalNumber(x.coefficient), ...x.scalars];
  return inside && product([...constants, transpose(vec(transpose(product(others)))), inside]);
}

/** vec(A ⊗ B) = (I_n ⊗ K_qm ⊗ I_p)(vec A ⊗ vec B), A m×n, B p×q (Magnus and Neudecker 1988, ch. 3 thm 10). */
function ofKronecker(e: CallNode, hole: Expr, depends: Depends): Found {
  const [A, B] = e.args as readonly [Expr, Expr];
  if (depends(A) && depends(B)) return undefined;
  const moving = depends(A) ? A : B;
  const inside = matrixOf(moving, hole, depends);
  if (!inside) return undefined;
  const [m, n, p, q] = [A.shape.rows, A.shape.cols, B.shape.rows, B.shape.cols];
  const placed =
    moving === A ? kronecker(eye(multiplySizes(m, n)), vec(B)) : kronecker(vec(A), eye(multiplySizes(p, q)));
  const middle =
    q === UNIT || m === UNIT
      ? eye(multiplySizes(q, m))
      : call(COMMUTATION, [], [q, m], shapeOf(multiplySizes(q, m), multiplySizes(q, m)));
  return product([kronecker(eye(n), kronecker(middle, eye(p))), placed, inside]);
}
