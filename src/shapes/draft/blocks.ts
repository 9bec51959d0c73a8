/**
 * Blocks: a scalar beside a taller or wider block is replicated, `[1, X]` has a column of ones.
 */

import { ShapeError } from "../../errors.ts";
import { block } from "../../expression/blocks.ts";
import { ones } from "../../expression/build.ts";
import { addSizes, type Dimension, UNIT } from "../../expression/dimension.ts";
import { type Expr, shapeOf } from "../../expression/expr.ts";
import { product } from "../../expression/product.ts";
import type { Syntax } from "../../syntax/tree.ts";
import type { Draft, Scope } from "../scope.ts";
import { draft, equate, isScalarShape, shownShape } from "./draft.ts";

export function draftBlock(syntax: Extract<Syntax, { kind: "block" }>, scope: Scope): Draft {
  const cells = syntax.rows.map((row) => row.map((cell) => draft(cell, scope)));
  const [first] = cells;
  const width = first?.length ?? 0;
  const uneven = cells.find((row) => row.length !== width);
  if (!first || uneven) {
    throw new ShapeError(`the rows of a block have ${width} and ${uneven?.length} entries`, syntax.span);
  }
  const scalar = (d: Draft) => isScalarShape(d.shape, scope);
  const heights = cells.map((row, i) =>
    commonSize(
      row.filter((d) => !scalar(d)),
      "rows",
      scope,
      syntax.rows[i]![0]!.span,
    ),
  );
  const widths = first.map((_, j) =>
    commonSize(
      cells.map((row) => row[j]!).filter((d) => !scalar(d)),
      "cols",
      scope,
      syntax.rows[0]![j]!.span,
    ),
  );
  const add = (sizes: Dimension[]) =>
    sizes.map((d) => scope.sizes.resolve(d)).reduce((a, b) => addSizes(a, b));
  const make = (): Expr =>
    block(
      cells.map((row, i) =>
        row.map((cell, j) => {
          const value = cell.make();
          if (!scalar(cell)) return value;
          const shape = shapeOf(scope.sizes.resolve(heights[i]!), scope.sizes.resolve(widths[j]!));
          return product([value, ones(shape)]);
        }),
      ),
    );
  return { shape: shapeOf(add(heights), add(widths)), make };
}

/** The size that the blocks of a row (or column) share; 1 where all are scalars. */
function commonSize(
  drafts: readonly Draft[],
  side: "rows" | "cols",
  scope: Scope,
  span: { start: number; end: number },
): Dimension {
  const [first, ...rest] = drafts;
  if (!first) return UNIT;
  const word = side === "rows" ? "heights" : "widths";
  for (const other of rest) {
    equate(first.shape[side], other.shape[side], scope, span, () => {
      const shapes = `${shownShape(first.shape, scope)} and ${shownShape(other.shape, scope)}`;
      const place = side === "rows" ? "side by side" : "one above the other";
      return `blocks of ${shapes} stand ${place}: their ${word} must be equal`;
    });
  }
  return first.shape[side];
}
