/**
 * The factors of a product as a plan sees them: some are applied and never formed.
 *
 *     1 bᵀ replicates b · diag(v) X scales rows · A⁻¹ B solves · (A ⊗ B) vec X is vec(B X Aᵀ)
 */

import { binary, fill, flipped, plain, replicate, stored, view } from "../graph/graph.ts";
import { colsOf, isNumber, type Node, type Ref, rowsOf } from "../graph/node.ts";
import type { Graph } from "../graph/store.ts";
import { constant, make } from "../graph/store.ts";

interface Sized {
  readonly rows: number;
  readonly cols: number;
  /** Equal factors have equal keys; `turned` is that of the transpose. */
  readonly key: string;
  readonly turned: string;
}

export type Factor = Sized &
  (
    | { readonly kind: "matrix"; readonly ref: Ref }
    /** A row or a column of ones. */
    | { readonly kind: "ones" }
    /** diag(vector), vector n×1. */
    | { readonly kind: "diagonal"; readonly vector: Node }
    /** The inverse of what was factored, or of its transpose. */
    | { readonly kind: "inverse"; readonly factor: Node; readonly transposed: boolean }
    /** left ⊗ right; undefined is an identity. */
    | { readonly kind: "kronecker"; readonly left: Side; readonly right: Side }
  );

/** One side of a Kronecker product. */
export interface Side {
  readonly ref: Ref | undefined;
  readonly rows: number;
  readonly cols: number;
}

/** A factor's key and that of its transpose. */
export type Keys = Pick<Sized, "key" | "turned">;

export const matrixFactor = (ref: Ref, keys: Keys): Factor => ({
  kind: "matrix",
  ref,
  rows: rowsOf(ref),
  cols: colsOf(ref),
  ...keys,
});

export const onesFactor = (rows: number, cols: number): Factor => ({
  kind: "ones",
  rows,
  cols,
  key: `1 ${rows} ${cols}`,
  turned: `1 ${cols} ${rows}`,
});

export const diagonalFactor = (vector: Node, keys: Keys): Factor => ({
  kind: "diagonal",
  vector,
  rows: vector.rows,
  cols: vector.rows,
  ...keys,
});

export const inverseFactor = (factor: Node, transposed: boolean, keys: Keys): Factor => ({
  kind: "inverse",
  factor,
  transposed: transposed && !factor.symmetric,
  rows: factor.rows,
  cols: factor.cols,
  ...keys,
});

export const kroneckerFactor = (left: Side, right: Side, keys: Keys): Factor => ({
  kind: "kronecker",
  left,
  right,
  rows: left.rows * right.rows,
  cols: left.cols * right.cols,
  ...keys,
});

const flippedSide = (g: Graph, { ref, rows, cols }: Side): Side => ({
  ref: ref && flipped(g, ref),
  rows: cols,
  cols: rows,
});

export function flippedFactor(g: Graph, factor: Factor): Factor {
  const keys = { key: factor.turned, turned: factor.key };
  switch (factor.kind) {
    case "matrix":
      return matrixFactor(flipped(g, factor.ref), keys);
    case "ones":
      return onesFactor(factor.cols, factor.rows);
    case "diagonal":
      return diagonalFactor(factor.vector, keys);
    case "inverse":
      return inverseFactor(factor.factor, !factor.transposed, keys);
    case "kronecker":
      return kroneckerFactor(flippedSide(g, factor.left), flippedSide(g, factor.right), keys);
  }
}

/** A factor that stands alone, as a matrix. */
export function formed(g: Graph, factor: Factor): Ref {
  switch (factor.kind) {
    case "matrix":
      return factor.ref;
    case "ones":
      return plain(fill(g, 1, factor.rows, factor.cols));
    case "diagonal":
      return plain(diagonalMatrix(g, factor.vector, factor.rows));
    case "inverse":
      return explicitInverse(g, factor.factor, factor.transposed);
    case "kronecker":
      return kroneckerMatrix(g, factor.left, factor.right);
  }
}

/** diag(vector) + onto; a vector that is one number stands n times. */
export function diagonalMatrix(g: Graph, vector: Node, n: number, onto?: Node): Node {
  const key = `D${vector.id}+${onto?.id}`;
  const symmetric = onto?.symmetric ?? true;
  return make(g, key, n, n, { kind: "onto-diagonal", vector, onto }, symmetric);
}

export function explicitInverse(g: Graph, factor: Node, transposed: boolean): Ref {
  const { rows, cols, symmetric } = factor;
  const ref = plain(make(g, `inverse ${factor.id}`, rows, cols, { kind: "inverse", factor }, symmetric));
  return transposed ? flipped(g, ref) : ref;
}

/** Entry by entry: each of A, times B, laid out by replication of both. */
export function kroneckerMatrix(g: Graph, left: Side, right: Side): Ref {
  const [a, b] = [left, right].map((s) =>
    stored(g, s.ref ?? plain(diagonalMatrix(g, constant(g, 1), s.rows))),
  );
  const [x, y] = [a as Node, b as Node];
  const key = `kron ${x.id} ${y.id}`;
  const symmetric = x.symmetric && y.symmetric;
  return plain(
    make(g, key, x.rows * y.rows, x.cols * y.cols, { kind: "kronecker", left: x, right: y }, symmetric),
  );
}

/** What applying a factor to `count` columns costs, in multiplications and additions. */
export function applicationCost(factor: Factor, count: number): number {
  switch (factor.kind) {
    case "ones":
      return factor.rows === 1 ? factor.cols * count : 0;
    case "diagonal":
      return factor.rows * count;
    case "matrix":
    case "inverse":
      return 2 * factor.rows * factor.cols * count;
    case "kronecker":
      return count * Math.min(...kroneckerOrders(factor.left, factor.right));
  }
}

/** Of one vector: the right side first, or the left side first. */
function kroneckerOrders(left: Side, right: Side): readonly [number, number] {
  const { rows: m, cols: n } = left;
  const { rows: p, cols: q } = right;
  const a = left.ref ? 2 * m * n : 0;
  const b = right.ref ? 2 * p * q : 0;
  return [b * n + a * p, a * q + b * m];
}

/** factor · right, for a factor that isn't just a matrix. */
export function applied(g: Graph, factor: Exclude<Factor, { kind: "matrix" }>, right: Ref): Ref {
  switch (factor.kind) {
    case "ones":
      return plain(replicate(g, stored(g, right), factor.rows, colsOf(right)));
    case "diagonal":
      return binary(g, "multiply", plain(factor.vector), right);
    case "inverse":
      return solved(g, factor.factor, factor.transposed, right);
    case "kronecker":
      return kroneckerApplied(g, factor, right);
  }
}

/** A⁻¹ B; where Bᵀ is what is stored, as (Bᵀ A⁻ᵀ)ᵀ. */
function solved(g: Graph, factor: Node, turned: boolean, { node: right, transposed: isTurned }: Ref): Ref {
  const transposed = !factor.symmetric && turned !== isTurned;
  const side = isTurned ? "right" : "left";
  const key = `solve ${factor.id} ${side} ${transposed} ${right.id}`;
  const operator = { kind: "solve", factor, side, transposed, right } as const;
  const value = plain(make(g, key, right.rows, right.cols, operator));
  return isTurned ? flipped(g, value) : value;
}

/**
 * For each column x = vec X: vec(B X Aᵀ). Stored row by row, x is Xᵀ (n×q) and the result A Xᵀ Bᵀ (m×p), so
 * the columns, one below the other, are multiplied by Bᵀ at once.
 */
function kroneckerApplied(g: Graph, { left, right }: Factor & { kind: "kronecker" }, x: Ref): Ref {
  const count = colsOf(x);
  const { rows: m, cols: n } = left;
  const { rows: p, cols: q } = right;
  const [rightFirst, leftFirst] = kroneckerOrders(left, right);
  const columns = stored(g, flipped(g, x));
  const stack = (node: Node, rows: number, cols: number): Node => view(g, node, count * rows, cols);
  const byRight = (node: Node, rows: number): Node =>
    right.ref ? product(g, plain(stack(node, rows, q)), flipped(g, right.ref)).node : node;
  const byLeft = (node: Node, cols: number): Node =>
    left.ref ? product(g, left.ref, plain(stack(node, n, cols)), { times: count }).node : node;
  const result = rightFirst <= leftFirst ? byLeft(byRight(columns, n), p) : byRight(byLeft(columns, q), m);
  return flipped(g, plain(view(g, result, count, m * p)));
}

export interface ProductOptions {
  readonly alpha?: number;
  readonly onto?: Node | undefined;
  readonly times?: number;
  readonly symmetric?: boolean;
}

/** alpha · left · right + onto, never transposed. */
export function product(g: Graph, left: Ref, right: Ref, options: ProductOptions = {}): Ref {
  const { alpha = 1, onto, times = 1 } = options;
  const [rows, cols] = [rowsOf(left) * times, colsOf(right)];
  const isGram = left.node === right.node && left.transposed !== right.transposed;
  const symmetric = times === 1 && rows === cols && !onto && (isGram || options.symmetric === true);
  const name = ({ node, transposed }: Ref): string => `${node.id}${transposed ? "t" : ""}`;
  const key = `p${alpha} ${name(left)} ${name(right)} ${onto?.id} ${times}`;
  if (isNumber(left.node) || isNumber(right.node)) {
    const scaled = binary(g, "multiply", plain(constant(g, alpha)), binary(g, "multiply", left, right));
    return onto ? binary(g, "add", scaled, plain(onto)) : scaled;
  }
  return plain(make(g, key, rows, cols, { kind: "product", left, right, alpha, onto, times }, symmetric));
}
