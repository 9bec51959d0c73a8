/**
 * Scalars that are one trace, however they are written.
 *
 *     tr(A B) = tr(B A) = tr(Bᵀ Aᵀ)        1ᵀ M x = sum(M x)        tr(Aᵀ B) = sum(A ⊙ B) = vec(A)ᵀ vec(B)
 *
 * A trace is a word of factors, the same whichever factor is first, and read backwards with each factor transposed.
 */
import { isCall, isNumber, negate, ones } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import { type CallNode, type Expr, isScalar, isVector, shapeOf } from "../../expression/expr.ts";
import { entryPowerParts } from "../../expression/hadamard.ts";
import { HADAMARD, TRANSPOSE } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { TRACE } from "../../functions/matrix.ts";
import { SUM } from "../../functions/reductions.ts";
import { isNamed } from "../entries/entrywise.ts";
import { halved } from "./atoms.ts";

interface Trace {
  /** The same for all that have this trace, up to the sign. */
  readonly key: string;
  /** 0 where the trace is its own opposite. */
  readonly sign: 1 | -1 | 0;
  /** V of tr(VᵀV). */
  readonly square: Expr | undefined;
}

const LONGEST = 12;

/** Undefined for what is no trace. */
export function traceOf(e: Expr): Trace | undefined {
  const word = isScalar(e) ? wordOf(e) : undefined;
  if (!word || word.length === 0 || word.length > LONGEST || word.some(isDifferential)) return undefined;
  const [forwards, backwards] = [signed(word), signed(word.map(transpose).reverse())];
  const [one, other] = [leastTurn(forwards.word), leastTurn(backwards.word)];
  const half = word.slice(word.length / 2);
  const isSquare =
    half.length * 2 === word.length && half.every((f, i) => transpose(f) === word[half.length - 1 - i]);
  const square = isSquare ? product(half) : undefined;
  if (one === other) return { key: one, sign: forwards.sign === backwards.sign ? forwards.sign : 0, square };
  return one < other
    ? { key: one, sign: forwards.sign, square }
    : { key: other, sign: backwards.sign, square };
}

/** Where dX stands in a trace is for the derivation to say. */
function isDifferential(f: Expr): boolean {
  const upright = isCall(f, TRANSPOSE) ? (f.args[0] as Expr) : f;
  return upright.kind === "symbol" && upright.role === "hole";
}

function wordOf(e: Expr): readonly Expr[] | undefined {
  if (isCall(e, TRACE)) return factorsOf(e.args[0] as Expr);
  if (isCall(e, SUM)) return wordOfTotal(e);
  const factors = e.kind === "product" && e.factors.length > 1 ? factorsOf(e) : undefined;
  const [first, second] = (factors ?? []).map(stacked);
  return factors?.length === 2 && first && second ? [transpose(first), second] : factors;
}

function wordOfTotal({ args: [x] }: CallNode): readonly Expr[] | undefined {
  if (!x) return undefined;
  if (isCall(x, HADAMARD)) {
    const [A, B, ...more] = x.args as readonly [Expr, Expr];
    if (more.length === 0) return [transpose(A), B];
  }
  const [base, exponent] = entryPowerParts(x);
  if (isNumber(exponent, 2)) return [transpose(base), base];
  const factors = factorsOf(x);
  const { rows, cols } = x.shape;
  const [left, right] = [ones(shapeOf(UNIT, rows)), ones(shapeOf(cols, UNIT))];
  return factors && [left, ...factors, ...(isVector(x) ? [] : [right])];
}

/** X of vec(X), or of its transpose. */
function stacked(e: Expr): Expr | undefined {
  const upright = e.shape.rows === UNIT ? transpose(e) : e;
  return isNamed(upright, "vec") ? upright.args[0] : undefined;
}

/** A² as A A, 1 1ᵀ as its two factors. */
function factorsOf(e: Expr): readonly Expr[] | undefined {
  if (e.kind !== "product") return repeated(e);
  return Q.isOne(e.coefficient) && e.scalars.length === 0 ? e.factors.flatMap(repeated) : undefined;
}

const LARGEST_POWER = 4;

function repeated(e: Expr): readonly Expr[] {
  if (e.kind !== "power" || e.exponent.kind !== "number") return halved(e);
  const k = Q.toNumber(e.exponent.value);
  return Number.isInteger(k) && k > 1 && k <= LARGEST_POWER ? Array.from({ length: k }, () => e.base) : [e];
}

/** Without the minus of transposed antisymmetric factors. */
function signed(word: readonly Expr[]): { readonly word: readonly Expr[]; readonly sign: 1 | -1 } {
  const isNegative = (f: Expr): boolean => f.kind === "product" && f.coefficient.n < 0;
  const minuses = word.filter(isNegative).length;
  return { word: word.map((f) => (isNegative(f) ? negate(f) : f)), sign: minuses % 2 === 0 ? 1 : -1 };
}

const leastTurn = (word: readonly Expr[]): string => {
  const turns = word.map((_, i) => [...word.slice(i), ...word.slice(0, i)].map((f) => f.id).join(" "));
  return turns.reduce((best, turn) => (turn < best ? turn : best));
};
