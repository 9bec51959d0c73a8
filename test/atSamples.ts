/**
 * Are two expressions equal at samples of two sets of large sizes? For formulas with free indices, which have no value
 * at sizes that the index passes.
 */
import { type CheckOptions, chooseSizes } from "../src/evaluate/index.ts";
import { type Compared, compareAtSizes } from "../src/evaluate/verdict/pointwise.ts";
import type { Expr } from "../src/expression/expr.ts";

export function equalAtSamples(left: Expr, right: Expr, options: CheckOptions = {}): Compared {
  const { seed = 1 } = options;
  let found: Compared = { verdict: "equal", maxRelError: 0, samples: 0 };
  if (left === right) return found;
  for (const which of [0, 1]) {
    const sizes = chooseSizes([left, right], seed, which);
    if (!sizes || left.shape !== right.shape) return { verdict: "undecided", samples: 0, reason: "no sizes" };
    found = compareAtSizes({ left, right }, sizes, seed + 1009 * which, options, false);
    if (found.verdict !== "equal") return found;
  }
  return found;
}
