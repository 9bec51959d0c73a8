import { describe, expect, it } from "vitest";
import { UnknownNameError } from "../../src/errors.ts";
import type { Algebra } from "../../src/evaluate/values/algebra.ts";
import { DOUBLES } from "../../src/evaluate/values/doubles.ts";
import { evaluate, plan } from "../../src/evaluate/values/evaluate.ts";
import type { Expr, FunctionHead } from "../../src/expression/expr.ts";
import { INVERSE } from "../../src/expression/heads.ts";
import { inverse, transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import { apply, functionNamed } from "../../src/functions/index.ts";
import { fill, type Matrix, scalarMatrix } from "../../src/matrix/matrix.ts";
import { A, a, entriesOf, sizes, value, values, W, X, x } from "./cast.ts";

/** Doubles, and how often a function has been called. */
function counting(fn: FunctionHead) {
  let calls = 0;
  const algebra: Algebra<Matrix> = {
    ...DOUBLES,
    call(e, ...rest) {
      if (e.fn === fn) calls++;
      return DOUBLES.call(e, ...rest);
    },
  };
  return { algebra, calls: () => calls };
}

describe("a plan", () => {
  const y = product([transpose(x), inverse(A), x]);
  const z = product([A, A, x]);

  it("names the symbols that it needs", () => {
    const names = plan([y, z], sizes).symbols.map((s) => s.name);
    expect(names.sort()).toEqual(["A", "x"]);
  });

  it("run again with other values gives what a new plan gives, and leaves earlier results alone", () => {
    const compiled = plan([y, z], sizes);
    const [before] = compiled.run(values) as [Matrix];
    const kept = before.data[0];
    const other = new Map([...values, ["x", fill(3, 1, (r) => r + 1)]]);
    const again = compiled.run(other);
    expect(again).toEqual(evaluate([y, z], other, sizes));
    expect(before.data[0]).toBe(kept);
  });

  it("rerun recomputes what depends on the changed variable, and only that", () => {
    const counted = counting(INVERSE);
    const compiled = plan([y, z], sizes, { algebra: counted.algebra });
    compiled.run(values);
    const moved = fill(3, 1, (r) => r - 0.5);
    const found = compiled.rerun("x", moved).map((v) => v.data.slice());
    expect(counted.calls()).toBe(1);
    const expected = evaluate([y, z], new Map([...values, ["x", moved]]), sizes);
    expect(found).toEqual(expected.map((v) => v.data));
    compiled.rerun("A", value("A"));
    expect(counted.calls()).toBe(2);
  });

  it("computes a shared part once", () => {
    const counted = counting(INVERSE);
    evaluate([y, product([inverse(A), A, inverse(A), x]), inverse(A)], values, sizes, {
      algebra: counted.algebra,
    });
    expect(counted.calls()).toBe(1);
  });

  it("says which value or size is missing or does not fit", () => {
    expect(() => evaluate([y], new Map(), sizes)).toThrow(UnknownNameError);
    expect(() => evaluate([y], values, new Map([["m", 4]]))).toThrow("the size n has no value");
    expect(() => evaluate([x], new Map([["x", scalarMatrix(1)]]), sizes)).toThrow(
      "x is 3×1, and its value is 1×1",
    );
  });

  it("refuses what would take too much memory or time", () => {
    const large = new Map([...sizes, ["m", 1e4]]);
    expect(() => plan([product([X, transpose(X)])], large)).toThrow("entries at once");
    expect(() => plan([product([X, W])], sizes, { limits: { work: 10 } })).toThrow("multiplications");
  });

  it("evaluates 20,000 nested functions without recursion", () => {
    const sin = functionNamed("sin");
    if (!sin) throw new Error("no sin");
    let e: Expr = a;
    for (let depth = 0; depth < 20_000; depth++) e = apply(sin, [e]);
    expect(Math.abs(entriesOf(e)[0] as number)).toBeLessThan(0.02);
  });
});
