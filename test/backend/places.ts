/**
 * Places in a workspace for tests, and what stands at them by loops of the plainest kind.
 */
import type { Operand, Place } from "../../src/backend/backend.ts";
import type { Random } from "../../src/evaluate/sample/random.ts";
import { fill, type Matrix } from "../../src/matrix/matrix.ts";

export const at = (place: Place, i: number, j: number): number => place.offset + i * place.stride + j;

export const matrixAt = (data: Float64Array, place: Place): Matrix =>
  fill(place.rows, place.cols, (i, j) => data[at(place, i, j)]!);

export function put(data: Float64Array, place: Place, matrix: Matrix): void {
  for (let i = 0; i < place.rows; i++) {
    for (let j = 0; j < place.cols; j++) data[at(place, i, j)] = matrix.data[i * matrix.cols + j]!;
  }
}

export const operand = (place: Place, transposed = false): Operand => ({ ...place, transposed });

export function randomised(data: Float64Array, random: Random): void {
  for (let i = 0; i < data.length; i++) data[i] = random.normal();
}

/** Places one after another with a few entries between, for [rows, cols, what a row's stride is longer]. */
export function placed(sizes: readonly (readonly [number, number, number])[]): [Place[], number] {
  let offset = 1;
  const places = sizes.map(([rows, cols, gap]) => {
    const place = { offset, rows, cols, stride: cols + gap };
    offset += rows * place.stride + 1;
    return place;
  });
  return [places, offset];
}

/** Σ_k left_ik right_kj, row by row. */
export function straightforward(data: Float64Array, left: Operand, right: Operand): Float64Array {
  const [rows, inner] = left.transposed ? [left.cols, left.rows] : [left.rows, left.cols];
  const cols = right.transposed ? right.rows : right.cols;
  const [down, along] = left.transposed ? [1, left.stride] : [left.stride, 1];
  const [deeper, across] = right.transposed ? [1, right.stride] : [right.stride, 1];
  const result = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let total = 0;
      for (let k = 0; k < inner; k++) {
        const l = left.offset + i * down + k * along;
        total += data[l]! * data[right.offset + k * deeper + j * across]!;
      }
      result[i * cols + j] = total;
    }
  }
  return result;
}
