/**
 * What a name refers to: a letter, perhaps with a label above and indices below, the same however it is written.
 *
 *     w_{21}, W_{2,1} ─▶ w [2, 1]     W^{(l-1)} ─▶ W (l-1)     \bar y_{11} ─▶ y_bar [1, 1]     x_{k+1} ─▶ x [k+1]
 */
import { functionNamed } from "../../functions/index.ts";
import { allParts, partsOf } from "../../syntax/parts.ts";
import type { IndexSyntax, Syntax } from "../../syntax/tree.ts";

/** A letter, a number, or a letter and a step: i, 2, p+1. */
export interface Term {
  readonly letter: string | undefined;
  readonly offset: number;
}

export interface Reference {
  readonly base: string;
  /** With its label: what the indices count in. */
  readonly stem: string;
  readonly label: Term | undefined;
  readonly indices: readonly Term[];
  /** As one name. */
  readonly key: string;
}

const known = new WeakMap<Syntax, Reference | null>();

/** Undefined where an index is no letter, number or step. */
export function referenceOf(syntax: Syntax): Reference | undefined {
  if (syntax.kind !== "name" && syntax.kind !== "entry") return undefined;
  const found = known.get(syntax);
  if (found !== undefined) return found ?? undefined;
  const made = newReference(syntax);
  known.set(syntax, made ?? null);
  return made;
}

function newReference(syntax: Syntax): Reference | undefined {
  if (syntax.kind === "name")
    return syntax.derivative || syntax.differential ? undefined : referenceOfName(syntax.name);
  if (syntax.kind !== "entry" || syntax.of.kind !== "name") return undefined;
  const own = referenceOf(syntax.of);
  const indices = syntax.indices.map(termOfIndex);
  if (!own || indices.includes(undefined)) return undefined;
  return reference(own.base, own.label, [...own.indices, ...(indices as Term[])]);
}

const ACCENT = /^(?:hat|bar|tilde|vec|dot|check|breve|acute|grave|ring|under|bold|calligraphic|blackboard)$/;

export function referenceOfName(name: string): Reference {
  const [, body = name, written, tail = ""] = /^(.+?)\^\(?([^_()]+)\)?((?:_.*)?)$/u.exec(name) ?? [];
  const [first = "", ...rest] = `${body}${tail}`.split("_");
  const count = rest.findIndex((piece) => !ACCENT.test(piece));
  const accents = count < 0 ? rest : rest.slice(0, count);
  const stem = [first, ...accents].join("_");
  // entries count from 1: X_0 is a name
  const isNought = /^\p{Lu}$/u.test(first) && rest[accents.length] === "0";
  const base = isNought ? `${stem}_0` : stem;
  if (isNought) rest.splice(accents.length, 1);
  const pieces = rest.slice(accents.length).flatMap((piece) => (/^\d\d$/.test(piece) ? [...piece] : [piece]));
  const indices = pieces.map(termOf);
  const label = written === undefined ? undefined : termOf(written);
  if (indices.includes(undefined) || (written !== undefined && !label)) return reference(name, undefined, []);
  return reference(base, label, indices as Term[]);
}

/** The number 0. */
export const isNought = (side: Syntax | undefined): boolean =>
  side?.kind === "number" && Number(side.text) === 0;

/** What a name is a value of: w of \\hat{w}, w^*, w_{ML}. */
export const pointOf = (name: string): string | undefined =>
  /^(.+?)(?:_(?:hat|tilde|bar|star|opt|min|max|ml|mle|map|ols|ls|[A-Z]{2,5})|\^\(?(?:\*|star|opt)\)?)$/u.exec(
    name,
  )?.[1];

export function reference(base: string, label: Term | undefined, indices: readonly Term[]): Reference {
  const stem = label ? `${base}^(${termText(label)})` : base;
  return { base, stem, label, indices, key: stem + indices.map((term) => `_${termText(term)}`).join("") };
}

export const termText = ({ letter, offset }: Term): string =>
  letter === undefined ? `${offset}` : `${letter}${offset === 0 ? "" : offset > 0 ? `+${offset}` : offset}`;

function termOf(text: string): Term | undefined {
  const [, letter, step, plain] = /^(?:(\p{L})([+-]\d+)?|(\d+))$/u.exec(text) ?? [];
  if (plain !== undefined) return { letter: undefined, offset: Number(plain) };
  return letter === undefined ? undefined : { letter, offset: Number(step ?? 0) };
}

function termOfIndex(index: IndexSyntax): Term | undefined {
  if (index.kind !== "at") return undefined;
  return termOfSyntax(index.index);
}

function termOfSyntax(at: Syntax): Term | undefined {
  if (at.kind === "number") return termOf(at.text);
  if (at.kind === "name") return at.derivative ? undefined : termOf(at.name);
  if (at.kind !== "sum" || at.terms.length !== 2) return undefined;
  const [first, second] = at.terms;
  if (first!.term.kind !== "name" || second!.term.kind !== "number" || first!.sign === "-") return undefined;
  return termOf(`${first!.term.name}${second!.sign}${second!.term.text}`);
}

/** The parts that a walk goes into: of a derivative what it is of, and by. */
export function insideOf(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind === "name" && syntax.derivative) {
    const { of, by } = syntax.derivative;
    return of ? [of, ...by] : by;
  }
  return valuesInside(syntax);
}

/** The parts that are values: no index of an entry, no bound of a sum. */
export function valuesInside(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind === "entry") return [syntax.of];
  return syntax.kind === "indexed-sum" ? [syntax.body] : partsOf(syntax);
}

/** Every part of a tree, the tree first; of a reference nothing below. */
export const everyPart = (root: Syntax): Syntax[] =>
  allParts(root, (part) => (referenceOf(part) ? [] : insideOf(part)));

/** Names whose differentials stand there: of \mathrm{d}L = g^\top \mathrm{d}w L and w. */
export function differentialsIn(root: Syntax): string[] {
  return [...everyPart(root)].flatMap((part) => {
    if (part.kind !== "name") return [];
    if (part.differential) return [referenceOfName(part.differential).key];
    const { operator, by, of } = part.derivative ?? {};
    return (operator === "d" && by?.length === 0 && of && referenceOf(of)?.key) || [];
  });
}

/** What is differentiated by there. */
export const targetsIn = (root: Syntax): string[] =>
  [...everyPart(root)].flatMap((part) => {
    const by = part.kind === "name" ? part.derivative?.by : undefined;
    return (by ?? []).flatMap((target) => referenceOf(target)?.key ?? []);
  });

/** What a first derivative is by: its one variable, or that of ∇J(w). */
export function variableIn(side: Syntax | undefined): Syntax | undefined {
  const derivative = side?.kind === "name" ? side.derivative : undefined;
  if (!derivative?.of || derivative.order !== 1) return undefined;
  const { by, of } = derivative;
  const variables = by.length === 0 && of.kind === "call" ? of.args : by;
  return variables.length === 1 ? variables[0] : undefined;
}

/** The names of all that sides refer to, with what stands below them. */
export const keysOf = (sides: readonly (Syntax | undefined)[]): Set<string> =>
  new Set(
    sides.flatMap((side) =>
      side ? [...everyPart(side)].flatMap((part) => referenceOf(part)?.key ?? []) : [],
    ),
  );

/** The letters of all that sides refer to, without what stands below them. */
export const basesOf = (sides: readonly (Syntax | undefined)[]): Set<string> =>
  new Set(
    sides.flatMap((side) =>
      side ? [...everyPart(side)].flatMap((part) => referenceOf(part)?.base ?? []) : [],
    ),
  );

/** softmax and sums make more of a vector than of its entries. */
export const isOfEntries = (side: Syntax): boolean =>
  [...everyPart(side)].every((part) =>
    part.kind === "call"
      ? functionNamed(part.name.replace(/'+$/, ""))?.elementwise === true || isLetter(part.name)
      : /^(?:number|name|sum|product|negate|power)$/.test(part.kind),
  );

const isLetter = (name: string): boolean => /^\p{L}'*$/u.test(name);
