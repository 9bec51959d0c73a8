/**
 * Places of indices: i + 2 of a block, (i − 1) m + j of a stacked column, and when two can be equal.
 */
import { isCall, number, sizeScalar, subtract, sum } from "../../expression/build.ts";
import { addSizes, type Dimension, multiplySizes, sizeOf, UNIT } from "../../expression/dimension.ts";
import { type CallNode, type Expr, SCALAR } from "../../expression/expr.ts";
import { QUOTIENT, REMAINDER } from "../../expression/heads.ts";
import { product } from "../../expression/product.ts";
import { children } from "../../expression/walk.ts";
import { delta } from "../../functions/places.ts";
import { type IndexNames, indicesIn, tidy } from "./indices.ts";

/** (major − 1) m + minor */
export const pairOf = (major: Expr, minor: Expr, m: Dimension): Expr =>
  sum([product([sum([major, number(-1)]), sizeScalar(m)]), minor]);

/** A quotient or remainder of an index symbol within a factor. */
export function placeIn(factor: Expr): CallNode | undefined {
  const pending: Expr[] = [factor];
  for (let e = pending.pop(); e; e = pending.pop()) {
    if (e.kind === "call" && (isCall(e, QUOTIENT) || isCall(e, REMAINDER)) && e.args[0]?.kind === "symbol") {
      return e;
    }
    for (const child of children(e))
      if (child.shape === SCALAR && indicesIn(child).size > 0) pending.push(child);
  }
  return undefined;
}

/** δ of two places: without what both sides have, 1 where they are the same, 0 where they never meet. */
export function deltaValue(e: CallNode, names: IndexNames): Expr {
  const tidied = tidy(e);
  if (tidied.kind === "number") return tidied;
  const [a, b] = e.args as readonly [Expr, Expr];
  const difference = subtract(a, b);
  if (difference.kind === "number") return number(difference.value.n === 0 ? 1 : 0);
  const [first, second] = [placeParts(a, names), placeParts(b, names)];
  if (!first || !second) return tidied;
  if (disjoint(first, second) || disjoint(second, first)) return number(0);
  if (first.offset === second.offset && first.index && second.index) return delta(first.index, second.index);
  return tidied;
}

interface Place {
  readonly index: Expr | undefined;
  readonly offset: Expr;
  readonly size: Expr;
}

/** index + offset, with the index from 1 to size; a number is an offset with the index 1 of size 1. */
export function placeParts(e: Expr, names: IndexNames): Place | undefined {
  const terms = e.kind === "sum" ? e.terms : [e];
  const indices = terms.filter((t) => t.kind === "symbol" && t.role === "index");
  const [index] = indices;
  const offset = sum([number(0), ...terms.filter((t) => t !== index)]);
  if (indices.length > 1 || indicesIn(offset).size > 0) return undefined;
  if (!index) return { index: undefined, offset: subtract(offset, number(1)), size: number(1) };
  return { index, offset, size: sizeScalar(names.sizeOf(index)) };
}

/** All places of b are before those of a. */
const disjoint = (a: Place, b: Place): boolean =>
  isAtLeastZero(subtract(subtract(a.offset, b.offset), b.size));

/** A sum of sizes that is never negative, as far as its signs tell. */
export function isAtLeastZero(e: Expr): boolean {
  switch (e.kind) {
    case "number":
      return e.value.n >= 0;
    case "symbol":
      return e.role === "size";
    case "sum": {
      // n − 1 is at least 0
      const constant = e.terms.find((t) => t.kind === "number");
      const rest = e.terms.filter((t) => t !== constant);
      const least = constant?.kind === "number" ? constant.value.n : 0;
      return rest.every(isAtLeastZero) && least + rest.length >= 0;
    }
    case "product":
      return e.coefficient.n > 0 && e.factors.length === 0 && e.scalars.every(isAtLeastZero);
    case "power":
      return isAtLeastZero(e.base);
    default:
      return false;
  }
}

/** The size that a scalar of sizes stands for. */
export function dimensionFrom(e: Expr): Dimension | undefined {
  const combine = (
    parts: readonly Expr[],
    join: (a: Dimension, b: Dimension) => Dimension,
    start: Dimension,
  ) =>
    parts.reduce<Dimension | undefined>((total, part) => {
      const size = dimensionFrom(part);
      return total && size && join(total, size);
    }, start);
  switch (e.kind) {
    case "number":
      return e.value.d === 1 ? sizeOf(e.value.n) : undefined;
    case "symbol":
      return e.role === "size" ? sizeOf(e.name) : undefined;
    case "sum":
      return combine(e.terms, (a, b) => addSizes(a, b), sizeOf(0));
    case "product":
      return e.factors.length === 0 && e.coefficient.d === 1
        ? combine(e.scalars, multiplySizes, sizeOf(e.coefficient.n))
        : undefined;
    case "power":
      return e.exponent.kind === "number" && e.exponent.value.d === 1 && e.exponent.value.n > 0
        ? combine(new Array<Expr>(e.exponent.value.n).fill(e.base), multiplySizes, UNIT)
        : undefined;
    default:
      return undefined;
  }
}
