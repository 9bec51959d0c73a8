/**
 * What the products of the wasm backend share: where things lie in the memory, a tile of the result, what is made of it.
 *
 *     memory   | tile | column | panels of left | panels of right | data: the workspace's numbers …
 *
 * The exported functions of packed.ts, direct.ts and columns.ts are the kernel of src/backend/product.ts:
 * out ← alpha · left · right + beta · out, entry (i, k) of left at `left + i·leftRow + k·leftCol` of the data, and
 * `out` dense along its rows. `npm run wasm` compiles them twice, with SIMD128 and with relaxed SIMD, whose
 * multiply-add rounds once. Loops over k are not unrolled: V8 runs out of registers and becomes slower.
 */

/** Columns of a tile, and rows of one that is read where the operands lie. */
export const TILE: i32 = 4;
/** Rows of a tile of packed operands: as many as V8's 15 registers hold, a product of its own needs one. */
export const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;
/** A block of left, whole tiles, stays in the second cache; of right, INNER×4 entries in the first. */
export const ROWS: i32 = 60;
export const INNER: i32 = 256;
export const COLS: i32 = 512;
/** A part of a column. */
export const COLUMN: i32 = 2048;

/** Of the present product; not parameters, which would take two of the registers a tile needs. */
export let scale: f64 = 1;
export let keep: f64 = 0;

/** Addresses, in bytes. */
export const TILE_AT: i32 = 64;
export const COLUMN_AT: i32 = TILE_AT + 8 * TALL * TILE;
export const LEFT_AT: i32 = COLUMN_AT + 8 * COLUMN;
export const RIGHT_AT: i32 = LEFT_AT + 8 * ROWS * INNER;
export const DATA_AT: i32 = RIGHT_AT + 8 * INNER * COLS;

// @ts-ignore: decorator
@inline
export function address(entry: i32): usize {
  return <usize>(DATA_AT + (entry << 3));
}

/** x · y + z, lane by lane. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(x: v128, y: v128, z: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(x, y, z);
  return f64x2.add(z, f64x2.mul(x, y));
}

/** Begins a product out ← alpha · left · right + beta · out. */
// @ts-ignore: decorator
@inline
export function begin(alpha: f64, beta: f64): void {
  scale = alpha;
  keep = beta;
}

/** The next parts of the inner size are added to what is there. */
// @ts-ignore: decorator
@inline
export function addMore(): void {
  keep = 1;
}

/** The first rows and columns of the tile into `out`. */
export function write(out: i32, outRow: i32, rows: i32, cols: i32): void {
  let tile = <usize>TILE_AT;
  let target = address(out);
  const step = <usize>outRow << 3;
  if (cols < TILE) {
    for (let r = 0; r < rows; r++, tile += 8 * TILE, target += step) {
      for (let c = 0; c < cols; c++) put(target + (c << 3), load<f64>(tile + (c << 3)));
    }
    return;
  }
  const alpha = f64x2.splat(scale);
  const beta = f64x2.splat(keep);
  for (let r = 0; r < rows; r++, tile += 8 * TILE, target += step) {
    let low = f64x2.mul(alpha, v128.load(tile));
    let high = f64x2.mul(alpha, v128.load(tile, 16));
    if (keep != 0) {
      low = multiplyAdd(beta, v128.load(target), low);
      high = multiplyAdd(beta, v128.load(target, 16), high);
    }
    v128.store(target, low);
    v128.store(target, high, 16);
  }
}

/** The entry at `target` ← alpha · value + beta · itself. */
// @ts-ignore: decorator
@inline
export function put(target: usize, value: f64): void {
  store<f64>(target, keep == 0 ? scale * value : scale * value + keep * load<f64>(target));
}
