/**
 * The product in plain TypeScript, where copying into panels doesn't pay: small ones, and one column out.
 *
 *     dots      out_i = Σ_k left_ik x_k, four rows at once: x_k is read once for all
 *     columns   out  += x_k · (column k of left), four columns at once: out is read once for all
 *     direct    tiles of 2×2 entries, where the operands lie
 */
import type { Kernel, Product } from "../product.ts";
import { packed } from "./packed.ts";
import { directTile, writeTile } from "./tile.ts";

export function jsKernel(data: Float64Array): Kernel {
  return {
    small: 10 ** 3,
    packed: (product) => () => packed(data, product),
    direct: (product) => () => direct(data, product),
    dots: (product) => () => dots(data, product),
    columns: (product) => {
      const total = new Float64Array(product.rows);
      return () => columns(data, product, total);
    },
  };
}

/** data[to] ← alpha · value + beta · data[to], which is not read for beta 0. */
function write(data: Float64Array, to: number, value: number, { alpha, beta }: Product): void {
  data[to] = beta === 0 ? alpha * value : alpha * value + beta * data[to]!;
}

function direct(data: Float64Array, p: Product): void {
  const { rows, cols, out, outRow, alpha, beta } = p;
  for (let i = 0; i < rows; i += 2) {
    const height = Math.min(2, rows - i);
    for (let j = 0; j < cols; j += 2) {
      const width = Math.min(2, cols - j);
      // the second row or column of a tile that hasn't one is the first once more
      directTile(data, p, i, i + height - 1, j, j + width - 1);
      writeTile(data, out + i * outRow + j, outRow, height, width, alpha, beta);
    }
  }
}

function dots(data: Float64Array, p: Product): void {
  const { rows, inner, left, leftRow, right, out, outRow } = p;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let a = left + i * leftRow;
    let t0 = 0;
    let t1 = 0;
    let t2 = 0;
    let t3 = 0;
    for (let k = 0; k < inner; k++, a++) {
      const x = data[right + k]!;
      t0 += data[a]! * x;
      t1 += data[a + leftRow]! * x;
      t2 += data[a + 2 * leftRow]! * x;
      t3 += data[a + 3 * leftRow]! * x;
    }
    const to = out + i * outRow;
    write(data, to, t0, p);
    write(data, to + outRow, t1, p);
    write(data, to + 2 * outRow, t2, p);
    write(data, to + 3 * outRow, t3, p);
  }
  for (; i < rows; i++) {
    const a = left + i * leftRow;
    let total = 0;
    for (let k = 0; k < inner; k++) total += data[a + k]! * data[right + k]!;
    write(data, out + i * outRow, total, p);
  }
}

function columns(data: Float64Array, p: Product, total: Float64Array): void {
  const { rows, inner, left, leftCol, right, rightRow, out, outRow } = p;
  total.fill(0);
  let k = 0;
  for (; k + 4 <= inner; k += 4) {
    const a = left + k * leftCol;
    const x = right + k * rightRow;
    const x0 = data[x]!;
    const x1 = data[x + rightRow]!;
    const x2 = data[x + 2 * rightRow]!;
    const x3 = data[x + 3 * rightRow]!;
    for (let i = 0; i < rows; i++) {
      total[i]! +=
        x0 * data[a + i]! +
        x1 * data[a + leftCol + i]! +
        x2 * data[a + 2 * leftCol + i]! +
        x3 * data[a + 3 * leftCol + i]!;
    }
  }
  for (; k < inner; k++) {
    const a = left + k * leftCol;
    const x = data[right + k * rightRow]!;
    for (let i = 0; i < rows; i++) total[i]! += x * data[a + i]!;
  }
  for (let i = 0; i < rows; i++) write(data, out + i * outRow, total[i]!, p);
}
