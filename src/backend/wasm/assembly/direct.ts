/** Small products: the operands are read where they lie. */
import { TILE, TILE_AT, address, multiplyAdd, begin, write } from "./tile";

/** `rightCol` is 1, or there is one column. */
export function direct(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  begin(alpha, beta);
  const last = rows - 1;
  const stepA = <usize>leftCol << 3;
  const stepB = <usize>rightRow << 3;
  for (let i = 0; i < rows; i += TILE) {
    // rows beyond the last are the last once more, and not written
    const a0 = address(left + i * leftRow);
    const a1 = address(left + min(i + 1, last) * leftRow);
    const a2 = address(left + min(i + 2, last) * leftRow);
    const a3 = address(left + min(i + 3, last) * leftRow);
    const height = min(TILE, rows - i);
    const row = out + i * outRow;
    let j = 0;
    for (; j + TILE <= cols; j += TILE) {
      directTile(a0, a1, a2, a3, stepA, address(right + j), stepB, inner);
      write(row + j, outRow, height, TILE);
    }
    for (; j + 2 <= cols; j += 2) {
      directPair(a0, a1, a2, a3, stepA, address(right + j), stepB, inner);
      write(row + j, outRow, height, 2);
    }
    if (j < cols) {
      directColumn(a0, a1, a2, a3, stepA, address(right + j), stepB, inner);
      write(row + j, outRow, height, 1);
    }
  }
}

function directTile(
  a0: usize, a1: usize, a2: usize, a3: usize, stepA: usize, b: usize, stepB: usize, inner: i32,
): void {
  let t00 = f64x2.splat(0);
  let t01 = f64x2.splat(0);
  let t10 = f64x2.splat(0);
  let t11 = f64x2.splat(0);
  let t20 = f64x2.splat(0);
  let t21 = f64x2.splat(0);
  let t30 = f64x2.splat(0);
  let t31 = f64x2.splat(0);
  for (let k = 0, a: usize = 0; k < inner; k++, a += stepA, b += stepB) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load64_splat(a0 + a);
    t00 = multiplyAdd(x, b0, t00);
    t01 = multiplyAdd(x, b1, t01);
    x = v128.load64_splat(a1 + a);
    t10 = multiplyAdd(x, b0, t10);
    t11 = multiplyAdd(x, b1, t11);
    x = v128.load64_splat(a2 + a);
    t20 = multiplyAdd(x, b0, t20);
    t21 = multiplyAdd(x, b1, t21);
    x = v128.load64_splat(a3 + a);
    t30 = multiplyAdd(x, b0, t30);
    t31 = multiplyAdd(x, b1, t31);
  }
  putDown(t00, t01, t10, t11, t20, t21, t30, t31);
}

/** The tile. */
// @ts-ignore: decorator
@inline
function putDown(
  t00: v128, t01: v128, t10: v128, t11: v128, t20: v128, t21: v128, t30: v128, t31: v128,
): void {
  v128.store(TILE_AT, t00);
  v128.store(TILE_AT, t01, 16);
  v128.store(TILE_AT, t10, 32);
  v128.store(TILE_AT, t11, 48);
  v128.store(TILE_AT, t20, 64);
  v128.store(TILE_AT, t21, 80);
  v128.store(TILE_AT, t30, 96);
  v128.store(TILE_AT, t31, 112);
}

function directPair(
  a0: usize, a1: usize, a2: usize, a3: usize, stepA: usize, b: usize, stepB: usize, inner: i32,
): void {
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let t2 = f64x2.splat(0);
  let t3 = f64x2.splat(0);
  for (let k = 0, a: usize = 0; k < inner; k++, a += stepA, b += stepB) {
    const y = v128.load(b);
    t0 = multiplyAdd(v128.load64_splat(a0 + a), y, t0);
    t1 = multiplyAdd(v128.load64_splat(a1 + a), y, t1);
    t2 = multiplyAdd(v128.load64_splat(a2 + a), y, t2);
    t3 = multiplyAdd(v128.load64_splat(a3 + a), y, t3);
  }
  putDown(t0, t0, t1, t1, t2, t2, t3, t3);
}

function directColumn(
  a0: usize, a1: usize, a2: usize, a3: usize, stepA: usize, b: usize, stepB: usize, inner: i32,
): void {
  let t01 = f64x2.splat(0);
  let t23 = f64x2.splat(0);
  for (let k = 0, a: usize = 0; k < inner; k++, a += stepA, b += stepB) {
    const y = v128.load64_splat(b);
    t01 = multiplyAdd(f64x2(load<f64>(a0 + a), load<f64>(a1 + a)), y, t01);
    t23 = multiplyAdd(f64x2(load<f64>(a2 + a), load<f64>(a3 + a)), y, t23);
  }
  store<f64>(TILE_AT, f64x2.extract_lane(t01, 0));
  store<f64>(TILE_AT, f64x2.extract_lane(t01, 1), 32);
  store<f64>(TILE_AT, f64x2.extract_lane(t23, 0), 64);
  store<f64>(TILE_AT, f64x2.extract_lane(t23, 1), 96);
}
