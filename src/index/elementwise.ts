/**
 * f′ at a scalar, from the table's `derivative` column: a formula in matgrad's text in x, F and π, or a function.
 *
 *     tanh, x = z_ij  ─▶  1 − tanh(z_ij)²
 */

import { UnsupportedError } from "../errors.ts";
import { rationalNumber, symbol } from "../expression/build.ts";
import { type CallNode, type Expr, memoised, SCALAR } from "../expression/expr.ts";
import { PI } from "../expression/rational.ts";
import { substitute } from "../expression/walk.ts";
import { entryOf, FUNCTION_NAMES } from "../functions/index.ts";
import type { DeclaredType } from "../shapes/declarations.ts";
import { elaborate } from "../shapes/elaborate.ts";
import { parseStatements } from "../syntax/parse.ts";
import type { Statement } from "../syntax/tree.ts";

const SCALAR_TYPE: DeclaredType = { kind: "variable", shape: SCALAR, structure: undefined };
const TYPES: ReadonlyMap<string, DeclaredType> = new Map([
  ["x", SCALAR_TYPE],
  ["F", SCALAR_TYPE],
  ["pi", SCALAR_TYPE],
]);

const parsed = new Map<string, readonly Statement[]>();

function formulaOf(text: string): Expr {
  const statements = parsed.get(text) ?? parseStatements(text, { functionNames: FUNCTION_NAMES });
  parsed.set(text, statements);
  return elaborate(statements, { types: TYPES, undeclaredAllowed: false }).value;
}

/**
 * f′(x) for a scalar call f(x).
 * @throws UnsupportedError where the entry has no `derivative`.
 */
export const elementwiseDerivative: (e: Expr) => Expr = memoised((e) => {
  const { fn, args } = e as CallNode;
  const { derivative, name } = entryOf(fn);
  const [x] = args as readonly [Expr];
  if (derivative === undefined) {
    throw new UnsupportedError(`${name} has no derivative: its entry lacks the column "derivative"`);
  }
  if (typeof derivative !== "string") return derivative(x);
  const replacements = new Map<Expr, Expr>([
    [symbol("x", SCALAR), x],
    [symbol("F", SCALAR), e],
    [symbol("pi", SCALAR), rationalNumber(PI)],
  ]);
  return substitute(formulaOf(derivative), replacements);
});
