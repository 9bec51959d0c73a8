/**
 * Derivatives that books print, and laws that hold for every derivative.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { derivativeByScalar, differential, gradient, gradients } from "../../src/derivative/differentiate.ts";
import { linearMatrix } from "../../src/derivative/linear.ts";
import { UnsupportedError } from "../../src/errors.ts";
import { number, sum, symbol, zeros } from "../../src/expression/build.ts";
import { type Expr, freshStore, type SymbolNode } from "../../src/expression/expr.ts";
import { product } from "../../src/expression/product.ts";
import { inner } from "../../src/functions/matrix.ts";
import { simplify } from "../../src/simplify/simplify.ts";
import { formulas, variable } from "../cast.ts";
import "../matchers.ts";

beforeEach(freshStore);

/** Scalar, variable, gradient; Petersen and Pedersen (2012) unless said otherwise. */
const GRADIENTS: readonly (readonly [string, string, string])[] = [
  ["x'*y", "x", "y"],
  ["x'*M*x", "x", "(M + M')*x"],
  ["x'*S*x", "x", "2*S*x"],
  ["x'*M*y", "M", "x*y'"],
  ["x'*M'*M*x", "M", "2*M*x*x'"],
  ["tr(A*B*C)", "B", "A'*C'"],
  ["tr(A'*A)", "A", "2*A"],
  ["det(M)", "M", "det(M)*inv(M)'"],
  ["logdet(M)", "M", "inv(M)'"],
  ["logdet(P)", "x", "zeros(n)"],
  ["tr(inv(M)*N)", "M", "-inv(M)'*N'*inv(M)'"],
  ["x'*inv(M)*y", "M", "-inv(M)'*x*y'*inv(M)'"],
  ["norm2(x)", "x", "x/norm2(x)"],
  ["norm2(A*x - u)^2", "x", "2*A'*(A*x - u)"],
  ["logsumexp(x)", "x", "softmax(x)"],
  ["sum(log(1 + exp(x)))", "x", "sigmoid(x)"],
  ["sum(x.*y.*x)", "x", "2*(x.*y)"],
  ["a^3*b", "a", "3*a^2*b"],
  ["x[2]", "x", "single(2,1,n,1)"],
  ["tr(M^3)", "M", "3*M'^2"],
];

test.each(GRADIENTS)("the gradient of %s by %s is %s", (text, wrt, expected) => {
  const types = {
    ...{ A: "matrix m n", B: "matrix n p", C: "matrix p m", M: "matrix n n", N: "matrix n n" },
    ...{
      S: "symmetric n",
      P: "spd n",
      x: "vector n",
      y: "vector n",
      u: "vector m",
      a: "scalar",
      b: "scalar",
    },
  };
  const [value, want] = formulas([text, expected], types) as [Expr, Expr];
  const found = simplify(gradient(value, variable(wrt, types)));
  expect(found).toEqualNumerically(want);
  expect(found).toBeExpression(simplify(want));
});

describe("laws", () => {
  const [f, g] = ["x'*M*y + sum(exp(x))", "norm2(x)*a"];
  const at = () => formulas([f, g]) as [Expr, Expr];
  const x = () => variable("x");

  test("the gradient is linear in the function", () => {
    const [p, q] = at();
    const whole = gradient(sum([p, product([number(3), q])]), x());
    expect(whole).toEqualNumerically(sum([gradient(p, x()), product([number(3), gradient(q, x())])]));
  });

  test("the product rule", () => {
    const [p, q] = at();
    const whole = gradient(product([p, q]), x());
    const parts = sum([product([gradient(p, x()), q]), product([p, gradient(q, x())])]);
    expect(whole).toEqualNumerically(parts);
  });

  test("the gradient has the shape of its variable, also where it is 0", () => {
    const [p] = at();
    expect(gradient(p, variable("A"))).toBe(zeros(variable("A").shape));
  });

  test("a differential is linear in its direction", () => {
    const [p] = at();
    const [d, e] = ["d", "e"].map((name) => symbol(name, x().shape)) as [SymbolNode, SymbolNode];
    const both = differential(p, x(), sum([d, product([number(2), e])]));
    const apart = sum([differential(p, x(), d), product([number(2), differential(p, x(), e)])]);
    expect(both).toEqualNumerically(apart);
  });

  test("gradients of several variables at once are those of each", () => {
    const [p] = at();
    const targets = [x(), variable("M"), variable("y")];
    const together = gradients(p, number(1), targets);
    for (const target of targets) expect(together.get(target)).toBe(gradient(p, target));
  });

  test("the derivative by a scalar has the shape of the function", () => {
    const [value] = formulas(["a^2*A"]) as [Expr];
    expect(derivativeByScalar(value, variable("a"))).toBeExpression(formulas(["2*a*A"])[0] as Expr);
    expect(() => derivativeByScalar(value, variable("x"))).toThrow("x is no scalar");
  });

  test("the matrix of a linear map, applied, is the map", () => {
    const [map] = formulas(["2*M*x + y.*x - (x'*z)*y + diag(x)*y + M'*(x + x)"]) as [Expr];
    const M = linearMatrix(map, x()) as Expr;
    expect(product([M, x()])).toEqualNumerically(map);
  });

  test("⟨C, df⟩ is ⟨gradient, dx⟩", () => {
    const [value] = formulas(["tanh(M*x).*exp(y) + x*norm2(x)"]) as [Expr];
    const [C, d] = [symbol("c", value.shape), symbol("d", x().shape)];
    expect(inner(C, differential(value, x(), d))).toEqualNumerically(inner(gradient(value, x(), C), d));
  });
});

test("what has no rule says so", () => {
  const [value] = formulas(["x'*M^a*y"]) as [Expr];
  expect(() => gradient(value, variable("a"))).toThrow(UnsupportedError);
});
