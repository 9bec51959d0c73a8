/**
 * What each name of a problem is, as data for an editor: kind, size, whether it was declared, where it stands.
 *
 *     names(parse("Y = X W + b"))  ─▶  X: matrix m×n, inferred, "X : matrix m n", at [4, 5) …
 */
import type { Span } from "../errors.ts";
import { UNIT } from "../expression/dimension.ts";
import { inOwnStore, type Shape, type Structure, shapeText } from "../expression/expr.ts";
import { elaborate } from "../shapes/elaborate.ts";
import { nameNodes } from "../syntax/parts.ts";
import type { Statement } from "../syntax/tree.ts";
import { requireArgument } from "../taken.ts";
import { type ParsedProblem, statementsBy } from "./parse.ts";
import { PROBLEM } from "./tables.ts";

export interface NameInfo {
  readonly name: string;
  readonly kind: "scalar" | "vector" | "matrix";
  /** `m×n`, or scalar. */
  readonly shape: string;
  readonly structure?: Structure;
  /** Said by the text; inferred: found from its use and by convention; defined: the value of a statement. */
  readonly origin: "declared" | "inferred" | "defined";
  /** A declaration that says the same, `X : matrix m n`; absent where there is one, and of what is defined. */
  readonly declaration?: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly places: readonly Span[];
}

/**
 * The names of a problem in the order in which they are met, with what matgrad takes them for.
 *
 *     names(parse("L = ‖X w - y‖²"))[0].shape === "m×n"
 *
 * @throws ShapeError, UnknownNameError, UnsupportedError where the statements have no meaning; ArgumentError
 */
export function names(problem: ParsedProblem): readonly NameInfo[] {
  requireArgument("names", "a problem", PROBLEM, problem);
  return namesOf(statementsBy(problem), problem.functions);
}

/** Of statements that are read already. */
export const namesOf = (
  statements: readonly Statement[],
  functions: ParsedProblem["functions"] = new Map(),
): readonly NameInfo[] => inOwnStore(() => namesIn(statements, functions));

function namesIn(
  statements: readonly Statement[],
  functions: ParsedProblem["functions"],
): readonly NameInfo[] {
  const { variables, definitions } = elaborate(statements, { functions });
  const places = placesOf(statements);
  const declared = new Set(
    statements.flatMap((s) => (s.kind === "declaration" ? s.names.map(({ name }) => name) : [])),
  );
  const given = [...variables.values()].map(({ name, shape, structure }): NameInfo => {
    const isDeclared = declared.has(name);
    return {
      ...facts(name, shape, places),
      ...(structure && { structure }),
      origin: isDeclared ? "declared" : "inferred",
      ...(!isDeclared && { declaration: declarationOf(name, shape) }),
    };
  });
  const defined = definitions.map(
    ({ name, value }): NameInfo => ({ ...facts(name, value.shape, places), origin: "defined" }),
  );
  return [...given, ...defined];
}

const facts = (name: string, shape: Shape, places: ReadonlyMap<string, readonly Span[]>) => ({
  name,
  kind: kindOf(shape),
  shape: shapeText(shape),
  places: places.get(name) ?? [],
});

function kindOf({ rows, cols }: Shape): NameInfo["kind"] {
  if (cols !== UNIT) return "matrix";
  return rows === UNIT ? "scalar" : "vector";
}

function declarationOf(name: string, shape: Shape): string {
  const { rows, cols } = shape;
  const sizes = { scalar: "", vector: ` ${rows.key}`, matrix: ` ${rows.key} x ${cols.key}` };
  const kind = kindOf(shape);
  return kind === "matrix" ? `${name} :${sizes.matrix}` : `${name} : ${kind}${sizes[kind]}`;
}

/** Where names stand: in declarations, at the head of definitions, in formulas. */
function placesOf(statements: readonly Statement[]): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>();
  const add = (name: string, span: Span): void => {
    found.set(name, [...(found.get(name) ?? []), span]);
  };
  for (const statement of statements) {
    if (statement.kind === "declaration") {
      for (const { name, span } of statement.names) add(name, span);
      continue;
    }
    if (statement.kind === "definition") add(statement.name, statement.nameSpan);
    for (const { name, span } of nameNodes(statement.value)) add(name, span);
  }
  return found;
}
