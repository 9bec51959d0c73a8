/**
 * Sizes are polynomials and coefficients are fractions: their laws, at random ones.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addSizes,
  constantSize,
  type Dimension,
  evaluateSize,
  multiplySizes,
  sizeNames,
  sizeOf,
  substituteSizes,
  UNIT,
} from "../../src/expression/dimension.ts";
import * as Q from "../../src/expression/rational.ts";

const name = fc.constantFrom("m", "n", "p", "q");
const leaf: fc.Arbitrary<Dimension> = fc.oneof(
  name.map(sizeOf),
  fc.integer({ min: -3, max: 12 }).map((k) => sizeOf(k)),
);
const { dimension } = fc.letrec<{ dimension: Dimension }>((tie) => ({
  dimension: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie("dimension"), tie("dimension")).map(([a, b]) => addSizes(a, b)),
    fc.tuple(tie("dimension"), tie("dimension")).map(([a, b]) => addSizes(a, b, -1)),
    fc.tuple(tie("dimension"), tie("dimension")).map(([a, b]) => multiplySizes(a, b)),
  ),
}));

const VALUES = new Map([
  ["m", 3],
  ["n", 5],
  ["p", 7],
  ["q", 11],
]);
const at = (d: Dimension): number => evaluateSize(d, VALUES) as number;

describe("sizes", () => {
  test("equal polynomials are one object", () => {
    fc.assert(
      fc.property(dimension, dimension, dimension, (a, b, c) => {
        expect(addSizes(a, b)).toBe(addSizes(b, a));
        expect(multiplySizes(a, b)).toBe(multiplySizes(b, a));
        expect(addSizes(addSizes(a, b), c)).toBe(addSizes(a, addSizes(b, c)));
        expect(multiplySizes(a, addSizes(b, c))).toBe(addSizes(multiplySizes(a, b), multiplySizes(a, c)));
        expect(addSizes(addSizes(a, b), b, -1)).toBe(a);
        expect(multiplySizes(a, UNIT)).toBe(a);
      }),
    );
  });

  test("values follow the arithmetic", () => {
    fc.assert(
      fc.property(dimension, dimension, (a, b) => {
        expect(at(addSizes(a, b))).toBe(at(a) + at(b));
        expect(at(addSizes(a, b, -1))).toBe(at(a) - at(b));
        expect(at(multiplySizes(a, b))).toBe(at(a) * at(b) + 0);
      }),
    );
  });

  test("substitution keeps values", () => {
    fc.assert(
      fc.property(dimension, leaf, (a, b) => {
        const replaced = substituteSizes(a, (s) => (s === "m" ? b : undefined));
        expect(evaluateSize(replaced, VALUES)).toBe(evaluateSize(a, new Map([...VALUES, ["m", at(b)]])));
        if (!sizeNames(b).includes("m")) expect(sizeNames(replaced)).not.toContain("m");
      }),
    );
  });

  test.each([
    [addSizes(sizeOf("n"), UNIT), "n+1"],
    [multiplySizes(sizeOf("n"), sizeOf("m")), "m*n"],
    [addSizes(sizeOf("n"), sizeOf("n")), "2*n"],
    [addSizes(UNIT, multiplySizes(sizeOf("n"), sizeOf("n"))), "n*n+1"],
    [addSizes(sizeOf("n"), sizeOf("m"), -1), "-m+n"],
    [addSizes(sizeOf("n"), sizeOf("n"), -1), "0"],
  ])("%# prints as %s", (size, text) => {
    expect(size.key).toBe(text);
  });

  test("a size without a value has none", () => {
    expect(evaluateSize(sizeOf("k"), VALUES)).toBeUndefined();
    expect(constantSize(sizeOf("k"))).toBeUndefined();
    expect(constantSize(sizeOf(4))).toBe(4);
  });
});

describe("coefficients", () => {
  const short = fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
    .map(([n, d]) => Q.rational(n, d));
  const long = fc
    .tuple(
      fc.integer({ min: 1, max: 10 ** 15 }),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: -30, max: 30 }),
    )
    .map(([n, more, tens]) => Q.parseRational(`${n}${more}e${tens}`));
  const rational = fc.oneof(short, long);
  const nonzero = rational.filter((r) => !Q.isZero(r));

  test("are in lowest terms with a positive denominator", () => {
    fc.assert(
      fc.property(
        short,
        fc.integer({ min: -50, max: 50 }).filter((k) => k !== 0),
        (r, k) => {
          expect(Q.rational(r.n * k, r.d * k)).toEqual(r);
          expect(r.d).toBeGreaterThan(0);
        },
      ),
    );
  });

  test("obey the laws of a field", () => {
    fc.assert(
      fc.property(rational, rational, nonzero, (a, b, c) => {
        expect(Q.add(a, b)).toEqual(Q.add(b, a));
        expect(Q.add(Q.add(a, b), Q.negate(b))).toEqual(a);
        expect(Q.multiply(Q.multiply(a, c), Q.invert(c))).toEqual(a);
        expect(Q.multiply(a, Q.add(b, c))).toEqual(Q.add(Q.multiply(a, b), Q.multiply(a, c)));
        const product = Q.toNumber(a) * Q.toNumber(b);
        expect(Math.abs(Q.toNumber(Q.multiply(a, b)) - product)).toBeLessThanOrEqual(
          1e-15 * Math.abs(product),
        );
      }),
    );
  });

  test("stay exact where whole numbers of doubles end, and are near them", () => {
    const large = Q.rational(2 ** 40);
    expect(Q.toNumber(Q.multiply(large, large))).toBe(2 ** 80);
    expect(Q.toNumber(Q.invert(Q.multiply(large, large)))).toBe(2 ** -80);
    const sum = Q.add(Q.rational(1, 3), Q.multiply(large, large));
    expect(Q.toNumber(sum)).toBe(2 ** 80);
    expect(Q.add(sum, Q.negate(Q.multiply(large, large)))).toEqual(Q.rational(1, 3));
    const one = Q.add(Q.ONE, Q.parseRational("1e-30"));
    expect([Q.isOne(one), Q.isInteger(one), Q.toNumber(one)]).toEqual([false, false, 1 + Number.EPSILON]);
    expect(Q.add(one, Q.MINUS_ONE)).toEqual(Q.parseRational("1e-30"));
  });

  test("have powers of π, which only like ones are added to", () => {
    const twoPi = Q.multiply(Q.rational(2), Q.PI);
    expect(Q.toNumber(twoPi)).toBe(2 * Math.PI);
    expect(Q.multiply(twoPi, Q.invert(Q.PI))).toEqual(Q.rational(2));
    expect(Q.powerOf(twoPi, Q.rational(2))).toEqual(Q.multiply(Q.rational(4), Q.multiply(Q.PI, Q.PI)));
    expect([Q.canAdd(twoPi, Q.PI), Q.canAdd(Q.PI, Q.ONE), Q.canAdd(Q.PI, Q.ZERO)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(Q.same(Q.parseRational("3.141592653589793"), Q.PI)).toBe(true);
    expect(Q.same(Q.parseRational("3.14159265358979"), Q.PI)).toBe(false);
  });

  test("of doubles are the fractions that the doubles stand for", () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 64 }), (n, d) => {
        expect(Q.fromDouble(n / d)).toEqual(Q.rational(n, d));
      }),
    );
    expect(Q.fromDouble(Math.E)).toEqual(Q.parseRational("2.718281828459045"));
  });

  test.each([
    ["0.25", 1, 4],
    ["3", 3, 1],
    ["1.5", 3, 2],
    [".5", 1, 2],
    ["100", 100, 1],
  ])("%s is exact", (text, n, d) => {
    expect(Q.parseRational(text)).toEqual({ n, d });
  });

  test.each([
    [Q.rational(4, 9), Q.rational(1, 2), Q.rational(2, 3)],
    [Q.rational(2), Q.rational(-3), Q.rational(1, 8)],
    [Q.rational(4), Q.rational(3, 2), Q.rational(8)],
    [Q.rational(4), Q.rational(-1, 2), Q.rational(1, 2)],
  ])("%o to the power %o is %o", (a, k, expected) => {
    expect(Q.powerOf(a, k)).toEqual(expected);
  });

  test.each([
    [Q.rational(2), Q.rational(1, 2)],
    [Q.rational(-4), Q.rational(1, 2)],
    [Q.ZERO, Q.rational(-1)],
    [Q.rational(12345678901), Q.rational(64)],
    [Q.PI, Q.rational(1, 2)],
  ])("%o to the power %o is not multiplied out", (a, k) => {
    expect(Q.powerOf(a, k)).toBeUndefined();
  });
});
