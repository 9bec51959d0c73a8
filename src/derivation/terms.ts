/**
 * dL as a sum of terms, one for each differential: ⟨C, dX⟩ with the coefficient C of the shape of X.
 *
 *     { r: 2 r, w: 2λ w }  ─▶  2 rᵀ dr + 2λ wᵀ dw, or collected (2 r)ᵀ dr + (2λ w)ᵀ dw
 */
import { isZero, number, product, sum } from "../expression/build.ts";
import { type Expr, isRow, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { transpose } from "../expression/power.ts";
import { symbolsIn } from "../expression/walk.ts";
import { inner } from "../functions/matrix.ts";
import { gradients } from "../derivative/differentiate.ts";
import { simplify } from "../simplify/simplify.ts";
import { shown } from "./pieces.ts";
import type { Shown } from "./step.ts";

/** Coefficients by symbol, in the order they came up. */
export type Coefficients = ReadonlyMap<SymbolNode, Expr>;

/** The coefficients of a scalar that is linear in the differentials `d`. */
export function coefficientsOf(linear: Expr, d: ReadonlyMap<Expr, SymbolNode>): Map<SymbolNode, Expr> {
  const present = new Set(symbolsIn(linear));
  const found = new Map<SymbolNode, Expr>();
  const holes = [...d].filter(([, hole]) => present.has(hole));
  const all = gradients(
    linear,
    number(1),
    holes.map(([, hole]) => hole),
  );
  for (const [s, hole] of holes) {
    const coefficient = simplify(all.get(hole) as Expr);
    if (!isZero(coefficient)) found.set(s as SymbolNode, coefficient);
  }
  return found;
}

/** Adds coefficients of the same symbol. */
export function added(a: Coefficients, b: Coefficients): Map<SymbolNode, Expr> {
  const total = new Map(a);
  for (const [s, c] of b) {
    const before = total.get(s);
    total.set(s, before ? simplify(sum([before, c])) : c);
  }
  return total;
}

/** ⟨C, dX⟩ as an expression: C s, Cᵀ dx, tr(Cᵀ dX). */
export const termOf = (coefficient: Expr, hole: SymbolNode): Expr => inner(coefficient, hole);

/** The sum of all terms as one expression. */
export const totalOf = (coefficients: Coefficients, d: ReadonlyMap<Expr, SymbolNode>): Expr =>
  sum([...coefficients].map(([s, c]) => termOf(c, d.get(s) as SymbolNode)));

/** The sum with each coefficient as it will be read off: (C)ᵀ dx, tr((C)ᵀ dX). */
export function collected(coefficients: Coefficients, d: ReadonlyMap<Expr, SymbolNode>): Shown {
  const parts = [...coefficients].map(([s, c]) => collectedTerm(c, d.get(s) as SymbolNode));
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return { kind: "sum", parts, value: sum(parts.map((p) => p.value)) };
}

function collectedTerm(c: Expr, hole: SymbolNode): Shown {
  const value = inner(c, hole);
  if (isScalar(c)) return { kind: "product", parts: [shown(c), shown(hole)], value };
  if (isRow(c)) {
    const turned: Shown = { kind: "transpose", of: shown(hole), value: transpose(hole) };
    return { kind: "product", parts: [shown(c), turned], value };
  }
  const turned: Shown = { kind: "transpose", of: shown(c), value: transpose(c) };
  if (isVector(c)) return { kind: "product", parts: [turned, shown(hole)], value };
  const of: Shown = { kind: "product", parts: [turned, shown(hole)], value: product([turned.value, hole]) };
  return { kind: "trace", of, value };
}
