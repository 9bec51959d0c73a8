/**
 * The shapes of random problems, and every application of a function of the table that makes one of them.
 *
 *     m×n  ─▶  exp(m×n), transpose(n×m), kron_left(m*n×m*n, m×n, …), …
 */
import { addSizes, type Dimension, multiplySizes, sizeOf, UNIT } from "../src/expression/dimension.ts";
import { SCALAR, type Shape, shapeOf } from "../src/expression/expr.ts";
import type { FunctionEntry } from "../src/functions/function.ts";
import { FUNCTIONS } from "../src/functions/index.ts";
import { strictRules } from "../src/functions/rules.ts";

export const [m, n, p] = ["m", "n", "p"].map(sizeOf) as [Dimension, Dimension, Dimension];
export const SIZES = [m, n, p];
export const next = addSizes(n, UNIT);
export const vector = (size: Dimension): Shape => shapeOf(size, UNIT);
export const row = (size: Dimension): Shape => shapeOf(UNIT, size);

/** The shapes that parts may have; those with products of sizes only as deep as they are reached. */
const SHAPES: readonly Shape[] = [
  SCALAR,
  ...SIZES.map(vector),
  ...SIZES.map(row),
  ...SIZES.flatMap((a) => SIZES.map((b) => shapeOf(a, b))),
  vector(next),
  shapeOf(next, n),
  shapeOf(next, next),
  vector(multiplySizes(m, n)),
  shapeOf(multiplySizes(m, n), multiplySizes(m, n)),
  shapeOf(multiplySizes(m, n), n),
];

export const isSquareShape = (s: Shape): boolean => s.rows === s.cols && s !== SCALAR;
export const isDerived = (s: Shape): boolean =>
  [s.rows, s.cols].some((d) => !SIZES.includes(d) && d !== UNIT);

/** One way to reach a shape with a function of the table. */
interface Application {
  readonly entry: FunctionEntry;
  readonly args: readonly Shape[];
  readonly sizes: readonly Dimension[];
}

/** Functions of indices, which only index notation has. */
const OF_INDICES = new Set(["delta", "quotient", "remainder"]);

function* choices<T>(from: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield [];
  else for (const rest of choices(from, count - 1)) for (const first of from) yield [first, ...rest];
}

/** Every application whose shape rule accepts its arguments, by the shape it makes. */
export const applications: ReadonlyMap<Shape, readonly Application[]> = (() => {
  const byShape = new Map<Shape, Application[]>();
  for (const entry of FUNCTIONS) {
    if (OF_INDICES.has(entry.name)) continue;
    for (const args of choices(SHAPES, entry.arity)) {
      for (const sizes of choices([...SIZES], entry.sizeArity?.[1] ?? 0)) {
        const shape = resultShape(entry, args, sizes);
        if (!shape || !SHAPES.includes(shape)) continue;
        byShape.set(shape, [...(byShape.get(shape) ?? []), { entry, args, sizes }]);
      }
    }
  }
  return byShape;
})();

function resultShape(
  entry: FunctionEntry,
  args: readonly Shape[],
  sizes: readonly Dimension[],
): Shape | undefined {
  try {
    // an eigenvalue of a scalar is the scalar, and a vector has one singular value
    if (/^eig|singular$/.test(entry.name) && args[0] === SCALAR) return undefined;
    if (entry.name.endsWith("singular") && (args[0]?.cols === UNIT || args[0]?.rows === UNIT))
      return undefined;
    return entry.shape(args, strictRules(entry.name), sizes);
  } catch {
    return undefined;
  }
}
