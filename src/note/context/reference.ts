/**
 * What a name or an entry refers to: a letter and its indices, the same however they are written.
 *
 *     w_{21}, w_{2,1} ─▶ w|2,1      C_{ij} ─▶ C|i,j      z_i^{pred} ─▶ z^pred|i      \bar y_{11} ─▶ y_bar|1,1
 */
import type { IndexSyntax, Syntax } from "../../syntax/tree.ts";

/** A letter, a number, or a letter and a step: i, 2, p+1. */
export interface IndexTerm {
  readonly letter: string | undefined;
  readonly offset: number;
}

export interface Reference {
  readonly base: string;
  readonly indices: readonly IndexTerm[];
  /** By which a naming finds it. */
  readonly key: string;
}

const ACCENTED = /^\p{L}{2,}$/u;

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
  if (syntax.kind === "name") {
    if (syntax.derivative || syntax.differential) return undefined;
    return referenceOfName(syntax.name);
  }
  if (syntax.kind !== "entry" || syntax.of.kind !== "name") return undefined;
  const own = referenceOf(syntax.of);
  const indices = syntax.indices.map(indexOf);
  if (!own || indices.includes(undefined)) return undefined;
  return reference(own.key, indices as IndexTerm[]);
}

export function referenceOfName(name: string): Reference {
  const [first = "", ...rest] = name.split("_");
  const count = rest.findIndex((piece) => !ACCENTED.test(piece));
  const accents = count < 0 ? rest : rest.slice(0, count);
  const base = [first, ...accents].join("_");
  const pieces = rest.slice(accents.length).flatMap((piece) => (/^\d\d$/.test(piece) ? [...piece] : [piece]));
  const indices = pieces.map(termOf);
  return indices.includes(undefined)
    ? { base: name, indices: [], key: name }
    : reference(base, indices as IndexTerm[]);
}

const reference = (base: string, indices: readonly IndexTerm[]): Reference => ({
  base,
  indices,
  key: indices.length === 0 ? base : `${base}|${indices.map(termText).join(",")}`,
});

const termText = ({ letter, offset }: IndexTerm): string =>
  letter === undefined ? `${offset}` : `${letter}${offset === 0 ? "" : offset > 0 ? `+${offset}` : offset}`;

function termOf(text: string): IndexTerm | undefined {
  const [, letter, step, plain] = /^(?:(\p{L})([+-]\d+)?|(\d+))$/u.exec(text) ?? [];
  if (plain !== undefined) return { letter: undefined, offset: Number(plain) };
  return letter === undefined ? undefined : { letter, offset: Number(step ?? 0) };
}

function indexOf(index: IndexSyntax): IndexTerm | undefined {
  if (index.kind !== "at") return undefined;
  const at = index.index;
  if (at.kind === "number") return termOf(at.text);
  if (at.kind === "name") return at.derivative ? undefined : termOf(at.name);
  if (at.kind !== "sum" || at.terms.length !== 2) return undefined;
  const [first, second] = at.terms;
  if (first!.term.kind !== "name" || second!.term.kind !== "number" || first!.sign === "-") return undefined;
  return termOf(`${first!.term.name}${second!.sign}${second!.term.text}`);
}
