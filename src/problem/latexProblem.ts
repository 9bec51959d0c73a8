/**
 * A claim in LaTeX as a problem of the engine: the function's statements, the variable, and what is claimed
 * in the names of the problem.
 *
 *     z = W x + b,  x,  dx = W^\top dz  ─▶  z = W x + b by x with cotangent G;  W' G
 */
import { UnsupportedError } from "../errors.ts";
import { rewritten } from "../syntax/rewrite.ts";
import type { Statement, Syntax } from "../syntax/tree.ts";
import { entryOf, indexedName, liftedOver, numberedEntries, withEntries } from "./latexLift.ts";
import { allParts, freeIndices, indexNamesOf, keyOf, nameOf, namesOf } from "./latexParts.ts";
import type { LatexReading } from "./latexRead.ts";

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

export interface EntryIndices {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** What the function is called when nothing calls it. */
export const FUNCTION = "the function";

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
    .filter((side) => !isResultName(side, value, target.name));
  if (claimed.length === 0) throw new UnsupportedError("the claim gives the derivative only a name");
  const cotangents = cotangentsIn(claimed, target, head, wrt);
  const isDifferential = reading.isDifferential || head.isDifferential || differentialsIn(claimed, wrt.name);
  const direction = isDifferential ? unusedName("h", [value, ...claimed]) : undefined;
  const inNames = (side: Syntax): Syntax =>
    spelled(withDirection(withCotangent(side, cotangents, cotangentName), wrt.name, direction));
  const sides = claimed.map(inNames);
  const rows = cotangents.size > 0 ? [] : target.indices;
  const isByEntries = sides.some((side) => freeIndices(side).length > 0) && direction === undefined;
  const assembled = assembledNames([value, ...sides], reading, wrt.name);
  const definitions = [...definitionsOf(reading, target.name, wrt.name, spelled)];
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

const definition = (name: string, value: Syntax): Statement => ({
  ...{ kind: "definition", name, nameSpan: value.span, parameters: [], value, span: value.span },
});

/** l(W x) with ∂l(y)/∂y at y = W x: a loss of y = W x. */
function withoutLoss(reading: LatexReading): LatexReading {
  const { value, sides, functions } = reading;
  const [argument] = value.kind === "call" && functions.has(value.name) ? value.args : [];
  if (value.kind !== "call" || !argument || argument.kind === "name") return reading;
  for (const part of sides.flatMap(allParts)) {
    const { of, by = [] } = (part.kind === "name" && part.derivative) || {};
    const [variable] = by;
    const isLoss =
      of?.kind === "call" ? of.name === value.name : of?.kind === "name" && of.name === value.name;
    if (isLoss && variable?.kind === "name") return { ...reading, name: variable, value: argument };
  }
  return reading;
}

interface Target {
  readonly name: string;
  /** The left side's indices, in order. */
  readonly indices: readonly string[];
  readonly value: Syntax;
  /** Of a left side that is one symbol only as a whole, σ². */
  readonly atom: string | undefined;
  /** The function was written without a name. */
  readonly isNameless: boolean;
}

function targetOf({ name: left, value }: LatexReading): Target {
  if (value.kind === "name" || (value.kind === "call" && value.args.every(({ kind }) => kind === "name")))
    refuseUndefined(value);
  const nameless = { value, atom: undefined, isNameless: true };
  if (!left) {
    const free = value.kind === "entry" || freeIndices(value).length > 0 ? freeIndices(value) : [];
    return { ...nameless, name: FUNCTION, indices: free };
  }
  const named = { value, atom: undefined, isNameless: false };
  if (left.kind === "call") return { ...named, name: left.name, indices: [] };
  if (left.kind === "entry" && left.of.kind === "name")
    return { ...named, name: left.of.name, indices: indexNamesOf(left) };
  if (left.kind === "name") {
    const split = indexedName(left.name);
    const free = freeIndices(value);
    if (split?.indices.every((index) => free.includes(index)))
      return { ...named, name: split.base, indices: split.indices };
    return { ...named, name: left.name, indices: [] };
  }
  if (left.kind === "power") return { ...named, name: keyOf(left), indices: [], atom: keyOf(left) };
  throw new UnsupportedError("the function's equation has no single name on its left");
}

function refuseUndefined(value: Syntax): void {
  const known = value.kind === "call" && value.args.length === 1 && value.args[0]?.kind === "name";
  if (!known) throw new UnsupportedError(`nothing here says what ${keyOf(value)} is`);
}

interface Variable {
  readonly name: string;
  readonly indices: readonly string[];
  readonly atom: string | undefined;
}

function variableOf({ wrt }: LatexReading): Variable {
  if (wrt.kind === "name") return { name: wrt.name, indices: [], atom: undefined };
  if (wrt.kind === "entry" && wrt.of.kind === "name") {
    const indices = indexNamesOf(wrt);
    if (indices.length === wrt.indices.length) return { name: wrt.of.name, indices, atom: undefined };
  }
  if (wrt.kind === "power") return { name: keyOf(wrt), indices: [], atom: keyOf(wrt) };
  throw new UnsupportedError(`a derivative by ${keyOf(wrt)} is not judged`);
}

/** What is one symbol only as a whole, as a name. */
function atomic(root: Syntax, target: Target, wrt: Variable): Syntax {
  const atoms = new Set([target.atom, wrt.atom].filter((atom) => atom !== undefined));
  return rewritten(root, (part) => {
    const key = keyOf(part);
    if (part.kind === "call" && part.name === target.name && part.args.length === 1)
      return nameOf(target.name, part);
    return atoms.has(key) ? nameOf(key, part) : part;
  });
}

/** Names that have entries somewhere. */
const basesIn = ({ value, sides }: LatexReading): string[] =>
  [value, ...sides]
    .flatMap(allParts)
    .flatMap((part) => (part.kind === "entry" && part.of.kind === "name" ? [part.of.name] : []));

// ---- the head

interface Head {
  readonly isDifferential: boolean;
  readonly isStacked: boolean;
  readonly order: 1 | 2;
  /** The loss L of ∂L/∂x, where the function is not that itself. */
  readonly loss: string | undefined;
  /** dx stands for the cotangent of x. */
  readonly isUpstream: boolean;
}

function headOf(reading: LatexReading, target: Target, wrt: Variable, head: Syntax | undefined): Head {
  const plain: Head = {
    ...{ isDifferential: false, isStacked: false, order: 1, loss: undefined, isUpstream: false },
  };
  const stacked = stackedHead(reading);
  if (stacked) return { ...plain, isStacked: true };
  if (head?.kind !== "name") return plain;
  if (head.differential !== undefined) {
    if (head.differential === wrt.name) return { ...plain, isUpstream: true };
    if (head.differential === target.name) return { ...plain, isDifferential: true };
    throw new UnsupportedError(`the claim is about the differential of ${head.differential}`);
  }
  const { derivative } = head;
  if (!derivative) return plain;
  const order = derivative.order > 1 || derivative.by.length > 1 ? Math.max(derivative.order, 2) : 1;
  if (order > 2) throw new UnsupportedError("derivatives of an order above 2 are not judged");
  for (const by of derivative.by) refuseOther(by, reading, wrt);
  const { of } = derivative;
  const isStacked = derivative.operator === "D";
  const isDifferential = derivative.operator === "d" && derivative.by.length === 0;
  const found = { ...plain, isStacked, isDifferential, order: order as 1 | 2 };
  if (!of || isFunction(of, reading, target)) return found;
  if (of.kind === "name" && !namesOf(target.value).has(of.name)) return { ...found, loss: of.name };
  throw new UnsupportedError(`the claim is about the derivative of ${keyOf(of)}`);
}

/** ∂vec(F)/∂vec(X)ᵀ */
function stackedHead({ head, wrt }: LatexReading): boolean {
  const { of, by = [] } = (head?.kind === "name" && head.derivative) || {};
  const [variable, ...others] = by;
  const bare = variable?.kind === "transpose" ? variable.of : variable;
  const isVec = (part: Syntax | undefined): boolean => part?.kind === "call" && part.name === "vec";
  const [inside] = bare?.kind === "call" ? bare.args : [];
  return (
    others.length === 0 && isVec(of) && isVec(bare) && inside !== undefined && keyOf(inside) === keyOf(wrt)
  );
}

function refuseOther(by: Syntax, reading: LatexReading, wrt: Variable): void {
  const bare = by.kind === "transpose" ? by.of : by;
  const base = bare.kind === "entry" ? bare.of : bare;
  const isIt = [keyOf(bare), keyOf(base)].some((key) => key === wrt.name || key === keyOf(reading.wrt));
  const accented = keyOf(bare).replace("_vec", "") === wrt.name.replace("_vec", "");
  if (!isIt && !accented) throw new UnsupportedError(`the claim is about a derivative by ${keyOf(by)}`);
}

function isFunction(of: Syntax, reading: LatexReading, target: Target): boolean {
  const keys = [keyOf(reading.value), target.name, ...(reading.name ? [keyOf(reading.name)] : [])];
  if (keys.includes(keyOf(of))) return true;
  const base = of.kind === "call" ? of.name : of.kind === "entry" ? keyOf(of.of) : keyOf(of);
  if (base === target.name || base.replace("_vec", "") === target.name) return true;
  const split = indexedName(base);
  if (split && split.base === target.name) return true;
  return target.isNameless && (of.kind === "call" || of.kind === "name") && !namesOf(reading.value).has(base);
}

// ---- cotangents and directions

/** Keys of what stands for ∂L/∂Y in the claim. */
function cotangentsIn(sides: readonly Syntax[], target: Target, head: Head, wrt: Variable): Set<string> {
  const found = new Set<string>();
  for (const part of sides.flatMap(allParts)) {
    if (part.kind !== "name") continue;
    if (part.differential === target.name || indexedName(part.differential ?? "")?.base === target.name)
      found.add(part.name);
    const { derivative } = part;
    if (!derivative) continue;
    const [by, ...others] = derivative.by;
    const base = by && (by.kind === "entry" ? keyOf(by.of) : keyOf(by));
    if (others.length === 0 && derivative.order === 1 && base === target.name) found.add(part.name);
    else throw new UnsupportedError(`nothing here says what ${part.name} is`);
  }
  const isUsed = found.size > 0;
  if ((head.loss !== undefined || head.isUpstream) && !isUsed)
    throw new UnsupportedError(`nothing here says how ${head.loss ?? "the loss"} depends on ${target.name}`);
  if (isUsed && head.isDifferential)
    throw new UnsupportedError(`the differential of ${wrt.name} and of ${target.name} are on the same side`);
  return found;
}

function withCotangent(root: Syntax, keys: ReadonlySet<string>, name: string): Syntax {
  return rewritten(root, (part) => {
    if (part.kind !== "name" || !keys.has(part.name)) return part;
    const by = part.derivative?.by[0];
    const plain = nameOf(name, part);
    if (by?.kind === "entry")
      return entryOf(
        plain,
        by.indices.flatMap((at) => (at.kind === "at" ? [at.index] : [])),
        part,
      );
    const split = indexedName(part.differential ?? "");
    return split
      ? entryOf(
          plain,
          split.indices.map((index) => nameOf(index, part)),
          part,
        )
      : plain;
  });
}

const isDifferentialOf = (part: Syntax, name: string): boolean => {
  if (part.kind !== "name") return false;
  const { differential, derivative } = part;
  if (derivative?.operator === "d" && derivative.by.length === 0 && derivative.of)
    return keyOf(derivative.of.kind === "entry" ? derivative.of.of : derivative.of) === name;
  return differential !== undefined && (differential === name || indexedName(differential)?.base === name);
};

const differentialsIn = (sides: readonly Syntax[], name: string): boolean =>
  sides.flatMap(allParts).some((part) => isDifferentialOf(part, name));

/** dx as the direction h, dx_i as its entry. */
function withDirection(root: Syntax, wrt: string, direction: string | undefined): Syntax {
  if (direction === undefined) return root;
  return rewritten(root, (part) => {
    if (part.kind !== "name" || !isDifferentialOf(part, wrt)) return part;
    const split = part.differential === wrt ? undefined : indexedName(part.differential ?? "");
    const plain = nameOf(direction, part);
    return split
      ? entryOf(
          plain,
          split.indices.map((index) => nameOf(index, part)),
          part,
        )
      : plain;
  });
}

// ---- names

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
): Generator<Statement> {
  for (const { left, right } of equations) {
    const name = left.kind === "name" ? left.name : left.kind === "call" ? left.name : undefined;
    if (name === undefined) throw new UnsupportedError(`${keyOf(left)} is given by an equation`);
    if (name !== target && name !== wrt) yield definition(name, spelled(right));
  }
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
