/**
 * What a problem of a note states: which name is defined by what, how matrices name their entries, declared shapes.
 *
 *     A = \begin{bmatrix} a & b \\ c & d \end{bmatrix}    naming: a … d are the entries of A
 *     C = A B                                             definition of C
 *     y_{ij} = \sum_k x_{ik} w_{kj}                        general definition of the entries y, unless Y is defined
 *
 * Names that a problem doesn't define are looked up in the one before.
 */
import { FUNCTION_NAMES } from "../functions/index.ts";
import { partsOf } from "../syntax/parts.ts";
import type { Syntax } from "../syntax/tree.ts";
import { withParts } from "./rebuild.ts";
import { type Reference, referenceOf, referenceOfName } from "./reference.ts";
import { isDotted } from "./dots.ts";
import { usesIn } from "./looks.ts";
import type { Equation, Formula, Label, Problem } from "./statements.ts";

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
}

export interface Place {
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

export function contextOf(problem: Problem, previous: Context | undefined): Context {
  const context: Context = {
    definitions: new Map(),
    general: new Map(),
    namings: [],
    places: new Map(),
    namingOf: new Map(),
    shapes: new Map(),
    owners: new Map(),
    sizes: new Map(),
    labels: problem.formulas.flatMap(({ labels }) => labels),
    sizings: new Set(),
    stated: new Map(),
    given: new Set(),
    symmetric: new Set(),
    sizeLetters: new Set(),
    printed: new Map(),
    differentiated: new Set(),
    vectors: new Set(),
    problem,
    previous,
  };
  for (const formula of problem.formulas) takeShapes(context, formula);
  for (const sizes of context.shapes.values())
    for (const size of sizes) if (size) for (const letter of lettersIn(size)) context.sizeLetters.add(letter);
  takeUses(context);
  let last: Equation | undefined;
  const seen = new Set<string>();
  for (const formula of problem.formulas) {
    for (const { part, label } of formula.labels) if (referenceOf(label)) takeNaming(context, part, label);
    for (const equation of formula.equations) {
      takeEquation(context, equation, last, seen, labelsOf(formula));
      if (equation.sides.length > 1) last = equation;
      for (const { syntax } of equation.sides) if (syntax) rememberKeys(syntax, seen);
    }
  }
  takeCotangents(context);
  takeSymmetric(context);
  takeGiven(context);
  return context;
}

/** Looks through this problem and those before it. */
export function lookUp<T>(context: Context, find: (context: Context) => T | undefined): T | undefined {
  for (let at: Context | undefined = context; at; at = at.previous) {
    const found = find(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function takeShapes({ shapes }: Context, { shapes: written, declarations }: Formula): void {
  for (const { name, rows, columns } of written) {
    const key = name && referenceOfName(name).key;
    if (key && !shapes.has(key)) shapes.set(key, [rows, columns]);
  }
  for (const { names, type } of declarations) {
    const [rows, columns] = type.sizes;
    for (const { name } of names) {
      const { key } = referenceOfName(name);
      if (shapes.has(key)) continue;
      const square = type.words.some((word) => /symmetric|orthogonal|spd|diagonal|lower|upper/.test(word));
      shapes.set(key, [rows, columns ?? (square ? rows : undefined)]);
    }
  }
}

/** The sides of an equation up to an arrow or an implication. */
export function equalSides({ sides, relations }: Equation): readonly { readonly syntax: Syntax | undefined }[] {
  const end = relations.findIndex((kind) => kind !== "equal" && kind !== "defined" && kind !== "approximate");
  return end < 0 ? sides : sides.slice(0, end + 1);
}

function takeUses({ problem, vectors, differentiated }: Context): void {
  for (const { equations } of problem.formulas)
    for (const { sides } of equations)
      for (const { syntax } of sides) if (syntax) usesIn(syntax, vectors, differentiated);
}

function takeEquation(
  context: Context,
  equation: Equation,
  before: Equation | undefined,
  seen: ReadonlySet<string>,
  labels: ReadonlyMap<Syntax, Syntax>,
): void {
  const sides = equalSides(equation).map(({ syntax }) => syntax);
  takeLabelled(context, equation, sides, labels);
  if (sides.length === 1) {
    // a matrix of fresh names that stands alone names the result before it
    const [only] = sides;
    const owner = before && equalSides(before).at(-1)?.syntax;
    const isNamed = before && equalSides(before).some(({ syntax }) => syntax && definedBy(syntax));
    if (only?.kind === "block" && owner && !isNamed) takeNaming(context, only, owner);
    return;
  }
  if (takeSizes(context, sides)) {
    context.sizings.add(equation);
    return;
  }
  const fresh = sides.filter((side) => side && cellsOf(context, side));
  const values = sides.filter((side): side is Syntax => side !== undefined && !fresh.includes(side));
  // on the right a name is defined only where it is new
  const names = values.filter(
    (side) => isOpen(context, side) && (side === sides[0] || !seen.has(definedBy(side)!.base)),
  );
  takeStated(context, equation, values);
  for (const name of names) {
    const reference = definedBy(name)!;
    const value = values.find((side) => side !== name && !names.includes(side) && !mentions(side, reference.key));
    if (!value) continue;
    define(context, reference, { reference, value, equation });
    break;
  }
  const owner = values.find((side) => definedBy(side)) ?? values[0];
  for (const block of fresh) takeNaming(context, block!, owner);
  linkDotted(context, sides, owner);
}

const labelsOf = ({ labels }: Formula): ReadonlyMap<Syntax, Syntax> =>
  new Map(labels.map(({ part, label }) => [part, label]));

/** [a …]^A = [z …]^Z × [w …]^W says that A is Z × W. */
function takeLabelled(
  context: Context,
  equation: Equation,
  sides: readonly (Syntax | undefined)[],
  labels: ReadonlyMap<Syntax, Syntax>,
): void {
  for (const side of sides) {
    const label = side && labels.get(side);
    const reference = label && definedBy(label);
    if (!reference || context.definitions.has(reference.key)) continue;
    const other = sides.find((value) => value && value !== side && value.kind !== "block");
    const value = other && withLabels(other, labels);
    if (!value || mentions(value, reference.key)) continue;
    define(context, reference, { reference, value, equation });
    return;
  }
}

const withLabels = (syntax: Syntax, labels: ReadonlyMap<Syntax, Syntax>): Syntax => {
  const label = labels.get(syntax);
  return label && definedBy(label) ? label : withParts(syntax, (part) => withLabels(part, labels));
};

/** What a side is the definition of: a name, an entry, f(x) for f. */
export function definedBy(side: Syntax): Reference | undefined {
  const isFunction = side.kind === "call" && !FUNCTION_NAMES.has(side.name) && side.name !== "delta";
  if (isFunction && side.args.every((arg) => arg.kind === "name" && !arg.derivative))
    return { base: side.name, indices: [], key: side.name };
  return isConstantName(side) ? undefined : referenceOf(side);
}

/** I, 1 and E_{ij}, which nobody need define. */
export const isConstantName = (syntax: Syntax): boolean =>
  syntax.kind === "name" && (syntax.name === "I" || syntax.name === "𝟏" || /^E_\p{Ll}\p{Ll}$/u.test(syntax.name));

function takeStated({ stated }: Context, equation: Equation, values: readonly Syntax[]): void {
  for (const side of values) {
    const reference = definedBy(side);
    if (!reference || stated.has(reference.key)) continue;
    const value = values.find((other) => other !== side && !mentions(other, reference.key));
    if (value) stated.set(reference.key, { reference, value, equation });
  }
}

/** "let $G$ stand for $\partial L/\partial A$": a new name beside a derivative, in one sentence. */
function takeCotangents(context: Context): void {
  const { formulas } = context.problem;
  const seen = new Set<string>();
  formulas.forEach((formula, i) => {
    const name = onlySide(formula);
    const reference = name && definedBy(name);
    const isNew = reference && reference.indices.length === 0 && !seen.has(reference.key) && !isKnownName(context, reference.key);
    for (const other of isNew ? [formulas[i + 1], formulas[i - 1]] : []) {
      const value = other && onlySide(other);
      if (!value || value.kind !== "name" || !value.derivative?.of || value.derivative.by.length !== 1) continue;
      const [first, second] = other === formulas[i + 1] ? [formula, other] : [other, formula];
      if (!isOneSentence(context, first, second) || mentions(value, reference!.key)) continue;
      context.definitions.set(reference!.key, { reference: reference!, value, equation: formula.equations[0]! });
      break;
    }
    for (const { sides } of formula.equations) for (const { syntax } of sides) if (syntax) rememberKeys(syntax, seen);
  });
}

const SYMMETRIC = /(?<!anti-?|skew-?|not |un|反)(symmetric|对称|對稱|対称)/i;

/** "where $A$ is a symmetric matrix": the word stands in one sentence with the name. */
function takeSymmetric({ problem, symmetric }: Context): void {
  const { formulas, prose } = problem;
  formulas.forEach((formula, i) => {
    const name = onlySide(formula);
    const key = name && definedBy(name)?.key;
    if (key === undefined) return;
    const next = formulas[i + 1];
    const [after] = ((next && prose.get(next.index)) ?? problem.ending).split(/[.!?;。；！？]/);
    const before = (prose.get(formula.index) ?? "").split(/[.!?;。；！？]/).at(-1) ?? "";
    if (SYMMETRIC.test(after!.slice(0, 40)) || SYMMETRIC.test(before.slice(-24))) symmetric.add(key);
  });
  for (const { declarations } of formulas)
    for (const { names, type } of declarations)
      if (type.words.some((word) => word === "symmetric" || word === "spd"))
        for (const { name } of names) symmetric.add(referenceOfName(name).key);
}

const onlySide = ({ equations }: Formula): Syntax | undefined =>
  equations.length === 1 && equations[0]!.sides.length === 1 ? equations[0]!.sides[0]!.syntax : undefined;

const isKnownName = (context: Context, key: string): boolean =>
  lookUp(context, ({ definitions, shapes, namingOf, places }) =>
    definitions.has(key) || shapes.has(key) || namingOf.has(key) || places.has(key) ? true : undefined,
  ) ?? false;

/** Neither a full stop nor another formula between them. */
function isOneSentence({ problem }: Context, first: Formula, second: Formula): boolean {
  if (second.index - first.index > 2) return false;
  const between = problem.prose.get(second.index) ?? "";
  return between.length <= 60 && !/[.!?;。；！？]/.test(between);
}

function rememberKeys(syntax: Syntax, keys: Set<string>): void {
  const open: Syntax[] = [syntax];
  while (open.length > 0) {
    const part = open.pop()!;
    const reference = referenceOf(part);
    if (reference) {
      keys.add(reference.key);
      keys.add(reference.base);
    }
    open.push(...insideOf(part));
  }
}

function takeGiven(context: Context): void {
  const { given, definitions, general, namings, shapes } = context;
  for (const { reference, value } of [...definitions.values(), ...general.values()]) {
    given.add(reference.key);
    rememberKeys(value, given);
  }
  for (const { block, owner } of namings) {
    rememberKeys(block, given);
    if (owner) rememberKeys(owner, given);
  }
  for (const key of shapes.keys()) given.add(key);
}

/** A name that may still be defined. */
function isOpen(context: Context, side: Syntax): boolean {
  const reference = definedBy(side);
  if (!reference) return false;
  const { base, indices, key } = reference;
  if (context.definitions.has(key)) return false;
  const place = context.places.get(key);
  if (place) return !hasValue(context, place.naming);
  if (indices.length === 0) return true;
  if (context.general.has(generalKey(reference))) return false;
  const owner = ownerOf(context, base);
  return !owner || !context.definitions.has(owner);
}

function hasValue(context: Context, { owner }: Naming): boolean {
  if (!owner) return false;
  const reference = definedBy(owner);
  return !reference || context.definitions.has(reference.key);
}

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
export const generalKey = ({ base, indices }: Reference): string => `${base}/${indices.length}`;

function define(context: Context, reference: Reference, definition: Definition): void {
  const isGeneral = reference.indices.some(({ letter }) => letter !== undefined);
  if (isGeneral) context.general.set(generalKey(reference), definition);
  else context.definitions.set(reference.key, definition);
}

function takeSizes(context: Context, sides: readonly (Syntax | undefined)[]): boolean {
  const number = sides.find((side) => side?.kind === "number");
  const names = sides.filter((side) => side?.kind === "name" && /^\p{Ll}$/u.test(side.name));
  if (number?.kind !== "number" || names.length !== sides.length - 1) return false;
  for (const name of names) if (name?.kind === "name") context.sizes.set(name.name, Number(number.text));
  return true;
}

/** The cells of a block of fresh names, none of which stands twice or is known. */
function cellsOf(context: Context, block: Syntax): readonly (readonly Reference[])[] | undefined {
  if (block.kind !== "block" || isDotted(block)) return undefined;
  const cells = block.rows.map((row) => row.map(referenceOf));
  const keys = new Set<string>();
  for (const cell of cells.flat()) {
    if (!cell || keys.has(cell.key)) return undefined;
    // z_r with a label r is a name; an entry with a free index is none
    if (cell.indices.some(({ letter }) => letter) && block.rows.flat().length < 2) return undefined;
    if (cell.indices.length > 0 && context.general.has(generalKey(cell))) return undefined;
    if (context.definitions.has(cell.key) || context.places.has(cell.key) || context.shapes.has(cell.key))
      return undefined;
    keys.add(cell.key);
  }
  return cells as Reference[][];
}

function takeNaming(context: Context, block: Syntax, owner: Syntax | undefined): void {
  linkDotted(context, [block], owner);
  const cells = cellsOf(context, block);
  if (!cells) return;
  const name = owner && definedBy(owner)?.key;
  if (name !== undefined && context.namingOf.has(name)) return;
  const naming: Naming = { block, cells, owner };
  context.namings.push(naming);
  if (name !== undefined) context.namingOf.set(name, naming);
  cells.forEach((row, r) => {
    row.forEach(({ key, base, indices }, c) => {
      context.places.set(key, { naming, row: r, column: c });
      indices.forEach(({ letter, offset }, at) => {
        const place = `${base} ${indices.length} ${at}`;
        if (letter === undefined) context.printed.set(place, Math.max(context.printed.get(place) ?? 0, offset));
      });
      if (name !== undefined && indices.length > 0) context.owners.set(base, name);
    });
  });
}

/** A dotted matrix shows which letter its owner's entries have. */
function linkDotted(context: Context, sides: readonly (Syntax | undefined)[], owner: Syntax | undefined): void {
  const name = owner && definedBy(owner)?.key;
  if (name === undefined) return;
  for (const side of sides) {
    if (side?.kind !== "block" || !isDotted(side)) continue;
    const first = referenceOf(side.rows[0]![0]!);
    if (first && first.indices.length > 0 && !context.owners.has(first.base)) context.owners.set(first.base, name);
  }
}

/** Does the value speak of the name itself? */
export function mentions(syntax: Syntax, key: string): boolean {
  const open: Syntax[] = [syntax];
  while (open.length > 0) {
    const part = open.pop()!;
    if (referenceOf(part)?.key === key) return true;
    open.push(...insideOf(part));
  }
  return false;
}

function lettersIn(syntax: Syntax): string[] {
  if (syntax.kind === "name") return [syntax.name];
  return partsOf(syntax).flatMap(lettersIn);
}

/** The parts of a tree, of derivatives too. */
export function insideOf(syntax: Syntax): readonly Syntax[] {
  if (syntax.kind === "name") {
    const { derivative } = syntax;
    return derivative ? [...(derivative.of ? [derivative.of] : []), ...derivative.by] : [];
  }
  return partsOf(syntax);
}
