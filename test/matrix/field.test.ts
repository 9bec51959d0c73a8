import { describe, expect, test } from "vitest";
import { eliminate, fieldOf, matrixPowerModulo, multiplyModulo } from "../../src/matrix/field.ts";
import { fill, identity, type Matrix, map, matrix } from "../../src/matrix/matrix.ts";

const rows = (...list: readonly (readonly number[])[]): Matrix =>
  matrix(list.length, list[0]!.length, Float64Array.from(list.flat()));

/** The largest prime below 2²⁶: products come close to 2⁵². */
const LARGE = fieldOf(67108859);
const SEVEN = fieldOf(7);

describe("residues", () => {
  test.each([
    [10, 3],
    [-1, 6],
    [-14, 0],
    [0, 0],
    [7, 0],
  ])("%d is %d modulo 7", (x, residue) => {
    expect(SEVEN.reduce(x)).toBe(residue);
  });

  test("are right for the largest products", () => {
    for (const [a, b] of [
      [67108858, 67108858],
      [67108857, 33554431],
      [12345678, 67108858],
    ] as const) {
      expect(LARGE.reduce(a * b)).toBe(Number((BigInt(a) * BigInt(b)) % 67108859n));
      expect(LARGE.reduce(-a * b)).toBe(
        Number(((-BigInt(a) * BigInt(b)) % 67108859n) + 67108859n) % 67108859,
      );
    }
  });

  test("have inverses, but for 0", () => {
    for (const x of [1, 2, 3, 12345, 67108858]) expect(LARGE.reduce(x * LARGE.invert(x))).toBe(1);
    expect(LARGE.invert(0)).toBeNaN();
  });

  test("have whole powers, negative ones too", () => {
    expect(SEVEN.power(3, 5)).toBe(5);
    expect(SEVEN.power(3, 0)).toBe(1);
    expect(SEVEN.reduce(SEVEN.power(3, -2) * 9)).toBe(1);
    expect(SEVEN.power(0, 2)).toBe(0);
    expect(SEVEN.power(0, -1)).toBeNaN();
  });
});

describe("elimination", () => {
  test("gives the inverse and the determinant", () => {
    const { inverse, determinant } = eliminate(SEVEN, rows([1, 2], [3, 4]));
    expect([...inverse.data]).toEqual([5, 1, 5, 3]);
    expect(determinant).toBe(5);
  });

  test("exchanges rows where a pivot is 0, and the determinant changes its sign", () => {
    const x = rows([0, 1, 2], [1, 0, 3], [4, 5, 0]);
    const { inverse, determinant } = eliminate(LARGE, x);
    expect([...multiplyModulo(LARGE, x, inverse).data]).toEqual([...identity(3).data]);
    expect(determinant).toBe(22);
  });

  test("of a singular matrix gives NaN entries and 0", () => {
    const { inverse, determinant } = eliminate(SEVEN, rows([1, 2], [2, 4]));
    expect([...inverse.data].every(Number.isNaN)).toBe(true);
    expect(determinant).toBe(0);
  });

  test("is exact at 12×12", () => {
    const x = fill(12, 12, (i, j) => LARGE.reduce((i + 3) * 7919 ** 2 + (j + 1) * 104729 * (i * j + 5)));
    const y = map(x, (v) => LARGE.reduce(v * v + 1));
    const [a, b] = [eliminate(LARGE, x), eliminate(LARGE, y)];
    const both = eliminate(LARGE, multiplyModulo(LARGE, x, y));
    expect(both.determinant).toBe(LARGE.reduce(a.determinant * b.determinant));
    if (b.determinant !== 0)
      expect([...multiplyModulo(LARGE, y, b.inverse).data]).toEqual([...identity(12).data]);
  });
});

test("a matrix power is the product of its factors", () => {
  const x = rows([1, 2], [3, 4]);
  const cube = multiplyModulo(SEVEN, x, multiplyModulo(SEVEN, x, x));
  expect([...matrixPowerModulo(SEVEN, x, 3).data]).toEqual([...cube.data]);
  expect([...multiplyModulo(SEVEN, cube, matrixPowerModulo(SEVEN, x, -3)).data]).toEqual([1, 0, 0, 1]);
});
