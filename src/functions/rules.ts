/**
 * Shape rules on known sizes: what an expression that is built by the engine must satisfy.
 */
import { ShapeError } from "../errors.ts";
import { multiplySizes, UNIT } from "../expression/dimension.ts";
import { shapeOf } from "../expression/expr.ts";
import type { ShapeRules } from "./function.ts";

export const strictRules = (name: string): ShapeRules => ({
  equal(a, b, why) {
    if (a !== b) throw new ShapeError(`${name}: ${why}, but here the sizes are ${a.key} and ${b.key}`);
  },
  unit: UNIT,
  shape: shapeOf,
  multiply: multiplySizes,
});
