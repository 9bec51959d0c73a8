/**
 * The kinds and sizes of a section's names, from all that it says: declarations first, then its definitions and
 * relations, each as long as it fits with those before.
 *
 *     X \in \mathbb{R}^{n \times d},  J = \|X w - y\|^2  ─▶  w is a vector of d, y a vector of n
 */
import { MatrixCalculusError } from "../../errors.ts";
import { UNIT } from "../../expression/dimension.ts";
import { SCALAR, type Shape } from "../../expression/expr.ts";
import { typed } from "../../problem/latex/types.ts";
import type { DeclaredType, VariableKind } from "../../shapes/declarations.ts";
import type { Elaborated } from "../../shapes/elaborate.ts";
import { namesIn } from "../../shapes/names.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Statement, Syntax } from "../../syntax/tree.ts";
import { type Letters, placeIn } from "./letters.ts";
import { referenceOf, referenceOfName, termText } from "./reference.ts";

export const MEMBER = "•";

export interface Equation {
  readonly left: Syntax;
  readonly right: Syntax;
  /** It gives its left side a value. */
  readonly defines: boolean;
}

/** The tree with one name for a whole family, and entries as entries. */
export function generic(root: Syntax, letters: Letters): Syntax {
  const at = (part: Syntax): Syntax => {
    const place = placeIn(part, letters);
    const { span } = part;
    if (place?.kind === "whole")
      return part.kind === "name" ? { ...part, name: place.name } : nameAt(place.name, part);
    if (place?.kind === "member") {
      const line = letters.lines.get(place.family);
      return line ? rowOf(line, place.terms[0]!, part) : nameAt(place.family + MEMBER, part);
    }
    if (place?.kind === "entry") {
      const indices = place.terms.map((term) => ({
        kind: "at" as const,
        index: (term.letter === undefined
          ? { kind: "number", text: termText(term), span }
          : nameAt(term.letter, part)) as Syntax,
      }));
      return { kind: "entry", of: nameAt(place.of, part), indices, span };
    }
    if (part.kind === "call" && letters.called.has(part.name)) return nameAt(part.name, part);
    if (part.kind === "name" && part.derivative) {
      const { by, of } = part.derivative;
      const [first] = by;
      if (first) return at(first);
      return of && part.derivative.operator === "d" ? at(of) : part;
    }
    if (part.kind === "name" && part.differential) return at(nameAt(part.differential, part));
    return withParts(part, at);
  };
  return at(root);
}

function rowOf(
  { of, isRow }: { readonly of: string; readonly isRow: boolean },
  { letter, offset }: { letter: string | undefined; offset: number },
  part: Syntax,
): Syntax {
  const { span } = part;
  const index: Syntax =
    letter === undefined ? { kind: "number", text: `${offset}`, span } : nameAt(letter, part);
  const indices = isRow
    ? ([{ kind: "at", index }, { kind: "all" }] as const)
    : ([{ kind: "all" }, { kind: "at", index }] as const);
  const line: Syntax = { kind: "entry", of: nameAt(of, part), indices, span };
  return isRow ? { kind: "transpose", of: line, span } : line;
}

export const nameAt = (name: string, { span }: Syntax): Syntax => ({ kind: "name", name, span });

export interface Inferred {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** What didn't fit. */
  readonly misfits: number;
}

export interface Hints {
  readonly declared: ReadonlyMap<string, DeclaredType>;
  readonly likely: ReadonlyMap<string, VariableKind>;
  readonly functions: ReadonlySet<string>;
  /** Names of losses, which are scalars. */
  readonly scalars: ReadonlySet<string>;
  readonly sizes: ReadonlySet<string>;
}

const MOST_EQUATIONS = 36;

export function inferred(equations: readonly Equation[], letters: Letters, hints: Hints): Inferred {
  const statements: Statement[] = [];
  const types = new Map(hints.declared);
  for (const name of hints.functions) types.set(name, { kind: "elementwise-function" });
  for (const name of hints.sizes)
    if (!types.has(name)) types.set(name, { kind: "variable", shape: SCALAR, structure: undefined });
  const defined = new Set<string>();
  let best: Elaborated | undefined;
  let misfits = 0;
  for (const equation of [...equations]
    .sort((a, b) => Number(b.defines) - Number(a.defines))
    .slice(0, MOST_EQUATIONS)) {
    const statement = statementOf(equation, letters, defined, hints);
    if (!statement) continue;
    const tried = [...statements, statement];
    const found = attempt(tried, types, hints);
    if (!found || (!equation.defines && best && changesKinds(best, found))) {
      misfits++;
      continue;
    }
    best = found;
    statements.push(statement);
    if (statement.kind === "definition") defined.add(statement.name);
  }
  const shapes = new Map<string, Shape>();
  for (const [name, type] of types)
    if (type.kind === "variable" && hints.declared.has(name)) shapes.set(name, type.shape);
  for (const { name, value } of best?.definitions ?? []) shapes.set(name, value.shape);
  for (const [name, { shape }] of best?.variables ?? []) shapes.set(name, shape);
  for (const name of hints.sizes) if (!hints.declared.has(name)) shapes.delete(name);
  return { shapes, misfits };
}

/** A claim may be wrong: it doesn't change what the definitions say. */
function changesKinds(before: Elaborated, after: Elaborated): boolean {
  const kind = ({ rows, cols }: Shape): string => `${rows === UNIT}${cols === UNIT}`;
  return [...before.variables].some(([name, { shape }]) => {
    const now = after.variables.get(name);
    return now !== undefined && kind(now.shape) !== kind(shape);
  });
}

function statementOf(
  { left, right, defines }: Equation,
  letters: Letters,
  defined: ReadonlySet<string>,
  { declared }: Hints,
): Statement | undefined {
  const { span } = left;
  const value = generic(right, letters);
  const target = left.kind === "call" ? referenceOfName(left.name) : referenceOf(left);
  const own = target && left.kind === "call" ? nameAt(target.key, left) : generic(left, letters);
  const isFree = own.kind === "name" && !defined.has(own.name) && !declared.has(own.name);
  if (defines && own.kind === "name" && isFree && !namesIn(value).includes(own.name))
    return { kind: "definition", name: own.name, nameSpan: span, parameters: [], value, span };
  const terms = [
    { sign: "+", term: own },
    { sign: "-", term: value },
  ] as const;
  return { kind: "expression", value: { kind: "sum", terms, span }, span };
}

function attempt(
  statements: readonly Statement[],
  types: ReadonlyMap<string, DeclaredType>,
  { likely, scalars }: Hints,
): Elaborated | undefined {
  const names = new Set(statements.flatMap((s) => (s.kind === "declaration" ? [] : namesIn(s.value))));
  for (const s of statements) if (s.kind === "definition") names.delete(s.name);
  const undeclared = [...names].filter((name) => !types.has(name));
  const kinds = new Map(likely);
  for (const name of undeclared)
    if (name.endsWith(MEMBER) && !kinds.has(name) && !/^\p{Lu}/u.test(name)) kinds.set(name, "scalar");
  for (const name of scalars) kinds.set(name, "scalar");
  try {
    const options = {
      types,
      columnPowers: true,
      likely: kinds,
      isScalarMeant: false,
      wrt: "",
      wide: new Set<string>(),
    };
    return typed(statements, kinds, undeclared, options);
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}
