/**
 * Every row of the table of structures: what follows from its pattern holds of random matrices, real and modulo a
 * prime, and derivatives by a variable that has the structure agree with differences, in each meaning.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { LOCALES } from "../src/derivation/locales/index.ts";
import { projected as projectedFormula } from "../src/derivative/structured.ts";
import { drawResidues } from "../src/evaluate/field/modularDraw.ts";
import { structuredDirection } from "../src/evaluate/sample/directions.ts";
import { draw, PLAIN } from "../src/evaluate/sample/draw.ts";
import { randomFrom } from "../src/evaluate/sample/random.ts";
import { symbol } from "../src/expression/build.ts";
import { sizeOf } from "../src/expression/dimension.ts";
import { freshStore, shapeOf } from "../src/expression/expr.ts";
import { fieldOf } from "../src/matrix/field.ts";
import { determinant } from "../src/matrix/linear.ts";
import { at, fill, type Matrix, map, transposed } from "../src/matrix/matrix.ts";
import { arranged } from "../src/matrix/patterns.ts";
import { answerLine } from "../src/problem/batch.ts";
import { STRUCTURE_NAMES, STRUCTURES, type Structure, structureNamed, traits } from "../src/structures.ts";

beforeEach(freshStore);

const N = 5;
const random = randomFrom(1, "structures");
const drawn = (structure: Structure, n = N): Matrix => draw(random, n, n, structure, PLAIN);
const SQUARE = STRUCTURE_NAMES.filter((name) => STRUCTURES[name].values !== "positive");

describe.each(SQUARE)("%s", (structure) => {
  const { pattern, values, words, singularIfOdd, said } = STRUCTURES[structure];

  test("has the words of declarations, and sentences in three languages", () => {
    expect(words.map(structureNamed)).toEqual(words.map(() => structure));
    for (const [locale, sentences] of Object.entries(LOCALES)) {
      expect(sentences[`given.structure.${structure}`]).toContain(said[locale as "en"][0]);
      expect(sentences[`structure.${structure}`]).toMatch(/\{what\}.*\{named\}/);
    }
  });

  test("random values, real and modulo a prime, have its pattern", () => {
    const field = fieldOf(33_554_467);
    const x = drawn(structure);
    const residues = drawResidues(field, random, [N, N], structure, false);
    if (!pattern) return expect(values).toBe("orthonormal");
    expect(arranged(x, pattern)).toEqual(map(x, (v) => v));
    expect(arranged(residues, pattern, (v) => field.reduce(-v))).toEqual(residues);
  });

  test("what follows from the pattern holds", () => {
    const x = drawn(structure);
    const { transposed: sign, lower, upper, hasZeros } = traits(structure);
    const turned = transposed(x);
    const is = (s: number) => x.data.every((v, k) => v === s * (turned.data[k] as number));
    expect([is(1), is(-1)]).toEqual([sign === 1, sign === -1]);
    const zero = (where: (i: number, j: number) => boolean) =>
      fill(N, N, (i, j) => (where(i, j) ? at(x, i, j) : 0)).data.every((v) => v === 0);
    expect([zero((i, j) => i < j), zero((i, j) => i > j)]).toEqual([lower, upper]);
    expect(x.data.some((v) => v === 0)).toBe(hasZeros);
  });

  test("of odd order it is singular where the row says so, of even order never", () => {
    expect(Math.abs(determinant(drawn(structure))) < 1e-12).toBe(singularIfOdd ?? false);
    expect(Math.abs(determinant(drawn(structure, 4)))).toBeGreaterThan(1e-12);
  });

  test("the projection is the nearest matrix: what is left is orthogonal to the structure", () => {
    const [v, at_] = [fill(N, N, () => random.normal()), drawn(structure)];
    const nearest = structuredDirection(v, "projection", structure, at_);
    const again = structuredDirection(nearest, "projection", structure, at_);
    again.data.forEach((x, k) => {
      expect(x).toBeCloseTo(nearest.data[k] as number, 12);
    });
    const apart = nearest.data.reduce((sum, x, k) => sum + x * ((v.data[k] as number) - x), 0);
    expect(apart).toBeCloseTo(0, 12);
    const n = sizeOf("n");
    const [U, Q] = [symbol("U", shapeOf(n, n)), symbol("Q", shapeOf(n, n), structure)];
    expect(projectedFormula(U, structure, Q).shape).toBe(U.shape);
  });

  test.each(["projection", "independent-entries"])("derivatives agree with differences: %s", (meaning) => {
    const line = {
      id: structure,
      vars: { X: `${words.at(-1)} n`, A: "matrix n n", b: "vector n" },
      ...{ expr: "tr(A*X*A*X) + b'*X*b", wrt: "X", structure: meaning },
    };
    const answer = answerLine(JSON.stringify(line));
    expect(answer).toMatchObject({ ok: true, check: { verdict: "verified" } });
    // without independent entries the answer is by free ones, and says so
    const isFree = meaning !== "projection" && STRUCTURES[structure].independent === undefined;
    expect(answer).toMatchObject({ kind: isFree ? "index" : "gradient" });
  });
});

const WITH_LINES = SQUARE.filter((name) => STRUCTURES[name].lines);

test.each(WITH_LINES)("%s: the code of its lines says what its pattern says", (structure) => {
  const { pattern, lines } = STRUCTURES[structure];
  const mod = (a: number, b: number): number => ((a % b) + b) % b;
  const written = (text: string): ((i: number, j: number, n: number) => number) => {
    const made = new Function("mod", "abs", "sign", "i", "j", "n", `return ${text}`);
    return (i, j, n) => made(mod, Math.abs, Math.sign, i, j, n);
  };
  const [lineOf, signOf] = [written(lines?.line ?? "0"), written(lines?.sign ?? "1")];
  for (const n of [1, 2, 3, N]) {
    const places = Array.from({ length: n * n }, (_, k) => [Math.floor(k / n), k % n] as const);
    for (const [i, j] of places) {
      const place = pattern?.(i, j, n);
      // code keeps a total for each of n² lines
      expect(lineOf(i, j, n)).toSatisfy(
        (line: number) => Number.isInteger(line) && line >= 0 && line < n * n,
      );
      expect(signOf(i, j, n)).toBe(place?.[2] ?? 0);
      if (place) expect(lineOf(i, j, n)).toBe(lineOf(place[0], place[1], n));
    }
    const tied = new Set(places.flatMap(([i, j]) => pattern?.(i, j, n)?.slice(0, 2).join() ?? []));
    const numbered = new Set(places.flatMap(([i, j]) => (pattern?.(i, j, n) ? lineOf(i, j, n) : [])));
    expect(numbered.size).toBe(tied.size);
  }
});
