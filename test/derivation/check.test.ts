/**
 * A line that does not hold is found, wherever it stands.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { checkDerivation } from "../../src/derivation/check/check.ts";
import { derive } from "../../src/derivation/derive.ts";
import { derivative, equation, sentence, shown, step } from "../../src/derivation/pieces.ts";
import type { Derivation, Equation, Sentence, Setting } from "../../src/derivation/step.ts";
import { STYLE_NAMES } from "../../src/derivation/styles.ts";
import { number, sum, symbol } from "../../src/expression/build.ts";
import { sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, freshStore, SCALAR, shapeOf } from "../../src/expression/expr.ts";
import { transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

const cast = () => {
  freshStore();
  const n = sizeOf("n");
  const A = symbol("A", shapeOf(n, n));
  const x = symbol("x", shapeOf(n, UNIT));
  const f = symbol("f", SCALAR);
  return { A, x, f, value: product([transpose(x), A, x]), h: symbol("h", SCALAR) };
};

let own = cast();
beforeEach(() => {
  own = cast();
});

function derivation(
  equations: readonly Equation[],
  text: readonly Sentence[] = [],
  extra: Partial<Setting> = {},
): Derivation {
  const piece = derivative(own.f, own.x);
  const setting: Setting = {
    defined: new Map<typeof own.f, Expr>([[own.f, own.value]]),
    differenced: new Map([[piece.value, { of: own.f, by: own.x }]]),
    ...extra,
  };
  const steps = [step("a rule", text, equations)];
  return {
    style: "differential",
    given: [],
    sections: [{ title: undefined, steps, setting }],
    results: [],
    remarks: [],
  };
}

const rightGradient = () => product([sum([own.A, transpose(own.A)]), own.x]);
const wrongGradient = () => product([number(2), own.A, own.x]);

describe("the check", () => {
  it("passes a right derivative and reports its error against differences", () => {
    const report = checkDerivation(derivation([equation([derivative(own.f, own.x), rightGradient()])]));
    expect(report).toMatchObject({ equations: 1, samples: 2, derivatives: 1 });
    expect(report.largestDerivativeError).toBeLessThan(1e-8);
  });
  it("refuses a wrong derivative", () => {
    const wrong = derivation([equation([derivative(own.f, own.x), wrongGradient()])]);
    expect(() => checkDerivation(wrong)).toThrow(/derivative by x is off/);
  });
  it("refuses two sides that differ, and names the step", () => {
    const wrong = derivation([equation([rightGradient(), wrongGradient()])]);
    expect(() => checkDerivation(wrong)).toThrow(/step 0 \(a rule\) does not hold/);
  });
  it("refuses an equation in a sentence", () => {
    const said = sentence("names.one", { name: equation([rightGradient(), wrongGradient()]), whole: "" });
    expect(() => checkDerivation(derivation([], [said]))).toThrow(/does not hold/);
  });
  it("refuses a label under a brace that is not what stands above it", () => {
    const value = rightGradient();
    const brace = { kind: "brace", of: shown(value), label: shown(wrongGradient()), value } as const;
    expect(() => checkDerivation(derivation([{ sides: [brace] }]))).toThrow(/does not hold/);
  });
  it("refuses a side of another shape", () => {
    expect(() => checkDerivation(derivation([equation([own.x, transpose(own.x)])]))).toThrow(/does not hold/);
  });

  const perturbed = (second: Expr): Derivation => {
    const moved = sum([number(1), own.h]);
    const left = product([moved, moved, moved]);
    return derivation([{ sides: [shown(left), shown(second)], relation: "approximately" }], [], {
      vanishing: own.h,
    });
  };
  it("passes what holds up to terms of order h²", () => {
    const second = sum([number(1), product([number(3), own.h])]);
    expect(() => checkDerivation(perturbed(second))).not.toThrow();
  });
  it("refuses what holds up to terms of order h only", () => {
    const second = sum([number(1), product([number(2), own.h])]);
    expect(() => checkDerivation(perturbed(second))).toThrow(/in the limit/);
  });
});

/** ‖A X B‖_* has a derivative only where the rank is full. */
describe("a function that needs full rank is checked where it has it", () => {
  it.each(STYLE_NAMES)("in the style %s, or in another where the sizes leave none", (style) => {
    for (const sizes of ["A : m x n; X : n x p; B : p x q", "A : 5 x 2; X : 2 x 3; B : 3 x 5"]) {
      freshStore();
      const statements = parseStatements(`${sizes}; f = norm_nuclear(A*X*B)`, {
        functionNames: FUNCTION_NAMES,
      });
      const { report } = derive({ statements }, { wrt: ["X"], style });
      expect(report.derivatives).toBeGreaterThan(0);
    }
  });
});
