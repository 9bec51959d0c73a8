/** Products of one column: by dot products, or by sums of columns. */
import { TILE, COLUMN, TILE_AT, COLUMN_AT, address, multiplyAdd, begin, write, put } from "./tile";

/** `leftCol` and `rightRow` are 1: a dot product for each row, four rows at once. */
export function dots(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  begin(alpha, beta);
  const last = rows - 1;
  for (let i = 0; i < rows; i += TILE) {
    const a0 = address(left + i * leftRow);
    const a1 = address(left + min(i + 1, last) * leftRow);
    const a2 = address(left + min(i + 2, last) * leftRow);
    const a3 = address(left + min(i + 3, last) * leftRow);
    fourDots(a0, a1, a2, a3, address(right), inner);
    write(out + i * outRow, outRow, min(TILE, rows - i), 1);
  }
}

function fourDots(a0: usize, a1: usize, a2: usize, a3: usize, x: usize, inner: i32): void {
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let t2 = f64x2.splat(0);
  let t3 = f64x2.splat(0);
  let k: usize = 0;
  for (const end = <usize>(inner & ~1) << 3; k < end; k += 16) {
    const y = v128.load(x + k);
    t0 = multiplyAdd(v128.load(a0 + k), y, t0);
    t1 = multiplyAdd(v128.load(a1 + k), y, t1);
    t2 = multiplyAdd(v128.load(a2 + k), y, t2);
    t3 = multiplyAdd(v128.load(a3 + k), y, t3);
  }
  const odd = (inner & 1) != 0;
  store<f64>(TILE_AT, total(t0, odd, a0 + k, x + k));
  store<f64>(TILE_AT, total(t1, odd, a1 + k, x + k), 32);
  store<f64>(TILE_AT, total(t2, odd, a2 + k, x + k), 64);
  store<f64>(TILE_AT, total(t3, odd, a3 + k, x + k), 96);
}

/** Both lanes, and the product of the entries at the end of odd lengths. */
function total(lanes: v128, odd: bool, a: usize, x: usize): f64 {
  const sum = f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
  return odd ? sum + load<f64>(a) * load<f64>(x) : sum;
}

/** `leftRow` is 1: the columns of left are summed, four at once, part by part of the column out. */
export function columns(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  begin(alpha, beta);
  for (let i = 0; i < rows; i += COLUMN) {
    const count = min(COLUMN, rows - i);
    memory.fill(COLUMN_AT, 0, <usize>count << 3);
    let k = 0;
    for (; k + TILE <= inner; k += TILE) fourColumns(left + i + k * leftCol, leftCol, right + k * rightRow, rightRow, count);
    for (; k < inner; k++) oneColumn(left + i + k * leftCol, right + k * rightRow, count);
    for (let r = 0; r < count; r++) {
      put(address(out + (i + r) * outRow), load<f64>(COLUMN_AT + (r << 3)));
    }
  }
}

function fourColumns(left: i32, leftCol: i32, right: i32, rightRow: i32, count: i32): void {
  const x0 = v128.load64_splat(address(right));
  const x1 = v128.load64_splat(address(right + rightRow));
  const x2 = v128.load64_splat(address(right + 2 * rightRow));
  const x3 = v128.load64_splat(address(right + 3 * rightRow));
  let a0 = address(left);
  let a1 = address(left + leftCol);
  let a2 = address(left + 2 * leftCol);
  let a3 = address(left + 3 * leftCol);
  const end = <usize>(COLUMN_AT + (count << 3));
  let t = <usize>COLUMN_AT;
  for (; t + 16 <= end; t += 16) {
    let sum = multiplyAdd(v128.load(a0), x0, v128.load(t));
    sum = multiplyAdd(v128.load(a1), x1, sum);
    sum = multiplyAdd(v128.load(a2), x2, sum);
    v128.store(t, multiplyAdd(v128.load(a3), x3, sum));
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
  }
  if (t == end) return;
  let sum = load<f64>(t) + load<f64>(a0) * f64x2.extract_lane(x0, 0);
  sum += load<f64>(a1) * f64x2.extract_lane(x1, 0);
  sum += load<f64>(a2) * f64x2.extract_lane(x2, 0);
  store<f64>(t, sum + load<f64>(a3) * f64x2.extract_lane(x3, 0));
}

function oneColumn(left: i32, right: i32, count: i32): void {
  const x = load<f64>(address(right));
  for (let i = 0; i < count; i++) {
    const t = COLUMN_AT + (i << 3);
    store<f64>(t, load<f64>(t) + load<f64>(address(left + i)) * x);
  }
}
