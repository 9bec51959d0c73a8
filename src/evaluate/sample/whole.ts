/**
 * Which parts of an expression stand for whole numbers: indices, sizes, exponents of matrices.
 */
import { isCall } from "../../expression/build.ts";
import type { Expr, SymbolNode } from "../../expression/expr.ts";
import { QUOTIENT, REMAINDER } from "../../expression/heads.ts";
import * as Q from "../../expression/rational.ts";
import { symbolsIn, topological } from "../../expression/walk.ts";
import { type Matrix, scalarMatrix } from "../../matrix/matrix.ts";
import type { Sizes } from "../values/evaluate.ts";
import { sizeValue } from "../values/program.ts";
import type { Random } from "./random.ts";

/** Symbols that stand for whole numbers: exponents of matrices from 2 to 4, free indices within their range. */
export function wholeNumbers(
  roots: readonly Expr[],
  sizes: Sizes,
): Map<SymbolNode, (random: Random) => Matrix> {
  const ranges = new Map<SymbolNode, readonly [number, number]>();
  const limit = (e: Expr, least: number, most: number) => {
    if (e.kind === "number") return;
    for (const s of symbolsIn(e)) {
      if (s.role === "size") continue;
      const [low, high] = ranges.get(s) ?? [least, most];
      ranges.set(s, [Math.max(low, least), Math.min(high, most)]);
    }
  };
  for (const e of topological(roots)) {
    if (e.kind === "power" && e.base.shape !== e.exponent.shape) limit(e.exponent, 2, 4);
    if (e.kind !== "index") continue;
    limit(e.row, 1, sizeValue({ sizes }, e.of.shape.rows));
    limit(e.column, 1, sizeValue({ sizes }, e.of.shape.cols));
  }
  for (const e of topological(roots)) if (e.kind === "symbol" && e.role === "index") limit(e, 1, 3);
  return new Map(
    [...ranges].map(([symbol, [low, high]]) => [symbol, (random) => scalarMatrix(random.whole(low, high))]),
  );
}

/** The nodes whose values are whole numbers: made of numbers, sizes, indices and what `wholeNumbers` drew. */
export function wholeNodes(roots: readonly Expr[], isDrawn: (s: SymbolNode) => boolean): ReadonlySet<Expr> {
  const whole = new Set<Expr>();
  const has = (e: Expr) => whole.has(e);
  for (const e of topological(roots)) {
    const own =
      (e.kind === "number" && Q.isInteger(e.value)) ||
      (e.kind === "symbol" && (e.role === "size" || e.role === "index" || isDrawn(e))) ||
      (e.kind === "sum" && e.terms.every(has)) ||
      (e.kind === "product" &&
        Q.isInteger(e.coefficient) &&
        e.factors.length === 0 &&
        e.scalars.every(has)) ||
      isCall(e, QUOTIENT) ||
      isCall(e, REMAINDER);
    if (own) whole.add(e);
  }
  return whole;
}
