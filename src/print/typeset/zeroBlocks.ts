/**
 * Blocks of zeros. A bare 0 beside others has the height of its row and the width of its column; where nothing
 * there says how many rows or columns it has, it shows its sizes.
 *
 *     [A, 0; 0, B]  ─▶  as it stands        [G; 0]  ─▶  [G; 0_{k×n}]
 */
import { isCall } from "../../expression/build.ts";
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import { type BlockNode, type Expr, isScalar } from "../../expression/expr.ts";
import { ZEROS } from "../../expression/heads.ts";

const isZeros = (e: Expr): boolean => isCall(e, ZEROS) && !isScalar(e);

/** The sizes that the zeros at a place have to show; undefined where they have none to show. */
export function sizesToShow({ cells }: BlockNode, i: number, j: number): readonly Dimension[] | undefined {
  const cell = cells[i]![j]!;
  if (!isZeros(cell)) return undefined;
  const says = (e: Expr): boolean => e !== cell && !isZeros(e) && !isScalar(e);
  const { rows, cols } = cell.shape;
  const hasRows = rows === UNIT || cells[i]!.some(says);
  const hasColumns = cols === UNIT || cells.some((row) => says(row[j]!));
  if (hasRows && hasColumns) return undefined;
  return cols === UNIT ? [rows] : [rows, cols];
}
