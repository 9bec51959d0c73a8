/**
 * Products, entry-by-entry products and powers as text.
 *
 *     c A s⁻¹ t⁻²       ─▶  c*A/(s*t^2)
 *     x ⊙ y^(⊙ −1)      ─▶  x ./ y
 */

import { type Expr, isScalar } from "../../expression/expr.ts";
import * as Q from "../../expression/rational.ts";
import { isNegative } from "../orientation.ts";
import { Level, turnedIn } from "../part.ts";
import { type ProductParts, powerOf } from "../walk.ts";
import {
  alone,
  concatenated,
  exponentValue,
  isHalf,
  numberFactors,
  numberPiece,
  type Piece,
  type Pieces,
  withLevel,
} from "./piece.ts";

// ---- factors that are powers

/** A base with its exponent where that is a number; anything else has exponent 1. */
interface Factor {
  readonly bases: Expr[];
  readonly exponent: Q.Rational;
}

/** Splits off numeric exponents; equal whole ones share a bracket: s²t² is (s t)². */
function powersOf(items: readonly Expr[], pieces: Pieces): Factor[] {
  const found: Factor[] = [];
  for (const item of items) {
    const [base, k] = pieces.get(item)?.ops === 0 ? [item, Q.ONE] : powerOf(item);
    const together = Q.isInteger(k) && Math.abs(k.n) > 1;
    const same = together ? found.find((f) => Q.same(f.exponent, k)) : undefined;
    if (same) same.bases.push(base);
    else found.push({ bases: [base], exponent: k });
  }
  return found;
}

interface Operator {
  readonly times: "*" | " .* ";
  readonly over: "/" | " ./ ";
  readonly power: "^" | ".^";
  readonly level: Level;
}
const PLAIN: Operator = { times: "*", over: "/", power: "^", level: Level.PRODUCT };
const ENTRYWISE: Operator = { times: " .* ", over: " ./ ", power: ".^", level: Level.ENTRYWISE };

function basePiece(bases: readonly Expr[], operator: Operator, pieces: Pieces): Piece {
  const [only] = bases;
  if (bases.length === 1 && only) return pieces.get(only) as Piece;
  return joined(
    bases.map((b) => pieces.get(b) as Piece),
    operator,
  );
}

/** Operands joined by `*` or `.*`. */
function joined(parts: readonly Piece[], operator: Operator): Piece {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const text = concatenated(
    parts.map((p) => withLevel(p, Level.POSTFIX)),
    operator.times,
  );
  const ops = parts.reduce((total, p) => total + p.ops, parts.length - 1);
  return { negative: false, text, level: operator.level, ops };
}

/** base^k for a number k, as sqrt or with a sign where those are shorter. */
function raised(base: Piece, k: Q.Rational, operator: Operator): Piece {
  if (Q.isOne(k)) return base;
  if (isHalf(k))
    return { negative: false, text: `sqrt(${alone(base)})`, level: Level.ATOM, ops: base.ops + 1 };
  const exponent = numberPiece(k);
  const signed = exponent.negative ? `-${exponent.text}` : exponent.text;
  const written = exponent.level === Level.ATOM ? signed : `(${signed})`;
  return {
    negative: false,
    text: withLevel(base, Level.ATOM) + operator.power + written,
    level: Level.POSTFIX,
    ops: base.ops + 1 + exponent.ops,
  };
}

/**
 * Factors with positive exponents above, negative ones below; if nothing else is above, one that is no
 * plain reciprocal: s^-2/t rather than 1/(s^2*t).
 */
function aboveAndBelow(factors: readonly Factor[], hasMore: boolean, operator: Operator, pieces: Pieces) {
  const above = factors.filter((f) => f.exponent.n > 0);
  let below = factors.filter((f) => f.exponent.n < 0);
  if (above.length === 0 && !hasMore) {
    const isEntrywise = operator === ENTRYWISE;
    const moved = below.find((f) => !Q.isMinusOne(f.exponent)) ?? (isEntrywise ? below[0] : undefined);
    if (moved) {
      above.push(moved);
      below = below.filter((f) => f !== moved);
    }
  }
  const piece = (f: Factor, sign: 1 | -1): Piece => {
    const k = sign === 1 ? f.exponent : Q.negate(f.exponent);
    return raised(basePiece(f.bases, operator, pieces), k, operator);
  };
  return { above: above.map((f) => piece(f, 1)), below: below.map((f) => piece(f, -1)) };
}

function quotient(above: Piece, below: readonly Piece[], operator: Operator): Piece {
  if (below.length === 0) return above;
  const divisor = joined(below, operator);
  const top =
    above.level === operator.level && !above.negative ? above.text : withLevel(above, Level.POSTFIX);
  return {
    negative: false,
    text: `${top}${operator.over}${withLevel(divisor, Level.POSTFIX)}`,
    level: operator.level,
    ops: above.ops + divisor.ops + 1,
  };
}

// ---- products

export function productPiece({ coefficient, scalars, factors }: ProductParts, pieces: Pieces): Piece {
  const negative = isNegative(coefficient, factors, pieces);
  const numbers = numberFactors(coefficient);
  const leading = numbers.above.length === 0 ? undefined : numbers.above.join("*");
  const write = (from: Pieces): Piece => {
    const { above, below } = aboveAndBelow(
      powersOf(scalars, from),
      leading !== undefined || factors.length > 0,
      PLAIN,
      from,
    );
    below.unshift(...numbers.below.map((text) => ({ negative: false, text, level: Level.ATOM, ops: 0 })));
    const matrices = factors.map((f) => ({ ...(from.get(f) as Piece), negative: false }));
    return quotient(topOf(leading, above, matrices), below, PLAIN);
  };
  const turned = turnedIn([...scalars, ...factors], pieces, write);
  return { ...write(pieces), negative, ...turned };
}

/** c*s*t*A*B; a scalar xᵀy comes last of the scalars, bracketed where a matrix follows. */
function topOf(
  coefficient: string | undefined,
  scalars: readonly Piece[],
  matrices: readonly Piece[],
): Piece {
  const parts = [...scalars, ...matrices];
  const [only] = parts;
  if (coefficient === undefined && parts.length === 1 && only) return only;
  const texts: string[] = coefficient === undefined ? [] : [coefficient];
  let ops = 0;
  scalars.forEach((s, i) => {
    const endsChain = matrices.length === 0 && i === scalars.length - 1 && s.level === Level.PRODUCT;
    texts.push(endsChain ? s.text : withLevel(s, Level.POSTFIX));
    ops += s.ops;
  });
  for (const m of matrices) {
    texts.push(withLevel(m, Level.POSTFIX));
    ops += m.ops;
  }
  if (texts.length === 0) texts.push("1");
  const level = texts.length === 1 ? Level.ATOM : Level.PRODUCT;
  return { negative: false, text: concatenated(texts, "*"), level, ops: ops + texts.length - 1 };
}

// ---- entry by entry

export function entrywisePiece(args: readonly Expr[], pieces: Pieces): Piece {
  const { above, below } = aboveAndBelow(powersOf(args, pieces), false, ENTRYWISE, pieces);
  return quotient(joined(above, ENTRYWISE), below, ENTRYWISE);
}

// ---- powers

/** A power that stands alone: s^-2, 1/s, x.^2, X^k. */
export function powerPiece(base: Expr, exponent: Expr, sign: "^" | ".^", pieces: Pieces): Piece {
  const operator = sign === "^" ? PLAIN : ENTRYWISE;
  const of = pieces.get(base) as Piece;
  const k = exponentValue(exponent);
  if (k && sign === "^" && Q.isMinusOne(k) && isScalar(base)) {
    return quotient(topOf(undefined, [], []), [of], PLAIN);
  }
  if (k) return raised(of, k, operator);
  const power = pieces.get(exponent) as Piece;
  // x^v[1] would be read as (x^v)[1]
  const isPrimary = power.level === Level.ATOM && exponent.kind !== "index";
  const written = isPrimary ? (power.negative ? `-${power.text}` : power.text) : `(${alone(power)})`;
  return {
    negative: false,
    text: withLevel(of, Level.ATOM) + sign + written,
    level: Level.POSTFIX,
    ops: of.ops + power.ops + 1,
  };
}
