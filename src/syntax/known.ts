/**
 * What a text, and what is around it, says of its names.
 *
 *     x : n; y = A x; Σ_i y_i  ─▶  x a vector, y defined, A used, y_i an entry under the index i
 */

import { isOfSquares, structureNamed } from "../structures.ts";
import { type KnownNames, knownNames } from "./likeness.ts";
import { isPartOfKnown, subscripted } from "./names.ts";
import { allParts, partsOf } from "./parts.ts";
import type { Statement, Syntax, TypeSyntax } from "./tree.ts";

export type Role = "scalar" | "vector" | "matrix";

export interface Surroundings {
  readonly functionNames: ReadonlySet<string>;
  /** Variables besides the text's own: the types of a batch line, what is differentiated by. */
  readonly variables?: ReadonlyMap<string, Role | undefined> | undefined;
  /** Functions besides the engine's. */
  readonly functions?: Iterable<string> | undefined;
  /** Names of their sizes. */
  readonly sizes?: Iterable<string> | undefined;
}

interface Parametric {
  readonly parameters: readonly string[];
  readonly value: Syntax;
}

export interface Known {
  readonly functions: ReadonlySet<string>;
  /** Declared, defined, or known from outside; the role of a definition is not known yet. */
  readonly roles: ReadonlyMap<string, Role | undefined>;
  /** How the names that are declared, defined or known from outside are spelled. */
  readonly spellings: KnownNames;
  /** Names that nothing declares and that stand as values, with how often. */
  readonly used: ReadonlyMap<string, number>;
  /** Names with an index of a sum as a subscript, and these indices. */
  readonly indexed: ReadonlySet<string>;
  /** Definitions with parameters. */
  readonly parametric: ReadonlyMap<string, Parametric>;
  readonly defined: ReadonlySet<string>;
  /** Names of declared sizes, which no variable has. */
  readonly sizes: ReadonlySet<string>;
  /** How often T stands alone in an exponent, and e under one. */
  readonly raised: number;
  readonly eulers: number;
}

export function knownIn(statements: readonly Statement[], around: Surroundings): Known {
  const { functionNames, variables } = around;
  const own = new Set(around.functions);
  const roles = new Map(variables);
  const parametric = new Map<string, Parametric>();
  const [sizes, defined] = [new Set(around.sizes), new Set<string>()];
  for (const s of statements) {
    if (s.kind === "declaration") {
      for (const { name } of s.names) {
        if (s.type.words.includes("function")) own.add(name);
        else roles.set(name, roleOf(s.type));
      }
      for (const size of [...s.type.sizes, ...(s.type.result?.sizes ?? [])])
        for (const name of valuesIn(size)) sizes.add(name);
    } else if (s.kind === "definition") {
      defined.add(s.name);
      if (!roles.has(s.name)) roles.set(s.name, undefined);
      for (const name of s.parameters) if (!roles.has(name)) roles.set(name, undefined);
      if (s.parameters.length > 0) parametric.set(s.name, s);
    }
  }
  for (const name of sizes) {
    if (roles.has(name)) sizes.delete(name);
    else roles.set(name, "scalar");
  }
  const functions = own.size === 0 ? functionNames : new Set([...functionNames, ...own]);
  const spellings = knownNames([...roles.keys(), ...[...own].filter((name) => !functionNames.has(name))]);
  const used = new Map<string, number>();
  const indexed = new Set<string>();
  for (const s of statements) {
    if (s.kind === "declaration") continue;
    const bound = boundIn(s.value);
    for (const name of valuesIn(s.value)) {
      if (bound.has(name) || roles.has(name)) continue;
      used.set(name, (used.get(name) ?? 0) + 1);
      const parts = subscripted(name);
      const known = { variables: NONE, values: NONE, indices: bound };
      if (parts && isPartOfKnown(name, known)) indexed.add(parts.base);
    }
  }
  const powers = statements.flatMap((s) => (s.kind === "declaration" ? [] : powersIn(s.value)));
  const raised = powers.filter(({ exponent }) => valuesIn(exponent).join() === "T").length;
  const eulers = powers.filter(({ base }) => base.kind === "name" && base.name === "e").length;
  return { functions, roles, spellings, used, indexed, parametric, defined, sizes, raised, eulers };
}

const NONE: ReadonlySet<string> = new Set();

/** The names that stand as values, each as often as it stands there; nothing that indices say. */
export function valuesIn(root: Syntax): string[] {
  const values = allParts(root, (s) => (s.kind === "entry" ? [s.of] : partsOf(s)));
  return values.flatMap((s) => (s.kind === "name" ? [s.name] : []));
}

const powersIn = (root: Syntax) => allParts(root).filter((part) => part.kind === "power");

/** The indices of all sums. */
export const boundIn = (root: Syntax): Set<string> =>
  new Set(allParts(root).flatMap((part) => (part.kind === "indexed-sum" ? [part.index] : [])));

const isSquare = (word: string): boolean => isOfSquares(structureNamed(word));

function roleOf({ words, sizes }: TypeSyntax): Role {
  if (sizes.length > 1 || words.includes("matrix") || words.some(isSquare)) return "matrix";
  return sizes.length === 1 ? "vector" : "scalar";
}
