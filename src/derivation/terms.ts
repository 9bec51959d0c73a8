/**
 * dL as a sum of terms, one for each differential: ⟨C, dX⟩ with the coefficient C of the shape of X.
 *
 *     { r: 2 r, w: 2λ w }  ─▶  2 rᵀ dr + 2λ wᵀ dw, or collected (2 r)ᵀ dr + (2λ w)ᵀ dw
 */
import { isNumber, isZero, number, product, sum } from "../expression/build.ts";
import { type Expr, isRow, isScalar, isVector, type SymbolNode } from "../expression/expr.ts";
import { splitScalars } from "../expression/hadamard.ts";
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

/** The coefficients with those of `own` in its place; equal symbols are added where the first stood. */
export function replaced(
  coefficients: Coefficients,
  own: SymbolNode,
  found: Coefficients,
): Map<SymbolNode, Expr> {
  const total = new Map<SymbolNode, Expr>();
  const add = (s: SymbolNode, c: Expr): void => {
    const before = total.get(s);
    total.set(s, before ? simplify(sum([before, c])) : c);
  };
  for (const [s, c] of coefficients) {
    if (s === own) for (const [inside, part] of found) add(inside, part);
    else add(s, c);
  }
  return total;
}

/** ⟨C, dX⟩ as an expression: C s, Cᵀ dx, tr(Cᵀ dX). */
export const termOf = (coefficient: Expr, hole: SymbolNode): Expr => inner(coefficient, hole);

/** The sum of all terms as one expression; `put` stands for the term of one symbol. */
export const totalOf = (
  coefficients: Coefficients,
  d: ReadonlyMap<Expr, SymbolNode>,
  put?: readonly [SymbolNode, Expr],
): Expr =>
  sum([...coefficients].map(([s, c]) => (s === put?.[0] ? put[1] : termOf(c, d.get(s) as SymbolNode))));

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
  const [scalar, body] = splitScalars(c);
  const front = isNumber(scalar, 1) ? [] : [shown(scalar)];
  if (isRow(c)) {
    const turned: Shown = { kind: "transpose", of: shown(hole), value: transpose(hole) };
    return { kind: "product", parts: [...front, shown(body), turned], value };
  }
  const turned: Shown = { kind: "transpose", of: shown(body), value: transpose(body) };
  const pair = [turned, shown(hole)] as const;
  if (isVector(c)) return { kind: "product", parts: [...front, ...pair], value };
  const of: Shown = { kind: "product", parts: pair, value: product([turned.value, hole]) };
  const whole: Shown = { kind: "trace", of, value: inner(body, hole) };
  return front.length === 0 ? whole : { kind: "product", parts: [...front, whole], value };
}

/** Would `collected` read like `totalOf`: are all coefficients symbols or numbers, perhaps scaled? */
export const isCollected = (coefficients: Coefficients): boolean =>
  [...coefficients.values()].every((c) => {
    const [, body] = splitScalars(c);
    return isScalar(c) || body.kind === "symbol";
  });
