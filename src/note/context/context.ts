/**
 * What a problem of a note states: which name is defined by what, how matrices name their entries, declared shapes.
 *
 *     A = \begin{bmatrix} a & b \\ c & d \end{bmatrix}    naming: a … d are the entries of A
 *     C = A B                                             definition of C
 *     y_{ij} = \sum_k x_{ik} w_{kj}                        general definition of the entries y, unless Y is defined
 *
 * Names that a problem doesn't define are looked up in the one before.
 */

import { allParts, partsWithin } from "../../syntax/parts.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { NOTE_FUNCTIONS } from "../functionNames.ts";
import { type Reference, reference, referenceOf } from "../meaning/reference.ts";
import type { Equation, Formula, Label, Problem } from "../statements/formulas.ts";

export interface Definition {
  readonly reference: Reference;
  readonly value: Syntax;
  readonly equation: Equation;
}

/** A printed matrix of fresh names; `owner` is what it names the entries of, if that is said. */
export interface Naming {
  readonly block: Syntax;
  readonly cells: readonly (readonly Reference[])[];
  readonly owner: Syntax | undefined;
  readonly formula: Formula;
}

interface Place {
  readonly naming: Naming;
  readonly row: number;
  readonly column: number;
}

export interface Context {
  readonly definitions: Map<string, Definition>;
  readonly general: Map<string, Definition>;
  readonly namings: Naming[];
  /** Of the key of a cell where it stands. */
  readonly places: Map<string, Place>;
  /** Of the key of a name the matrix that names its entries. */
  readonly namingOf: Map<string, Naming>;
  /** Declared rows and columns. */
  readonly shapes: Map<string, readonly [Syntax | undefined, Syntax | undefined]>;
  /** The matrix that entries written with this letter belong to: a ─▶ A. */
  readonly owners: Map<string, string>;
  /** m = n = 2: sizes that the note sets. */
  readonly sizes: Map<string, number>;
  readonly labels: Label[];
  /** Equations that set sizes. */
  readonly sizings: Set<Equation>;
  /** Of each bare side that was no definition what it is said to equal, the first time. */
  readonly stated: Map<string, Definition>;
  /** Keys and letters that occur in definitions, or are printed or declared: what may be taken as given. */
  readonly given: Set<string>;
  /** Keys of matrices that are said to be symmetric. */
  readonly symmetric: Set<string>;
  /** Letters in declared sizes. */
  readonly sizeLetters: Set<string>;
  /** `base count at` ─▶ how far the index in this place of the printed entries goes. */
  readonly printed: Map<string, number>;
  /** Keys of what is differentiated somewhere. */
  readonly differentiated: Set<string>;
  /** Bases of names that are transposed, or stand beside matrices as vectors do. */
  readonly vectors: Set<string>;
  readonly problem: Problem;
  readonly previous: Context | undefined;
}

/** Looks through this problem and those before it. */
export function lookUp<T>(context: Context, find: (context: Context) => T | undefined): T | undefined {
  for (let at: Context | undefined = context; at; at = at.previous) {
    const found = find(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The sides of an equation up to an arrow or an implication. */
export function equalSides({
  sides,
  relations,
}: Equation): readonly { readonly syntax: Syntax | undefined }[] {
  const end = relations.findIndex((kind) => kind !== "equal" && kind !== "defined" && kind !== "approximate");
  return end < 0 ? sides : sides.slice(0, end + 1);
}

/** What a side is the definition of: a name, an entry, f(x) for f. */
export function definedBy(side: Syntax): Reference | undefined {
  const isFunction = side.kind === "call" && !NOTE_FUNCTIONS.has(side.name) && side.name !== "delta";
  if (isFunction && side.args.every((arg) => arg.kind === "name" && !arg.derivative))
    return reference(side.name, undefined, []);
  return isConstantName(side) ? undefined : referenceOf(side);
}

/** I, 1 and E_{ij}, which nobody need define. */
const isConstantName = (syntax: Syntax): boolean =>
  syntax.kind === "name" &&
  (syntax.name === "I" || syntax.name === "𝟏" || /^E_\p{Ll}\p{Ll}$/u.test(syntax.name));

/** The matrix whose entries are written with this letter. */
export function ownerOf(context: Context, base: string): string | undefined {
  const linked = lookUp(context, ({ owners }) => owners.get(base));
  if (linked) return linked;
  const isKnown = (name: string): boolean =>
    lookUp(context, ({ definitions, shapes, namingOf }) =>
      definitions.has(name) || shapes.has(name) || namingOf.has(name) ? true : undefined,
    ) ?? false;
  if (isKnown(base)) return base;
  const capital = base.slice(0, 1).toUpperCase() + base.slice(1);
  return capital !== base && isKnown(capital) ? capital : undefined;
}

/** y_{ij} and y_i are defined apart. */
export const generalKey = ({ stem, indices }: Reference): string => `${stem}/${indices.length}`;

/** Does the value speak of the name itself? */
export const mentions = (syntax: Syntax, key: string): boolean =>
  allParts(syntax, partsWithin).some((part) => referenceOf(part)?.key === key);

export function rememberKeys(syntax: Syntax, keys: Set<string>): void {
  for (const part of allParts(syntax, partsWithin)) {
    const reference = referenceOf(part);
    if (reference) keys.add(reference.key).add(reference.stem);
  }
}

export const isKnownName = (context: Context, key: string): boolean =>
  lookUp(context, ({ definitions, shapes, namingOf, places }) =>
    definitions.has(key) || shapes.has(key) || namingOf.has(key) || places.has(key) ? true : undefined,
  ) ?? false;
