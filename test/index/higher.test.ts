import { derivative, type MathNode, parse } from "mathjs";
import { describe, expect, test } from "vitest";
import { plan } from "../../src/evaluate/index.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import type { Expr } from "../../src/expression/expr.ts";
import { topological } from "../../src/expression/walk.ts";
import { type HigherDerivative, higherDerivative } from "../../src/index/index.ts";
import { indicesIn } from "../../src/index/terms/indices.ts";
import { fill, type Matrix, scalarMatrix } from "../../src/matrix/matrix.ts";
import { type Letters, lettersFor } from "../../src/print/names/letters.ts";
import { toText } from "../../src/print/text.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { HIGHER_CASES, type HigherCase } from "./higherCases.ts";
import { problemOf } from "./problem.ts";

const derived = (text: string, wrt: string, order: number, shorter = simplify) => {
  const { value, wrt: by } = problemOf({ text, wrt });
  return { value, by, found: higherDerivative({ value, wrt: by, order, shorter }) };
};
const last = ({ stages }: HigherDerivative): Expr => stages.at(-1)?.form as Expr;
const textOf = (text: string, wrt: string, order: number): string =>
  toText(last(derived(text, wrt, order).found));

/** Every assignment of rows and columns to some shapes. */
function places(shapes: readonly (readonly [number, number])[]): [number, number][][] {
  return shapes.reduce<[number, number][][]>(
    (found, [rows, cols]) =>
      found.flatMap((before) =>
        Array.from({ length: rows * cols }, (_, n): [number, number][] => {
          return [...before, [Math.floor(n / cols) + 1, (n % cols) + 1]];
        }),
      ),
    [[]],
  );
}

/** The largest error of any entry against mathjs, relative to the largest entry. */
function errorOf({ text, wrt, order, sizes, oracle }: HigherCase): number {
  const { value, by, found } = derived(text, wrt, order);
  const n = sizes.n as number;
  const random = randomFrom(7, text);
  const values = new Map<string, Matrix>([
    ["x", fill(n, 1, () => random.uniform(0.4, 1.3))],
    ["A", fill(n, n, () => random.uniform(-0.7, 0.9))],
    ["X", fill(n, n, (i, j) => (i === j ? 1.5 : 0) + random.uniform(-0.5, 0.5))],
  ]);
  const scope: Record<string, number> = {};
  for (const [name, m] of values) {
    m.data.forEach((v, k) => {
      const [i, j] = [Math.floor(k / m.cols) + 1, (k % m.cols) + 1];
      scope[m.cols === 1 ? `${name}${i}` : `${name}${i}${j}`] = v;
    });
  }
  const dimension = (e: Expr, which: "rows" | "cols") => (e.shape[which].key === "1" ? 1 : n);
  const shapeOf = (e: Expr) => [dimension(e, "rows"), dimension(e, "cols")] as const;
  const compiled = plan([last(found)], new Map(Object.entries(sizes)));
  const known = new Map<string, MathNode>();
  const oracleAt = (key: string, make: () => MathNode): MathNode => {
    const node = known.get(key) ?? make();
    known.set(key, node);
    return node;
  };
  let error = 0;
  let scale = 0;
  for (const [first, ...rest] of places([shapeOf(value), ...found.wrt.map(() => shapeOf(by))])) {
    const at = first as [number, number];
    const all = new Map(values);
    const set = (index: Expr, v: number) => index.kind === "symbol" && all.set(index.key, scalarMatrix(v));
    set(found.value.i, at[0]);
    set(found.value.j, at[1]);
    let node = oracleAt(String(at), () => parse(oracle(...at)));
    let key = String(at);
    rest.forEach(([row, column], k) => {
      const { p, q } = found.wrt[k] as { p: Expr; q: Expr };
      set(p, row);
      set(q, column);
      key += `|${row},${column}`;
      const before = node;
      const by1 = wrt === "x" ? `x${row}` : `X${row}${column}`;
      node = oracleAt(key, () => derivative(before, by1, { simplify: false }));
    });
    const expected = node.evaluate(scope) as number;
    const [{ data }] = compiled.run(all) as [Matrix];
    error = Math.max(error, Math.abs((data[0] as number) - expected));
    scale = Math.max(scale, Math.abs(expected));
  }
  return error / Math.max(scale, 1e-3);
}

describe("higher derivatives are those of mathjs in every entry", () => {
  test.each(
    HIGHER_CASES.map((c) => [`${c.text.split("; ").at(-1)} by ${c.wrt}, order ${c.order}`, c] as const),
  )("%s", (_title, c) => {
    expect(errorOf(c)).toBeLessThan(1e-10);
  });

  test("are of order 3 or 4 in at least 25 cases", () => {
    expect(HIGHER_CASES.filter((c) => c.order >= 3).length).toBeGreaterThanOrEqual(25);
  });
});

describe("the form is that of a book", () => {
  test.each([
    ["x : vector n; sum(x.^4)", "x", 3, "24*x[i]*delta(i, j)*delta(i, k)"],
    [
      "x : vector n; norm2(x)",
      "x",
      3,
      "3*x[i]*x[j]*x[k]/norm2(x)^5 - (x[j]*delta(i, k) + x[i]*delta(j, k) + x[k]*delta(i, j))/norm2(x)^3",
    ],
    [
      "x : vector n; A : matrix n n; (x'*A*x)^2",
      "x",
      3,
      "2*((A + A')[i,k]*((A + A')*x)[j] + ((A + A')*x)[i]*(A + A')[j,k] + (A + A')[i,j]*((A + A')*x)[k])",
    ],
    [
      "X : matrix n n; logdet(X)",
      "X",
      3,
      "inv(X)[v,i]*inv(X)[j,p]*inv(X)[q,u] + inv(X)[q,i]*inv(X)[j,u]*inv(X)[v,p]",
    ],
    [
      "X : matrix n n; tr(X^3)",
      "X",
      3,
      "3*(delta(i, q)*delta(j, u)*delta(p, v) + delta(i, v)*delta(j, p)*delta(q, u))",
    ],
    [
      "f : function; x : vector n; A : matrix m n; sum(f(A*x))",
      "x",
      3,
      "sum_l f'''((A*x)[l])*A[l,i]*A[l,j]*A[l,k]",
    ],
    ["x : vector n; x'*x", "x", 3, "0"],
    [
      "X : matrix n m; Y : matrix n m; X .* X .* Y",
      "X",
      2,
      "2*Y[i,j]*delta(i, p)*delta(i, u)*delta(j, q)*delta(j, v)",
    ],
  ])("%s by %s, order %i", (text, wrt, order, expected) => {
    expect(textOf(text, wrt, order)).toBe(expected);
  });
});

describe("names never clash", () => {
  /** Names of the sums, and of the indices that no sum binds. */
  const namesOf = (found: HigherDerivative, letters: Letters) => {
    const form = last(found);
    const bound = topological([form]).flatMap((e) => (e.kind === "bound" ? [letters.of(e.index)] : []));
    const free = [...indicesIn(form)].flatMap((e) => (e.kind === "symbol" ? [letters.of(e)] : []));
    return { bound, free };
  };

  test.each([
    ["x : vector n; A : matrix m n; sum(tanh(A*x))", "x"],
    ["x : vector n; A : matrix m n; sum_i(sum_j(sum_k(tanh(A[i,j]*x[j])*A[i,k]*x[k]^2)))", "x"],
    ["k : scalar; l : scalar; x : vector n; A : matrix m n; k*l*sum(exp(A*x))", "x"],
    ["X : matrix n m; A : matrix m n; sum(tanh(X*A))", "X"],
    ["i : scalar; j : scalar; x : vector p; A : matrix q p; i*j*sum(sin(A*x))", "x"],
  ])("%s", (text, wrt) => {
    const { value, found } = derived(text, wrt, 3);
    const letters = lettersFor([value, last(found)]);
    const { bound, free } = namesOf(found, letters);
    const taken = topological([value]).flatMap((e) => (e.kind === "symbol" ? [letters.of(e)] : []));
    const own = found.wrt.flatMap(({ p, q }) => [p, q]).filter((e) => e.kind === "symbol");
    expect(bound.length).toBeGreaterThan(0);
    expect(bound.filter((name) => free.includes(name) || taken.includes(name))).toEqual([]);
    expect(free.filter((name) => taken.includes(name))).toEqual([]);
    expect(new Set(own.map(letters.of)).size).toBe(own.length);
  });
});

describe("growth", () => {
  test("the derivatives of ‖x‖ have as many terms as there are ways to pair indices", () => {
    // pairings of subsets: 1, 2, 4, 10, 26 (involutions)
    const { found } = derived("x : vector n; norm2(x)", "x", 5, (e) => e);
    const terms = found.stages.map(
      ({ form }) =>
        toText(form)
          .replaceAll(/norm2\(x\)\^?\d*/g, "N")
          .split(/[+-]/).length,
    );
    expect(terms).toEqual([1, 2, 4, 10, 26]);
  });

  test("more terms than the limit are refused by name", () => {
    const { value, wrt } = problemOf({ text: "X : matrix n n; tr(inv(X)*inv(X)*inv(X))", wrt: "X" });
    const limits = { terms: 20, factors: 1000 };
    expect(() => higherDerivative({ value, wrt, order: 3, limits })).toThrow("more than 20 terms");
    expect(higherDerivative({ value, wrt, order: 1, limits }).stages).toHaveLength(1);
  });

  test("a derivative that cannot be taken entry by entry says what has no rule", () => {
    expect(() => derived("X : matrix n n; expm(X)", "X", 3)).toThrow(
      "the second derivative of expm has no rule",
    );
  });
});
