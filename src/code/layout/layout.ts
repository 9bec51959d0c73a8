/**
 * One node of an expression as code, its operands being laid out.
 *
 *     2 Xᵀ r  ─▶  2 * (X.T @ r)        X W + 1 bᵀ  ─▶  X @ W + b.T
 *
 * What would make a line too long is assigned to a name first (Workspace.fit).
 */

import { isCall, splitCoefficient } from "../../expression/build.ts";
import { sizeOf } from "../../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, type ProductNode, type SumNode } from "../../expression/expr.ts";
import { HADAMARD, HADAMARD_POWER, INVERSE, ONES, TRANSPOSE } from "../../expression/heads.ts";
import * as Q from "../../expression/rational.ts";
import { entryOf } from "../../functions/index.ts";
import { Level } from "../../print/part.ts";
import { powerOf } from "../../print/walk.ts";
import { atom, infix, negated, type Piece, positive } from "../pieces/piece.ts";
import { callPiece, functionPiece } from "./calls.ts";
import { chainPiece, type Factor } from "./chain.ts";
import { operatorsFor, type Workspace } from "./workspace.ts";

export function layOut(e: Expr, w: Workspace): Piece {
  switch (e.kind) {
    case "number":
      return Q.same(e.value, Q.PI) ? atom(w.language.pi) : w.language.number(e.value);
    case "symbol":
      return e.role === "size" ? w.size(sizeOf(e.name)) : atom(w.name(e));
    case "sum":
      return sumPiece(e, w);
    case "product":
      return productPiece(e, w);
    case "power":
      return powerPiece(e.base, e.exponent, isScalar(e) ? "scalar" : "matrix", w);
    case "call":
      return callOf(e, w);
    case "index":
      return w.language.entry(w.at(e.of), placeOf(e.row, w), placeOf(e.column, w));
    case "block": {
      const cells = e.cells.flat().map((c) => w.at(c));
      const width = e.cells[0]?.length ?? 1;
      return w.fit(cells, (parts) =>
        w.language.block(e.cells.map((_, i) => parts.slice(i * width, (i + 1) * width))),
      );
    }
    case "bound":
      return w.language.indexedSum(w.name(e.index), w.size(e.size), w.at(e.body));
  }
}

const placeOf = (e: Expr, w: Workspace): Piece | number => (e.kind === "number" ? e.value.n : w.at(e));

function sumPiece({ terms }: SumNode, w: Workspace): Piece {
  const { add, replicates } = operatorsFor(w, terms.every(isScalar));
  const pieces = terms.map((t) => w.at(t));
  // a term may be replicated by itself, beside one of full size
  const isFull = pieces.map((p) => !(replicates && p.spread));
  const spreads = isFull.includes(true) && isFull.includes(false);
  const parts = pieces.map((p) => (spreads && p.spread ? { ...p.spread.part, negative: p.negative } : p));
  const [first, ...rest] = parts as [Piece, ...Piece[]];
  return rest.reduce(
    (left, right) => w.fit([left, right], ([a, b]) => add(a as Piece, b as Piece, spreads)),
    first,
  );
}

/** c · s₁ s₂ / t · A B C */
function productPiece(e: ProductNode, w: Workspace): Piece {
  const body = splitCoefficient(e)[1];
  const isApart = body.kind === "product" || w.isShared(body) || e.factors.length > 0;
  if (body !== e && w.isLaidOut(body) && isApart) {
    return scaled(e.coefficient, [], [], w.at(body), isScalar(e), w);
  }
  const over: Piece[] = [];
  const under: Piece[] = [];
  for (const s of e.scalars) {
    const [base, k] = powerOf(s);
    if (Q.isMinusOne(k)) under.push(w.at(base));
    else over.push(w.at(s));
  }
  const own = body.kind === "product" ? w.factorsOf(body) : [body];
  const factors: Factor[] = e.factors.length === 0 ? [] : own.map((f) => ({ value: f, piece: w.at(f) }));
  if (factors.length === 0) return scaled(e.coefficient, over, under, undefined, true, w);
  return scaled(e.coefficient, over, under, chainPiece(factors, isScalar(e), w), isScalar(e), w);
}

/** The sign is taken out of the coefficient, and of the pieces. */
function scaled(
  coefficient: Q.Rational,
  over: readonly Piece[],
  under: readonly Piece[],
  of: Piece | undefined,
  scalar: boolean,
  w: Workspace,
): Piece {
  const numbers = operatorsFor(w, true);
  const all = [...over, ...under, ...(of ? [of] : [])];
  const negative = all.filter((p) => p.negative).length % 2 === (coefficient.n < 0 ? 0 : 1);
  const absolute = Q.absolute(coefficient);
  // x / 3 rather than 1 / 3 * x
  const isPart = absolute.n === 1 && absolute.d !== 1 && absolute.d !== 2;
  const top = isPart ? Q.ONE : absolute;
  const tops = [...(Q.isOne(top) ? [] : [numbers.number(top)]), ...over.map(positive)];
  const bottoms = [...(isPart ? [numbers.number(Q.rational(absolute.d))] : []), ...under.map(positive)];
  const product = (parts: readonly Piece[]): Piece | undefined =>
    parts.length === 0
      ? undefined
      : parts.reduce((a, b) =>
          w.fit([a, b], ([x, y]) => infix(x as Piece, " * ", y as Piece, Level.PRODUCT)),
        );
  const value = ratio(product(tops), of && positive(of), product(bottoms), scalar, w);
  return negative ? operatorsFor(w, scalar).negate(value) : value;
}

function ratio(
  top: Piece | undefined,
  of: Piece | undefined,
  bottom: Piece | undefined,
  scalar: boolean,
  w: Workspace,
): Piece {
  const { scale, divide } = operatorsFor(w, scalar);
  const make = (target: Piece): Piece => {
    const whole = top ? scale(top, target) : target;
    return bottom ? divide(whole, bottom) : whole;
  };
  if (!of) {
    const numerator = top ?? atom("1");
    return bottom ? operatorsFor(w, true).divide(numerator, bottom) : numerator;
  }
  const { spread } = of;
  const plain = w.fit([of], ([x]) => make(x as Piece));
  if (!spread || (!top && !bottom)) return top || bottom ? plain : of;
  return {
    ...plain,
    spread: { part: make(spread.part), around: spread.around },
  };
}

function powerPiece(base: Expr, exponent: Expr, kind: "scalar" | "matrix" | "entries", w: Workspace): Piece {
  const x = w.at(base);
  const k = w.at(exponent);
  const { language } = w;
  if (kind === "matrix") return w.fit([x, k], ([a, b]) => language.matrixPower(a as Piece, b as Piece));
  const operators = operatorsFor(w, kind === "scalar" || isScalar(base));
  const isRoot = exponent.kind === "number" && exponent.value.n === 1 && exponent.value.d === 2;
  if (isRoot && !w.isFixed(base)) return w.fit([x], ([a]) => functionPiece("sqrt", [a as Piece], [base], w));
  if (exponent.kind === "number" && Q.isMinusOne(exponent.value)) {
    const one = atom("1");
    return w.fit([x], ([a]) =>
      !operators.replicates && !isScalar(base)
        ? operators.entryPower(a as Piece, k)
        : (isScalar(base) ? operators.divide : operators.quotient)(one, a as Piece),
    );
  }
  const raise = kind === "scalar" ? operators.scalarPower : operators.entryPower;
  return w.fit([x, k], ([a, b]) => raise(a as Piece, b as Piece));
}

function callOf(e: CallNode, w: Workspace): Piece {
  const [x, k] = e.args as readonly [Expr, Expr];
  if (isCall(e, TRANSPOSE)) return turned(w.at(x), w);
  if (isCall(e, HADAMARD)) return hadamardPiece(e, w);
  if (isCall(e, HADAMARD_POWER)) return powerPiece(x, k, "entries", w);
  if (isCall(e, INVERSE) && x.kind === "power" && x.exponent.kind === "number") {
    const exponent = negated(w.language.number(x.exponent.value));
    return w.fit([w.at(x.base)], ([base]) => w.language.matrixPower(base as Piece, exponent));
  }
  const call = callPiece(entryOf(e.fn), e, w);
  if (!isCall(e, ONES) || isScalar(e) || !w.language.replicates) return call;
  return { ...call, free: true, spread: { part: atom("1"), around: (part) => w.language.scale(part, call) } };
}

export const turned = (x: Piece, w: Workspace): Piece =>
  x.negative
    ? w.language.negate(w.language.transpose(positive(x)))
    : w.fit([x], ([a]) => w.language.transpose(a as Piece));

/** A ⊙ B ⊘ C; a replicated factor beside one of full size replicates by itself. */
function hadamardPiece(e: CallNode, w: Workspace): Piece {
  const { hadamard, quotient, replicates } = operatorsFor(w, isScalar(e));
  const over: Piece[] = [];
  const under: Piece[] = [];
  for (const a of e.args) {
    const [base, k] = powerOf(a);
    if (Q.isMinusOne(k)) under.push(w.at(base));
    else over.push(w.at(a));
  }
  const whole = replicates && [...over, ...under].some((p) => !p.spread);
  const shown = (p: Piece): Piece => (whole && p.spread ? p.spread.part : p);
  const negative = [...over, ...under].filter((p) => p.negative).length % 2 === 1;
  const parts = over.map((p) => positive(shown(p)));
  const start = parts.shift() ?? positive(shown(under.shift() as Piece));
  const numerator = over.length === 0 ? powerOfMinusOne(start, w) : start;
  const product = parts.reduce(
    (a, b) => w.fit([a, b], ([x, y]) => hadamard(x as Piece, y as Piece)),
    numerator,
  );
  const value = under
    .map((p) => positive(shown(p)))
    .reduce((a, b) => w.fit([a, b], ([x, y]) => quotient(x as Piece, y as Piece)), product);
  return negative ? operatorsFor(w, isScalar(e)).negate(value) : value;
}

const powerOfMinusOne = (x: Piece, w: Workspace): Piece =>
  w.language.entryPower(x, { ...atom("1"), negative: true });
