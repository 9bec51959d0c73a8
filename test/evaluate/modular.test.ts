/**
 * Values over finite fields: those of every rational function of the table are the residues of its values.
 */
import { describe, expect, test } from "vitest";
import { modularValues } from "../../src/evaluate/field/modular.ts";
import { compareModular } from "../../src/evaluate/field/modularCompare.ts";
import { randomPrime } from "../../src/evaluate/field/modularDraw.ts";
import { randomFrom } from "../../src/evaluate/sample/random.ts";
import { evaluate } from "../../src/evaluate/values/evaluate.ts";
import { number, symbol } from "../../src/expression/build.ts";
import type { Expr, Structure } from "../../src/expression/expr.ts";
import { FUNCTIONS } from "../../src/functions/index.ts";
import { type Field, fieldOf } from "../../src/matrix/field.ts";
import { fill, type Matrix, map } from "../../src/matrix/matrix.ts";
import { CASES, type Case, isPlace, rawCall, titleOf } from "../functions/cases.ts";
import { written } from "./written.ts";

const P = 67108859;
const FIELD = fieldOf(P);
const SIZES = new Map([
  ["m", 3],
  ["n", 2],
  ["p", 4],
]);

/** The fraction n/d of modulus below √(p/2) that a residue is, by Euclid's algorithm (Wang 1981). */
function fractionOf(residue: number): number {
  let [a, b, c, d] = [P, residue, 0, 1];
  while (b * b * 2 > P) {
    const q = Math.floor(a / b);
    [a, b, c, d] = [b, a - q * b, d, c - q * d];
  }
  return b / d;
}

const valuesOf = (roots: readonly Expr[], values: ReadonlyMap<string, Matrix>, field: Field = FIELD) =>
  modularValues(roots, {
    field,
    sizes: SIZES,
    values: new Map([...values].map(([name, x]) => [name, map(x, field.reduce)])),
    drawnWhole: new Set(),
    random: randomFrom(1, "test"),
  });

/** Arguments with small whole entries, none of them 0. */
function wholeArguments({ entry, shapes }: Case): { args: Expr[]; values: Map<string, Matrix> } {
  const random = randomFrom(5, entry.name);
  const values = new Map<string, Matrix>();
  const args = shapes.map((shape, i) => {
    if (isPlace(entry, i)) return number(i + 1);
    const [rows, cols] = [shape.rows, shape.cols].map((d) => sizeNumber(d.key)) as [number, number];
    values.set(
      `X${i}`,
      fill(rows, cols, () => random.whole(1, 4) * (random.next() < 0.5 ? 1 : -1)),
    );
    return symbol(`X${i}`, shape);
  });
  return { args, values };
}

const sizeNumber = (key: string): number =>
  key.split("*").reduce((total, name) => total * (SIZES.get(name) ?? Number(name)), 1);

const RATIONAL = CASES.filter(({ entry }) => entry.modular !== undefined && entry.name !== "pinv");

describe("a function that is rational", () => {
  test.each(RATIONAL.map((c) => [titleOf(c), c] as const))(
    "%s has the residues of its values",
    (_title, c) => {
      const { args, values } = wholeArguments(c);
      const e = rawCall(c, args);
      const [real] = evaluate([e], values, SIZES) as [Matrix];
      const { results, usedTable } = valuesOf([e], values);
      expect(usedTable).toBe(false);
      const [residues] = results as [Matrix];
      expect([residues.rows, residues.cols]).toEqual([real.rows, real.cols]);
      residues.data.forEach((r, i) => {
        expect(fractionOf(r)).toBeCloseTo(real.data[i] as number, 9);
      });
    },
  );

  test("is most of those that are no element-wise ones", () => {
    const names = FUNCTIONS.filter((f) => f.modular).map((f) => f.name);
    for (const name of [
      "inv",
      "det",
      "tr",
      "vec",
      "unvec",
      "kron",
      "kron_left",
      "kron_right",
      "commutation",
    ]) {
      expect(names).toContain(name);
    }
  });
});

const TYPES = {
  A: "matrix n n",
  B: "matrix n n",
  X: "matrix m n",
  x: "vector n",
  y: "vector n",
  t: "scalar",
};

const compare = (left: string, right: string, structures: Record<string, Structure> = {}) => {
  const { exprs } = written(TYPES, left, right);
  const hints = { structures: new Map(Object.entries(structures)) };
  return compareModular(exprs[0]!, exprs[1]!, SIZES, 1, hints);
};

describe("the identity of", () => {
  test.each([
    ["inverses", "inv(A)*(A+B-B)", "eye(n)"],
    ["determinants", "det(A*B)", "det(A)*det(B)"],
    ["cofactors", "det(A)*inv(A)*(A+B)", "det(A)*(eye(n)+inv(A)*B)"],
    ["negative powers", "(A^2)^-1*(A*(A+B))", "eye(n)+inv(A)*B"],
    ["a pseudo-inverse", "X*pinv(X)*X", "X"],
    ["a projection", "(X*pinv(X))'", "X*pinv(X)"],
    ["entries", "sum_i(sum_j(A[i,j]*B[i,j]))", "tr(A'*B)"],
    ["blocks", "[A, x; y', t]*[x; t]", "[A*x+t*x; y'*x+t^2]"],
    ["entry-by-entry powers", "(x.^-2).*(x.*(x+y))", "1+y./x"],
    ["sizes", "tr(A+eye(n))", "tr(A)+n"],
    ["an even power of a norm", "norm2(X)^4", "tr(X'*X)^2"],
    ["odd powers of a norm", "norm2(x)^5*y/norm2(x)^3", "norm2(x)^2*y"],
    ["fractions", "(A+B)/3+0.25*A", "(7*A+4*B)/12"],
  ])("%s holds", (_name, left, right) => {
    expect(compare(left, right)).toMatchObject({ verdict: "equal" });
  });
});

describe("a structure is respected:", () => {
  test.each<[Structure, string, string]>([
    ["symmetric", "A*x", "A'*x"],
    ["spd", "A*x", "A'*x"],
    ["antisymmetric", "x'*A*x", "0"],
    ["diagonal", "A*diag(x)", "diag(x)*A"],
    ["lower", "tril(A)", "A"],
    ["upper", "tril(A')", "A'"],
    ["orthogonal", "A*A'*x", "x"],
    ["orthogonal", "det(A)^2", "1"],
  ])("%s %s = %s", (structure, left, right) => {
    expect(compare(left, right, { A: structure })).toMatchObject({ verdict: "equal" });
    expect(compare(left, right)).toMatchObject({ verdict: "different" });
  });

  test("an orthogonal matrix may be a reflection", () => {
    expect(compare("det(A)", "1", { A: "orthogonal" })).toMatchObject({ verdict: "different" });
  });

  test("an orthogonal matrix may have more rows than columns", () => {
    expect(compare("X'*X*x", "x", { X: "orthogonal" })).toMatchObject({ verdict: "equal" });
    expect(compare("X*X'*X*X'", "eye(m)", { X: "orthogonal" })).toMatchObject({ verdict: "different" });
  });
});

describe("a function that is not rational", () => {
  test("is the same wherever its arguments are", () => {
    expect(compare("exp(x+y).*tanh(x)", "tanh(x).*exp(y+(A-A+eye(n))*x)")).toMatchObject({
      verdict: "equal",
    });
    expect(compare("logdet(A*B)*x", "logdet(A*(B+A)-A^2)*x")).toMatchObject({ verdict: "equal" });
    expect(compare("(x'*y)^0.5*y", "(y'*(A-A+eye(n))*x)^0.5*y")).toMatchObject({ verdict: "equal" });
  });

  test("leaves a difference open", () => {
    expect(compare("exp(x+y)", "exp(x).*exp(y)")).toMatchObject({ verdict: "inconclusive" });
  });
});

test("what is divided by 0 for all values is open", () => {
  expect(compare("inv(x*y')", "A")).toMatchObject({
    verdict: "inconclusive",
    reason: "a division by 0 for all values",
  });
});

test("decimals of any length are exact, and π is no fraction", () => {
  expect(compare("3.14159265358979*x", "3*x")).toMatchObject({ verdict: "different" });
  expect(compare("π*x", "3.14159265358979323846264*x")).toMatchObject({ verdict: "different" });
  expect(compare("(π+1)^2*x", "π^2*x+2*π*x+x")).toMatchObject({ verdict: "equal" });
});

test("equal has an error below 2⁻⁶⁰, over primes of 26 bits that are drawn afresh", () => {
  const found = compare("inv(A+x*y')", "inv(A)-inv(A)*x*y'*inv(A)/(1+y'*inv(A)*x)");
  expect(found.verdict).toBe("equal");
  expect(found.errorExponent).toBeLessThanOrEqual(-60);
  expect(new Set(found.primes).size).toBe(found.trials);
  for (const p of found.primes) {
    expect(p).toBeGreaterThan(2 ** 25);
    expect(p).toBeLessThan(2 ** 26);
  }
});

test("a prime has no divisor", () => {
  const random = randomFrom(3, "primes");
  for (let k = 0; k < 20; k++) {
    const p = randomPrime(random);
    for (let d = 2; d * d <= p; d++) expect(p % d).not.toBe(0);
  }
});
