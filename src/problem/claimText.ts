/**
 * What a claim says: its syntax as an expression over the variables and definitions of a problem.
 *
 *     "2*A*x" in the problem x'Ax  ─▶  2 A x over the problem's own A and x
 */
import { ParseError } from "../errors.ts";
import { zeros } from "../expression/build.ts";
import type { Expr, Shape, SymbolNode } from "../expression/expr.ts";
import { FUNCTION_NAMES } from "../functions/index.ts";
import type { DeclaredType } from "../shapes/declarations.ts";
import { type Elaborated, elaborate } from "../shapes/elaborate.ts";
import { parseStatements } from "../syntax/parse.ts";
import type { Statement, Syntax } from "../syntax/tree.ts";
import type { Question } from "./problem.ts";

/** The names that a claim may use: those of the problem, and the sizes they have there. */
export interface ClaimContext {
  readonly types: ReadonlyMap<string, DeclaredType>;
  /** Definitions that come before the claim. */
  readonly definitions: readonly Statement[];
}

/** A claim as it was written: the text is for sentences that quote a part of it. */
export interface ClaimText {
  readonly text: string;
  readonly syntax: Syntax;
}

/** The problem's variables (with the structure they were declared with), functions and definitions. */
export function contextOf(
  elaborated: Elaborated,
  { structured, cotangent }: Pick<Question, "structured" | "cotangent">,
  statements: readonly Statement[] = [],
  types: ReadonlyMap<string, DeclaredType> = new Map(),
): ClaimContext {
  const known = new Map(types);
  const declare = (s: SymbolNode | undefined): void => {
    if (s) known.set(s.name, { kind: "variable", shape: s.shape, structure: s.structure });
  };
  for (const s of elaborated.variables.values()) declare(s);
  declare(structured);
  declare(cotangent);
  return { types: known, definitions: statements.filter((s) => s.kind === "definition") };
}

/** The last formula of the text; what it defines before is part of the context. Throws ParseError. */
export function parseClaim(text: string, context: ClaimContext): readonly [ClaimText, ClaimContext] {
  const statements = parseStatements(text, { functionNames: FUNCTION_NAMES });
  const values = statements.filter((s) => s.kind !== "declaration");
  const last = values.at(-1);
  if (!last) throw new ParseError("the claim has no formula");
  const definitions = [...context.definitions, ...values.slice(0, -1)];
  return [
    { text, syntax: last.value },
    { ...context, definitions },
  ];
}

/**
 * The claim's expression. A bare 0 is the zero of the expected shape.
 * Throws ShapeError where it doesn't conform, UnknownNameError for a name that the problem hasn't.
 */
export function readClaim(syntax: Syntax, context: ClaimContext, expected?: Shape): Expr {
  const statement: Statement = { kind: "expression", value: syntax, span: syntax.span };
  const options = { types: context.types, undeclaredAllowed: false };
  const { value } = elaborate([...context.definitions, statement], options);
  return expected && isBareZero(syntax) ? zeros(expected) : value;
}

const isBareZero = (syntax: Syntax): boolean => syntax.kind === "number" && Number(syntax.text) === 0;
