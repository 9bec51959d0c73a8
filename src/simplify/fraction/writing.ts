/**
 * Sums of monomials written as expressions again.
 *
 *     2 u_i v_j − δ_ij u_i, an n×n matrix  ─▶  2 u vᵀ − diag(u)
 */
import { isCall, negate, ones, rationalNumber, sum, zeros } from "../../expression/build.ts";
import { type Dimension, UNIT } from "../../expression/dimension.ts";
import { type Expr, SCALAR, type Shape, shapeOf } from "../../expression/expr.ts";
import { hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { ONES } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { diagonal } from "../../functions/matrix.ts";
import { elementwiseCall } from "../../functions/reductions.ts";
import { isShorter } from "../cost.ts";
import { isNamed } from "../entries/entrywise.ts";
import type { Atom, Place, Reading } from "./atoms.ts";
import { type Monomial, type Polynomial, scaled, WHOLE } from "./polynomial.ts";

/** Each monomial by itself, what is added before what is subtracted. */
export function writeSum(p: Polynomial, shape: Shape, reading: Reading): Expr {
  if (p.size === 0) return zeros(shape);
  const monomials = [...p.values()];
  const isPositive = (m: Monomial): boolean => m.coefficient.n > 0;
  const ordered = [...monomials.filter(isPositive), ...monomials.filter((m) => !isPositive(m))];
  return sum(ordered.map((m) => writeParts(m, undefined, shape, reading)));
}

/** A monomial times a sum of monomials. */
export function writeProduct(m: Monomial, rest: Polynomial, shape: Shape, reading: Reading): Expr {
  if (rest.size === 0) return zeros(shape);
  const [only] = [...rest.values()];
  if (rest.size === 1 && only && only.powers.length === 0) {
    return writeParts(
      { ...m, coefficient: Q.multiply(m.coefficient, only.coefficient) },
      undefined,
      shape,
      reading,
    );
  }
  // −(a − b) is b − a
  const turned = m.coefficient.n < 0 && rest.size > 1;
  const sign = (c: Q.Rational): Q.Rational => (turned ? Q.negate(c) : c);
  return writeParts(
    { ...m, coefficient: sign(m.coefficient) },
    turned ? scaled(rest, { coefficient: Q.MINUS_ONE, powers: [] }) : rest,
    shape,
    reading,
  );
}

/** The factors of a monomial by what they depend on. */
interface Factors {
  readonly scalar: Expr[];
  readonly row: Expr[];
  readonly column: Expr[];
  readonly entry: Expr[];
  readonly diagonal: Expr[];
}

function writeParts(m: Monomial, rest: Polynomial | undefined, shape: Shape, reading: Reading): Expr {
  const factors: Factors = {
    scalar: [rationalNumber(m.coefficient)],
    row: [],
    column: [],
    entry: [],
    diagonal: [],
  };
  for (const [a, k] of m.powers) {
    const atom = reading.atoms[a] as Atom;
    factors[atom.place].push(atomPowerOf(atom, k));
  }
  if (rest) {
    const place = placeOf(rest, reading);
    factors[place].push(writeSum(rest, shapeAt(place, shape), reading));
  }
  return written(factors, shape);
}

function atomPowerOf({ expr, place }: Atom, k: number): Expr {
  if (place === "diagonal") return expr;
  const exponent = rationalNumber(Q.rational(k, WHOLE));
  // exp(z)⁻² = exp(−z)²
  return isNamed(expr, "exp") && k < 0
    ? hadamardPower(
        elementwiseCall("exp", negate(expr.args[0] as Expr)),
        rationalNumber(Q.rational(-k, WHOLE)),
      )
    : hadamardPower(expr, exponent);
}

/** What a whole sum depends on. */
function placeOf(p: Polynomial, { atoms }: Reading): Place {
  const places = new Set([...p.values()].flatMap((m) => m.powers.map(([a]) => atoms[a]?.place as Place)));
  if (places.has("entry") || places.has("diagonal") || (places.has("row") && places.has("column")))
    return "entry";
  return places.has("row") ? "row" : places.has("column") ? "column" : "scalar";
}

function shapeAt(place: Place, { rows, cols }: Shape): Shape {
  if (place === "entry" || place === "diagonal") return shapeOf(rows, cols);
  return shapeOf(place === "row" ? rows : place === "column" ? (cols === UNIT ? rows : cols) : UNIT, UNIT);
}

function written({ scalar, row, column, entry, diagonal: delta }: Factors, shape: Shape): Expr {
  if (shape === SCALAR) return product(scalar);
  if (shape.cols === UNIT) return product([...scalar, hadamard([ones(shape), ...row, ...column])]);
  const u = row.length > 0 ? hadamard(row) : undefined;
  const v = column.length > 0 ? hadamard(column) : undefined;
  const M = entry.length > 0 ? hadamard(entry) : undefined;
  const [first] = delta;
  const body = first
    ? M
      ? hadamard([u ? diagonal(u) : first, M])
      : u
        ? diagonal(u)
        : first
    : M
      ? scaledEntries(u, M, v)
      : product([u ?? ones(shapeOf(shape.rows, UNIT)), transpose(v ?? ones(shapeOf(shape.cols, UNIT)))]);
  return product([...scalar, body]);
}

/** diag(u) M diag(v), or M ⊙ u 1ᵀ where that is shorter. */
function scaledEntries(u: Expr | undefined, M: Expr, v: Expr | undefined): Expr {
  const { rows, cols } = M.shape;
  const scaled = product([...(u ? [diagonal(u)] : []), M, ...(v ? [diagonal(v)] : [])]);
  const whole = hadamard([
    M,
    ...(u ? [replicated(u, cols)] : []),
    ...(v ? [transpose(replicated(v, rows))] : []),
  ]);
  return isShorter(whole, scaled) ? whole : scaled;
}

/** u 1ᵀ; of row sums M 1 that is M 1 1ᵀ. */
function replicated(u: Expr, cols: Dimension): Expr {
  const last = u.kind === "product" ? u.factors.at(-1) : undefined;
  if (u.kind !== "product" || !last || !isCall(last, ONES)) return product([u, ones(shapeOf(UNIT, cols))]);
  const row = ones(shapeOf(last.shape.rows, cols));
  return product([rationalNumber(u.coefficient), ...u.scalars, ...u.factors.slice(0, -1), row]);
}
