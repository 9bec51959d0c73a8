/** The plugin in an instance of mathjs, as somebody would use it. */
import { readFileSync } from "node:fs";
import { all, create, type MathJsInstance, type MathNode } from "mathjs";
import { describe, expect, it } from "vitest";
import matgrad, { type MathVerbs, verbsFor } from "../../src/mathjs/index.ts";

const math = create(all ?? {}) as MathJsInstance & MathVerbs & { import(what: unknown): void };
math.import(matgrad);

const SCOPE = {
  X: math.matrix([
    [1, 2],
    [3, 4],
    [5, 7],
  ]),
  w: math.matrix([1, 2]),
  y: math.matrix([1, 0, 2]),
  A: math.matrix([
    [2, 1],
    [0, 3],
  ]),
};
const evaluated = (node: MathNode, scope: object = SCOPE): unknown =>
  JSON.parse(math.format(node.evaluate({ ...scope }), { precision: 12 }));

describe("derivatives are nodes", () => {
  it.each([
    ["norm(X * w - y)^2", "w", "2 * X' * (X * w - y)", [244, 342]],
    ["w' * A * w", "w", "(A + A') * w", [6, 13]],
    [
      "log(det(A))",
      "A",
      "inv(A)'",
      [
        [0.5, 0],
        [-0.166666666667, 0.333333333333],
      ],
    ],
    [
      "trace(A * A)",
      "A",
      "2 * A'",
      [
        [4, 0],
        [2, 6],
      ],
    ],
    [
      "sum(map(A, f(x) = x^2 + 1))",
      "A",
      "2 * A",
      [
        [4, 2],
        [0, 6],
      ],
    ],
    ["r = X * w - y; dot(r, r)", "w", "2 * X' * (X * w - y)", [244, 342]],
    ["norm(w, 1)", "w", "sign(w)", [1, 1]],
  ])("%s by %s", (expression, by, text, value) => {
    const node = math.matrixGradient(expression, by);
    expect(node.toString()).toBe(text);
    expect(evaluated(node)).toEqual(value);
  });

  it("of vectors and of higher order", () => {
    expect(evaluated(math.matrixJacobian("A * w", "w"))).toEqual([
      [2, 1],
      [0, 3],
    ]);
    expect(evaluated(math.matrixJacobian("dot(w, A * w)", "w"))).toEqual([6, 13]);
    expect(evaluated(math.matrixJacobian("A * w", "A"))).toEqual([
      [1, 0, 2, 0],
      [0, 1, 0, 2],
    ]);
    expect(evaluated(math.matrixHessian("w' * A * w", "w"))).toEqual([
      [4, 1],
      [1, 6],
    ]);
  });

  it("of nodes, and inside of expressions", () => {
    expect(math.matrixGradient(math.parse("w' * w"), "w").toString()).toBe("2 * w");
    expect(String(math.evaluate(`matrixGradient("w' * w", "w")`))).toBe("2 * w");
  });

  it("with sizes and structures", () => {
    expect(math.matrixGradient("w' * A * w", "w", { A: "symmetric n" }).toString()).toBe("2 * A * w");
    expect(math.matrixGradient("trace(A)", "A", { A: [2, 2] }).toString()).toBe("identity(2)");
  });

  it("that say what names were taken for", () => {
    expect(math.matrixGradient("norm(X * w)^2", "w").comment).toBe("X: m×n, w: n×1");
  });
});

it("vectors may be lists or columns, and a list is added to no column", () => {
  const node = math.matrixGradient("sum(X * w + ones(size(X)[1]) .* y)^2", "w");
  const column = { ...SCOPE, w: math.matrix([[1], [2]]), y: math.matrix([[1], [0], [2]]) };
  expect(math.flatten(node.evaluate(column) as never)).toEqual(
    math.flatten(node.evaluate({ ...SCOPE }) as never),
  );
  const sum = math.toMathjs("X : m x n\nx : m\nf = x + X 1").toString();
  expect(sum).toBe("flatten(x) + X * ones(size(X)[2])");
});

it("outer products of lists are matrices", () => {
  expect(evaluated(math.matrixGradient("w' * A * w", "A"))).toEqual([
    [1, 2],
    [2, 4],
  ]);
});

it("equality has an answer, or none", () => {
  expect(math.matrixEqual("(A * B)'", "B' * A'")).toBe(true);
  expect(math.matrixEqual("A * B", "B * A", { A: [3, 3], B: [3, 3] })).toBe(false);
});

describe("what means something else is not guessed", () => {
  it.each([
    ["norm(A, 1)", "A", "as its argument is m×n and no vector"],
    ["I * w", "w", "matgrad reads I as something else than a variable"],
    ["A > 2", "A", "its operator is none of"],
    ["2 / A", "A", "A can only be a scalar here"],
    ["X * w", "w", "a gradient is of a scalar"],
    ["w' * w", "v", "v, which the derivative is by, does not occur"],
    ["sum(A)^i", "A", "i (a constant of mathjs"],
    ["det(A)!", "A", "not supported"],
    ["unknown(A)", "A", "unknown"],
  ])("%s", (expression, by, message) => {
    expect(() => math.matrixGradient(expression, by)).toThrow(message);
  });

  it("the norm of a matrix is its largest singular value, as in mathjs", () => {
    const node = math.matrixGradient("norm(A)", "A");
    const h = 1e-6;
    const at = (d: number) =>
      math.norm(
        math.matrix([
          [2 + d, 1],
          [0, 3],
        ]),
      ) as number;
    const [[found]] = evaluated(node) as [[number]];
    expect(found).toBeCloseTo((at(h) - at(-h)) / (2 * h), 6);
  });
});

it.each([
  ["norm_spectral(X)", "number"],
  ["norm_nuclear(X)", "number"],
  ["eigval(X' * X, 1)", "number"],
  ["logsumexp([1, 2, 3])", "number"],
  ["rightsingular(x, 1)", "DenseMatrix"],
  ["leftsingular(X, 1)", "DenseMatrix"],
])("%s is a %s", (text, type) => {
  const scope = {
    X: math.matrix([
      [1, 2],
      [3, 4],
      [5, 7],
    ]),
    x: math.matrix([[1], [2], [2]]),
  };
  expect(math.typeOf(math.evaluate(text, scope))).toBe(type);
});

it("plans take and give matrices of mathjs", () => {
  const { compile } = verbsFor(math);
  const plan = compile("norm(X * w - y)^2", { wrt: ["w", "X"], order: 1 });
  const { value, derivatives } = plan.run(SCOPE);
  expect(value).toBe(426);
  expect(derivatives.w).toEqual(math.matrix([244, 342]));
  expect(math.size(derivatives.X as never)).toEqual([3, 2]);
  const columns = plan.run({ ...SCOPE, w: [[1], [2]], y: [[1], [0], [2]] });
  expect(columns.derivatives.w).toEqual(math.matrix([[244], [342]]));
  expect(() => plan.run({ X: SCOPE.X, w: SCOPE.w })).toThrow("y has no value");
  expect(() => plan.run({ ...SCOPE, w: math.matrix([1, 2, 3]) })).toThrow(/n/);
  const hessians = compile("norm(X * w - y)^2", { wrt: ["w"], order: 2 }).run(SCOPE).hessians;
  expect(hessians.w).toEqual(
    math.matrix([
      [70, 98],
      [98, 138],
    ]),
  );
});

it("problems go there and come back", () => {
  const node = math.toMathjs("X : m x n\nL = log det(X'X + I)");
  expect(node.toString()).toBe("log(det(X' * X + identity(size(X)[2])))");
  expect(math.fromMathjs(node, { X: "m x n" }).text).toContain("eye(n)");
});

describe("the page shows what it gives", () => {
  const page = readFileSync(new URL("../../docs/integrations.md", import.meta.url), "utf8");
  const lines = [...page.matchAll(/^(math\.matrix.*?);\s+\/\/ (.*)$/gm)].map(([, call, shown]) => [
    call,
    shown,
  ]);

  it("of all verbs", () => expect(lines.length).toBeGreaterThan(6));

  it.each(lines)("%s", (call, shown) => {
    const found: unknown = new Function("math", `return ${call}`)(math);
    expect(Array.isArray(found) ? JSON.stringify(found).replaceAll(",", ", ") : String(found)).toBe(shown);
  });
});
