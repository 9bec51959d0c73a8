/**
 * Labels that sum to 1: a y is put as y / (1ᵀ y), whatever is drawn for it.
 *
 *     one-hot rows of Y  ─▶  Y ⊘ (Y 1 1ᵀ)        one-hot y_i of which there are y_{ik} alone  ─▶  y_{ik} / Σ_l y_{il}
 */
import { number, ones, sum } from "../../../expression/build.ts";
import { UNIT } from "../../../expression/dimension.ts";
import { type Expr, isScalar, type SymbolNode, shapeOf } from "../../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../../expression/hadamard.ts";
import { power, transpose } from "../../../expression/power.ts";
import { product } from "../../../expression/product.ts";
import { substitute, symbolsIn } from "../../../expression/walk.ts";
import { totalOf } from "../../../functions/reductions.ts";
import { type Reference, referenceOfName } from "../../meaning/reference.ts";
import type { Facts } from "../../statements/facts.ts";

type Pair = readonly [Expr, Expr];

export function summedToOne(sides: Pair, { summingToOne, isByColumns }: Facts): Pair {
  if (summingToOne.size === 0) return sides;
  const said = [...summingToOne].map((name) => referenceOfName(name));
  const all = [...new Set(sides.flatMap((side) => symbolsIn(side)))];
  const replaced = new Map<Expr, Expr>();
  for (const s of all) {
    const value = isScalar(s)
      ? byMembers(s, all, said)
      : isSaid(s, said)
        ? byLines(s, isByColumns)
        : undefined;
    if (value) replaced.set(s, value);
  }
  return [substitute(sides[0], replaced), substitute(sides[1], replaced)];
}

/** y_t of one-hot labels; the y_i are the rows of a Y with entries y_{ik}. */
function isSaid({ name, shape }: SymbolNode, said: readonly Reference[]): boolean {
  const isVector = shape.cols === UNIT || shape.rows === UNIT;
  const base = baseOf(name);
  const isOfLines = (one: Reference): boolean =>
    isVector ? name.includes("|") && one.base === base : one.base.toLowerCase() === base.toLowerCase();
  return said.some((one) => one.key === name || (one.indices[0]?.letter !== undefined && isOfLines(one)));
}

/** A vector, or each row or column, divided by its total. */
function byLines(s: Expr, isByColumns: boolean): Expr {
  if (s.shape.cols === UNIT || s.shape.rows === UNIT) return product([power(totalOf(s), number(-1)), s]);
  if (isByColumns) return transpose(byLines(transpose(s), false));
  const along = ones(shapeOf(s.shape.cols, UNIT));
  return hadamard([s, product([hadamardPower(product([s, along]), number(-1)), transpose(along)])]);
}

/** Of y_k that stands for no vector, or of y_{ik} that stands for no matrix, as y_i is said to sum to 1. */
function byMembers(s: SymbolNode, all: readonly SymbolNode[], said: readonly Reference[]): Expr | undefined {
  const [, first, last] = /^[^|]+\|(?:(\d+),)?(\d+)$/.exec(s.name) ?? [];
  const base = baseOf(s.name);
  const isRow = said.some((one) => one.base === base && one.indices.length === (first === undefined ? 0 : 1));
  if (last === undefined || !isRow) return undefined;
  const inRow = new RegExp(`^[^|]+\\|${first === undefined ? "" : `${first},`}\\d+$`);
  const row = all.filter(({ name }) => baseOf(name) === base && inRow.test(name));
  return product([s, power(sum(row), number(-1))]);
}

export const baseOf = (key: string): string => referenceOfName(key.split("|")[0]!.replace(/\^$/, "")).base;
