/**
 * Equations that are given beside the statements: what they may be about, and that their sides conform.
 *
 *     sum(y) = 1 beside L = -y' log(softmax(z))
 */
import { UnknownNameError } from "../errors.ts";
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
