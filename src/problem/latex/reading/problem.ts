/**
 * A claim in LaTeX as a problem of the engine: the function's statements, the variable, and what is claimed
 * in the names of the problem.
 *
 *     z = W x + b,  x,  dx = W^\top dz  ─▶  z = W x + b by x with cotangent G;  W' G
 */
import { UnsupportedError } from "../../../errors.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Statement, Syntax } from "../../../syntax/tree.ts";
import { cotangentsIn, differentialsIn, withCotangent, withDirection } from "./cotangent.ts";
import { headOf } from "./head.ts";
import { entryOf, liftedOver, numberedEntries, withEntries } from "./lift.ts";
import { freeIndices, indexNamesOf, keyOf, nameOf, namesOf } from "./parts.ts";
import type { LatexReading } from "./read.ts";
import { atomic, basesIn, type Target, targetOf, type Variable, variableOf, withoutLoss } from "./target.ts";

export interface LatexProblem {
  /** The last one defines the function. */
  readonly statements: readonly Statement[];
  readonly wrt: string;
  /** Each a form of the derivative. */
  readonly sides: readonly Syntax[];
  /** Of a cotangent that the claim uses. */
  readonly cotangent: string | undefined;
  /** Of the direction in which a differential is taken. */
  readonly direction: string | undefined;
  /** Of a claim that is given by entries: the function's indices and the variable's. */
  readonly indices: EntryIndices | undefined;
  /** \operatorname{D} F, or an order: what the head says. */
  readonly isStacked: boolean;
  readonly order: 1 | 2;
  /** The formula begins with its = sign: it is a row of a longer one. */
  readonly isContinued: boolean;
}

interface EntryIndices {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}
export function latexProblem(read: LatexReading): LatexProblem {
  const reading = withoutLoss(read);
  const target = targetOf(reading);
  const wrt = variableOf(reading);
  const bases = new Set([target.name, wrt.name, ...basesIn(reading)]);
  const indices = new Set([...target.indices, ...wrt.indices]);
  const spelled = (part: Syntax): Syntax => withEntries(atomic(part, target, wrt), bases, indices);
  const value = liftedOver(target.indices, [], spelled(target.value));
  const head = headOf(reading, target, wrt, reading.head && atomic(reading.head, target, wrt));
  const cotangentName = unusedName("G", [value, ...reading.sides]);
  const claimed = reading.sides
    .map((side) => atomic(side, target, wrt))
    .filter((side) => !isResultName(side, value, target.name))
    .filter((side, _, all) => !restatesFunction(side, target, wrt) || all.length === 1);
  if (claimed.length === 0) throw new UnsupportedError("the claim gives the derivative only a name");
  const own = claimed.filter((side) => restatedIn(side, wrt.name) === undefined);
  const cotangents = cotangentsIn(own, target, head, wrt);
  const isDifferential = reading.isDifferential || head.isDifferential || differentialsIn(claimed, wrt.name);
  const direction = isDifferential ? unusedName("h", [value, ...claimed]) : undefined;
  const inNames = (side: Syntax): Syntax =>
    spelled(withDirection(withCotangent(side, cotangents, cotangentName), wrt.name, direction));
  const sides = claimed.map(inNames);
  const rows = cotangents.size > 0 ? [] : target.indices;
  const isByEntries = sides.some((side) => freeIndices(side).length > 0) && direction === undefined;
  const assembled = assembledNames([value, ...sides], reading, wrt.name);
  const definitions = inOrder([...definitionsOf(reading, target.name, wrt.name, spelled)]);
  return {
    statements: [
      ...reading.declarations,
      ...assembled.declarations,
      ...definitions,
      definition(target.name, assembled.change(value)),
    ],
    wrt: wrt.name,
    sides: sides.map(assembled.change),
    indices: isByEntries ? { rows, columns: wrt.indices } : undefined,
    cotangent: cotangents.size > 0 ? cotangentName : undefined,
    direction,
    isStacked: head.isStacked,
    order: head.order,
    isContinued: reading.isContinued,
  };
}

/** ∂f/∂x between the sides, where it says nothing new. */
const restatesFunction = (side: Syntax, target: Target, wrt: Variable): boolean => {
  const of = derivativeBy(side, wrt.name);
  return of !== undefined && (keyOf(of) === keyOf(target.value) || keyOf(of) === target.name);
};

/** What a side is the derivative of, where it is only that and by the variable. */
function derivativeBy(side: Syntax, wrt: string): Syntax | undefined {
  const { of, by = [], order } = (side.kind === "name" && side.derivative) || {};
  const [variable, ...others] = by;
  return order === 1 && others.length === 0 && variable && keyOf(variable) === wrt ? of : undefined;
}

/** The form whose derivative a side is, ∂(wᵀx)/∂x. */
export function restatedIn(side: Syntax, wrt: string): Syntax | undefined {
  const of = derivativeBy(side, wrt);
  return of && of.kind !== "name" && of.kind !== "entry" ? of : undefined;
}

type Definition = Extract<Statement, { kind: "definition" }>;

const definition = (name: string, value: Syntax): Definition => ({
  ...{ kind: "definition", name, nameSpan: value.span, parameters: [], value, span: value.span },
});
/** A name that only calls the result something. */
const isResultName = (side: Syntax, value: Syntax, target: string): boolean =>
  side.kind === "name" &&
  side.derivative === undefined &&
  side.differential === undefined &&
  side.name !== target &&
  !/^(I|𝟏)$/.test(side.name) &&
  !namesOf(value).has(side.name);

function unusedName(letter: string, roots: readonly Syntax[]): string {
  const used = new Set(roots.flatMap((root) => [...namesOf(root)]));
  const free = [letter, ...[1, 2, 3].map((n) => `${letter}_${n}`)].find((name) => !used.has(name));
  return free ?? `${letter}_cotangent`;
}

function* definitionsOf(
  { equations }: LatexReading,
  target: string,
  wrt: string,
  spelled: (part: Syntax) => Syntax,
): Generator<Definition> {
  for (const { left, right } of equations) {
    const entry = left.kind === "entry" && left.of.kind === "name" ? left.of.name : undefined;
    if (entry !== undefined && entry !== target && entry !== wrt) {
      yield definition(entry, liftedOver(indexNamesOf(left), [], spelled(right)));
      continue;
    }
    const name = left.kind === "name" ? left.name : left.kind === "call" ? left.name : undefined;
    if (name === undefined) throw new UnsupportedError(`${keyOf(left)} is given by an equation`);
    if (name !== target && name !== wrt) yield definition(name, spelled(right));
  }
}

/** Each after those that it uses, however they were written: L = r^\top r, r = A z - b, z = B x. Kept where a name is given twice. */
function inOrder(definitions: readonly Definition[]): readonly Definition[] {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  if (byName.size < definitions.length) return definitions;
  const sorted = new Set<Definition>();
  const open = new Set<Definition>();
  const add = (own: Definition): boolean => {
    if (sorted.has(own)) return true;
    if (open.has(own)) return false;
    open.add(own);
    const used = [...namesOf(own.value)].flatMap((name) => byName.get(name) ?? []);
    const isDone = used.every(add);
    sorted.add(own);
    return isDone;
  };
  return definitions.every(add) ? [...sorted] : definitions;
}

/** x_1 and x_2 where the claim speaks of x: entries of a vector of 2; a_11, … those of a matrix A. */
function assembledNames(
  roots: readonly Syntax[],
  reading: LatexReading,
  wrt: string,
): { declarations: readonly Statement[]; change: (root: Syntax) => Syntax } {
  const [value, ...sides] = roots as [Syntax, ...Syntax[]];
  const inValue = namesOf(value);
  const wholes = [...new Set([wrt, ...sides.flatMap((side) => [...namesOf(side)])])];
  const entries = new Map<string, { whole: string; places: readonly number[] }>();
  const declarations: Statement[] = [];
  for (const whole of wholes) {
    if (inValue.has(whole)) continue;
    const small = whole.toLowerCase();
    const parts = new Map([...numberedEntries([value], whole), ...numberedEntries([value], small)]);
    if (parts.size === 0) continue;
    const places = [...parts.values()];
    const sizes = (places[0] as number[]).map((_, k) => Math.max(...places.map((p) => p[k] ?? 0)));
    for (const [name, at] of parts) entries.set(name, { whole, places: at });
    const { span } = reading.wrt;
    const numbers = sizes.map((n): Syntax => ({ kind: "number", text: String(n), span }));
    const type = { words: [], sizes: numbers, result: undefined, span };
    declarations.push({ kind: "declaration", names: [{ name: whole, span }], type, span });
  }
  const change = (root: Syntax): Syntax =>
    rewritten(root, (part) => {
      const found = part.kind === "name" ? entries.get(part.name) : undefined;
      if (!found) return part;
      const places = found.places.map((n): Syntax => ({ kind: "number", text: String(n), span: part.span }));
      return entryOf(nameOf(found.whole, part), places, part);
    });
  return { declarations, change };
}
