/** Whether it is worth while to think that two expressions are one: numbers at two choices of sizes, no proof. */
import type { Expr } from "../../expression/expr.ts";
import { symbolsIn } from "../../expression/walk.ts";
import { sampleValues } from "../sample/sample.ts";
import { chooseSizes } from "../sample/sizes.ts";
import { plan } from "../values/evaluate.ts";
import { gapBetween } from "./gap.ts";

const SEED = 11;
const TRIALS = 2;

export function seemEqual(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.shape !== b.shape) return false;
  return Array.from({ length: TRIALS }, (_, which) => which).every((which) => {
    const sizes = chooseSizes([a, b], SEED, which);
    if (!sizes) return false;
    const symbols = symbolsIn(a)
      .concat(symbolsIn(b))
      .filter(({ role }) => role !== "size");
    const sample = sampleValues({
      roots: [a, b],
      symbols: [...new Set(symbols)],
      sizes,
      seed: SEED + which,
      scale: 1,
    });
    if (typeof sample === "string") return false;
    const [x, y] = plan([a, b], sizes).run(sample.values);
    return x !== undefined && y !== undefined && gapBetween(x, y, () => 1).verdict === "equal";
  });
}
