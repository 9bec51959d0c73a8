/**
 * Blocks of both operands are copied into panels in the order in which a tile of 4×4 entries reads them:
 *
 *     left  ▤ 4 rows a panel        right  ▥ 4 columns a panel        tile_rc += left[4k + r] · right[4k + c]
 *
 * A panel's end is filled up with zeros, so that there is one tile only; what it computes beyond the matrix is
 * not written. Source of the order of the loops: K. Goto, R. van de Geijn (2008), Anatomy of High-Performance
 * Matrix Multiplication, ACM TOMS 34(3).
 */
import type { Product } from "../product.ts";
import { multiplyTile, pack, TILE, writeTile } from "./tile.ts";

/** A block of left, of right: ROWS×INNER stays in the second cache, a panel of INNER×4 in the first. */
const ROWS = 64;
const INNER = 256;
const COLS = 512;

/** Made at the first large product; operations don't nest, so all share them. */
let panels: { readonly left: Float64Array; readonly right: Float64Array } | undefined;

export function packed(data: Float64Array, p: Product): void {
  panels ??= { left: new Float64Array(ROWS * INNER), right: new Float64Array(INNER * COLS) };
  const { left, right } = panels;
  for (let k = 0; k === 0 || k < p.inner; k += INNER) {
    const inner = Math.min(INNER, p.inner - k);
    const beta = k === 0 ? p.beta : 1;
    for (let j = 0; j < p.cols; j += COLS) {
      const cols = Math.min(COLS, p.cols - j);
      pack(data, p.right + k * p.rightRow + j * p.rightCol, p.rightCol, p.rightRow, cols, inner, right);
      for (let i = 0; i < p.rows; i += ROWS) {
        const rows = Math.min(ROWS, p.rows - i);
        pack(data, p.left + i * p.leftRow + k * p.leftCol, p.leftRow, p.leftCol, rows, inner, left);
        block(data, p.out + i * p.outRow + j, p.outRow, rows, cols, inner, p.alpha, beta);
      }
    }
  }
}

/** out ← alpha · left · right + beta · out for packed blocks. */
function block(
  data: Float64Array,
  out: number,
  outRow: number,
  rows: number,
  cols: number,
  inner: number,
  alpha: number,
  beta: number,
): void {
  const { left, right } = panels!;
  for (let j = 0; j < cols; j += TILE) {
    const width = Math.min(TILE, cols - j);
    for (let i = 0; i < rows; i += TILE) {
      multiplyTile(left, i * inner, right, j * inner, inner);
      writeTile(data, out + i * outRow + j, outRow, Math.min(TILE, rows - i), width, alpha, beta);
    }
  }
}
