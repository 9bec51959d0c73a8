/**
 * dL as a sum of terms, one for each differential: ⟨C, dX⟩ with the coefficient C of the shape of X.
 *
 *     { r: 2 r, w: 2λ w }  ─▶  2 rᵀ dr + 2λ wᵀ dw, or collected (2 r)ᵀ dr + (2λ w)ᵀ dw
 */

import { gradients } from "../../derivative/differentiate.ts";
import { isCall, isNumber, isZero, negate, number, splitCoefficient, sum } from "../../expression/build.ts";
import { children, type Expr, isRow, isScalar, isVector, type SymbolNode } from "../../expression/expr.ts";
import { splitScalars } from "../../expression/hadamard.ts";
import { ONES, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import { inner } from "../../functions/matrix.ts";
import { simplify } from "../../simplify/simplify.ts";
import { shown } from "../pieces.ts";
import type { Shown } from "../step.ts";
import { withinSymmetric } from "./symmetry.ts";

/** Coefficients by symbol, in the order they came up. */
export type Coefficients = ReadonlyMap<SymbolNode, Expr>;

/** The coefficients of a scalar that is linear in the differentials `d`. */
export function coefficientsOf(linear: Expr, d: ReadonlyMap<Expr, SymbolNode>): Map<SymbolNode, Expr> {
  const symbolOf = new Map([...d].map(([s, hole]) => [hole, s as SymbolNode] as const));
  const holes = inReadingOrder(linear).filter((s) => symbolOf.has(s));
  const all = gradients(linear, number(1), holes);
  const found = new Map<SymbolNode, Expr>();
  for (const hole of holes) {
    const of = symbolOf.get(hole) as SymbolNode;
    const coefficient = withinSymmetric(simplify(all.get(hole) as Expr), hole);
    if (!isZero(coefficient)) found.set(of, coefficient);
  }
  return found;
}

/** The symbols as they come up when the expression is read. */
function inReadingOrder(e: Expr): SymbolNode[] {
  const seen = new Set<Expr>();
  const pending = [e];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const child of [...children(next)].reverse()) pending.push(child);
  }
  return [...seen].filter((n): n is SymbolNode => n.kind === "symbol");
}

/**
 * The coefficients with those of `own` in its place. Equal symbols are added where the first stood; those of `first`
 * in the order in which they stand, others as they are met.
 */
export function replaced(
  coefficients: Coefficients,
  own: SymbolNode,
  found: Coefficients,
  first: Coefficients = coefficients,
): Map<SymbolNode, Expr> {
  const total = new Map<SymbolNode, Expr>();
  for (const [s, c] of coefficients) {
    if (s === own) {
      for (const [inside, part] of found) {
        const before = total.get(inside);
        const later = before || first.has(inside) ? undefined : coefficients.get(inside);
        const parts = [before, later, part].filter((e) => e !== undefined);
        total.set(inside, parts.length > 1 ? simplify(sum(parts)) : part);
      }
      continue;
    }
    const before = total.get(s);
    if (!before) total.set(s, c);
    else if (first.has(s)) total.set(s, simplify(sum([before, c])));
  }
  return total;
}

/** ⟨C, dX⟩ as an expression: C s, Cᵀ dx, tr(Cᵀ dX). */
export const termOf = (coefficient: Expr, d: Expr): Expr => inner(coefficient, d);

/** The sum of all terms; `put` stands in the place of one symbol's differential. */
export function total(
  coefficients: Coefficients,
  d: ReadonlyMap<Expr, SymbolNode>,
  put?: readonly [SymbolNode, Expr],
): Shown {
  return added(
    [...coefficients].map(([s, coefficient]) => {
      const own = s === put?.[0] ? put[1] : (d.get(s) as SymbolNode);
      // −Ωᵀ (−X dB) is Ωᵀ X dB
      const isTurned = own.kind === "product" && own.coefficient.n < 0;
      const [c, inside] = isTurned ? [negate(coefficient), negate(own)] : [coefficient, own];
      if (isPlain(c) && inside.kind === "symbol") return shown(termOf(c, inside));
      return collectedTerm(c, inside, isPlain(c));
    }),
  );
}

/** The sum with each coefficient as it will be read off: (C)ᵀ dx, tr((C)ᵀ dX). */
export const collected = (coefficients: Coefficients, d: ReadonlyMap<Expr, SymbolNode>): Shown =>
  added([...coefficients].map(([s, c]) => collectedTerm(c, d.get(s) as SymbolNode)));

/** A sum of pieces; of expressions it is one expression. */
function added(parts: readonly Shown[]): Shown {
  const value = sum(parts.map((p) => p.value));
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return parts.every((p) => p.kind === "expression") ? shown(value) : { kind: "sum", parts, value };
}

/** Symbols side by side, transposed or not: their transpose is as easy to read. */
function isPlain(c: Expr): boolean {
  const [, body] = splitScalars(c);
  if (isScalar(c)) return true;
  const factors = body.kind === "product" ? body.factors : [body];
  return factors.every(
    (f) => f.kind === "symbol" || isCall(f, ONES) || (isCall(f, TRANSPOSE) && f.args[0]?.kind === "symbol"),
  );
}

/** `isSpread`: the transpose is written out, Gᵀ A for (Aᵀ G)ᵀ. */
function collectedTerm(c: Expr, d: Expr, isSpread = false): Shown {
  const value = inner(c, d);
  if (isScalar(c)) {
    return d.kind === "symbol" ? { kind: "product", parts: [shown(c), shown(d)], value } : shown(value);
  }
  const [scalar, body] = withoutSign(splitScalars(c));
  const front = isNumber(scalar, 1) ? [] : [shown(scalar)];
  if (isRow(c)) {
    const turned: Shown = { kind: "transpose", of: shown(d), value: transpose(d) };
    return { kind: "product", parts: [...front, shown(body), turned], value };
  }
  const isItself = transpose(body) === body;
  if (isItself && d.kind === "symbol") return shown(value);
  const turned: Shown =
    isItself || isSpread || isCall(body, TRANSPOSE)
      ? shown(transpose(body))
      : { kind: "transpose", of: shown(body), value: transpose(body) };
  const pair = [turned, shown(d)] as const;
  if (isVector(c)) return { kind: "product", parts: [...front, ...pair], value };
  const of: Shown = { kind: "product", parts: pair, value: product([turned.value, d]) };
  const whole: Shown = { kind: "trace", of, value: inner(body, d) };
  return front.length === 0 ? whole : { kind: "product", parts: [...front, whole], value };
}

/** −2 (B − A) is 2 (A − B): a difference takes the sign in. */
function withoutSign([scalar, body]: readonly [Expr, Expr]): readonly [Expr, Expr] {
  const isNegative = splitCoefficient(scalar)[0].n < 0;
  const factors = body.kind === "product" ? body.factors : [body];
  const isDifference = factors.some(
    (f) => f.kind === "sum" && f.terms.some((t) => splitCoefficient(t)[0].n < 0),
  );
  return isNegative && isDifference ? [negate(scalar), negate(body)] : [scalar, body];
}
