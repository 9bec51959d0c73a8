/**
 * Which letter stands for which symbol in a formula, or in a document as a whole.
 *
 *     i Σ_i x_i², the first i a variable  ─▶  i Σ_j x_j²        h, and a step of the same name  ─▶  h and h_1
 *
 * Variables, sizes and functions have the names that the user gave them. What the program made for itself (indices
 * of sums, cotangents, steps, intermediate results) has the letter it asks for where that is free, else another.
 */
import { UnsupportedError } from "../../errors.ts";
import { sizeNames } from "../../expression/dimension.ts";
import { type Expr, isRow, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";
import { topological } from "../../expression/walk.ts";
import { FUNCTION_NAMES, isEntryName } from "../../functions/index.ts";
import { derivedFrom } from "../../syntax/names.ts";
import { lettersBelow, looksOf, nameUnicode, wholesOf } from "./names.ts";

export interface Letters {
  readonly of: (s: SymbolNode) => string;
  /** The sign of a differential: d, or δ where dX is something else. */
  readonly differential: string;
  /** The same where d can't be told from a variable d by its type. */
  readonly plainDifferential: string;
  /** Whether something has that name, or one that looks like it. */
  readonly isTaken: (name: string) => boolean;
  /** Whether something of the user's looks like an entry of what has that name: x_1, of x. */
  readonly isWhole: (name: string) => boolean;
  /** Whether a matrix of the user's has that name. */
  readonly isMatrix: (name: string) => boolean;
  /** For a part of a document: its indices have letters of their own, everything else that of the document. */
  readonly within: (roots: readonly Expr[]) => Letters;
}

const isMatrix = (e: Expr): boolean => !(isScalar(e) || isVector(e) || isRow(e));

/** Letters that are read as indices (syntax/meaning/subscripts.ts). */
const FREE_INDICES = [..."ijpqrst"];
const BOUND_INDICES = [..."klrst"];
const OTHERS = { scalar: [..."stchq"], vector: [..."rvuzpqh"], matrix: [..."GSPQRMHUVZ"] };
const DIFFERENTIALS = ["d", "δ", "Δ", "D"];

/**
 * @param names further names that have a meaning beside the expressions
 * @param indices what the program's indices are called, in the order in which they are taken
 * @throws UnsupportedError where two names of the user's look the same
 */
export function lettersFor(
  roots: readonly Expr[],
  names: Iterable<string> = [],
  indices: readonly string[] = [],
): Letters {
  const nodes = topological(roots);
  const given = givenIn(nodes, names);
  const made = nodes.filter((e): e is SymbolNode => e.kind === "symbol" && !isGiven(e));
  const holes = made.filter((s) => s.role === "hole").map((s) => s.name.slice(1));
  const differentiated = [...holes, ...nodes.flatMap(ownFunction)];
  const signs = DIFFERENTIALS.filter((d) => !differentiated.some((x) => given.looks.has(nameUnicode(d + x))));
  const own = new Set(nodes.flatMap((e) => (e.kind === "symbol" && !isSize(e) ? nameUnicode(e.name) : [])));
  const [differential = "d"] = signs;
  const plainDifferential = signs.find((d) => !own.has(d)) ?? differential;
  const looksOfHoles = new Set(holes.flatMap((x) => looksOf(differential + x)));
  const letters = allocator(new Set(given.looks), []);
  for (const s of made) if (s.role === "made") letters.of(s);
  return whole(made, letters, { ...given, differential, plainDifferential, holes: looksOfHoles }, indices);
}

/** What the user's names look like, what they could be entries of, and the letters below them. */
interface Given {
  readonly looks: ReadonlySet<string>;
  readonly wholes: ReadonlySet<string>;
  readonly below: ReadonlySet<string>;
  readonly matrices: ReadonlySet<string>;
}

interface Document extends Given, Pick<Letters, "differential" | "plainDifferential"> {
  /** What differentials look like, dX. */
  readonly holes: ReadonlySet<string>;
}

/** @throws UnsupportedError where two of them look the same */
function givenIn(nodes: readonly Expr[], others: Iterable<string>): Given {
  const names = [...others, ...nodes.flatMap(givenNames)];
  const looks = new Map<string, string>();
  for (const name of new Set(names)) {
    for (const look of looksOf(name)) {
      const other = looks.get(look) ?? name;
      if (other !== name) throw alikeError(other, name);
      looks.set(look, name);
    }
  }
  const matrices = nodes.filter((e) => e.kind === "symbol" && e.role === "variable" && isMatrix(e));
  return {
    looks: new Set(looks.keys()),
    wholes: new Set(names.flatMap(wholesOf)),
    below: new Set(names.flatMap(lettersBelow)),
    matrices: new Set(matrices.map((s) => nameUnicode((s as SymbolNode).name))),
  };
}

const alikeError = (one: string, other: string): UnsupportedError =>
  new UnsupportedError(
    `${one} and ${other} are two names here, and look the same in a formula`,
    undefined,
    "call one of them otherwise",
  );

/**
 * @throws UnsupportedError where a formula on one line needs a function whose name a variable has: it would be read
 *   as a product
 */
export function refuseAmbiguousCall(name: string, letters: Letters): void {
  // σ and other aliases may be functions of the user's own
  const isFunction = isEntryName(name) || derivedFrom(name) !== undefined;
  if (!isFunction || !letters.isTaken(name)) return;
  throw new UnsupportedError(
    `${name} is a variable here, and the formula needs the function ${name}`,
    undefined,
    "give the variable another name",
  );
}

/** Letters of symbols by key, no two of which look the same (x1, x_1 and x₁ do), chosen as they are asked for. */
interface Allocator {
  readonly of: (s: SymbolNode) => string;
  readonly known: (key: string) => string | undefined;
  readonly isTaken: (name: string) => boolean;
}

function allocator(
  taken: Set<string>,
  wished: readonly string[],
  avoided: ReadonlySet<string> = new Set(),
): Allocator {
  const isTaken = (name: string): boolean => looksOf(name).some((look) => taken.has(look));
  const isUnfit = (name: string): boolean => avoided.has(name) || isTaken(name);
  const letters = new Map<string, string>();
  return {
    of(s) {
      const known = letters.get(s.key);
      if (known !== undefined) return known;
      const letter = wishedFor(s, wished, isUnfit) ?? freeLetter(s, isUnfit);
      letters.set(s.key, letter);
      for (const look of looksOf(letter)) taken.add(look);
      return letter;
    },
    known: (key) => letters.get(key),
    isTaken,
  };
}

/** The letters for some symbols, those of `made` being chosen already but for the indices. */
function whole(
  symbols: readonly SymbolNode[],
  made: Allocator,
  given: Document,
  wished: readonly string[],
): Letters {
  const beside = symbols.filter((s) => s.role === "made").flatMap((s) => looksOf(made.of(s)));
  const indices = allocator(new Set([...given.looks, ...given.holes, ...beside]), wished, given.below);
  const inOrder = symbols.filter((s) => s.role === "index").sort((a, b) => rankOf(a) - rankOf(b));
  for (const s of inOrder) indices.of(s);
  const of = (s: SymbolNode): string => {
    if (isGiven(s)) return s.name;
    if (s.role === "index") return indices.of(s);
    return s.role === "hole" ? given.differential + baseOf(s, made) : made.of(s);
  };
  return {
    of,
    differential: given.differential,
    plainDifferential: given.plainDifferential,
    isTaken: indices.isTaken,
    isWhole: (name) => given.wholes.has(nameUnicode(name)),
    isMatrix: (name) => given.matrices.has(nameUnicode(name)),
    within: (roots) =>
      whole(
        topological(roots).filter((e): e is SymbolNode => e.kind === "symbol"),
        made,
        given,
        wished,
      ),
  };
}

/** X of dX. */
const baseOf = ({ key, name }: SymbolNode, made: Allocator): string =>
  made.known(key.slice("hole ".length)) ?? name.slice(1);

/** A size that has a value is one too (derivation/entries/entryPieces.ts). */
const isSize = ({ role, key, name }: SymbolNode): boolean => role === "size" || key === `made size ${name}`;

/** The user's. */
const isGiven = (s: SymbolNode): boolean => s.role === "variable" || isSize(s);

function givenNames(e: Expr): readonly string[] {
  const sizes = [e.shape.rows, e.shape.cols].flatMap(sizeNames);
  if (e.kind === "symbol") return isGiven(e) ? [...sizes, e.name] : sizes;
  return e.kind === "call" ? [...sizes, ...e.sizes.flatMap(sizeNames), ...ownFunction(e)] : sizes;
}

/** The user's L of L(x). */
const ownFunction = (e: Expr): string[] =>
  e.kind !== "call" || isEntryName(e.fn.name) || derivedFrom(e.fn.name) !== undefined ? [] : [e.fn.name];

/** The first of the wished indices that is free; the user's own have their letters. */
const wishedFor = (
  { key, name }: SymbolNode,
  wished: readonly string[],
  isTaken: (name: string) => boolean,
): string | undefined => (key === `index ${name}` ? undefined : wished.find((letter) => !isTaken(letter)));

function freeLetter(s: SymbolNode, isTaken: (name: string) => boolean): string {
  if (!isTaken(s.name)) return s.name;
  const isFree = (name: string): boolean => !isTaken(name) && !FUNCTION_NAMES.has(name);
  const letter = poolFor(s).find(isFree);
  if (letter !== undefined) return letter;
  for (let n = 1; ; n++) {
    const name = `${s.name}_${n}`;
    if (isFree(name)) return name;
  }
}

/** The user's own indices have their letters first, then the others as they stand in the pools. */
const rankOf = ({ key, name }: SymbolNode): number =>
  key === `index ${name}` ? -1 : [...FREE_INDICES, ...BOUND_INDICES].indexOf(name) + 1;

function poolFor(s: SymbolNode): readonly string[] {
  if (s.role === "index") {
    const isFree = FREE_INDICES.includes(s.name);
    return isFree ? [...FREE_INDICES, ...BOUND_INDICES] : [...BOUND_INDICES, ...FREE_INDICES];
  }
  // a name of several parts, w_12 or Z_bar, says what it is: another number does that too
  if (s.name.length > 1) return [];
  return OTHERS[isScalar(s) ? "scalar" : isVector(s) ? "vector" : "matrix"];
}
