/**
 * The kinds and sizes of a section's names, from all that it says: declarations first, then its definitions and
 * relations, each as long as it fits with those before.
 *
 *     X \in \mathbb{R}^{n \times d},  J = \|X w - y\|^2  ─▶  w is a vector of d, y a vector of n
 */
import { MatrixCalculusError } from "../../errors.ts";
import { UNIT } from "../../expression/dimension.ts";
import { SCALAR, type Shape } from "../../expression/expr.ts";
import { ofOneEntry } from "../../problem/latex/oneEntry.ts";
import { costOf, typed } from "../../problem/latex/types.ts";
import type { DeclaredType, VariableKind } from "../../shapes/declarations.ts";
import { type Elaborated, elaborate, newTried } from "../../shapes/elaborate.ts";
import { namesIn } from "../../shapes/names.ts";
import { withParts } from "../../syntax/parts.ts";
import type { Statement, Syntax } from "../../syntax/tree.ts";
import { EXPECTATION } from "../functionNames.ts";
import { argumentOf } from "./fields.ts";
import { type Letters, MEMBER, placeIn, shapeNameOf } from "./letters.ts";
import { everyPart, keysOf, referenceOf, referenceOfName, termText } from "./reference.ts";

export interface Equation {
  readonly left: Syntax;
  readonly right: Syntax;
  /** It gives its left side a value. */
  readonly defines: boolean;
}

/** The tree with one name for a whole family, and entries as entries. */
function generic(root: Syntax, letters: Letters): Syntax {
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
      return { kind: "entry", of: nameAt(shapeNameOf(place), part), indices, span };
    }
    if (part.kind === "call" && part.name === EXPECTATION) return at(part.args[0]!);
    const argument = part.kind === "call" ? argumentOf(part, letters.fields) : undefined;
    if (argument) return { kind: "call", name: "sum", args: [at(argument)], span };
    if (part.kind === "call" && letters.called.has(part.name)) return nameAt(part.name, part);
    if (part.kind === "name" && part.derivative) {
      const { by, of } = part.derivative;
      const [first] = by;
      const inner = of && by.length === 0 ? argumentOf(of, letters.fields) : undefined;
      if (inner && part.derivative.operator === "nabla" && part.derivative.order === 1) return at(inner);
      // dA/dt is as large as A
      if (of && by.length === 1 && first!.kind === "name" && letters.times.has(first!.name)) return at(of);
      if (first) return at(first);
      return of && part.derivative.operator === "d" ? at(of) : part;
    }
    if (part.kind === "name" && part.differential) return at(nameAt(part.differential, part));
    // of a vector, or of each row
    if (part.kind === "call" && part.name === "softmax" && part.args.length === 1) return at(part.args[0]!);
    // a product has the shape of its factors, as a sum that of its terms
    if (part.kind === "indexed-sum") {
      const { isProduct: _, ...sum } = part;
      return withParts(sum, at);
    }
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

interface Inferred {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** How many of those that are no claims about derivatives don't conform with the rest. */
  readonly unfit: number;
}

export interface Hints {
  readonly declared: ReadonlyMap<string, DeclaredType>;
  readonly likely: ReadonlyMap<string, VariableKind>;
  readonly functions: ReadonlySet<string>;
  /** Names that are scalars unless something else fits better. */
  readonly scalars: ReadonlySet<string>;
  /** What is differentiated as a loss is, a scalar. */
  readonly losses: ReadonlySet<string>;
  readonly sizes: ReadonlySet<string>;
}

const MOST_EQUATIONS = 36;

/**
 * How many statements are drafted in search of other kinds for their names; what comes after that is read with the
 * kinds that are known, or isn't.
 */
const MOST_DRAFTED = 12_000;

type Value = Exclude<Statement, { kind: "declaration" }>;

interface Effort {
  left: number;
}

/** From all together; what doesn't fit with the others, or comes after many, tells of the letters that it has alone. */
export function inferred(equations: readonly Equation[], letters: Letters, hints: Hints): Inferred {
  const { shapes: all, unfit } = together(equations, letters, hints);
  const shapes = new Map(all);
  const isKnown = (name: string): boolean =>
    shapes.has(name) || hints.functions.has(name) || hints.sizes.has(name);
  for (const equation of equations) {
    const { left, right } = equation;
    const open = [left, right]
      .flatMap((side) => namesIn(generic(side, letters)))
      .filter((name) => !isKnown(name) && sidesWith(name, equations) > 1);
    if (open.length === 0) continue;
    const declared = new Map(hints.declared);
    for (const [name, shape] of shapes)
      if (!declared.has(name)) declared.set(name, { kind: "variable", shape, structure: undefined });
    const { shapes: alone } = together([equation], letters, { ...hints, declared });
    for (const name of open) {
      const shape = alone.get(name);
      if (shape) shapes.set(name, shape);
    }
  }
  return { shapes, unfit };
}

/** What stands on one side alone, and nowhere else, is told by nothing. */
function sidesWith(name: string, equations: readonly Equation[]): number {
  const base = referenceOfName(name.replace(MEMBER, "").replace(/\^$/, "")).base;
  const isIn = (side: Syntax): boolean =>
    [...everyPart(side)].some((part) => referenceOf(part)?.base === base);
  return equations.flatMap(({ left, right }) => [left, right]).filter(isIn).length;
}

function together(equations: readonly Equation[], letters: Letters, hints: Hints): Inferred {
  const types = new Map(hints.declared);
  let unfit = 0;
  for (const name of hints.functions) types.set(name, { kind: "elementwise-function" });
  for (const name of [...hints.sizes, ...hints.losses])
    if (!types.has(name)) types.set(name, { kind: "variable", shape: SCALAR, structure: undefined });
  // defined, or used by what is defined: a_t = V h_{t-1} before h_t = tanh(a_t)
  const taken = new Set<string>();
  const effort: Effort = { left: MOST_DRAFTED };
  let settled: Settled = { statements: [], kinds: new Map(hints.likely), cost: 0, found: undefined };
  for (const equation of [...sortedByUse(equations), ...equations.filter(({ defines }) => !defines)].slice(
    0,
    MOST_EQUATIONS,
  )) {
    const statement = statementOf(equation, letters, taken, hints);
    if (!statement) continue;
    if (equation.defines && equation.left.kind === "name" && hints.losses.has(equation.left.name)) {
      const value = { ...statement, value: generic(equation.right, letters) };
      const made = withStatement(settled, value, types, hints, effort)?.found;
      const single = made && ofOneEntry(made, hints);
      if (single) return together(equations, letters, { ...hints, declared: single });
    }
    const next = withStatement(settled, statement, types, hints, effort);
    if (!next && isOfValues(equation)) unfit++;
    if (!next || (!equation.defines && settled.found && changesKinds(settled.found, next.found!))) continue;
    settled = next;
    if (statement.kind === "definition") taken.add(statement.name);
    for (const name of namesIn(statement.value)) taken.add(name);
  }
  const { found: best } = settled;
  const shapes = new Map<string, Shape>();
  for (const [name, type] of types)
    if (type.kind === "variable" && hints.declared.has(name)) shapes.set(name, type.shape);
  for (const { name, value } of best?.definitions ?? []) shapes.set(name, value.shape);
  for (const [name, { shape }] of best?.variables ?? []) shapes.set(name, shape);
  for (const name of hints.sizes) if (!hints.declared.has(name)) shapes.delete(name);
  return { shapes, unfit };
}

const isOfValues = ({ left, defines }: Equation): boolean =>
  defines || !(left.kind === "name" && (left.derivative || left.differential));

/** What is defined, each before what is made of it: P = E eᵀ "with e = x − y". */
function sortedByUse(equations: readonly Equation[]): Equation[] {
  const definitions = equations.filter(({ defines }) => defines);
  const nameOf = ({ left }: Equation): string | undefined =>
    left.kind === "call" ? left.name : referenceOf(left)?.key;
  const [sorted, open] = [new Set<Equation>(), new Set<Equation>()];
  const visit = (equation: Equation): void => {
    if (sorted.has(equation) || open.has(equation)) return;
    open.add(equation);
    const used = keysOf([equation.right]);
    for (const other of definitions) if (used.has(nameOf(other) ?? "")) visit(other);
    sorted.add(equation);
  };
  definitions.forEach(visit);
  return [...sorted];
}

/** Statements that fit together, and the kinds of names under which they do. */
interface Settled {
  readonly statements: readonly Statement[];
  readonly kinds: ReadonlyMap<string, VariableKind>;
  readonly cost: number;
  readonly found: Elaborated | undefined;
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
  taken: ReadonlySet<string>,
  { declared, losses }: Hints,
): Value | undefined {
  const { span } = left;
  const value = generic(right, letters);
  const target = left.kind === "call" ? referenceOfName(left.name) : referenceOf(left);
  const own = target && left.kind === "call" ? nameAt(target.key, left) : generic(left, letters);
  const isFree =
    own.kind === "name" && !taken.has(own.name) && !declared.has(own.name) && !losses.has(own.name);
  if (defines && own.kind === "name" && isFree && !namesIn(value).includes(own.name))
    return { kind: "definition", name: own.name, nameSpan: span, parameters: [], value, span };
  const terms = [
    { sign: "+", term: own },
    { sign: "-", term: value },
  ] as const;
  return { kind: "expression", value: { kind: "sum", terms, span }, span };
}

/** With one more statement: as the names' kinds are known, else with other kinds for the names that it has. */
function withStatement(
  { statements: before, kinds, cost }: Settled,
  statement: Value,
  types: ReadonlyMap<string, DeclaredType>,
  { scalars }: Hints,
  effort: Effort,
): Settled | undefined {
  const statements = [...before, statement];
  const own = namesIn(statement.value).filter((name) => !types.has(name));
  const likely = new Map(kinds);
  for (const name of own) {
    if (name.endsWith(MEMBER) && !likely.has(name) && !/^\p{Lu}/u.test(name)) likely.set(name, "scalar");
    if (scalars.has(name)) likely.set(name, "scalar");
  }
  const base = { types, columnPowers: true, likely, isScalarMeant: false, wrt: "", wide: new Set<string>() };
  const settledAs = (found: Elaborated): Settled => {
    const kindsFound = new Map(likely);
    for (const [name, { shape }] of found.variables)
      if (!types.has(name)) kindsFound.set(name, kindOf(shape));
    return { statements, kinds: kindsFound, cost: costOf(found, base), found };
  };
  const asKnown = attempt(() => elaborate(statements, { ...base, open: new Set() }));
  if (asKnown && costOf(asKnown, base) <= cost) return settledAs(asKnown);
  if (effort.left <= 0) return asKnown && settledAs(asKnown);
  const tried = newTried(effort.left / statements.length);
  const searched = attempt(() => typed(statements, likely, own, { ...base, open: new Set(own), tried }));
  effort.left -= tried.drafted * statements.length;
  return searched && settledAs(searched);
}

const kindOf = ({ rows, cols }: Shape): VariableKind =>
  rows === UNIT && cols === UNIT ? "scalar" : cols === UNIT ? "vector" : "matrix";

function attempt(read: () => Elaborated): Elaborated | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MatrixCalculusError)) throw error;
    return undefined;
  }
}
