/**
 * What a claim says: its syntax as an expression over the variables and definitions of a problem.
 *
 *     "2*A*x" in the problem x'Ax  ─▶  2 A x over the problem's own A and x
 */
import { ParseError, ShapeError } from "../../errors.ts";
import { zeros } from "../../expression/build.ts";
import type { Expr, Shape, SymbolNode } from "../../expression/expr.ts";
import { FUNCTION_NAMES } from "../../functions/index.ts";
import { type DeclaredType, readingOf } from "../../shapes/declarations.ts";
import { type Elaborated, elaborate } from "../../shapes/elaborate.ts";
import { readStatements } from "../../syntax/read.ts";
import type { Statement, Syntax } from "../../syntax/tree.ts";
import type { Question } from "../problem.ts";

/** The names that a claim may use: those of the problem, and the sizes they have there. */
export interface ClaimContext {
  readonly types: ReadonlyMap<string, DeclaredType>;
  /** Definitions and declarations that come before the claim. */
  readonly definitions: readonly Statement[];
  /** Names of sizes besides those of the types: the k of X^k. */
  readonly sizeNames?: ReadonlySet<string>;
  /** a² of a column is the power of each entry. */
  readonly columnPowers?: boolean;
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
  const { sizeNames } = elaborated;
  return { types: known, sizeNames, definitions: statements.filter((s) => s.kind !== "expression") };
}

/** The last formula of the text; what it defines before is part of the context. Throws ParseError. */
export function parseClaim(text: string, context: ClaimContext): readonly [ClaimText, ClaimContext] {
  const { variables, sizes } = readingOf(context.types, definedIn(context));
  const known = { variables, sizes: [...sizes, ...(context.sizeNames ?? [])] };
  const statements = readStatements(text, {
    functionNames: FUNCTION_NAMES,
    functions: functionsOf(context),
    ...known,
  });
  const values = statements.filter((s) => s.kind !== "declaration");
  const last = values.at(-1);
  if (!last) throw new ParseError("the claim has no formula");
  const definitions = [...context.definitions, ...values.slice(0, -1)];
  return [
    { text, syntax: last.value },
    { ...context, definitions },
  ];
}

const definedIn = ({ definitions }: ClaimContext): string[] =>
  definitions.flatMap((s) => (s.kind === "definition" ? [s.name] : []));

function functionsOf({ types, definitions }: ClaimContext): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, type] of types) if (type.kind !== "variable") names.add(name);
  for (const s of definitions) {
    if (s.kind === "declaration" && s.type.words.includes("function"))
      for (const { name } of s.names) names.add(name);
  }
  return names;
}

/**
 * The claim's expression. A bare 0 is the zero of the expected shape, an I of unknown size has that size.
 * Throws ShapeError where it doesn't conform, UnknownNameError for a name that the problem hasn't.
 */
export function readClaim(syntax: Syntax, context: ClaimContext, expected?: Shape): Expr {
  const { span } = syntax;
  const { types, sizeNames, columnPowers = false } = context;
  const options = { types, sizeNames, columnPowers, undeclaredAllowed: false };
  const { value } = elaborate([...context.definitions, { kind: "expression", value: syntax, span }], options);
  if (!expected) return value;
  if (isBareZero(syntax)) return zeros(expected);
  if (value.shape === expected || !hasUnknownSize(value)) return value;
  return readBeside(syntax, context, expected) ?? value;
}

const hasUnknownSize = ({ shape }: Expr): boolean => `${shape.rows.key}${shape.cols.key}`.includes("?");

const CLAIM = "the claim";
const DERIVATIVE = "the derivative";

/** The claim where it stands in a difference from something of the expected shape; undefined where it can't. */
function readBeside(syntax: Syntax, context: ClaimContext, expected: Shape): Expr | undefined {
  const { span } = syntax;
  const { types, sizeNames, definitions, columnPowers = false } = context;
  const side = (sign: "+" | "-", name: string) => ({ sign, term: { kind: "name", name, span } }) as const;
  const statements: Statement[] = [
    ...definitions,
    { kind: "definition", name: CLAIM, nameSpan: span, parameters: [], value: syntax, span },
    {
      kind: "expression",
      value: { kind: "sum", terms: [side("+", CLAIM), side("-", DERIVATIVE)], span },
      span,
    },
  ];
  const declared = new Map(types);
  declared.set(DERIVATIVE, { kind: "variable", shape: expected, structure: undefined });
  try {
    const found = elaborate(statements, {
      ...{ types: declared, sizeNames, columnPowers, undeclaredAllowed: false },
    });
    return found.definitions.find((d) => d.name === CLAIM)?.value;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return undefined;
  }
}

const isBareZero = (syntax: Syntax): boolean => syntax.kind === "number" && Number(syntax.text) === 0;
