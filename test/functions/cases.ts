/**
 * Calls of every function of the table, made from its shape rule: the arguments that it accepts among a
 * few shapes of different sizes.
 *
 *     hadamard  ─▶  (X, Y) of m×n, of n×n, vectors of n, scalars
 */
import { call, number, sum, symbol } from "../../src/expression/build.ts";
import { type Dimension, multiplySizes, sizeOf, UNIT } from "../../src/expression/dimension.ts";
import { type Expr, SCALAR, type Shape, type SymbolNode, shapeOf } from "../../src/expression/expr.ts";
import { transpose } from "../../src/expression/power.ts";
import { product } from "../../src/expression/product.ts";
import type { FunctionEntry } from "../../src/functions/function.ts";
import { FUNCTIONS } from "../../src/functions/index.ts";
import { strictRules } from "../../src/functions/rules.ts";

export const [m, n, p] = ["m", "n", "p"].map(sizeOf) as [Dimension, Dimension, Dimension];
const vector = (size: Dimension): Shape => shapeOf(size, UNIT);

const SHAPES: readonly Shape[] = [
  shapeOf(m, n),
  shapeOf(n, n),
  vector(n),
  SCALAR,
  shapeOf(p, m),
  vector(multiplySizes(m, n)),
  shapeOf(multiplySizes(m, p), multiplySizes(n, m)),
];
const SIZES = [m, n];
const MOST_CASES = 4;

/** Functions of index notation, whose arguments are places. */
const OF_INDICES = new Set(["delta", "quotient", "remainder"]);

export interface Case {
  readonly entry: FunctionEntry;
  readonly shapes: readonly Shape[];
  readonly sizes: readonly Dimension[];
  readonly shape: Shape;
}

function* choices<T>(from: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield [];
  else for (const first of from) for (const rest of choices(from, count - 1)) yield [first, ...rest];
}

function casesOf(entry: FunctionEntry): Case[] {
  const found: Case[] = [];
  for (const shapes of choices(SHAPES, entry.arity)) {
    for (const sizes of choices(SIZES, entry.sizeArity?.[1] ?? 0)) {
      if (sizes.length === 2 && sizes[0] === sizes[1]) continue;
      // eigenvalues of a scalar are the scalar
      if (isNumbered(entry) && shapes[0] === SCALAR) continue;
      try {
        const shape = entry.shape(shapes, strictRules(entry.name), sizes);
        if (found.every((c) => c.shapes[0] !== shapes[0] || entry.arity === 1)) {
          found.push({ entry, shapes, sizes, shape });
        }
      } catch {}
      if (found.length === MOST_CASES) return found;
    }
  }
  return found;
}

/** eigval(A, k), eigvec(A, k), leftsingular(A, k). */
const isNumbered = (entry: FunctionEntry): boolean => /^eig|singular$/.test(entry.name);
/** Is the argument the number of an entry? */
export const isPlace = (entry: FunctionEntry, which: number): boolean =>
  OF_INDICES.has(entry.name) || entry.name === "single" || (isNumbered(entry) && which === 1);

export const CASES: readonly Case[] = FUNCTIONS.flatMap(casesOf);

export const titleOf = ({ entry, shapes, sizes }: Case): string => {
  const of = shapes.map((s) => (s === SCALAR ? "scalar" : `${s.rows.key}×${s.cols.key}`));
  return `${entry.name}(${[...of, ...sizes.map((d) => d.key)].join(", ")})`;
};

/** Plain symbols for the arguments; 2, 3, … for the number of an entry. */
export const symbolsOf = ({ entry, shapes }: Case): Expr[] =>
  shapes.map((shape, i) =>
    isPlace(entry, i) ? number(hasOneSingularValue(entry, shapes) ? 1 : i + 1) : symbol(`X${i}`, shape),
  );

const hasOneSingularValue = (entry: FunctionEntry, [X]: readonly Shape[]): boolean =>
  entry.name.endsWith("singular") && (X?.cols === UNIT || X?.rows === UNIT);

/** The arguments that the call is made of: symmetric ones are made of any matrix. */
export const argumentsOf = ({ entry }: Case, symbols: readonly Expr[]): Expr[] =>
  symbols.map((s, i) =>
    entry.domain?.[i] === "symmetric" ? product([number(1, 2), sum([s, transpose(s)])]) : s,
  );

/** The call as it stands, without normal form. */
export const rawCall = ({ entry, sizes, shape }: Case, args: readonly Expr[]): Expr =>
  call(entry, args, sizes, shape);

export const hole = (shape: Shape, name = "H"): SymbolNode => symbol(name, shape);
