import { expect, test } from "vitest";
import type { Expr } from "../../src/expression/expr.ts";
import { children, topological } from "../../src/expression/walk.ts";
import { type IndexStage, indexDerivative } from "../../src/index/index.ts";
import { lettersFor } from "../../src/print/names/letters.ts";
import { equalAtSamples } from "../atSamples.ts";
import { problemOf } from "./problem.ts";

const types = "A : p x m; B : n x q; C : p x q; M : m x n; X : m x n; Y : n x n; x : n; y : m; ";

const texts: readonly (readonly [string, string])[] = [
  ["A X B", "X"],
  ["tr(A X B C')", "X"],
  ["X' X", "X"],
  ["diag(x) Y diag(x)", "x"],
  ["kron(X, Y)", "X"],
  ["vec(X Y)", "X"],
  ["[X, M; M, X] * [x; x]", "X"],
  ["softmax(Y x)", "x"],
  ["sum(X)", "X"],
  ["Y^4", "Y"],
];

const stagesOf = ([text, wrt]: readonly [string, string]): IndexStage[] => {
  const { stages, summed } = indexDerivative(problemOf({ text: types + text, wrt }));
  return summed ? [...stages, summed] : [...stages];
};

const count = (e: Expr, holds: (node: Expr) => boolean): number => {
  let total = 0;
  const pending = [e];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (holds(node)) total += 1;
    pending.push(...children(node));
  }
  return total;
};

const deltasAndSums = (e: Expr): number =>
  count(e, (node) => node.kind === "bound" || (node.kind === "call" && node.fn.name === "delta"));

test.each(texts)("each contraction of %s keeps the value and removes a δ or an index", (...asked) => {
  for (const stage of stagesOf(asked)) {
    for (const { before, after, rule } of stage.steps()) {
      expect(equalAtSamples(before, after)).toMatchObject({ verdict: "equal" });
      // a split index becomes two, which two deltas take away
      if (rule !== "split") expect(deltasAndSums(after)).toBeLessThan(deltasAndSums(before));
    }
  }
});

test.each(texts)("there are at most as many contractions of %s as deltas and indices", (...asked) => {
  for (const { raw, steps } of stagesOf(asked)) {
    expect(steps().length).toBeLessThanOrEqual(2 * deltasAndSums(raw));
  }
});

test("names of sums clash neither with variables nor with sizes", () => {
  const { entry, index } = indexDerivative(problemOf({ text: "k : m x i; l : i x p; k l l' k'", wrt: "l" }));
  const letters = lettersFor([entry, index]);
  const names = topological([entry, index]).flatMap((e) =>
    e.kind === "symbol" && e.role === "index" ? [letters.of(e)] : [],
  );
  expect(names).not.toContain("k");
  expect(names).not.toContain("i");
  expect(names).not.toContain("l");
});

test("a sum over an index that the author wrote keeps its meaning beside fresh ones", () => {
  const problem = problemOf({ text: "X : m x n; y : m; x : n; sum_k (y[k] (X x)[k])", wrt: "x" });
  const { index, wrt } = indexDerivative(problem);
  expect(index.kind).toBe("bound");
  expect(wrt[0]?.p).not.toBe(index.kind === "bound" && index.index);
});

/** 2¹² paths from the last to the first. */
const PATHS = Array.from(
  { length: 12 },
  (_, k) => `Z_${k + 1} = sin(${k === 0 ? "X" : `Z_${k}`}) cos(${k === 0 ? "X" : `Z_${k}`}); `,
).join("");

const deep = (depth: number): string => `${"tanh(A ".repeat(depth)}X${")".repeat(depth)}`;

test("a gradient along very many paths or a deep chain is found node by node", () => {
  for (const text of [`X : n x n; ${PATHS} sum(Z_12)`, `X : n x n; A : n x n; sum(${deep(400)})`]) {
    const { matrix } = indexDerivative(problemOf({ text, wrt: "X" }));
    expect(matrix).toBeDefined();
  }
});

test("a tensor along very many paths is refused in one sentence", () => {
  const problem = problemOf({ text: `X : n x n; ${PATHS} Z_12`, wrt: "X", kind: "tensor" });
  expect(() => indexDerivative(problem)).toThrow(/more than \d+ (terms|factors)/);
});
