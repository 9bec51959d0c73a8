/**
 * What tests say of expressions; failures show formulas and not trees.
 */
import { expect } from "vitest";
import type { CheckOptions } from "../src/evaluate/index.ts";
import type { Expr } from "../src/expression/expr.ts";
import { toText } from "../src/print/text.ts";
import { equalAtSamples } from "./atSamples.ts";

export const shown = (e: Expr): string => {
  try {
    return toText(e);
  } catch {
    return `a ${e.kind} that has no text`;
  }
};

interface ExpressionMatchers<R = unknown> {
  /** The same node. */
  toBeExpression(expected: Expr): R;
  /** Equal values at random samples. */
  toEqualNumerically(expected: Expr, options?: CheckOptions): R;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends ExpressionMatchers<T> {}
}

expect.extend({
  toBeExpression(received: Expr, expected: Expr) {
    const [left, right] = [shown(received), shown(expected)];
    const apart = left === right ? " (another node with the same text)" : "";
    return {
      pass: received === expected,
      message: () => `the expression is ${left}, expected ${right}${apart}`,
      actual: left,
      expected: right,
    };
  },
  toEqualNumerically(received: Expr, expected: Expr, options?: CheckOptions) {
    const { verdict, reason, maxRelError } = equalAtSamples(received, expected, options);
    const facts = [reason, maxRelError === undefined ? undefined : `relative error ${maxRelError}`];
    return {
      pass: verdict === "equal",
      message: () =>
        `${shown(received)} and ${shown(expected)}: ${verdict}; ${facts.filter((f) => f).join("; ")}`,
    };
  },
});
