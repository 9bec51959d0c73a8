/**
 * Syntax and declarations ─▶ expressions. Every shape error of a user's input is raised here.
 *
 * A pass over the syntax (draft/) infers the shape of each part by unification and leaves a recipe
 * for its expression; the recipes run when all sizes are known. Of the kinds that undeclared names may
 * have the likeliest that fit are taken (kinds.ts).
 *
 *     Y = X W + b  ─▶  Y = X W + 1 bᵀ;  assumed: X is m×n, W is n×p, b is a vector of p, …
 */
import { ShapeError, UnsupportedError } from "../errors.ts";
import { type Expr, isScalar, type Structure, type SymbolNode } from "../expression/expr.ts";
import type { FunctionEntry } from "../functions/function.ts";
import { isEntryName } from "../functions/index.ts";
import type { Choice, Statement, Syntax } from "../syntax/tree.ts";
import {
  assumedShapes,
  distinctChoices,
  refuseChoices,
  replicationText,
  statedChoices,
  unusualKinds,
} from "./choices.ts";
import {
  conventionalKind,
  type DeclaredType,
  declaredType,
  roleOf,
  typeText,
  type VariableKind,
} from "./declarations.ts";
import { draft } from "./draft/draft.ts";
import { checkNames, conforming, difference, type EquationSyntax, orthonormalName } from "./equations.ts";
import { costOfMade, costsOf, kindChoices, likeliest, type Made, undeclaredNames } from "./kinds.ts";
import { kindsByUse, writtenSizes } from "./names.ts";
import {
  type Draft,
  nameUnknownSizes,
  openScope,
  type Replication,
  type Scope,
  type ScopeOptions,
  symbolOf,
} from "./scope.ts";
import { Tried } from "./tried.ts";

interface Definition {
  readonly name: string;
  readonly value: Expr;
  /** What was written, before replication and normal form. */
  readonly syntax: Syntax;
}

/** What a choice of kinds makes of the statements, before it is said what was chosen. */
interface Reading {
  readonly made: Omit<Elaborated, "assumed" | "choices">;
  readonly scope: Scope;
}

type TriedKinds = Tried<Reading>;
/** For `most` readings. */
export const newTried = (most?: number): TriedKinds => new Tried<Reading>(most);

export interface Elaborated {
  /** Declared or used, in the order they were met. */
  readonly variables: ReadonlyMap<string, SymbolNode>;
  readonly definitions: readonly Definition[];
  /** The last statement that is no declaration: what is to be differentiated. */
  readonly value: Expr;
  /** Its name, if it is a definition. */
  readonly name: string | undefined;
  readonly functions: ReadonlyMap<string, FunctionEntry>;
  readonly assumed: readonly string[];
  /** Of what is assumed the readings that were chosen among several; said before all else. */
  readonly choices: readonly Choice[];
  readonly replicated: readonly Replication[];
  /** Names of sizes, and of whole exponents such as the k of X^k. */
  readonly sizeNames: ReadonlySet<string>;
  /** What was given and what its equations say of square matrices. */
  readonly structures: ReadonlyMap<string, Structure>;
  /** The equations that were given, by both sides. */
  readonly equations: readonly { readonly left: Expr; readonly right: Expr }[];
}

export interface ElaborateOptions extends ScopeOptions {
  /** Types from outside the text, as a batch line has them. */
  readonly types?: ReadonlyMap<string, DeclaredType>;
  /** What is known besides the structures; of one shape on both sides. */
  readonly equations?: readonly EquationSyntax[];
  /** What undeclared names are likely to be, where something else than convention says so. */
  readonly likely?: ReadonlyMap<string, VariableKind>;
  /** Of the undeclared names those that may be something else than is likely; all, where it isn't said. */
  readonly open?: ReadonlySet<string>;
  /** True: what nothing declares, or has several readings, is an error. */
  readonly strict?: boolean | undefined;
  /** What was tried for the same statements and options with other kinds that are likely. */
  readonly tried?: TriedKinds | undefined;
}

export function elaborate(statements: readonly Statement[], options: ElaborateOptions = {}): Elaborated {
  const found = elaborateWith(statements, options);
  const orthogonal = (options.equations ?? []).flatMap((equation) => {
    const name = orthonormalName(equation);
    const shape = name === undefined ? undefined : found.variables.get(name)?.shape;
    return shape && shape.rows === shape.cols ? [{ name: name as string, equation }] : [];
  });
  if (orthogonal.length === 0) return found;
  return elaborateWith(statements, {
    ...options,
    tried: undefined,
    structures: new Map([
      ...(options.structures ?? []),
      ...orthogonal.map(({ name }) => [name, "orthogonal"] as const),
    ]),
    equations: options.equations?.filter((e) => orthogonal.every(({ equation }) => equation !== e)) ?? [],
  });
}

function elaborateWith(statements: readonly Statement[], options: ElaborateOptions): Elaborated {
  const types = new Map(options.types);
  for (const s of statements) {
    if (s.kind !== "declaration") continue;
    const type = declaredType(s.type);
    for (const { name, span } of s.names) {
      if (type.kind !== "variable" && isEntryName(name)) {
        const hint = "leave the declaration out, or give the function another name";
        throw new UnsupportedError(`${name} is a function already, whose derivative is known`, span, hint);
      }
      const before = types.get(name);
      if (before && typeText(before) !== typeText(type)) {
        const twice = `${name} is declared twice, as ${typeText(before)} and as ${typeText(type)}`;
        throw new ShapeError(twice, span, "keep one of the two declarations");
      }
      types.set(name, type);
    }
  }
  const own = statements.filter((s) => s.kind !== "declaration");
  const values = [...own.slice(0, -1), ...(options.equations ?? []).map(difference), ...own.slice(-1)];
  const roots = values.map((s) => s.value);
  const isGiven = (name: string): boolean => types.has(name) || options.free?.has(name) === true;
  const defined = new Set(own.flatMap((s) => (s.kind === "definition" ? s.name : [])));
  const sizes = [...writtenSizes(roots)].filter((name) => !isGiven(name) && !defined.has(name));
  checkNames(options.equations ?? [], own, new Set([...types.keys(), ...sizes]));
  const undeclared = undeclaredNames(values, types).filter((name) => !sizes.includes(name));
  let firstError: unknown;
  const byUse = new Map(values.flatMap((s) => [...kindsByUse(s.value)]));
  const usual = (name: string): VariableKind =>
    options.likely?.get(name) ?? byUse.get(name) ?? conventionalKind(name);
  const open = options.open ? undeclared.filter((name) => options.open!.has(name)) : undeclared;
  const fixed = undeclared.map((name) => [name, usual(name)] as const);
  let best: { readonly reading: Reading; readonly cost: number } | undefined;
  const isTold = options.likely !== undefined;
  const tried = options.tried ?? newTried();
  const withSizes = { ...options, sizeNames: [...(options.sizeNames ?? []), ...sizes] };
  const costs = costsOf(open, usual, roots, isTold);
  const start = tried.startingFrom(new Map([...fixed, ...likeliest(costs)]));
  for (const choice of kindChoices(costs)) {
    if ((best && choice.cost >= best.cost) || (tried.isSpent && (best || firstError))) break;
    let scope: Scope | undefined;
    const reading = tried.at(
      start,
      choice.changed,
      (kinds) => {
        scope = openScope(types, kinds, withSizes);
        const found = readingIn(scope, values, options.equations);
        if (options.strict) refuseChoices(choicesIn(found, values, options), found.scope);
        return found;
      },
      () => scope?.variables.keys() ?? [],
    );
    if (reading instanceof ShapeError) {
      firstError ??= reading;
      continue;
    }
    const cost = choice.cost + costOfMade(madeBy(reading.made), isTold);
    if (!best || cost < best.cost) best = { reading, cost };
  }
  if (best) return saying(best.reading, values, options);
  throw firstError;
}

const madeBy = ({ replicated, variables, value }: Reading["made"]): Made => ({
  replicated,
  value: roleOf(value.shape),
  hasOnlyScalars: [...variables.values()].every(isScalar),
});

type Value = Exclude<Statement, { kind: "declaration" }>;

function readingIn(
  scope: Scope,
  values: readonly Value[],
  equations: readonly EquationSyntax[] = [],
): Reading {
  const drafts: { name: string | undefined; syntax: Syntax; drafted: Draft }[] = [];
  for (const s of values) {
    const drafted = draft(s.value, scope);
    const name = s.kind === "definition" ? s.name : undefined;
    if (name !== undefined && !scope.opaque.has(name)) scope.definitions.set(name, drafted);
    if (name !== undefined && scope.opaque.has(name) && !scope.variables.has(name)) {
      scope.variables.set(name, { name, shape: drafted.shape, structure: undefined, declared: true });
    }
    drafts.push({ name, syntax: s.value, drafted });
  }
  const last = drafts.at(-1);
  if (!last) throw new ShapeError("there is nothing to differentiate: write an expression or a definition");
  nameUnknownSizes(scope);
  for (const { make } of scope.drafted.values()) make();
  const side = (syntax: Syntax): Expr => (scope.drafted.get(syntax) as Draft).make();
  const made = drafts.map(({ name, syntax, drafted }) => ({ name, syntax, value: drafted.make() }));
  const variables = new Map<string, SymbolNode>();
  for (const v of scope.variables.values()) variables.set(v.name, symbolOf(v, scope));
  const read = {
    variables,
    definitions: made.filter((d): d is Definition => d.name !== undefined),
    value: made.at(-1)!.value,
    name: last.name,
    functions: scope.functions,
    replicated: scope.replicated,
    sizeNames: scope.sizeNames,
    structures: scope.structures,
    equations: equations.map(({ left, right }) => conforming(side(left), side(right))),
  };
  return { made: read, scope };
}

const choicesIn = (
  { scope }: Pick<Reading, "scope">,
  values: readonly Value[],
  { likely }: ElaborateOptions,
): Choice[] =>
  distinctChoices([
    ...values.flatMap((s) => s.choices ?? []),
    ...unusualKinds(scope, likely),
    ...scope.choices,
  ]);

/** With what was chosen and assumed. */
function saying({ made, scope }: Reading, values: readonly Value[], options: ElaborateOptions): Elaborated {
  const choices = choicesIn({ scope }, values, options);
  const assumed = [
    ...statedChoices(choices),
    ...assumedShapes(scope),
    ...scope.replicated.map(replicationText),
  ];
  return { ...made, assumed, choices };
}
