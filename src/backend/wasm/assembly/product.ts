/**
 * The product of the wasm backend, in AssemblyScript: `npm run wasm` compiles it twice, with SIMD128 and with
 * relaxed SIMD, whose multiply-add rounds once.
 *
 *     memory   | tile | column | panels of left | panels of right | data: the workspace's numbers …
 *
 * The exported functions are the kernel of src/backend/product.ts: out ← alpha · left · right + beta · out, entry
 * (i, k) of left at `left + i·leftRow + k·leftCol` of the data, and `out` dense along its rows. Loops over k are
 * not unrolled: V8 runs out of registers and becomes slower.
 */

/** Columns of a tile, and rows of one that is read where the operands lie. */
const TILE: i32 = 4;
/** Rows of a tile of packed operands: as many as V8's 15 registers hold, a product of its own needs one. */
const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;
/** A block of left, whole tiles, stays in the second cache; of right, INNER×4 entries in the first. */
const ROWS: i32 = 60;
const INNER: i32 = 256;
const COLS: i32 = 512;
/** A part of a column. */
const COLUMN: i32 = 2048;

/** Of the present product; not parameters, which would take two of the registers a tile needs. */
let scale: f64 = 1;
let keep: f64 = 0;

/** Addresses, in bytes. */
const TILE_AT: i32 = 64;
const COLUMN_AT: i32 = TILE_AT + 8 * TALL * TILE;
const LEFT_AT: i32 = COLUMN_AT + 8 * COLUMN;
const RIGHT_AT: i32 = LEFT_AT + 8 * ROWS * INNER;
export const DATA_AT: i32 = RIGHT_AT + 8 * INNER * COLS;

// @ts-ignore: decorator
@inline
function address(entry: i32): usize {
  return <usize>(DATA_AT + (entry << 3));
}

/** x · y + z, lane by lane. */
// @ts-ignore: decorator
@inline
function multiplyAdd(x: v128, y: v128, z: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(x, y, z);
  return f64x2.add(z, f64x2.mul(x, y));
}

// ---- packed

export function packed(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  scale = alpha;
  keep = beta;
  let first = true;
  for (let k = 0; first || k < inner; k += INNER) {
    const depth = min(INNER, inner - k);
    if (!first) keep = 1;
    first = false;
    for (let j = 0; j < cols; j += COLS) {
      const width = min(COLS, cols - j);
      pack(RIGHT_AT, right + k * rightRow + j * rightCol, rightCol, rightRow, width, depth, TILE);
      for (let i = 0; i < rows; i += ROWS) {
        const height = min(ROWS, rows - i);
        pack(LEFT_AT, left + i * leftRow + k * leftCol, leftRow, leftCol, height, depth, TALL);
        block(out + i * outRow + j, outRow, height, width, depth);
      }
    }
  }
}

/** Panels of `wide` lines, filled up with zeros: entry k of line r to k · wide + r of its panel. */
function pack(to: i32, from: i32, line: i32, along: i32, lines: i32, depth: i32, wide: i32): void {
  const size = 8 * wide * depth;
  for (let l = 0; l < lines; l += wide, to += size) {
    const start = from + l * line;
    if (line == 1 && l + wide <= lines) {
      packAcross(to, start, along, size, wide);
      continue;
    }
    for (let r = 0; r < wide; r++) {
      if (l + r < lines) packLine(to + (r << 3), start + r * line, along, size, wide);
      else clearLine(to + (r << 3), size, wide);
    }
  }
}

/** The lines lie side by side: 4, 5 or 6 entries at once. */
function packAcross(to: i32, from: i32, along: i32, size: i32, wide: i32): void {
  let source = address(from);
  let target = <usize>to;
  const step = <usize>wide << 3;
  for (const end = target + <usize>size; target < end; target += step, source += <usize>along << 3) {
    v128.store(target, v128.load(source));
    v128.store(target, v128.load(source, 16), 16);
    if (wide == 5) store<f64>(target, load<f64>(source, 32), 32);
    else if (wide == 6) v128.store(target, v128.load(source, 32), 32);
  }
}

function packLine(to: i32, from: i32, along: i32, size: i32, wide: i32): void {
  let source = address(from);
  let target = <usize>to;
  const step = <usize>wide << 3;
  for (const end = target + <usize>size; target < end; target += step, source += <usize>along << 3) {
    store<f64>(target, load<f64>(source));
  }
}

function clearLine(to: i32, size: i32, wide: i32): void {
  const step = <usize>wide << 3;
  let target = <usize>to;
  for (const end = target + <usize>size; target < end; target += step) store<f64>(target, 0);
}

function block(out: i32, outRow: i32, rows: i32, cols: i32, depth: i32): void {
  const panel = 8 * depth;
  for (let j = 0; j < cols; j += TILE) {
    for (let i = 0; i < rows; i += TALL) {
      packedTile(<usize>(LEFT_AT + i * panel), <usize>(RIGHT_AT + j * panel), depth);
      write(out + i * outRow + j, outRow, min(TALL, rows - i), min(TILE, cols - j));
    }
  }
}

/** Exported so that it stays a function of its own: within other loops V8 keeps the tile in memory. */
export function packedTile(a: usize, b: usize, depth: i32): void {
  let t00 = f64x2.splat(0);
  let t01 = f64x2.splat(0);
  let t10 = f64x2.splat(0);
  let t11 = f64x2.splat(0);
  let t20 = f64x2.splat(0);
  let t21 = f64x2.splat(0);
  let t30 = f64x2.splat(0);
  let t31 = f64x2.splat(0);
  let t40 = f64x2.splat(0);
  let t41 = f64x2.splat(0);
  let t50 = f64x2.splat(0);
  let t51 = f64x2.splat(0);
  for (const end = a + <usize>(8 * TALL * depth); a < end; a += 8 * TALL, b += 8 * TILE) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    t00 = multiplyAdd(x, b0, t00);
    t01 = multiplyAdd(x, b1, t01);
    x = v128.load64_splat(a, 8);
    t10 = multiplyAdd(x, b0, t10);
    t11 = multiplyAdd(x, b1, t11);
    x = v128.load64_splat(a, 16);
    t20 = multiplyAdd(x, b0, t20);
    t21 = multiplyAdd(x, b1, t21);
    x = v128.load64_splat(a, 24);
    t30 = multiplyAdd(x, b0, t30);
    t31 = multiplyAdd(x, b1, t31);
    x = v128.load64_splat(a, 32);
    t40 = multiplyAdd(x, b0, t40);
    t41 = multiplyAdd(x, b1, t41);
    if (TALL == 6) {
      x = v128.load64_splat(a, 40);
      t50 = multiplyAdd(x, b0, t50);
      t51 = multiplyAdd(x, b1, t51);
    }
  }
  v128.store(TILE_AT, t00);
  v128.store(TILE_AT, t01, 16);
  v128.store(TILE_AT, t10, 32);
  v128.store(TILE_AT, t11, 48);
  v128.store(TILE_AT, t20, 64);
  v128.store(TILE_AT, t21, 80);
  v128.store(TILE_AT, t30, 96);
  v128.store(TILE_AT, t31, 112);
  v128.store(TILE_AT, t40, 128);
  v128.store(TILE_AT, t41, 144);
  if (TALL == 6) {
    v128.store(TILE_AT, t50, 160);
    v128.store(TILE_AT, t51, 176);
  }
}

/** The first rows and columns of the tile into `out`. */
function write(out: i32, outRow: i32, rows: i32, cols: i32): void {
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
function put(target: usize, value: f64): void {
  store<f64>(target, keep == 0 ? scale * value : scale * value + keep * load<f64>(target));
}

// ---- direct

/** `rightCol` is 1, or there is one column. */
export function direct(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  scale = alpha;
  keep = beta;
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

// ---- one column out

/** `leftCol` and `rightRow` are 1: a dot product for each row, four rows at once. */
export function dots(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  scale = alpha;
  keep = beta;
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
  scale = alpha;
  keep = beta;
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
