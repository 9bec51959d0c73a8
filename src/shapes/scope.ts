/**
 * What the names of a problem mean while its expressions are drafted.
 */

import { ShapeError } from "../errors.ts";
import { symbol } from "../expression/build.ts";
import { type Dimension, sizeNames, UNIT } from "../expression/dimension.ts";
import {
  type Expr,
  type Shape,
  type Structure,
  type SymbolNode,
  shapeOf,
  shapeText,
} from "../expression/expr.ts";
import type { FunctionEntry } from "../functions/function.ts";
import { unknownElementwise, unknownFunction } from "../functions/own/unknown.ts";
import type { Choice, Syntax } from "../syntax/tree.ts";
import { conventionalKind, type DeclaredType, type VariableKind } from "./declarations.ts";
import { SizeUnifier } from "./unify.ts";

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
}

/** What a scope is told from outside the text. */
export interface ScopeOptions {
  /** A user's own functions, by name. */
  readonly functions?: ReadonlyMap<string, FunctionEntry>;
  /** Structures known besides the declared ones; such a matrix is square. */
  readonly structures?: ReadonlyMap<string, Structure>;
  /** Structures are left out of these variables (they are differentiated by, with all entries free). */
  readonly free?: ReadonlySet<string>;
  /** Defined names that are kept as variables: the derivative is with respect to them. */
  readonly opaque?: ReadonlySet<string>;
  /** Names of sizes besides those of the types. */
  readonly sizeNames?: Iterable<string> | undefined;
  /** False: an undeclared name is an error. */
  readonly undeclaredAllowed?: boolean;
  /** True: a² of a column is the power of each entry, as notes have it; else an error. */
  readonly columnPowers?: boolean;
}

export function openScope(
  types: ReadonlyMap<string, DeclaredType>,
  kinds: ReadonlyMap<string, VariableKind>,
  {
    free,
    functions: own,
    opaque,
    structures,
    sizeNames: namedSizes = [],
    undeclaredAllowed = true,
    columnPowers = false,
  }: ScopeOptions,
): Scope {
  const variables = new Map<string, Variable>();
  const functions = new Map(own);
  const sizes = new Set(namedSizes);
  for (const [name, type] of types) {
    if (type.kind === "elementwise-function") functions.set(name, unknownElementwise(name));
    else if (type.kind === "function") functions.set(name, unknownFunction(name, type.argument, type.result));
    else {
      const known = structures?.get(name) ?? type.structure;
      if (structures?.has(name) && type.shape.rows !== type.shape.cols) {
        throw new ShapeError(`${name} is ${shapeText(type.shape)}, and a matrix that is ${known} is square`);
      }
      const structure = free?.has(name) ? undefined : known;
      variables.set(name, { name, shape: type.shape, structure, declared: true });
    }
    const shapes =
      type.kind === "variable" ? [type.shape] : type.kind === "function" ? [type.argument, type.result] : [];
    for (const shape of shapes) {
      for (const size of [...sizeNames(shape.rows), ...sizeNames(shape.cols)]) sizes.add(size);
    }
  }
  return {
    sizes: new SizeUnifier(),
    variables,
    definitions: new Map(),
    functions,
    sizeNames: sizes,
    drafted: new Map(),
    indices: new Map(),
    kinds,
    replicated: [],
    choices: [],
    opaque: opaque ?? new Set(),
    structures: structures ?? new Map(),
    free: free ?? new Set(),
    undeclaredAllowed,
    columnPowers,
    // notes have readings of their own for what they leave open
    matricesByRows: !columnPowers,
  };
}

export const knownNames = ({ variables, definitions, functions }: Scope): string[] => [
  ...variables.keys(),
  ...definitions.keys(),
  ...functions.keys(),
];

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
