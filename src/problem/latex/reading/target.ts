/**
 * What is differentiated, and by what: a name, its indices, its value.
 *
 *     O_ib = Σ_j A_ij V_jb  ─▶  O with the indices i, b
 */

import { UnsupportedError } from "../../../errors.ts";
import { FUNCTION_NAMES } from "../../../functions/index.ts";
import { allParts } from "../../../syntax/parts.ts";
import { rewritten } from "../../../syntax/rewrite.ts";
import type { Syntax } from "../../../syntax/tree.ts";
import { indexedName } from "./lift.ts";
import { freeIndices, indexNamesOf, keyOf, nameOf } from "./parts.ts";
import type { LatexReading } from "./read.ts";

/** What the function is called when nothing calls it. */
const FUNCTION = "the function";

/** l(W x) with ∂l(y)/∂y at y = W x: a loss of y = W x. */
export function withoutLoss(reading: LatexReading): LatexReading {
  const { value, sides, functions } = reading;
  const [argument] = value.kind === "call" && functions.has(value.name) ? value.args : [];
  if (value.kind !== "call" || !argument || argument.kind === "name") return reading;
  for (const part of sides.flatMap((part) => allParts(part))) {
    const { of, by = [] } = (part.kind === "name" && part.derivative) || {};
    const [variable] = by;
    const isLoss =
      of?.kind === "call" ? of.name === value.name : of?.kind === "name" && of.name === value.name;
    if (isLoss && variable?.kind === "name") return { ...reading, name: variable, value: argument };
  }
  return reading;
}

/** What is differentiated. */
export interface Target {
  readonly name: string;
  /** The left side's indices, in order. */
  readonly indices: readonly string[];
  readonly value: Syntax;
  /** Of a left side that is one symbol only as a whole, σ². */
  readonly atom: string | undefined;
  /** The function was written without a name. */
  readonly isNameless: boolean;
}

export function targetOf({ name: left, value }: LatexReading): Target {
  if (value.kind === "name" || (value.kind === "call" && value.args.every(({ kind }) => kind === "name")))
    refuseUndefined(value);
  const nameless = { value, atom: undefined, isNameless: true };
  if (!left) {
    const free = value.kind === "entry" || freeIndices(value).length > 0 ? freeIndices(value) : [];
    return { ...nameless, name: FUNCTION, indices: free };
  }
  const named = { value, atom: undefined, isNameless: false };
  if (left.kind === "call" && !isEngineFunction(left.name)) return { ...named, name: left.name, indices: [] };
  if (left.kind === "entry" && left.of.kind === "name")
    return { ...named, name: left.of.name, indices: indexNamesOf(left) };
  if (left.kind === "name") {
    const split = indexedName(left.name);
    const free = freeIndices(value);
    if (split?.indices.every((index) => free.includes(index)))
      return { ...named, name: split.base, indices: split.indices };
    return { ...named, name: left.name, indices: [] };
  }
  if (left.kind === "power" || left.kind === "call" || left.kind === "product" || left.kind === "negate")
    return { ...named, name: keyOf(left), indices: [], atom: keyOf(left) };
  throw new UnsupportedError("the function's equation has no single name on its left");
}

/** \ln p(x) = … names the whole of its left side. */
const isEngineFunction = (name: string): boolean => FUNCTION_NAMES.has(name);

function refuseUndefined(value: Syntax): void {
  const known = value.kind === "call" && value.args.length === 1 && value.args[0]?.kind === "name";
  if (!known) throw new UnsupportedError(`nothing here says what ${keyOf(value)} is`);
}

export interface Variable {
  readonly name: string;
  readonly indices: readonly string[];
  readonly atom: string | undefined;
}

export function variableOf({ wrt }: LatexReading): Variable {
  if (wrt.kind === "name") return { name: wrt.name, indices: [], atom: undefined };
  if (wrt.kind === "entry" && wrt.of.kind === "name") {
    const indices = indexNamesOf(wrt);
    if (indices.length === wrt.indices.length) return { name: wrt.of.name, indices, atom: undefined };
  }
  if (wrt.kind === "power") return { name: keyOf(wrt), indices: [], atom: keyOf(wrt) };
  throw new UnsupportedError(`a derivative by ${keyOf(wrt)} is not judged`);
}

/** What is one symbol only as a whole, as a name. */
export function atomic(root: Syntax, target: Target, wrt: Variable): Syntax {
  const atoms = new Set([target.atom, wrt.atom].filter((atom) => atom !== undefined));
  return rewritten(root, (part) => {
    const key = keyOf(part);
    if (part.kind === "call" && part.name === target.name && part.args.length === 1)
      return nameOf(target.name, part);
    if (atoms.has(key)) return nameOf(key, part);
    return (part.kind === "power" && powerOfAtom(part, atoms)) || part;
  });
}

/** σ⁴ where σ² is one symbol: (σ²)². */
function powerOfAtom(
  part: Extract<Syntax, { kind: "power" }>,
  atoms: ReadonlySet<string>,
): Syntax | undefined {
  const exponent = wholeNumber(part.exponent);
  if (exponent === undefined) return undefined;
  for (let k = 2; k < exponent; k++) {
    const root: Syntax = { ...part, exponent: { kind: "number", text: String(k), span: part.span } };
    if (exponent % k !== 0 || !atoms.has(keyOf(root))) continue;
    const times: Syntax = { kind: "number", text: String(exponent / k), span: part.span };
    return { ...part, base: nameOf(keyOf(root), part), exponent: times };
  }
  return undefined;
}

const wholeNumber = (syntax: Syntax): number | undefined =>
  syntax.kind === "number" && /^\d{1,2}$/.test(syntax.text) ? Number(syntax.text) : undefined;

/** Names that have entries somewhere. */
export const basesIn = ({ value, sides }: LatexReading): string[] =>
  [value, ...sides]
    .flatMap((part) => allParts(part))
    .flatMap((part) => (part.kind === "entry" && part.of.kind === "name" ? [part.of.name] : []));
