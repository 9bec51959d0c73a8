/**
 * The function table against numbers: every column of every entry, from the entry itself.
 */
import { create, all as everything } from "mathjs";
import { beforeEach, describe, expect, test } from "vitest";
import { differential, gradient } from "../../src/derivative/differentiate.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { checkDerivative, evaluate } from "../../src/evaluate/index.ts";
import { withDigits } from "../../src/evaluate/precise/digits.ts";
import { preciseValues } from "../../src/evaluate/precise/precise.ts";
import { index } from "../../src/expression/blocks.ts";
import { eye, negate, number, ones, sum, symbol, zeros } from "../../src/expression/build.ts";
import type { Dimension } from "../../src/expression/dimension.ts";
import { UNIT } from "../../src/expression/dimension.ts";
import {
  type Expr,
  freshStore,
  SCALAR,
  type Shape,
  type SymbolNode,
  shapeOf,
  transposedShape,
} from "../../src/expression/expr.ts";
import { transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { derivativeAt, negatedAt } from "../../src/functions/formula.ts";
import type { FunctionEntry } from "../../src/functions/function.ts";
import { apply, FUNCTIONS, functionNamed } from "../../src/functions/index.ts";
import { diagonal, inner } from "../../src/functions/matrix.ts";
import { scalarMatrix } from "../../src/matrix/matrix.ts";
import { preciseScalar } from "../../src/matrix/precise.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { argumentsOf, CASES, type Case, isPlace, rawCall, symbolsOf, titleOf } from "./cases.ts";
import "../matchers.ts";
import { equalAtSamples } from "../atSamples.ts";

beforeEach(freshStore);

/** Derivatives of other functions, which have none of their own: the function and the argument from 1. */
const WITHOUT_RULE = new Set(["polar 1", "expm_frechet 1"]);
const hasRule = (c: Case, position: number): boolean => !WITHOUT_RULE.has(`${c.entry.name} ${position}`);

/** Each case with each argument that its function can be differentiated by. */
const ARGUMENTS = CASES.flatMap((c) =>
  c.shapes.map((_, which) => [titleOf(c), which + 1, c] as const).filter(([, k]) => !isPlace(c.entry, k - 1)),
);

const DIFFERENTIABLE = ARGUMENTS.filter(([, position, c]) => hasRule(c, position));

test.each(ARGUMENTS.filter(([, position, c]) => !hasRule(c, position)))(
  "%s, by argument %i, is refused",
  (_title, position, c) => {
    const symbols = symbolsOf(c);
    const value = apply(c.entry, argumentsOf(c, symbols), c.sizes);
    // of scalars it is another function, with a rule
    if (value.kind !== "call" || value.fn.name !== c.entry.name) return;
    const of = () => gradient(value, symbols[position - 1] as SymbolNode, symbol("C", c.shape));
    expect(of).toThrow(UnsupportedError);
  },
);

describe.each(DIFFERENTIABLE)("%s, by argument %i", (_title, position, c) => {
  const posed = () => {
    const symbols = symbolsOf(c);
    // a mean is a sum, and has no rule of its own
    const value = apply(c.entry, argumentsOf(c, symbols), c.sizes);
    return { value, X: symbols[position - 1] as SymbolNode, C: symbol("C", c.shape) };
  };

  test("the gradient of ⟨C, F⟩ agrees with differences", () => {
    const { value, X, C } = posed();
    const derivative = gradient(value, X, C);
    const check = checkDerivative({ expr: value, wrt: X, derivative, kind: "vjp", cotangent: C });
    expect(check).toMatchObject({ verdict: "verified" });
  });

  test("forward and backward derivatives are adjoint", () => {
    const { value, X, C } = posed();
    const H = symbol("H", X.shape);
    const forward = inner(C, differential(value, X, H));
    expect(forward).toEqualNumerically(inner(gradient(value, X, C), H));
  });
});

/** A fresh index for each call, as index definitions ask for. */
function freshIndices(): (size: Dimension) => SymbolNode {
  let count = 0;
  return () => symbol(`k${++count}`, SCALAR, undefined, "index");
}

const DEFINED = CASES.filter(({ entry }) => entry.entry).map((c) => [titleOf(c), c] as const);

test.each(DEFINED)("%s has the entries of its index definition", (_title, c) => {
  const args = symbolsOf(c);
  const place = (name: string, size: Dimension): Expr =>
    size === UNIT ? number(1) : symbol(name, SCALAR, undefined, "index");
  const [i, j] = [place("i", c.shape.rows), place("j", c.shape.cols)];
  const defined = c.entry.entry?.(args, i, j, freshIndices(), c.sizes) as Expr;
  const value = rawCall(c, args);
  expect(defined).toEqualNumerically(index(value, i, j));
});

/** Arguments for which constructors have normal forms. */
const SPECIAL: readonly (readonly [string, (shape: Shape) => Expr | undefined])[] = [
  ["X'", (s) => (s === SCALAR ? undefined : transpose(symbol("X", transposedShape(s))))],
  ["2*X", (s) => product([number(2), symbol("X", s)])],
  ["-X", (s) => negate(symbol("X", s))],
  ["-a*X/3", (s) => product([number(-1, 3), symbol("a", SCALAR), symbol("X", s)])],
  ["x*y'", (s) => outer(s)],
  ["A*x*y'", (s) => tripleOuter(s)],
  ["X*Y", (s) => through(s)],
  ["ones", (s) => ones(s)],
  ["zeros", (s) => zeros(s)],
  ["X + Y", (s) => sum([symbol("X", s), symbol("Y", s)])],
  [
    "X - X'",
    (s) => (isSquareShape(s) ? sum([symbol("X", s), negate(transpose(symbol("X", s)))]) : undefined),
  ],
  ["eye", (s) => (isSquareShape(s) ? eye(s.rows) : undefined)],
  ["diag(v)", (s) => (isSquareShape(s) ? diagonal(symbol("v", shapeOf(s.rows, UNIT))) : undefined)],
  ["symmetric", (s) => (isSquareShape(s) ? symbol("S", s, "symmetric") : undefined)],
  ["antisymmetric", (s) => (isSquareShape(s) ? symbol("K", s, "antisymmetric") : undefined)],
  ["orthogonal", (s) => (isSquareShape(s) ? symbol("Q", s, "orthogonal") : undefined)],
  ["the same call", () => undefined],
];
const isSquareShape = (s: Shape): boolean => s.rows === s.cols && s !== SCALAR;
const isFull = (s: Shape): boolean => s.rows !== UNIT && s.cols !== UNIT;

const outer = (s: Shape): Expr | undefined =>
  isFull(s) ? product([symbol("x", shapeOf(s.rows, UNIT)), symbol("y", shapeOf(UNIT, s.cols))]) : undefined;
const tripleOuter = (s: Shape): Expr | undefined =>
  isFull(s) ? product([symbol("A", shapeOf(s.rows, s.rows)), outer(s) as Expr]) : undefined;
const through = (s: Shape): Expr | undefined =>
  s === SCALAR ? undefined : product([symbol("X", shapeOf(s.rows, s.rows)), symbol("Y", s)]);

/** Every case with each special form of each argument. */
const NORMALISED = CASES.flatMap((c) =>
  c.shapes.flatMap((_, which) =>
    isPlace(c.entry, which)
      ? []
      : SPECIAL.map(([name, make]) => [titleOf(c), name, which + 1, c, make] as const).filter(
          ([, , , , form]) => form(c.shapes[which] as Shape),
        ),
  ),
);

/** The call as it stands and in normal form. */
function bothForms(c: Case, which: number, make: (shape: Shape) => Expr | undefined): readonly [Expr, Expr] {
  const args = symbolsOf(c);
  args[which] = make(c.shapes[which] as Shape) as Expr;
  return [rawCall(c, args), apply(c.entry, args, c.sizes)];
}

test.each(NORMALISED)("%s with %s as argument %i keeps its value in normal form", (_t, _n, at, c, make) => {
  const [raw, normal] = bothForms(c, at - 1, make);
  const forms = [normal, simplify(normal), simplify(raw), transpose(transpose(normal))];
  const verdicts = forms.map((form) => equalAtSamples(raw, form).verdict);
  // log(0), inv(x y') and the like have no values to compare
  expect(verdicts).not.toContain("different");
});

test("most normal forms can be compared", () => {
  const undecided = NORMALISED.filter(([, , at, c, make]) => {
    freshStore();
    const [raw, normal] = bothForms(c, at - 1, make);
    return equalAtSamples(raw, normal).verdict === "undecided";
  });
  expect(undecided.length / NORMALISED.length).toBeLessThan(0.12);
});

/** erf(x) = 2/√π Σ_n (−1)ⁿ x^(2n+1) / (n! (2n+1)): mathjs has erf, and not its derivative. */
function seriesOfErf(): string {
  const terms: string[] = [];
  for (let n = 0, factorial = 1; n < 30; n++, factorial *= n) {
    terms.push(`(-1)^${n}*x^${2 * n + 1}/${factorial * (2 * n + 1)}`);
  }
  return `2/sqrt(pi)*(${terms.join("+")})`;
}

/** The functions as mathjs writes them. */
const IN_MATHJS: Readonly<Record<string, string>> = {
  erf: seriesOfErf(),
  erfc: `1 - ${seriesOfErf()}`,
  gelu: `x/2*(1 + ${seriesOfErf().replaceAll("x", "(x/sqrt(2))")})`,
  arcsin: "asin(x)",
  arccos: "acos(x)",
  arctan: "atan(x)",
  sigmoid: "1/(1+exp(-x))",
  softplus: "log(1+exp(x))",
  relu: "(x+abs(x))/2",
  sign: "x/abs(x)",
  step: "(1+x/abs(x))/2",
};
const POINTS: Readonly<Record<string, readonly number[]>> = {
  positive: [0.2, 0.9, 3.1],
  unit: [-0.7, 0.1, 0.6],
  real: [-1.3, 0.4, 2.2],
  nonzero: [-1.3, 0.4, 2.2],
};

const ELEMENTWISE = FUNCTIONS.filter((f) => typeof f.derivative === "string").map(
  (f) => [f.name, f] as const,
);

/** What mathjs has neither by this name nor by a formula is compared with differences only. */
const mathjs = create(everything ?? {}, {});
const HELD = ELEMENTWISE.filter(([name]) => name in IN_MATHJS || name in mathjs);

test.each(HELD)("the derivative formula of %s agrees with mathjs", (name, entry) => {
  const theirs = mathjs.derivative(IN_MATHJS[name] ?? `${name}(x)`, "x", { simplify: false });
  const x = symbol("x", SCALAR);
  const ours = derivativeAt(entry, x, apply(entry, [x]));
  for (const value of POINTS[entry.domain?.[0] ?? "real"] ?? []) {
    const [found] = evaluate([ours], new Map([["x", scalarMatrix(value)]]), new Map());
    expect(found?.data[0]).toBeCloseTo(theirs.evaluate({ x: value }), 10);
  }
});

/** Where a function is tiny, or nearly constant, too. */
const WIDE = [-30, -12.5, -6, -1.3, -0.4, -1e-8, 1e-8, 0.4, 0.7, 2.2, 6, 12.5, 30];
const SIXTY = withDigits(60);

test.each(ELEMENTWISE)("the numbers of %s have their digits", (_name, entry) => {
  const [domain = "real"] = entry.domain ?? [];
  const points = domain === "real" || domain === "nonzero" ? WIDE : (POINTS[domain] ?? []);
  for (const value of points) {
    const exact = entry.precise?.([preciseScalar(new SIXTY(value))], [], SIXTY).data[0]?.toNumber() as number;
    const found = entry.numeric([scalarMatrix(value)], []).data[0] as number;
    expect(Math.abs(found - exact), `at ${value}`).toBeLessThanOrEqual(2e-13 * Math.abs(exact));
  }
});

test.each(["erf", "erfc", "gelu"])("the first two derivatives of %s have their digits", (name) => {
  const entry = functionNamed(name) as FunctionEntry;
  const x = symbol("x", SCALAR);
  const first = derivativeAt(entry, x, apply(entry, [x]));
  const second = gradient(first, x);
  for (const value of WIDE) {
    const values = new Map([["x", scalarMatrix(value)]]);
    const exact = preciseValues([first, second], {
      digits: SIXTY,
      sizes: new Map(),
      values: new Map([["x", preciseScalar(new SIXTY(value))]]),
    });
    const found = evaluate([first, second], values, new Map());
    for (const [i, { data }] of exact.entries()) {
      const whole = data[0]?.toNumber() as number;
      const own = found[i]?.data[0] as number;
      expect(Math.abs(own - whole), `at ${value}`).toBeLessThanOrEqual(1e-13 * Math.abs(whole));
    }
  }
});

const NEGATED = ELEMENTWISE.filter(([, entry]) => entry.negated !== undefined);

test.each(NEGATED)("what is said of %s(−x) holds", (_name, entry) => {
  const x = symbol("x", SCALAR);
  const said = negatedAt(entry, x, apply(entry, [x])) as Expr;
  for (const value of [...(POINTS[entry.domain?.[0] ?? "real"] ?? []), 0]) {
    const at = new Map([["x", scalarMatrix(value)]]);
    const [found, itself] = evaluate([said, apply(entry, [negate(x)])], at, new Map());
    expect(found?.data[0]).toBeCloseTo(itself?.data[0] as number, 12);
  }
});

describe("the reference has for every function", () => {
  test.each(FUNCTIONS.map((f) => [f.name, f] as const))(
    "%s a summary, LaTeX and its names",
    (name, entry) => {
      expect(entry.summary).toMatch(/\S.{6,}/);
      expect(entry.summary).not.toMatch(/[.;]$/);
      expect(entry.latex).not.toBe("");
      for (const [, position] of entry.latex.matchAll(/#(\d)/g)) {
        expect(Number(position)).toBeLessThanOrEqual(entry.arity);
      }
      for (const spelling of [name, ...(entry.aliases ?? [])]) expect(functionNamed(spelling)).toBe(entry);
    },
  );

  test("a way to differentiate it, unless it is constant", () => {
    const without = FUNCTIONS.filter(
      (f) => f.arity > 0 && !f.derivative && !f.differential && !f.adjoint && f.name !== "hadamard_power",
    ).map((f) => f.name);
    // index notation's functions and places; the rest are normalised away or have no rule
    const expected = ["delta", "quotient", "remainder", "single"];
    const normalised = FUNCTIONS.filter((f) => f.normal).map((f) => f.name);
    const unknown = without.filter((name) => !expected.includes(name) && !normalised.includes(name));
    expect(unknown.filter((name) => !WITHOUT_RULE.has(`${name} 1`))).toEqual([]);
  });
});

test("names and aliases are unique", () => {
  const names = FUNCTIONS.flatMap((f) => [f.name, ...(f.aliases ?? [])]);
  expect(new Set(names).size).toBe(names.length);
});
