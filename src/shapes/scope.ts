/**
 * What the names of a problem mean while its expressions are drafted.
 */
import type { MatrixCalculusError } from "../errors.ts";
import { symbol } from "../expression/build.ts";
import { type Dimension, UNIT } from "../expression/dimension.ts";
import { type Expr, type Shape, type Structure, type SymbolNode, shapeOf } from "../expression/expr.ts";
import type { FunctionEntry } from "../functions/function.ts";
import type { Choice, Syntax } from "../syntax/tree.ts";
import { conventionalKind, type VariableKind } from "./declarations.ts";
import type { SizeUnifier } from "./unify.ts";

/** The shape of a part, perhaps with unknown sizes, and the recipe for its expression once they are known. */
export interface Draft {
  readonly shape: Shape;
  readonly make: () => Expr;
}

export interface Variable {
  readonly name: string;
  readonly shape: Shape;
  readonly structure: Structure | undefined;
  readonly declared: boolean;
}

/** A scalar or a bias that is added to every entry, row or column of something, as written. */
export interface Replication {
  readonly kind: "entry" | "row" | "column";
  readonly what: string;
  readonly to: string;
  readonly of: "number" | "name" | "value" | "bias";
  /** What it is added to is undeclared names, or numbers times such. */
  readonly isOverNames: boolean;
}

export interface Scope {
  readonly sizes: SizeUnifier;
  /** Declared variables, and undeclared ones as they are met. */
  readonly variables: Map<string, Variable>;
  readonly definitions: Map<string, Draft>;
  readonly functions: ReadonlyMap<string, FunctionEntry>;
  /** Names that occur in declared sizes; a scalar where no variable has the name. */
  readonly sizeNames: Set<string>;
  /** What is drafted already, in the order of the recipes: parts before what they are parts of. */
  readonly drafted: Map<Syntax, Draft>;
  /** Bound indices in force. */
  readonly indices: Map<string, { readonly symbol: SymbolNode; readonly size: Dimension }>;
  /** The kinds tried for undeclared names, where they differ from convention. */
  readonly kinds: ReadonlyMap<string, VariableKind>;
  /** What was replicated, in the order it was met. */
  readonly replicated: Replication[];
  /** Readings that were chosen, in the order they were met. */
  readonly choices: Choice[];
  /** Names that stand alone as the vector or matrix they are declared to be; not expanded. */
  readonly opaque: ReadonlySet<string>;
  /** Structures known of names besides their declarations. */
  readonly structures: ReadonlyMap<string, Structure>;
  /** Names whose structure is left out. */
  readonly free: ReadonlySet<string>;
  readonly undeclaredAllowed: boolean;
  /** a² of a column is the power of each entry. */
  readonly columnPowers: boolean;
  /** softmax of a matrix is that of its rows; else an error. */
  readonly matricesByRows: boolean;
  readonly unknown: (name: string, span: { start: number; end: number }) => MatrixCalculusError;
}

/** The variable's symbol, with the sizes found for it. */
export function symbolOf(variable: Variable, scope: Scope): SymbolNode {
  return symbol(variable.name, scope.sizes.resolveShape(variable.shape), variable.structure);
}

export function nameUnknownSizes(scope: Scope): void {
  const shapes = [...scope.variables.values()].map((v) => v.shape);
  const taken = new Set([...scope.variables.keys(), ...scope.definitions.keys(), ...scope.sizeNames]);
  scope.sizes.nameUnknowns(shapes, taken);
}

/** An undeclared name, with the kind of this attempt. */
export function assumeVariable(name: string, scope: Scope): Variable {
  const known = scope.structures.get(name);
  const kind = known ? "matrix" : (scope.kinds.get(name) ?? conventionalKind(name));
  const rows = kind === "scalar" ? UNIT : scope.sizes.fresh();
  const cols = known ? rows : kind === "matrix" ? scope.sizes.fresh() : UNIT;
  const structure = scope.free.has(name) ? undefined : known;
  const variable = { name, shape: shapeOf(rows, cols), structure, declared: false };
  scope.variables.set(name, variable);
  return variable;
}
