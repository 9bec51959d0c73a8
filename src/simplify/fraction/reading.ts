/**
 * An expression read entry by entry, as a sum of monomials over atoms with negative and fractional exponents.
 *
 *     diag(r)⁻¹ (diag(r) − r rᵀ) at (i, j)  ─▶  r_i⁻¹ (δ_ij r_i − r_i r_j) = δ_ij − r_j
 *
 * An atom is a scalar, an entry of a matrix, or of a vector by the row or by the column. A sum that is raised to
 * a power which is not a natural number is an atom that knows its own monomials.
 */
import { UnsupportedError } from "../../errors.ts";
import { eye, isCall, ones, rationalNumber, sum } from "../../expression/build.ts";
import { UNIT } from "../../expression/dimension.ts";
import {
  type CallNode,
  type Expr,
  isScalar,
  isVector,
  type ProductNode,
  shapeOf,
} from "../../expression/expr.ts";
import { entryPowerParts, hadamard, hadamardPower } from "../../expression/hadamard.ts";
import { DIAG, EYE, HADAMARD, HADAMARD_POWER, ONES, TRANSPOSE, ZEROS } from "../../expression/heads.ts";
import { transpose } from "../../expression/power.ts";
import { product } from "../../expression/product.ts";
import * as Q from "../../expression/rational.ts";
import { apply } from "../../functions/index.ts";
import { NORM2 } from "../../functions/reductions.ts";
import { isNonnegative } from "../entries/entrywise.ts";
import {
  atEqualIndices,
  atomNumber,
  halves,
  noteDivisor,
  noteFewer,
  type Place,
  type Reading,
  times,
} from "./atoms.ts";
import { opened } from "./opening.ts";
import {
  add,
  atomPower,
  constant,
  contentOf,
  inverted,
  type Monomial,
  multiplyMonomials,
  type Polynomial,
  polynomial,
  powerOf,
  primitive,
  same,
  scaled,
  WHOLE,
} from "./polynomial.ts";
import { traceOf } from "./traces.ts";

/** Larger regions are left as they are. */
const MOST_NODES = 60;
/** The largest power that is multiplied out. */
const LARGEST_POWER = 4;

/** @throws UnsupportedError where the region is too large, or a coefficient is not exact */
export function read(e: Expr, as: Place, reading: Reading): Polynomial {
  reading.visited += 1;
  if (reading.visited > MOST_NODES) throw new UnsupportedError("too many parts");
  const place = isScalar(e) ? "scalar" : as;
  switch (e.kind) {
    case "number":
      return constant(e.value);
    case "sum": {
      const p = addNoting(e.terms, place, reading);
      noteDivisor(e, place, p, reading);
      return p;
    }
    case "product":
      return readProduct(e, place, reading);
    case "power":
      return isScalar(e) ? readPower(e, e.base, e.exponent, place, reading) : atom(e, place, reading);
    case "call":
      return readCall(e, place, reading);
    case "symbol":
    case "index":
    case "block":
    case "bound":
      return atom(e, place, reading);
  }
}

function addNoting(terms: readonly Expr[], place: Place, reading: Reading): Polynomial {
  const parts = terms.map((t) => read(t, place, reading));
  const before = parts.reduce((n, p) => n + p.size, 0);
  return noteFewer(add(parts), before, reading);
}

function atom(e: Expr, place: Place, reading: Reading): Polynomial {
  const trace = place === "scalar" ? traceOf(e) : undefined;
  if (!trace) return atomPower(atomNumber(reading, e, place), WHOLE);
  if (trace.square) return atomPower(atomNumber(reading, apply(NORM2, [trace.square]), place), 2 * WHOLE);
  if (trace.sign === 0) {
    reading.cancels = true;
    return constant(Q.ZERO);
  }
  const first = reading.traces.get(trace.key) ?? e;
  reading.traces.set(trace.key, first);
  const sign = trace.sign === traceOf(first)?.sign ? Q.ONE : Q.MINUS_ONE;
  return scaled(atomPower(atomNumber(reading, first, place), WHOLE), { coefficient: sign, powers: [] });
}

function readProduct(e: ProductNode, place: Place, reading: Reading): Polynomial {
  const scalars = e.scalars.map((s) => read(s, "scalar", reading));
  const parts = [constant(e.coefficient), ...scalars];
  if (e.factors.length > 0) parts.push(readChain(e.factors, place, reading));
  return times(reading, parts);
}

const diagonalVector = (e: Expr | undefined): Expr | undefined =>
  e && isCall(e, DIAG) && isVector(e.args[0] as Expr) ? (e.args[0] as Expr) : undefined;

/** u vᵀ, diag(u) M diag(v) and M 1 1ᵀ N are entry by entry; any other chain is an atom. */
function readChain(given: readonly Expr[], place: Place, reading: Reading): Polynomial {
  if (given.length === 1) return read(given[0] as Expr, place, reading);
  const [left, right]: readonly [Place, Place] = place === "entry" ? ["row", "column"] : [place, "scalar"];
  const factors = halves(given);
  if (factors.length === 2 && factors !== given) {
    const [before, after] = factors as readonly [Expr, Expr];
    return times(reading, [read(before, left, reading), read(transpose(after), right, reading)]);
  }
  const [u, v] = [factors[0], factors.at(-1)].map(diagonalVector);
  if (u && place !== "scalar") {
    return times(reading, [read(u, left, reading), read(product(factors.slice(1)), place, reading)]);
  }
  if (v && place === "entry") {
    return times(reading, [read(product(factors.slice(0, -1)), place, reading), read(v, right, reading)]);
  }
  return readRowSums(factors, place, reading) ?? atom(product(factors), place, reading);
}

/** (u 1ᵀ ⊙ M) 1 = u ⊙ M 1: what depends on the row only comes out of its sum. */
function readRowSums(
  [M, column, ...more]: readonly Expr[],
  place: Place,
  reading: Reading,
): Polynomial | undefined {
  if (!M || !isCall(M, HADAMARD) || !column || !isCall(column, ONES) || more.length > 0) return undefined;
  const isRows = (f: Expr): boolean => {
    const [base] = entryPowerParts(f);
    const last = base.kind === "product" ? base.factors.at(-1) : undefined;
    return last !== undefined && isCall(last, ONES);
  };
  const outer = M.args.filter(isRows);
  if (outer.length === 0) return undefined;
  reading.cancels = true;
  const inner = hadamard([ones(M.shape), ...M.args.filter((f) => !isRows(f))]);
  const rows = outer.map((f) => {
    const [base, exponent] = entryPowerParts(f);
    const { coefficient, scalars, factors } = base as ProductNode;
    const last = factors.at(-1) as Expr;
    const u = product([
      rationalNumber(coefficient),
      ...scalars,
      ...factors.slice(0, -1),
      ones(shapeOf(last.shape.rows, UNIT)),
    ]);
    return read(hadamardPower(u, exponent), place, reading);
  });
  return times(reading, [...rows, read(product([inner, column]), place, reading)]);
}

function readCall(e: CallNode, place: Place, reading: Reading): Polynomial {
  if (isCall(e, HADAMARD))
    return times(
      reading,
      e.args.map((a) => read(a, place, reading)),
    );
  if (isCall(e, HADAMARD_POWER) || isCall(e, TRANSPOSE)) {
    const [base, exponent] = entryPowerParts(e);
    return base === e ? atom(e, place, reading) : readPower(e, base, exponent, place, reading);
  }
  if (isCall(e, ONES)) return constant(Q.ONE);
  if (isCall(e, ZEROS)) return constant(Q.ZERO);
  // eye(1), as the user may write it, is 1
  if (isCall(e, EYE)) return isScalar(e) ? constant(Q.ONE) : atom(e, "diagonal", reading);
  const v = place === "entry" ? diagonalVector(e) : undefined;
  if (v) return times(reading, [atom(eye(e.shape.rows), "diagonal", reading), read(v, "row", reading)]);
  if (isCall(e, DIAG) && isVector(e)) return readDiagonal(e.args[0] as Expr, place, reading);
  const inside = opened(e);
  if (!inside) return atom(e, place, reading);
  const terms = inside.kind === "sum" ? inside.terms : [inside];
  const p = addNoting(terms, place, reading);
  noteDivisor(e, place, p, reading);
  return p;
}

/** The entries M_ii; what divides M is no divisor of them. */
function readDiagonal(M: Expr, place: Place, reading: Reading): Polynomial {
  const inner = { ...reading, divisors: [] };
  const p = atEqualIndices(inner, read(M, "entry", inner), place);
  reading.visited = inner.visited;
  reading.cancels ||= inner.cancels;
  return p;
}

/** A base to an exponent: of a sum multiplied out for a small whole exponent, else as an atom. */
function readPower(e: Expr, base: Expr, exponent: Expr, place: Place, reading: Reading): Polynomial {
  if (exponent.kind === "sum") {
    // s^(p − 1) = s^p s⁻¹
    const whole = exponent.terms.find((t) => t.kind === "number");
    const open = sum(exponent.terms.filter((t) => t !== whole));
    if (!whole) return atom(e, place, reading);
    const parts = [hadamardPower(base, open), hadamardPower(base, whole)];
    return times(
      reading,
      parts.map((part) => read(part, place, reading)),
    );
  }
  const k = exponent.kind === "number" ? Q.toNumber(exponent.value) * WHOLE : Number.NaN;
  if (!Number.isInteger(k)) return atom(e, place, reading);
  const p = read(base, place, reading);
  if (p.size === 0) throw new UnsupportedError("a power of 0");
  if (k > 0 && k % WHOLE === 0 && k <= LARGEST_POWER * WHOLE) {
    return powerOf(p, k / WHOLE, reading.normal);
  }
  const single = p.size === 1 && powerOfMonomial([...p.values()][0] as Monomial, k, reading);
  return single ? polynomial([single]) : powerOfSum(base, p, k, place, reading);
}

function powerOfSum(base: Expr, p: Polynomial, k: number, place: Place, reading: Reading): Polynomial {
  const similar = primitive(p);
  const known = reading.divisors.find((d) => same(d.primitive, similar));
  const ratio = known && multiplyMonomials(contentOf(p), inverted(known.content));
  const factor = ratio && powerOfMonomial(ratio, k, reading);
  return known && factor
    ? scaled(atomPower(known.atom, k), factor)
    : atomPower(atomNumber(reading, base, place, p), k);
}

/** Undefined for a root of what might be negative, or of a number that has none. */
function powerOfMonomial(
  { coefficient, powers }: Monomial,
  k: number,
  reading: Reading,
): Monomial | undefined {
  const isWhole = k % WHOLE === 0;
  const number = Q.powerOf(coefficient, Q.rational(k, WHOLE));
  const exponents = powers.map(([a, n]) => [a, (n * k) / WHOLE] as const);
  const isPossible =
    isWhole ||
    powers.every(
      ([a]) => reading.atoms[a]?.place !== "diagonal" && isNonnegative(reading.atoms[a]?.expr as Expr),
    );
  if (!number || !isPossible || !exponents.every(([, n]) => Number.isInteger(n))) return undefined;
  return powers.some(([a]) => reading.atoms[a]?.place === "diagonal") && k <= 0
    ? undefined
    : { coefficient: number, powers: exponents };
}
