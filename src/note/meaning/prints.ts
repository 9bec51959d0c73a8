/**
 * Printed matrices of names: how the entries of what they equal, or are labelled with, are called, and how many
 * there are.
 *
 *     C = \begin{bmatrix} i & j \\ k & l \end{bmatrix}         ─▶  i … l are the entries of C, which is 2×2
 *     \overbrace{\begin{bmatrix} a_{11} & a_{12} \end{bmatrix}}^{A}  ─▶  A is 1×2
 *     W = [w_{11} \cdots w_{1n}; \vdots; w_{k1} \cdots w_{kn}]  ─▶  W is k×n
 */
import { type Dimension, sizeOf, UNIT } from "../../expression/dimension.ts";
import { type Shape, shapeOf } from "../../expression/expr.ts";
import type { Syntax } from "../../syntax/tree.ts";
import { isDots, isDotted } from "./dots.ts";
import { type Reference, referenceOf, referenceOfName, type Term } from "./reference.ts";

export interface Print {
  /** The key of what it prints. */
  readonly owner: string;
  readonly shape: Shape;
  /** None of a matrix with dots. */
  readonly cells: readonly (readonly Reference[])[];
}

/** Undefined where the sides say something else. */
export function printOf(left: Syntax | undefined, right: Syntax | undefined): Print | undefined {
  const owner = left && referenceOf(left);
  if (!owner || !right) return undefined;
  const isTurned = right.kind === "transpose";
  const list = isTurned ? right.of : right;
  if (list.kind !== "block") return undefined;
  const turned = isTurned || list.rows.length === 1;
  // a list of entries is a vector, however it is printed
  const isLine = list.rows.length === 1 || list.rows.every((row) => row.length === 1);
  const own = (side: Shape): Shape => (turned && !isLine ? shapeOf(side.cols, side.rows) : side);
  if (isDotted(list)) {
    const shape = dottedShape(list.rows, owner);
    return shape && { owner: owner.key, shape: own(shape), cells: [] };
  }
  const cells = list.rows.map((row) => row.map((cell) => referenceOf(cell)));
  const flat = cells.flat();
  const isName = (cell: Reference | undefined): cell is Reference =>
    cell !== undefined && (cell.indices.length > 0 ? isWritten(cell) : /^\p{Ll}$/u.test(cell.key));
  if (flat.length < 2 || !flat.every(isName) || new Set(flat.map(({ key }) => key)).size < flat.length)
    return undefined;
  if (flat.some(({ key }) => key === owner.key)) return undefined;
  const lines = isLine ? flat.map((cell) => [cell]) : (cells as Reference[][]);
  const read = isTurned && !isLine ? lines[0]!.map((_, j) => lines.map((row) => row[j]!)) : lines;
  return { owner: owner.key, shape: shapeOf(count(read.length), count(read[0]!.length)), cells: read };
}

/** y = (y_0, y_1, y_2): its own entries in their order, from whichever number they are counted. */
export function isCounted(left: Syntax | undefined, right: Syntax | undefined): boolean {
  const print = printOf(left, right);
  const [first] = print?.cells[0] ?? [];
  if (!print || !first || referenceOfName(print.owner).base !== first.base) return false;
  return print.cells.every((row, i) =>
    row.every(
      ({ base, indices }, j) =>
        base === first.base &&
        indices.length === first.indices.length &&
        indices.every(({ offset }, k) => offset === first.indices[k]!.offset + (k === 0 ? i : j)),
    ),
  );
}

const isWritten = ({ indices }: Reference): boolean =>
  indices.every(({ letter }) => letter === undefined || !/^[ijkl]$/.test(letter));

const count = (n: number): Dimension => (n === 1 ? UNIT : sizeOf(n));

/** From 1 … n of the entries' own letters. */
function dottedShape(rows: readonly (readonly Syntax[])[], owner: Reference): Shape | undefined {
  const cells = rows.flat().filter((cell) => !isDots(cell));
  const [first, last] = [cells[0], cells.at(-1)].map((cell) => cell && referenceOf(cell));
  if (!first || !last || first.base !== last.base || first.indices.length !== last.indices.length)
    return undefined;
  const small = owner.base.charAt(0).toLowerCase() + owner.base.slice(1);
  if (first.base !== owner.base && first.base !== small) return undefined;
  const counts = last.indices.slice(-2).map(dimensionOf);
  if (counts.length === 0 || counts.includes(undefined)) return undefined;
  if (first.indices.some(({ letter, offset }) => letter !== undefined || offset !== 1)) return undefined;
  return shapeOf(counts[0]!, counts[1] ?? UNIT);
}

const dimensionOf = ({ letter, offset }: Term): Dimension | undefined =>
  letter === undefined ? count(offset) : offset === 0 ? sizeOf(letter) : undefined;
