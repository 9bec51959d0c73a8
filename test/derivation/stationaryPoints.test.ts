/**
 * The points that are printed are stationary: the value does not change there to first order, in numbers and without
 * any derivative of the engine's, and away from them it does. In every style.
 */
import { eigs, inv, type Matrix as MathMatrix, matrix as mathMatrix, multiply } from "mathjs";
import { describe, expect, it } from "vitest";
import { type Derived, derive } from "../../src/derivation/derive.ts";
import { expanded } from "../../src/derivation/pieces.ts";
import type { Equation, Style } from "../../src/derivation/step.ts";
import { plan, sampleValues, type Values } from "../../src/evaluate/index.ts";
import { sizeNames } from "../../src/expression/dimension.ts";
import { type Expr, freshStore } from "../../src/expression/expr.ts";
import { topological } from "../../src/expression/walk.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { at, fill, type Matrix, scalarMatrix } from "../../src/matrix/matrix.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

const STYLES: readonly Style[] = [
  "matrix",
  "differential",
  "backprop",
  "elementwise",
  "index",
  "perturbation",
];

function stationaryIn(text: string, wrt: string, style: Style): Derived {
  freshStore();
  const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
  return derive({ statements }, { wrt: wrt.split(" "), style, stationary: true });
}

const SIZES = [7, 3, 4, 5];

/** Each size name has a number of its own, the first of them the largest: more rows than columns. */
function sizesIn(roots: readonly Expr[]): Map<string, number> {
  const shapes = topological(roots).flatMap((e) => [e.shape.rows, e.shape.cols]);
  const names = [...new Set(shapes.flatMap((d) => [...sizeNames(d)]))].sort();
  return new Map(
    names.map((name) => [name, (name === "n" ? SIZES[0] : SIZES[1 + names.indexOf(name)]) ?? 2]),
  );
}

/** The loss in numbers, at values of the variables. */
function lossOf({ setup }: Derived): (values: Values) => number {
  const run = plan([setup.root.expanded], sizesIn([setup.root.expanded]));
  return (values) => run.run(values)[0]?.data[0] as number;
}

const STEP = 1e-4;

/** How fast the loss changes along a direction of all variables. */
function slope(loss: (values: Values) => number, values: Values, directions: Values): number {
  const moved = (h: number): Values => {
    const all = new Map(values);
    for (const [name, d] of directions) {
      const old = all.get(name) as Matrix;
      all.set(
        name,
        fill(old.rows, old.cols, (i, j) => at(old, i, j) + h * at(d, i, j)),
      );
    }
    return all;
  };
  return (loss(moved(STEP)) - loss(moved(-STEP))) / (2 * STEP);
}

/** A fixed direction for each variable, symmetric where that is. */
function directionsFor({ setup }: Derived, values: Values): Map<string, Matrix> {
  return new Map(
    setup.wrt.map((v) => {
      const { rows, cols } = values.get(v.name) as Matrix;
      const isSymmetric = v.structure !== undefined || setup.structures.has(v);
      const entry = (i: number, j: number): number => Math.sin(1 + 2 * i + 3 * j + rows);
      return [v.name, fill(rows, cols, (i, j) => (isSymmetric ? entry(i, j) + entry(j, i) : entry(i, j)))];
    }),
  );
}

/** ŵ = …. */
const hatted = ({ derivation }: Derived): Equation[] =>
  derivation.results.filter(({ sides: [first] }) => {
    const name = first?.value;
    return first?.kind === "expression" && name?.kind === "symbol" && name.name.includes("\u0302");
  });

describe.each(STYLES)("a printed point in the style %s", (style) => {
  it.each([
    ["X : n x d\ny : n\nw : d\nL = ‖X w - y‖^2", "w"],
    ["X : n x d\ny : n\nw : d\nλ : positive scalar\nL = 1/2 ‖X w - y‖^2 + λ/2 ‖w‖^2", "w"],
    ["X : n x d\nW : spd n\ny : n\nw : d\nL = (X w - y)' W (X w - y)", "w"],
    ["A : n x n\nb : n\nx : n\nf = x'A x + b'x", "x"],
    ["P : spd d\nH : m x d\nR : spd m\nK : d x m\nJ = tr((I - K H) P (I - K H)' + K R K')", "K"],
    [
      "X : n x d\nμ : vector d\nΣ : spd d\nℓ = -n/2 log(det(Σ)) - 1/2 tr((X - 𝟏 μ') inv(Σ) (X - 𝟏 μ')')",
      "μ Σ",
    ],
    ["Q : spd d\na : d\nx : d\nλ : scalar\nL = 1/2 x'Q x - λ (a'x - 1)", "x λ"],
    ["Q : spd n\nc : n\nA : d x n\nb : d\nx : n\nν : d\nL = 1/2 x'Q x + c'x + ν'(A x - b)", "x ν"],
    ["X : n x d\ny : n\nC : c x d\nw : d\nν : c\nt : c\nL = ‖X w - y‖^2 + ν'(C w - t)", "w ν"],
    ["W : m x n\nΣ : spd n\nA : n x m\nK : m x m\nL = tr(W Σ W') + tr(K'(W A - I))", "W K"],
    [
      "Σ : spd n\nμ : n\nw : n\nr : scalar\nλ : scalar\nγ : scalar\nL = 1/2 w'Σ w - λ (μ'w - r) - γ (𝟏'w - 1)",
      "w λ γ",
    ],
    ["X : n x d\ny : n\nw : d\nv : d\nL = ‖X w - y‖^2 + ‖w - v‖^2 + ‖v‖^2", "w v"],
    ["c : d\nΣ : spd d\nA : spd d\nD = tr(inv(Σ) A) + log(det(Σ))", "Σ"],
  ])("of %s by %s is stationary", (text, wrt) => {
    const derived = stationaryIn(text, wrt, style);
    const { setup, derivation } = derived;
    const points = hatted(derived);
    expect(points).toHaveLength(setup.wrt.length);
    const setting = derivation.sections.at(-1)?.setting;
    if (!setting) throw new Error("no section");
    const solutions = expanded(
      points.map(({ sides }) => sides.at(-1)?.value as Expr),
      setting,
    );
    const roots = [setup.root.expanded, ...solutions];
    const sizes = sizesIn(roots);
    const sample = sampleValues({
      roots,
      symbols: setup.wrt,
      sizes,
      seed: 3,
      ...(setting.hints && { hints: setting.hints }),
    });
    if (typeof sample === "string") throw new Error(sample);
    const found = plan(solutions, sizes).run(sample.values);
    const there = new Map(sample.values);
    setup.wrt.forEach((v, k) => void there.set(v.name, found[k] as Matrix));
    const [loss, directions] = [lossOf(derived), directionsFor(derived, there)];
    const away = Math.abs(slope(loss, sample.values, directions));
    expect(away).toBeGreaterThan(1e-2);
    expect(Math.abs(slope(loss, there, directions))).toBeLessThan(1e-5 * (1 + Math.abs(loss(there))));
    for (const v of setup.wrt) {
      const alone = new Map([[v.name, directions.get(v.name) as Matrix]]);
      expect(Math.abs(slope(loss, there, alone))).toBeLessThan(1e-5 * (1 + Math.abs(loss(there))));
    }
  });
});

const S = [
  [4, 1, 0.5],
  [1, 3, -1],
  [0.5, -1, 1],
];
const T = [
  [2, 0.3, 0],
  [0.3, 1, 0.2],
  [0, 0.2, 3],
];
const matrixOf = (rows: readonly (readonly number[])[]): Matrix =>
  fill(rows.length, (rows[0] as number[]).length, (i, j) => rows[i]?.[j] as number);
const columnOf = (entries: readonly number[]): Matrix => matrixOf(entries.map((entry) => [entry]));

/** The eigenvector of the largest eigenvalue, of length 1, by powers. */
function dominant(m: number[][]): { readonly vector: number[]; readonly value: number } {
  let vector = m.map((_, i) => 1 + i);
  let value = 0;
  for (let k = 0; k < 500; k++) {
    const next = multiply(m, vector) as number[];
    value = Math.hypot(...next);
    vector = next.map((entry) => entry / value);
  }
  return { vector, value };
}

/** The equations that are said to hold where the gradient vanishes. */
const conditionsIn = ({ derivation }: Derived): Equation[] =>
  derivation.sections
    .flatMap(({ steps }) => steps.filter(({ rule }) => rule === "stationary"))
    .flatMap(({ text }) => text.flatMap(({ places = {} }) => Object.values(places)))
    .filter((place): place is Equation => typeof place === "object" && "sides" in place);

describe.each(STYLES)("an eigenproblem in the style %s", (style) => {
  const generalised = multiply(inv(mathMatrix(T)), mathMatrix(S)) as MathMatrix;
  const own = dominant(S);
  const pair = dominant(generalised.toArray() as number[][]);
  it.each([
    ["S : symmetric n\nu : n\nλ : scalar\nL = u'S u - λ (u'u - 1)", "u λ", own],
    ["S : symmetric n\nu : n\nR = (u'S u)/(u'u)", "u", own],
    ["S : symmetric n\nT : spd n\nu : n\nJ = (u'S u)/(u'T u)", "u", pair],
    ["S : symmetric n\nT : spd n\nu : n\nλ : scalar\nL = u'S u - λ (u'T u - 1)", "u λ", pair],
  ])(
    "of %s by %s is one that an eigenvector solves, and the value is stationary there",
    (text, wrt, { vector, value }) => {
      const derived = stationaryIn(text, wrt, style);
      const conditions = conditionsIn(derived);
      expect(hatted(derived)).toEqual([]);
      const T_ = text.includes("T : spd") ? T : S.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
      const length = Math.sqrt(multiply(vector, multiply(T_, vector)) as unknown as number);
      const values = new Map<string, Matrix>([
        ["S", matrixOf(S)],
        ["T", matrixOf(T)],
        ["u", columnOf(vector.map((entry) => entry / length))],
        ["λ", scalarMatrix(value)],
        ["R", scalarMatrix(value)],
        ["J", scalarMatrix(value)],
      ]);
      const sides = conditions.flatMap((c) => c.sides.map((side) => side.value));
      const numbers = plan(sides, new Map([["n", 3]])).run(values);
      let place = 0;
      for (const condition of conditions) {
        const [left, ...others] = condition.sides.map(() => numbers[place++] as Matrix);
        for (const right of others)
          right.data.forEach((entry, k) => void expect(entry).toBeCloseTo(left?.data[k] as number, 8));
      }
      expect(conditions.length).toBeGreaterThan(0);
      const run = plan([derived.setup.root.expanded], new Map([["n", 3]]));
      const loss = (all: Values): number => run.run(all)[0]?.data[0] as number;
      const directions = directionsFor(derived, values);
      expect(Math.abs(slope(loss, values, directions))).toBeLessThan(1e-6);
      const elsewhere = new Map(values).set("u", columnOf([1, 0.2, -0.7]));
      expect(Math.abs(slope(loss, elsewhere, directions))).toBeGreaterThan(1e-2);
    },
  );
});

it("the eigenvectors of the test are those of another program", () => {
  const { values } = eigs(mathMatrix(S));
  expect(dominant(S).value).toBeCloseTo(Math.max(...((values as MathMatrix).toArray() as number[])), 8);
});
