/**
 * A problem from text, and index notation as a matrix whose value can be compared.
 */
import { type Check, checkDerivative, type DerivativeKind } from "../../src/evaluate/index.ts";
import { bound } from "../../src/expression/blocks.ts";
import { call, symbol } from "../../src/expression/build.ts";
import { type Dimension, multiplySizes } from "../../src/expression/dimension.ts";
import {
  type Expr,
  freshStore,
  isScalar,
  SCALAR,
  type Shape,
  type SymbolNode,
  shapeOf,
} from "../../src/expression/expr.ts";
import { SINGLE } from "../../src/expression/heads.ts";
import { product } from "../../src/expression/product.ts";
import { FUNCTION_NAMES } from "../../src/functions/index.ts";
import type { IndexDerivative, IndexKind, IndexProblem } from "../../src/index/index.ts";
import { pairOf } from "../../src/index/terms/places.ts";
import { elaborate } from "../../src/shapes/elaborate.ts";
import { parseStatements } from "../../src/syntax/parse.ts";

export interface Asked {
  readonly text: string;
  readonly wrt: string;
  readonly kind?: IndexKind;
  readonly order?: 1 | 2;
}

/** The problem of a text; a gradient of a scalar, a vjp of anything else, unless a kind is asked for. */
export function problemOf({ text, wrt, kind, order = 1 }: Asked): IndexProblem & { cotangent?: SymbolNode } {
  freshStore();
  const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
  const { value, variables } = elaborate(statements, { free: new Set([wrt]) });
  const by = variables.get(wrt);
  if (!by) throw new Error(`${wrt} is no variable of ${text}`);
  const natural = isScalar(by) ? "scalar-wrt" : isScalar(value) ? "gradient" : "vjp";
  const asked = kind ?? natural;
  const G = asked === "vjp" ? symbol("G", value.shape) : undefined;
  return { value, wrt: by, kind: asked, order, ...(G && { cotangent: G }) };
}

/** Compares a matrix with numerical derivatives. */
export function checked(problem: ReturnType<typeof problemOf>, derivative: Expr): Check {
  const { value, wrt, cotangent, order = 1 } = problem;
  const kind: DerivativeKind = order === 2 && problem.kind !== "scalar-wrt" ? "hessian" : problem.kind;
  return checkDerivative({ expr: value, wrt, derivative, kind, order, ...(cotangent && { cotangent }) });
}

interface Place {
  readonly at: Expr;
  readonly size: Dimension;
  readonly indices: readonly (readonly [Expr, Dimension])[];
}

const single = (at: Expr, size: Dimension): Place => ({ at, size, indices: [[at, size]] });
/** (j − 1) m + i of columns stacked. */
const stacked = (i: Expr, j: Expr, { rows, cols }: Shape): Place => ({
  at: pairOf(j, i, rows),
  size: multiplySizes(rows, cols),
  indices: [
    [i, rows],
    [j, cols],
  ],
});

/** Σ over all free indices of an entry times the single-entry matrix of its place. */
function placed(entry: Expr, row: Place, column: Place): Expr {
  const shape = shapeOf(row.size, column.size);
  const body =
    shape === SCALAR
      ? entry
      : product([entry, call(SINGLE, [row.at, column.at], [row.size, column.size], shape)]);
  return [...row.indices, ...column.indices].reduce<Expr>(
    (e, [index, size]) => (index.kind === "symbol" ? bound(index, size, e) : e),
    body,
  );
}

/** The matrix of an entry formula in the derivative's free indices. */
export function matrixOf(entry: Expr, problem: IndexProblem, found: IndexDerivative): Expr {
  const { value, wrt, kind } = problem;
  const { i, j } = found.value;
  const [first, second] = found.wrt;
  if (!first) throw new Error("there is an index of the variable");
  if (kind === "scalar-wrt") {
    return placed(entry, single(i, value.shape.rows), single(j, value.shape.cols));
  }
  if (second)
    return placed(entry, stacked(first.p, first.q, wrt.shape), stacked(second.p, second.q, wrt.shape));
  if (kind === "gradient" || kind === "vjp") {
    return placed(entry, single(first.p, wrt.shape.rows), single(first.q, wrt.shape.cols));
  }
  return placed(entry, stacked(i, j, value.shape), stacked(first.p, first.q, wrt.shape));
}

/** The value's own entries as a matrix. */
export const entriesOf = (problem: IndexProblem, found: IndexDerivative): Expr =>
  placed(
    found.entry,
    single(found.value.i, problem.value.shape.rows),
    single(found.value.j, problem.value.shape.cols),
  );
