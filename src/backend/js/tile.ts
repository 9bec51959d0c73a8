/**
 * A tile of a product, computed in registers and put down here: four entries a row, then written into the
 * matrix as far as the matrix reaches.
 *
 * The loops that matter are in one file with what they use: some loaders turn an imported name into a getter,
 * and one in an inner loop makes it four times slower.
 */
import type { Product } from "../product.ts";

/** Entries a side. */
export const TILE = 4;

/** Operations don't nest, so all share it. */
const tile = new Float64Array(TILE * TILE);

/** rows×cols entries at `out` ← alpha · tile + beta · themselves; beta 0 doesn't read them. */
export function writeTile(
  data: Float64Array,
  out: number,
  outRow: number,
  rows: number,
  cols: number,
  alpha: number,
  beta: number,
): void {
  for (let i = 0; i < rows; i++) {
    const from = i * TILE;
    const to = out + i * outRow;
    if (beta === 0) for (let j = 0; j < cols; j++) data[to + j] = alpha * tile[from + j]!;
    else for (let j = 0; j < cols; j++) data[to + j] = alpha * tile[from + j]! + beta * data[to + j]!;
  }
}

/** Panels of 4 lines: entry k of line r, at `from + r·line + k·along`, to 4k + r of its panel. */
export function pack(
  data: Float64Array,
  from: number,
  line: number,
  along: number,
  lines: number,
  inner: number,
  to: Float64Array,
): void {
  for (let l = 0, t = 0; l < lines; l += TILE, t += TILE * inner) {
    for (let r = 0; r < TILE; r++) {
      const start = from + (l + r) * line;
      const end = t + r + TILE * inner;
      if (l + r >= lines) for (let s = t + r; s < end; s += TILE) to[s] = 0;
      else for (let s = t + r, f = start; s < end; s += TILE, f += along) to[s] = data[f]!;
    }
  }
}

/** The tile of two panels, `inner` entries long. */
export function multiplyTile(
  left: Float64Array,
  l: number,
  right: Float64Array,
  r: number,
  inner: number,
): void {
  let t00 = 0;
  let t01 = 0;
  let t02 = 0;
  let t03 = 0;
  let t10 = 0;
  let t11 = 0;
  let t12 = 0;
  let t13 = 0;
  let t20 = 0;
  let t21 = 0;
  let t22 = 0;
  let t23 = 0;
  let t30 = 0;
  let t31 = 0;
  let t32 = 0;
  let t33 = 0;
  for (const end = l + TILE * inner; l < end; l += TILE, r += TILE) {
    const b0 = right[r]!;
    const b1 = right[r + 1]!;
    const b2 = right[r + 2]!;
    const b3 = right[r + 3]!;
    const a0 = left[l]!;
    t00 += a0 * b0;
    t01 += a0 * b1;
    t02 += a0 * b2;
    t03 += a0 * b3;
    const a1 = left[l + 1]!;
    t10 += a1 * b0;
    t11 += a1 * b1;
    t12 += a1 * b2;
    t13 += a1 * b3;
    const a2 = left[l + 2]!;
    t20 += a2 * b0;
    t21 += a2 * b1;
    t22 += a2 * b2;
    t23 += a2 * b3;
    const a3 = left[l + 3]!;
    t30 += a3 * b0;
    t31 += a3 * b1;
    t32 += a3 * b2;
    t33 += a3 * b3;
  }
  tile[0] = t00;
  tile[1] = t01;
  tile[2] = t02;
  tile[3] = t03;
  tile[4] = t10;
  tile[5] = t11;
  tile[6] = t12;
  tile[7] = t13;
  tile[8] = t20;
  tile[9] = t21;
  tile[10] = t22;
  tile[11] = t23;
  tile[12] = t30;
  tile[13] = t31;
  tile[14] = t32;
  tile[15] = t33;
}

/** The entries of rows i0, i1 and columns j0, j1. */
export function directTile(
  data: Float64Array,
  p: Product,
  i0: number,
  i1: number,
  j0: number,
  j1: number,
): void {
  const { inner, leftCol, rightRow } = p;
  let a0 = p.left + i0 * p.leftRow;
  let a1 = p.left + i1 * p.leftRow;
  let b0 = p.right + j0 * p.rightCol;
  let b1 = p.right + j1 * p.rightCol;
  let t00 = 0;
  let t01 = 0;
  let t10 = 0;
  let t11 = 0;
  for (let k = 0; k < inner; k++) {
    t00 += data[a0]! * data[b0]!;
    t01 += data[a0]! * data[b1]!;
    t10 += data[a1]! * data[b0]!;
    t11 += data[a1]! * data[b1]!;
    a0 += leftCol;
    a1 += leftCol;
    b0 += rightRow;
    b1 += rightRow;
  }
  tile[0] = t00;
  tile[1] = t01;
  tile[TILE] = t10;
  tile[TILE + 1] = t11;
}
