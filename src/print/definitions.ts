/**
 * Expression ─▶ text with its shared parts named, each written once; linear in the size of the DAG.
 *
 *     inv(A) b bᵀ inv(A)  ─▶  S = inv(A); S*b*b'*S
 *
 * A part is named if it costs an operation and would be written twice (as it is, negated or transposed),
 * and where brackets would nest too deep.
 */
import type { Expr } from "../expression/expr.ts";
import { textWriter } from "./formula/formula.ts";
import { alone, atom, type Piece } from "./formula/piece.ts";
import { type Letters, lettersFor } from "./names/letters.ts";
import { FEW, nameSource, namesInUse } from "./names/naming.ts";
import { findSharing, type Sharing } from "./sharing.ts";
import { writtenShared } from "./walk.ts";

interface NamedPart {
  readonly name: string;
  readonly text: string;
  readonly value: Expr;
}

export interface DefinedText {
  /** In an order in which each uses only earlier ones. */
  readonly definitions: readonly NamedPart[];
  /** One for each root. */
  readonly results: readonly string[];
  readonly letters: Letters;
  /** What was found to be shared. */
  readonly sharing: Sharing;
  /** `S = inv(A); S*b`: the definitions and the last result. */
  readonly text: string;
  /** Operations of the definitions and all results. */
  readonly ops: number;
}

export interface DefinitionOptions {
  /** Names that mean something else, beside those in the expressions. */
  readonly taken?: Iterable<string>;
  /** What the symbols are called; chosen for these expressions unless given. */
  readonly letters?: Letters;
  /** Levels of operands in one formula; deeper parts are named. 100 unless given. */
  readonly maximumDepth?: number;
  /** Names are A1, A2, … however few they are. */
  readonly numbered?: boolean;
}

const MAXIMUM_DEPTH = 100;

/** The expressions in few operations, with names for what they share. */
export function toTextWithDefinitions(roots: readonly Expr[], options: DefinitionOptions = {}): DefinedText {
  const sharing = findSharing(roots);
  const letters = options.letters ?? lettersFor(roots, options.taken);
  const { order, uses, operands } = sharing;
  const maximumDepth = options.maximumDepth ?? MAXIMUM_DEPTH;
  let nameOf: ((e: Expr) => string) | undefined;
  const writer = textWriter(letters);
  const pieces = new Map<Expr, Piece>();
  const depths = new Map<Expr, number>();
  const definitions: NamedPart[] = [];
  const isClosed = closedOver(order, operands);
  let ops = 0;
  for (const e of order) {
    let depth = 1;
    for (const part of operands.get(e) as readonly Expr[]) {
      depth = Math.max(depth, 1 + (depths.get(part) as number));
    }
    const piece = writtenShared(e, sharing, pieces, writer, (part) => pieces.get(part)?.ops === 0);
    if (piece.ops > 0 && ((uses.get(e) as number) > 1 || depth > maximumDepth) && isClosed(e)) {
      nameOf ??= nameSource(
        namesInUse(order, letters, options.taken),
        options.numbered ? FEW + 1 : countShared(sharing),
      );
      const name = nameOf(e);
      definitions.push({ name, text: piece.text, value: e });
      ops += piece.ops;
      pieces.set(e, { ...atom(name), negative: piece.negative });
      depth = 0;
    } else pieces.set(e, piece);
    depths.set(e, depth);
  }
  const results = roots.map((root) => alone(pieces.get(root) as Piece));
  for (const root of roots) ops += (pieces.get(root) as Piece).ops;
  const lines = definitions.map(({ name, text }) => `${name} = ${text}`);
  return { definitions, results, letters, sharing, text: [...lines, results.at(-1) ?? ""].join("; "), ops };
}

/** Which expressions mean the same anywhere: those in an index that a sum around them binds do not. */
export function closedOver(
  order: readonly Expr[],
  operands: ReadonlyMap<Expr, readonly Expr[]>,
): (e: Expr) => boolean {
  const indices = new Set(order.flatMap((e) => (e.kind === "bound" ? [e.index] : [])));
  if (indices.size === 0) return () => true;
  const open = new Map<Expr, Set<Expr>>();
  for (const e of order) {
    const own = new Set<Expr>(e.kind === "symbol" && indices.has(e) ? [e] : []);
    for (const operand of operands.get(e) as readonly Expr[]) {
      for (const i of open.get(operand) ?? []) own.add(i);
    }
    if (e.kind === "bound") own.delete(e.index);
    if (own.size > 0) open.set(e, own);
  }
  return (e) => !open.has(e);
}

/** About how many definitions there will be. */
function countShared({ order, uses }: Sharing): number {
  return order.filter((e) => (uses.get(e) as number) > 1 && e.kind !== "symbol" && e.kind !== "number")
    .length;
}

interface Answer {
  readonly text: string;
  readonly ops: number;
}

/** A text longer than this is for machines. */
const LONG = 2000;
/** Brackets of long texts nest less deep, and their definitions are numbered. */
export const FOR_MACHINES: DefinitionOptions = { maximumDepth: 12, numbered: true };

/**
 * The text with the fewest operations: one formula, unless something in it would be written twice.
 * Linear in the size of the DAG.
 */
export function printAnswer(root: Expr, options: DefinitionOptions = {}): Answer {
  const { text, ops } = toTextWithDefinitions([root], options);
  if (text.length <= LONG || options.maximumDepth !== undefined) return { text, ops };
  const flatter = toTextWithDefinitions([root], { ...options, ...FOR_MACHINES });
  return { text: flatter.text, ops: flatter.ops };
}
