/**
 * Equations that are given beside the statements: what they may be about, and that their sides conform.
 *
 *     sum(y) = 1 beside L = -y' log(softmax(z))
 */
import { UnknownNameError } from "../errors.ts";
import { isZero, ones } from "../expression/build.ts";
import { type Expr, isScalar } from "../expression/expr.ts";
import { product } from "../expression/product.ts";
import type { Statement, Syntax } from "../syntax/tree.ts";
import { isConstantName, namesIn, nearestNames } from "./names.ts";

/** left = right, known to hold. */
export interface EquationSyntax {
  readonly left: Syntax;
  readonly right: Syntax;
}

/** left − right: what must conform. */
export function difference({ left, right }: EquationSyntax): Extract<Statement, { kind: "expression" }> {
  const { span } = left;
  const terms = [
    { sign: "+", term: left },
    { sign: "-", term: right },
  ] as const;
  return { kind: "expression", value: { kind: "sum", terms, span }, span };
}

/** Y 𝟏 = 1 holds for every entry; a 0 stays as it is. */
export function conforming(left: Expr, right: Expr): { readonly left: Expr; readonly right: Expr } {
  const isSpread = isScalar(right) && !isScalar(left) && !isZero(right);
  return { left, right: isSpread ? product([right, ones(left.shape)]) : right };
}

/** What is given must be of something that the problem has. */
export function checkNames(
  equations: readonly EquationSyntax[],
  values: readonly Exclude<Statement, { kind: "declaration" }>[],
  declared: ReadonlySet<string>,
): void {
  const known = new Set([...declared, ...values.flatMap((s) => namesIn(s.value))]);
  for (const s of values) if (s.kind === "definition") known.add(s.name);
  for (const side of equations.flatMap(({ left, right }) => [left, right])) {
    const foreign = namesIn(side).find((name) => !known.has(name) && !isConstantName(name));
    if (foreign === undefined) continue;
    const facts = `${foreign}, of which something is given, does not occur`;
    throw new UnknownNameError(facts, undefined, nearestNames(foreign, [...known]));
  }
}

export const transposedName = (syntax: Syntax): string | undefined =>
  syntax.kind === "transpose" && syntax.of.kind === "name" ? syntax.of.name : undefined;

/** The Q of Q' Q = I or Q Q' = I: orthogonal if it is square, with orthonormal columns or rows if it isn't. */
export function orthonormalName({ left, right }: EquationSyntax): string | undefined {
  const isIdentity = (side: Syntax): boolean =>
    (side.kind === "name" && side.name === "I") || (side.kind === "call" && side.name === "eye");
  const whole = isIdentity(right) ? left : isIdentity(left) ? right : undefined;
  if (whole?.kind !== "product" || whole.factors.length !== 2) return undefined;
  const [first, second] = whole.factors.map((f) => f.factor) as [Syntax, Syntax];
  const pairs = [
    [first, second],
    [second, first],
  ] as const;
  return pairs.flatMap(([a, b]) => (b.kind === "name" && transposedName(a) === b.name ? [b.name] : []))[0];
}
