/** Large products: the operands are packed into panels, block by block, and read from there. */
import {
  TILE,
  TALL,
  ROWS,
  INNER,
  COLS,
  TILE_AT,
  LEFT_AT,
  RIGHT_AT,
  address,
  multiplyAdd,
  begin,
  addMore,
  write,
} from "./tile";

export { DATA_AT } from "./tile";

export function packed(
  rows: i32, cols: i32, inner: i32,
  left: i32, leftRow: i32, leftCol: i32,
  right: i32, rightRow: i32, rightCol: i32,
  out: i32, outRow: i32,
  alpha: f64, beta: f64,
): void {
  begin(alpha, beta);
  let first = true;
  for (let k = 0; first || k < inner; k += INNER) {
    const depth = min(INNER, inner - k);
    if (!first) addMore();
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
