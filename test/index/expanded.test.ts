import { describe, expect, test } from "vitest";
import { checkEqual, evaluate } from "../../src/evaluate/index.ts";
import type { Expr } from "../../src/expression/expr.ts";
import {
  type EntryNaming,
  type Expanded,
  type ExpandedProblem,
  expandProblem,
  explicitMatrix,
  indexDerivative,
} from "../../src/index/index.ts";
import { fill, type Matrix, scalarMatrix } from "../../src/matrix/matrix.ts";
import { problemOf } from "./problem.ts";

const expanded = (text: string, wrt: string, options: Partial<ExpandedProblem> = {}) => {
  const problem = problemOf({ text, wrt });
  const { value, cotangent } = problem;
  return {
    problem,
    found: expandProblem({ value, wrt: problem.wrt, ...(cotangent && { cotangent }), ...options }),
  };
};

const namesOf = (found: Expanded, name: string): string[][] => {
  const [, cells] = [...found.entries].find(([s]) => s.name === name) ?? [];
  return (cells ?? []).map((row) => row.map((cell) => (cell.kind === "symbol" ? cell.name : "?")));
};

describe("names of entries", () => {
  const product = "X : 2 x 2; W : 2 x 2; X W";
  const named = (name: string, naming: EntryNaming) =>
    namesOf(expanded(product, "W", { naming: new Map([[name, naming]]) }).found, name);

  test.each<[string, EntryNaming, string[][]]>([
    [
      "row and column",
      {},
      [
        ["w_11", "w_12"],
        ["w_21", "w_22"],
      ],
    ],
    [
      "with a comma",
      { comma: true },
      [
        ["w_1_1", "w_1_2"],
        ["w_2_1", "w_2_2"],
      ],
    ],
    [
      "column and row",
      { transposed: true },
      [
        ["w_11", "w_21"],
        ["w_12", "w_22"],
      ],
    ],
    [
      "rows from 0",
      { firstRow: 0 },
      [
        ["w_01", "w_02"],
        ["w_11", "w_12"],
      ],
    ],
    [
      "another letter",
      { base: "u" },
      [
        ["u_11", "u_12"],
        ["u_21", "u_22"],
      ],
    ],
    [
      "letters",
      { style: "letters" },
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
  ])("%s", (_title, naming, names) => {
    expect(named("W", naming)).toEqual(names);
  });

  test("letters run on over the matrices in reading order and avoid other names", () => {
    const { found } = expanded("A : 2 x 2; B : 2 x 2; c : scalar; c A B", "A", {
      defaultNaming: { style: "letters" },
    });
    expect(namesOf(found, "A")).toEqual([
      ["a", "b"],
      ["d", "e"],
    ]);
    expect(namesOf(found, "B")).toEqual([
      ["f", "g"],
      ["h", "i"],
    ]);
    expect(namesOf(found, "G")).toEqual([
      ["j", "k"],
      ["l", "m"],
    ]);
  });

  test("a vector's entries have one number, and X keeps its case beside x", () => {
    const { found } = expanded("X : 2 x 2; x : 2; X x", "x");
    expect(namesOf(found, "x")).toEqual([["x_1"], ["x_2"]]);
    expect(namesOf(found, "X")[0]).toEqual(["X_11", "X_12"]);
  });

  test("each symbol is traced back to its entry", () => {
    const { found, problem } = expanded(product, "W", { naming: new Map([["W", { transposed: true }]]) });
    const origin = [...found.origins].find(([e]) => e.kind === "symbol" && e.name === "w_21")?.[1];
    expect(origin).toEqual({ of: problem.wrt, row: 1, column: 2 });
  });
});

const types = "A : m x n; X : n x p; Y : n x n; S : symmetric n; x : n; y : n; b : p; s : scalar; ";

const texts: readonly (readonly [string, string])[] = [
  ["A X", "X"],
  ["A X + b", "X"],
  ["X' Y X", "X"],
  ["tanh(A X)", "X"],
  ["‖Y x − y‖^2", "x"],
  ["logsumexp(Y x)", "x"],
  ["softmax(Y x)", "x"],
  ["x' S x", "x"],
  ["inv(Y)", "Y"],
  ["det(Y) x", "Y"],
  ["logdet(Y)", "Y"],
  ["kron(A, x)", "x"],
  ["vec(X) b'", "X"],
  ["[1, X] * [b'; X' X]", "X"],
  ["Y^3 x", "Y"],
  ["sum_i x[i]^2 y[i]", "x"],
  ["tril(Y) .* Y", "Y"],
  ["x / ‖x‖", "x"],
  ["s X", "s"],
];

/** The value of a table when each named entry has the value of the entry it stands for. */
function numbersOf(table: Expr, found: Expanded, values: ReadonlyMap<string, Matrix>): Matrix {
  const own = new Map(values);
  for (const [e, { of, row, column }] of found.origins) {
    const m = values.get(of.name) as Matrix;
    if (e.kind === "symbol") own.set(e.key, scalarMatrix(m.data[(row - 1) * m.cols + column - 1] as number));
  }
  return evaluate([table], own, found.sizes)[0] as Matrix;
}

describe.each(texts)("%s by %s, written out at two sizes", (text, wrt) => {
  test.each([
    new Map([
      ["m", 2],
      ["n", 2],
      ["p", 2],
    ]),
    new Map([
      ["m", 2],
      ["n", 3],
      ["p", 1],
    ]),
  ])("has the value and the gradient of the matrix form", (sizes) => {
    const { problem, found } = expanded(types + text, wrt, { sizes });
    const values = new Map<string, Matrix>([["s", scalarMatrix(0.7)]]);
    for (const [of, cells] of found.entries) {
      const symmetric = of.structure === "symmetric";
      const entry = (i: number, j: number) => 0.3 + ((3 * i + 5 * j + (i * j) / 2 + of.name.length) % 7) / 5;
      values.set(
        of.name,
        fill(cells.length, cells[0]?.length ?? 0, (i, j) =>
          symmetric ? entry(Math.min(i, j), Math.max(i, j)) : entry(i, j),
        ),
      );
    }
    const matrix = indexDerivative(problem).matrix as Expr;
    const pairs: [Expr, Expr][] = [[explicitMatrix(found.value), problem.value]];
    if (found.gradient && problem.kind !== "scalar-wrt") pairs.push([explicitMatrix(found.gradient), matrix]);
    for (const [written, expected] of pairs) {
      const want = evaluate([expected], values, found.sizes)[0] as Matrix;
      const got = numbersOf(written, found, values);
      expect([got.rows, got.cols]).toEqual([want.rows, want.cols]);
      got.data.forEach((v, n) => {
        expect(v).toBeCloseTo(want.data[n] as number, 8);
      });
    }
  });
});

test("too many entries are refused", () => {
  const { problem } = expanded("X : m x n; sum(X)", "X");
  const sizes = new Map([
    ["m", 1000],
    ["n", 1000],
  ]);
  expect(() => expandProblem({ ...problem, sizes })).toThrow(/more than/);
});

test("more entries than letters are refused", () => {
  expect(() => expanded("X : 5 x 6; sum(X)", "X", { defaultNaming: { style: "letters" } })).toThrow(
    /letters/,
  );
});

test("each partial derivative of a product is one entry of the other factor", () => {
  const { found } = expanded("X : 2 x 2; W : 2 x 2; X W", "W");
  const [, entries] = [...found.entries].find(([s]) => s.name === "X") ?? [];
  const x11 = entries?.[0]?.[0] as Expr;
  expect(found.partials[0]?.[0]?.[0]?.[0]).toBe(x11);
  expect(checkEqual(found.jacobian[0]?.[0] as Expr, x11)).toMatchObject({ verdict: "equal" });
});
